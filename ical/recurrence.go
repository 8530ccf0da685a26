package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A recurrence is an RRULE (RFC 5545 §3.3.10), taken apart far enough to be checked and to know how long it
// lasts.
type recurrence struct {
	parts    []string // as they are written
	freq     string
	interval int
	count    int
	until    calendarTime
	bounded  bool // there is an until
	at       int  // which of the parts that is
}

// recurParts are the parts of a rule and what they may say.
var recurParts = map[string]func(string) bool{
	"FREQ":       func(s string) bool { _, ok := recurDays[s]; return ok },
	"UNTIL":      func(s string) bool { _, ok := parseDateTime(s); return ok },
	"COUNT":      whole(1, 1_000_000),
	"INTERVAL":   whole(1, 1_000_000),
	"BYSECOND":   eachOf(whole(0, 60)),
	"BYMINUTE":   eachOf(whole(0, 59)),
	"BYHOUR":     eachOf(whole(0, 23)),
	"BYDAY":      eachOf(weekdayNumber),
	"BYMONTHDAY": eachOf(signed(31)),
	"BYYEARDAY":  eachOf(signed(366)),
	"BYWEEKNO":   eachOf(signed(53)),
	"BYMONTH":    eachOf(whole(1, 12)),
	"BYSETPOS":   eachOf(signed(366)),
	"WKST":       func(s string) bool { return slices.Contains(weekdays, s) },
}

// recurDays is how many days each frequency takes at the most.
var recurDays = map[string]float64{
	"SECONDLY": 1. / 86400, "MINUTELY": 1. / 1440, "HOURLY": 1. / 24,
	"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366,
}

func whole(least, most int) func(string) bool {
	return func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && least <= n && n <= most && s[0] != '+'
	}
}

func signed(most int) func(string) bool {
	return func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && n != 0 && -most <= n && n <= most
	}
}

func weekdayNumber(s string) bool {
	n := len(s) - 2
	return n >= 0 && slices.Contains(weekdays, s[n:]) && (n == 0 || signed(53)(s[:n]))
}

func eachOf(valid func(string) bool) func(string) bool {
	return func(s string) bool {
		for part := range strings.SplitSeq(s, ",") {
			if !valid(part) {
				return false
			}
		}
		return true
	}
}

// parseRecurrence reads a rule; the error says what in it is wrong.
func parseRecurrence(s string) (recurrence, error) {
	r := recurrence{interval: 1}
	if len(s) > 1000 {
		return r, fmt.Errorf("it has more than 1000 octets")
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(strings.ToUpper(s), ";") {
		key, value, _ := strings.Cut(part, "=")
		valid, known := recurParts[key]
		switch {
		case !known:
			return r, fmt.Errorf("%q is no part of one", clipped(part))
		case seen[key]:
			return r, fmt.Errorf("it says %s twice", key)
		case !valid(value):
			return r, fmt.Errorf("%q says nothing", clipped(part))
		}
		seen[key] = true
		switch key {
		case "FREQ":
			r.freq = value
		case "INTERVAL":
			r.interval, _ = strconv.Atoi(value)
		case "COUNT":
			r.count, _ = strconv.Atoi(value)
		case "UNTIL":
			r.until, _ = parseDateTime(value)
			r.bounded, r.at = true, len(r.parts)
		}
		r.parts = append(r.parts, part)
	}
	switch {
	case r.freq == "":
		return r, fmt.Errorf("it has no FREQ")
	case r.count > 0 && r.bounded:
		return r, fmt.Errorf("it has both COUNT and UNTIL")
	}
	return r, nil
}

// in writes the rule for a start in a zone: UNTIL in UTC, or for a session of whole days as a date (RFC 5545
// §3.3.10). A date is the whole of that day.
func (r recurrence) in(loc *time.Location, allDay bool) string {
	if r.bounded {
		r.parts = slices.Clone(r.parts)
		r.parts[r.at] = "UNTIL=" + r.end(loc).Format(utcForm)
		if allDay {
			day := r.until.wall
			if r.until.utc {
				day = day.In(loc)
			}
			r.parts[r.at] = "UNTIL=" + day.Format("20060102")
		}
	}
	return strings.Join(r.parts, ";")
}

// end is the moment of UNTIL.
func (r recurrence) end(loc *time.Location) time.Time {
	wall := r.until.wall
	switch {
	case r.until.utc:
		return wall
	case r.until.date:
		wall = wall.Add(24*time.Hour - time.Second)
	}
	t, _ := momentOf(located{loc}, wall)
	return t
}

// lastYear is one in which the rule has certainly ended, or where it never does, ten years on.
func (r recurrence) lastYear(start time.Time, loc *time.Location) int {
	switch {
	case r.bounded:
		return clampYear(r.end(loc).Year() + 1)
	case r.count > 0:
		return clampYear(start.Year() + 1 + int(float64(r.count)*float64(r.interval)*recurDays[r.freq]/365))
	}
	return clampYear(start.Year() + 10)
}
