package agenda

import (
	"errors"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

// The model is for everybody: it may pull in nothing but the standard library.
func TestStandardLibraryOnly(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"github.com/daysheet/daysheet/agenda"}
	if got := strings.Fields(string(out)); !slices.Equal(got, want) {
		t.Errorf("agenda depends on %v", got)
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// A clock reading becomes one moment, or a ClockError that says which moments it may mean.
func TestDateAt(t *testing.T) {
	for _, tt := range []struct {
		zone, date   string
		hour, minute int
		want         string // RFC 3339; "gap"; or the two moments
	}{
		{"America/Los_Angeles", "2014-06-03", 18, 30, "2014-06-03T18:30:00-07:00"},
		{"America/Los_Angeles", "2014-06-03", 25, 15, "2014-06-04T01:15:00-07:00"},
		{"America/Los_Angeles", "2014-03-09", 2, 30, "gap"},
		{"America/Los_Angeles", "2014-03-09", 3, 0, "2014-03-09T03:00:00-07:00"},
		{"America/Los_Angeles", "2014-11-02", 1, 30, "2014-11-02T01:30:00-07:00 2014-11-02T01:30:00-08:00"},
		{"America/Los_Angeles", "2014-11-02", 2, 0, "2014-11-02T02:00:00-08:00"},
		{"Europe/Berlin", "2026-03-29", 2, 0, "gap"},
		{"Europe/Berlin", "2026-10-25", 2, 59, "2026-10-25T02:59:00+02:00 2026-10-25T02:59:00+01:00"},
		{"Australia/Lord_Howe", "2026-04-05", 1, 45, "2026-04-05T01:45:00+11:00 2026-04-05T01:45:00+10:30"},
		{"Australia/Lord_Howe", "2026-10-04", 2, 15, "gap"},
		{"Pacific/Apia", "2011-12-30", 12, 0, "gap"}, // the day that Samoa skipped
		{"Africa/Casablanca", "2026-02-15", 2, 30, "2026-02-15T02:30:00+01:00 2026-02-15T02:30:00Z"},
		{"UTC", "2026-03-29", 2, 0, "2026-03-29T02:00:00Z"},
	} {
		d, err := ParseDate(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.At(tt.hour, tt.minute, zone(t, tt.zone))
		text := got.Format(time.RFC3339)
		var clock *ClockError
		if errors.As(err, &clock) {
			text = "gap"
			if clock.Twice != nil {
				text = clock.Twice[0].Format(time.RFC3339) + " " + clock.Twice[1].Format(time.RFC3339)
			}
		}
		if text != tt.want {
			t.Errorf("%s %s %d:%d: got %s, want %s", tt.zone, tt.date, tt.hour, tt.minute, text, tt.want)
		}
	}
}

// Every half hour of a year with two changes, read off the clock, leads back to itself or to a ClockError
// that names it.
func TestDateAtInverts(t *testing.T) {
	for _, name := range []string{
		"America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca",
	} {
		loc := zone(t, name)
		for u := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); u.Year() == 2026; u = u.Add(30 * time.Minute) {
			local := u.In(loc)
			got, err := DateOf(local).At(local.Hour(), local.Minute(), loc)
			var clock *ClockError
			switch {
			case err == nil && got.Equal(u):
			case errors.As(err, &clock) && slices.ContainsFunc(clock.Twice, u.Equal):
			default:
				t.Fatalf("%s: %s reads back as %s, %v", name, local, got, err)
			}
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "2014-6-3", "2014-02-30", "03.06.2014", "2014-06-03T00:00"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

// A zone must mean the same on every machine.
func TestLocation(t *testing.T) {
	for name, ok := range map[string]bool{
		"": true, "UTC": true, "Asia/Gaza": true, "Local": false, "localtime": false,
		"right/Europe/Berlin": false, "CEST": false, "../etc/passwd": false,
	} {
		if _, err := (&Event{Zone: name}).Location(); (err == nil) != ok {
			t.Errorf("zone %q: %v", name, err)
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Operating Kafka at scale in production": "operating-kafka-at-scale-in-production",
		"Apache Samza: " +
			"Large scale stream processing on Kafka": "apache-samza-large-scale-stream-processing-on",
		"Q&A":                          "q-a",
		"Don’t panic, it's Go":         "dont-panic-its-go",
		"Żółć, Ærø & Straße":           "zolc-aero-strasse",
		"Übe\u0301r":                   "uber",
		"日本語の話":                        "日本語の話",
		"हिन्दी":                       "हिन्दी",
		"  --  ":                       "",
		"":                             "",
		strings.Repeat("x", 60):        strings.Repeat("x", 48),
		strings.Repeat("あ", 60):        strings.Repeat("あ", 48),
		"a " + strings.Repeat("b", 60): "a",
	} {
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

// Derived ids keep out of the way of the given ones, and of each other.
func TestSessionIDs(t *testing.T) {
	e := &Event{Sessions: []Session{
		{Title: "Lunch"}, {Title: "Lunch"}, {Title: "Other", ID: "lunch"}, {Title: "Lunch!"},
		{}, {Title: "?"},
	}}
	want := []string{"lunch-2", "lunch-3", "lunch", "lunch-4", "session", "session-2"}
	if got := e.SessionIDs(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIdentity(t *testing.T) {
	day := []Day{{Date: Date{2026, 5, 2}}, {Date: Date{2026, 5, 1}}}
	for _, tt := range []struct {
		event Event
		want  string
	}{
		{Event{ID: "kafka-2014.example.org", Name: "x"}, "kafka-2014.example.org"},
		{Event{Name: "Apache Kafka meetup", Days: day}, "apache-kafka-meetup.2026-05-01"},
		{Event{Name: "Gå!", Days: day, URL: "https://www.Example.org/x"}, "ga.2026-05-01.example.org"},
		{Event{}, "event"},
	} {
		if got := tt.event.Identity(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// A day begins at midnight, also where the clocks do not show it or show it twice.
func TestDateMoment(t *testing.T) {
	for _, tt := range []struct {
		zone, date   string
		hour, minute int
		want         string
	}{
		{"Europe/Berlin", "2026-06-03", 0, 0, "2026-06-03T00:00:00+02:00"},
		{"Asia/Beirut", "2014-03-30", 0, 0, "2014-03-30T01:00:00+03:00"},
		{"America/Havana", "2014-11-02", 0, 0, "2014-11-02T00:00:00-04:00"},
		{"Pacific/Apia", "2011-12-30", 0, 0, "2011-12-31T00:00:00+14:00"}, // no such day
		{"Europe/Berlin", "2026-03-29", 2, 30, "2026-03-29T03:30:00+02:00"},
		{"America/Los_Angeles", "2014-03-09", 2, 30, "2014-03-09T03:30:00-07:00"},
		{"Europe/Berlin", "2026-10-25", 2, 30, "2026-10-25T02:30:00+02:00"},
	} {
		d, err := ParseDate(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		got := d.Moment(tt.hour, tt.minute, 0, zone(t, tt.zone))
		if text := got.Format(time.RFC3339); text != tt.want {
			t.Errorf("%s %s %d:%d: got %s, want %s", tt.zone, tt.date, tt.hour, tt.minute, text, tt.want)
		}
	}
}

// Each rule of Check fires on its own fault, with the id of the thing at fault, and on nothing else.
func TestCheck(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 5, 1, hour, minute, 0, 0, time.UTC) }
	talk := func(id string, from, to int) Session {
		return Session{ID: id, Title: id, Start: at(from, 0), End: at(to, 0)}
	}
	with := func(s Session, change func(*Session)) Session { change(&s); return s }
	in := func(s Session, room string) Session { s.Rooms = []string{room}; return s }
	by := func(s Session, who string) Session { s.Speakers = []string{who}; return s }
	cancelled := func(s Session) Session { s.Status = Cancelled; return s }
	a, b := talk("a", 9, 10), talk("b", 10, 11)
	for name, tt := range map[string]struct {
		event Event
		want  []string
	}{
		"clean":    {Event{Name: "x", Sessions: []Session{a, b}}, nil},
		"empty":    {Event{}, []string{"no-name", "no-session"}},
		"bad zone": {Event{Name: "x", Zone: "CET/Berlin", Sessions: []Session{a}}, []string{"bad-zone"}},
		"no title": {Event{Name: "x", Sessions: []Session{with(a, func(s *Session) { s.Title = " " })}},
			[]string{"no-title a"}},
		"no start": {Event{Name: "x", Sessions: []Session{{ID: "a", Title: "a"}}}, []string{"no-start a"}},
		"no end": {Event{Name: "x", Sessions: []Session{{ID: "a", Title: "a", Start: at(9, 0)}}},
			[]string{"no-end a"}},
		"backwards": {Event{Name: "x", Sessions: []Session{talk("a", 10, 9)}},
			[]string{"ends-before-start a"}},
		"other day": {Event{Name: "x", Days: []Day{{Date: Date{2026, 5, 2}}}, Sessions: []Session{a}},
			[]string{"outside-event a"}},
		"twins": {Event{Name: "x", Sessions: []Session{a, talk("a", 10, 11)}}, []string{"duplicate-id a"}},
		"twin rooms": {Event{Name: "x", Rooms: []Room{{ID: "r"}, {ID: "r"}, {ID: "r"}},
			Sessions: []Session{a}}, []string{"duplicate-id r"}},
		"gap": {Event{Name: "x", Sessions: []Session{a, talk("c", 11, 12)}}, []string{"gap c"}},
		"meals": {Event{Name: "x", Sessions: []Session{
			talk("a", 9, 11), talk("b", 13, 17), talk("c", 18, 19), talk("d", 21, 22)}}, nil},
		"evening without a meal": {Event{Name: "x", Sessions: []Session{
			talk("a", 17, 18), talk("b", 19, 20)}},
			[]string{"gap b"}},
		"afternoon without a meal": {Event{Name: "x", Sessions: []Session{
			talk("a", 12, 18), talk("b", 19, 20)}},
			[]string{"gap b"}},
		"longer than a meal": {Event{Name: "x", Sessions: []Session{
			talk("a", 9, 11), talk("b", 14, 16), talk("c", 17, 20), talk("d", 21, 22)}},
			[]string{"gap b", "gap c", "gap d"}},
		"changeover": {Event{Name: "x", Sessions: []Session{
			{ID: "a", Title: "a", Start: at(9, 0), End: at(9, 46)}, talk("b", 10, 11)}}, nil},
		"too long to change over": {Event{Name: "x", Sessions: []Session{
			{ID: "a", Title: "a", Start: at(9, 0), End: at(9, 45)}, talk("b", 10, 11)}}, []string{"gap b"}},
		"addresses": {Event{Name: "x", URL: "example.org", Online: "mailto:a@example.org", Image: "a.png",
			Venue: Venue{URL: "https:"}, Organizer: Organizer{URL: "/us", Email: "Bo <bo@example.org>"},
			Speakers: []Speaker{{Name: "Ada", Links: []Link{{URL: "@ada"}, {URL: "mailto:ada@example.org"}}}},
			Sessions: []Session{with(a, func(s *Session) {
				s.Online, s.Image = "room 1", "ftp://example.org/a.png"
				s.Links = []Link{{URL: " https://example.org/ä "}, {URL: "javascript:alert(1)"}, {URL: "HTTPS://x"}}
			})}},
			[]string{"bad-link url:", "bad-link online:", "bad-link image:", "bad-link venue:",
				"bad-link organizer:", "bad-link Ada", "bad-email organizer:", "bad-link a", "bad-link a",
				"bad-link a"}},
		"colours, languages, places": {Event{Name: "x", Color: "red", Language: "english!",
			Tracks: []Track{{ID: "t", Color: "#12345"}, {Name: "u", Color: "#F00"},
				{Name: "v", Color: "#0b6e4f"}},
			Venue: Venue{Latitude: math.NaN()}, Sessions: []Session{
				with(a, func(s *Session) { s.Language = "pt-BR" }),
				with(b, func(s *Session) { s.Language = "pt_BR" })}},
			[]string{"bad-color color:", "bad-color t", "bad-language language:", "bad-coordinates venue:",
				"bad-language b"}},
		"kind": {Event{Name: "x", Sessions: []Session{with(a, func(s *Session) { s.Kind = "tlak" })}},
			[]string{"unknown-kind a"}},
		"status": {Event{Name: "x", Sessions: []Session{with(a, func(s *Session) { s.Status = "off" })}},
			[]string{"unknown-status a"}},
		"names without lists": {Event{Name: "x", Sessions: []Session{
			with(by(in(a, "hall"), "Ada"), func(s *Session) { s.Track = "web" })}}, nil},
		"names not in lists": {Event{Name: "x", Rooms: []Room{{Name: "Hall"}}, Tracks: []Track{{Name: "Web"}},
			Speakers: []Speaker{{Name: "Ada Okafor"}}, Sessions: []Session{
				with(by(in(a, "hall"), "Ada"), func(s *Session) { s.Track = "web" })}},
			[]string{"unknown-room a", "unknown-track a", "unknown-speaker a"}},
		"one room": {Event{Name: "x", Rooms: []Room{{ID: "h", Name: "Hall"}}, Sessions: []Session{
			in(talk("a", 9, 12), "Hall"), in(talk("b", 10, 11), "h"), in(talk("c", 11, 12), "h")}},
			[]string{"room-twice b", "room-twice c"}},
		"shared room": {Event{Name: "x", Rooms: []Room{{Name: "Hall", Shared: true}}, Sessions: []Session{
			in(talk("a", 9, 12), "Hall"), in(talk("b", 10, 11), "Hall")}}, nil},
		"cancelled": {Event{Name: "x", Sessions: []Session{
			in(talk("a", 9, 12), "Hall"), cancelled(in(talk("b", 10, 11), "Hall"))}}, nil},
		"back to back": {Event{Name: "x", Sessions: []Session{
			in(by(a, "Ada"), "Hall"), in(by(b, "Ada"), "Hall")}}, nil},
		"one speaker": {Event{Name: "x", Sessions: []Session{
			by(talk("a", 9, 11), "Ada"), by(talk("b", 10, 11), "Ada")}},
			[]string{"overlap b", "speaker-twice b"}},
		"nobody yet": {Event{Name: "x", Sessions: []Session{
			in(by(talk("a", 9, 11), "TBA"), "1"), in(by(talk("b", 10, 11), "TBA"), "2")}}, nil},
		"no length": {Event{Name: "x", Sessions: []Session{talk("a", 9, 9)}}, []string{"no-length a"}},
		"all day": {Event{Name: "x", Sessions: []Session{
			in(by(talk("a", 9, 10), "Ada"), "Hall"),
			in(by(Session{ID: "b", Title: "b", AllDay: true, Start: at(0, 0)}, "Ada"), "Hall"),
			in(by(Session{ID: "c", Title: "c", AllDay: true, Start: at(0, 0), End: at(48, 0)}, "Ada"),
				"Hall"),
		}}, nil},
		"hours of a day": {Event{Name: "x", Sessions: []Session{
			{ID: "a", Title: "a", AllDay: true, Start: at(9, 0), End: at(24, 0)},
			{ID: "b", Title: "b", AllDay: true, Start: at(0, 0), End: at(23, 59)}}},
			[]string{"all-day-hours a", "all-day-hours b"}},
		"days of another zone": {Event{Name: "x", Zone: "Europe/Berlin", Sessions: []Session{
			{ID: "a", Title: "a", AllDay: true, Start: at(-2, 0)},
			{ID: "b", Title: "b", AllDay: true, Start: at(0, 0)}}}, []string{"all-day-hours b"}},
		"no day": {Event{Name: "x", Sessions: []Session{
			{ID: "a", Title: "a", AllDay: true, Start: at(0, 0), End: at(0, 0)}}},
			[]string{"ends-before-start a"}},
		"day after a night": {Event{Name: "x", Days: []Day{{Date: Date{2026, 4, 30}, Ends: 3}},
			Sessions: []Session{{ID: "a", Title: "a", AllDay: true, Start: at(0, 0)}}},
			[]string{"outside-event a"}},
		"rules": {Event{Name: "x", Sessions: []Session{
			with(talk("a", 9, 10), func(s *Session) { s.Repeat = "weekly" }),
			with(talk("b", 9, 10), func(s *Session) { s.Repeat = "FREQ=WEEKLY;UNTIL=20260430T120000Z" }),
			with(talk("c", 9, 10), func(s *Session) { s.Repeat, s.Track = "FREQ=DAILY;COUNT=3", "c" }),
			with(talk("d", 9, 10), func(s *Session) { s.Except, s.Track = []time.Time{at(9, 0)}, "d" })}},
			[]string{"bad-repeat a", "bad-repeat b", "needless-except d", "overlap b"}},
		"one start": {Event{Name: "x", Sessions: []Session{
			in(Session{ID: "a", Title: "a", Start: at(9, 0)}, "Hall"),
			in(Session{ID: "b", Title: "b", Start: at(9, 0)}, "Hall")}},
			[]string{"no-end a", "no-end b", "room-twice b"}},
		"no room yet": {Event{Name: "x", Sessions: []Session{
			in(talk("a", 9, 11), "TBA"), in(talk("b", 10, 11), "TBA")}}, nil},
		"two tracks": {Event{Name: "x", Sessions: []Session{
			with(talk("a", 9, 11), func(s *Session) { s.Track = "web" }), talk("b", 10, 11)}}, nil},
		"time to change": {Event{Name: "x", Sessions: []Session{
			{ID: "a", Title: "a", Start: at(9, 0), End: at(9, 51)}, talk("b", 10, 11)}}, nil},
		"host of a break": {Event{Name: "x", Sessions: []Session{by(talk("a", 9, 11), "Ada"),
			with(by(talk("b", 10, 11), "Ada"), func(s *Session) { s.Kind = Break })}}, nil},
	} {
		var got []string
		for _, f := range Check(&tt.event) {
			got = append(got, strings.TrimSpace(f.Rule+" "+f.Where.ID))
			if f.Message == "" || strings.HasSuffix(f.Message, ".") {
				t.Errorf("%s: message %q", name, f.Message)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestFindings(t *testing.T) {
	var fs Findings
	if fs.Err() != nil {
		t.Error("no findings are an error")
	}
	fs.Add("gap", Note, Where{ID: "x"}, "", "nothing is on")
	if fs.Err() != nil {
		t.Error("a note is an error")
	}
	fs.Add("bad", Error, Where{File: "event.yaml", Line: 12, Column: 7, ID: "x"}, "mend it", "%d is wrong", 7)
	var input *InputError
	if err := fs.Err(); !errors.As(err, &input) || err.Error() != "event.yaml:12:7: 7 is wrong" {
		t.Errorf("got %v", err)
	}
	var b strings.Builder
	if err := fs.WriteJSON(&b); err != nil || !strings.Contains(b.String(), `"severity": "error"`) {
		t.Errorf("%v: %s", err, b.String())
	}
	for want, w := range map[string]Where{
		"": {}, "a.csv": {File: "a.csv"}, "a.csv:3": {File: "a.csv", Line: 3, ID: "x"},
		"3:4": {Line: 3, Column: 4}, "a.csv: x": {File: "a.csv", ID: "x"}, "x": {ID: "x"},
	} {
		if got := w.String(); got != want {
			t.Errorf("%#v prints as %q, want %q", w, got, want)
		}
	}
}
