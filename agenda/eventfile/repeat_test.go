package eventfile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
)

// repeatTests are words for a session on Tuesday 3 June 2014 in Berlin, with the rule that they are read as
// and, where they are others, the words in which that is written.
var repeatTests = []struct{ words, rule, written string }{
	{"daily", "FREQ=DAILY", ""},
	{"Every day", "FREQ=DAILY", "daily"},
	{"daily until 2014-06-05", "FREQ=DAILY;UNTIL=20140605T215959Z", ""},
	{"weekly until 2014-11-11", "FREQ=WEEKLY;UNTIL=20141111T225959Z", ""}, // the clocks are put back by then
	{"weekly, 4 times", "FREQ=WEEKLY;COUNT=4", ""},
	{"weekly 4 times", "FREQ=WEEKLY;COUNT=4", "weekly, 4 times"},
	{"weekly for 4 times", "FREQ=WEEKLY;COUNT=4", "weekly, 4 times"},
	{"weekly, 1 time", "FREQ=WEEKLY;COUNT=1", ""},
	{"every weekday until 2014-06-30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20140630T215959Z", ""},
	{"every Tuesday", "FREQ=WEEKLY;BYDAY=TU", ""},
	{"weekly on Tuesday", "FREQ=WEEKLY;BYDAY=TU", "every Tuesday"},
	{"every thursday and tuesday, 8 times", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8",
		"every Tuesday and Thursday, 8 times"},
	{"every Monday, Tuesday, and Sunday", "FREQ=WEEKLY;BYDAY=MO,TU,SU", "every Monday, Tuesday and Sunday"},
	{"every 2 weeks, 6 times", "FREQ=WEEKLY;INTERVAL=2;COUNT=6", ""},
	{"every other week", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"},
	{"every 2 weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", ""},
	{"every 1 weeks", "FREQ=WEEKLY", "weekly"},
	{"monthly, 3 times", "FREQ=MONTHLY;COUNT=3", ""},
	{"every 3 months", "FREQ=MONTHLY;INTERVAL=3", ""},
	{"monthly on the first Tuesday, 12 times", "FREQ=MONTHLY;BYDAY=1TU;COUNT=12", ""},
	{"every first Tuesday of the month", "FREQ=MONTHLY;BYDAY=1TU", "monthly on the first Tuesday"},
	{"yearly", "FREQ=YEARLY", ""},
	{"FREQ=WEEKLY;BYDAY=TU;COUNT=4", "FREQ=WEEKLY;BYDAY=TU;COUNT=4", "every Tuesday, 4 times"},
	{"rrule:freq=weekly;byday=we", "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE"}, // not on that Tuesday
	{"FREQ=WEEKLY;COUNT=4;BYDAY=TU", "FREQ=WEEKLY;COUNT=4;BYDAY=TU", "FREQ=WEEKLY;COUNT=4;BYDAY=TU"},
	{"FREQ=HOURLY;COUNT=3", "FREQ=HOURLY;COUNT=3", "FREQ=HOURLY;COUNT=3"},
	{"FREQ=DAILY;UNTIL=20140605T180000Z", "FREQ=DAILY;UNTIL=20140605T180000Z",
		"FREQ=DAILY;UNTIL=20140605T180000Z"}, // a moment that no day says
}

func TestReadRepeat(t *testing.T) {
	for _, tt := range repeatTests {
		e := read(t, in("Europe/Berlin", "2014-06-03",
			"    - at: 19:00-20:00\n      title: x\n      repeat: "+tt.words+"\n"))
		if got := e.Sessions[0].Repeat; got != tt.rule {
			t.Errorf("%q is read as %q, want %q", tt.words, got, tt.rule)
		}
		want := tt.written
		if want == "" {
			want = tt.words
		}
		if text := write(t, e); !strings.Contains(text, "repeat: "+want+"\n") {
			t.Errorf("%q is written as\n%s", tt.words, text)
		}
	}
}

// A session of days has UNTIL as a day, and one that belongs to the night before ends with that night.
func TestReadRepeatUntil(t *testing.T) {
	for _, tt := range []struct{ entry, want string }{
		{"{at: all day, repeat: daily until 2014-06-05, except: 2014-06-04}",
			"FREQ=DAILY;UNTIL=20140605 without 2014-06-04T00:00:00+02:00"},
		{"{at: 01:00, repeat: daily until 2014-06-05, except: 2014-06-04}",
			"FREQ=DAILY;UNTIL=20140606T215959Z without 2014-06-05T01:00:00+02:00"},
		{"{at: 23:00, repeat: daily until 2014-06-05, except: [2014-06-04, '2014-06-05T21:00:00Z']}",
			"FREQ=DAILY;UNTIL=20140605T215959Z without 2014-06-04T23:00:00+02:00 2014-06-05T23:00:00+02:00"},
	} {
		src := "name: x\nzone: Europe/Berlin\ndays:\n  2014-06-03:\n    ends: 3\n    sessions:\n    - " +
			tt.entry + "\n"
		s := read(t, src).Sessions[0]
		got := s.Repeat + " without"
		for _, x := range s.Except {
			got += " " + x.Format(time.RFC3339)
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.entry, got, tt.want)
		}
		keeps(t, src)
	}
}

