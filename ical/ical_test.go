package ical

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

var update = flag.Bool("update", false, "write the golden files anew")

func at(t testing.TB, loc *time.Location, date string, hour, minute int) time.Time {
	t.Helper()
	d, err := agenda.ParseDate(date)
	if err != nil {
		t.Fatal(err)
	}
	moment, err := d.At(hour, minute, loc)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// kafka is the evening of 3 June 2014, in our own words.
func kafka(t testing.TB) *agenda.Event {
	loc := location(t, "America/Los_Angeles")
	clock := func(hour, minute int) time.Time { return at(t, loc, "2014-06-03", hour, minute) }
	return &agenda.Event{
		ID: "kafka-2014.example.org", Name: "Apache Kafka meetup", Zone: "America/Los_Angeles",
		Summary: "Four talks for everyone who runs Kafka, or wants to",
		URL:     "https://example.org/kafka-2014", Capacity: 48,
		Venue: agenda.Venue{Name: "Unite conference room", Address: "2025 Stierlin Court, Mountain View",
			Latitude: 37.423, Longitude: -122.072},
		Organizer: agenda.Organizer{Name: "Kafka users, Bay Area", Email: "meetup@example.org"},
		Revised:   time.Date(2014, 5, 28, 17, 0, 0, 0, time.UTC),
		Speakers: []agenda.Speaker{
			{ID: "todd", Name: "Todd Palino", Organization: "LinkedIn"},
			{ID: "clark", Name: "Clark Haskins", Organization: "LinkedIn"},
			{ID: "rajasekar", Name: "Rajasekar Elango", Organization: "Salesforce"},
			{ID: "chris", Name: "Chris Riccomini", Organization: "LinkedIn"},
		},
		Sessions: []agenda.Session{
			{ID: "registration", Title: "Registration and networking", Kind: agenda.Registration,
				Start: clock(18, 30), End: clock(19, 0)},
			{ID: "operating-kafka", Title: "Operating Kafka at scale in production", Track: "Operations",
				Start: clock(19, 0), End: clock(19, 30), Speakers: []string{"todd", "clark"},
				Abstract: "What it takes to run Kafka clusters day and night: use cases, tools and the " +
					"troubles of many tenants.\n\nAnd how to sleep through 3 AM.",
				Links: []agenda.Link{{Title: "Slides", URL: "https://example.org/operating-kafka.pdf"}}},
			{ID: "secure-kafka", Title: "Secure Kafka", Track: "Security",
				Start: clock(19, 30), End: clock(20, 0), Speakers: []string{"rajasekar"},
				Abstract: "Metrics that cross data centers, and mutual TLS between brokers, producers; and " +
					"consumers."},
			{ID: "apache-samza", Title: "Apache Samza: Large scale stream processing on Kafka",
				Start: clock(20, 0), End: clock(20, 20), Speakers: []string{"chris"},
				Abstract: "A framework that carries the hard parts of stream processing.",
				Revised:  time.Date(2014, 6, 2, 9, 30, 59, 0, time.UTC)},
			{ID: "committers", Title: "Q&A with the committers of Kafka", Kind: agenda.Panel,
				Start: clock(20, 30), End: clock(21, 0)},
		},
	}
}

func write(t testing.TB, o Options, events ...*agenda.Event) (string, agenda.Findings) {
	t.Helper()
	c, findings, err := Calendar(o, events...)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	// Without the model in between the same comes out.
	f, _ := Compose(o, events...)
	var direct bytes.Buffer
	again, err := f.Write(&direct)
	if err != nil || direct.String() != b.String() || !slices.Equal(again, findings) {
		t.Fatalf("written from the model:\n%s\n%v\nand at once:\n%s\n%v, %v", b.String(), findings,
			direct.String(), again, err)
	}
	return b.String(), findings
}

func TestKafka(t *testing.T) {
	var b bytes.Buffer
	findings, err := Write(&b, kafka(t), Options{})
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	golden := filepath.Join("testdata", "kafka.ics")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the feed differs from %s; if it should, test with -update:\n%s", golden, b.String())
	}
}

