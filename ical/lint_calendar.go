package ical

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

var calendarRules = []componentRule{
	{"no-prodid", []string{"VCALENDAR"}, required("PRODID")},
	{"no-version", []string{"VCALENDAR"}, required("VERSION")},
	{"bad-version", []string{"VCALENDAR"}, badVersion},
	{"unknown-calscale", []string{"VCALENDAR"}, unknownCalscale},
	{"no-name", []string{"VCALENDAR"}, noName},
	{"no-event", []string{"VCALENDAR"}, noEvent},
	{"late-property", nil, lateProperty},
	{"misplaced-component", nil, misplacedComponent},
	{"long-source", []string{"VCALENDAR"}, longSource},
	{"no-revision", []string{"VCALENDAR"}, noRevision},
	{"method-publish", []string{"VCALENDAR"}, methodPublish},
	{"method", []string{"VCALENDAR"}, method},
	{"method-events", []string{"VCALENDAR"}, methodEvents},
	{"method-inside", entries, methodInside},
	{"publish-form", []string{"VCALENDAR"}, publishForm},
}

// entries are the components that a calendar is there for.
var entries = []string{"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"}

// required makes the rule that a property is there and says something.
func required(name string) func(finder, *element) {
	return func(f finder, e *element) {
		if strings.TrimSpace(e.value(name)) == "" {
			f.say(e.line, "%s has no %s", e.called(), name)
		}
	}
}

func upper(s string) string { return strings.ToUpper(strings.TrimSpace(shortened(s, 100))) }

func badVersion(f finder, e *element) {
	if p := e.firsts["VERSION"]; p != nil && p.value != "" && strings.TrimSpace(p.value) != "2.0" {
		f.say(p.line, "VERSION is %q, not 2.0", clipped(p.value))
	}
}

func unknownCalscale(f finder, e *element) {
	if p := e.firsts["CALSCALE"]; p != nil && upper(p.value) != "GREGORIAN" {
		f.say(p.line, "CALSCALE is %q, which no calendar shows", clipped(p.value))
	}
}

func noName(f finder, e *element) {
	if e.value("X-WR-CALNAME") == "" && e.value("NAME") == "" {
		f.say(e.line, "the calendar has no name")
	}
}

func noEvent(f finder, e *element) {
	isEntry := func(c *component) bool { return slices.Contains(entries, c.name) }
	if !slices.ContainsFunc(e.components, isEntry) {
		f.say(e.line, "the calendar holds no event")
	}
}

func lateProperty(f finder, e *element) {
	if len(e.components) == 0 || len(e.properties) == 0 {
		return
	}
	if p := e.properties[len(e.properties)-1]; p.line > e.components[0].line {
		f.say(p.line, "%s stands after BEGIN:%s", clipped(p.name), clipped(e.components[0].name))
	}
}

// homes are what a component may stand in. Those that are not here may stand anywhere.
var homes = map[string][]string{
	"VCALENDAR": {}, "VEVENT": {"VCALENDAR"}, "VTODO": {"VCALENDAR"}, "VJOURNAL": {"VCALENDAR"},
	"VFREEBUSY": {"VCALENDAR"}, "VTIMEZONE": {"VCALENDAR"}, "VALARM": {"VEVENT", "VTODO"},
	"STANDARD": {"VTIMEZONE"}, "DAYLIGHT": {"VTIMEZONE"},
}

func misplacedComponent(f finder, e *element) {
	if home, known := homes[e.name]; known && e.parent != nil && !slices.Contains(home, e.parent.name) {
		f.say(e.line, "%s stands inside of %s", e.name, clipped(e.parent.name))
	}
}

// maxGoogleURL is what Google subscribes to, in UTF-16 units.
const maxGoogleURL = 256

func longSource(f finder, e *element) {
	for _, name := range []string{"SOURCE", "URL"} {
		p := e.firsts[name]
		if p == nil || len(p.value) <= maxGoogleURL {
			continue
		}
		if n := len(utf16.Encode([]rune(p.value))); n > maxGoogleURL {
			f.say(p.line, "%s, the address of the feed, has %d characters, and %d are the most", name, n,
				maxGoogleURL)
		}
	}
}

// lacking counts the events that a test is true of, and gives the line of the first.
func lacking(e *element, test func(*component) bool) (n, all, line int) {
	for _, c := range e.components {
		if c.name != "VEVENT" {
			continue
		}
		all++
		if test(c) {
			if n++; n == 1 {
				line = c.line
			}
		}
	}
	return n, all, line
}

func noRevision(f finder, e *element) {
	n, all, line := lacking(e, func(c *component) bool {
		return c.first("SEQUENCE") == nil || c.first("LAST-MODIFIED") == nil
	})
	if n > 0 {
		f.say(line, "%d of %s no SEQUENCE or no LAST-MODIFIED", n, have(all))
	}
}

func have(events int) string {
	if events == 1 {
		return "1 event has"
	}
	return strconv.Itoa(events) + " events have"
}

func methodPublish(f finder, e *element) {
	if f.method == "PUBLISH" {
		f.say(e.firsts["METHOD"].line, "the calendar says METHOD:PUBLISH")
	}
}

func method(f finder, e *element) {
	if p := e.firsts["METHOD"]; p != nil && f.method != "PUBLISH" {
		f.say(p.line, "the calendar says METHOD:%s: clients take it for a message to one person",
			clipped(p.value))
	}
}

func methodEvents(f finder, e *element) {
	p := e.firsts["METHOD"]
	if p == nil || f.method == "PUBLISH" {
		return
	}
	if _, n, _ := lacking(e, func(*component) bool { return true }); n != 1 {
		f.say(p.line, "METHOD:%s goes with one event, and here are %d", clipped(p.value), n)
	}
}

func methodInside(f finder, e *element) {
	if p := e.firsts["METHOD"]; p != nil {
		f.say(p.line, "METHOD:%s stands inside of %s", clipped(p.value), e.called())
	}
}

func publishForm(f finder, e *element) {
	if f.method != "PUBLISH" {
		return
	}
	line := e.firsts["METHOD"].line
	n, all, _ := lacking(e, func(c *component) bool { return c.first("ORGANIZER") == nil })
	if n > 0 {
		f.say(line, "METHOD:PUBLISH, but %d of %s no ORGANIZER", n, have(all))
	}
	n, all, _ = lacking(e, func(c *component) bool { return c.first("ATTENDEE") != nil })
	if n > 0 {
		f.say(line, "METHOD:PUBLISH, but %d of %s ATTENDEEs", n, have(all))
	}
}
