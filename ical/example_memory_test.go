package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
)

// Publish an event again, and only what has changed is revised: nothing but the feed itself remembers it.
func ExampleReadPublished() {
	e := &agenda.Event{ID: "harbour-2026.example.org", Name: "Harbour day", Zone: "Europe/Oslo",
		Sessions: []agenda.Session{
			{ID: "tides", Title: "Reading the tides",
				Start: utc("2026-06-03 07:00"), End: utc("2026-06-03 07:45")},
			{ID: "knots", Title: "Knots, bends and hitches", Start: utc("2026-06-03 08:00")},
		}}
	var feed strings.Builder
	if _, err := ical.Write(&feed, e, ical.Options{Now: utc("2026-05-01 12:00")}); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}

	// A month later the tides are read an hour earlier.
	published, err := ical.ReadPublished(strings.NewReader(feed.String()), ical.ReadOptions{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	e.Sessions[0].Start = e.Sessions[0].Start.Add(-time.Hour)
	next, err := ical.Compose(ical.Options{Previous: published, Now: utc("2026-06-01 09:00")}, e)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	for _, c := range next.Changed[0].Changes {
		fmt.Println(c.NewID, c.Kinds)
	}
	feed.Reset()
	if _, err := next.Write(&feed); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	for line := range strings.Lines(feed.String()) {
		if strings.HasPrefix(line, "UID:") || strings.HasPrefix(line, "LAST-MODIFIED:") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	// Output:
	// tides [time]
	// UID:tides@harbour-2026.example.org
	// LAST-MODIFIED:20260601T090000Z
	// UID:knots@harbour-2026.example.org
	// LAST-MODIFIED:20260501T120000Z
}
