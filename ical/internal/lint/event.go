package lint

import (
	"slices"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// duplicateUID lets an event have the UID of another where RECURRENCE-ID makes it an instance of that.
func duplicateUID(f finder, e *element, _ *wire.ContentLine) {
	p := e.firsts["UID"]
	if p == nil || p.Value == "" {
		return
	}
	key := p.Value + "\n" + e.value("RECURRENCE-ID")
	if before, found := f.uids[key]; found {
		f.report(p.Line, "%s has the UID of the one at line %d", e.called(), before)
		return
	}
	f.uids[key] = e.Line
}

// noStart lets messages go without (RFC 5545 §3.6.1).
func noStart(f finder, e *element, _ *wire.ContentLine) {
	if f.method == "" || f.method == "PUBLISH" {
		required("DTSTART")(f, e, nil)
	}
}

// once are the properties that may stand once, by component (RFC 5545 §3.6, RFC 7986 §4).
var once = map[string][]string{
	"VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "LAST-MODIFIED", "URL",
		"REFRESH-INTERVAL", "SOURCE", "COLOR"},
	"VEVENT": {"DTSTAMP", "UID", "DTSTART", "CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED",
		"LOCATION", "ORGANIZER", "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL",
		"RECURRENCE-ID", "DTEND", "DURATION", "COLOR"},
	"VTODO": {"DTSTAMP", "UID", "CLASS", "COMPLETED", "CREATED", "DESCRIPTION", "DTSTART", "GEO",
		"LAST-MODIFIED", "LOCATION", "ORGANIZER", "PERCENT-COMPLETE", "PRIORITY", "RECURRENCE-ID",
		"SEQUENCE", "STATUS", "SUMMARY", "URL", "DUE", "DURATION", "COLOR"},
	"VJOURNAL": {"DTSTAMP", "UID", "CLASS", "CREATED", "DTSTART", "LAST-MODIFIED", "ORGANIZER",
		"RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY", "URL", "COLOR"},
	"VFREEBUSY": {"DTSTAMP", "UID", "CONTACT", "DTSTART", "DTEND", "ORGANIZER", "URL"},
	"VTIMEZONE": {"TZID", "LAST-MODIFIED", "TZURL"},
	"STANDARD":  {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
	"DAYLIGHT":  {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
	"VALARM":    {"ACTION", "TRIGGER", "DURATION", "REPEAT"},
}

func repeatedProperty(f finder, e *element, _ *wire.ContentLine) {
	for _, p := range e.again {
		if slices.Contains(once[e.Name], p.Name) {
			f.report(p.Line, "%s stands again in %s, after line %d", p.Name, e.called(),
				e.firsts[p.Name].Line)
		}
	}
}

func publishedAttendee(f finder, e *element, _ *wire.ContentLine) {
	if p := e.firsts["ATTENDEE"]; p != nil && (f.method == "" || f.method == "PUBLISH") {
		f.report(p.Line, "%s names its ATTENDEEs", e.called())
	}
}
