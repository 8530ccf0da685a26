package ical

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
)

// digestOf is the digest that the feed has of the first session.
func digestOf(t *testing.T, e *agenda.Event) string {
	t.Helper()
	one := *e
	one.Sessions = e.Sessions[:1]
	feed, _ := write(t, Options{}, &one)
	_, digest, _ := strings.Cut(feed, "X-DAYSHEET-DIGEST:")
	digest, _, _ = strings.Cut(digest, "\r\n")
	return digest
}

// tidesOnly is an event of one session that says everything that is digested.
func tidesOnly(t *testing.T) *agenda.Event {
	loc := location(t, "Europe/Oslo")
	return &agenda.Event{ID: "e.example.org", Name: "E", Zone: "Europe/Oslo", Online: "https://example.org/e",
		Venue:  agenda.Venue{Name: "Quay", Address: "1 Mole, Harbour"},
		Rooms:  []agenda.Room{{ID: "hall", Name: "Main hall"}, {ID: "foyer", Name: "Foyer"}},
		Tracks: []agenda.Track{{ID: "ops", Name: "Operations"}},
		Speakers: []agenda.Speaker{
			{ID: "bo", Name: "Bo Ek", Organization: "North"}, {ID: "ada", Name: "Ada Lee"}},
		Sessions: []agenda.Session{{
			ID: "tides", Title: "Reading  the\ttides",
			Abstract: "One\nparagraph.\n\nTwo,\u00a0“paragraphs”.\x07",
			Kind:     agenda.Workshop,
			Start:    at(t, loc, "2026-06-03", 9, 0), End: at(t, loc, "2026-06-03", 9, 45),
			Repeat: "freq=weekly;count=4", Except: []time.Time{at(t, loc, "2026-06-17", 9, 0)},
			Rooms: []string{"hall", "foyer"}, Track: "ops", Speakers: []string{"bo", "ada"},
			Links: []agenda.Link{
				{Title: "Slides", URL: "https://example.org/s"}, {URL: "https://example.org/a"}},
			Image: "https://example.org/p.png", Status: agenda.Tentative,
		}}}
}

// TestDigest is the test vector: what is hashed stays as it is while feeds with such digests are out.
func TestDigest(t *testing.T) {
	days := tidesOnly(t)
	s := &days.Sessions[0]
	s.AllDay, s.Start = true, at(t, location(t, "Europe/Oslo"), "2026-06-03", 0, 0)
	s.End, s.Status, s.Kind, s.Online = time.Time{}, "", agenda.Talk, "https://example.org/t"
	s.Except[0], s.Links, s.Track = s.Start.AddDate(0, 0, 7), nil, ""
	off := tidesOnly(t)
	off.Sessions[0].Status = agenda.Cancelled
	for _, test := range []struct {
		e            *agenda.Event
		text, digest string
	}{
		{tidesOnly(t), "Reading the tides\n" +
			"s 1780470000 1780472700\n" +
			"1 Mole\tFoyer\tHarbour\tMain hall\tQuay\n" +
			"Operations\n" +
			"workshop\n" +
			"Ada Lee|\tBo Ek|North\n" +
			"One paragraph. Two, “paragraphs”. Slides: https://example.org/s https://example.org/a\n" +
			"https://example.org/e\n" +
			"https://example.org/p.png\n" +
			"tentative\n" +
			"1781679600\tCOUNT=4\tFREQ=WEEKLY\n", "af8c0W4Dyhczofki7"},
		{days, "Reading the tides\n" +
			"d 20607 20608\n" +
			"1 Mole\tFoyer\tHarbour\tMain hall\tQuay\n" +
			"\n" +
			"\n" +
			"Ada Lee|\tBo Ek|North\n" +
			"One paragraph. Two, “paragraphs”.\n" +
			"https://example.org/t\n" +
			"https://example.org/p.png\n" +
			"\n" +
			"20614\tCOUNT=4\tFREQ=WEEKLY\n", "ag6enOROnn_bEWRoO"},
		{off, "cancelled\n", "aNqfssVEpY6kET_fZ"},
	} {
		sum := sha256.Sum256([]byte(test.text))
		want := "a" + base64.RawURLEncoding.EncodeToString(sum[:12])
		if got := digestOf(t, test.e); got != want || want != test.digest {
			t.Errorf("%s, want %s, written %s", got, want, test.digest)
		}
	}
}

