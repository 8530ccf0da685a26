package ical

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	diff "github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
)

// A draw makes events of few words, in which what is hard to read again comes often.
type draw struct{ *rand.Rand }

func (d draw) of(list ...string) string { return list[d.IntN(len(list))] }

func (d draw) flip(n int) bool { return d.IntN(n) == 0 }

func (d draw) event(id, zone string, day time.Time) *agenda.Event {
	e := &agenda.Event{ID: id, Name: "Event " + id, Zone: zone, URL: d.of("", "https://example.org/e"),
		Online: d.of("", "", "https://example.org/join"), Color: d.of("", "#102030"),
		Venue: agenda.Venue{Name: d.of("", "Quay", "Hall"), Address: d.of("", "1 Mole, Harbour")},
		Speakers: []agenda.Speaker{{ID: "ada", Name: "Ada Lee", Organization: "North, Inc."},
			{ID: "ada2", Name: "Ada Lee", Organization: "South (EU)"}, {ID: "bo", Name: "Bo"},
			{ID: "cem", Name: "Cem, Jr.", Organization: "North, Inc."}},
		Rooms:  []agenda.Room{{ID: "hall", Name: "Hall"}, {ID: "foyer", Name: "Foyer, upper"}},
		Tracks: []agenda.Track{{ID: "ops", Name: "Ops; and more", Color: "#ff0000"}},
	}
	if d.flip(2) {
		e.Organizer = agenda.Organizer{Name: "O", Email: "o@example.org"}
		e.Venue.Latitude, e.Venue.Longitude = 1.5, -2
	}
	if d.flip(2) {
		e.Revised = day.AddDate(0, -1, 0)
	}
	for i := range 1 + d.IntN(7) {
		e.Sessions = append(e.Sessions, d.session(i, zone, day))
	}
	return e
}

func (d draw) abstract() string {
	return d.of("", "", "One.\n\nTwo.", "Ada Lee (North, Inc.)", "Ada Lee (North, Inc.)\n\nMore.",
		"Text.\n\nhttps://example.org/e", "https://example.org/e",
		"Text.\n\nSlides: https://example.org/s\nVideo",
		"Online: https://example.org/join", "a \\n b, c; d", "  indented\n   more\n\n\n\nlast  ",
		"Slides: https://example.org/s", "<b>bold</b> &amp; 3 < 4", "日本語の説明\u2028次の行", "x\x00y\ttab")
}

func (d draw) session(i int, zone string, day time.Time) agenda.Session {
	loc, _ := time.LoadLocation(zone)
	s := agenda.Session{
		ID: d.of("s", "a@b", "c,d;e", "ü", "X y") + strconv.Itoa(i),
		Title: d.of("Locks ", "Cancelled: doors ", "Gates: part, ", "Lunch ", "🎉 ", `back\slash\ `) +
			strconv.Itoa(i),
		Abstract: d.abstract(),
		Kind:     agenda.Kind(d.of("", "", "", "talk", "panel", "break", "other", "odd kind")),
		Track:    d.of("", "ops", "New, track", "Ops; and more"),
		Online:   d.of("", "", "", "https://example.org/join-here", "nowhere"),
		Image:    d.of("", "", "https://example.org/p.png", "p.png"),
		Status:   agenda.Status(d.of("", "", "", "confirmed", "tentative", "cancelled", "odd")),
	}
	s.Start = time.Date(day.Year(), day.Month(), day.Day()+d.IntN(2), 8+d.IntN(12), d.IntN(4)*15, 0, 0, loc)
	if !d.flip(4) {
		s.End = s.Start.Add(time.Duration(d.IntN(8)) * 15 * time.Minute)
	}
	if d.flip(5) {
		s.AllDay = true
		s.Start = time.Date(day.Year(), day.Month(), day.Day()+d.IntN(2), 0, 0, 0, 0, loc)
		s.End = time.Time{}
		if d.flip(2) {
			s.End = s.Start.AddDate(0, 0, 1+d.IntN(3))
		}
	}
	if d.flip(6) {
		s.Repeat = "FREQ=WEEKLY;COUNT=" + strconv.Itoa(2+d.IntN(9))
		if d.flip(2) {
			s.Except = []time.Time{s.Start.AddDate(0, 0, 7)}
		}
	}
	for _, ref := range []string{"ada", "ada2", "bo", "cem", "Dee Unlisted"} {
		if d.flip(4) {
			s.Speakers = append(s.Speakers, ref)
		}
	}
	for _, ref := range []string{"hall", "foyer", "Annexe and more"} {
		if d.flip(3) {
			s.Rooms = append(s.Rooms, ref)
		}
	}
	for _, l := range []agenda.Link{{Title: "Slides: all", URL: "not a link"}, {URL: "example.org/x"},
		{Title: "Slides", URL: "https://example.org/s?a=b&c=ü"}, {URL: "https://example.org/e"},
		{Title: "Only a title"}, {Title: "Online", URL: "https://example.org/join"}} {
		if d.flip(5) {
			s.Links = append(s.Links, l)
		}
	}
	if d.flip(2) {
		s.Revised = day.AddDate(0, 0, -d.IntN(60))
	}
	if d.flip(3) {
		s.Created = day.AddDate(-1, 0, 0)
	}
	return s
}

