package ical

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// seed makes fingerprints those of this process. They never leave it: nobody can look for two events with
// one fingerprint.
var seed = maphash.MakeSeed()

// A fingerprint sums up all that events say. Texts go in with their lengths, so that no two lists of texts
// run into each other.
type fingerprint struct {
	hash    maphash.Hash
	pending []byte // is written in blocks, which takes a third of the time
}

// pendingSize is what a block has, in octets, and a text more.
const pendingSize = 4 << 10

func fingerprintOf(events []*agenda.Event) uint64 {
	f := fingerprint{pending: make([]byte, 0, 2*pendingSize)}
	f.hash.SetSeed(seed)
	for _, e := range events {
		f.event(e)
	}
	f.hash.Write(f.pending)
	return f.hash.Sum64()
}

func (f *fingerprint) num(n uint64) {
	f.pending = binary.LittleEndian.AppendUint64(f.pending, n)
}

func (f *fingerprint) text(list ...string) {
	f.num(uint64(len(list)))
	for _, s := range list {
		f.pending = append(binary.LittleEndian.AppendUint64(f.pending, uint64(len(s))), s...)
	}
	if len(f.pending) >= pendingSize {
		f.hash.Write(f.pending)
		f.pending = f.pending[:0]
	}
}

func (f *fingerprint) moment(t time.Time) {
	f.num(uint64(t.Unix()))
	f.num(uint64(t.Nanosecond()))
}

func (f *fingerprint) links(links []agenda.Link) {
	f.num(uint64(len(links)))
	for _, l := range links {
		f.text(l.Title, l.URL)
	}
}

func (f *fingerprint) event(e *agenda.Event) {
	v, o := &e.Venue, &e.Organizer
	f.text(e.ID, e.Name, e.Summary, e.Description, e.URL, e.Language, e.Zone, e.Online, e.Image, e.Color,
		e.Logo, v.Name, v.Address, v.URL, o.Name, o.Email, o.URL)
	f.num(math.Float64bits(v.Latitude))
	f.num(math.Float64bits(v.Longitude))
	f.num(uint64(e.Capacity))
	f.text(e.Fonts...)
	f.moment(e.Revised)
	f.num(uint64(len(e.Days)))
	for _, d := range e.Days {
		f.text(d.Date.String(), d.Title)
		f.num(uint64(d.Ends))
	}
	f.num(uint64(len(e.Tracks)))
	for i := range e.Tracks {
		t := &e.Tracks[i]
		f.text(t.ID, t.Name, t.Color)
	}
	f.num(uint64(len(e.Rooms)))
	for i := range e.Rooms {
		r := &e.Rooms[i]
		f.text(r.ID, r.Name)
		f.num(uint64(r.Capacity))
		f.flag(r.Shared)
	}
	f.num(uint64(len(e.Speakers)))
	for i := range e.Speakers {
		p := &e.Speakers[i]
		f.text(p.ID, p.Name, p.Organization, p.Biography)
		f.links(p.Links)
	}
	f.num(uint64(len(e.Sessions)))
	for i := range e.Sessions {
		f.session(&e.Sessions[i])
	}
}

func (f *fingerprint) flag(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	f.num(n)
}

func (f *fingerprint) session(s *agenda.Session) {
	f.text(s.ID, s.Title, s.Abstract, string(s.Kind), s.Repeat, s.Track, s.Language, s.Online, s.Image,
		string(s.Status))
	f.text(s.Rooms...)
	f.text(s.Speakers...)
	f.links(s.Links)
	f.flag(s.AllDay)
	for _, t := range [...]time.Time{s.Start, s.End, s.Created, s.Revised} {
		f.moment(t)
	}
	f.num(uint64(len(s.Except)))
	for _, t := range s.Except {
		f.moment(t)
	}
}

// revisionsOf sums up the revisions of the events and their sessions, in a fraction of fingerprintOf's time.
// It is not ok where a session has none, and has changed unnoticed perhaps.
func revisionsOf(events []*agenda.Event) (sum uint64, ok bool) {
	const odd = 0x9e3779b97f4a7c15
	add := func(t time.Time) {
		sum = (sum ^ uint64(t.Unix())) * odd
		sum = (sum ^ sum>>32 ^ uint64(t.Nanosecond())) * odd
	}
	for _, e := range events {
		add(e.Revised)
		for i := range e.Sessions {
			s := &e.Sessions[i]
			if s.Revised.IsZero() && e.Revised.IsZero() {
				return 0, false
			}
			add(s.Revised)
		}
		sum = (sum ^ uint64(len(e.Sessions))) * odd
	}
	return sum, true
}