// Rows come from a database in any order, and times in any location.
func TestSameBytes(t *testing.T) {
	e := kafka(t)
	want, _ := write(t, Options{}, e)
	slices.Reverse(e.Sessions)
	for i := range e.Sessions {
		s := &e.Sessions[i]
		s.Start, s.End = s.Start.UTC(), s.End.In(location(t, "Asia/Tokyo"))
	}
	if got, _ := write(t, Options{}, e); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// one is the feed of a single session, in Berlin if not changed, on 5 March 2026 from 9 to 10 in UTC.
func one(t *testing.T, change func(*agenda.Event, *agenda.Session)) (feed string, findings agenda.Findings) {
	t.Helper()
	e := &agenda.Event{ID: "e.example.org", Name: "E", Zone: "Europe/Berlin", Sessions: []agenda.Session{{
		ID: "s", Title: "S", Start: time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC),
		End: time.Date(2026, 3, 5, 10, 0, 0, 0, time.UTC),
	}}}
	change(e, &e.Sessions[0])
	feed, findings = write(t, Options{}, e)
	if _, err := ics.ParseCalendar(strings.NewReader(feed)); err != nil {
		t.Errorf("golang-ical: %v", err)
	}
	return strings.ReplaceAll(strings.ReplaceAll(feed, "\r\n ", ""), "\r\n", "\n"), findings
}

