package recur_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/recur"
)

func at(t testing.TB, zone, text string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, loc); err == nil {
			return at.In(loc)
		}
	}
	t.Fatalf("%q is no time", text)
	return time.Time{}
}

type expandTest struct{ name, zone, start, rule, except, want, found string }

// expandTests are a session each, of an hour or of a day where its start is a date, with its occurrences and
// the rules of the findings.
var expandTests = []expandTest{
	{"clocks put forward and back", "Europe/Berlin", "2014-03-25 19:00", "FREQ=WEEKLY;COUNT=2", "",
		"2014-03-25T19:00:00+01:00 2014-04-01T19:00:00+02:00", ""},
	{"clocks put back", "America/Los_Angeles", "2014-10-28 19:00", "FREQ=WEEKLY;COUNT=2", "",
		"2014-10-28T19:00:00-07:00 2014-11-04T19:00:00-08:00", ""},
	{"a reading that the clocks skip", "Europe/Berlin", "2014-03-29 02:30", "FREQ=DAILY;COUNT=3", "",
		"2014-03-29T02:30:00+01:00 2014-03-30T03:30:00+02:00 2014-03-31T02:30:00+02:00", ""},
	{"the same in the west", "America/Los_Angeles", "2014-03-08 02:30", "FREQ=DAILY;COUNT=3", "",
		"2014-03-08T02:30:00-08:00 2014-03-09T03:30:00-07:00 2014-03-10T02:30:00-07:00", ""},
	{"a reading that they show twice", "Europe/Berlin", "2014-10-25 02:30", "FREQ=DAILY;COUNT=3", "",
		"2014-10-25T02:30:00+02:00 2014-10-26T02:30:00+02:00 2014-10-27T02:30:00+01:00", ""},
	{"that as the start, later", "Europe/Berlin", "2014-10-26T02:30:00+01:00", "FREQ=DAILY;COUNT=2", "",
		"2014-10-26T02:30:00+01:00 2014-10-27T02:30:00+01:00", ""},
	{"a day that the calendar skips", "Pacific/Apia", "2011-12-29 12:00", "FREQ=DAILY;COUNT=3", "",
		"2011-12-29T12:00:00-10:00 2011-12-31T12:00:00+14:00 2012-01-01T12:00:00+14:00", ""},
	{"until its moment", "Europe/Berlin", "2014-06-03 19:00", "FREQ=DAILY;UNTIL=20140605T170000Z", "",
		"2014-06-03T19:00:00+02:00 2014-06-04T19:00:00+02:00 2014-06-05T19:00:00+02:00", ""},
	{"until just before", "Europe/Berlin", "2014-06-03 19:00", "FREQ=DAILY;UNTIL=20140605T165959Z", "",
		"2014-06-03T19:00:00+02:00 2014-06-04T19:00:00+02:00", ""},
	{"exceptions count", "UTC", "2014-06-03 19:00", "FREQ=WEEKLY;COUNT=3", "2014-06-10 19:00",
		"2014-06-03T19:00:00Z 2014-06-17T19:00:00Z", ""},
	{"exception of the first", "UTC", "2014-06-03 19:00", "FREQ=WEEKLY;COUNT=2", "2014-06-03 19:00",
		"2014-06-10T19:00:00Z", ""},
	{"exception of nothing", "UTC", "2014-06-03 19:00", "FREQ=WEEKLY;COUNT=2", "2014-06-10 18:00",
		"2014-06-03T19:00:00Z 2014-06-10T19:00:00Z", "no-such-start"},
	{"exception of all", "UTC", "2014-06-03 19:00", "FREQ=WEEKLY;COUNT=1", "2014-06-03 19:00", "",
		"nothing-left"},
	{"days", "America/Sao_Paulo", "2014-10-18", "FREQ=DAILY;UNTIL=20141020", "2014-10-20",
		"2014-10-18T00:00:00-03:00 2014-10-19T01:00:00-02:00", ""}, // the 19th begins at 01:00
	{"weekdays", "UTC", "2014-06-05 09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=4", "",
		"2014-06-05T09:00:00Z 2014-06-06T09:00:00Z 2014-06-09T09:00:00Z 2014-06-10T09:00:00Z", ""},
	{"last Friday", "UTC", "2014-06-27 09:00", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "",
		"2014-06-27T09:00:00Z 2014-07-25T09:00:00Z 2014-08-29T09:00:00Z", ""},
	{"a month without that day", "UTC", "2014-01-31 09:00", "FREQ=MONTHLY;COUNT=3", "",
		"2014-01-31T09:00:00Z 2014-03-31T09:00:00Z 2014-05-31T09:00:00Z", ""},
	{"leap days", "UTC", "2096-02-29 09:00", "FREQ=YEARLY;COUNT=3", "",
		"2096-02-29T09:00:00Z 2104-02-29T09:00:00Z 2108-02-29T09:00:00Z", ""}, // 2100 has none
	{"by hours", "UTC", "2014-06-03 09:00", "FREQ=HOURLY;INTERVAL=2;COUNT=3", "",
		"2014-06-03T09:00:00Z 2014-06-03T11:00:00Z 2014-06-03T13:00:00Z", ""},
	{"by minutes", "UTC", "2014-06-03 09:00", "FREQ=MINUTELY;INTERVAL=30;COUNT=3;BYHOUR=9,11", "",
		"2014-06-03T09:00:00Z 2014-06-03T09:30:00Z 2014-06-03T11:00:00Z", ""},
	{"not on its first day", "UTC", "2014-06-03 09:00", "FREQ=WEEKLY;BYDAY=WE;COUNT=3", "",
		"2014-06-03T09:00:00Z 2014-06-04T09:00:00Z 2014-06-11T09:00:00Z", "off-rule"},
	{"never", "UTC", "2014-06-03 09:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "",
		"2014-06-03T09:00:00Z", "off-rule"},
	{"seconds", "UTC", "2014-06-03 09:00", "FREQ=SECONDLY;COUNT=3", "", "2014-06-03T09:00:00Z",
		"not-expanded"},
	{"wrong", "UTC", "2014-06-03 09:00", "FREQ=SOMETIMES", "", "2014-06-03T09:00:00Z", ""},
	{"until in days", "UTC", "2014-06-03 09:00", "FREQ=DAILY;UNTIL=20140605", "", "2014-06-03T09:00:00Z",
		""},
	{"yearly without end", "UTC", "2014-06-03 09:00", "FREQ=YEARLY", "", "2014-06-03T09:00:00Z", "endless"},
}

