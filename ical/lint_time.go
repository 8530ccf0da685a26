package ical

import (
	"strings"
	"time"
)

var timeRules = []componentRule{
	{"end-and-duration", []string{"VEVENT"}, endAndDuration},
	{"no-end", []string{"VEVENT"}, noEnd},
	{"ends-before-start", []string{"VEVENT"}, endsBeforeStart},
	{"ends-at-start", []string{"VEVENT"}, endsAtStart},
	{"end-type", []string{"VEVENT"}, endType},
	{"floating-time", []string{"VEVENT"}, floatingTime},
	{"bad-rrule", entries, badRRule},
	{"until-type", entries, untilType},
	{"repeated-rrule", entries, repeatedRRule},
	{"exception-type", entries, exceptionType},
}

// start is DTSTART; not known where it is missing or is no time.
func (e *element) start() (p *contentLine, t calendarTime, known bool) {
	if p = e.firsts["DTSTART"]; p != nil {
		t, known = parseDateTime(p.value)
	}
	return p, t, known
}

func endAndDuration(f finder, e *element) {
	if p := e.firsts["DURATION"]; p != nil && e.firsts["DTEND"] != nil {
		f.say(p.line, "%s has DTEND and DURATION", e.called())
	}
}

func noEnd(f finder, e *element) {
	if p, t, known := e.start(); known && !t.date && e.firsts["DTEND"] == nil && e.firsts["DURATION"] == nil {
		f.say(p.line, "%s has no end", e.called())
	}
}

// length is how long an event takes, and where its end is said. It is not known where either time is none,
// or lies in a zone that is not known.
func (f finder) length(e *element) (d time.Duration, end *contentLine, known bool) {
	start, from, known := e.start()
	if !known {
		return 0, nil, false
	}
	if end = e.firsts["DTEND"]; end == nil {
		if end = e.firsts["DURATION"]; end != nil {
			d, known = durationOf(end.value)
		}
		return d, end, known && end != nil
	}
	to, ok := parseDateTime(end.value)
	if !ok || mixed(start, from, end, to) {
		return 0, nil, false
	}
	// Alike, they need no zone; but the clocks may go back between them.
	since, sinceKnown := f.moment(start, from)
	until, untilKnown := f.moment(end, to)
	if sinceKnown && untilKnown {
		return until.Sub(since), end, true
	}
	return to.wall.Sub(from.wall), end, start.parameter("TZID") == end.parameter("TZID") && from.utc == to.utc
}

// moment is when a time is; not known of one that floats, or whose zone nobody knows.
func (f finder) moment(p *contentLine, t calendarTime) (time.Time, bool) {
	if t.utc {
		return t.wall, true
	}
	zone := f.zones.find(p.parameter("TZID"))
	if t.date || zone.dial == nil {
		return time.Time{}, false
	}
	return momentOf(zone.dial, t.wall)
}

func endsBeforeStart(f finder, e *element) {
	if d, end, known := f.length(e); known && d < 0 {
		f.say(end.line, "%s ends before it starts: %s is %s, DTSTART %s", e.called(), end.name,
			clipped(end.value), clipped(e.value("DTSTART")))
	}
}

func endsAtStart(f finder, e *element) {
	if d, end, known := f.length(e); known && d == 0 {
		f.say(end.line, "%s ends when it starts", e.called())
	}
}

// mixed: one is a date or floats, and the other not.
func mixed(p *contentLine, t calendarTime, q *contentLine, u calendarTime) bool {
	return t.date != u.date || !t.date && floats(p, t) != floats(q, u)
}

func floats(p *contentLine, t calendarTime) bool {
	return !t.date && !t.utc && p.parameter("TZID") == ""
}

// formOf names what mixed tells apart.
func formOf(p *contentLine, t calendarTime) string {
	switch {
	case t.date:
		return "a date"
	case floats(p, t):
		return "a time without a zone"
	case t.utc:
		return "a time in UTC"
	}
	return "a time in a zone"
}

func endType(f finder, e *element) {
	start, from, known := e.start()
	end := e.firsts["DTEND"]
	if !known || end == nil {
		return
	}
	if to, ok := parseDateTime(end.value); ok && mixed(start, from, end, to) {
		f.say(end.line, "%s starts at %s and ends at %s", e.called(), formOf(start, from), formOf(end, to))
	}
}

func floatingTime(f finder, e *element) {
	if p, t, known := e.start(); known && floats(p, t) {
		f.say(p.line, "%s starts at %s without a zone", e.called(), t.wall.Format("2006-01-02 15:04"))
	}
}

func badRRule(f finder, e *element) {
	_, from, known := e.start()
	for i := range e.properties {
		if p := &e.properties[i]; p.name == "RRULE" || p.name == "EXRULE" {
			if fault := recurrenceFault(p.value, known && from.date); fault != "" {
				f.say(p.line, "%s:%s: %s", p.name, clipped(p.value), fault)
			}
		}
	}
}

func untilType(f finder, e *element) {
	start, from, known := e.start()
	p := e.firsts["RRULE"]
	if p == nil || !known {
		return
	}
	for part := range strings.SplitSeq(strings.ToUpper(p.value), ";") {
		value, found := strings.CutPrefix(part, "UNTIL=")
		until, ok := parseDateTime(value)
		if found && ok && (until.date != from.date || !until.date && until.utc == floats(start, from)) {
			f.say(p.line, "UNTIL is %s, and DTSTART %s", formOf(&contentLine{}, until), formOf(start, from))
		}
	}
}

func repeatedRRule(f finder, e *element) {
	for _, p := range e.again {
		if p.name == "RRULE" {
			f.say(p.line, "%s has a second RRULE", e.called())
			return
		}
	}
}

func exceptionType(f finder, e *element) {
	_, from, known := e.start()
	if !known {
		return
	}
	for i := range e.properties {
		p := &e.properties[i]
		if p.name != "EXDATE" && p.name != "RECURRENCE-ID" {
			continue
		}
		value, _, _ := strings.Cut(p.value, ",")
		if t, ok := parseDateTime(value); ok && (t.date != from.date) {
			f.say(p.line, "%s is %s, and DTSTART %s", p.name, formOf(p, t), formOf(e.firsts["DTSTART"], from))
		}
	}
}
