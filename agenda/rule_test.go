package agenda

import (
	"strings"
	"testing"
	"time"
)

// ruleTests are rules, and a word of what is wrong with them.
var ruleTests = []struct{ rule, wrong string }{
	{"FREQ=WEEKLY;COUNT=4", ""},
	{"freq=weekly;byday=tu,th", ""},
	{"FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU,-1MO,+2TU;BYHOUR=8,9;BYMINUTE=30;WKST=SU", ""},
	{"FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261231", ""},
	{"FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO;BYSETPOS=-1", ""},
	{"", "begin"},
	{"WEEKLY", "begin"},
	{"COUNT=4;FREQ=WEEKLY", "begin"},
	{"FREQ=", "FREQ"},
	{"FREQ=WEEKLY;", "part"},
	{"FREQ=WEEKLY;COUNT", "COUNT"},
	{"FREQ=WEEKLY;COUNT=4=4", "COUNT"},
	{"FREQ=WEEKLY;COUNT=0", "COUNT"},
	{"FREQ=WEEKLY;COUNT=-4", "COUNT"},
	{"FREQ=WEEKLY;COUNT=+4", "COUNT"},
	{"FREQ=WEEKLY;COUNT=1000000", "COUNT"},
	{"FREQ=WEEKLY;INTERVAL=0", "INTERVAL"},
	{"FREQ=WEEKLY;COUNT=4;COUNT=4", "twice"},
	{"FREQ=WEEKLY;COUNT=4;UNTIL=20261231", "UNTIL"},
	{"FREQ=WEEKLY;UNTIL=20260231", "UNTIL"},
	{"FREQ=WEEKLY;UNTIL=20261231T000000", "UNTIL"},
	{"FREQ=WEEKLY;EVERY=2", "part"},
	{"FREQ=WEEKLY;X-RULE=2", "part"},
	{"FREQ=WEEKLY; BYDAY=TU", "part"},
	{"FREQ=WEEKLY;BYDAY=TUE", "BYDAY"},
	{"FREQ=WEEKLY;BYDAY=1TU", "number"},
	{"FREQ=MONTHLY;BYDAY=0TU", "BYDAY"},
	{"FREQ=MONTHLY;BYDAY=-6TU", "6 times"},
	{"FREQ=YEARLY;BYMONTH=1;BYDAY=9TU", "9 times"},
	{"FREQ=YEARLY;BYDAY=54TU", "BYDAY"},
	{"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1TU", "number"},
	{"FREQ=YEARLY;BYMONTH=13", "BYMONTH"},
	{"FREQ=YEARLY;BYMONTH=-1", "BYMONTH"},
	{"FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"},
	{"FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY"},
	{"FREQ=MONTHLY;BYMONTHDAY=--1", "BYMONTHDAY"},
	{"FREQ=WEEKLY;BYMONTHDAY=1", "WEEKLY"},
	{"FREQ=MONTHLY;BYYEARDAY=1", "MONTHLY"},
	{"FREQ=MONTHLY;BYWEEKNO=1", "YEARLY"},
	{"FREQ=DAILY;BYHOUR=24", "BYHOUR"},
	{"FREQ=DAILY;BYSECOND=61", "BYSECOND"},
	{"FREQ=DAILY;BYSETPOS=1", "BYSETPOS"},
	{"FREQ=DAILY;COUNT=4\nX:y", "COUNT"},
	{"FREQ=DAILY;BYHOUR=" + strings.Repeat("1,", 250) + "1", "longer"},
}

func TestParseRule(t *testing.T) {
	for _, tt := range ruleTests {
		r, err := parseRule(tt.rule)
		switch {
		case tt.wrong == "" && err != nil:
			t.Errorf("%s: %v", tt.rule, err)
		case tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)):
			t.Errorf("%s: %v, %v, want %s", tt.rule, r, err, tt.wrong)
		}
	}
}

// UNTIL has the form that the start has, and a day has no hours.
func TestSessionRule(t *testing.T) {
	for _, tt := range []struct {
		rule   string
		allDay bool
		ok     bool
	}{
		{"", false, true},
		{"FREQ=DAILY;UNTIL=20261231T120000Z", false, true},
		{"FREQ=DAILY;UNTIL=20261231", false, false},
		{"FREQ=DAILY;UNTIL=20261231", true, true},
		{"FREQ=DAILY;UNTIL=20261231T120000Z", true, false},
		{"FREQ=DAILY;BYHOUR=9,12", false, true},
		{"FREQ=DAILY;BYHOUR=9,12", true, false},
		{"FREQ=HOURLY", true, false},
	} {
		if _, err := (Session{Repeat: tt.rule, AllDay: tt.allDay}).Rule(); (err == nil) != tt.ok {
			t.Errorf("%s, all day %v: %v", tt.rule, tt.allDay, err)
		}
	}
	r, _ := parseRule("FREQ=DAILY;UNTIL=20261025")
	if got := r.Until(zone(t, "Europe/Berlin")).Format(time.RFC3339); got != "2026-10-25T23:59:59+01:00" {
		t.Errorf("until %s", got)
	}
}

// What is parsed is within the bounds, and reads the same when it is put together again.
func FuzzParseRule(f *testing.F) {
	for _, tt := range ruleTests {
		f.Add(tt.rule)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := parseRule(text)
		if err != nil {
			return
		}
		again := "FREQ=" + r["FREQ"]
		for name, value := range r {
			if strings.ContainsAny(name+value, ";=\r\n\" ") {
				t.Errorf("%q has the part %q", text, name+"="+value)
			}
			if name != "FREQ" {
				again += ";" + name + "=" + value
			}
		}
		if other, err := parseRule(again); err != nil || len(other) != len(r) {
			t.Errorf("%q: %q, %v", text, again, err)
		}
	})
}
