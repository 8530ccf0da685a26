package ical

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A dial tells the offset of a zone, in seconds east of UTC, at a Unix time. It does not always know.
type dial interface {
	offset(at int64) (seconds int, known bool)
}

// A located dial is a zone of the IANA database.
type located struct{ *time.Location }

func (l located) offset(at int64) (int, bool) {
	_, seconds := time.Unix(at, 0).In(l.Location).Zone()
	return seconds, true
}

// momentOf is when a dial shows a reading of the clock: the first time where it shows it twice, and with the
// offset before the clocks were put forward where it never does (RFC 5545 §3.3.5).
func momentOf(d dial, wall time.Time) (time.Time, bool) {
	// No zone is further than 15 hours from UTC, nor changes its clocks twice within two days.
	const around = 86400
	shown := wall.Unix()
	before, known := d.offset(shown - around)
	after, knownAfter := d.offset(shown + around)
	if !known {
		before, known = after, knownAfter
	}
	if !known {
		return time.Time{}, false
	}
	first := shown - int64(max(before, after))
	for _, at := range []int64{first, shown - int64(min(before, after))} {
		if offset, known := d.offset(at); known && at+int64(offset) == shown {
			return time.Unix(at, 0).UTC(), true
		}
	}
	return time.Unix(shown-int64(before), 0).UTC(), true
}

// A timeline is a zone as a VTIMEZONE describes it.
type timeline struct {
	turns []turn
	early int // the offset before the first turn
}

// A turn is a moment from which on an offset holds.
type turn struct {
	at     int64 // Unix time
	offset int
}

func (l timeline) offset(at int64) (int, bool) {
	i, found := slices.BinarySearchFunc(l.turns, at, func(t turn, at int64) int {
		return cmp.Compare(t.at, at)
	})
	switch {
	case found:
		return l.turns[i].offset, true
	case i > 0:
		return l.turns[i-1].offset, true
	}
	return l.early, len(l.turns) > 0
}

// What is read of one VTIMEZONE is bounded; real ones that list every change have some hundreds, and two
// rules from 1800 to the last year have 800.
const (
	maxObservances = 2000
	maxTurns       = 4000
)

// readTimezone evaluates a VTIMEZONE up to the end of a year. The error says, without a place, what in it
// cannot be understood; what can is in the timeline all the same.
func readTimezone(c *component, last int) (timeline, error) {
	var l timeline
	var wrong error
	begins := int64(0)
	if len(c.components) > maxObservances {
		return l, fmt.Errorf("it has more than %d observances", maxObservances)
	}
	for _, o := range c.components {
		if o.name != "STANDARD" && o.name != "DAYLIGHT" {
			continue
		}
		from, errFrom := parseOffset(o.value("TZOFFSETFROM"))
		to, errTo := parseOffset(o.value("TZOFFSETTO"))
		if err := cmp.Or(errFrom, errTo); err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("its %s at line %d: %w", o.name, o.line, err))
			continue
		}
		onsets, err := onsetsOf(o, from, clampYear(last))
		if err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("its %s at line %d: %w", o.name, o.line, err))
		}
		for _, wall := range onsets {
			at := wall.Unix() - int64(from)
			if len(l.turns) == 0 || at < begins {
				begins, l.early = at, from
			}
			l.turns = append(l.turns, turn{at, to})
		}
		if len(l.turns) > maxTurns {
			return timeline{}, fmt.Errorf("it changes the clocks more than %d times", maxTurns)
		}
	}
	slices.SortStableFunc(l.turns, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	if len(l.turns) == 0 && wrong == nil {
		wrong = errors.New("it has no STANDARD and no DAYLIGHT")
	}
	return l, wrong
}

// parseOffset reads "+0200" and "-004430", in seconds.
func parseOffset(s string) (int, error) {
	digits := strings.TrimLeft(s, "+-")
	n, err := strconv.Atoi(digits)
	if err != nil || len(s) != len(digits)+1 || len(digits) != 4 && len(digits) != 6 {
		return 0, fmt.Errorf("%q is no offset from UTC", clipped(s))
	}
	if len(digits) == 4 {
		n *= 100
	}
	seconds := n/10000*3600 + n/100%100*60 + n%100
	if seconds >= 86400 {
		return 0, fmt.Errorf("%q is no offset from UTC", s)
	}
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, nil
}

// onsetsOf are the readings of the clock at which an observance starts, before each change.
func onsetsOf(o *component, from, last int) ([]time.Time, error) {
	start, ok := parseDateTime(o.value("DTSTART"))
	if !ok || start.date || start.utc {
		return nil, fmt.Errorf("DTSTART:%s is no local time", clipped(o.value("DTSTART")))
	}
	var onsets []time.Time
	var wrong error
	ruled := false
	for i := range o.properties {
		p := &o.properties[i]
		switch p.name {
		case "RDATE":
			for _, value := range strings.Split(p.value, ",") {
				value, _, _ = strings.Cut(value, "/") // a period starts when it starts
				at, ok := parseDateTime(value)
				if !ok {
					wrong = fmt.Errorf("RDATE:%s is no time", clipped(value))
					continue
				}
				if at.utc {
					at.wall = at.wall.Add(time.Duration(from) * time.Second)
				}
				onsets = append(onsets, at.wall)
			}
		case "RRULE":
			r, err := parseAnnual(p.value, from)
			if err != nil {
				wrong = err
				continue
			}
			ruled = true
			onsets = append(onsets, r.onsets(start.wall, last)...)
		}
	}
	if !ruled || len(onsets) == 0 {
		onsets = append(onsets, start.wall)
	}
	return onsets, wrong
}

