package ical

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// ReadOptions name the input and its zone. The zero value is right for a feed that says where it is.
type ReadOptions struct {
	Name string // of the input, in Findings
	Zone string // IANA name of the event's zone where the feed names none; empty: UTC
}

// Read makes an event of a feed, of any exporter: of all its calendars, with a session for each VEVENT, in
// the order of their starts. A feed that [Write] has written comes back with speakers, links, kinds and ids
// as they were.
//
// The event's zone is X-WR-TIMEZONE, else the one that most sessions name, else ReadOptions.Zone, else UTC;
// dates and times without a zone are in it. Where all UIDs end in the same "@event.example.org", that is
// Event.ID, and what is before it Session.ID. What all LOCATIONs end in is the venue, and what stands before
// that the room. Speakers are those of a line "Speaker: …", the first or the last of the description, and of
// a title that ends in "(talk by …)"; nobody else is taken for one. HTML becomes plain text, with its links
// in Session.Links. A repeating session is one session; dates of it that are changed, or added to its rule,
// become sessions of their own. What all sessions have, a revision or an address to join, is the event's
// where it is what most have.
//
// An error is an [*agenda.InputError] where the input is no calendar (no-calendar) or beyond the bounds
// (too-large, too-deep), that of r, or of a ReadOptions.Zone that is unknown. The rules of the findings are:
//
//	not-utf-8          warning  a line is not UTF-8; it is read as Windows-1252
//	broken-line        warning  a line is no property; it is read as the rest of the text above
//	dropped-line       warning  a line is no property; it is left out
//	outside            warning  a line or component stands outside of a calendar
//	unclosed           warning  a component has no END; the feed may be cut short
//	not-gregorian      warning  the feed counts its dates in another calendar
//	no-zone            warning  neither the feed nor ReadOptions names a zone; the times are given in UTC
//	unknown-zone       warning  a zone is neither of the IANA database nor described in the feed
//	no-start           warning  a session has no DTSTART
//	bad-time           warning  a date, time or duration is none, or before 1900 or after 2199
//	ends-before-start  warning  a session ends before it starts; its end is left out
//	bad-rule           warning  an RRULE is none, or a second one; it is left out
//	too-many           warning  a session has more dates than are read, or too many zones are described
//	no-uid             warning  a session has no UID; its id is derived from its title
//	duplicate-uid      warning  two sessions have one UID; the second gets an id of its own
//	unknown-status     warning  a STATUS that is none of an event
//	bad-url            warning  an address is no http or https URL; it is left out
//	bad-coordinates    warning  GEO is no place
//	mixed-uids         note     UIDs do not end alike; each is the id of its session as it is
//	own-session        note     changed or added dates of repeating sessions become sessions of their own
//	not-kept           note     a property or component for which an event has no place; once for each name
func Read(r io.Reader, o ReadOptions) (*agenda.Event, agenda.Findings, error) {
	if _, err := (&agenda.Event{Zone: o.Zone}).Location(); err != nil {
		return nil, nil, fmt.Errorf("ical: %w", err)
	}
	d, err := parse(r, o.Name)
	if err != nil {
		return nil, nil, err
	}
	f := newFeedReader(d, o)
	f.read()
	return f.event, f.told(), nil
}

// A feedReader makes an event of a document.
type feedReader struct {
	noticed  // what is lost of the content; what is lost of the lines, the document knows
	document *document
	options  ReadOptions
	sources  []*source
	event    *agenda.Event
	loc      *time.Location // of the event
	entries  []*vevent      // in the order of the feed
	people   people
	unkept   []unkept
	unknown  map[string]bool // zones of which it is said that they are unknown
	floating int             // how many times are in no zone, and the line of the first
	floats   int
	kinds    map[string]agenda.Kind // by title
	lastWeb  string                 // an address that is one
	site     *string                // the venue, where no place is to be guessed; else nil
}

// A source is one calendar of the feed.
type source struct {
	*component
	zones     *zoneTable
	ours      bool // Write has written it
	cancelled bool // METHOD:CANCEL
	url       string
}

// An unkept is something for which an event has no place.
type unkept struct {
	name  string
	count int
	line  int // of the first
}

func newFeedReader(d *document, o ReadOptions, sources ...*source) *feedReader {
	f := &feedReader{
		noticed: noticed{name: o.Name}, document: d, options: o, event: &agenda.Event{}, sources: sources,
		unknown: map[string]bool{}, kinds: map[string]agenda.Kind{},
	}
	limits := newZoneLimits()
	for _, c := range d.calendars {
		s := &source{component: c, zones: zonesOf(c)}
		s.zones.limits = limits
		s.ours = c.value("PRODID") == prodID
		s.cancelled = strings.EqualFold(strings.TrimSpace(c.value("METHOD")), "CANCEL")
		f.sources = append(f.sources, s)
	}
	f.chooseZone()
	return f
}

func (f *feedReader) read() {
	for _, s := range f.sources {
		f.calendar(s)
		for _, c := range s.components {
			switch c.name {
			case "VEVENT":
				f.entries = append(f.entries, f.session(c, s))
			case "VTIMEZONE":
			default:
				f.drop(c.name, c.line)
			}
		}
	}
	f.repeat()
	f.identify()
	slices.SortStableFunc(f.entries, func(a, b *vevent) int {
		if a.Start.IsZero() != b.Start.IsZero() {
			return b.Start.Compare(a.Start)
		}
		return a.Start.Compare(b.Start)
	})
	f.locate()
	f.share()
	for _, v := range f.entries {
		f.event.Sessions = append(f.event.Sessions, v.Session)
	}
	for i, id := range f.event.SessionIDs() {
		f.event.Sessions[i].ID = id
	}
	f.complain()
}

