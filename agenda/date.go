package agenda

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a day of the calendar, in no particular zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date on which t falls in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2014-06-03".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date; write year-month-day, like 2014-06-03", s)
	}
	return DateOf(t), nil
}

// String gives "2014-06-03".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero reports whether d is the zero Date, which is no date.
func (d Date) IsZero() bool { return d == Date{} }

// AddDays gives the date n days later.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

// Compare is negative where d is before o, positive where it is after.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// At gives the moment at which the clocks of loc show hour:minute on d; 25:30 is 01:30 the next morning. A
// reading that the clocks skip, or show twice, is a [*ClockError].
func (d Date) At(hour, minute int, loc *time.Location) (time.Time, error) {
	wall := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, time.UTC)
	found := moments(wall, loc)
	if len(found) != 1 {
		return time.Time{}, &ClockError{Wall: wall, Zone: loc.String(), Twice: found}
	}
	return found[0], nil
}

// Moment gives the moment at which the clocks of loc show this reading on d, as RFC 5545 §3.3.5 has it: of
// two the earlier, and of one that they skip what it would be had they not been put forward yet.
func (d Date) Moment(hour, minute, second int, loc *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, hour, minute, second, 0, time.UTC)
	if found := moments(wall, loc); len(found) > 0 {
		return found[0]
	}
	_, offset := wall.Add(-26 * time.Hour).In(loc).Zone()
	return wall.Add(time.Duration(-offset) * time.Second).In(loc)
}

// moments are those at which the clocks of loc show a reading, the earlier first.
func moments(wall time.Time, loc *time.Location) (found []time.Time) {
	for _, around := range [...]time.Duration{-26, -3, 0, 3, 26} {
		_, offset := wall.Add(around * time.Hour).In(loc).Zone()
		t := wall.Add(time.Duration(-offset) * time.Second).In(loc)
		if _, o := t.Zone(); o == offset && (len(found) == 0 || !found[len(found)-1].Equal(t)) {
			found = append(found, t)
		}
	}
	return found
}

// A ClockError is a reading of the clock that a zone skips or shows twice.
type ClockError struct {
	Wall  time.Time   // date and reading; its location means nothing
	Zone  string      // the IANA name
	Twice []time.Time // the moments it may mean, the earlier first; nil where there is none
}

func (e *ClockError) Error() string {
	read := e.Wall.Format("15:04 on 2006-01-02")
	if e.Twice == nil {
		return fmt.Sprintf("%s does not exist in %s: the clocks skip it", read, e.Zone)
	}
	return fmt.Sprintf("%s exists twice in %s: the clocks are put back", read, e.Zone)
}
