package ical

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A View says which sessions a feed holds: all of them, or those of a track, a room, a speaker, a single
// session, a starred set. The zero View is everything. Within a list any match counts; where several lists
// have names, each must match. UIDs are the same in every view, so a session in two of them is one entry.
//
// Tracks, rooms and speakers are named by their ids or names, sessions by their ids or, where several
// events are in one feed, by their UIDs ("tides@harbour-2026.example.org"). Upper and lower case, and how
// much white space there is, make no difference. Empty names say nothing: who has starred no session is not
// to be given a view of none, which is everything, but no feed.
type View struct{ Tracks, Rooms, Speakers, Sessions []string }

// What ViewOf takes from strangers: names of each kind, and octets of a name (RFC 7986 §5.3 wants a UID to
// be no longer).
const (
	viewNames = 500
	viewName  = 255
)

// viewKeys are the parameters of a query, in the order of View.lists.
var viewKeys = [...]string{"track", "room", "speaker", "session"}

func (v *View) lists() [4]*[]string {
	return [...]*[]string{&v.Tracks, &v.Rooms, &v.Speakers, &v.Sessions}
}

func (v View) everything() bool {
	return len(v.Tracks)+len(v.Rooms)+len(v.Speakers)+len(v.Sessions) == 0
}

// ViewOf reads a view from the query of a URL, as [View.Query] writes it:
//
//	?track=Operations&room=Main+hall&room=Foyer
//	?session=tides,knots@harbour-2026.example.org
//
// Each parameter may be repeated; sessions may also be separated by commas (a comma in an id is `\,`). Empty
// values say nothing. Of each kind the first 500 names are read, of each name 255 octets: a longer one is
// cut, not dropped, so that it finds nothing instead of everything.
func ViewOf(q url.Values) View {
	var v View
	for i, list := range v.lists() {
		names := q[viewKeys[i]]
		if list == &v.Sessions {
			names = nil
			for _, value := range q[viewKeys[i]] {
				ids := wire.ContentLine{Value: value}
				names = append(names, ids.Texts()...)
			}
		}
		for _, name := range names {
			name = strings.TrimSuffix(wire.Shortened(foldName(name), viewName), " ")
			if name != "" && len(*list) < viewNames {
				*list = append(*list, name)
			}
		}
	}
	return v.canonical()
}

// foldName gives the same text for two spellings of one name.
func foldName(name string) string { return strings.ToLower(input.OneLine(name)) }

// canonical is the one spelling of views that choose alike: names folded and sorted, each once.
func (v View) canonical() View {
	for _, list := range v.lists() {
		var folded []string
		for _, name := range *list {
			if name = foldName(name); name != "" {
				folded = append(folded, name)
			}
		}
		slices.Sort(folded)
		*list = slices.Compact(folded)
	}
	return v
}

// Query writes the view as the query of a URL, without the question mark: "session=knots,tides&track=ops".
// Views that choose alike have the same query, in lower case and sorted; that of the zero View is empty.
// Commas and at signs stand as they are, because Google gives up on addresses of more than 256 characters.
func (v View) Query() string {
	v = v.canonical()
	q := url.Values{}
	for i, list := range v.lists() {
		if len(*list) > 0 {
			q[viewKeys[i]] = *list
		}
	}
	if len(v.Sessions) > 0 {
		ids := make([]string, len(v.Sessions))
		for i, id := range v.Sessions {
			ids[i] = commaEscapes.Replace(id)
		}
		q["session"] = []string{strings.Join(ids, ",")}
	}
	return queryMarks.Replace(q.Encode())
}

