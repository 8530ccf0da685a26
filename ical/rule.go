package ical

import (
	"fmt"

	"github.com/daysheet/daysheet/agenda"
)

// A rule is one thing that can be wrong with a feed.
type rule struct {
	severity agenda.Severity
	hint     string
	// lost: something does not come across when the feed is read, so that Read tells of it, too.
	lost bool
}

// rules are those of feeds that are read, by id.
var rules = map[string]rule{
	"too-large":   {agenda.Error, "", true},
	"too-deep":    {agenda.Error, "", true},
	"no-calendar": {agenda.Error, "name a file that a calendar or a web page has exported as .ics", true},

	"byte-order-mark":   {agenda.Warning, "save it as UTF-8 without one", false},
	"line-end":          {agenda.Warning, "end each line in CR LF (RFC 5545 §3.1)", false},
	"long-line":         {agenda.Warning, "fold it: a line break and a space (RFC 5545 §3.1)", false},
	"empty-line":        {agenda.Warning, "delete it", false},
	"control-character": {agenda.Error, "take it out", false},
	"split-character": {agenda.Error,
		"fold before a character: some calendars decode each line of its own", false},

	"not-utf-8":    {agenda.Error, "save the feed as UTF-8", true},
	"broken-line":  {agenda.Error, `write a line break in a text as \n`, true},
	"dropped-line": {agenda.Error, "", true},
	"outside":      {agenda.Error, "put it between BEGIN:VCALENDAR and END:VCALENDAR", true},
	"unclosed":     {agenda.Error, "end it; the feed may be cut short", true},
	"unopened":     {agenda.Error, "begin it, or delete the line", false},

	"no-prodid":           {agenda.Error, "name the program: PRODID:-//example.org//schedule//EN", false},
	"no-version":          {agenda.Error, "write VERSION:2.0 at the top", false},
	"bad-version":         {agenda.Error, "export it as iCalendar, VERSION:2.0", false},
	"unknown-calscale":    {agenda.Warning, "leave CALSCALE out, or say GREGORIAN", false},
	"no-name":             {agenda.Note, "say X-WR-CALNAME, or calendars show the address instead", false},
	"no-event":            {agenda.Warning, "", false},
	"several-calendars":   {agenda.Note, "put all of them into the first: some readers stop after it", false},
	"late-property":       {agenda.Warning, "put it before the first BEGIN: some readers stop there", false},
	"misplaced-component": {agenda.Error, "", false},
	"long-source":         {agenda.Warning, "use a shorter one: Google subscribes to no longer one", false},
	"no-revision": {agenda.Note,
		"Google shows an edit only where SEQUENCE and LAST-MODIFIED have risen (RFC 5545 §3.8.7)", false},

	"method-publish": {agenda.Note, "leave METHOD out of a feed: it is for invitations by mail", false},
	"method":         {agenda.Warning, "leave METHOD out of a feed: it is for invitations by mail", false},
	"method-events":  {agenda.Error, "Outlook wants exactly one: leave METHOD out", false},
	"method-inside":  {agenda.Error, "take it out: METHOD is of the calendar (RFC 5545 §3.7.2)", false},
	"publish-form": {agenda.Note,
		"METHOD:PUBLISH wants ORGANIZER and no ATTENDEE (RFC 5546 §3.2.1): leave METHOD out", false},

	"no-uid":            {agenda.Error, "give it one that stays: else each fetch makes it anew", false},
	"duplicate-uid":     {agenda.Error, "give it its own: calendars show only one of the two", false},
	"no-dtstamp":        {agenda.Error, "say when it was last changed, in UTC (RFC 5545 §3.8.7.2)", false},
	"no-dtstart":        {agenda.Error, "say when it starts", false},
	"no-summary":        {agenda.Warning, "give it a title", false},
	"missing-property":  {agenda.Error, "", false},
	"repeated-property": {agenda.Error, "keep one of them (RFC 5545 §3.6)", false},

	"end-and-duration":  {agenda.Error, "keep one of them (RFC 5545 §3.6.1)", false},
	"no-end":            {agenda.Note, "calendars show it without length, or with one of their own", false},
	"ends-before-start": {agenda.Error, "correct the times", false},
	"ends-at-start":     {agenda.Warning, "leave the end out, or make it later (RFC 5545 §3.8.2.2)", false},
	"end-type":          {agenda.Error, "write both in one form (RFC 5545 §3.8.2.2)", false},
	"floating-time": {agenda.Warning,
		"give it a TZID, or write UTC: Google takes it as UTC, others as the reader's own time", false},
	"skipped-time": {agenda.Warning, "the clocks are put forward over it: correct the time", false},
	"bad-rrule":    {agenda.Error, "RFC 5545 §3.3.10 says how; readers drop the repeats", false},
	"until-type": {agenda.Error,
		"a date where DTSTART is one; UTC where DTSTART has a zone (RFC 5545 §3.3.10)", false},
	"repeated-rrule": {agenda.Warning, "split the event: most readers take one rule only", false},
	"exception-type": {agenda.Error, "write it as DTSTART is written, or it excepts nothing", false},

	"undefined-tzid": {agenda.Error,
		"add its VTIMEZONE: without it, Outlook is hours off or refuses the feed", false},
	"unknown-tzid":       {agenda.Error, "add its VTIMEZONE, or use a zone like Europe/Berlin", false},
	"utc-with-tzid":      {agenda.Error, "take out TZID, or the Z (RFC 5545 §3.2.19)", false},
	"date-with-tzid":     {agenda.Warning, "take out TZID: a date has no zone (RFC 5545 §3.2.19)", false},
	"no-tzid":            {agenda.Error, "give it the TZID that the events name", false},
	"duplicate-tzid":     {agenda.Warning, "keep one of them", false},
	"no-offset":          {agenda.Error, "say TZOFFSETFROM and TZOFFSETTO (RFC 5545 §3.6.5)", false},
	"unread-timezone":    {agenda.Error, "", false},
	"off-rule-onset":     {agenda.Note, "start it where its rule first changes the clocks", false},
	"wrong-timezone":     {agenda.Error, "make it anew: events are shown at another hour", false},
	"differing-timezone": {agenda.Warning, "make it anew from today's zone database", false},
	"unused-timezone":    {agenda.Note, "leave it out", false},
	"long-timezone":      {agenda.Warning, "describe its years only: Google refuses long ones", false},
	"outlook-timezone": {agenda.Warning,
		"Outlook wants one STANDARD, and one DAYLIGHT, each with BYMONTH and one BYDAY", false},
	"outlook-limit": {agenda.Note,
		"no two yearly rules say these years, and Outlook understands no more", false},

	"bad-value":     {agenda.Error, "RFC 5545 §3.3 says how it is written", false},
	"no-such-time":  {agenda.Error, "correct it", false},
	"no-value-type": {agenda.Warning, "say VALUE: strict readers take it for another type", false},
	"not-utc":       {agenda.Warning, "write it in UTC, with a Z at the end", false},
	"bad-parameter": {agenda.Error, "write ;NAME=value, in quotes where it has , ; or :", false},
	"escaped-parameter": {agenda.Error,
		"put it in quotes: no backslash escapes in a parameter (RFC 6868)", false},
	"unquoted-parameter": {agenda.Error, "put it in quotes (RFC 5545 §3.2)", false},
	"bad-escape": {agenda.Warning,
		`a backslash goes before \ , ; and n only (RFC 5545 §3.3.11): readers show it`, false},
	"unescaped-text": {agenda.Warning,
		`write \, and \; in a text (RFC 5545 §3.3.11): some readers cut it there`, false},
	"escaped-list":   {agenda.Note, "separate categories by commas without backslashes", false},
	"unknown-status": {agenda.Warning, "", false},
	"unknown-transp": {agenda.Warning, "use OPAQUE or TRANSPARENT", false},
	"unknown-color":  {agenda.Warning, "use a name of CSS, like steelblue (RFC 7986 §5.9)", false},
	"html":           {agenda.Note, "write plain text: most calendars show the tags", false},
	"published-attendee": {agenda.Warning,
		"take ATTENDEE out: whoever has the feed reads their addresses", false},
}

