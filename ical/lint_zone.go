package ical

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

var zoneRules = []componentRule{
	{"no-tzid", []string{"VTIMEZONE"}, required("TZID")},
	{"duplicate-tzid", []string{"VTIMEZONE"}, duplicateTZID},
	{"no-offset", []string{"STANDARD", "DAYLIGHT"}, required("TZOFFSETFROM")},
	{"no-offset", []string{"STANDARD", "DAYLIGHT"}, required("TZOFFSETTO")},
	{"off-rule-onset", []string{"STANDARD", "DAYLIGHT"}, offRuleOnset},
	{"long-timezone", []string{"VTIMEZONE"}, longTimezone},
	{"unused-timezone", []string{"VTIMEZONE"}, unusedTimezone},
}

// A zoneUse is what names a TZID.
type zoneUse struct {
	tzid  string
	n     int
	first *contentLine
	times []usedTime
}

// A usedTime is a start or an end.
type usedTime struct {
	wall time.Time
	p    *contentLine
}

// timed are the properties that start or end something.
var timed = []string{"DTSTART", "DTEND", "DUE", "RECURRENCE-ID"}

// collect gathers the uses of zones in a component. It looks into time zones, too, whose times have none.
func (l *linter) collect(c *component) {
	for i := range c.properties {
		p := &c.properties[i]
		tzid := p.parameter("TZID")
		if tzid == "" || typeOf(p.name).kind != dateTime {
			continue
		}
		u := l.used[tzid]
		if u == nil {
			u = &zoneUse{tzid: tzid, first: p}
			l.used[tzid] = u
			l.uses = append(l.uses, u)
		}
		u.n++
		if t, ok := parseDateTime(p.value); ok && !t.date && !t.utc && slices.Contains(timed, p.name) {
			u.times = append(u.times, usedTime{t.wall, p})
		}
	}
	for _, inner := range c.components {
		l.collect(inner)
	}
}

