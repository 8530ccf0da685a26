package lint

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A zoneUse is a property that names a TZID.
type zoneUse struct {
	tzid  string
	n     int
	first *wire.ContentLine
	times []usedTime
}

// A usedTime is a start or an end.
type usedTime struct {
	wall time.Time
	p    *wire.ContentLine
}

// timed are the properties that start or end something.
var timed = []string{"DTSTART", "DTEND", "DUE", "RECURRENCE-ID"}

// collect gathers the uses of zones in a component. It looks into time zones, too, whose times have none.
func (l *linter) collect(c *wire.Component) {
	for i := range c.Properties {
		p := &c.Properties[i]
		tzid := p.Parameter("TZID")
		if tzid == "" || wire.TypeOf(p.Name).Kind != wire.KindDateTime {
			continue
		}
		u := l.used[tzid]
		if u == nil {
			u = &zoneUse{tzid: tzid, first: p}
			l.used[tzid] = u
			l.uses = append(l.uses, u)
		}
		u.n++
		if t, ok := wire.ParseDateTime(p.Value); ok && !t.Date && !t.UTC && slices.Contains(timed, p.Name) {
			u.times = append(u.times, usedTime{t.Wall, p})
		}
	}
	for _, inner := range c.Components {
		l.collect(inner)
	}
}

// years are the first and the last in which the calendar uses zones; 0 where it does not.
func (l *linter) years() (first, last int) {
	for _, u := range l.uses {
		for _, t := range u.times {
			y := zone.ClampYear(t.wall.Year())
			if first == 0 || y < first {
				first = y
			}
			last = max(last, y)
		}
	}
	return first, last
}

func (l *linter) lastYear() int {
	_, last := l.years()
	return cmp.Or(last, zone.FirstYear)
}

func duplicateTZID(f finder, e *element, _ *wire.ContentLine) {
	id := e.Component.Text("TZID")
	if c := f.zones.Defined[id]; id != "" && c != nil && c != e.Component {
		f.report(e.Line, "%s is described at line %d already", wire.Clipped(id), c.Line)
	}
}

// offRuleOnset minds that readers differ in whether such a DTSTART counts as a change of the clocks.
func offRuleOnset(f finder, e *element, _ *wire.ContentLine) {
	start, t, known := e.start()
	rule := e.value("RRULE")
	if !known || rule == "" || t.UTC {
		return
	}
	r, err := zone.ParseAnnual(rule, 0)
	if err != nil {
		return // unread-timezone says so
	}
	// 400 years on, the weekdays are the same.
	r.Until = time.Time{}
	wall := t.Wall.AddDate(400, 0, 0)
	if onsets := r.Onsets(wall, wall.Year()); len(onsets) == 0 || !onsets[0].Equal(wall) {
		f.report(start.Line, "DTSTART:%s is not an instance of its RRULE:%s", wire.Clipped(start.Value),
			wire.Clipped(rule))
	}
}

// longLines is a number of lines of one VTIMEZONE that breaks Google's import.
const longLines = 200

func longTimezone(f finder, e *element, _ *wire.ContentLine) {
	lines := 2 + len(e.Properties)
	for _, o := range e.Components {
		lines += 2 + len(o.Properties)
	}
	if lines >= longLines {
		f.report(e.Line, "the VTIMEZONE of %s has %d lines", wire.Clipped(e.Component.Text("TZID")), lines)
	}
}

func unusedTimezone(f finder, e *element, _ *wire.ContentLine) {
	if id := e.Component.Text("TZID"); id != "" && f.used[id] == nil {
		f.report(e.Line, "nothing names the VTIMEZONE of %s", wire.Clipped(id))
	}
}

// checkZones holds each zone that is named against its description, and that against the IANA database.
func (l *linter) checkZones() {
	first, last := l.years()
	for _, u := range l.uses {
		defined, found := l.zones.Defined[u.tzid], l.zones.Find(u.tzid)
		skipped(l.by("skipped-time"), u, found.Offset)
		switch {
		case defined == nil && found.Loc == nil:
			l.by("unknown-tzid").report(u.first.Line,
				"%s in %q, a time zone that nobody knows and the feed does not describe", areTimes(u.n),
				wire.Clipped(u.tzid))
			continue
		case defined == nil:
			l.by("undefined-tzid").report(u.first.Line,
				"%s in %s, a time zone that the feed does not describe", areTimes(u.n), wire.Clipped(u.tzid))
			continue
		}
		if !l.limits.Allow(defined) || slices.ContainsFunc(defined.Components, noOffset) {
			continue
		}
		line, err := zone.ReadTimezone(defined, last)
		if err != nil {
			l.by("unread-timezone").report(defined.Line, "the VTIMEZONE of %s: %v",
				wire.Clipped(u.tzid), err)
			continue
		}
		if !l.outlookReads(defined) {
			l.checkOutlook(u, defined, found.Loc, first, last)
		}
		if found.Loc != nil && !l.wrongAtUse(u, defined, line, found.Loc) && first > 0 {
			l.differs(u, defined, line, found.Loc, first, last)
		}
	}
}

func areTimes(n int) string { return input.Quantity(n, "time") + input.Plural(n, " is", " are") }

// noOffset is true of a change without an offset, which no-offset or bad-value tells.
func noOffset(o *wire.Component) bool {
	_, from := zone.ParseOffset(o.Value("TZOFFSETFROM"))
	_, to := zone.ParseOffset(o.Value("TZOFFSETTO"))
	return (o.Name == "STANDARD" || o.Name == "DAYLIGHT") && (from != nil || to != nil)
}

