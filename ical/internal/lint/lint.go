// Package lint checks feeds of any program: [Lint] says where one breaks RFC 5545, RFC 5546 and RFC 7986, and
// where Google, Outlook or Apple are known not to take it as it is meant. These are its rules.
//
// The lines:
//
//	too-large            error    over 64 MiB, 2,000,000 lines or 250,000 components; nothing else is said
//	too-deep             error    components nested more than 100 deep; nothing else is said
//	no-calendar          error    no line says BEGIN:VCALENDAR
//	unclosed, unopened   error    BEGIN without END, or END without BEGIN
//	outside              error    something stands outside of a calendar
//	dropped-line         error    a line that is no property
//	broken-line          error    a line that seems to be the rest of the text above
//	not-utf-8            error    a line in another encoding
//	split-character      error    a fold cuts a character in two
//	control-character    error    a control character in a line
//	byte-order-mark      warning  at the start
//	line-end             warning  lines that do not end in CR LF
//	long-line            warning  a line of more than 75 octets
//	empty-line           warning  a line with nothing in it
//
// The calendar:
//
//	no-prodid            error    no PRODID
//	no-version           error    no VERSION
//	bad-version          error    a VERSION other than 2.0
//	misplaced-component  error    such as an event inside an event
//	unknown-calscale     warning  a CALSCALE other than GREGORIAN
//	no-event             warning  a calendar that holds nothing
//	late-property        warning  a property after the first component
//	long-source          warning  its address has over 256 UTF-16 units, too long for Google
//	several-calendars    note     more than one VCALENDAR
//	no-name              note     no X-WR-CALNAME and no NAME
//	no-revision          note     events without SEQUENCE or LAST-MODIFIED, whose edits Google ignores
//
// METHOD:
//
//	method-events        error    one other than PUBLISH, with other than one event
//	method-inside        error    inside an event
//	method               warning  one other than PUBLISH
//	method-publish       note     PUBLISH in a feed
//	publish-form         note     PUBLISH without ORGANIZER, or with ATTENDEE
//
// Events:
//
//	no-uid               error    no UID
//	duplicate-uid        error    the UID and RECURRENCE-ID of another one
//	no-dtstamp           error    no DTSTAMP
//	no-dtstart           error    no DTSTART
//	missing-property     error    another property that must be there
//	repeated-property    error    one that may stand once stands twice
//	no-summary           warning  no SUMMARY
//	published-attendee   warning  ATTENDEE in a feed
//
// Times:
//
//	end-and-duration     error    DTEND and DURATION both
//	ends-before-start    error    an end before the start
//	end-type             error    DTSTART a date and DTEND a time, or one floating and the other not
//	bad-rrule            error    an RRULE that is none
//	until-type           error    an UNTIL of another type than DTSTART
//	exception-type       error    an EXDATE or RECURRENCE-ID of another type than DTSTART
//	ends-at-start        warning  an end that is the start
//	floating-time        warning  a start without a zone
//	skipped-time         warning  a time that the clocks of its zone never show
//	repeated-rrule       warning  more than one RRULE
//	no-end               note     a time without DTEND and DURATION
//
// Time zones:
//
//	undefined-tzid       error    a TZID without its VTIMEZONE
//	unknown-tzid         error    a TZID without its VTIMEZONE that the IANA database has not either
//	utc-with-tzid        error    a TZID on a time in UTC
//	no-tzid              error    a VTIMEZONE without TZID
//	no-offset            error    a change without TZOFFSETFROM or TZOFFSETTO
//	unread-timezone      error    a VTIMEZONE that cannot be understood
//	wrong-timezone       error    one that is not as the IANA database has it where an event starts or ends
//	differing-timezone   warning  or else at any time in the years of the feed
//	date-with-tzid       warning  a TZID on a date
//	duplicate-tzid       warning  two VTIMEZONEs of one TZID
//	long-timezone        warning  one of 200 lines or more, which break Google's import
//	outlook-timezone     warning  one that Outlook does not understand, where two yearly rules would say it
//	outlook-limit        note     one that Outlook does not understand, and nothing can be done
//	off-rule-onset       note     a DTSTART that is not an instance of its own RRULE
//	unused-timezone      note     one that nothing names
//
// Values:
//
//	bad-value            error    no date, duration, number, offset or URI where one must be
//	no-such-time         error    a date or time out of the calendar
//	bad-parameter        error    a parameter that is none, or a VALUE that does not go with its property
//	escaped-parameter    error    backslashes in a parameter
//	unquoted-parameter   error    a parameter that must be in quotes
//	no-value-type        warning  a value that needs VALUE to say its type
//	not-utc              warning  a DTSTAMP, CREATED, LAST-MODIFIED or COMPLETED that is not in UTC
//	bad-escape           warning  a backslash in a text before what needs none
//	unescaped-text       warning  a comma or semicolon in a text without its backslash
//	unknown-status       warning  a STATUS that its component cannot have
//	unknown-transp       warning  a TRANSP other than OPAQUE and TRANSPARENT
//	unknown-color        warning  a COLOR that is no name of CSS
//	escaped-list         note     CATEGORIES whose commas are escaped, which makes them one
//	html                 note     tags or entities of HTML in a text
package lint

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// Options say what the feed is called.
type Options struct {
	Name string // of the file, for the places of findings; may be empty
}