func copied(e *agenda.Event) *agenda.Event {
	c := *e
	c.Sessions = slices.Clone(e.Sessions)
	c.Speakers, c.Rooms, c.Tracks = slices.Clone(e.Speakers), slices.Clone(e.Rooms), slices.Clone(e.Tracks)
	for i := range c.Sessions {
		s := &c.Sessions[i]
		s.Speakers, s.Rooms, s.Links = slices.Clone(s.Speakers), slices.Clone(s.Rooms), slices.Clone(s.Links)
	}
	return &c
}

// reordered says the same in another order and with other white space.
func (d draw) reordered(e *agenda.Event) *agenda.Event {
	e = copied(e)
	d.Shuffle(len(e.Sessions), func(i, j int) { e.Sessions[i], e.Sessions[j] = e.Sessions[j], e.Sessions[i] })
	d.Shuffle(len(e.Speakers), func(i, j int) { e.Speakers[i], e.Speakers[j] = e.Speakers[j], e.Speakers[i] })
	e.Venue.Address = strings.ReplaceAll(e.Venue.Address, " ", "  ") + " "
	for i := range e.Speakers {
		p := &e.Speakers[i]
		p.Organization = strings.ReplaceAll(p.Organization, " ", d.of(" ", "  ", "\t"))
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		s.Title = strings.ReplaceAll(s.Title, " ", d.of(" ", "  ", "\n", "\u00a0"))
		s.Abstract = strings.ReplaceAll(s.Abstract, " ", d.of(" ", "  ")) + d.of("", "\n", "  ")
		slices.Reverse(s.Speakers)
		slices.Reverse(s.Rooms)
		slices.Reverse(s.Links)
		if !s.AllDay && d.flip(2) {
			s.Start, s.End = s.Start.UTC(), s.End.UTC()
		}
	}
	return e
}

// lawful checks the laws that any feed obeys.
func lawful(t *testing.T, feed string) {
	t.Helper()
	findings, err := Lint(strings.NewReader(feed), LintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity >= agenda.Warning && f.Rule != "no-summary" {
			t.Fatalf("lint: %v\n%s", f, feed)
		}
	}
	if n := strings.Count(feed, "BEGIN:VEVENT\r\n"); n != len(vevents(feed)) {
		t.Fatalf("%d entries have %d UIDs:\n%s", n, len(vevents(feed)), feed)
	}
	for _, m := range zoneNamed.FindAllStringSubmatch(strings.ReplaceAll(feed, "\r\n ", ""), -1) {
		if !strings.Contains(feed, "\r\nTZID:"+m[1]+"\r\n") {
			t.Fatalf("no VTIMEZONE of %s:\n%s", m[1], feed)
		}
	}
}

var zoneNamed = regexp.MustCompile(`;TZID=([^:;]+)`)

func sequenceOf(entry string) int64 {
	_, after, _ := strings.Cut(entry, "\nSEQUENCE:")
	line, _, _ := strings.Cut(after, "\n")
	n, _ := strconv.ParseInt(line, 10, 64)
	return n
}

// compose is the feed after the one that is published, which is lawful and can be written twice.
func compose(
	t *testing.T, published string, o Options, events ...*agenda.Event,
) (string, *Feed, agenda.Findings) {
	t.Helper()
	var err error
	if o.Previous, err = ReadPublished(strings.NewReader(published), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	f, err := Compose(o, events...)
	if err != nil {
		t.Fatal(err)
	}
	var b, again bytes.Buffer
	findings, err := f.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	more, err := f.Write(&again)
	if err != nil || again.String() != b.String() || !slices.Equal(findings, more) {
		t.Fatalf("written twice:\n%s\n%v\n%s\n%v", b.String(), findings, again.String(), more)
	}
	lawful(t, b.String())
	return b.String(), f, findings
}

// lawZones are of few offsets and of many, with rules and without.
var lawZones = []string{"Europe/Berlin", "America/Los_Angeles", "UTC", "Asia/Kolkata", "Africa/Casablanca"}

// lawDay is two days before the clocks of Berlin are put forward.
var lawDay = time.Date(2026, 3, 27, 0, 0, 0, 0, time.UTC)

// laws runs a test with many draws, and with options for each.
func laws(t *testing.T, n uint64, test func(t *testing.T, d draw, o Options)) {
	for seed := range n {
		d := draw{rand.New(rand.NewPCG(seed, 7))}
		o := Options{ShowCancelled: d.flip(3), PlainText: d.flip(3), Now: lawDay.AddDate(0, 0, -10)}
		if d.flip(3) {
			o.Alarm = 10 * time.Minute
		}
		if d.flip(8) {
			o.Now = time.Time{}
		}
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) { test(t, d, o) }) {
			return
		}
	}
}

