package lint

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// required makes the check of properties that must be there and not empty.
func required(names ...string) check {
	return func(f finder, e *element, _ *wire.ContentLine) {
		for _, name := range names {
			if strings.TrimSpace(e.value(name)) == "" {
				f.report(e.Line, "%s has no %s", e.called(), name)
			}
		}
	}
}

func upper(s string) string { return strings.ToUpper(strings.TrimSpace(wire.Shortened(s, 100))) }

func badVersion(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["VERSION"]; p != nil && p.Value != "" && strings.TrimSpace(p.Value) != "2.0" {
		f.report(p.Line, "VERSION is %q, not 2.0", wire.Clipped(p.Value))
	}
}

func unknownCalscale(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["CALSCALE"]; p != nil && upper(p.Value) != "GREGORIAN" {
		f.report(p.Line, "CALSCALE is %q, which no calendar shows", wire.Clipped(p.Value))
	}
}

func noName(f finder, e *element, _ *wire.ContentLine) {
	if e.value("X-WR-CALNAME") == "" && e.value("NAME") == "" {
		f.report(e.Line, "the calendar has no name")
	}
}

func noEvent(f finder, e *element, _ *wire.ContentLine) {
	names := strings.Fields(entries)
	isEntry := func(c *wire.Component) bool { return slices.Contains(names, "BEGIN:"+c.Name) }
	if !slices.ContainsFunc(e.Components, isEntry) {
		f.report(e.Line, "the calendar holds no event")
	}
}

func lateProperty(f finder, e *element, _ *wire.ContentLine) {
	if len(e.Components) == 0 || len(e.Properties) == 0 {
		return
	}
	if p := e.Properties[len(e.Properties)-1]; p.Line > e.Components[0].Line {
		f.report(p.Line, "%s stands after BEGIN:%s", wire.Clipped(p.Name), wire.Clipped(e.Components[0].Name))
	}
}

// allowedParents names the components in which each may stand. Those that are not here may stand anywhere.
var allowedParents = map[string][]string{
	"VCALENDAR": {}, "VEVENT": {"VCALENDAR"}, "VTODO": {"VCALENDAR"}, "VJOURNAL": {"VCALENDAR"},
	"VFREEBUSY": {"VCALENDAR"}, "VTIMEZONE": {"VCALENDAR"}, "VALARM": {"VEVENT", "VTODO"},
	"STANDARD": {"VTIMEZONE"}, "DAYLIGHT": {"VTIMEZONE"},
}

func misplacedComponent(f finder, e *element, _ *wire.ContentLine) {
	parents, known := allowedParents[e.Name]
	if known && e.parent != nil && !slices.Contains(parents, e.parent.Name) {
		f.report(e.Line, "%s stands inside of %s", e.Name, wire.Clipped(e.parent.Name))
	}
}

func longSource(f finder, e *element, _ *wire.ContentLine) {
	for _, name := range []string{"SOURCE", "URL"} {
		p := e.firsts[name]
		if p == nil || len(p.Value) <= wire.MaxGoogleURL {
			continue
		}
		if n := len(utf16.Encode([]rune(p.Value))); n > wire.MaxGoogleURL {
			f.report(p.Line, "%s, the address of the feed, has %d characters, and %d are the most", name, n,
				wire.MaxGoogleURL)
		}
	}
}

// lacking counts the events that a test is true of, and gives the line of the first.
func lacking(e *element, test func(*wire.Component) bool) (n, all, line int) {
	for _, c := range e.Components {
		if c.Name != "VEVENT" {
			continue
		}
		all++
		if test(c) {
			if n++; n == 1 {
				line = c.Line
			}
		}
	}
	return n, all, line
}

func noRevision(f finder, e *element, _ *wire.ContentLine) {
	n, all, line := lacking(e, func(c *wire.Component) bool {
		return c.First("SEQUENCE") == nil || c.First("LAST-MODIFIED") == nil
	})
	if n > 0 {
		f.report(line, "%d of %s no SEQUENCE or no LAST-MODIFIED", n, have(all))
	}
}

func have(events int) string {
	return input.Quantity(events, "event") + input.Plural(events, " has", " have")
}

func methodPublish(f finder, e *element, _ *wire.ContentLine) {
	if f.method == "PUBLISH" {
		f.report(e.firsts["METHOD"].Line, "the calendar says METHOD:PUBLISH")
	}
}

func method(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["METHOD"]; p != nil && f.method != "PUBLISH" {
		f.report(p.Line, "the calendar says METHOD:%s: clients take it for a message to one person",
			wire.Clipped(p.Value))
	}
}

func methodEvents(f finder, e *element, _ *wire.ContentLine) {
	p := e.firsts["METHOD"]
	if p == nil || f.method == "PUBLISH" {
		return
	}
	if _, n, _ := lacking(e, func(*wire.Component) bool { return true }); n != 1 {
		f.report(p.Line, "METHOD:%s goes with one event, and here are %d", wire.Clipped(p.Value), n)
	}
}

func methodInside(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["METHOD"]; p != nil {
		f.report(p.Line, "METHOD:%s stands inside of %s", wire.Clipped(p.Value), e.called())
	}
}

func publishForm(f finder, e *element, _ *wire.ContentLine) {
	if f.method != "PUBLISH" {
		return
	}
	line := e.firsts["METHOD"].Line
	n, all, _ := lacking(e, func(c *wire.Component) bool { return c.First("ORGANIZER") == nil })
	if n > 0 {
		f.report(line, "METHOD:PUBLISH, but %d of %s no ORGANIZER", n, have(all))
	}
	n, all, _ = lacking(e, func(c *wire.Component) bool { return c.First("ATTENDEE") != nil })
	if n > 0 {
		f.report(line, "METHOD:PUBLISH, but %d of %s ATTENDEEs", n, have(all))
	}
}
