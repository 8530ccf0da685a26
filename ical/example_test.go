package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
)

// Two rows of one's own database become a feed.
func Example() {
	rows := []struct {
		Slug, Title, Speaker  string
		Start, End, UpdatedAt time.Time
	}{
		{"tides", "Reading the tides", "Ada Nilsen",
			utc("2026-06-03 07:00"), utc("2026-06-03 07:45"), utc("2026-05-01 12:00")},
		{"knots", "Knots, bends and hitches", "Bo Ek",
			utc("2026-06-03 08:00"), utc("2026-06-03 08:30"), utc("2026-05-20 08:30")},
	}
	e := &agenda.Event{ID: "harbour-2026.example.org", Name: "Harbour day", Zone: "Europe/Oslo"}
	for _, r := range rows {
		e.Sessions = append(e.Sessions, agenda.Session{
			ID: r.Slug, Title: r.Title, Start: r.Start, End: r.End,
			Speakers: []string{r.Speaker}, Revised: r.UpdatedAt,
		})
	}
	var feed strings.Builder
	findings, err := ical.Write(&feed, e, ical.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Println("findings:", len(findings))
	sessions := feed.String()[strings.Index(feed.String(), "BEGIN:VEVENT"):]
	fmt.Print(strings.ReplaceAll(sessions, "\r\n", "\n"))
	// Output:
	// findings: 0
	// BEGIN:VEVENT
	// UID:tides@harbour-2026.example.org
	// DTSTAMP:20260501T120000Z
	// LAST-MODIFIED:20260501T120000Z
	// SEQUENCE:13849200
	// DTSTART;TZID=Europe/Oslo:20260603T090000
	// DTEND;TZID=Europe/Oslo:20260603T094500
	// SUMMARY:Reading the tides
	// DESCRIPTION:Ada Nilsen
	// STATUS:CONFIRMED
	// X-DAYSHEET-SPEAKER:Ada Nilsen
	// X-DAYSHEET-DIGEST:a12b9JImXWe70IJsQ
	// END:VEVENT
	// BEGIN:VEVENT
	// UID:knots@harbour-2026.example.org
	// DTSTAMP:20260520T083000Z
	// LAST-MODIFIED:20260520T083000Z
	// SEQUENCE:13876350
	// DTSTART;TZID=Europe/Oslo:20260603T100000
	// DTEND;TZID=Europe/Oslo:20260603T103000
	// SUMMARY:Knots\, bends and hitches
	// DESCRIPTION:Bo Ek
	// STATUS:CONFIRMED
	// X-DAYSHEET-SPEAKER:Bo Ek
	// X-DAYSHEET-DIGEST:a0EyT0_HJ8MqE06Xu
	// END:VEVENT
	// END:VCALENDAR
}

func utc(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}
