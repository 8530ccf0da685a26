package agenda

// A Directory looks up what an event's sessions name. Of a name that is not listed it gives that name and
// false.
type Directory struct {
	speakers map[string]*Speaker
	rooms    map[string]*Room
	tracks   map[string]*Track
}

// Directory indexes the event as it is now by id and by name. An id goes before a name, the first of two
// equal names before the second.
func (e *Event) Directory() Directory {
	return Directory{
		index(e.Speakers, func(s *Speaker) (string, string) { return s.ID, s.Name }),
		index(e.Rooms, func(r *Room) (string, string) { return r.ID, r.Name }),
		index(e.Tracks, func(t *Track) (string, string) { return t.ID, t.Name }),
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

// Speaker finds the speaker with that id or name.
func (d Directory) Speaker(ref string) (Speaker, bool) {
	if s, ok := d.speakers[ref]; ok {
		return *s, true
	}
	return Speaker{Name: ref}, false
}

// Room finds the room with that id or name.
func (d Directory) Room(ref string) (Room, bool) {
	if r, ok := d.rooms[ref]; ok {
		return *r, true
	}
	return Room{Name: ref}, false
}

// Track finds the track with that id or name.
func (d Directory) Track(ref string) (Track, bool) {
	if t, ok := d.tracks[ref]; ok {
		return *t, true
	}
	return Track{Name: ref}, false
}
