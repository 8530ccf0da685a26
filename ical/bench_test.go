package ical

import (
	"bufio"
	"fmt"
	"io"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// large is an event of n sessions in three rooms, with what a session of a conference usually says.
func large(n int) *agenda.Event {
	e := &agenda.Event{ID: "large.example.org", Name: "A large one", Zone: "Europe/Berlin",
		URL: "https://example.org/large", Venue: agenda.Venue{Name: "Halls", Address: "1 Quay, Oslo"}}
	for _, hall := range []string{"Hall 1", "Hall 2", "Hall 3"} {
		e.Rooms = append(e.Rooms, agenda.Room{Name: hall})
	}
	start := time.Date(2026, 6, 1, 7, 0, 0, 0, time.UTC)
	for i := range n {
		from := start.Add(time.Duration(i/3) * 20 * time.Minute)
		e.Sessions = append(e.Sessions, agenda.Session{
			ID:    fmt.Sprintf("session-%05d", i),
			Title: fmt.Sprintf("Session %d, or how to run a room; part 2", i),
			Abstract: "What the first hour of an event decides, told by those who stood at the door.\n\n" +
				"With questions, answers, and a rehearsal of the three mistakes that everybody makes once.",
			Start: from, End: from.Add(20 * time.Minute), Rooms: []string{e.Rooms[i%3].Name}, Track: "Doors",
			Speakers: []string{"Ada Nilsen", "Bo Ek"}, Revised: start.Add(-time.Duration(i) * time.Minute),
			Links: []agenda.Link{{URL: fmt.Sprintf("https://example.org/large/%d", i)}},
		})
	}
	return e
}

func BenchmarkWrite10k(b *testing.B) {
	e := large(10_000)
	var size sized
	if _, err := Write(&size, e, Options{}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		Write(io.Discard, e, Options{})
	}
}

type sized int64

func (s *sized) Write(p []byte) (int, error) {
	*s += sized(len(p))
	return len(p), nil
}

func BenchmarkEncode10k(b *testing.B) {
	c, _, err := Calendar(Options{}, large(10_000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Encode(io.Discard, c)
	}
}

// BenchmarkGolangICal10k writes the same model with golang-ical's own writer, for comparison.
func BenchmarkGolangICal10k(b *testing.B) {
	c, _, err := Calendar(Options{}, large(10_000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w := bufio.NewWriterSize(io.Discard, 64<<10)
		c.SerializeTo(w, ics.WithNewLineWindows)
		w.Flush()
	}
}