// tick moves the clock, now and then back.
func (d draw) tick(o *Options) {
	if !o.Now.IsZero() {
		o.Now = o.Now.Add(time.Duration(d.IntN(100)-20) * time.Minute)
	}
}

// silent proves that nothing changes where nothing did, whatever the order and the white space.
func (d draw) silent(t *testing.T, feed string, o Options, events []*agenda.Event) {
	t.Helper()
	d.tick(&o)
	var again []*agenda.Event
	for _, e := range events {
		again = append(again, d.reordered(e))
	}
	same, f, _ := compose(t, feed, o, again...)
	if same != feed {
		t.Fatalf("nothing has changed, but: %s\n%+v",
			diff.Diff(strings.Split(feed, "\r\n"), strings.Split(same, "\r\n")), f.Changed)
	}
	for _, c := range f.Changed {
		if len(c.Changes) > 0 {
			t.Fatalf("nothing has changed, but: %+v", c.Changes)
		}
	}
}

// alter changes one meaning of a session of e, and says which.
func (d draw) alter(e *agenda.Event, round int) string {
	i := d.IntN(len(e.Sessions))
	s := &e.Sessions[i]
	switch d.IntN(9) {
	case 0:
		s.Title += " changed " + strconv.Itoa(round)
		return "title"
	case 1:
		s.Start, s.End, s.Except = s.Start.Add(24*time.Hour), time.Time{}, nil
		if s.AllDay {
			loc, _ := time.LoadLocation(e.Zone)
			s.Start = time.Date(2026, 4, 2+round, 0, 0, 0, 0, loc)
		}
		return "start"
	case 2:
		s.Abstract = fmt.Sprint("Entirely new ", round)
		return "abstract"
	case 3:
		s.Rooms = []string{fmt.Sprint("Room ", round)}
		return "room"
	case 4:
		s.Speakers = append(s.Speakers, fmt.Sprint("Person ", round))
		return "speakers"
	case 5:
		s.Status = map[bool]agenda.Status{true: "", false: agenda.Cancelled}[s.Status == agenda.Cancelled]
		return "status"
	case 6:
		s.ID = fmt.Sprint("new ", round, " ", i)
		return "id"
	case 7:
		if len(e.Sessions) > 1 {
			e.Sessions = slices.Delete(e.Sessions, i, i+1)
			return "gone"
		}
	}
	e.Sessions = append(e.Sessions, d.session(100+d.IntN(1_000_000), e.Zone, lawDay))
	return "added"
}

// Silent when nothing has changed, exact when something did: one change of meaning changes one entry, whose
// SEQUENCE rises.
func TestMemoryLaws(t *testing.T) {
	laws(t, 100, func(t *testing.T, d draw, o Options) {
		events := []*agenda.Event{d.event("one.example.org", d.of(lawZones...), lawDay)}
		if d.flip(3) {
			events = append(events, d.event("two.example.org", d.of(lawZones...), lawDay.AddDate(0, 1, 0)))
		}
		feed, _ := write(t, o, events...)
		lawful(t, feed)
		for round := range 5 {
			d.silent(t, feed, o, events)
			d.tick(&o)
			e := events[d.IntN(len(events))]
			cancelled := slices.ContainsFunc(e.Sessions, func(s agenda.Session) bool {
				return s.Status == agenda.Cancelled
			})
			what := d.alter(e, round)
			next, f, findings := compose(t, feed, o, events...)
			was, is := vevents(feed), vevents(next)
			changed := 0
			for uid, entry := range is {
				if entry == was[uid] {
					continue
				}
				changed++
				if was[uid] != "" && what != "id" && sequenceOf(entry) <= sequenceOf(was[uid]) {
					t.Fatalf("%s: SEQUENCE has not risen:\n%s\n%s", what, was[uid], entry)
				}
			}
			for uid := range was {
				if is[uid] == "" {
					t.Fatalf("%s: %s is lost", what, uid)
				}
			}
			unclear := slices.ContainsFunc(findings, func(f agenda.Finding) bool {
				return f.Rule == "id-ambiguous"
			})
			if changed > 1 && !unclear || changed == 0 && !cancelled {
				t.Fatalf("%s changed %d entries: %s\n%+v", what, changed, diff.Diff(was, is), f.Changed)
			}
			feed = next
		}
	})
}