func TestSession(t *testing.T) {
	day := func(y int, m time.Month, d, hour, minute, second int) time.Time {
		return time.Date(y, m, d, hour, minute, second, 999, time.UTC)
	}
	type change = func(*agenda.Event, *agenda.Session)
	tests := []struct {
		name    string
		change  change
		want    string // lines that the feed has, one after another
		without string // a string that it has not
		rules   string // of the findings
	}{
		{"no revision", func(*agenda.Event, *agenda.Session) {},
			"UID:s@e.example.org\nDTSTAMP:20000101T000000Z\nLAST-MODIFIED:20000101T000000Z\nSEQUENCE:0\n" +
				"DTSTART;TZID=Europe/Berlin:20260305T100000\nDTEND;TZID=Europe/Berlin:20260305T110000\n" +
				"SUMMARY:S\nSTATUS:CONFIRMED\nX-DAYSHEET-DIGEST:aoZLN7jePdu4uKtpR\nEND:VEVENT\n",
			"TRANSP", ""},
		{"event's revision", func(e *agenda.Event, s *agenda.Session) {
			e.Revised = day(2000, 1, 1, 0, 1, 59)
		}, "DTSTAMP:20000101T000159Z\nLAST-MODIFIED:20000101T000159Z\nSEQUENCE:1\n", "", ""},
		{"own revision", func(e *agenda.Event, s *agenda.Session) {
			e.Revised = day(2026, 2, 2, 0, 0, 0)
			s.Revised = day(2026, 1, 1, 12, 0, 0).In(location(t, "Asia/Tokyo"))
		}, "DTSTAMP:20260101T120000Z\nLAST-MODIFIED:20260101T120000Z\nSEQUENCE:13676400\n", "", ""},
		{"revision before 2000", func(e *agenda.Event, s *agenda.Session) {
			s.Revised = day(1970, 1, 1, 0, 0, 0)
		}, "DTSTAMP:19700101T000000Z\nLAST-MODIFIED:19700101T000000Z\nSEQUENCE:0\n", "", ""},
		{"last revision", func(e *agenda.Event, s *agenda.Session) {
			s.Revised = day(2199, 12, 31, 23, 59, 59)
		}, "SEQUENCE:105190559\n", "", ""},
		{"revision out of range", func(e *agenda.Event, s *agenda.Session) {
			s.Revised = day(2200, 1, 1, 0, 0, 0)
		}, "DTSTAMP:20000101T000000Z\nLAST-MODIFIED:20000101T000000Z\nSEQUENCE:0\n", "", "bad-revision"},

		{"UTC", func(e *agenda.Event, s *agenda.Session) { e.Zone = "" },
			"DTSTART:20260305T090000Z\nDTEND:20260305T100000Z\n", "TZID", ""},
		{"no zone", func(e *agenda.Event, s *agenda.Session) { e.Zone = "Mars/Olympus" },
			"DTSTART:20260305T090000Z\nDTEND:20260305T100000Z\n", "TIMEZONE", ""},
		{"no end", func(e *agenda.Event, s *agenda.Session) { s.End = time.Time{} },
			"DTSTART;TZID=Europe/Berlin:20260305T100000\nSUMMARY:S\n", "DTEND", ""},
		{"end at start", func(e *agenda.Event, s *agenda.Session) { s.End = s.Start.Add(time.Millisecond) },
			"DTSTART;TZID=Europe/Berlin:20260305T100000\nSUMMARY:S\n", "DTEND", ""},
		{"end before start", func(e *agenda.Event, s *agenda.Session) { s.End = s.Start.Add(-time.Hour) },
			"DTSTART;TZID=Europe/Berlin:20260305T100000\nSUMMARY:S\n", "DTEND", ""},
		{"no start", func(e *agenda.Event, s *agenda.Session) { s.Start = time.Time{} },
			"BEGIN:VCALENDAR\n", "VEVENT", ""},
		{"first year", func(e *agenda.Event, s *agenda.Session) {
			s.Start, s.End = day(1900, 1, 1, 0, 0, 0), time.Time{}
		}, "DTSTART;TZID=Europe/Berlin:19000101T010000\n", "", ""},
		{"year before", func(e *agenda.Event, s *agenda.Session) { s.Start = day(1899, 12, 31, 0, 0, 0) },
			"BEGIN:VCALENDAR\n", "VEVENT", "year-out-of-range"},
		{"year after", func(e *agenda.Event, s *agenda.Session) { s.End = day(2200, 1, 1, 0, 0, 0) },
			"BEGIN:VCALENDAR\n", "VEVENT", "year-out-of-range"},
		{"first reading of an hour", func(e *agenda.Event, s *agenda.Session) {
			s.Start, s.End = day(2026, 10, 25, 0, 30, 0), day(2026, 10, 25, 0, 59, 59)
		}, "DTSTART;TZID=Europe/Berlin:20261025T023000\nDTEND;TZID=Europe/Berlin:20261025T025959\n", "", ""},
		{"second reading of an hour", func(e *agenda.Event, s *agenda.Session) {
			s.Start, s.End = day(2026, 10, 25, 0, 30, 0), day(2026, 10, 25, 1, 0, 0)
		}, "DTSTART:20261025T003000Z\nDTEND:20261025T010000Z\n", "TZID", ""},
		{"after the second reading", func(e *agenda.Event, s *agenda.Session) {
			s.Start, s.End = day(2026, 10, 25, 2, 0, 0), time.Time{}
		}, "DTSTART;TZID=Europe/Berlin:20261025T030000\nSUMMARY", "", ""},

		{"ids of any kind", func(e *agenda.Event, s *agenda.Session) {
			e.ID, s.ID = "a;b", "x,y\nEND:VEVENT\x00"
		}, `UID:x\,y\nEND:VEVENT@a\;b` + "\nDTSTAMP", "", ""},
		{"one id twice", func(e *agenda.Event, s *agenda.Session) {
			e.Sessions = append(e.Sessions, agenda.Session{ID: "s\x00", Title: "Other", Start: s.Start})
		}, "SUMMARY:S\n", "Other", "duplicate-id"},
		{"title on one line", func(e *agenda.Event, s *agenda.Session) { s.Title = " A,\r\n b;  c\t" },
			`SUMMARY:A\, b\; c` + "\n", "", ""},
		{"everything to read", func(e *agenda.Event, s *agenda.Session) {
			e.Speakers = []agenda.Speaker{{ID: "ada", Name: "Ada Nilsen", Organization: "Fjord, Inc."}}
			s.Speakers = []string{"ada", "Bo Ek"}
			s.Abstract = "One.\n\nTwo.\n"
			s.Links = []agenda.Link{
				{Title: "Slides", URL: "https://example.org/s?q=1,2"}, {URL: "https://example.org/t"},
			}
		}, `DESCRIPTION:Ada Nilsen (Fjord\, Inc.)\, Bo Ek\n\nOne.\n\nTwo.\n\nSlides: ` +
			`https://example.org/s?q=1\,2\nhttps://example.org/t` + "\nX-ALT-DESC;FMTTYPE=text/html:" +
			`<html><body><p><b>Ada Nilsen (Fjord\, Inc.)\, Bo Ek</b></p><p>One.</p><p>Two.</p>` +
			`<p><a href="https://example.org/s?q=1\,2">Slides</a><br>` +
			`<a href="https://example.org/t">https://example.org/t</a></p></body></html>` +
			"\nURL:https://example.org/s?q=1,2\n",
			"ATTENDEE", ""},
		{"only an abstract", func(e *agenda.Event, s *agenda.Session) { s.Abstract = " One. " },
			"SUMMARY:S\nDESCRIPTION:One.\nX-ALT-DESC;FMTTYPE=text/html:" +
				"<html><body><p>One.</p></body></html>\nSTATUS", "", ""},
		{"room, venue, address", func(e *agenda.Event, s *agenda.Session) {
			e.Rooms = []agenda.Room{{ID: "h", Name: "Main hall"}}
			e.Venue = agenda.Venue{Name: "Harbour", Address: "1 Quay, Oslo"}
			s.Rooms = []string{"h", "Foyer"}
		}, `LOCATION:Main hall and Foyer\, Harbour\, 1 Quay\, Oslo` + "\n", "GEO", ""},
		{"a venue of one room", func(e *agenda.Event, s *agenda.Session) {
			e.Venue, s.Rooms = agenda.Venue{Name: "Harbour", Address: "Oslo"}, []string{"Harbour"}
		}, `LOCATION:Harbour\, Oslo` + "\n", "", ""},
		{"a room", func(e *agenda.Event, s *agenda.Session) { s.Rooms = []string{"Foyer"} },
			"LOCATION:Foyer\n", "", ""},
		{"a place near zero", func(e *agenda.Event, s *agenda.Session) {
			e.Venue = agenda.Venue{Latitude: 1e-5, Longitude: -180}
		}, "GEO:0.000010;-180.000000\n", "", ""},
		{"no place", func(e *agenda.Event, s *agenda.Session) { e.Venue = agenda.Venue{Latitude: 90.1} },
			"SUMMARY", "GEO", ""},
		{"event's address", func(e *agenda.Event, s *agenda.Session) {
			e.URL = "https://example.org/é x?q=ü%|#a"
		}, "URL:https://example.org/%C3%A9%20x?q=%C3%BC%25%7C#a\n", "", ""},
		{"bad links", func(e *agenda.Event, s *agenda.Session) {
			e.URL = "https://example.org/"
			s.Links = []agenda.Link{{URL: "www.example.org"}, {URL: "javascript:alert(1)"}, {URL: "https://"}}
		}, "URL:https://example.org/\n", "", ""},
		{"no link and no address", func(e *agenda.Event, s *agenda.Session) { e.URL = "https://a b/\n" },
			"SUMMARY", "URL", ""},
		{"track", func(e *agenda.Event, s *agenda.Session) {
			e.Tracks, s.Track = []agenda.Track{{ID: "o", Name: "Ops, scale"}}, "o"
		}, `CATEGORIES:Ops\, scale` + "\n", "", ""},
		{"a break", func(e *agenda.Event, s *agenda.Session) { s.Kind = agenda.Break },
			"STATUS:CONFIRMED\nTRANSP:TRANSPARENT\n", "", ""},
		{"cancelled", func(e *agenda.Event, s *agenda.Session) { s.Status = agenda.Cancelled },
			"STATUS:CANCELLED\nTRANSP:TRANSPARENT\n", "", ""},
		{"tentative", func(e *agenda.Event, s *agenda.Session) { s.Status = agenda.Tentative },
			"STATUS:TENTATIVE\n", "", ""},
		{"unknown status", func(e *agenda.Event, s *agenda.Session) { s.Status = "perhaps" },
			"SUMMARY:S\nX-DAYSHEET-DIGEST:aoZLN7jePdu4uKtpR\nEND:VEVENT\n", "STATUS", ""},
		{"a track's color", func(e *agenda.Event, s *agenda.Session) {
			e.Tracks, s.Track = []agenda.Track{{Name: "Ops", Color: "#1E90F0"}}, "Ops"
		}, "CATEGORIES:Ops\nCOLOR:dodgerblue\n", "", ""},
		{"no color", func(e *agenda.Event, s *agenda.Session) {
			e.Tracks, s.Track = []agenda.Track{{Name: "Ops", Color: "blue"}}, "Ops"
		}, "CATEGORIES:Ops\nSTATUS", "COLOR", ""},
		{"created", func(e *agenda.Event, s *agenda.Session) { s.Created = day(2025, 12, 24, 18, 0, 1) },
			"SEQUENCE:0\nCREATED:20251224T180001Z\nDTSTART", "", ""},
		{"created too early", func(e *agenda.Event, s *agenda.Session) { s.Created = day(1, 2, 3, 4, 5, 6) },
			"SEQUENCE:0\nDTSTART", "CREATED", "bad-revision"},
		{"online", func(e *agenda.Event, s *agenda.Session) { e.Online = "https://example.org/live" },
			"DESCRIPTION:Online: https://example.org/live\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>" +
				"<a href=\"https://example.org/live\">Online</a></p></body></html>\nSTATUS:CONFIRMED\n" +
				"CONFERENCE;LABEL=Online;VALUE=URI:https://example.org/live\n", "", ""},
		{"online elsewhere", func(e *agenda.Event, s *agenda.Session) {
			e.Online, s.Online = "https://example.org/live", "https://example.org/b"
		}, "CONFERENCE;LABEL=Online;VALUE=URI:https://example.org/b\n", "live", ""},
		{"picture", func(e *agenda.Event, s *agenda.Session) { s.Image = "https://example.org/a.png" },
			"IMAGE;DISPLAY=BADGE;VALUE=URI:https://example.org/a.png\n", "", ""},
		{"all day", func(e *agenda.Event, s *agenda.Session) {
			s.AllDay, s.Start, s.End = true, day(2026, 3, 4, 23, 0, 0), time.Time{}
		}, "DTSTART;VALUE=DATE:20260305\nSUMMARY", "TZID", ""},
		{"all of two days", func(e *agenda.Event, s *agenda.Session) {
			s.AllDay, s.Start, s.End = true, day(2026, 3, 4, 23, 0, 0), day(2026, 3, 6, 23, 0, 0)
		}, "DTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260307\nSUMMARY", "TZID", ""},
		{"all day, ends in the evening", func(e *agenda.Event, s *agenda.Session) {
			s.AllDay = true
		}, "DTSTART;VALUE=DATE:20260305\nSUMMARY", "DTEND", ""},
		{"over night", func(e *agenda.Event, s *agenda.Session) { s.End = day(2026, 3, 6, 2, 0, 0) },
			"DTSTART;TZID=Europe/Berlin:20260305T100000\nDTEND;TZID=Europe/Berlin:20260306T030000\n", "", ""},
		{"repeats", func(e *agenda.Event, s *agenda.Session) {
			s.Repeat = "FREQ=WEEKLY;COUNT=4"
			s.Except = []time.Time{s.Start.AddDate(0, 0, 7), s.Start.AddDate(0, 0, 28).Add(-time.Hour)}
		}, "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260312T100000\n" +
			"EXDATE;TZID=Europe/Berlin:20260402T100000\nSUMMARY", "", ""},
		{"repeats until a moment", func(e *agenda.Event, s *agenda.Session) {
			s.Repeat = "freq=daily;until=20260401T215959z"
		}, "RRULE:FREQ=DAILY;UNTIL=20260401T215959Z\n", "", ""},
		{"all day, repeats until a day", func(e *agenda.Event, s *agenda.Session) {
			s.AllDay, s.Repeat = true, "FREQ=DAILY;UNTIL=20260401;WKST=MO"
			s.Except = []time.Time{day(2026, 3, 6, 23, 0, 0)}
		}, "RRULE:FREQ=DAILY;UNTIL=20260401;WKST=MO\nEXDATE;VALUE=DATE:20260307\n", "", ""},
		{"no rule", func(e *agenda.Event, s *agenda.Session) { s.Repeat = "FREQ=DAILY\r\nX:1" },
			"SUMMARY", "X:1", ""},
		{"organizer", func(e *agenda.Event, s *agenda.Session) {
			e.Organizer = agenda.Organizer{Name: `Users: "K"`, Email: "a/b?c%d@example.org"}
		}, `ORGANIZER;CN="Users: ^'K^'":mailto:a%2Fb%3Fc%25d@example.org` + "\n", "", ""},
		{"organizer without an address", func(e *agenda.Event, s *agenda.Session) {
			e.Organizer = agenda.Organizer{Name: "Users"}
		}, "SUMMARY", "ORGANIZER", ""},
		{"organizer with a bad one", func(e *agenda.Event, s *agenda.Session) {
			e.Organizer = agenda.Organizer{Name: "Users", Email: "Bo <bo@example.org>"}
		}, "SUMMARY", "ORGANIZER", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			feed, findings := one(t, test.change)
			if !strings.Contains("\n"+feed, "\n"+test.want) {
				t.Errorf("the feed has not\n%s\nbut is\n%s", test.want, feed)
			}
			sessions := strings.ReplaceAll(feed, "X-WR-TIMEZONE", "")
			if test.without != "" && strings.Contains(sessions, test.without) {
				t.Errorf("the feed has %s:\n%s", test.without, feed)
			}
			var rules []string
			for _, f := range findings {
				rules = append(rules, f.Rule)
			}
			if got := strings.Join(rules, " "); got != test.rules {
				t.Errorf("findings %q, want %q", got, test.rules)
			}
		})
	}
}

