package lint

import (
	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A rule is one thing that can be wrong with a feed.
type rule wire.Rule

// rules are those that Lint adds to the rules of lines, by id.
var rules = map[string]rule{
	"no-prodid":           {agenda.Error, "name the program: PRODID:-//example.org//schedule//EN"},
	"no-version":          {agenda.Error, "write VERSION:2.0 at the top"},
	"bad-version":         {agenda.Error, "export it as iCalendar, VERSION:2.0"},
	"unknown-calscale":    {agenda.Warning, "leave CALSCALE out, or say GREGORIAN"},
	"no-name":             {agenda.Note, "say X-WR-CALNAME, or calendars show the address instead"},
	"no-event":            {agenda.Warning, ""},
	"several-calendars":   {agenda.Note, "put all of them into the first: some readers stop after it"},
	"late-property":       {agenda.Warning, "put it before the first BEGIN: some readers stop there"},
	"misplaced-component": {agenda.Error, ""},
	"long-source":         {agenda.Warning, "use a shorter one: Google subscribes to no longer one"},
	"no-revision": {agenda.Note,
		"Google shows an edit only where SEQUENCE and LAST-MODIFIED have risen (RFC 5545 §3.8.7)"},

	"method-publish": {agenda.Note, "leave METHOD out of a feed: it is for invitations by mail"},
	"method":         {agenda.Warning, "leave METHOD out of a feed: it is for invitations by mail"},
	"method-events":  {agenda.Error, "Outlook wants exactly one: leave METHOD out"},
	"method-inside":  {agenda.Error, "take it out: METHOD is of the calendar (RFC 5545 §3.7.2)"},
	"publish-form": {agenda.Note,
		"METHOD:PUBLISH wants ORGANIZER and no ATTENDEE (RFC 5546 §3.2.1): leave METHOD out"},

	"no-uid":            {agenda.Error, "give it one that stays: else each fetch makes it anew"},
	"duplicate-uid":     {agenda.Error, "give it its own: calendars show only one of the two"},
	"no-dtstamp":        {agenda.Error, "say when it was last changed, in UTC (RFC 5545 §3.8.7.2)"},
	"no-dtstart":        {agenda.Error, "say when it starts"},
	"no-summary":        {agenda.Warning, "give it a title"},
	"missing-property":  {agenda.Error, ""},
	"repeated-property": {agenda.Error, "keep one of them (RFC 5545 §3.6)"},

	"end-and-duration":  {agenda.Error, "keep one of them (RFC 5545 §3.6.1)"},
	"no-end":            {agenda.Note, "calendars show it without length, or with one of their own"},
	"ends-before-start": {agenda.Error, "correct the times"},
	"ends-at-start":     {agenda.Warning, "leave the end out, or make it later (RFC 5545 §3.8.2.2)"},
	"end-type":          {agenda.Error, "write both in one form (RFC 5545 §3.8.2.2)"},
	"floating-time": {agenda.Warning,
		"give it a TZID, or write UTC: Google takes it as UTC, others as the reader's own time"},
	"skipped-time": {agenda.Warning, "the clocks are put forward over it: correct the time"},
	"bad-rrule":    {agenda.Error, "RFC 5545 §3.3.10 says how; readers drop the repeats"},
	"until-type": {agenda.Error,
		"a date where DTSTART is one; UTC where DTSTART has a zone (RFC 5545 §3.3.10)"},
	"repeated-rrule": {agenda.Warning, "split the event: most readers take one rule only"},
	"exception-type": {agenda.Error, "write it as DTSTART is written, or it excepts nothing"},

	"undefined-tzid": {agenda.Error,
		"add its VTIMEZONE: without it, Outlook is hours off or refuses the feed"},
	"unknown-tzid":       {agenda.Error, "add its VTIMEZONE, or use a zone like Europe/Berlin"},
	"utc-with-tzid":      {agenda.Error, "take out TZID, or the Z (RFC 5545 §3.2.19)"},
	"date-with-tzid":     {agenda.Warning, "take out TZID: a date has no zone (RFC 5545 §3.2.19)"},
	"no-tzid":            {agenda.Error, "give it the TZID that the events name"},
	"duplicate-tzid":     {agenda.Warning, "keep one of them"},
	"no-offset":          {agenda.Error, "say TZOFFSETFROM and TZOFFSETTO (RFC 5545 §3.6.5)"},
	"unread-timezone":    {agenda.Error, ""},
	"off-rule-onset":     {agenda.Note, "start it where its rule first changes the clocks"},
	"wrong-timezone":     {agenda.Error, "make it anew: events are shown at another hour"},
	"differing-timezone": {agenda.Warning, "make it anew from today's zone database"},
	"unused-timezone":    {agenda.Note, "leave it out"},
	"long-timezone":      {agenda.Warning, "describe its years only: Google refuses long ones"},
	"outlook-timezone": {agenda.Warning,
		"Outlook wants one STANDARD, and one DAYLIGHT, each with BYMONTH and one BYDAY"},
	"outlook-limit": {agenda.Note,
		"no two yearly rules say these years, and Outlook understands no more"},

	"bad-value":     {agenda.Error, "RFC 5545 §3.3 says how it is written"},
	"no-such-time":  {agenda.Error, "correct it"},
	"no-value-type": {agenda.Warning, "say VALUE: strict readers take it for another type"},
	"not-utc":       {agenda.Warning, "write it in UTC, with a Z at the end"},
	"bad-parameter": {agenda.Error, "write ;NAME=value, in quotes where it has , ; or :"},
	"escaped-parameter": {agenda.Error,
		"put it in quotes: no backslash escapes in a parameter (RFC 6868)"},
	"unquoted-parameter": {agenda.Error, "put it in quotes (RFC 5545 §3.2)"},
	"bad-escape": {agenda.Warning,
		`a backslash goes before \ , ; and n only (RFC 5545 §3.3.11): readers show it`},
	"unescaped-text": {agenda.Warning,
		`write \, and \; in a text (RFC 5545 §3.3.11): some readers cut it there`},
	"escaped-list":   {agenda.Note, "separate categories by commas without backslashes"},
	"unknown-status": {agenda.Warning, ""},
	"unknown-transp": {agenda.Warning, "use OPAQUE or TRANSPARENT"},
	"unknown-color":  {agenda.Warning, "use a name of CSS, like steelblue (RFC 7986 §5.9)"},
	"html":           {agenda.Note, "write plain text: most calendars show the tags"},
	"published-attendee": {agenda.Warning,
		"take ATTENDEE out: whoever has the feed reads their addresses"},
}
