package ical

import (
	"runtime"
	"sync"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A hand writes entries of a feed, with scratch of its own, so that several can write one feed at once. What
// they write does not depend on how many they are.
type hand struct {
	feed       Feed // a copy, for its findings
	events     map[*eventFeed]*eventFeed
	properties []ics.IANAProperty // of one entry after another
}

func (f *Feed) hand() *hand {
	h := &hand{feed: *f, events: make(map[*eventFeed]*eventFeed, len(f.parts))}
	for _, x := range f.parts {
		own := *x
		own.Feed, own.words, own.links = &h.feed, words{}, nil
		own.revisions, own.places = map[int64]revision{}, map[string]string{}
		own.digester = digesterOf(x.event)
		own.organizations = map[string]map[string][]string{"": nil}
		h.events[x] = &own
	}
	return h
}

// write writes entries, and gives what was found on the way.
func (h *hand) write(enc *wire.Encoder, entries []entry) agenda.Findings {
	h.feed.findings = nil
	for i := range entries {
		e := entries[i]
		e.event = h.events[e.event]
		h.properties = h.feed.properties(h.properties[:0], &e)
		enc.Line("BEGIN:VEVENT")
		for i := range h.properties {
			enc.Property(&h.properties[i].BaseProperty)
		}
		enc.Components(h.feed.alarms(&e), 2)
		enc.Line("END:VEVENT")
	}
	return h.feed.findings
}

// shareSize is how many entries a hand takes at once: about as many as fill a block.
const shareSize = 64

// A share is what became of some entries.
type share struct {
	enc      *wire.Encoder
	findings agenda.Findings
	panicked any // with what writing them did
}

// share writes entries for somebody else to take.
func (h *hand) share(enc *wire.Encoder, entries []entry) (s share) {
	s.enc = enc
	defer func() { s.panicked = recover() }()
	s.findings = h.write(enc, entries)
	return s
}

// writeEntries writes all entries in their order, with as many hands as there are processors for them. Only
// a few shares are held at a time, however long the feed is.
func (f *Feed) writeEntries(enc *wire.Encoder) {
	hands := min(runtime.GOMAXPROCS(0), len(f.entries)/shareSize)
	if hands < 2 {
		f.findings = append(f.findings, f.hand().write(enc, f.entries)...)
		return
	}
	enc.Flush()
	encoders := sync.Pool{New: func() any { return wire.NewEncoder(nil) }}
	queue := make(chan chan share, 2*hands) // in the order of the entries
	jobs := make(chan func(*hand))
	for range hands {
		h := f.hand() // here, while nothing of f changes
		go func() {
			for job := range jobs {
				job(h)
			}
		}()
	}
	go func() {
		for rest := f.entries; len(rest) > 0; {
			part := rest[:min(shareSize, len(rest))]
			rest = rest[len(part):]
			done := make(chan share, 1)
			queue <- done
			jobs <- func(h *hand) {
				done <- h.share(encoders.Get().(*wire.Encoder), part)
			}
		}
		close(queue)
		close(jobs)
	}()
	var panicked any
	for done := range queue {
		s := <-done
		if s.panicked != nil {
			panicked = s.panicked
		}
		f.findings = append(f.findings, s.findings...)
		enc.Take(s.enc)
		encoders.Put(s.enc)
	}
	if panicked != nil {
		panic(panicked) // here the caller of Write can recover from it
	}
}