func TestHeader(t *testing.T) {
	e := &agenda.Event{
		Name: "A, B", Summary: "One line.", Description: "More.\n\nAnd more.", Zone: "Asia/Tokyo",
	}
	for _, test := range []struct {
		name string
		o    Options
		want string
	}{
		{"zero", Options{}, `NAME:A\, B
X-WR-CALNAME:A\, B
DESCRIPTION:One line.\n\nMore.\n\nAnd more.
X-WR-CALDESC:One line.\n\nMore.\n\nAnd more.
X-WR-TIMEZONE:Asia/Tokyo
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
`},
		{"all", Options{
			Name: "N", Description: "D", Source: "https://example.org/a,b.ics", Refresh: 90*time.Minute + 1,
		}, `NAME:N
X-WR-CALNAME:N
DESCRIPTION:D
X-WR-CALDESC:D
X-WR-TIMEZONE:Asia/Tokyo
REFRESH-INTERVAL;VALUE=DURATION:PT1H30M
X-PUBLISHED-TTL:PT1H30M
SOURCE;VALUE=URI:https://example.org/a,b.ics
`},
	} {
		got, findings := write(t, test.o, e)
		want := "BEGIN:VCALENDAR\nPRODID:-//daysheet//daysheet//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\n" +
			test.want + "END:VCALENDAR\n"
		if got = strings.ReplaceAll(got, "\r\n", "\n"); got != want || len(findings) > 0 {
			t.Errorf("%s: %v\n%s\nwant\n%s", test.name, findings, got, want)
		}
	}
}