func (tt expandTest) event(t testing.TB) *agenda.Event {
	s := agenda.Session{ID: "a", Title: "a", Start: at(t, tt.zone, tt.start), Repeat: tt.rule}
	if s.AllDay = len(tt.start) == len(time.DateOnly); !s.AllDay {
		s.End = s.Start.Add(time.Hour)
	}
	if tt.except != "" {
		s.Except = []time.Time{at(t, tt.zone, tt.except)}
	}
	return &agenda.Event{Zone: tt.zone, Sessions: []agenda.Session{s}}
}

func TestExpand(t *testing.T) {
	for _, tt := range expandTests {
		e, findings := recur.Expand(tt.event(t))
		var got, found []string
		for _, s := range e.Sessions {
			got = append(got, s.Start.Format(time.RFC3339))
			if !s.AllDay && !s.End.Equal(s.Start.Add(time.Hour)) {
				t.Errorf("%s: %s to %s", tt.name, s.Start, s.End)
			}
			if s.Repeat != "" || s.Except != nil {
				t.Errorf("%s: an occurrence repeats", tt.name)
			}
		}
		for _, f := range findings {
			found = append(found, f.Rule)
			if f.Where.ID != "a" {
				t.Errorf("%s: finding of %q", tt.name, f.Where.ID)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, s, tt.want)
		}
		if s := strings.Join(found, " "); s != tt.found {
			t.Errorf("%s: found %q, want %q", tt.name, s, tt.found)
		}
	}
}

// Nothing is copied where nothing repeats, and the event given is never changed.
func TestExpandLeaves(t *testing.T) {
	e := &agenda.Event{Sessions: []agenda.Session{{Title: "a"}, {Title: "b", Repeat: "FREQ=DAILY"}}}
	if got, fs := recur.Expand(e); got != e || fs != nil {
		t.Errorf("%v, %v", got, fs)
	}
	e = expandTests[0].event(t)
	e.Days = make([]agenda.Day, 1, 10)
	e.Days[0].Date = agenda.Date{Year: 2014, Month: 3, Day: 25}
	before := fmt.Sprint(e, e.Days[:2])
	if got, _ := recur.Expand(e); got == e || len(got.Days) != 2 || fmt.Sprint(e, e.Days[:2]) != before {
		t.Errorf("%v became %v", before, e)
	}
}