// A digest is that of a meaning: however it is written, and whatever else changes.
func TestDigestOfMeaning(t *testing.T) {
	same := digestOf(t, tidesOnly(t))
	for name, change := range map[string]func(e *agenda.Event, s *agenda.Session){
		"order": func(e *agenda.Event, s *agenda.Session) {
			slices.Reverse(s.Rooms)
			slices.Reverse(s.Speakers)
			slices.Reverse(s.Links)
			slices.Reverse(e.Speakers)
		},
		"names": func(e *agenda.Event, s *agenda.Session) {
			s.Rooms, s.Track = []string{"Main hall", "Foyer"}, "Operations"
			s.Speakers, s.Online = []string{"bo", "Ada Lee"}, "https://example.org/e"
		},
		"line breaks": func(e *agenda.Event, s *agenda.Session) {
			s.Title, s.Abstract = "Reading the tides ", "One paragraph.\n\nTwo,\n“paragraphs”.\n"
			e.Venue.Address = "1  Mole, Harbour"
		},
		"the zone": func(e *agenda.Event, s *agenda.Session) {
			e.Zone, s.Start, s.Except[0] = "UTC", s.Start.UTC(), s.Except[0].Add(time.Millisecond)
		},
		"the letters of a rule": func(e *agenda.Event, s *agenda.Session) {
			s.Repeat = "FREQ=WEEKLY;COUNT=4"
		},
		"what it does not say": func(e *agenda.Event, s *agenda.Session) {
			e.Organizer, e.Color = agenda.Organizer{Email: "o@example.org"}, "#ff0000"
			e.Language, s.Revised, s.Created, e.Venue.Latitude = "nb", s.Start, s.Start, 1
			e.Tracks[0].Color, e.Speakers[0].Biography = "#ff0000", "More"
		},
	} {
		e := tidesOnly(t)
		change(e, &e.Sessions[0])
		if got := digestOf(t, e); got != same {
			t.Errorf("%s makes a difference", name)
		}
	}
	seen := map[string]string{same: "nothing"}
	for name, change := range map[string]func(e *agenda.Event, s *agenda.Session){
		"title":        func(e *agenda.Event, s *agenda.Session) { s.Title = "reading the tides" },
		"start":        func(e *agenda.Event, s *agenda.Session) { s.Start = s.Start.Add(time.Second) },
		"end":          func(e *agenda.Event, s *agenda.Session) { s.End = time.Time{} },
		"days":         func(e *agenda.Event, s *agenda.Session) { s.AllDay = true },
		"room":         func(e *agenda.Event, s *agenda.Session) { s.Rooms = s.Rooms[1:] },
		"venue":        func(e *agenda.Event, s *agenda.Session) { e.Venue.Name = "Mole" },
		"track":        func(e *agenda.Event, s *agenda.Session) { e.Tracks[0].Name = "Ops" },
		"kind":         func(e *agenda.Event, s *agenda.Session) { s.Kind = "" },
		"speaker":      func(e *agenda.Event, s *agenda.Session) { s.Speakers = s.Speakers[1:] },
		"organization": func(e *agenda.Event, s *agenda.Session) { e.Speakers[0].Organization = "South" },
		"abstract":     func(e *agenda.Event, s *agenda.Session) { s.Abstract = "Two. One." },
		"link":         func(e *agenda.Event, s *agenda.Session) { s.Links[0].Title = "Text" },
		"online":       func(e *agenda.Event, s *agenda.Session) { e.Online = "" },
		"image":        func(e *agenda.Event, s *agenda.Session) { s.Image = "" },
		"status":       func(e *agenda.Event, s *agenda.Session) { s.Status = "" },
		"cancelled":    func(e *agenda.Event, s *agenda.Session) { s.Status = agenda.Cancelled },
		"rule":         func(e *agenda.Event, s *agenda.Session) { s.Repeat = "FREQ=WEEKLY;COUNT=5" },
		"exception":    func(e *agenda.Event, s *agenda.Session) { s.Except = nil },
	} {
		e := tidesOnly(t)
		change(e, &e.Sessions[0])
		digest := digestOf(t, e)
		if other, ok := seen[digest]; ok {
			t.Errorf("%s makes no difference to %s", name, other)
		}
		seen[digest] = name
	}
}

var digestLine = regexp.MustCompile(`X-DAYSHEET-DIGEST:.*\r\n`)

// A feed that has no digests, as releases before wrote it, is read: what has not changed keeps its revision
// and its lines, and gets its digest.
func TestDigestOfWhatWasRead(t *testing.T) {
	laws(t, 100, func(t *testing.T, d draw, o Options) {
		e := d.event("one.example.org", d.of(lawZones...), lawDay)
		for i := range e.Sessions {
			// Of several links among which none is a web address a reader does not see that they are links.
			e.Sessions[i].Links = slices.DeleteFunc(e.Sessions[i].Links, func(l agenda.Link) bool {
				return !strings.HasPrefix(l.URL, "https://")
			})
		}
		first, _ := write(t, o, e)
		if again, f, _ := compose(t, digestLine.ReplaceAllString(first, ""), o, e); again != first {
			t.Fatalf("another revision:\n%s\n%s\n%v", first, again, f.Changed)
		}
	})
}

// A digest of a later release says nothing to this one, nor does one in a feed that is another program's.
func TestDigestUnknown(t *testing.T) {
	first, _ := write(t, Options{}, kafka(t))
	later := strings.ReplaceAll(first, "X-DAYSHEET-DIGEST:a", "X-DAYSHEET-DIGEST:z")
	if again, _, _ := next(t, later, Options{}, kafka(t)); again != first {
		t.Errorf("another revision:\n%s", again)
	}
	e := &agenda.Event{ID: "e.example.org", Sessions: []agenda.Session{{ID: "a", Title: "A", Start: now}}}
	first, _ = write(t, Options{}, e)
	foreign := strings.NewReplacer("daysheet//EN", "other//EN", "SUMMARY:A", "SUMMARY:B").Replace(first)
	if feed, f, _ := next(t, foreign, Options{}, e); !f.Changed[0].Changes[0].Is(diff.Title) {
		t.Errorf("no other title:\n%s", feed)
	}
}
