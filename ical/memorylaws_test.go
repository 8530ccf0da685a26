package ical

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gcmp "github.com/google/go-cmp/cmp"

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
		"Text.\n\nhttps://example.org/e", "https://example.org/e", "Text.\n\nSlides: https://example.org/s\nVideo",
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
		e.Speakers[i].Organization = strings.ReplaceAll(
			e.Speakers[i].Organization, " ", d.of(" ", "  ", "\t"))
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		s.Title = strings.ReplaceAll(s.Title, " ", d.of(" ", "  ", "\n", "\u00a0"))
		s.Abstract = strings.ReplaceAll(s.Abstract, " ", d.of(" ", "  ")) + d.of("", "\n", "  ")
		slices.Reverse(s.Speakers)
		slices.Reverse(s.Rooms)
		slices.Reverse(s.Links)
		if d.flip(2) {
			s.Start, s.End = s.Start.UTC(), s.End.UTC()
			if s.AllDay {
				s.Start = s.Start.In(mustZone(e.Zone))
			}
		}
	}
	return e
}

func mustZone(name string) *time.Location { l, _ := time.LoadLocation(name); return l }

// lawful is what holds of any feed.
func lawful(t *testing.T, feed string) {
	t.Helper()
	findings, err := Lint(strings.NewReader(feed), LintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity >= agenda.Warning && f.Rule != "unknown-status" && f.Rule != "ends-at-start" {
			t.Fatalf("lint: %v\n%s", f, feed)
		}
	}
	if n := strings.Count(feed, "BEGIN:VEVENT\r\n"); n != len(vevents(feed)) {
		t.Fatalf("%d entries have %d UIDs:\n%s", n, len(vevents(feed)), feed)
	}
	for _, m := range regexp.MustCompile(`;TZID=([^:;]+)`).FindAllStringSubmatch(
		strings.ReplaceAll(feed, "\r\n ", ""), -1) {
		if !strings.Contains(feed, "\r\nTZID:"+m[1]+"\r\n") {
			t.Fatalf("no VTIMEZONE of %s:\n%s", m[1], feed)
		}
	}
}

func sequenceOf(entry string) int64 {
	_, after, _ := strings.Cut(entry, "\nSEQUENCE:")
	line, _, _ := strings.Cut(after, "\n")
	n, _ := strconv.ParseInt(line, 10, 64)
	return n
}

func compose(t *testing.T, published string, o Options,
	events ...*agenda.Event) (string, *Feed, agenda.Findings) {
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

func TestMemoryLaws(t *testing.T) {
	day := time.Date(2026, 3, 27, 0, 0, 0, 0, time.UTC) // the clocks of Berlin change on the 29th
	for seed := range uint64(200) {
		d := draw{rand.New(rand.NewPCG(seed, 7))}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			zones := []string{"Europe/Berlin",
				"America/Los_Angeles", "UTC", "Asia/Kolkata", "Africa/Casablanca"}
			events := []*agenda.Event{d.event("one.example.org", d.of(zones...), day)}
			if d.flip(3) {
				events = append(events, d.event("two.example.org", d.of(zones...), day.AddDate(0, 1, 0)))
			}
			o := Options{ShowCancelled: d.flip(3), PlainText: d.flip(3)}
			if d.flip(3) {
				o.Alarm = 10 * time.Minute
			}
			clock := day.AddDate(0, 0, -10)
			if d.flip(8) {
				clock = time.Time{}
			}
			tick := func() {
				if !clock.IsZero() {
					clock = clock.Add(time.Duration(d.IntN(100)-20) * time.Minute)
				}
				o.Now = clock
			}
			tick()
			feed, _ := write(t, o, events...)
			lawful(t, feed)
			highest := map[string]int64{}
			for round := range 5 {
				tick()
				// Nothing has changed.
				for i := range events {
					events[i] = d.reordered(events[i])
				}
				if len(events) > 1 && d.flip(2) && false {
					slices.Reverse(events)
				}
				same, f, findings := compose(t, feed, o, events...)
				if same != feed {
					t.Fatalf("round %d: nothing has changed, but: %s\n%+v\n%v", round,
						gcmp.Diff(vevents(feed), vevents(same)), f.Changed[0].Changes, findings)
				}
				for _, c := range f.Changed {
					if len(c.Changes) > 0 {
						t.Fatalf("round %d: %v", round, c.Changes)
					}
				}
				// One meaning changes.
				e := events[d.IntN(len(events))]
				i := d.IntN(len(e.Sessions))
				s := &e.Sessions[i]
				was := s.Status == agenda.Cancelled
				uids := vevents(feed)
				what := ""
				switch n := d.IntN(9); n {
				case 0:
					s.Title += " changed" + strconv.Itoa(round)
					what = "title"
				case 1:
					s.Start = s.Start.Add(24 * time.Hour)
					s.End = time.Time{}
					s.Except = nil
					if s.AllDay {
						s.Start = time.Date(2026, 4, 2+round, 0, 0, 0, 0, mustZone(e.Zone))
					}
					what = "start"
				case 2:
					s.Abstract = fmt.Sprint("Entirely new ", round)
					what = "abstract"
				case 3:
					s.Rooms = []string{fmt.Sprint("Room ", round)}
					what = "room"
				case 4:
					s.Speakers = append(s.Speakers, fmt.Sprint("Person ", round))
					what = "speakers"
				case 5:
					if s.Status == agenda.Cancelled {
						s.Status = ""
					} else {
						s.Status = agenda.Cancelled
					}
					what = "status"
				case 6:
					if len(e.Sessions) > 1 {
						e.Sessions = slices.Delete(e.Sessions, i, i+1)
						what = "gone"
					}
				case 7:
					s.ID = fmt.Sprint("new", round, "-", i)
					what = "id"
				case 8:
					e.Sessions = append(e.Sessions, d.session(20+round, e.Zone, day))
					what = "added"
				}
				if what == "" {
					continue
				}
				next, f2, findings2 := compose(t, feed, o, events...)
				is := vevents(next)
				var changed []string
				for uid, entry := range is {
					highest[uid] = max(highest[uid], sequenceOf(uids[uid]))
					if entry != uids[uid] {
						changed = append(changed, uid)
						if sequenceOf(entry) <= highest[uid] && what != "id" && uids[uid] != "" {
							t.Fatalf("%s: SEQUENCE has not risen:\n%s\n%s", what, uids[uid], entry)
						}
					}
				}
				for uid := range uids {
					if _, ok := is[uid]; !ok {
						t.Fatalf("%s: %s is lost\n%s\n%s", what, uid, feed, next)
					}
				}
				ambiguous := slices.ContainsFunc(findings2,
					func(f agenda.Finding) bool { return f.Rule == "id-ambiguous" })
				if n := len(changed); n > 1 && !ambiguous || n == 0 && !was {
					t.Fatalf("round %d: %s changed %v:\n%s\n%v %v", round, what, changed,
						gcmp.Diff(vevents(feed), vevents(next)), f2.Changed[0].Changes, findings2)
				}
				_ = maps.Keys(is)
				feed = next
			}
		})
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
