package zone

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// Every zone that Encode writes is read back as it is: at each change, and an hour before and after.
func TestReadTimezone(t *testing.T) {
	for _, loc := range everyZone(t) {
		lines, _ := zoneText(t, loc, 2024, 2028)
		d, err := wire.Parse(strings.NewReader(strings.Join(lines, "\r\n")), "")
		if err != nil {
			t.Fatal(err)
		}
		l, err := ReadTimezone(d.Calendars[0].Components[0], 2028)
		if err != nil {
			t.Fatalf("%s: %v", loc, err)
		}
		from, to := time.Date(2024, 1, 1, 0, 0, 0, 0, loc), time.Date(2029, 1, 1, 0, 0, 0, 0, loc)
		for _, c := range append(Changes(loc, from, to), Change{At: from.Unix()}, Change{At: to.Unix() - 1}) {
			for _, at := range []int64{c.At - 3600, c.At - 1, c.At, c.At + 3600} {
				if at < from.Unix() || at >= to.Unix() {
					continue
				}
				got, known := l.Offset(at)
				if want, _ := OffsetsOf(loc)(at); !known || got != want {
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
		d, err := wire.Parse(strings.NewReader(text), "")
		if err != nil {
			t.Fatal(err)
		}
		l, err := ReadTimezone(d.Calendars[0].Components[0], 2199)
		if err == nil || len(l.Transitions) > 1 {
			t.Errorf("%s: %d transitions, %v", rule, len(l.Transitions), err)
		}
	}
	var many strings.Builder
	many.WriteString("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" +
		"TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n")
	for i := range maxTransitions + 1 {
		fmt.Fprintf(&many, "RDATE:%d0101T000000\n", 1900+i%200)
	}
	d, err := wire.Parse(strings.NewReader(many.String()), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadTimezone(d.Calendars[0].Components[0], 2199); err == nil {
		t.Error("no bound")
	}
}

// The first of two readings, and the offset before a gap.
func TestMomentOf(t *testing.T) {
	berlin, apia := OffsetsOf(location(t, "Europe/Berlin")), OffsetsOf(location(t, "Pacific/Apia"))
	for _, test := range []struct {
		offset     OffsetFunc
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
		wall, _ := wire.ParseDateTime(test.wall)
		got, known := MomentOf(test.offset, wall.Wall)
		if !known || got.Format(wire.UTCForm) != test.want {
			t.Errorf("%s: %s, want %s", test.wall, got.Format(wire.UTCForm), test.want)
		}
	}
}
