package ical

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// large is an event of n sessions, with what a session of a conference usually says: in 400 characters, some
// of them not ASCII, and at half the hours of the day, 200 a day.
func large(n int) *agenda.Event {
	e := &agenda.Event{ID: "large.example.org", Name: "A large one", Zone: "Europe/Berlin",
		Revised: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	for i := range 12 {
		e.Rooms = append(e.Rooms, agenda.Room{Name: fmt.Sprintf("Hall %d, Main Building", i)})
	}
	text := strings.Repeat("What the first hour decides; told by those who stood at the door "+
		"(Grüße, früh) 🎟. ", 5)
	loc, err := e.Location()
	if err != nil {
		panic(err)
	}
	first := time.Date(2026, 9, 1, 9, 0, 0, 0, loc)
	for i := range n {
		start := first.Add(time.Duration(i%200)*30*time.Minute).AddDate(0, 0, i/200)
		abstract := []rune(fmt.Sprintf("Session %d.\n%s", i, text))[:400]
		e.Sessions = append(e.Sessions, agenda.Session{
			ID:       fmt.Sprintf("session-%06d", i),
			Title:    fmt.Sprintf("Session %d: Feeds, timezones; and you", i),
			Abstract: string(abstract), Start: start, End: start.Add(45 * time.Minute),
			Rooms: []string{e.Rooms[i%12].Name}, Track: "Track A", Kind: agenda.Workshop,
			Links: []agenda.Link{{URL: fmt.Sprintf("https://example.org/2026/session/%d?utm=ics", i)}},
		})
	}
	return e
}

// BenchmarkPeers writes 10,000 sessions with the same properties twice: as golang-ical does it, by its own
// setters and its own writer through a buffer, and as Write does. The third is Write as it comes, with the
// description in HTML.
func BenchmarkPeers(b *testing.B) {
	e := large(10_000)
	plain := Options{PlainText: true}
	for _, bench := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"golang-ical", func(w io.Writer) error { return golangICal(w, e) }},
		{"daysheet", func(w io.Writer) error { _, err := Write(w, e, plain); return err }},
		{"daysheet-html", func(w io.Writer) error { _, err := Write(w, e, Options{}); return err }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var size sized
			if err := bench.write(&size); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if err := bench.write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type sized int64

func (s *sized) Write(p []byte) (int, error) {
	*s += sized(len(p))
	return len(p), nil
}

// golangICal writes an event as most programs would with golang-ical, but through a buffer of 64 KiB.
func golangICal(w io.Writer, e *agenda.Event) error {
	c := ics.NewCalendarFor("daysheet")
	c.SetName(e.Name)
	loc, err := e.Location()
	if err != nil {
		return err
	}
	zone := ics.WithTZID(e.Zone)
	for i := range e.Sessions {
		s := &e.Sessions[i]
		v := c.AddEvent(s.ID + "@" + e.ID)
		v.SetDtStampTime(e.Revised)
		v.SetProperty(ics.ComponentPropertyDtStart, s.Start.In(loc).Format(wire.LocalForm), zone)
		v.SetProperty(ics.ComponentPropertyDtEnd, s.End.In(loc).Format(wire.LocalForm), zone)
		v.SetSummary(s.Title)
		v.SetDescription(s.Abstract)
		v.SetLocation(s.Rooms[0])
		v.SetURL(s.Links[0].URL)
		v.AddCategory(s.Track)
		v.AddCategory(string(s.Kind))
	}
	buffer := bufio.NewWriterSize(w, 64<<10)
	if err := c.SerializeTo(buffer, ics.WithNewLineWindows); err != nil {
		return err
	}
	return buffer.Flush()
}

// BenchmarkEncode10k writes a model that is there.
func BenchmarkEncode10k(b *testing.B) {
	c, _, err := Calendar(Options{}, large(10_000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Encode(io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}