// noticed gathers the findings of one feed, each by a rule of rules.
type noticed struct {
	name     string // of the file
	findings agenda.Findings
	alike    map[string]int // by rule
	stopped  bool           // the feed is not read any further
}

// mostAlike is how many findings of one rule are kept; of the others there is but the number.
const mostAlike = 1000

// add notes what is wrong at a line; 0 is the feed as a whole.
func (n *noticed) add(id string, line int, format string, args ...any) {
	n.addTo("", id, line, format, args...)
}

// addTo notes what is wrong with the session of an id.
func (n *noticed) addTo(session, id string, line int, format string, args ...any) {
	n.weigh(rules[id], session, id, line, format, args...)
}

// weigh notes what is wrong by a rule that need not be one of rules.
func (n *noticed) weigh(r rule, session, id string, line int, format string, args ...any) {
	if n.alike == nil {
		n.alike = map[string]int{}
	}
	if n.alike[id]++; n.alike[id] > mostAlike {
		return
	}
	n.findings.Add(id, r.severity, agenda.Where{File: n.name, Line: line, ID: session}, r.hint,
		"%s", fmt.Sprintf(format, args...))
}

// stop notes why nothing more is read.
func (n *noticed) stop(id string, line int, format string, args ...any) {
	n.add(id, line, format, args...)
	n.stopped = true
}

// told are the findings, of those that Read tells with lost only; and where a rule found more than it keeps,
// how many.
func (n *noticed) told(lost bool) agenda.Findings {
	var told agenda.Findings
	seen := map[string]int{}
	for _, f := range n.findings {
		if lost && !rules[f.Rule].lost {
			continue
		}
		told = append(told, f)
		if seen[f.Rule]++; seen[f.Rule] == mostAlike && n.alike[f.Rule] > mostAlike {
			told.Add(f.Rule, f.Severity, agenda.Where{File: n.name}, "", "and %d more of that kind",
				n.alike[f.Rule]-mostAlike)
		}
	}
	return told
}
