// Package reader makes an event of a feed of any program: see [Read].
//
// The rules of its findings:
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
package reader

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// Options name the input and its zone. The zero value is right for a feed that says where it is.
type Options struct {
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
// (too-large, too-deep), that of r, or of a ReadOptions.Zone that is unknown.
func Read(r io.Reader, o Options) (*agenda.Event, agenda.Findings, error) {
	if _, err := (&agenda.Event{Zone: o.Zone}).Location(); err != nil {
		return nil, nil, fmt.Errorf("ical: %w", err)
	}
	d, err := wire.Parse(r, o.Name)
	if err != nil {
		return nil, nil, err
	}
	f := New(d, o)
	f.Read()
	return f.Event, f.findings(), nil
}

// A Reader makes an event of a document.
type Reader struct {
	wire.Notices // what is lost of the content; what is lost of the lines, the document knows
	document     *wire.Document
	options      Options
	Sources      []*Calendar
	Event        *agenda.Event
	Loc          *time.Location // of the event
	Entries      []*VEvent      // in the order of the feed
	people       people
	skipped      []skipped
	unknown      map[string]bool // zones of which it is said that they are unknown
	unzonedCount int             // times that are in no zone
	unzonedLine  int             // of the first of them
	Site         *string         // the venue, where no place is to be guessed; else nil
}

// A Calendar is one calendar of the feed.
type Calendar struct {
	*wire.Component
	Zones     *zone.Table
	Ours      bool // Write has written it
	cancelled bool // METHOD:CANCEL
	url       string
}

// A skipped is something for which an event has no place.
type skipped struct {
	name  string
	count int
	line  int // of the first
}

// New makes the Reader of a document, or of calendars that were taken out of one.
func New(d *wire.Document, o Options, sources ...*Calendar) *Reader {
	f := &Reader{
		Notices: wire.Notices{Name: o.Name}, document: d, options: o, Event: &agenda.Event{},
		Sources: sources, unknown: map[string]bool{},
	}
	limits := zone.NewLimits()
	for _, c := range d.Calendars {
		s := &Calendar{Component: c, Zones: zone.NewTable(c)}
		s.Zones.Limits = limits
		s.Ours = c.Value("PRODID") == ProdID
		s.cancelled = strings.EqualFold(strings.TrimSpace(c.Value("METHOD")), "CANCEL")
		f.Sources = append(f.Sources, s)
	}
	f.chooseZone()
	return f
}

// Read reads all calendars into Event.
func (f *Reader) Read() {
	for _, s := range f.Sources {
		f.calendar(s)
		for _, c := range s.Components {
			switch c.Name {
			case "VEVENT":
				f.Entries = append(f.Entries, f.session(c, s))
			case "VTIMEZONE":
			default:
				f.skip(c.Name, c.Line)
			}
		}
	}
	f.repeat()
	f.identify()
	slices.SortStableFunc(f.Entries, func(a, b *VEvent) int {
		if a.Start.IsZero() != b.Start.IsZero() {
			return b.Start.Compare(a.Start)
		}
		return a.Start.Compare(b.Start)
	})
	f.locate()
	f.share()
	for _, v := range f.Entries {
		f.Event.Sessions = append(f.Event.Sessions, v.Session)
	}
	for i, id := range f.Event.SessionIDs() {
		f.Event.Sessions[i].ID = id
	}
	f.reportCounts()
}

// readRules gives the rules about the content of a feed, by id. What Lint calls an error is a warning
// here wherever there is something to read all the same.
var readRules = map[string]wire.Rule{
	"not-gregorian":     {Severity: agenda.Warning, Hint: "look at every date"},
	"no-zone":           {Severity: agenda.Warning, Hint: "say which zone the event is in"},
	"unknown-zone":      {Severity: agenda.Warning, Hint: "look at the times of its sessions"},
	"no-start":          {Severity: agenda.Warning, Hint: "say when it starts"},
	"bad-time":          {Severity: agenda.Warning, Hint: "look up the time and correct it"},
	"ends-before-start": {Severity: agenda.Warning, Hint: "look up when it ends"},
	"bad-rule":          {Severity: agenda.Warning, Hint: "add the dates as sessions of their own"},
	"too-many":          {Severity: agenda.Warning},
	"no-uid":            {Severity: agenda.Warning, Hint: "keep the id once a feed is out"},
	"duplicate-uid":     {Severity: agenda.Warning, Hint: "delete one of them if they are the same session"},
	"unknown-status":    {Severity: agenda.Warning},
	"bad-url":           {Severity: agenda.Warning, Hint: "look up the address"},
	"bad-coordinates":   {Severity: agenda.Warning},
	"mixed-uids":        {Severity: agenda.Note},
	"own-session":       {Severity: agenda.Note},
	"not-kept":          {Severity: agenda.Note},
}

// report adds a finding about the content of the feed.
func (f *Reader) report(id string, line int, format string, args ...any) {
	f.Add(id, readRules[id], "", line, format, args...)
}

// findings gives those of the lines and of the content in the order of the file, those of all of it last.
func (f *Reader) findings() agenda.Findings {
	all := f.document.Lost()
	for i := range all {
		all[i].Severity = min(all[i].Severity, agenda.Warning) // it could be read
	}
	all = append(all, f.Notices.All()...)
	slices.SortStableFunc(all, func(a, b agenda.Finding) int {
		if (a.Where.Line == 0) != (b.Where.Line == 0) {
			return cmp.Compare(b.Where.Line, a.Where.Line)
		}
		return cmp.Compare(a.Where.Line, b.Where.Line)
	})
	return all
}

// skip counts properties and components for which an event has no place.
func (f *Reader) skip(name string, line int) {
	for i := range f.skipped {
		if f.skipped[i].name == name {
			f.skipped[i].count++
			return
		}
	}
	if len(f.skipped) < maxSkipped {
		f.skipped = append(f.skipped, skipped{name, 1, line})
		return
	}
	f.skipped[maxSkipped-1].count++
}

// maxSkipped bounds how many names of properties are told apart.
const maxSkipped = 100

// reportCounts adds the findings that count something in the whole feed.
func (f *Reader) reportCounts() {
	for _, u := range f.skipped {
		f.report("not-kept", u.line, "%s (%s) is not kept", wire.Clipped(u.name), frequency(u.count))
	}
	if f.Event.Zone != "" || len(f.Entries) == 0 {
		return
	}
	f.Event.Zone = "UTC"
	if f.unzonedCount > 0 {
		f.report("no-zone", f.unzonedLine, "no time zone is named; %s without one read as UTC",
			input.Quantity(f.unzonedCount, "time"))
		return
	}
	f.report("no-zone", 0, "no time zone is named; the times are given in UTC")
}

func frequency(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// calendar reads what the calendar itself says. Of several calendars the first that says something counts.
func (f *Reader) calendar(c *Calendar) {
	e := f.Event
	plain := c.prose
	name := input.OneLine(plain(cmp.Or(c.Text("NAME"), c.Text("X-WR-CALNAME"))))
	description := strings.TrimSpace(plain(cmp.Or(c.Text("DESCRIPTION"), c.Text("X-WR-CALDESC"))))
	if name == "" && !strings.Contains(description, "\n") && len(description) <= maxTitle {
		name, description = description, ""
	}
	e.Name, e.Description = cmp.Or(e.Name, name), cmp.Or(e.Description, description)
	if p := c.First("URL"); p != nil {
		c.url = f.web(p.Value, p.Line)
		e.URL = cmp.Or(e.URL, c.url)
	}
	if p := c.First("IMAGE"); p != nil && e.Image == "" {
		e.Image = f.picture(p)
	}
	for _, name := range []string{"COLOR", "X-APPLE-CALENDAR-COLOR"} {
		e.Color = cmp.Or(e.Color, colorOf(c.Text(name)))
	}
	if p := c.First("CALSCALE"); p != nil && !strings.EqualFold(strings.TrimSpace(p.Value), "GREGORIAN") {
		f.report("not-gregorian", p.Line, "the dates are those of the %s calendar", wire.Clipped(p.Value))
	}
	for i := range c.Properties {
		p := &c.Properties[i]
		if !calendarNames[p.Name] && !strings.HasPrefix(p.Name, "X-") {
			f.skip(p.Name, p.Line)
		}
	}
}

// maxTitle is longer than names of events, in octets: a description that is no longer can be one.
const maxTitle = 80

// calendarNames are the properties of a calendar that are read, or of which nothing is lost.
var calendarNames = wire.Set("PRODID VERSION CALSCALE METHOD NAME DESCRIPTION URL SOURCE IMAGE COLOR UID " +
	"LAST-MODIFIED REFRESH-INTERVAL")

// OnlineLabel is the title of the link at which a session can be joined.
const OnlineLabel = "Online"

// ProdID is how this project signs its feeds (RFC 5545 §3.7.3).
const ProdID = "-//daysheet//daysheet//EN"

// CancelledPrefix stands before the title of a cancelled session that is kept in sight.
const CancelledPrefix = "Cancelled: "

// RevisionEpoch starts the count of SEQUENCE, and is the revision of entries that have none.
var RevisionEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