// Ids are those of the event with a date, and no two are the same.
func TestExpandIDs(t *testing.T) {
	day := at(t, "UTC", "2014-06-03 09:00")
	e := &agenda.Event{Name: "Runs", Sessions: []agenda.Session{
		{Title: "Run", Start: day, Repeat: "FREQ=HOURLY;COUNT=2"},
		{Title: "Run", Start: day, Repeat: "FREQ=DAILY;COUNT=2"},
		{ID: "run-2014-06-03", Start: day},
		{Title: "Run", Start: day},
	}}
	got, _ := recur.Expand(e)
	want := []string{"run-2014-06-03-2", "run-2014-06-03-3", "run-2-2014-06-03", "run-2-2014-06-04",
		"run-2014-06-03", "run-3"}
	if ids := got.SessionIDs(); !slices.Equal(ids, want) || got.ID != e.Identity() {
		t.Errorf("got %q of %q", ids, got.ID)
	}
	for i, id := range []string{"run", "run", "run-2", "run-2", "run-2014-06-03", "run-3"} {
		if got := recur.Origins(e)(want[i]); got != id {
			t.Errorf("%s is of %q, want %q", want[i], got, id)
		}
	}
}

// Days are listed where others are, and the small hours stay with the night before.
func TestExpandDays(t *testing.T) {
	e := &agenda.Event{
		Days: []agenda.Day{{Date: agenda.Date{Year: 2014, Month: 6, Day: 3}, Ends: 3},
			{Date: agenda.Date{Year: 2014, Month: 6, Day: 5}}},
		Sessions: []agenda.Session{
			{ID: "night", Start: at(t, "UTC", "2014-06-04 01:00"), Repeat: "FREQ=DAILY;COUNT=3"},
			{ID: "run", Start: at(t, "UTC", "2014-06-05 07:00"), Repeat: "FREQ=DAILY;COUNT=2"},
		},
	}
	got, _ := recur.Expand(e)
	var days []string
	for _, d := range got.Days {
		days = append(days, fmt.Sprint(d.Date, " ", d.Ends))
	}
	want := []string{"2014-06-03 3", "2014-06-05 0", "2014-06-04 3", "2014-06-06 0"}
	if !slices.Equal(days, want) {
		t.Errorf("got %q, want %q", days, want)
	}
	for _, f := range recur.Check(e) {
		if f.Rule == "outside-event" {
			t.Error(f)
		}
	}
}