// Lint checks a feed. What has one cause is found once (a missing VTIMEZONE, however many events name it),
// what has to be mended in many places in each of them, up to 1000 a rule. The error is of a reader that
// fails; what is no calendar at all is a finding.
func Lint(r io.Reader, o Options) (agenda.Findings, error) {
	d, err := wire.Parse(r, o.Name)
	if input := (*agenda.InputError)(nil); errors.As(err, &input) {
		return input.Findings, nil
	}
	if err != nil {
		return nil, err
	}
	l := linter{Document: d, ruleIndex: indexRules(), limits: zone.NewLimits(), uids: map[string]int{}}
	if len(d.Calendars) > 1 {
		l.by("several-calendars").report(d.Calendars[1].Line, "there are %d calendars in one file",
			len(d.Calendars))
	}
	for _, c := range d.Calendars {
		l.calendar(c)
	}
	all := l.All()
	slices.SortStableFunc(all, func(a, b agenda.Finding) int {
		if (a.More > 0) != (b.More > 0) { // what counts the others has no line, and is the last
			return cmp.Compare(a.More, b.More)
		}
		return cmp.Compare(a.Where.Line, b.Where.Line)
	})
	return all, nil
}

// A linter checks the calendars of a document, one after the other.
type linter struct {
	*wire.Document
	ruleIndex
	limits *zone.Limits
	uids   map[string]int // of the events so far, with RECURRENCE-ID: the line

	// Of the calendar that is checked:
	method string // in capitals; may be empty
	zones  *zone.Table
	uses   []*zoneUse // in the order in which they are found
	used   map[string]*zoneUse
}

// An element is a component as the rules see it.
type element struct {
	*wire.Component
	parent *element                     // nil: a VCALENDAR
	firsts map[string]*wire.ContentLine // the first property of each name
	again  []*wire.ContentLine          // those that stand again
	id     string                       // UID, else title, at most some 250 octets; may be empty
	title  string                       // see called
}

// newElement looks at each property once, so that no rule has to search for one.
func newElement(c *wire.Component, parent *element) *element {
	e := &element{Component: c, parent: parent, firsts: make(map[string]*wire.ContentLine, len(c.Properties))}
	for i := range c.Properties {
		p := &c.Properties[i]
		if e.firsts[p.Name] != nil {
			e.again = append(e.again, p)
		} else {
			e.firsts[p.Name] = p
		}
	}
	for _, name := range []string{"UID", "SUMMARY"} {
		if p := e.firsts[name]; p != nil && e.id == "" {
			e.id = wire.Unescape(wire.Shortened(p.Value, 250))
		}
	}
	return e
}

// called gives the name of the component in messages: its title in quotes, or "the event".
func (e *element) called() string {
	if e.title != "" {
		return e.title
	}
	e.title = "the " + wire.Clipped(e.Name)
	if e.Name == "VEVENT" {
		e.title = "the event"
	}
	if p := e.firsts["SUMMARY"]; p != nil {
		if title := input.OneLine(wire.Unescape(wire.Clipped(p.Value))); title != "" {
			e.title = `"` + title + `"`
		}
	}
	return e.title
}

// value gives the value of the first property of a name; it is empty where there is none.
func (e *element) value(name string) string {
	if p := e.firsts[name]; p != nil {
		return p.Value
	}
	return ""
}

// A finder adds the findings of one rule.
type finder struct {
	*linter
	rule
	session string // its id
}

func (f finder) report(line int, format string, args ...any) {
	f.Add(f.rule.id, wire.Rule{Severity: f.severity, Hint: f.hint}, f.session, line, format, args...)
}

// by makes the finder of a rule about no session.
func (l *linter) by(id string) finder { return finder{l, l.byID[id], ""} }

// by makes the finder of another rule about the same session.
func (f finder) by(id string) finder { return finder{f.linter, f.byID[id], f.session} }

func (l *linter) calendar(c *wire.Component) {
	l.zones = zone.NewTable(c)
	l.zones.Limits = l.limits
	l.uses, l.used = nil, map[string]*zoneUse{}
	calendar := newElement(c, nil)
	l.method = upper(calendar.value("METHOD"))
	for _, inner := range c.Components {
		l.collect(inner)
	}
	l.zones.Last = l.lastYear()
	l.check(calendar)
	l.checkZones()
}

// check applies the rules to a component and to what is in it.
func (l *linter) check(e *element) {
	l.applyRules(components, "BEGIN:"+e.Name, e, nil)
	for i := range e.Properties {
		p := &e.Properties[i]
		l.applyRules(properties, p.Name, e, p)
	}
	for _, inner := range e.Components {
		l.check(newElement(inner, e))
	}
}

// applyRules asks the rules of all components or properties, then those of one name.
func (l *linter) applyRules(all, name string, e *element, p *wire.ContentLine) {
	for _, list := range [][]rule{l.byName[all], l.byName[name]} {
		for _, r := range list {
			r.check(finder{l, r, e.id}, e, p)
		}
	}
}
