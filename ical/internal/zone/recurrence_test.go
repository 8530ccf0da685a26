package zone

import (
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// What other programs write of UNTIL and in which order means what it says, in the zone of the session.
func TestTidyRule(t *testing.T) {
	loc := location(t, "Europe/Berlin")
	for _, test := range []struct {
		rule   string
		allDay bool
		want   string
	}{
		{"freq=DAILY;COUNT=2;", false, "FREQ=DAILY;COUNT=2"},
		{"COUNT=2;FREQ=DAILY", false, "FREQ=DAILY;COUNT=2"},
		{"FREQ=DAILY;UNTIL=20260401T100000Z", false, "FREQ=DAILY;UNTIL=20260401T100000Z"},
		{"FREQ=DAILY;UNTIL=20260401T100000", false, "FREQ=DAILY;UNTIL=20260401T080000Z"},
		{"UNTIL=20260401;FREQ=DAILY", false, "FREQ=DAILY;UNTIL=20260401T215959Z"},
		{"FREQ=DAILY;UNTIL=20260331T220000Z", true, "FREQ=DAILY;UNTIL=20260401"},
		{"FREQ=DAILY;UNTIL=20260401T100000", true, "FREQ=DAILY;UNTIL=20260401"},
		{"FREQ=DAILY;UNTIL=soon", true, "FREQ=DAILY;UNTIL=SOON"},
	} {
		if got := TidyRule(test.rule, test.allDay, loc); got != test.want {
			t.Errorf("%s: %s, want %s", test.rule, got, test.want)
		}
	}
}

// A zone is described until a rule has ended, or for ten years.
func TestLastYear(t *testing.T) {
	start := time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)
	for rule, want := range map[string]int{
		"": 2026, "FREQ=DAILY;UNTIL=20281231T000000Z": 2029, "FREQ=YEARLY;COUNT=3;INTERVAL=2": 2033,
		"FREQ=WEEKLY": 2036, "FREQ=YEARLY;COUNT=9999": LastYear, "never": 2026,
	} {
		s := agenda.Session{Start: start, Repeat: rule}
		if got := LastYearOf(&s, time.UTC); got != want {
			t.Errorf("%s: %d, want %d", rule, got, want)
		}
	}
}
