package reader

import (
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// chooseZone finds the zone of the event: see Read.
func (f *Reader) chooseZone() {
	for _, s := range f.Sources {
		p := s.First("X-WR-TIMEZONE")
		if p == nil || f.Loc != nil {
			continue
		}
		if f.Loc = s.Zones.Find(p.Text()).Loc; f.Loc == nil {
			f.report("unknown-zone", p.Line, "the zone of the calendar, %q, is not in the IANA database",
				wire.Clipped(p.Text()))
		}
	}
	if f.Loc == nil {
		f.Loc = f.commonZone()
	}
	if f.Loc == nil && f.options.Zone != "" {
		e := agenda.Event{Zone: f.options.Zone}
		f.Loc, _ = e.Location() // Read has looked
	}
	if f.Loc != nil {
		f.Event.Zone = f.Loc.String()
		return
	}
	f.Loc = time.UTC // see reportCounts
}

// commonZone is the one that most sessions start in, the first of several, or nil where none says one.
func (f *Reader) commonZone() *time.Location {
	counts := map[*time.Location]int{}
	var common *time.Location
	for _, s := range f.Sources {
		for _, c := range s.Components {
			p := c.First("DTSTART")
			if c.Name != "VEVENT" || p == nil || p.Parameter("TZID") == "" {
				continue
			}
			if loc := s.Zones.Find(p.Parameter("TZID")).Loc; loc != nil {
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
func (f *Reader) moment(p *wire.ContentLine, value string, in *Calendar) (at time.Time, date, ok bool) {
	value = strings.ToUpper(strings.TrimSpace(value))
	t, ok := wire.ParseDateTime(value)
	if !ok || t.Wall.Year() < zone.FirstYear || t.Wall.Year() > zone.LastYear {
		f.report("bad-time", p.Line, "%s:%s is no time", p.Name, wire.Clipped(value))
		return at, false, false
	}
	if t.UTC {
		return t.Wall.In(f.Loc), false, true
	}
	tzid := p.Parameter("TZID")
	switch {
	case t.Date:
	case tzid == "":
		if f.unzonedCount++; f.unzonedCount == 1 {
			f.unzonedLine = p.Line
		}
	default:
		if found := in.Zones.Find(tzid); found.Offset != nil {
			if at, known := zone.MomentOf(found.Offset, t.Wall); known {
				return at.In(f.Loc), false, true
			}
		}
		if !f.unknown[tzid] {
			f.unknown[tzid] = true
			f.report("unknown-zone", p.Line, "the time zone %q is not known; its times are read as %s",
				wire.Clipped(tzid), f.Loc)
		}
	}
	at, _ = zone.MomentOf(zone.OffsetsOf(f.Loc), t.Wall)
	return at.In(f.Loc), t.Date, true
}

// stamp is a moment of the session's own history, or zero.
func (f *Reader) stamp(v *VEvent, name string) time.Time {
	p := v.First(name)
	if p == nil {
		return time.Time{}
	}
	t, ok := wire.ParseDateTime(strings.TrimSpace(p.Value))
	if !ok || t.Wall.Year() < zone.FirstYear || t.Wall.Year() > zone.LastYear {
		f.report("bad-time", p.Line, "%s:%s is no time", name, wire.Clipped(p.Value))
		return time.Time{}
	}
	return t.Wall // in UTC, as RFC 5545 has it, whatever it is said to be
}

// times reads when a session is, and how it repeats.
func (f *Reader) times(v *VEvent) {
	start := v.First("DTSTART")
	if start == nil {
		f.report("no-start", v.Line, "%q has no DTSTART", wire.Clipped(v.Title))
	} else if at, date, ok := f.moment(start, start.Value, v.source); ok {
		v.Start, v.AllDay = at, date
		f.end(v)
	}
	if p := v.First("RECURRENCE-ID"); p != nil {
		if at, _, ok := f.moment(p, p.Value, v.source); ok {
			v.original, v.override = at, strings.TrimSpace(p.Value)
			if p.Parameter("RANGE") != "" {
				f.skip("RANGE of a RECURRENCE-ID", p.Line)
			}
		}
	}
	for i := range v.Properties {
		switch p := &v.Properties[i]; p.Name {
		case "RRULE":
			rule := zone.TidyRule(p.Value, v.AllDay, f.Loc)
			again := agenda.Session{AllDay: v.AllDay, Repeat: rule}
			if _, err := again.Rule(); err != nil || rule == "" || v.Repeat != "" || v.override != "" {
				f.report("bad-rule", p.Line, "RRULE:%s is not read", wire.Clipped(p.Value))
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
func (f *Reader) list(v *VEvent, p *wire.ContentLine, times []time.Time) []time.Time {
	for value := range strings.SplitSeq(p.Value, ",") {
		if len(times) == maxDates {
			f.report("too-many", p.Line, "%q lists more than %d dates", wire.Clipped(v.Title), maxDates)
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
func (f *Reader) end(v *VEvent) {
	p, end := v.First("DTEND"), time.Time{}
	if p != nil {
		at, date, ok := f.moment(p, p.Value, v.source)
		if ok && v.AllDay && !date {
			f.report("bad-time", p.Line, "%q starts on a day but ends at an hour; its end is left out",
				wire.Clipped(v.Title))
			return
		}
		end = at
	} else if p = v.First("DURATION"); p != nil {
		days, length, ok := wire.ParseDuration(p.Value)
		if !ok || v.AllDay && length != 0 {
			f.report("bad-time", p.Line, "DURATION:%s is not read", wire.Clipped(p.Value))
			return
		}
		end = v.Start.AddDate(0, 0, days).Add(length)
	}
	switch {
	case end.IsZero() || end.Equal(v.Start):
	case end.Before(v.Start):
		f.report("ends-before-start", p.Line, "%q ends before it starts; its end is left out",
			wire.Clipped(v.Title))
	default:
		v.End = end
	}
}
