package ical

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// chooseZone finds the zone of the event: see Read.
func (f *feedReader) chooseZone() {
	for _, s := range f.sources {
		p := s.first("X-WR-TIMEZONE")
		if p == nil || f.loc != nil {
			continue
		}
		if f.loc = s.zones.find(p.text()).loc; f.loc == nil {
			f.lose("unknown-zone", p.line, "the zone of the calendar, %q, is not in the IANA database",
				clipped(p.text()))
		}
	}
	if f.loc == nil {
		f.loc = f.commonZone()
	}
	if f.loc == nil && f.options.Zone != "" {
		e := agenda.Event{Zone: f.options.Zone}
		f.loc, _ = e.Location() // Read has looked
	}
	if f.loc != nil {
		f.event.Zone = f.loc.String()
		return
	}
	f.loc = time.UTC // see complain
}

// commonZone is the one that most sessions start in, the first of several, or nil where none says one.
func (f *feedReader) commonZone() *time.Location {
	counts := map[*time.Location]int{}
	var common *time.Location
	for _, s := range f.sources {
		for _, c := range s.components {
			p := c.first("DTSTART")
			if c.name != "VEVENT" || p == nil || p.parameter("TZID") == "" {
				continue
			}
			if loc := s.zones.find(p.parameter("TZID")).loc; loc != nil {
				counts[loc]++
				if common == nil || counts[loc] > counts[common] {
					common = loc
				}
			}
		}
	}
	return common
}

// moment reads one value of a property of times; date: it is a day, and the moment its midnight.
func (f *feedReader) moment(p *contentLine, value string, in *source) (at time.Time, date, ok bool) {
	value = strings.ToUpper(strings.TrimSpace(value))
	t, ok := parseDateTime(value)
	if !ok || t.wall.Year() < firstYear || t.wall.Year() > lastYear {
		f.lose("bad-time", p.line, "%s:%s is no time", p.name, clipped(value))
		return at, false, false
	}
	if t.utc {
		return t.wall.In(f.loc), false, true
	}
	tzid := p.parameter("TZID")
	switch {
	case t.date:
	case tzid == "":
		if f.floats++; f.floats == 1 {
			f.floating = p.line
		}
	default:
		if zone := in.zones.find(tzid); zone.dial != nil {
			if at, known := momentOf(zone.dial, t.wall); known {
				return at.In(f.loc), false, true
			}
		}
		if !f.unknown[tzid] {
			f.unknown[tzid] = true
			f.lose("unknown-zone", p.line, "the time zone %q is not known; its times are read as %s",
				clipped(tzid), f.loc)
		}
	}
	at, _ = momentOf(located{f.loc}, t.wall)
	return at.In(f.loc), t.date, true
}

// stamp is a moment of the session's own history, or zero.
func (f *feedReader) stamp(v *vevent, name string) time.Time {
	p := v.first(name)
	if p == nil {
		return time.Time{}
	}
	t, ok := parseDateTime(strings.TrimSpace(p.value))
	if !ok || t.wall.Year() < firstYear || t.wall.Year() > lastYear {
		f.lose("bad-time", p.line, "%s:%s is no time", name, clipped(p.value))
		return time.Time{}
	}
	return t.wall // in UTC, as RFC 5545 has it, whatever it is said to be
}

// times reads when a session is, and how it repeats.
func (f *feedReader) times(v *vevent) {
	start := v.first("DTSTART")
	if start == nil {
		f.lose("no-start", v.line, "%q has no DTSTART", clipped(v.Title))
	} else if at, date, ok := f.moment(start, start.value, v.source); ok {
		v.Start, v.AllDay = at, date
		f.end(v)
	}
	if p := v.first("RECURRENCE-ID"); p != nil {
		if at, _, ok := f.moment(p, p.value, v.source); ok {
			v.original, v.override = at, strings.TrimSpace(p.value)
			if p.parameter("RANGE") != "" {
				f.drop("RANGE of a RECURRENCE-ID", p.line)
			}
		}
	}
	for i := range v.properties {
		switch p := &v.properties[i]; p.name {
		case "RRULE":
			rule := strings.ToUpper(strings.TrimRight(strings.TrimSpace(p.value), ";"))
			if _, err := parseRecurrence(rule); err != nil || v.Repeat != "" || v.override != "" {
				f.lose("bad-rule", p.line, "RRULE:%s is not read", clipped(p.value))
				continue
			}
			v.Repeat = rule
		case "EXDATE":
			v.Except = f.list(v, p, v.Except)
		case "RDATE":
			v.dates = f.list(v, p, v.dates)
		}
	}
	if v.Repeat == "" && len(v.dates) == 0 {
		v.Except = nil
	}
}

// maxDates is far more than are listed for one session.
const maxDates = 10_000

// list reads a property that is a list of times, or of periods, of which the start counts.
func (f *feedReader) list(v *vevent, p *contentLine, times []time.Time) []time.Time {
	for value := range strings.SplitSeq(p.value, ",") {
		if len(times) == maxDates {
			f.lose("too-many", p.line, "%q lists more than %d dates", clipped(v.Title), maxDates)
			break
		}
		value, _, _ = strings.Cut(value, "/")
		if at, _, ok := f.moment(p, value, v.source); ok {
			times = append(times, at)
		}
	}
	return times
}

// end reads DTEND, or else DURATION.
func (f *feedReader) end(v *vevent) {
	p, end := v.first("DTEND"), time.Time{}
	if p != nil {
		at, date, ok := f.moment(p, p.value, v.source)
		if ok && v.AllDay && !date {
			f.lose("bad-time", p.line, "%q starts on a day but ends at an hour; its end is left out",
				clipped(v.Title))
			return
		}
		end = at
	} else if p = v.first("DURATION"); p != nil {
		days, length, ok := parseDuration(p.value)
		if !ok || v.AllDay && length != 0 {
			f.lose("bad-time", p.line, "DURATION:%s is not read", clipped(p.value))
			return
		}
		end = v.Start.AddDate(0, 0, days).Add(length)
	}
	switch {
	case end.IsZero() || end.Equal(v.Start):
	case end.Before(v.Start):
		f.lose("ends-before-start", p.line, "%q ends before it starts; its end is left out", clipped(v.Title))
	default:
		v.End = end
	}
}

// parseDuration reads "P1DT2H30M" (RFC 5545 §3.3.6): days, which may have another length where the clocks
// are changed, and what is exact.
func parseDuration(s string) (days int, exact time.Duration, ok bool) {
	m := durationForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return 0, 0, false
	}
	var n [5]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits, or nothing
	}
	days = 7*n[0] + n[1]
	exact = time.Duration(n[2])*time.Hour + time.Duration(n[3])*time.Minute + time.Duration(n[4])*time.Second
	return days, exact, true
}

var durationForm = regexp.MustCompile(
	`^\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$`)
