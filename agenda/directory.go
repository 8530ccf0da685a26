package agenda

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// A Directory looks up what an event's sessions name. Make one per task with [Event.Directory]; it does not
// follow later changes of the event.
type Directory struct {
	speakers map[string]*Speaker
	rooms    map[string]*Room
	tracks   map[string]*Track
	venue    string // its name
	site     string // its name and address
}

// Directory indexes the event's speakers, rooms and tracks by id and by name, and knows its venue. An id
// goes before a name, the first of two equal names before the second.
func (e *Event) Directory() Directory {
	venue := Venue{Name: OneLine(e.Venue.Name), Address: OneLine(e.Venue.Address)}
	return Directory{
		index(e.Speakers, func(s *Speaker) (string, string) { return s.ID, s.Name }),
		index(e.Rooms, func(r *Room) (string, string) { return r.ID, r.Name }),
		index(e.Tracks, func(t *Track) (string, string) { return t.ID, t.Name }),
		venue.Name, venue.String(),
	}
}

func index[T any](list []T, keys func(*T) (id, name string)) map[string]*T {
	m := make(map[string]*T, 2*len(list))
	put := func(key string, v *T) {
		if _, taken := m[key]; !taken && key != "" {
			m[key] = v
		}
	}
	for i := range list {
		id, _ := keys(&list[i])
		put(id, &list[i])
	}
	for i := range list {
		_, name := keys(&list[i])
		put(name, &list[i])
	}
	return m
}

// Speaker finds the speaker that ref names. Where none is listed it answers with one of that name, and false.
func (d Directory) Speaker(ref string) (Speaker, bool) {
	if s, ok := d.speakers[ref]; ok {
		return *s, true
	}
	return Speaker{Name: ref}, false
}

// Room finds the room that ref names. Where none is listed it answers with one of that name, and false.
func (d Directory) Room(ref string) (Room, bool) {
	if r, ok := d.rooms[ref]; ok {
		return *r, true
	}
	return Room{Name: ref}, false
}

// Track finds the track that ref names. Where none is listed it answers with one of that name, and false.
func (d Directory) Track(ref string) (Track, bool) {
	if t, ok := d.tracks[ref]; ok {
		return *t, true
	}
	return Track{Name: ref}, false
}

// RoomNames gives the names of the session's rooms, joined as in a sentence: "Main hall and Foyer".
func (d Directory) RoomNames(s Session) string {
	names := make([]string, len(s.Rooms))
	for i, ref := range s.Rooms {
		room, _ := d.Room(ref)
		names[i] = room.Name
	}
	return Join(names)
}

// Place says on one line where the session is, from the small to the large: its rooms, the venue's name, the
// address. A room that is called like the venue is said once.
func (d Directory) Place(s Session) string {
	rooms := OneLine(d.RoomNames(s))
	if rooms == "" || d.site == "" || rooms == d.venue {
		return cmp.Or(d.site, rooms)
	}
	return rooms + ", " + d.site
}

// Byline names the session's speakers as an announcement does, neighbours of one organization together:
// "Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)". Semicolons separate where with
// commas a speaker without an organization would seem to belong to that of the next ones. White space makes
// no difference, and who has no name is left out.
func (d Directory) Byline(s Session) string {
	var groups, names []string
	organization, separator, free := "", ", ", false
	flush := func() {
		if len(names) == 0 {
			return
		}
		group := Join(names)
		if organization != "" {
			group += " (" + organization + ")"
			if free && len(names) > 1 {
				separator = "; "
			}
		}
		free = organization == ""
		groups, names = append(groups, group), nil
	}
	for _, ref := range s.Speakers {
		p, _ := d.Speaker(ref)
		name, of := OneLine(p.Name), OneLine(p.Organization)
		if name == "" {
			continue
		}
		if of != organization {
			flush()
		}
		organization = of
		names = append(names, name)
	}
	flush()
	return strings.Join(groups, separator)
}

// Join lists names as in a sentence: "A", "A and B", "A, B and C".
func Join(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// OneLine gives s with each run of white space as one space, and none around it.
func OneLine(s string) string {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		before = c
	}
	return strings.TrimSuffix(s, " ")
}
