package ical

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// What goes wrong with golang-ical v0.3.6 alone comes out right, for callers too who use its setters as its
// documentation has it.
func TestGolangICal(t *testing.T) {
	at := time.Date(2026, 6, 3, 7, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name          string
		set           func(*ics.Calendar, *ics.VEvent)
		want, without string
	}{
		{"lines end in LF", func(c *ics.Calendar, e *ics.VEvent) { e.SetSummary("A") }, "SUMMARY:A\r\n", ""},
		{"parameters are escaped", func(c *ics.Calendar, e *ics.VEvent) {
			e.SetOrganizer("mailto:a@b.org", ics.WithCN("Smith, John"))
		}, `ORGANIZER;CN="Smith, John":mailto:a@b.org`, `\,`},
		{"addresses are not quoted", func(c *ics.Calendar, e *ics.VEvent) {
			e.AddAttendee("a@b.org", &ics.KeyValues{Key: "SENT-BY", Value: []string{"mailto:c@d.org"}})
		}, `SENT-BY="mailto:c@d.org"`, ""},
		{"control characters pass", func(c *ics.Calendar, e *ics.VEvent) { e.SetSummary("a\rb\x07c") },
			`SUMMARY:a\nbc`, "\x07"},
		{"a URL injects lines", func(c *ics.Calendar, e *ics.VEvent) {
			e.SetURL("https://a.org\r\nATTENDEE:mailto:b@c.org")
		}, "URL:https://a.orgATTENDEE:mailto:b@c.org\r\n", "\nATTENDEE"},
		{"a rule injects lines", func(c *ics.Calendar, e *ics.VEvent) { e.AddRrule("FREQ=DAILY\nX-A:b") },
			"RRULE:FREQ=DAILYX-A:b\r\n", "\nX-A"},
		{"a zone stands beside UTC", func(c *ics.Calendar, e *ics.VEvent) {
			e.SetStartAt(at, ics.WithTZID("Europe/Oslo"))
		}, "DTSTART:20260603T070000Z\r\n", "TZID"},
		{"a duration ends in UTC", func(c *ics.Calendar, e *ics.VEvent) {
			e.SetProperty(ics.ComponentPropertyDtStart, "20260603T090000", ics.WithTZID("Europe/Oslo"))
			if err := e.SetDuration(time.Hour); err != nil {
				t.Error(err)
			}
		}, "DTSTART;TZID=Europe/Oslo:20260603T090000\r\n", "DTEND;TZID=Europe/Oslo:2026060307"},
		{"bytes that are not UTF-8 pass", func(c *ics.Calendar, e *ics.VEvent) { e.SetSummary("a\xff") },
			"SUMMARY:a\uFFFD\r\n", "\xff"},
		{"degrees have exponents", func(c *ics.Calendar, e *ics.VEvent) { e.SetGeo(0.00001, -122.5) },
			"GEO:0.00001;-122.5\r\n", "e-05"},
		{"links are escaped as text", func(c *ics.Calendar, e *ics.VEvent) {
			e.AddProperty("CONFERENCE", "https://a.org/b,c")
		}, "CONFERENCE;VALUE=URI:https://a.org/b,c\r\n", `\`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := ics.NewCalendar()
			test.set(c, c.AddEvent("a@b"))
			var b bytes.Buffer
			if err := Encode(&b, c); err != nil {
				t.Fatal(err)
			}
			out := b.String()
			if !strings.Contains(out, test.want) ||
				test.without != "" && strings.Contains(out, test.without) {
				t.Errorf("want %q, without %q:\n%s", test.want, test.without, out)
			}
		})
	}
}

// golang-ical writes a VTIMEZONE that says nothing, and no DTSTAMP, and loses errors of its writer.
func TestGolangICalNeeds(t *testing.T) {
	zone := Timezone(location(t, "Europe/Oslo"), now, now)
	if len(zone.Components) != 2 {
		t.Errorf("%d observances", len(zone.Components))
	}
	feed, _ := write(t, Options{}, kafka(t))
	if a, b := strings.Count(feed, "BEGIN:VEVENT"), strings.Count(feed, "DTSTAMP:"); a != b {
		t.Errorf("%d sessions with %d stamps", a, b)
	}
	w := counter{failAt: 1}
	if _, err := Write(&w, &agenda.Event{}, Options{}); !errors.Is(err, errFull) {
		t.Errorf("the error of the writer is %v", err)
	}
}

// What subscribers' calendars are known to trip over is in none of our feeds: an address that Google gives up
// on is said before it is published, and one calendar holds no METHOD, for which Outlook wants one event.
func TestClients(t *testing.T) {
	feed, findings := write(t, Options{Source: "https://example.org/" + strings.Repeat("a", 236)}, kafka(t))
	if len(findings) > 0 || strings.Contains(feed, "METHOD") {
		t.Errorf("%v\n%s", findings, feed)
	}
	_, findings = write(t, Options{Source: "https://example.org/" + strings.Repeat("a", 237)}, kafka(t))
	if len(findings) != 1 || findings[0].Rule != "long-source" {
		t.Errorf("an address of 257 characters: %v", findings)
	}
	for line := range strings.Lines(feed) {
		if _, value, found := strings.Cut(line, "DTSTART:"); found && !strings.HasSuffix(value, "Z\r\n") &&
			!strings.HasPrefix(value, "19") && !strings.HasPrefix(value, "20070311") &&
			!strings.HasPrefix(value, "20071104") {
			t.Errorf("a time without a zone, which Google takes for UTC: %s", line)
		}
	}
}