// What a single event says of itself stands in the header; what several say does not.
func TestHeaderOfEvent(t *testing.T) {
	e := &agenda.Event{ID: "e", Name: "E", URL: "https://example.org", Image: "https://example.org/e.png",
		Color: "#b22225"}
	feed, findings := write(t, Options{}, e)
	want := "URL:https://example.org\r\nIMAGE;DISPLAY=BADGE;VALUE=URI:https://example.org/e.png\r\n" +
		"COLOR:firebrick\r\nX-APPLE-CALENDAR-COLOR:#B22225\r\n"
	if !strings.Contains(feed, want) || len(findings) > 0 {
		t.Errorf("%v\n%s\nwant\n%s", findings, feed, want)
	}
	feed, _ = write(t, Options{Color: "#000000"}, e, &agenda.Event{ID: "f"})
	if strings.Contains(feed, "IMAGE") || !strings.Contains(feed, "COLOR:black\r\n") {
		t.Error(feed)
	}
}

// Reminders are for those who ask: of talks, at an hour, that take place.
func TestAlarm(t *testing.T) {
	e := kafka(t)
	e.Sessions[3].Status = agenda.Cancelled
	feed, _ := write(t, Options{Alarm: 90 * time.Minute}, e)
	want := "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Secure Kafka\r\nTRIGGER:-PT1H30M\r\nEND:VALARM\r\n"
	if n := strings.Count(feed, "BEGIN:VALARM"); n != 3 || !strings.Contains(feed, want) {
		t.Errorf("%d alarms\n%s", n, feed)
	}
}

