package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// river is an event with everything that a feed of ours says.
func river(t testing.TB) *agenda.Event {
	loc := location(t, "Europe/Berlin")
	clock := func(hour, minute int) time.Time { return at(t, loc, "2026-06-01", hour, minute) }
	day := func(date string) time.Time { return at(t, loc, date, 0, 0) }
	return &agenda.Event{
		ID: "river.example.org", Name: "River Conf", Zone: "Europe/Berlin", URL: "https://example.org/river",
		Description: "Two days by the river.\n\nBring boots.", Color: "#008080",
		Online: "https://live.example.org/river", Image: "https://example.org/river.png",
		Venue: agenda.Venue{Name: "Boat house", Address: "Quay 1, Passau",
			Latitude: 48.574, Longitude: 13.465},
		Organizer: agenda.Organizer{Name: "River people; all of them", Email: "hello@example.org"},
		Revised:   time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC),
		Tracks:    []agenda.Track{{Name: "Water", Color: "#000080"}},
		Rooms:     []agenda.Room{{Name: "Main hall"}, {Name: "Deck"}},
		Speakers: []agenda.Speaker{
			{Name: "Ada Okafor", Organization: "Northwind, Data"},
			{Name: "Bo Li"}, {Name: "Cy \"C\" Ray", Organization: "Acme"},
			{ID: "bo-li-2", Name: "Bo Li", Organization: "Acme"},
		},
		Sessions: []agenda.Session{
			{ID: "exhibition", Title: "Exhibition", Kind: agenda.Other, AllDay: true,
				Start: day("2026-06-01"), End: day("2026-06-03")},
			{ID: "flow", Title: "Flow, friction; & <more>", Kind: agenda.Panel, Track: "Water",
				Abstract: "What water does:\nit flows.\n\nAnd &amp; how: https://example.org/x",
				Start:    clock(9, 0), End: clock(10, 0), Rooms: []string{"Main hall", "Deck"},
				Speakers: []string{"Ada Okafor", "Bo Li", "Cy \"C\" Ray", "bo-li-2"},
				Links: []agenda.Link{{Title: "Slides: part 1", URL: "https://example.org/flow.pdf"},
					{URL: "https://example.org/ä"}},
				Online:  "https://live.example.org/flow",
				Created: time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)},
			{ID: "dams", Title: "Dams", Start: clock(10, 0), End: clock(11, 0), Rooms: []string{"Main hall"},
				Speakers: []string{"Bo Li"}, Status: agenda.Cancelled,
				Revised: time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC)},
			{ID: "walk", Title: "Morning walk", Start: clock(11, 0), Status: agenda.Tentative,
				Abstract: "Along the river.\n\nhttps://example.org/map",
				Repeat:   "FREQ=DAILY;COUNT=3", Except: []time.Time{at(t, loc, "2026-06-02", 11, 0)}},
			{ID: "lunch", Title: "Lunch", Kind: agenda.Break, Start: clock(12, 0), Rooms: []string{"Deck"}},
			{ID: "only-links", Title: "Posters", Start: clock(13, 0), Image: "https://example.org/p.png",
				Links: []agenda.Link{{Title: "All of them", URL: "https://example.org/posters"}}},
		},
	}
}

// A feed of ours comes back as the event that it was made of, and writing that again gives the same bytes.
func TestReadOurs(t *testing.T) {
	for name, e := range map[string]*agenda.Event{"river": river(t), "kafka": kafka(t)} {
		var first, second bytes.Buffer
		if findings, err := Write(&first, e, Options{}); err != nil || findings != nil {
			t.Fatal(name, findings, err)
		}
		back, findings, err := Read(&first, ReadOptions{})
		if err != nil || findings != nil {
			t.Fatal(name, findings, err)
		}
		first.Reset()
		for w, e := range map[*bytes.Buffer]*agenda.Event{&first: e, &second: back} {
			if _, err := Write(w, e, Options{}); err != nil {
				t.Fatal(name, err)
			}
		}
		if diff := cmp.Diff(first.String(), second.String()); diff != "" {
			t.Errorf("%s, written again:\n%s", name, diff)
		}
		if name == "river" {
			for i := range e.Sessions { // the feed has each paragraph on one line
				e.Sessions[i].Abstract = listing.Flow(e.Sessions[i].Abstract)
			}
			if diff := cmp.Diff(e, back); diff != "" {
				t.Errorf("%s, read:\n%s", name, diff)
			}
		}
	}
}

// Two real conferences are written again with nothing to find, under the UIDs that they had.
func TestCorpusAgain(t *testing.T) {
	for file, zone := range map[string]string{"giggity-linux_conf_au_2020.ics": "",
		"pyconuk2015-schedule.ics": "Europe/London"} {
		text := corpus(t, file)
		e, _, err := Read(bytes.NewReader(text), ReadOptions{Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		var feed bytes.Buffer
		if findings, err := Write(&feed, e, Options{}); err != nil || len(findings) > 0 {
			t.Error(findings, err)
		}
		for line := range strings.Lines(unfolded(text)) {
			if strings.HasPrefix(line, "UID:") && !strings.Contains(unfolded(feed.Bytes()), line) {
				t.Errorf("%s is lost", line)
			}
		}
	}
}
