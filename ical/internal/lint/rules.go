package lint

import (
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A rule is one thing that can be wrong with a feed.
type rule struct {
	id       string
	severity agenda.Severity
	of       string // the components and properties that it is about, between spaces
	check    check  // nil: another rule finds it, or checkZones
	hint     string
}

// A check looks for what is wrong with a component or, where that is not nil, with one of its properties.
type check func(finder, *element, *wire.ContentLine)

// The names that rules are about. Those of components begin with BEGIN, as in a feed.
const (
	components  = "BEGIN:" // all
	calendars   = "BEGIN:VCALENDAR"
	events      = "BEGIN:VEVENT"
	entries     = "BEGIN:VEVENT BEGIN:VTODO BEGIN:VJOURNAL BEGIN:VFREEBUSY" // what a calendar is there for
	timezones   = "BEGIN:VTIMEZONE"
	observances = "BEGIN:STANDARD BEGIN:DAYLIGHT"

	properties = ":"                                                 // all
	moments    = "DTSTART DTEND DUE RECURRENCE-ID EXDATE RDATE"      // that can have a TZID
	texts      = "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT NAME" // that people write
	lists      = "CATEGORIES RESOURCES"                              // of texts
)

// rules lists the rules that Lint adds to those of lines. Those of one component or property are asked in
// this order, after those of all.
var rules = []rule{
	{"no-prodid", agenda.Error, calendars, required("PRODID"),
		"name the program: PRODID:-//example.org//schedule//EN"},
	{"no-version", agenda.Error, calendars, required("VERSION"), "write VERSION:2.0 at the top"},
	{"bad-version", agenda.Error, calendars, badVersion, "export it as iCalendar, VERSION:2.0"},
	{"unknown-calscale", agenda.Warning, calendars, unknownCalscale, "leave CALSCALE out, or say GREGORIAN"},
	{"no-name", agenda.Note, calendars, noName, "say X-WR-CALNAME, or calendars show the address instead"},
	{"no-event", agenda.Warning, calendars, noEvent, ""},
	{"late-property", agenda.Warning, components, lateProperty,
		"put it before the first BEGIN: some readers stop there"},
	{"misplaced-component", agenda.Error, components, misplacedComponent, ""},
	{"long-source", agenda.Warning, calendars, longSource,
		"use a shorter one: Google subscribes to no longer one"},
	{"no-revision", agenda.Note, calendars, noRevision,
		"Google shows an edit only where SEQUENCE and LAST-MODIFIED have risen (RFC 5545 §3.8.7)"},
	{"method-publish", agenda.Note, calendars, methodPublish,
		"leave METHOD out of a feed: it is for invitations by mail"},
	{"method", agenda.Warning, calendars, method,
		"leave METHOD out of a feed: it is for invitations by mail"},
	{"method-events", agenda.Error, calendars, methodEvents, "Outlook wants exactly one: leave METHOD out"},
	{"method-inside", agenda.Error, entries, methodInside,
		"take it out: METHOD is of the calendar (RFC 5545 §3.7.2)"},
	{"publish-form", agenda.Note, calendars, publishForm,
		"METHOD:PUBLISH wants ORGANIZER and no ATTENDEE (RFC 5546 §3.2.1): leave METHOD out"},
	{"several-calendars", agenda.Note, "", nil, "put all of them into the first: some readers stop after it"},

	{"no-uid", agenda.Error, entries, required("UID"),
		"give it one that stays: else each fetch makes it anew"},
	{"duplicate-uid", agenda.Error, "BEGIN:VEVENT BEGIN:VTODO BEGIN:VJOURNAL", duplicateUID,
		"give it its own: calendars show only one of the two"},
	{"no-dtstamp", agenda.Error, entries, required("DTSTAMP"),
		"say when it was last changed, in UTC (RFC 5545 §3.8.7.2)"},
	{"no-dtstart", agenda.Error, events, noStart, "say when it starts"},
	{"no-summary", agenda.Warning, events, required("SUMMARY"), "give it a title"},
	{"missing-property", agenda.Error, "BEGIN:VALARM", required("ACTION", "TRIGGER"), ""},
	{"missing-property", agenda.Error, observances, required("DTSTART"), ""},
	{"repeated-property", agenda.Error, components, repeatedProperty, "keep one of them (RFC 5545 §3.6)"},
	{"published-attendee", agenda.Warning, events, publishedAttendee,
		"take ATTENDEE out: whoever has the feed reads their addresses"},

	{"end-and-duration", agenda.Error, events, endAndDuration, "keep one of them (RFC 5545 §3.6.1)"},
	{"no-end", agenda.Note, events, noEnd, "calendars show it without length, or with one of their own"},
	{"ends-before-start", agenda.Error, events, endsBeforeStart, "correct the times"},
	{"ends-at-start", agenda.Warning, events, endsAtStart,
		"leave the end out, or make it later (RFC 5545 §3.8.2.2)"},
	{"end-type", agenda.Error, events, endType, "write both in one form (RFC 5545 §3.8.2.2)"},
	{"floating-time", agenda.Warning, events, floatingTime,
		"give it a TZID, or write UTC: Google takes it as UTC, others as the reader's own time"},
	{"bad-rrule", agenda.Error, entries, badRRule, "RFC 5545 §3.3.10 says how; readers drop the repeats"},
	{"until-type", agenda.Error, entries, untilType,
		"a date where DTSTART is one; UTC where DTSTART has a zone (RFC 5545 §3.3.10)"},
	{"repeated-rrule", agenda.Warning, entries, repeatedRRule,
		"split the event: most readers take one rule only"},
	{"exception-type", agenda.Error, entries, exceptionType,
		"write it as DTSTART is written, or it excepts nothing"},

	{"no-tzid", agenda.Error, timezones, required("TZID"), "give it the TZID that the events name"},
	{"duplicate-tzid", agenda.Warning, timezones, duplicateTZID, "keep one of them"},
	{"no-offset", agenda.Error, observances, required("TZOFFSETFROM", "TZOFFSETTO"),
		"say TZOFFSETFROM and TZOFFSETTO (RFC 5545 §3.6.5)"},
	{"off-rule-onset", agenda.Note, observances, offRuleOnset,
		"start it where its rule first changes the clocks"},
	{"long-timezone", agenda.Warning, timezones, longTimezone,
		"describe its years only: Google refuses long ones"},
	{"unused-timezone", agenda.Note, timezones, unusedTimezone, "leave it out"},
	{"skipped-time", agenda.Warning, "", nil, "the clocks are put forward over it: correct the time"},
	{"undefined-tzid", agenda.Error, "", nil,
		"add its VTIMEZONE: without it, Outlook is hours off or refuses the feed"},
	{"unknown-tzid", agenda.Error, "", nil, "add its VTIMEZONE, or use a zone like Europe/Berlin"},
	{"unread-timezone", agenda.Error, "", nil, ""},
	{"wrong-timezone", agenda.Error, "", nil, "make it anew: events are shown at another hour"},
	{"differing-timezone", agenda.Warning, "", nil, "make it anew from today's zone database"},
	{"outlook-timezone", agenda.Warning, "", nil,
		"Outlook wants one STANDARD, and one DAYLIGHT, each with BYMONTH and one BYDAY"},
	{"outlook-limit", agenda.Note, "", nil,
		"no two yearly rules say these years, and Outlook understands no more"},

	{"bad-parameter", agenda.Error, properties, badParameter,
		"write ;NAME=value, in quotes where it has , ; or :"},
	{"escaped-parameter", agenda.Error, properties, escapedParameter,
		"put it in quotes: no backslash escapes in a parameter (RFC 6868)"},
	{"unquoted-parameter", agenda.Error, properties, unquotedParameter, "put it in quotes (RFC 5545 §3.2)"},
	{"bad-value", agenda.Error, properties, badValue, "RFC 5545 §3.3 says how it is written"},
	{"not-utc", agenda.Warning, "DTSTAMP CREATED LAST-MODIFIED COMPLETED", notUTC,
		"write it in UTC, with a Z at the end"},
	{"utc-with-tzid", agenda.Error, moments, utcWithTZID, "take out TZID, or the Z (RFC 5545 §3.2.19)"},
	{"date-with-tzid", agenda.Warning, moments, dateWithTZID,
		"take out TZID: a date has no zone (RFC 5545 §3.2.19)"},
	{"bad-escape", agenda.Warning, texts + " " + lists, badEscape,
		`a backslash goes before \ , ; and n only (RFC 5545 §3.3.11): readers show it`},
	{"unescaped-text", agenda.Warning, texts + " " + lists, unescapedText,
		`write \, and \; in a text (RFC 5545 §3.3.11): some readers cut it there`},
	{"escaped-list", agenda.Note, lists, escapedList, "separate categories by commas without backslashes"},
	{"unknown-status", agenda.Warning, "STATUS", unknownStatus, ""},
	{"unknown-transp", agenda.Warning, "TRANSP", unknownTransp, "use OPAQUE or TRANSPARENT"},
	{"unknown-color", agenda.Warning, "COLOR", unknownColor,
		"use a name of CSS, like steelblue (RFC 7986 §5.9)"},
	{"html", agenda.Note, texts, holdsHTML, "write plain text: most calendars show the tags"},
	{"no-such-time", agenda.Error, "", nil, "correct it"},
	{"no-value-type", agenda.Warning, "", nil, "say VALUE: strict readers take it for another type"},
}

// A ruleIndex finds rules by their ids, and by what they are about.
type ruleIndex struct {
	byID   map[string]rule
	byName map[string][]rule
}

func indexRules() ruleIndex {
	index := ruleIndex{map[string]rule{}, map[string][]rule{}}
	for _, r := range rules {
		index.byID[r.id] = r
		for _, name := range strings.Fields(r.of) {
			index.byName[name] = append(index.byName[name], r)
		}
	}
	return index
}