// Whatever happens between two feeds, also to the options and the events as a whole: the next one is right,
// SEQUENCE never falls, and the one after is silent.
func TestMemoryTurmoil(t *testing.T) {
	laws(t, 100, func(t *testing.T, d draw, o Options) {
		events := []*agenda.Event{d.event("one.example.org", d.of(lawZones...), lawDay)}
		spare := d.event("two.example.org", d.of(lawZones...), lawDay.AddDate(0, 1, 0))
		feed, _ := write(t, o, events...)
		highest := map[string]int64{}
		for round := range 6 {
			for range d.IntN(4) {
				switch e := events[d.IntN(len(events))]; d.IntN(9) {
				case 0:
					o.ShowCancelled = !o.ShowCancelled
				case 1:
					o.PlainText = !o.PlainText
				case 2:
					o.Alarm = time.Duration(d.IntN(2)) * time.Hour
				case 3:
					e.Zone = d.of(lawZones...)
				case 4:
					if len(events) == 1 {
						events = append(events, spare)
					} else {
						events = events[:1]
					}
				case 5:
					e.Revised = o.Now.AddDate(0, 0, d.IntN(3)-1)
				default:
					d.alter(e, round)
				}
			}
			d.tick(&o)
			next, _, _ := compose(t, feed, o, events...)
			for uid, entry := range vevents(next) {
				if n := sequenceOf(entry); n < highest[uid] {
					t.Fatalf("SEQUENCE falls from %d:\n%s", highest[uid], entry)
				}
				highest[uid] = sequenceOf(entry)
			}
			feed = next
			d.silent(t, feed, o, events)
		}
	})
}

// One field of a session that changes is named, and no other, however its addresses and texts are written.
func TestChangesNameTheField(t *testing.T) {
	fields := []struct {
		want   string
		change func(s *agenda.Session)
	}{
		{"[title] []", func(s *agenda.Session) { s.Title = "Entirely new" }},
		{"[time] []", func(s *agenda.Session) {
			if s.End.IsZero() && s.AllDay {
				s.End = s.Start.AddDate(0, 0, 1)
			}
			s.End = s.Until().AddDate(0, 0, 1)
		}},
		{"[place] []", func(s *agenda.Session) { s.Rooms = []string{"Lantern room"} }},
		{"[speakers] []", func(s *agenda.Session) { s.Speakers = append(s.Speakers, "Eve New") }},
		{"[details] [abstract]", func(s *agenda.Session) { s.Abstract = "Entirely new" }},
		{"[details] [track]", func(s *agenda.Session) { s.Track = "Lights" }},
		{"[details] [kind]", func(s *agenda.Session) { s.Kind = agenda.Keynote }},
		{"[details] [links]", func(s *agenda.Session) {
			s.Links = append(s.Links, agenda.Link{Title: "New", URL: "https://example.org/new"})
		}},
		{"[details] [online]", func(s *agenda.Session) { s.Online = "https://example.org/new" }},
		{"[details] [image]", func(s *agenda.Session) { s.Image = "https://example.org/new.png" }},
		{"[details] [repeat]", func(s *agenda.Session) { s.Repeat = "FREQ=DAILY;COUNT=70" }},
		{"[details] [status]", func(s *agenda.Session) {
			if s.Status == agenda.Tentative {
				s.Status = agenda.Confirmed
			} else {
				s.Status = agenda.Tentative
			}
		}},
	}
	laws(t, 40, func(t *testing.T, d draw, o Options) {
		e := d.event("one.example.org", d.of(lawZones...), lawDay)
		e.Online = d.of("", "meet me", "https://own.example/ä", " https://own.example/a b ")
		for i := range e.Sessions {
			s := &e.Sessions[i]
			s.Status = agenda.Status(d.of("", "confirmed", "tentative", "odd"))
			s.Online = d.of("", "meet me", "https://own.example/ö?a=[1]", "HTTPS://own.example/")
			s.Image = d.of("", "p.png", "https://own.example/ü.png")
			s.Links = append(s.Links, agenda.Link{URL: d.of("https://meet.example.org/ü x", "https://a.example/%zz")})
			s.Links = append(s.Links, agenda.Link{Title: "Map", URL: "https://a.example/ß"})
		}
		feed, _ := write(t, o, e)
		for i := range e.Sessions {
			for _, field := range fields {
				changed := copied(e)
				field.change(&changed.Sessions[i])
				_, f, _ := next(t, feed, o, changed)
				got := ""
				for _, c := range f.Changed[0].Changes {
					got += fmt.Sprint(c.Kinds, " ", c.Details)
				}
				if got != field.want {
					t.Errorf("%q, want %s\nwas %+v\nis  %+v", got, field.want, e.Sessions[i],
						changed.Sessions[i])
				}
			}
		}
	})
}