// years are the first and the last in which the calendar uses zones; 0 where it does not.
func (l *linter) years() (first, last int) {
	for _, u := range l.uses {
		for _, t := range u.times {
			y := clampYear(t.wall.Year())
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
	return cmp.Or(last, firstYear)
}

func duplicateTZID(f finder, e *element) {
	id := e.component.text("TZID")
	if c := f.zones.defined[id]; id != "" && c != nil && c != e.component {
		f.say(e.line, "%s is described at line %d already", clipped(id), c.line)
	}
}

// offRuleOnset minds that readers differ in whether such a DTSTART counts as a change of the clocks.
func offRuleOnset(f finder, e *element) {
	start, t, known := e.start()
	rule := e.value("RRULE")
	if !known || rule == "" || t.utc {
		return
	}
	r, err := parseAnnual(rule, 0)
	if err != nil {
		return // unread-timezone says so
	}
	// 400 years on, the weekdays are the same.
	r.until = time.Time{}
	wall := t.wall.AddDate(400, 0, 0)
	if onsets := r.onsets(wall, wall.Year()); len(onsets) == 0 || !onsets[0].Equal(wall) {
		f.say(start.line, "DTSTART:%s is not an instance of its RRULE:%s", clipped(start.value),
			clipped(rule))
	}
}

// longLines is how many lines of one VTIMEZONE break Google's import.
const longLines = 200

func longTimezone(f finder, e *element) {
	lines := 2 + len(e.properties)
	for _, o := range e.components {
		lines += 2 + len(o.properties)
	}
	if lines >= longLines {
		f.say(e.line, "the VTIMEZONE of %s has %d lines", clipped(e.component.text("TZID")), lines)
	}
}

func unusedTimezone(f finder, e *element) {
	if id := e.component.text("TZID"); id != "" && f.used[id] == nil {
		f.say(e.line, "nothing names the VTIMEZONE of %s", clipped(id))
	}
}

// judgeZones holds each zone that is named against its description, and that against the IANA database.
func (l *linter) judgeZones() {
	first, last := l.years()
	for _, u := range l.uses {
		defined, zone := l.zones.defined[u.tzid], l.zones.find(u.tzid)
		skipped(finder{l, "skipped-time", ""}, u, zone.dial)
		switch {
		case defined == nil && zone.loc == nil:
			finder{l, "unknown-tzid", ""}.say(u.first.line,
				"%s in %q, a time zone that nobody knows and the feed does not describe", areTimes(u.n),
				clipped(u.tzid))
			continue
		case defined == nil:
			finder{l, "undefined-tzid", ""}.say(u.first.line,
				"%s in %s, a time zone that the feed does not describe", areTimes(u.n), clipped(u.tzid))
			continue
		}
		if !l.limits.take(defined) || slices.ContainsFunc(defined.components, noOffset) {
			continue
		}
		line, err := readTimezone(defined, last)
		if err != nil {
			finder{l, "unread-timezone", ""}.say(defined.line, "the VTIMEZONE of %s: %v",
				clipped(u.tzid), err)
			continue
		}
		if !l.outlookReads(defined) {
			l.judgeOutlook(u, defined, zone.loc, first, last)
		}
		if zone.loc != nil && !l.wrongAtUse(u, defined, line, zone.loc) && first > 0 {
			l.differs(u, defined, line, zone.loc, first, last)
		}
	}
}

func areTimes(n int) string {
	if n == 1 {
		return "1 time is"
	}
	return fmt.Sprintf("%d times are", n)
}

// noOffset is true of a change without an offset, which no-offset or bad-value tells.
func noOffset(o *component) bool {
	_, from := parseOffset(o.value("TZOFFSETFROM"))
	_, to := parseOffset(o.value("TZOFFSETTO"))
	return (o.name == "STANDARD" || o.name == "DAYLIGHT") && (from != nil || to != nil)
}

// skipped finds times that the clocks never show.
func skipped(f finder, u *zoneUse, d dial) {
	if d == nil {
		return
	}
	for _, t := range u.times {
		at, known := momentOf(d, t.wall)
		if !known {
			continue
		}
		if offset, known := d.offset(at.Unix()); known && at.Unix()+int64(offset) != t.wall.Unix() {
			f.say(t.p.line, "%s: there is no %s in %s", t.p.name, t.wall.Format("2006-01-02 15:04"),
				clipped(u.tzid))
		}
	}
}

// wrongAtUse finds the first start or end, in the order of time, that the description and the database put
// at different moments.
func (l *linter) wrongAtUse(u *zoneUse, defined *component, line timeline, loc *time.Location) bool {
	var first usedTime
	n := 0
	for _, t := range u.times {
		described, known := momentOf(line, t.wall)
		real, _ := momentOf(located{loc}, t.wall)
		if known && !described.Equal(real) {
			if n++; n == 1 || t.wall.Before(first.wall) {
				first = t
			}
		}
	}
	if n == 0 {
		return false
	}
	described, _ := momentOf(line, first.wall)
	real, _ := momentOf(located{loc}, first.wall)
	finder{l, "wrong-timezone", ""}.say(defined.line,
		"the VTIMEZONE of %s is wrong on %s (line %d): it says %s, and %s has %s; %s wrong by it",
		clipped(u.tzid), first.wall.Format("2006-01-02 15:04"), first.p.line,
		offset(int(first.wall.Sub(described).Seconds())), loc, offset(int(first.wall.Sub(real).Seconds())),
		areTimes(n))
	return true
}

// differs compares the description with the database around each change that either knows in the years of
// the feed.
func (l *linter) differs(u *zoneUse, defined *component, line timeline, loc *time.Location, first, last int) {
	from := time.Date(first, 1, 1, 0, 0, 0, 0, loc)
	to := time.Date(last+1, 1, 1, 0, 0, 0, 0, loc)
	moments := []int64{from.Unix()}
	for _, c := range changes(loc, from, to) {
		moments = append(moments, c.at-1, c.at)
	}
	for _, t := range line.turns {
		moments = append(moments, t.at-1, t.at)
	}
	slices.Sort(moments)
	for _, at := range moments {
		if at < from.Unix() || at >= to.Unix() {
			continue
		}
		described, known := line.offset(at)
		real, _ := located{loc}.offset(at)
		if known && described != real {
			finder{l, "differing-timezone", ""}.say(defined.line,
				"the VTIMEZONE of %s is wrong at %s, when no event is: it says %s, and %s has %s",
				clipped(u.tzid), time.Unix(at, 0).UTC().Format("2006-01-02 15:04 UTC"), offset(described),
				loc, offset(real))
			return
		}
	}
}

// outlookReads reports whether Outlook understands a description: one STANDARD, or that and one DAYLIGHT,
// each with a yearly rule of one month and one weekday.
func (l *linter) outlookReads(zone *component) bool {
	var standard, daylight, ruled int
	for _, o := range zone.components {
		switch o.name {
		case "STANDARD":
			standard++
		case "DAYLIGHT":
			daylight++
		}
		if o.first("RDATE") != nil {
			return false
		}
		if r, err := parseAnnual(o.value("RRULE"), 0); err == nil && r.byWeekday && r.monthDays == nil &&
			len(r.months) == 1 {
			ruled++
		}
	}
	return standard == 1 && (daylight == 0 || daylight == 1 && ruled == 2)
}

// judgeOutlook tells what could be said better from what cannot.
func (l *linter) judgeOutlook(u *zoneUse, defined *component, loc *time.Location, first, last int) {
	if len(defined.components) == 0 || first == 0 {
		return
	}
	// The years that a description lists are those that it is for.
	for _, o := range defined.components {
		if o.first("RRULE") != nil {
			continue
		}
		for i := range o.properties {
			if p := &o.properties[i]; p.name == "DTSTART" || p.name == "RDATE" {
				value := p.value[strings.LastIndexByte(p.value, ',')+1:]
				if t, ok := parseDateTime(value); ok {
					last = max(last, clampYear(t.wall.Year()))
				}
			}
		}
	}
	rule := "outlook-limit"
	if loc != nil && l.limits.take(defined) {
		if c := zoneComponent(loc, first, last); l.outlookReads(c) {
			rule = "outlook-timezone"
		}
	}
	finder{l, rule, ""}.say(defined.line, "Outlook does not understand the VTIMEZONE of %s", clipped(u.tzid))
}

// zoneComponent is how Timezone would describe a zone, as parse would read that.
func zoneComponent(loc *time.Location, first, last int) *component {
	c := &component{name: "VTIMEZONE"}
	for _, o := range observances(loc, first, last) {
		inner := &component{name: componentName(o)}
		for _, p := range o.UnknownPropertiesIANAProperties() {
			inner.properties = append(inner.properties, contentLine{name: p.IANAToken, value: p.Value})
		}
		c.components = append(c.components, inner)
	}
	return c
}
