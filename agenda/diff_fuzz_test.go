package agenda

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// drawn makes an event of bytes, four a session, from few words, so that sessions are often alike.
func drawn(text []byte) *Event {
	titles := []string{"Lunch", "Coffee break", "Locks, part 1", "Locks, part 2", "Doors that open",
		"Doors that close", "", "TBA"}
	e := &Event{Zone: "America/Los_Angeles", Venue: Venue{Name: "Quay"},
		Speakers: []Speaker{{ID: "a", Name: "Ada", Organization: "North"}, {Name: "Bo"}}}
	for i := 0; i+4 <= len(text); i += 4 {
		a, b, c, d := text[i], text[i+1], text[i+2], text[i+3]
		s := Session{Title: titles[a%8], AllDay: a>>6 == 3}
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
		s.Status = []Status{"", Cancelled, Tentative, Confirmed}[d&3]
		s.Abstract = []string{"", "One.\n\nTwo."}[d>>2&1]
		if d>>3&1 == 1 {
			s.Links = []Link{{"A", "https://a.example"}, {"B", "https://b.example"}}
		}
		e.Sessions = append(e.Sessions, s)
	}
	return e
}

// shuffled is e with everything in another order and with other white space.
func shuffled(e *Event, r *rand.Rand) *Event {
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
func diffLaws(t *testing.T, old, new *Event, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	for _, e := range []*Event{old, new} {
		if got := said(Diff(e, e)); got != "" {
			t.Errorf("an event differs from itself: %s", got)
		}
		if got := said(Diff(e, shuffled(e, r))); got != "" {
			t.Errorf("the order or white space makes a difference: %s", got)
		}
	}
	mirrored(t, old, new)
	changes, findings := Diff(old, new)
	olds, news := map[*Session]bool{}, map[*Session]bool{}
	for i, c := range changes {
		if len(c.Kinds) == 0 || c.Old == nil && c.New == nil || c.Is(ChangeDetails) != (c.Details != nil) ||
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
	live := func(e *Event) (n int) {
		for _, s := range e.Sessions {
			if s.Status != Cancelled {
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
	derived := func(s Session) bool { return s.ID == "" } // such ids do depend on the order
	if slices.ContainsFunc(old.Sessions, derived) || slices.ContainsFunc(new.Sessions, derived) {
		return
	}
	if got, want := said(Diff(shuffled(old, r), shuffled(new, r))), said(changes, findings); got != want {
		t.Errorf("the order makes a difference:\n%s\n%s", got, want)
	}
}

// TestDiffLaws holds random events against what is so of any two.
func TestDiffLaws(t *testing.T) {
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

func FuzzDiff(f *testing.F) {
	f.Add([]byte("abcdefgh"), []byte("abcdefgk"), uint64(1))
	f.Add([]byte{}, []byte{0, 1, 2, 3, 4, 5, 6, 7}, uint64(2))
	f.Fuzz(func(t *testing.T, a, b []byte, seed uint64) {
		diffLaws(t, drawn(a[:min(len(a), 80)]), drawn(b[:min(len(b), 80)]), seed)
	})
}

// crowd is n sessions; what they have in common is up to kind.
func crowd(kind, ids string, n int, day int) *Event {
	e := &Event{}
	start := time.Date(2026, 6, day, 8, 0, 0, 0, time.UTC)
	for i := range n {
		s := Session{ID: ids + strconv.Itoa(i), Title: "Locks, case " + strconv.Itoa(i), Abstract: ids,
			Start: start.Add(time.Duration(i/20) * time.Hour), Speakers: []string{"Ada " + strconv.Itoa(i/2)}}
		switch kind {
		case "renamed":
			s.Title = ids + " " + s.Title
		case "one title":
			s.Title = "Break"
		case "one title and time":
			s.Title, s.Start, s.Speakers = "Break", start, nil
		case "one speaker":
			s.Speakers = []string{"Ada"}
		case "one moment":
			s.Start, s.Speakers = start, nil
		case "all else":
			s.Title, s.Start, s.Speakers = "Break", start, []string{"Ada"}
		case "many speakers":
			s.Title, s.Speakers = "Break", nil
			for j := range 80 {
				s.Speakers = append(s.Speakers, "Ada "+strconv.Itoa((i+j)%100))
			}
		}
		e.Sessions = append(e.Sessions, s)
	}
	return e
}

var crowds = []string{"", "renamed", "one title", "one title and time", "one speaker", "one moment",
	"all else", "many speakers"}

// TestDiffCrowd: time grows in proportion to the sessions, even where none has its id and all are alike.
func TestDiffCrowd(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 500
	}
	for _, kind := range crowds {
		start := time.Now()
		changes, findings := Diff(crowd(kind, "a", n, 1), crowd(kind, "b", n, 1))
		if took := time.Since(start); took > 2*time.Minute {
			t.Errorf("%s: took %v", kind, took)
		}
		t.Logf("%s: %v, %d changes, %d findings", kind, time.Since(start), len(changes), len(findings))
	}
}

func BenchmarkDiff5k(b *testing.B) {
	for _, kind := range crowds {
		b.Run(kind, func(b *testing.B) {
			old, new := crowd(kind, "a", 5000, 1), crowd(kind, "b", 5000, 1)
			b.ReportAllocs()
			for b.Loop() {
				Diff(old, new)
			}
		})
	}
}