// skipped finds times that the clocks never show.
func skipped(f finder, u *zoneUse, offsetAt zone.OffsetFunc) {
	if offsetAt == nil {
		return
	}
	for _, t := range u.times {
		at, known := zone.MomentOf(offsetAt, t.wall)
		if !known {
			continue
		}
		if offset, known := offsetAt(at.Unix()); known && at.Unix()+int64(offset) != t.wall.Unix() {
			f.report(t.p.Line, "%s: there is no %s in %s", t.p.Name, t.wall.Format("2006-01-02 15:04"),
				wire.Clipped(u.tzid))
		}
	}
}

// wrongAtUse finds the first start or end, in the order of time, that the description and the database put
// at different moments.
func (l *linter) wrongAtUse(u *zoneUse, defined *wire.Component, line zone.VTimezone,
	loc *time.Location) bool {
	var first usedTime
	n := 0
	for _, t := range u.times {
		described, known := zone.MomentOf(line.Offset, t.wall)
		real, _ := zone.MomentOf(zone.OffsetsOf(loc), t.wall)
		if known && !described.Equal(real) {
			if n++; n == 1 || t.wall.Before(first.wall) {
				first = t
			}
		}
	}
	if n == 0 {
		return false
	}
	described, _ := zone.MomentOf(line.Offset, first.wall)
	real, _ := zone.MomentOf(zone.OffsetsOf(loc), first.wall)
	l.by("wrong-timezone").report(defined.Line,
		"the VTIMEZONE of %s is wrong on %s (line %d): it says %s, and %s has %s; %s wrong by it",
		wire.Clipped(u.tzid), first.wall.Format("2006-01-02 15:04"), first.p.Line,
		zone.FormatOffset(int(first.wall.Sub(described).Seconds())), loc,
		zone.FormatOffset(int(first.wall.Sub(real).Seconds())), areTimes(n))
	return true
}

// differs compares the description with the database around each change that either knows in the years of
// the feed.
func (l *linter) differs(u *zoneUse, defined *wire.Component, line zone.VTimezone, loc *time.Location,
	first, last int) {
	from := time.Date(first, 1, 1, 0, 0, 0, 0, loc)
	to := time.Date(last+1, 1, 1, 0, 0, 0, 0, loc)
	moments := []int64{from.Unix()}
	for _, c := range zone.Changes(loc, from, to) {
		moments = append(moments, c.At-1, c.At)
	}
	for _, t := range line.Transitions {
		moments = append(moments, t.At-1, t.At)
	}
	slices.Sort(moments)
	for _, at := range moments {
		if at < from.Unix() || at >= to.Unix() {
			continue
		}
		described, known := line.Offset(at)
		real, _ := zone.OffsetsOf(loc)(at)
		if known && described != real {
			l.by("differing-timezone").report(defined.Line,
				"the VTIMEZONE of %s is wrong at %s, when no event is: it says %s, and %s has %s",
				wire.Clipped(u.tzid), time.Unix(at, 0).UTC().Format("2006-01-02 15:04 UTC"),
				zone.FormatOffset(described), loc, zone.FormatOffset(real))
			return
		}
	}
}

// outlookReads reports whether Outlook understands a description: one STANDARD, or that and one DAYLIGHT,
// each with a yearly rule of one month and one weekday.
func (l *linter) outlookReads(described *wire.Component) bool {
	var standard, daylight, ruled int
	for _, o := range described.Components {
		switch o.Name {
		case "STANDARD":
			standard++
		case "DAYLIGHT":
			daylight++
		}
		if o.First("RDATE") != nil {
			return false
		}
		if r, err := zone.ParseAnnual(o.Value("RRULE"), 0); err == nil && r.ByWeekday && r.MonthDays == nil &&
			len(r.Months) == 1 {
			ruled++
		}
	}
	return standard == 1 && (daylight == 0 || daylight == 1 && ruled == 2)
}

// checkOutlook tells what could be said better from what cannot.
func (l *linter) checkOutlook(u *zoneUse, defined *wire.Component, loc *time.Location, first, last int) {
	if len(defined.Components) == 0 || first == 0 {
		return
	}
	// The years that a description lists are those that it is for.
	for _, o := range defined.Components {
		if o.First("RRULE") != nil {
			continue
		}
		for i := range o.Properties {
			if p := &o.Properties[i]; p.Name == "DTSTART" || p.Name == "RDATE" {
				value := p.Value[strings.LastIndexByte(p.Value, ',')+1:]
				if t, ok := wire.ParseDateTime(value); ok {
					last = max(last, zone.ClampYear(t.Wall.Year()))
				}
			}
		}
	}
	rule := "outlook-limit"
	if loc != nil && l.limits.Allow(defined) {
		if c := zoneComponent(loc, first, last); l.outlookReads(c) {
			rule = "outlook-timezone"
		}
	}
	l.by(rule).report(defined.Line, "Outlook does not understand the VTIMEZONE of %s",
		wire.Clipped(u.tzid))
}

// zoneComponent is how Timezone would describe a zone, as parse would read that.
func zoneComponent(loc *time.Location, first, last int) *wire.Component {
	c := &wire.Component{Name: "VTIMEZONE"}
	for _, o := range zone.Observances(loc, first, last) {
		inner := &wire.Component{Name: wire.ComponentName(o)}
		for _, p := range o.UnknownPropertiesIANAProperties() {
			inner.Properties = append(inner.Properties, wire.ContentLine{Name: p.IANAToken, Value: p.Value})
		}
		c.Components = append(c.Components, inner)
	}
	return c
}
