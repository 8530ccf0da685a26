package ical

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Every zone that Encode writes is read back as it is: at each change, and an hour before and after.
func TestReadTimezone(t *testing.T) {
	for _, loc := range everyZone(t) {
		lines, _ := zoneText(t, loc, 2024, 2028)
		d, err := parse(strings.NewReader(strings.Join(lines, "\r\n")), "")
		if err != nil {
			t.Fatal(err)
		}
		l, err := readTimezone(d.calendars[0].components[0], 2028)
		if err != nil {
			t.Fatalf("%s: %v", loc, err)
		}
		from, to := time.Date(2024, 1, 1, 0, 0, 0, 0, loc), time.Date(2029, 1, 1, 0, 0, 0, 0, loc)
		for _, c := range append(changes(loc, from, to), change{at: from.Unix()}, change{at: to.Unix() - 1}) {
			for _, at := range []int64{c.at - 3600, c.at - 1, c.at, c.at + 3600} {
				if at < from.Unix() || at >= to.Unix() {
					continue
				}
				got, known := l.offset(at)
				if want, _ := (located{loc}).offset(at); !known || got != want {
					t.Fatalf("%s: %d at %s, want %d", loc, got, time.Unix(at, 0).UTC(), want)
				}
			}
		}
	}
}

// A description that would change the clocks more often than any zone does is refused, not followed.
func TestReadTimezoneIsBounded(t *testing.T) {
	for _, rule := range []string{
		"FREQ=YEARLY;BYDAY=SU", "FREQ=YEARLY;BYMONTH=1,2,3;BYDAY=1SU", "FREQ=YEARLY;BYMONTHDAY=1,2,3",
		"FREQ=DAILY", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5,6,7,8;BYDAY=SU",
	} {
		text := "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" +
			"TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:" + rule + "\nEND:STANDARD\n"
		d, err := parse(strings.NewReader(text), "")
		if err != nil {
			t.Fatal(err)
		}
		l, err := readTimezone(d.calendars[0].components[0], 2199)
		if err == nil || len(l.turns) > 1 {
			t.Errorf("%s: %d turns, %v", rule, len(l.turns), err)
		}
	}
	var many strings.Builder
	many.WriteString("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" +
		"TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n")
	for i := range maxTurns + 1 {
		fmt.Fprintf(&many, "RDATE:%d0101T000000\n", 1900+i%200)
	}
	d, err := parse(strings.NewReader(many.String()), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readTimezone(d.calendars[0].components[0], 2199); err == nil {
		t.Error("no bound")
	}
}

// The first of two readings, and the offset before a gap.
func TestMomentOf(t *testing.T) {
	berlin, apia := located{location(t, "Europe/Berlin")}, located{location(t, "Pacific/Apia")}
	for _, test := range []struct {
		dial       dial
		wall, want string
	}{
		{berlin, "20260601T120000", "20260601T100000Z"},
		{berlin, "20261025T023000", "20261025T003000Z"}, // twice: the first
		{berlin, "20261025T030000", "20261025T020000Z"},
		{berlin, "20260329T023000", "20260329T013000Z"}, // never: as if it were still winter
		{berlin, "20260329T030000", "20260329T010000Z"},
		{apia, "20111229T235959", "20111230T095959Z"},
		{apia, "20111231T000000", "20111230T100000Z"}, // the day before does not exist
	} {
		wall, _ := parseDateTime(test.wall)
		got, known := momentOf(test.dial, wall.wall)
		if !known || got.Format(utcForm) != test.want {
			t.Errorf("%s: %s, want %s", test.wall, got.Format(utcForm), test.want)
		}
	}
}