// A collision of later occurrences is found, once, and named by the ids that the event has.
func TestCheck(t *testing.T) {
	day := at(t, "UTC", "2014-06-03 09:00")
	e := &agenda.Event{Name: "x", Sessions: []agenda.Session{
		{ID: "yoga", Title: "Yoga", Start: day, End: day.Add(time.Hour), Rooms: []string{"Hall"},
			Repeat: "FREQ=WEEKLY;COUNT=5"},
		{ID: "run", Title: "Run", Start: day.AddDate(0, 0, 8), Repeat: "FREQ=DAILY;COUNT=14",
			Rooms: []string{"Hall"}, End: day.AddDate(0, 0, 8).Add(time.Hour)},
		{ID: "odd", Title: "Odd", Start: day.Add(time.Hour), End: day.Add(2 * time.Hour), Repeat: "often"},
		{ID: "once", Title: "Once", Start: day.Add(2 * time.Hour), End: day.Add(3 * time.Hour),
			Except: []time.Time{day}},
	}}
	var got []string
	for _, f := range recur.Check(e) {
		got = append(got, f.Rule+" "+f.Where.ID)
	}
	want := []string{"bad-repeat odd", "needless-except once", "room-twice run"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	e.Sessions = e.Sessions[3:]
	if got := recur.Check(e); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

// Whatever rules an event has, they take bounded time and memory, and it is told what is left out.
func TestExpandIsBounded(t *testing.T) {
	many := func(n int, format string) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(format, i))
		}
		return strings.Join(list, ",")
	}
	for _, tt := range []struct {
		rule        string
		sessions    int
		want, found int
	}{
		{"FREQ=DAILY;COUNT=1000", 1, 1000, 0},
		{"FREQ=DAILY;COUNT=1001", 1, 1000, 1},
		{"FREQ=DAILY;UNTIL=99991231T235959Z", 1, 1000, 1},
		{"FREQ=DAILY;COUNT=1000", 30, 20_010, 10},
		{"FREQ=DAILY", 1, 365, 1},
		{"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 5000, 5000, 2*50 + 4950},
		{"FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", 1, 1, 1},
		{"FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", 1, 1, 1},
		{"FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", 1, 1, 1},
		{"FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=23;BYMINUTE=59", 1, 1, 2},
		{"FREQ=HOURLY;INTERVAL=24;BYHOUR=5;COUNT=3", 1, 1, 1},              // rrule-go never comes back
		{"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=5;COUNT=3", 1, 1, 1},          // nor here
		{"FREQ=MINUTELY;BYSETPOS=300;BYMINUTE=0,30;COUNT=3", 1, 1, 1},      // or after minutes
		{"FREQ=SECONDLY;INTERVAL=60;BYSECOND=5;COUNT=3", 1, 1, 1},          // nor here
		{"FREQ=YEARLY;BYMONTHDAY=1;BYWEEKNO=53;BYDAY=MO;COUNT=3", 1, 1, 1}, // a Monday is of week 1 then
		{"FREQ=MONTHLY;BYDAY=-10MO;COUNT=3", 1, 1, 0},                      // where it panics
		{"FREQ=YEARLY;BYDAY=-53MO;COUNT=3", 1, 3, 1},
		{"FREQ=DAILY;BYSECOND=60;COUNT=3", 1, 1, 1},
		{"FREQ=YEARLY;BYMONTHDAY=1;BYHOUR=" + many(24, "%d") + ";BYMINUTE=" + many(60, "%d"), 1, 1, 1},
		{"FREQ=DAILY;INTERVAL=9999;COUNT=999999", 1, 0, -1},
	} {
		e := &agenda.Event{Zone: "Europe/Berlin"}
		for i := range tt.sessions {
			e.Sessions = append(e.Sessions, agenda.Session{ID: fmt.Sprint(i), Repeat: tt.rule,
				Start: at(t, "Europe/Berlin", "2014-06-03 19:00")})
		}
		got, findings := recur.Expand(e)
		if n := len(got.Sessions); tt.found >= 0 && (n != tt.want || len(findings) != tt.found) {
			t.Errorf("%s: %d sessions, want %d; %d findings, want %d: %.300v", tt.rule, n, tt.want,
				len(findings), tt.found, findings)
		}
	}
}

// BenchmarkCheck checks an event of more occurrences than are expanded.
func BenchmarkCheck(b *testing.B) {
	e := &agenda.Event{Zone: "Europe/Berlin",
		Days: []agenda.Day{{Date: agenda.Date{Year: 2014, Month: 6, Day: 3}}}}
	for i := range 5000 {
		e.Sessions = append(e.Sessions, agenda.Session{Repeat: "FREQ=DAILY;COUNT=1001",
			Rooms: []string{"Hall"},
			Start: at(b, "Europe/Berlin", "2014-06-03 19:00").AddDate(0, 0, i*1000)})
	}
	for b.Loop() {
		recur.Check(e)
	}
}

// Any rule that can be parsed ends, in order, within the bounds.
func FuzzExpand(f *testing.F) {
	for _, tt := range expandTests {
		f.Add(tt.rule, at(f, tt.zone, tt.start).Unix(), len(tt.start) == len(time.DateOnly))
	}
	f.Fuzz(func(t *testing.T, rule string, unix int64, allDay bool) {
		e := &agenda.Event{Zone: "Europe/Berlin", Sessions: []agenda.Session{
			{ID: "a", Repeat: rule, Start: time.Unix(unix%(1<<37), 0), AllDay: allDay}}}
		got, _ := recur.Expand(e)
		if len(got.Sessions) > recur.MaxOccurrences {
			t.Errorf("%d occurrences", len(got.Sessions))
		}
		for i := 1; i < len(got.Sessions); i++ {
			if !got.Sessions[i].Start.After(got.Sessions[i-1].Start) {
				t.Errorf("%s is not after %s", got.Sessions[i].Start, got.Sessions[i-1].Start)
			}
		}
	})
}