func TestShowCancelled(t *testing.T) {
	e := kafka(t)
	e.Sessions[3].Status = agenda.Cancelled
	feed, _ := write(t, Options{ShowCancelled: true}, e)
	for _, want := range []string{"SUMMARY:Cancelled: Apache Samza", "X-DAYSHEET-STATUS:CANCELLED\r\n" +
		"STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"} {
		if !strings.Contains(feed, want) {
			t.Errorf("no %q in\n%s", want, feed)
		}
	}
}

// The description in HTML says what the plain one says: paragraphs, lines, links, and nothing of anybody's
// own.
func TestHTML(t *testing.T) {
	d := description{byline: `Ada <b>"Nilsen"</b>`,
		abstract: "One.\r\nTwo & three.\n\n \nSee https://example.org/a?b=1&c=d, (http://x.org) and ftp://y://.",
		links: []link{{"Slides", "https://example.org/s", true}, {"", "https://example.org/t", true},
			{"Bad", "javascript:alert(1)", false}, {"<i>", "", false}}}
	want := `<html><body><p><b>Ada &lt;b&gt;&#34;Nilsen&#34;&lt;/b&gt;</b></p>` +
		`<p>One.<br>Two &amp; three.</p><p>See <a href="https://example.org/a?b=1&amp;c=d">https://example.org/a?b=1&amp;c=d</a>, ` +
		`(<a href="http://x.org">http://x.org</a>) and ftp://y://.</p>` +
		`<p><a href="https://example.org/s">Slides</a><br>` +
		`<a href="https://example.org/t">https://example.org/t</a><br>Bad: javascript:alert(1)<br>` +
		`&lt;i&gt;</p></body></html>`
	if got := d.html(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "PT1H", -time.Hour: "PT1H", time.Second - 1: "PT1H", time.Second: "PT1S",
		61 * time.Second: "PT1M1S",
		36 * time.Hour:   "PT36H", time.Hour + time.Second: "PT1H1S", 1<<63 - 1: "PT2562047H47M16S",
	} {
		if got := duration(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestSeveralEvents(t *testing.T) {
	first := kafka(t)
	second := kafka(t)
	second.ID, second.Name = "kafka-2016.example.org", "Kafka again"
	for i := range second.Sessions {
		s := &second.Sessions[i]
		s.Start, s.End = s.Start.AddDate(2, 0, 0), s.End.AddDate(2, 0, 0)
	}
	third := kafka(t)
	third.ID, third.Zone = "kafka-2015.example.org", "Europe/Berlin"
	feed, findings := write(t, Options{}, second, first, third)
	if len(findings) > 0 {
		t.Error(findings)
	}
	for want, n := range map[string]int{
		"BEGIN:VEVENT": 15, "BEGIN:VTIMEZONE": 2, "TZID:America/Los_Angeles": 1, "TZID:Europe/Berlin": 1,
		"NAME:Kafka again and Apache Kafka meetup": 2, "X-WR-TIMEZONE:America/Los_Angeles": 1,
	} {
		if got := strings.Count(feed, want); got != n {
			t.Errorf("%d of %s, want %d", got, want, n)
		}
	}
	if _, findings := write(t, Options{}, first, first); len(findings) != 5 || findings.Err() == nil {
		t.Errorf("the same event twice: %v", findings)
	}
	if _, _, err := Calendar(Options{}); err == nil {
		t.Error("a calendar of no event")
	}
	if _, err := Write(&bytes.Buffer{}, nil, Options{}); err == nil {
		t.Error("a calendar of a nil event")
	}
}

// A session that says all there is has as many properties as there is room for, and its speakers; but for the
// id that one with another's UID has.
func TestAllProperties(t *testing.T) {
	e := kafka(t)
	e.Tracks = []agenda.Track{{Name: "Operations", Color: "#1e90ff"}}
	e.Sessions = e.Sessions[1:2]
	s := &e.Sessions[0]
	s.Kind, s.Status, s.Created = agenda.Social, agenda.Cancelled, e.Revised
	s.Repeat, s.Online, s.Image = "FREQ=DAILY;COUNT=2", e.URL, e.URL
	f, err := Compose(Options{ShowCancelled: true}, e)
	if err != nil {
		t.Fatal(err)
	}
	c, findings := f.Calendar()
	if n := len(c.Events()[0].Properties); n != perSession-1+len(s.Speakers) || len(findings) > 0 {
		t.Errorf("%d properties, room for %d: %v", n, perSession, findings)
	}
}

// What a caller changes in the calendar stays where it was changed.
func TestCallerMayAdd(t *testing.T) {
	c, _, err := Calendar(Options{}, kafka(t))
	if err != nil {
		t.Fatal(err)
	}
	events := c.Events()
	events[0].AddProperty("X-FIRST", "1")
	events[0].SetProperty(ics.ComponentPropertyDtStart, "20140604T013000Z")
	events[0].AddAlarm().SetTrigger("-PT10M")
	c.AddEvent("mine@example.org")
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	want, _ := write(t, Options{}, kafka(t))
	got := strings.Replace(b.String(), "DTSTART:20140604T013000Z",
		"DTSTART;TZID=America/Los_Angeles:20140603T183000", 1)
	for _, added := range []string{"X-FIRST:1\r\n", "BEGIN:VALARM\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n",
		"BEGIN:VEVENT\r\nUID:mine@example.org\r\nEND:VEVENT\r\n"} {
		if !strings.Contains(got, added) {
			t.Errorf("no %q", added)
		}
		got = strings.Replace(got, added, "", 1)
	}
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// FuzzWrite puts text from anywhere into every field there is.
func FuzzWrite(f *testing.F) {
	f.Add("a", "S", "https://example.org", "a@example.org", "Europe/Berlin",
		int64(1772701200), int64(3600), 1.0)
	f.Add("a\r\nEND:VCALENDAR", "\x00\xff;,\\", "http://[", "a@\"b", "Africa/Casablanca",
		int64(-1<<62), int64(-1), 1e300)
	f.Add("0", "0", "https://example.org", "a@example.org", "Europe/Berlin",
		int64(1772701200), int64(3600), 1.0)
	f.Fuzz(func(t *testing.T, id, s, link, email, zone string, start, length int64, degrees float64) {
		moment := func(unix int64) time.Time { return time.Unix(unix, 0) }
		o := Options{Name: s, Description: id, Source: link, Refresh: time.Duration(length), Color: s,
			Alarm: time.Duration(start), ShowCancelled: start > length}
		e := &agenda.Event{
			ID: id, Name: s, Summary: s, Description: s, URL: link, Zone: zone, Revised: moment(length),
			Venue:     agenda.Venue{Name: s, Address: id, Latitude: degrees, Longitude: -degrees},
			Organizer: agenda.Organizer{Name: s, Email: email}, Online: link, Image: s, Color: id,
			Sessions: []agenda.Session{
				{ID: s, Title: s, Abstract: s, Start: moment(start), End: moment(start + length),
					Rooms: []string{s, id}, Track: s, Speakers: []string{id, s},
					Links:  []agenda.Link{{Title: s, URL: link}, {Title: link, URL: s}},
					Status: agenda.Status(s), Revised: moment(start - length), Kind: agenda.Kind(s),
					Repeat: s, Except: []time.Time{moment(length)}, Online: s, Image: link,
					Created: moment(length), AllDay: length%2 == 1},
				{ID: id, Title: link, Abstract: email, Start: moment(length)},
			}}
		var b bytes.Buffer
		findings, err := Write(&b, e, o)
		if err != nil {
			t.Fatal(err)
		}
		c := parsedBack(t, b.Bytes())
		left := 0
		// What Check names, Write leaves out in silence; one session may have two faults, or lose its rival.
		for _, f := range append(agenda.Check(e), findings...) {
			switch f.Rule {
			case "no-start", "year-out-of-range", "duplicate-id":
				left++
			}
		}
		if got := len(c.Events()); got < 2-left || got > 2 || left == 1 && got != 1 {
			t.Fatalf("%d events with %d sessions left out: %v\n%s", got, left, findings, b.String())
		}
		var again bytes.Buffer
		Write(&again, e, o)
		if !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Fatal("written twice, and differently")
		}
	})
}

func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	const module = "github.com/daysheet/daysheet/"
	for dep := range strings.FieldsSeq(string(out)) {
		local, ours := strings.CutPrefix(dep, module)
		known := []string{"ical", "agenda", "agenda/diff", "agenda/input", "agenda/listing"}
		if ours && !slices.Contains(known, local) && !strings.HasPrefix(local, "ical/internal/") ||
			strings.Contains(dep, "gofpdf") ||
			strings.Contains(dep, "go-qrcode") || strings.Contains(dep, "emersion") || dep == "time/tzdata" {
			t.Errorf("ical pulls in %s", dep)
		}
	}
}

// Lines that were broken to fit a file flow in both forms of a description, and paragraphs and lists stay.
func TestFlow(t *testing.T) {
	feed, _ := one(t, func(e *agenda.Event, s *agenda.Session) {
		e.Description = "An evening for\neverybody."
		s.Abstract = "Todd and\nClark show:\n\n- a\n- b\n  c\n\nThe end."
	})
	for _, want := range []string{"DESCRIPTION:An evening for everybody.\r\n",
		`Todd and Clark show:\n\n- a\n- b c\n\nThe end.`,
		`<p>Todd and Clark show:</p><p>- a<br>- b c</p><p>The end.</p>`} {
		if !strings.Contains(unfolded([]byte(feed)), strings.ReplaceAll(want, "\r\n", "\n")) {
			t.Errorf("no %q in\n%s", want, feed)
		}
	}
}