// The days of an all-day session are those of the zone, whatever its clocks do at midnight.
func TestReadAllDay(t *testing.T) {
	for _, tt := range []struct{ zone, date, entry, want string }{
		{"America/Los_Angeles", "2014-06-03", "{at: all day}", "2014-06-03T00:00:00-07:00"},
		{"America/Los_Angeles", "2014-06-03", "{at: All-Day, end: 2014-06-03}",
			"2014-06-03T00:00:00-07:00 2014-06-04T00:00:00-07:00"},
		{"Europe/Berlin", "2014-10-25", "{at: all day, end: 2014-10-27}",
			"2014-10-25T00:00:00+02:00 2014-10-28T00:00:00+01:00"},
		{"Asia/Beirut", "2014-03-30", "{at: all day}", "2014-03-30T01:00:00+03:00"},    // there is no 00:00
		{"America/Havana", "2014-11-02", "{at: all day}", "2014-11-02T00:00:00-04:00"}, // there are two
	} {
		src := in(tt.zone, tt.date, "    - "+tt.entry+"\n")
		s := read(t, src).Sessions[0]
		got := s.Start.Format(time.RFC3339)
		if !s.End.IsZero() {
			got += " " + s.End.Format(time.RFC3339)
		}
		if got != tt.want || !s.AllDay {
			t.Errorf("%s %s: got %s, want %s", tt.zone, tt.entry, got, tt.want)
		}
		keeps(t, src)
	}
	keeps(t, "name: x\nzone: UTC\ndays:\n  2014-06-02: {ends: 3}\n  2014-06-03:\n    - {at: all day}\n")
}

// What the file cannot say is not written as something else.
func TestWriteRefusesDays(t *testing.T) {
	midnight := time.Date(2014, 6, 3, 0, 0, 0, 0, time.UTC)
	for name, s := range map[string]agenda.Session{
		"hours":       {AllDay: true, Start: midnight.Add(time.Hour)},
		"end in day":  {AllDay: true, Start: midnight, End: midnight.Add(time.Hour)},
		"no day":      {AllDay: true, Start: midnight, End: midnight},
		"no start":    {AllDay: true},
		"no rule":     {Start: midnight, Repeat: "weekly"},
		"other until": {Start: midnight, Repeat: "FREQ=DAILY;UNTIL=20140605"},
		"year 10000":  {Start: midnight, Except: []time.Time{midnight.AddDate(9000, 0, 0)}},
	} {
		var b strings.Builder
		e := agenda.Event{Sessions: []agenda.Session{s}}
		if _, err := eventfile.Write(&b, &e, eventfile.Options{}); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, written\n%s", name, err, b.String())
		}
	}
	var b strings.Builder
	e := agenda.Event{Sessions: []agenda.Session{{Start: midnight, Repeat: "freq=daily;count=2"}}}
	if _, err := eventfile.Write(&b, &e, eventfile.Options{}); err != nil ||
		!strings.Contains(b.String(), "repeat: daily, 2 times\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func ExampleRead_repeat() {
	e, _, err := eventfile.Read(strings.NewReader(`
name: Running group
id: running.example.org
zone: Europe/Berlin
days:
  2014-06-03:
    - at: 07:00-08:00
      title: Along the river
      id: river
      repeat: every Tuesday and Thursday until 2014-07-31
      except: 2014-06-19
`), eventfile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := e.Sessions[0]
	fmt.Println(s.Repeat)
	fmt.Println("not on", s.Except[0])
	// Output:
	// FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20140731T215959Z
	// not on 2014-06-19 07:00:00 +0200 CEST
}
