// Package zone writes VTIMEZONEs ([Describe]) and reads them ([ReadTimezone]), finds the zone that a TZID
// means ([Table]), and says when a repeating session is over ([LastEnd]).
package zone

import (
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// Timezone is Describe for the years of two times, as loc counts them.
func Timezone(loc *time.Location, from, to time.Time) *ics.VTimezone {
	first, last := ClampYear(from.In(loc).Year()), ClampYear(to.In(loc).Year())
	return Describe(loc, first, max(first, last))
}

// Describe makes the VTIMEZONE of a zone for some years, from [FirstYear] to [LastYear]:
//
//   - a zone that does not change its clocks in those years is one STANDARD;
//   - where each year follows the same two rules, one STANDARD and one DAYLIGHT with a yearly RRULE of one
//     month and one weekday, which is all that Outlook understands;
//   - else every change is listed, alike ones together.
func Describe(loc *time.Location, first, last int) *ics.VTimezone {
	zone := &ics.VTimezone{}
	zone.Properties = []ics.IANAProperty{wire.Property("TZID", loc.String())}
	zone.Components = Observances(loc, first, last)
	return zone
}

// The years that a feed can hold. What lies beyond is a slip of the pen, and would make zones without end.
const (
	FirstYear = 1900
	LastYear  = 2199
)

// A Change is a moment at which the clocks of a zone are put from one offset to another.
type Change struct {
	At       int64 // Unix time
	From, To int   // seconds east of UTC
	name     string
	daylight bool
}

// wall is the reading of the clock, before it is changed, as a time in UTC.
func (c Change) wall() time.Time { return time.Unix(c.At+int64(c.From), 0).UTC() }

// year is the one whose clocks c changes: the old one, where they are put back from New Year's midnight.
func (c Change) year() int { return time.Unix(c.At+int64(min(c.From, c.To)), 0).UTC().Year() }

// Changes lists those of loc after from and before to.
func Changes(loc *time.Location, from, to time.Time) []Change {
	var list []Change
	t := from.In(loc)
	for {
		_, next := t.ZoneBounds()
		if next.IsZero() || !next.Before(to) {
			return list
		}
		if !next.After(t) {
			// Asked on the last day of a leap year, ZoneBounds can answer with the start of that day. No
			// rule changes the clocks on it, so the walk goes on from the next.
			t = t.Add(24 * time.Hour)
			continue
		}
		before, after := next.Add(-time.Second), next
		_, a := before.Zone()
		name, b := after.Zone()
		if a != b {
			// Summer time is the greater offset, also in Dublin, whose winter time is called the exception.
			daylight := b > a
			if before.IsDST() == after.IsDST() {
				daylight = after.IsDST()
			}
			list = append(list, Change{next.Unix(), a, b, name, daylight})
		}
		t = next
	}
}

// rulesFor gives the rules that can have made a change: its weekday counted from the start of the month, from
// its end, or either.
func rulesFor(c Change) []Annual {
	wall := c.wall()
	r := Annual{Months: []int{int(wall.Month())}, weekday: wall.Weekday(), ByWeekday: true}
	var rules []Annual
	for _, r.nth = range []int{(wall.Day() + 6) / 7, -1} {
		if r.nth < 5 && r.onset(wall.Year(), c).Equal(wall) {
			rules = append(rules, r)
		}
	}
	return rules
}

// onset is the reading of the clock at which the rule makes a change like c in a year.
func (r Annual) onset(year int, c Change) time.Time {
	wall := c.wall()
	return r.Onsets(time.Date(year, 1, 1, wall.Hour(), wall.Minute(), wall.Second(), 0, time.UTC), year)[0]
}

// epoch is where a description that would hold for ever starts, by custom.
const epoch = 1970

// horizon is a number of years around a window, which decide between two rules that both fit it.
const horizon = 12

// Observances makes the STANDARD and DAYLIGHT components of Describe.
func Observances(loc *time.Location, first, last int) []ics.Component {
	begin := min(epoch, first) - 1
	all := Changes(loc, time.Date(begin, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(last+horizon+1, 1, 3, 0, 0, 0, 0, time.UTC))
	byYear := make([][]Change, last+horizon+2-begin)
	for _, c := range all {
		if i := c.year() - begin; i >= 0 && i < len(byYear) {
			byYear[i] = append(byYear[i], c)
		}
	}
	year := func(y int) []Change { return byYear[max(y-begin, 0)] }

	changed := false
	for y := first; y <= last; y++ {
		changed = changed || len(year(y)) > 0
	}
	if !changed {
		start := time.Date(first, 7, 1, 0, 0, 0, 0, loc)
		name, offset := start.Zone()
		since := time.Date(min(epoch, first), 1, 1, 0, 0, 0, 0, time.UTC)
		return []ics.Component{observance(Change{since.Unix() - int64(offset), offset, offset, name, false})}
	}
	if both := twoRules(year, first, last); both != nil {
		return both
	}
	return listed(all, loc, first, last)
}

// twoRules describes the years by two yearly rules, or is nil where that cannot be done.
func twoRules(year func(int) []Change, first, last int) []ics.Component {
	changes := year(first)
	if len(changes) != 2 || changes[0].From != changes[1].To || changes[0].To != changes[1].From {
		return nil
	}
	var rules [2]Annual
	holds := func(r Annual, i, y int) bool {
		if len(year(y)) != 2 {
			return false
		}
		c := year(y)[i]
		return c.From == changes[i].From && c.To == changes[i].To && r.onset(y, changes[i]).Equal(c.wall())
	}
	for i, c := range changes {
		best := 0
	candidates:
		for _, r := range rulesFor(c) {
			years := 0
			for y := first - horizon; y <= last+horizon; y++ {
				if holds(r, i, y) {
					years++
				} else if first <= y && y <= last {
					continue candidates
				}
			}
			if years > best {
				best, rules[i] = years, r
			}
		}
		if best == 0 {
			return nil
		}
	}
	// They start in the first year from which on they hold, so that a feed that grows keeps its zone. Where
	// that is the first year of all, the second one must have put the clocks before it, whatever did.
	since := first
	for since > epoch && holds(rules[0], 0, since-1) && holds(rules[1], 1, since-1) {
		since--
	}
	starts := [2]int{since, since}
	if since == first {
		starts[1]--
	}
	var both []ics.Component
	for i, c := range changes {
		c.At = rules[i].onset(starts[i], c).Unix() - int64(c.From)
		rule := fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", rules[i].Months[0], rules[i].nth,
			weekdays[rules[i].weekday])
		both = append(both, observance(c, wire.Property("RRULE", rule)))
	}
	return both
}

// listed describes the years change by change, from the last two before them: where summer time is known
// to start but not to have ended, or the other way round, the icalendar of Ruby gives up.
func listed(all []Change, loc *time.Location, first, last int) []ics.Component {
	begin := slices.IndexFunc(all, func(c Change) bool { return c.year() >= first })
	end := begin
	for end < len(all) && all[end].year() <= last {
		end++
	}
	if begin > 0 {
		all = all[max(begin-2, 0):end]
	} else {
		c := all[0]
		name, _ := time.Unix(c.At-1, 0).In(loc).Zone()
		since := time.Date(min(epoch, first)-1, 1, 1, 0, 0, 0, 0, time.UTC)
		all = append([]Change{{since.Unix(), c.From, c.From, name, !c.daylight}}, all[:end]...)
	}
	var list []ics.Component
	for i, c := range all {
		alike := func(o Change) bool { o.At = c.At; return o == c }
		if slices.ContainsFunc(all[:i], alike) {
			continue
		}
		var dates []ics.IANAProperty
		for _, o := range all[i:] {
			if alike(o) {
				dates = append(dates, wire.Property("RDATE", o.wall().Format(wire.LocalForm)))
			}
		}
		// Thunderbird reads no DTSTART where there is an RDATE, and of an RDATE the first value only.
		if len(dates) == 1 {
			dates = nil
		}
		list = append(list, observance(c, dates...))
	}
	return list
}

// observance makes the STANDARD or DAYLIGHT that a change begins.
func observance(c Change, more ...ics.IANAProperty) ics.Component {
	properties := append([]ics.IANAProperty{
		wire.Property("DTSTART", c.wall().Format(wire.LocalForm)),
		wire.Property("TZOFFSETFROM", FormatOffset(c.From)),
		wire.Property("TZOFFSETTO", FormatOffset(c.To)),
		wire.Property("TZNAME", c.name),
	}, more...)
	if c.daylight {
		return &ics.Daylight{ComponentBase: ics.ComponentBase{Properties: properties}}
	}
	return &ics.Standard{ComponentBase: ics.ComponentBase{Properties: properties}}
}

// FormatOffset writes seconds east of UTC as "+0200" or, where the zone has seconds, "-004430".
func FormatOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	digits := seconds/3600*100 + seconds/60%60
	if seconds%60 == 0 {
		return fmt.Sprintf("%c%04d", sign, digits)
	}
	return fmt.Sprintf("%c%04d%02d", sign, digits, seconds%60)
}

// ClampYear moves a year that no feed can hold to the nearest that one can.
func ClampYear(y int) int { return min(max(y, FirstYear), LastYear) }
