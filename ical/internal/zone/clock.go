package zone

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// OffsetFunc gives the offset of a zone, in seconds east of UTC, at a Unix time, where it is known.
type OffsetFunc func(at int64) (seconds int, known bool)

// OffsetsOf gives the offsets of a zone of the IANA database.
func OffsetsOf(loc *time.Location) OffsetFunc {
	return func(at int64) (int, bool) {
		_, seconds := time.Unix(at, 0).In(loc).Zone()
		return seconds, true
	}
}

// MomentOf gives the moment at which a zone's clock shows a reading: the first of two, and with the offset
// before the clocks were put forward where it never shows it (RFC 5545 §3.3.5).
func MomentOf(offsetAt OffsetFunc, wall time.Time) (time.Time, bool) {
	// No zone is further than 15 hours from UTC, nor changes its clocks twice within two days.
	const around = 86400
	shown := wall.Unix()
	before, known := offsetAt(shown - around)
	after, knownAfter := offsetAt(shown + around)
	if !known {
		before, known = after, knownAfter
	}
	if !known {
		return time.Time{}, false
	}
	first := shown - int64(max(before, after))
	for _, at := range []int64{first, shown - int64(min(before, after))} {
		if offset, known := offsetAt(at); known && at+int64(offset) == shown {
			return time.Unix(at, 0).UTC(), true
		}
	}
	return time.Unix(shown-int64(before), 0).UTC(), true
}

// A VTimezone is a zone as a VTIMEZONE describes it.
type VTimezone struct {
	Transitions []transition
	early       int // the offset before the first turn
}

// A transition is a moment from which on an offset holds.
type transition struct {
	At     int64 // Unix time
	offset int
}

// Offset is the OffsetFunc of the description.
func (l VTimezone) Offset(at int64) (int, bool) {
	i, found := slices.BinarySearchFunc(l.Transitions, at, func(t transition, at int64) int {
		return cmp.Compare(t.At, at)
	})
	switch {
	case found:
		return l.Transitions[i].offset, true
	case i > 0:
		return l.Transitions[i-1].offset, true
	}
	return l.early, len(l.Transitions) > 0
}

// What is read of one VTIMEZONE is bounded; real ones that list every change have some hundreds, and two
// rules from 1800 to the last year have 800.
const (
	maxObservances = 2000
	maxTransitions = 4000
)

// ReadTimezone evaluates a VTIMEZONE up to the end of a year. The error says, without a place, what in it
// cannot be understood; what can is in the timeline all the same.
func ReadTimezone(c *wire.Component, last int) (VTimezone, error) {
	var l VTimezone
	var wrong error
	begins := int64(0)
	if len(c.Components) > maxObservances {
		return l, fmt.Errorf("it has more than %d observances", maxObservances)
	}
	for _, o := range c.Components {
		if o.Name != "STANDARD" && o.Name != "DAYLIGHT" {
			continue
		}
		from, errFrom := ParseOffset(o.Value("TZOFFSETFROM"))
		to, errTo := ParseOffset(o.Value("TZOFFSETTO"))
		if err := cmp.Or(errFrom, errTo); err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("its %s at line %d: %w", o.Name, o.Line, err))
			continue
		}
		onsets, err := onsetsOf(o, from, ClampYear(last))
		if err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("its %s at line %d: %w", o.Name, o.Line, err))
		}
		for _, wall := range onsets {
			at := wall.Unix() - int64(from)
			if len(l.Transitions) == 0 || at < begins {
				begins, l.early = at, from
			}
			l.Transitions = append(l.Transitions, transition{at, to})
		}
		if len(l.Transitions) > maxTransitions {
			return VTimezone{}, fmt.Errorf("it changes the clocks more than %d times", maxTransitions)
		}
	}
	slices.SortStableFunc(l.Transitions, func(a, b transition) int { return cmp.Compare(a.At, b.At) })
	if len(l.Transitions) == 0 && wrong == nil {
		wrong = errors.New("it has no STANDARD and no DAYLIGHT")
	}
	return l, wrong
}

