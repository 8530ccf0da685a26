package lint

import (
	"strings"
	"time"

	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// start is DTSTART; not known where it is missing or is no time.
func (e *element) start() (p *wire.ContentLine, t wire.DateTime, known bool) {
	if p = e.firsts["DTSTART"]; p != nil {
		t, known = wire.ParseDateTime(p.Value)
	}
	return p, t, known
}

func endAndDuration(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["DURATION"]; p != nil && e.firsts["DTEND"] != nil {
		f.report(p.Line, "%s has DTEND and DURATION", e.called())
	}
}

func noEnd(f finder, e *element, _ *wire.ContentLine) {
	if p, t, known := e.start(); known && !t.Date && e.firsts["DTEND"] == nil && e.firsts["DURATION"] == nil {
		f.report(p.Line, "%s has no end", e.called())
	}
}

// length is how long an event takes, and where its end is said. It is not known where either time is none,
// or lies in a zone that is not known.
func (f finder) length(e *element) (d time.Duration, end *wire.ContentLine, known bool) {
	start, from, known := e.start()
	if !known {
		return 0, nil, false
	}
	if end = e.firsts["DTEND"]; end == nil {
		if end = e.firsts["DURATION"]; end != nil {
			d, known = durationOf(end.Value)
		}
		return d, end, known && end != nil
	}
	to, ok := wire.ParseDateTime(end.Value)
	if !ok || mixed(start, from, end, to) {
		return 0, nil, false
	}
	// Alike, they need no zone; but the clocks may go back between them.
	since, sinceKnown := f.moment(start, from)
	until, untilKnown := f.moment(end, to)
	if sinceKnown && untilKnown {
		return until.Sub(since), end, true
	}
	return to.Wall.Sub(from.Wall), end, start.Parameter("TZID") == end.Parameter("TZID") && from.UTC == to.UTC
}

// moment is when a time is; not known of one that floats, or whose zone nobody knows.
func (f finder) moment(p *wire.ContentLine, t wire.DateTime) (time.Time, bool) {
	if t.UTC {
		return t.Wall, true
	}
	found := f.zones.Find(p.Parameter("TZID"))
	if t.Date || found.Offset == nil {
		return time.Time{}, false
	}
	return zone.MomentOf(found.Offset, t.Wall)
}

func endsBeforeStart(f finder, e *element, _ *wire.ContentLine) {
	if d, end, known := f.length(e); known && d < 0 {
		f.report(end.Line, "%s ends before it starts: %s is %s, DTSTART %s", e.called(), end.Name,
			wire.Clipped(end.Value), wire.Clipped(e.value("DTSTART")))
	}
}

func endsAtStart(f finder, e *element, _ *wire.ContentLine) {
	if d, end, known := f.length(e); known && d == 0 {
		f.report(end.Line, "%s ends when it starts", e.called())
	}
}

// mixed: one is a date or floats, and the other not.
func mixed(p *wire.ContentLine, t wire.DateTime, q *wire.ContentLine, u wire.DateTime) bool {
	return t.Date != u.Date || !t.Date && floats(p, t) != floats(q, u)
}

func floats(p *wire.ContentLine, t wire.DateTime) bool {
	return !t.Date && !t.UTC && p.Parameter("TZID") == ""
}

// formOf names what mixed tells apart.
func formOf(p *wire.ContentLine, t wire.DateTime) string {
	switch {
	case t.Date:
		return "a date"
	case floats(p, t):
		return "a time without a zone"
	case t.UTC:
		return "a time in UTC"
	}
	return "a time in a zone"
}

func endType(f finder, e *element, _ *wire.ContentLine) {
	start, from, known := e.start()
	end := e.firsts["DTEND"]
	if !known || end == nil {
		return
	}
	if to, ok := wire.ParseDateTime(end.Value); ok && mixed(start, from, end, to) {
		f.report(end.Line, "%s starts at %s and ends at %s", e.called(), formOf(start, from), formOf(end, to))
	}
}

func floatingTime(f finder, e *element, _ *wire.ContentLine) {
	if p, t, known := e.start(); known && floats(p, t) {
		f.report(p.Line, "%s starts at %s without a zone", e.called(), t.Wall.Format("2006-01-02 15:04"))
	}
}

func badRRule(f finder, e *element, _ *wire.ContentLine) {
	_, from, known := e.start()
	for i := range e.Properties {
		if p := &e.Properties[i]; p.Name == "RRULE" || p.Name == "EXRULE" {
			if fault := zone.RuleFault(p.Value, known && from.Date); fault != "" {
				f.report(p.Line, "%s:%s: %s", p.Name, wire.Clipped(p.Value), fault)
			}
		}
	}
}

func untilType(f finder, e *element, _ *wire.ContentLine) {
	start, from, known := e.start()
	p := e.firsts["RRULE"]
	if p == nil || !known {
		return
	}
	for part := range strings.SplitSeq(strings.ToUpper(p.Value), ";") {
		value, found := strings.CutPrefix(part, "UNTIL=")
		until, ok := wire.ParseDateTime(value)
		if found && ok && (until.Date != from.Date || !until.Date && until.UTC == floats(start, from)) {
			f.report(p.Line, "UNTIL is %s, and DTSTART %s", formOf(&wire.ContentLine{}, until),
				formOf(start, from))
		}
	}
}

func repeatedRRule(f finder, e *element, _ *wire.ContentLine) {
	for _, p := range e.again {
		if p.Name == "RRULE" {
			f.report(p.Line, "%s has a second RRULE", e.called())
			return
		}
	}
}

func exceptionType(f finder, e *element, _ *wire.ContentLine) {
	_, from, known := e.start()
	if !known {
		return
	}
	for i := range e.Properties {
		p := &e.Properties[i]
		if p.Name != "EXDATE" && p.Name != "RECURRENCE-ID" {
			continue
		}
		value, _, _ := strings.Cut(p.Value, ",")
		if t, ok := wire.ParseDateTime(value); ok && (t.Date != from.Date) {
			f.report(p.Line, "%s is %s, and DTSTART %s", p.Name, formOf(p, t),
				formOf(e.firsts["DTSTART"], from))
		}
	}
}