// readRules are what can be wrong with the content of a feed, by id. What Lint calls an error is a warning
// here wherever there is something to read all the same.
var readRules = map[string]rule{
	"not-gregorian":     {severity: agenda.Warning, hint: "look at every date"},
	"no-zone":           {severity: agenda.Warning, hint: "say which zone the event is in"},
	"unknown-zone":      {severity: agenda.Warning, hint: "look at the times of its sessions"},
	"no-start":          {severity: agenda.Warning, hint: "say when it starts"},
	"bad-time":          {severity: agenda.Warning, hint: "look up the time and correct it"},
	"ends-before-start": {severity: agenda.Warning, hint: "look up when it ends"},
	"bad-rule":          {severity: agenda.Warning, hint: "add the dates as sessions of their own"},
	"too-many":          {severity: agenda.Warning},
	"no-uid":            {severity: agenda.Warning, hint: "keep the id once a feed is out"},
	"duplicate-uid":     {severity: agenda.Warning, hint: "delete one of them if they are the same session"},
	"unknown-status":    {severity: agenda.Warning},
	"bad-url":           {severity: agenda.Warning, hint: "look up the address"},
	"bad-coordinates":   {severity: agenda.Warning},
	"mixed-uids":        {severity: agenda.Note},
	"own-session":       {severity: agenda.Note},
	"not-kept":          {severity: agenda.Note},
}

// lose notes what of the content does not come across.
func (f *feedReader) lose(id string, line int, format string, args ...any) {
	f.weigh(readRules[id], "", id, line, format, args...)
}

// told are the findings of the lines and of the content in the order of the file, those of all of it last.
func (f *feedReader) told() agenda.Findings {
	all := f.document.told(true)
	for i := range all {
		all[i].Severity = min(all[i].Severity, agenda.Warning) // it could be read
	}
	all = append(all, f.noticed.told(false)...)
	slices.SortStableFunc(all, func(a, b agenda.Finding) int {
		if (a.Where.Line == 0) != (b.Where.Line == 0) {
			return cmp.Compare(b.Where.Line, a.Where.Line)
		}
		return cmp.Compare(a.Where.Line, b.Where.Line)
	})
	return all
}

// drop counts what is not kept.
func (f *feedReader) drop(name string, line int) {
	for i := range f.unkept {
		if f.unkept[i].name == name {
			f.unkept[i].count++
			return
		}
	}
	if len(f.unkept) < maxUnkept {
		f.unkept = append(f.unkept, unkept{name, 1, line})
		return
	}
	f.unkept[maxUnkept-1].count++
}

// maxUnkept bounds how many names of properties are told apart.
const maxUnkept = 100

// complain says what could only be counted.
func (f *feedReader) complain() {
	for _, u := range f.unkept {
		f.lose("not-kept", u.line, "%s (%s) is not kept", clipped(u.name), often(u.count))
	}
	if f.event.Zone != "" || len(f.entries) == 0 {
		return
	}
	f.event.Zone = "UTC"
	if f.floats > 0 {
		f.lose("no-zone", f.floating, "no time zone is named; %s without one read as UTC",
			quantity(f.floats, "time"))
		return
	}
	f.lose("no-zone", 0, "no time zone is named; the times are given in UTC")
}

func often(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func quantity(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// calendar reads what the calendar itself says. Of several calendars the first that says something counts.
func (f *feedReader) calendar(c *source) {
	e := f.event
	plain := c.prose
	name := agenda.OneLine(plain(cmp.Or(c.text("NAME"), c.text("X-WR-CALNAME"))))
	description := strings.TrimSpace(plain(cmp.Or(c.text("DESCRIPTION"), c.text("X-WR-CALDESC"))))
	if name == "" && !strings.Contains(description, "\n") && len(description) <= maxTitle {
		name, description = description, ""
	}
	e.Name, e.Description = cmp.Or(e.Name, name), cmp.Or(e.Description, description)
	if p := c.first("URL"); p != nil {
		c.url = f.web(p.value, p.line)
		e.URL = cmp.Or(e.URL, c.url)
	}
	if p := c.first("IMAGE"); p != nil && e.Image == "" {
		e.Image = f.picture(p)
	}
	for _, name := range []string{"COLOR", "X-APPLE-CALENDAR-COLOR"} {
		e.Color = cmp.Or(e.Color, colorOf(c.text(name)))
	}
	if p := c.first("CALSCALE"); p != nil && !strings.EqualFold(strings.TrimSpace(p.value), "GREGORIAN") {
		f.lose("not-gregorian", p.line, "the dates are those of the %s calendar", clipped(p.value))
	}
	for i := range c.properties {
		p := &c.properties[i]
		if !calendarNames[p.name] && !strings.HasPrefix(p.name, "X-") {
			f.drop(p.name, p.line)
		}
	}
}

// maxTitle is longer than names of events, in octets: a description that is no longer can be one.
const maxTitle = 80

// calendarNames are the properties of a calendar that are read, or of which nothing is lost.
var calendarNames = set("PRODID VERSION CALSCALE METHOD NAME DESCRIPTION URL SOURCE IMAGE COLOR UID " +
	"LAST-MODIFIED REFRESH-INTERVAL")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