// An annual rule is what an RRULE in a VTIMEZONE says: a month, and in it either a day, or a weekday counted
// from the start or the end, or the first that is among some days.
type annual struct {
	months    []int
	monthDays []int
	weekday   time.Weekday
	byWeekday bool
	nth       int // of the weekday in its month; negative from the end; 0: the first that is among monthDays
	until     time.Time
	count     int // 0: for ever
}

// parseAnnual reads an RRULE that changes the clocks once a year; from is the offset before the change.
func parseAnnual(s string, from int) (annual, error) {
	var r annual
	wrong := func(part string) (annual, error) {
		return r, fmt.Errorf("RRULE:%s: %s is not understood in a time zone", clipped(s), clipped(part))
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.ToUpper(s), ";"), ";") {
		key, value, _ := strings.Cut(part, "=")
		ok := true
		switch key {
		case "FREQ":
			ok = value == "YEARLY"
		case "INTERVAL":
			ok = value == "1"
		case "WKST":
		case "COUNT":
			var err error
			r.count, err = strconv.Atoi(value)
			ok = err == nil && r.count > 0
		case "UNTIL":
			var until calendarTime
			until, ok = parseDateTime(value)
			r.until = until.wall
			if until.utc {
				r.until = r.until.Add(time.Duration(from) * time.Second)
			} else if until.date {
				r.until = r.until.Add(24*time.Hour - time.Second)
			}
		case "BYMONTH":
			r.months, ok = numbers(value, 1, 12)
			ok = ok && len(r.months) == 1
		case "BYMONTHDAY":
			r.monthDays, ok = numbers(value, 1, 31)
		case "BYDAY":
			n := len(value) - 2
			ok = n >= 0
			if ok {
				day := slices.Index(weekdays, value[n:])
				r.weekday, r.byWeekday, ok = time.Weekday(day), true, day >= 0
			}
			if ok && n > 0 {
				var err error
				r.nth, err = strconv.Atoi(value[:n])
				ok = err == nil && r.nth != 0 && -5 <= r.nth && r.nth <= 5
			}
		default:
			ok = false
		}
		if !ok {
			return wrong(part)
		}
	}
	// A weekday is counted, or among seven days.
	often := len(r.monthDays) > 1
	if r.byWeekday {
		often = r.nth == 0 && (len(r.monthDays) == 0 || len(r.monthDays) > 7)
	}
	if often {
		return annual{}, fmt.Errorf("RRULE:%s changes the clocks too often for a time zone", clipped(s))
	}
	return r, nil
}

// weekdays are as RFC 5545 §3.3.10 has them, in the order of time.Weekday.
var weekdays = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

func numbers(s string, least, most int) ([]int, bool) {
	var list []int
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < least || n > most || len(list) == most {
			return nil, false
		}
		list = append(list, n)
	}
	slices.Sort(list)
	return list, true
}

// onsets are those of the rule from its start to the end of a year.
func (r annual) onsets(start time.Time, last int) []time.Time {
	months := r.months
	if months == nil {
		months = []int{int(start.Month())}
	}
	clock := time.Duration(start.Hour()*3600+start.Minute()*60+start.Second()) * time.Second
	var list []time.Time
	for y := max(start.Year(), firstYear-100); y <= last; y++ {
		for _, m := range months {
			for _, day := range r.days(y, time.Month(m), start.Day()) {
				at := time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Add(clock)
				switch {
				case at.Before(start):
				case !r.until.IsZero() && at.After(r.until), r.count > 0 && len(list) == r.count:
					return list
				default:
					list = append(list, at)
				}
			}
		}
	}
	return list
}

// days is the one of a month that the rule names, or none.
func (r annual) days(year int, month time.Month, start int) []int {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	var days []int
	for day := 1; day <= length; day++ {
		switch {
		case r.byWeekday && (first.Weekday()+time.Weekday(day-1))%7 != r.weekday,
			r.monthDays != nil && !slices.Contains(r.monthDays, day),
			!r.byWeekday && r.monthDays == nil && day != start:
		default:
			days = append(days, day)
		}
	}
	switch {
	case r.nth > 0 && r.nth <= len(days):
		return days[r.nth-1 : r.nth]
	case r.nth < 0 && -r.nth <= len(days):
		return days[len(days)+r.nth : len(days)+r.nth+1]
	case r.nth != 0:
		return nil
	}
	return days[:min(len(days), 1)]
}
