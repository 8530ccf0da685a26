package ical_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
)

// A store stands for your own database.
type store struct {
	mu   sync.Mutex
	rows map[string][]row // by event
}

type row struct {
	Slug, Title      string
	Start, UpdatedAt time.Time
}

// event makes a new Event at each request; the ETag is a new one only where its feed differs.
func (s *store) event(r *http.Request) (*agenda.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.PathValue("event")
	rows, ok := s.rows[id]
	if !ok {
		return nil, fs.ErrNotExist // 404 Not Found
	}
	e := &agenda.Event{ID: id, Name: "Harbour day", Zone: "Europe/Oslo"}
	for _, row := range rows {
		e.Sessions = append(e.Sessions, agenda.Session{
			ID: row.Slug, Title: row.Title, Start: row.Start, End: row.Start.Add(time.Hour),
			Revised: row.UpdatedAt,
		})
	}
	return e, nil
}

// All events of a database are served by one handler. A subscriber who has the latest feed is told so in a
// few octets; updated_at is what makes it a new one.
func ExampleHandler() {
	db := &store{rows: map[string][]row{"harbour-2026.example.org": {
		{"tides", "Reading the tides", utc("2026-06-03 07:00"), utc("2026-05-01 12:00")},
		{"knots", "Knots, bends and hitches", utc("2026-06-03 08:00"), utc("2026-05-20 08:30")},
	}}}
	mux := http.NewServeMux()
	mux.Handle("GET /events/{event}/feed.ics", &ical.Handler{Source: db.event})

	server := httptest.NewServer(mux) // yours is http.ListenAndServe("localhost:8080", mux)
	defer server.Close()
	etag := ""
	get := func(path string) {
		request, _ := http.NewRequest("GET", server.URL+path, nil)
		request.Header.Set("If-None-Match", etag)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			fmt.Println(err)
			return
		}
		response.Body.Close()
		etag = response.Header.Get("ETag")
		fmt.Println(strings.TrimSpace(response.Status + " " + response.Header.Get("Last-Modified")))
	}
	get("/events/harbour-2026.example.org/feed.ics")
	get("/events/harbour-2026.example.org/feed.ics")

	db.mu.Lock()
	knots := &db.rows["harbour-2026.example.org"][1]
	knots.Start, knots.UpdatedAt = utc("2026-06-03 09:00"), utc("2026-05-28 10:15")
	db.mu.Unlock()
	get("/events/harbour-2026.example.org/feed.ics")
	get("/events/harbour-2026.example.org/feed.ics?session=tides") // of one session, or of those starred
	get("/events/harbour-2027.example.org/feed.ics")
	// Output:
	// 200 OK Wed, 20 May 2026 08:30:00 GMT
	// 304 Not Modified
	// 200 OK Thu, 28 May 2026 10:15:00 GMT
	// 200 OK Fri, 01 May 2026 12:00:00 GMT
	// 404 Not Found
}