var (
	commaEscapes = strings.NewReplacer(`\`, `\\`, `,`, `\,`)
	queryMarks   = strings.NewReplacer("%2C", ",", "%40", "@")
)

// A selection is a view applied to the events of a feed. A nil one holds everything.
type selection struct {
	kinds    [4]choice // in the order of View.lists
	sessions map[*agenda.Session]bool
}

// A choice is the set of names of one kind that a view selects.
type choice struct {
	kind   string
	wanted map[string]string // folded: as it was written
	known  map[string]known  // by id and by name, folded
	names  []string          // of what is known, each once
}

// known is a track, room, speaker or session that can be chosen, as the first event that has it names it.
type known struct{ label, name string } // for people, for a View

func (c *choice) learn(k known, keys ...string) {
	if len(c.wanted) == 0 {
		return
	}
	fresh := false
	for _, key := range keys {
		key = foldName(key)
		if _, taken := c.known[key]; !taken && key != "" {
			c.known[key], fresh = k, true
		}
	}
	if fresh {
		c.names = append(c.names, k.name)
	}
}

func (c *choice) wants(keys ...string) bool {
	for _, key := range keys {
		if _, ok := c.wanted[foldName(key)]; ok {
			return true
		}
	}
	return false
}

// selection finds the sessions of the events that are in the view.
func (v View) selection(events []*agenda.Event) *selection {
	if v.everything() {
		return nil
	}
	l := &selection{sessions: map[*agenda.Session]bool{}}
	for i, list := range v.lists() {
		c := choice{kind: viewKeys[i], wanted: map[string]string{}, known: map[string]known{}}
		for _, name := range *list {
			if folded := foldName(name); folded != "" {
				c.wanted[folded] = cmp.Or(c.wanted[folded], name)
			}
		}
		l.kinds[i] = c
	}
	for _, e := range events {
		l.event(e, nil)
	}
	return l
}

// event finds the sessions of an event that are in the view; of one that was published, only those in gone,
// for the others are known from what they are now.
func (l *selection) event(e *agenda.Event, gone map[*agenda.Session]bool) {
	dir, ids, identity := e.Directory(), e.SessionIDs(), e.Identity()
	if gone == nil {
		for _, t := range e.Tracks {
			l.kinds[0].learn(known{t.Name, t.Name}, t.ID, t.Name)
		}
		for _, r := range e.Rooms {
			l.kinds[1].learn(known{r.Name, r.Name}, r.ID, r.Name)
		}
		for _, p := range e.Speakers {
			l.kinds[2].learn(known{p.Name, p.Name}, p.ID, p.Name)
		}
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		if gone != nil && !gone[s] {
			continue
		}
		var found [4]bool
		note := func(i int, k known, keys ...string) {
			l.kinds[i].learn(k, keys...)
			found[i] = found[i] || l.kinds[i].wants(keys...)
		}
		if s.Track != "" {
			t, _ := dir.Track(s.Track)
			note(0, known{t.Name, t.Name}, t.ID, t.Name, s.Track)
		}
		for _, ref := range s.Rooms {
			r, _ := dir.Room(ref)
			note(1, known{r.Name, r.Name}, r.ID, r.Name, ref)
		}
		for _, ref := range s.Speakers {
			p, _ := dir.Speaker(ref)
			note(2, known{p.Name, p.Name}, p.ID, p.Name, ref)
		}
		note(3, known{cmp.Or(s.Title, ids[i]), ids[i]}, ids[i], wire.Clean(ids[i]+"@"+identity))
		in := true
		for i := range l.kinds {
			in = in && (found[i] || len(l.kinds[i].wanted) == 0)
		}
		if in {
			l.sessions[s] = true
		}
	}
}

func (l *selection) includes(s *agenda.Session) bool { return l == nil || l.sessions[s] }

// viewLabel bounds the names of a kind in the calendar's name; more are counted.
const viewLabel = 3

// label says in a few words what the view holds, for the calendar's name: "Operations", "Main hall, 12
// sessions". Empty where that is everything.
func (l *selection) label() string {
	if l == nil {
		return ""
	}
	var parts []string
	for i := range l.kinds {
		c := &l.kinds[i]
		var names []string
		for _, key := range slices.Sorted(maps.Keys(c.wanted)) {
			name := input.OneLine(cmp.Or(c.known[key].label, c.wanted[key]))
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > viewLabel {
			names = []string{fmt.Sprintf("%d %ss", len(names), c.kind)}
		}
		if len(names) > 0 {
			parts = append(parts, listing.English.Join(names))
		}
	}
	return strings.Join(parts, ", ")
}

// titled is the name of a calendar that holds what label says.
func titled(name, label string) string {
	if name == "" || label == "" {
		return name + label
	}
	return name + ": " + label
}

// report adds findings about names of the view that no event has.
func (l *selection) report(f *Feed) {
	if l == nil {
		return
	}
	for i := range l.kinds {
		c := &l.kinds[i]
		unknown := 0
		for _, key := range slices.Sorted(maps.Keys(c.wanted)) {
			if _, ok := c.known[key]; ok {
				continue
			}
			hint := ""
			if unknown++; unknown <= hintTimes {
				hint = c.hint(key)
			}
			f.add("unknown-"+c.kind, agenda.Warning, "", hint, "no event has the %s %q", c.kind,
				c.wanted[key])
		}
	}
	if len(f.entries) == 0 {
		f.add("empty-view", agenda.Warning, "", "see whether its names are right, and go together",
			"no session is in the view; its feed is empty")
	}
}

// The bounds of hint, whose work is the product of the first two.
const (
	hintTimes = 8    // unknown names of a kind
	hintNames = 2000 // known names
	hintList  = 12   // names shown
)

// hint names what comes nearest to an unknown name, or what there is to choose from.
func (c *choice) hint(unknown string) string {
	known := slices.Sorted(maps.Keys(c.known))
	if near := input.Near(unknown, known[:min(hintNames, len(known))]); len(near) > 0 {
		return fmt.Sprintf("did you mean %q?", c.known[near[0]].name)
	}
	if len(c.names) == 0 {
		return fmt.Sprintf("no session has a %s", c.kind)
	}
	return fmt.Sprintf("known %ss: %s", c.kind, input.First(hintList, c.names, " and "))
}