// ParseOffset reads "+0200" and "-004430", in seconds.
func ParseOffset(s string) (int, error) {
	digits := strings.TrimLeft(s, "+-")
	n, err := strconv.Atoi(digits)
	if err != nil || len(s) != len(digits)+1 || len(digits) != 4 && len(digits) != 6 {
		return 0, fmt.Errorf("%q is no offset from UTC", wire.Clipped(s))
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
func onsetsOf(o *wire.Component, from, last int) ([]time.Time, error) {
	start, ok := wire.ParseDateTime(o.Value("DTSTART"))
	if !ok || start.Date || start.UTC {
		return nil, fmt.Errorf("DTSTART:%s is no local time", wire.Clipped(o.Value("DTSTART")))
	}
	var onsets []time.Time
	var wrong error
	ruled := false
	for i := range o.Properties {
		p := &o.Properties[i]
		switch p.Name {
		case "RDATE":
			for _, value := range strings.Split(p.Value, ",") {
				value, _, _ = strings.Cut(value, "/") // a period starts when it starts
				at, ok := wire.ParseDateTime(value)
				if !ok {
					wrong = fmt.Errorf("RDATE:%s is no time", wire.Clipped(value))
					continue
				}
				if at.UTC {
					at.Wall = at.Wall.Add(time.Duration(from) * time.Second)
				}
				onsets = append(onsets, at.Wall)
			}
		case "RRULE":
			r, err := ParseAnnual(p.Value, from)
			if err != nil {
				wrong = err
				continue
			}
			ruled = true
			onsets = append(onsets, r.Onsets(start.Wall, last)...)
		}
	}
	if !ruled || len(onsets) == 0 {
		onsets = append(onsets, start.Wall)
	}
	return onsets, wrong
}

// An Annual rule is what an RRULE in a VTIMEZONE says: a month, and in it either a day, or a weekday counted
// from the start or the end, or the first that is among some days.
type Annual struct {
	Months    []int
	MonthDays []int
	weekday   time.Weekday
	ByWeekday bool
	nth       int // of the weekday in its month; negative from the end; 0: the first that is among monthDays
	Until     time.Time
	count     int // 0: for ever
}

// ParseAnnual reads an RRULE that changes the clocks once a year; from is the offset before the change.
func ParseAnnual(s string, from int) (Annual, error) {
	var r Annual
	wrong := func(part string) (Annual, error) {
		return r, fmt.Errorf("RRULE:%s: %s is not understood in a time zone", wire.Clipped(s),
			wire.Clipped(part))
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
			var until wire.DateTime
			until, ok = wire.ParseDateTime(value)
			r.Until = until.Wall
			if until.UTC {
				r.Until = r.Until.Add(time.Duration(from) * time.Second)
			} else if until.Date {
				r.Until = r.Until.Add(24*time.Hour - time.Second)
			}
		case "BYMONTH":
			r.Months, ok = numbers(value, 1, 12)
			ok = ok && len(r.Months) == 1
		case "BYMONTHDAY":
			r.MonthDays, ok = numbers(value, 1, 31)
		case "BYDAY":
			n := len(value) - 2
			ok = n >= 0
			if ok {
				day := slices.Index(weekdays, value[n:])
				r.weekday, r.ByWeekday, ok = time.Weekday(day), true, day >= 0
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
	several := len(r.MonthDays) > 1
	if r.ByWeekday {
		several = r.nth == 0 && (len(r.MonthDays) == 0 || len(r.MonthDays) > 7)
	}
	if several {
		return Annual{}, fmt.Errorf("RRULE:%s changes the clocks too often for a time zone", wire.Clipped(s))
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

// Onsets gives the onsets of the rule from its start to the end of a year.
func (r Annual) Onsets(start time.Time, last int) []time.Time {
	months := r.Months
	if months == nil {
		months = []int{int(start.Month())}
	}
	clock := time.Duration(start.Hour()*3600+start.Minute()*60+start.Second()) * time.Second
	var list []time.Time
	for y := max(start.Year(), FirstYear-100); y <= last; y++ {
		for _, m := range months {
			for _, day := range r.days(y, time.Month(m), start.Day()) {
				at := time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Add(clock)
				switch {
				case at.Before(start):
				case !r.Until.IsZero() && at.After(r.Until), r.count > 0 && len(list) == r.count:
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
func (r Annual) days(year int, month time.Month, start int) []int {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	var days []int
	for day := 1; day <= length; day++ {
		switch {
		case r.ByWeekday && (first.Weekday()+time.Weekday(day-1))%7 != r.weekday,
			r.MonthDays != nil && !slices.Contains(r.MonthDays, day),
			!r.ByWeekday && r.MonthDays == nil && day != start:
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

// A LocalClock is a zone's clock, which remembers the offset that it gave last and for how long that holds.
type LocalClock struct {
	Loc    *time.Location
	lo, hi int64
	now    int   // the offset from lo until before hi, in seconds
	twice  int64 // until when the clock shows readings for the second time
}

// Shows gives what the clock shows at a moment, as if it were UTC, and whether it has shown that before,
// because it was put back a short time ago. A local time in iCalendar is always the first of two (RFC 5545
// §3.3.5).
func (c *LocalClock) Shows(unix int64) (local int64, second bool) {
	if unix < c.lo || unix >= c.hi {
		c.update(unix)
	}
	return unix + int64(c.now), unix < c.twice
}

func (c *LocalClock) update(unix int64) {
	t := time.Unix(unix, 0).In(c.Loc)
	_, c.now = t.Zone()
	c.lo, c.hi, c.twice = unix, unix+1, unix
	since, until := t.ZoneBounds()
	// Asked on the last day of a leap year, ZoneBounds can answer with an end that has passed.
	if !until.IsZero() && !until.After(t) || since.After(t) {
		return
	}
	c.hi = 1 << 62
	if !until.IsZero() {
		c.hi = until.Unix()
	}
	c.lo, c.twice = -1<<62, -1<<62
	if !since.IsZero() {
		c.lo = since.Unix()
		_, before := since.Add(-time.Second).Zone()
		c.twice = c.lo + int64(before-c.now)
	}
}
