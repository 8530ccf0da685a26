// Feed-from-rows serves a calendar feed from the rows of one's own database.
package main

import (
	"log"
	"net/http"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
)

// A row is what a database has of a talk; updatedAt is all that the feed needs to be trusted.
type row struct {
	slug, title, speaker        string
	startsAt, endsAt, updatedAt time.Time
}

func feed(rows []row) *agenda.Event {
	e := &agenda.Event{ID: "go-2026.example.org", Name: "Go meetup", Zone: "Europe/Berlin"}
	for _, r := range rows {
		e.Sessions = append(e.Sessions, agenda.Session{ID: r.slug, Title: r.title, Start: r.startsAt,
			End: r.endsAt, Speakers: []string{r.speaker}, Revised: r.updatedAt})
	}
	return e
}

func main() {
	at := time.Date(2026, time.December, 3, 18, 0, 0, 0, time.UTC)
	rows := []row{{"generics", "Generics", "Ada Okafor", at, at.Add(time.Hour), at.AddDate(0, -1, 0)}}
	// Attendees subscribe to /feed.ics, or to a part of it: /feed.ics?speaker=Ada+Okafor
	http.Handle("GET /feed.ics", &ical.Handler{
		Source: func(*http.Request) (*agenda.Event, error) { return feed(rows), nil },
	})
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
