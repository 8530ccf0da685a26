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

// TestPlace: a place goes from the small to the large on one line, and says nothing twice.
func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		rooms []string
		venue Venue
		want  string
	}{
		{nil, Venue{}, ""},
		{[]string{"hall"}, Venue{}, "Main hall"},
		{nil, Venue{Name: "Quay", Address: "1 Mole,\n Oslo"}, "Quay, 1 Mole, Oslo"},
		{[]string{"hall", "Foyer\t 2"}, Venue{Name: "Quay"}, "Main hall and Foyer 2, Quay"},
		{[]string{"Quay "}, Venue{Name: " Quay", Address: "1 Mole"}, "Quay, 1 Mole"},
		{[]string{"hall"}, Venue{Name: " \n", Address: "1 Mole"}, "Main hall, 1 Mole"},
	} {
		e := &Event{Venue: tt.venue, Rooms: []Room{{ID: "hall", Name: "Main hall"}}}
		if got := e.Directory().Place(Session{Rooms: tt.rooms}); got != tt.want {
			t.Errorf("%q in %v: %q, want %q", tt.rooms, tt.venue, got, tt.want)
		}
	}
}

func TestByline(t *testing.T) {
	e := &Event{Speakers: []Speaker{
		{Name: "Todd Palino", Organization: "LinkedIn"},
		{ID: "ch", Name: "Clark Haskins", Organization: "LinkedIn"},
		{Name: "Rajasekar Elango", Organization: "Salesforce"},
	}}
	for want, refs := range map[string][]string{
		"": nil,
		"Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)": {
			"Todd Palino", "ch", "Rajasekar Elango"},
		"Todd Palino (LinkedIn), Ada Okafor, Clark Haskins (LinkedIn)": {
			"Todd Palino", "Ada Okafor", "ch"},
		"A, B and C": {"A", "B", "C"},
		"A; Todd Palino and Clark Haskins (LinkedIn)": {"A", "Todd Palino", "ch"},
	} {
		if got := e.Directory().Byline(Session{Speakers: refs}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	utc := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)
	}
	for _, tt := range []struct {
		event Event
		want  string
	}{
		{Event{}, ""},
		{Event{Days: []Day{{Date: Date{2026, 5, 2}}}}, "Saturday 2 May 2026"},
		{Event{Sessions: []Session{{Start: utc(5, 2, 18)}}}, "Saturday 2 May 2026, 18:00, UTC"},
		{Event{Zone: "Europe/Berlin", Sessions: []Session{{Start: utc(5, 2, 16), End: utc(5, 2, 22)}}},
			"Saturday 2 May 2026, 18:00 to 00:00, Berlin time"},
		{Event{Sessions: []Session{{Start: utc(5, 2, 18), End: utc(5, 3, 1)}}},
			"Saturday 2 May 2026, 18:00 to 01:00, UTC"},
		{Event{Days: []Day{{Date: Date{2026, 5, 2}, Ends: 4}},
			Sessions: []Session{{Start: utc(5, 2, 20), End: utc(5, 3, 3)}}},
			"Saturday 2 May 2026, 20:00 to 03:00, UTC"},
		{Event{Sessions: []Session{
			{Start: utc(5, 2, 9), End: utc(5, 2, 10)},
			{Start: utc(5, 4, 9), End: utc(5, 4, 17)}}},
			"Saturday 2 to Monday 4 May 2026, UTC"},
		{Event{Zone: "Europe/Berlin", Sessions: []Session{{AllDay: true, Start: utc(5, 1, 22)}}},
			"Saturday 2 May 2026"},
		{Event{Sessions: []Session{{AllDay: true, Start: utc(5, 2, 0), End: utc(5, 4, 0)}}},
			"Saturday 2 to Sunday 3 May 2026"},
		{Event{Sessions: []Session{{AllDay: true, Start: utc(5, 2, 0)},
			{Start: utc(5, 2, 9), End: utc(5, 2, 17)}}},
			"Saturday 2 May 2026, 09:00 to 17:00, UTC"},
		{Event{Sessions: []Session{{AllDay: true, Start: utc(5, 1, 0), End: utc(5, 4, 0)},
			{Start: utc(5, 2, 9), End: utc(5, 2, 17)}}},
			"Friday 1 to Sunday 3 May 2026, UTC"},
		{Event{Days: []Day{{Date: Date{2026, 5, 1}, Ends: 4}},
			Sessions: []Session{{AllDay: true, Start: utc(5, 2, 0)}}}, "Saturday 2 May 2026"},
		{Event{Zone: "America/Argentina/Buenos_Aires", Sessions: []Session{
			{Start: utc(5, 31, 12), End: utc(5, 31, 13)},
			{Start: utc(6, 1, 12), End: utc(6, 1, 13)}}},
			"Sunday 31 May to Monday 1 June 2026, Buenos Aires time"},
	} {
		if got := tt.event.When(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// The order of a programme, its gaps, and the night that belongs to the day before.
func TestProgramme(t *testing.T) {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 5, day, hour, minute, 0, 0, time.UTC)
	}
	e := &Event{
		Days:  []Day{{Date: Date{2026, 5, 1}, Ends: 3}, {Date: Date{2026, 5, 3}, Title: "Hike"}},
		Rooms: []Room{{Name: "Main"}, {ID: "f", Name: "Foyer"}},
		Sessions: []Session{
			{Title: "late", Start: at(2, 1, 0), End: at(2, 2, 0)},
			{Title: "foyer", Start: at(1, 9, 0), End: at(1, 9, 30), Rooms: []string{"f"}},
			{Title: "main", Start: at(1, 9, 0), End: at(1, 10, 0), Rooms: []string{"Main"}},
			{Title: "open", Start: at(1, 10, 0)},
			{Title: "after open", Start: at(1, 12, 0), End: at(1, 13, 0)},
			{Title: "morning", Start: at(2, 3, 0), End: at(2, 4, 0)},
			{Title: "unscheduled"},
		},
	}
	var got []string
	for _, d := range e.Programme() {
		got = append(got, d.Day.Date.String())
		for _, entry := range d.Entries {
			title := "gap until " + entry.End.Format("15:04")
			if entry.Session != nil {
				title = entry.Session.Title
			}
			got = append(got, entry.Start.Format("15:04")+" "+title)
		}
	}
	want := []string{"2026-05-01", "09:00 main", "09:00 foyer", "10:00 open", "12:00 after open",
		"13:00 gap until 01:00", "01:00 late", "2026-05-02", "03:00 morning", "2026-05-03"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// All-day sessions stand first on their day, whatever its night, and neither make gaps nor fill them; what
// goes on for days says until when.
func TestProgrammeOfDays(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 5, day, hour, 0, 0, 0, time.UTC) }
	e := &Event{
		Days:  []Day{{Date: Date{2026, 5, 1}, Ends: 3}},
		Rooms: []Room{{Name: "Main"}, {Name: "Foyer"}},
		Sessions: []Session{
			{Title: "talk", Start: at(2, 9), End: at(2, 10)},
			{Title: "next", Start: at(2, 12), End: at(2, 13)},
			{Title: "exhibition", AllDay: true, Start: at(2, 0), End: at(4, 0), Rooms: []string{"Foyer"}},
			{Title: "quiet room", AllDay: true, Start: at(2, 0), Rooms: []string{"Main"}},
			{Title: "dance", Start: at(2, 20), End: at(3, 4)},
			{Title: "camp", Start: at(3, 10), End: at(5, 12)},
			{Title: "vigil", Start: at(3, 22), End: at(4, 8)},
			{Title: "winter", AllDay: true, Start: at(4, 0),
				End: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)},
		},
	}
	var got []string
	for _, d := range e.Programme() {
		got = append(got, d.Day.Date.String())
		for _, n := range d.Entries {
			title := "gap"
			if n.Session != nil {
				title = n.Session.Title
			}
			got = append(got, strings.TrimSpace(title+" "+n.LastWords()))
			if n.AllDay() && n.End.IsZero() {
				t.Errorf("%s has no end", title)
			}
		}
	}
	want := []string{"2026-05-01", "2026-05-02", "quiet room", "exhibition until Sunday 3 May", "talk", "gap",
		"next", "gap", "dance", "2026-05-03", "camp until Tuesday 5 May, 12:00",
		"vigil until Monday 4 May, 08:00", "2026-05-04", "winter until Friday 1 January 2027"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
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
