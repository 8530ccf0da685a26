package eventfile

import (
	"slices"

	"github.com/daysheet/daysheet/agenda"
)

// Place gives findings that name an id, of a session, speaker, room or track, or a key of the event itself
// ("logo:"), the file, line and column at which that stands in src, and shows the line. A finding without an
// id gets the name of the file alone; one that has a file is left as it is. fs is not changed.
func Place(src []byte, o Options, fs agenda.Findings) agenda.Findings {
	f := open(src, o)
	f.read()
	places := map[string]place{}
	put := func(id string, p place) {
		if _, taken := places[id]; !taken && id != "" {
			places[id] = p
		}
	}
	for i, id := range f.event.SessionIDs() {
		put(id, f.entries[i].node.at)
	}
	for _, named := range []map[string]place{f.places.speakers, f.places.rooms, f.places.tracks} {
		for id, p := range named {
			put(id, p)
		}
	}
	if f.root != nil {
		for _, p := range f.root.pairs {
			put(p.key.text+":", p.key.at)
		}
	}
	out := slices.Clone(fs)
	for i := range out {
		w := &out[i].Where
		if w.File != "" || w.Line > 0 {
			continue
		}
		w.File = o.Name
		if p, ok := places[w.ID]; ok {
			w.Line, w.Column = p.line, p.column
			if out[i].Source == "" {
				out[i].Source = f.excerpt(p)
			}
		}
	}
	return out
}
