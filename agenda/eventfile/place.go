package eventfile

import (
	"slices"

	"github.com/daysheet/daysheet/agenda"
)

// Place gives findings that name an id, of a session, speaker, room or track, or a key of the event itself
// ("logo:"), the file, line and column at which that stands, and shows the line. A finding without an id gets
// the name of the file alone; one that has a file is left as it is. fs is not changed.
func (f *File) Place(fs agenda.Findings) agenda.Findings {
	out := slices.Clone(fs)
	for i := range out {
		w := &out[i].Where
		if w.File != "" || w.Line > 0 {
			continue
		}
		w.File = f.source.name
		if at, ok := f.source.places[w.ID]; ok {
			id := w.ID
			*w = f.source.where(at)
			w.ID = id
			if out[i].Source == "" {
				out[i].Source = f.source.excerpt(at)
			}
		}
	}
	return out
}
