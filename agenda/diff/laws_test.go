package diff

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// drawn makes an event of bytes, four a session, from few words, so that sessions are often alike.
func drawn(text []byte) *agenda.Event {
	titles := []string{"Lunch", "Coffee break", "Locks, part 1", "Locks, part 2", "Doors that open",
		"Doors that close", "", "TBA"}
	e := &agenda.Event{Zone: "America/Los_Angeles", Venue: agenda.Venue{Name: "Quay"},
		Speakers: []agenda.Speaker{{ID: "a", Name: "Ada", Organization: "North"}, {Name: "Bo"}}}
	for i := 0; i+4 <= len(text); i += 4 {
		a, b, c, d := text[i], text[i+1], text[i+2], text[i+3]
		s := agenda.Session{Title: titles[a%8], AllDay: a>>6 == 3}
		if a>>3&7 > 1 {
			s.ID = string('a' + rune(a>>3&7))
		}
		if b&3 > 0 {
			s.Start = time.Date(2026, 6, 1+int(b&3), int(b>>2), 0, 0, 0, time.UTC)
			s.End = s.Start.Add(time.Duration(c&3) * 20 * time.Minute)
		}
		for j, who := range []string{"a", "Bo", "TBA"} {
			if c>>(2+j)&1 == 1 {
				s.Speakers = append(s.Speakers, who)
			}
		}
		s.Rooms = []string{"Hall", "Foyer"}[:c>>5&1+c>>6&1]
		s.Status = []agenda.Status{"", agenda.Cancelled, agenda.Tentative, agenda.Confirmed}[d&3]
		s.Abstract = []string{"", "One.\n\nTwo."}[d>>2&1]
		if d>>3&1 == 1 {
			s.Links = []agenda.Link{{Title: "A", URL: "https://a.example"}, {Title: "B", URL: "https://b.example"}}
		}
		e.Sessions = append(e.Sessions, s)
	}
	return e
}

// shuffled is e with everything in another order and with other white space.
func shuffled(e *agenda.Event, r *rand.Rand) *agenda.Event {
	out := *e
	blank := func(s string) string { return " " + strings.ReplaceAll(s, " ", "\u00a0\n ") + "\t" }
	out.Sessions = slices.Clone(e.Sessions)
	for i := range out.Sessions {
		s := &out.Sessions[i]
		s.Title, s.Abstract = blank(s.Title), blank(s.Abstract)
		s.Speakers, s.Rooms, s.Links = slices.Clone(s.Speakers), slices.Clone(s.Rooms), slices.Clone(s.Links)
		slices.Reverse(s.Speakers)
		slices.Reverse(s.Rooms)
		slices.Reverse(s.Links)
	}
	r.Shuffle(len(out.Sessions), func(i, j int) {
		out.Sessions[i], out.Sessions[j] = out.Sessions[j], out.Sessions[i]
	})
	return &out
}

// diffLaws proves what is so of any two events.
func diffLaws(t *testing.T, old, new *agenda.Event, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	for _, e := range []*agenda.Event{old, new} {
		if got := said(Events(e, e)); got != "" {
			t.Errorf("an event differs from itself: %s", got)
		}
		if got := said(Events(e, shuffled(e, r))); got != "" {
			t.Errorf("the order or white space makes a difference: %s", got)
		}
	}
	mirrored(t, old, new)
	changes, findings := Events(old, new)
	olds, news := map[*agenda.Session]bool{}, map[*agenda.Session]bool{}
	for i, c := range changes {
		if len(c.Kinds) == 0 || c.Old == nil && c.New == nil || c.Is(Details) != (c.Details != nil) ||
			(c.Old == nil) != (c.OldID == "") && c.Old == nil || (c.New == nil) && c.NewID != "" {
			t.Errorf("an odd change: %+v", c)
		}
		if c.Old != nil && olds[c.Old] || c.New != nil && news[c.New] {
			t.Errorf("a session changes twice: %+v", c)
		}
		olds[c.Old], news[c.New] = true, true
		if i > 0 && compareStarts(changes[i-1].Session().Start, c.Session().Start) > 0 {
			t.Error("changes are out of order")
		}
	}
	live := func(e *agenda.Event) (n int) {
		for _, s := range e.Sessions {
			if s.Status != agenda.Cancelled {
				n++
			}
		}
		return n
	}
	n := live(old)
	for _, c := range changes {
		was, is := c.takesPlace()[0], c.takesPlace()[1]
		if is && !was {
			n++
		} else if was && !is {
			n--
		}
	}
	if n != live(new) {
		t.Errorf("the changes lead to %d sessions that take place, and there are %d", n, live(new))
	}
	derived := func(s agenda.Session) bool { return s.ID == "" } // such ids do depend on the order
	if slices.ContainsFunc(old.Sessions, derived) || slices.ContainsFunc(new.Sessions, derived) {
		return
	}
	if got, want := said(Events(shuffled(old, r), shuffled(new, r))), said(changes, findings); got != want {
		t.Errorf("the order makes a difference:\n%s\n%s", got, want)
	}
}

// TestDiffLaws holds random events against what is so of any two.
func TestEventsLaws(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 2))
		text := func() []byte {
			b := make([]byte, 4*r.IntN(8))
			for i := range b {
				b[i] = byte(r.Uint32())
			}
			return b
		}
		a := text()
		b := append(slices.Clone(a), text()...)
		for range r.IntN(4) {
			if len(b) > 0 {
				b[r.IntN(len(b))] = byte(r.Uint32())
			}
		}
		if diffLaws(t, drawn(a), drawn(b), seed); t.Failed() {
			t.Fatalf("seed %d: %q %q", seed, a, b)
		}
	}
}

func FuzzEvents(f *testing.F) {
	f.Add([]byte("abcdefgh"), []byte("abcdefgk"), uint64(1))
	f.Add([]byte{}, []byte{0, 1, 2, 3, 4, 5, 6, 7}, uint64(2))
	// Two of one id whose all-day ends are within one day.
	f.Add([]byte{}, []byte("\xe2\xe2\xe2\xe2\xe2\xe2ab"), uint64(1))
	f.Fuzz(func(t *testing.T, a, b []byte, seed uint64) {
		diffLaws(t, drawn(a[:min(len(a), 80)]), drawn(b[:min(len(b), 80)]), seed)
	})
}

// crowd is n sessions of few titles and speakers; those under other ids are found by them, or are too many.
func crowd(ids string, n int) *agenda.Event {
	e := &agenda.Event{}
	for i := range n {
		e.Sessions = append(e.Sessions, agenda.Session{ID: ids + strconv.Itoa(i), Abstract: ids,
			Title: "Locks, case " + strconv.Itoa(i/2), Speakers: []string{"Ada " + strconv.Itoa(i/4)},
			Start: time.Date(2026, 6, 1, 8+i%7, 0, 0, 0, time.UTC)})
	}
	return e
}

func BenchmarkEvents5k(b *testing.B) {
	for _, ids := range []string{"a", "b"} {
		b.Run(ids, func(b *testing.B) {
			old, new := crowd("a", 5000), crowd(ids, 5000)
			b.ReportAllocs()
			for b.Loop() {
				Events(old, new)
			}
		})
	}
}
