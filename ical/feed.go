package ical

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A Feed is the calendar of one or several events, ready to be written.
type Feed struct {
	// Changed holds the changes of the sessions of each event since Options.Previous, where there is such a
	// feed: of all of them, whatever the View shows.
	Changed []Changed

	o       Options
	parts   []*eventFeed // one an event
	view    *selection
	entries []*entry    // in the order in which they are written
	zones   []*feedZone // used, in the order in which they were

	firstYear, lastYear int // of the times that are given in zones; 0 where there is none

	settled  agenda.Findings // found by Compose
	findings agenda.Findings // found by what is written now
}

// An entry is one VEVENT.
type entry struct {
	start int64 // Unix time
	uid   string

	// What it is made of; nil where it was published, and is not in the events any more.
	event   *eventFeed
	session *agenda.Session
	id      string
	times   times

	*history // never nil; unpublished where there is no last feed
}

// A history holds the state of an entry in the last feed. It is apart, since most feeds are made without one.
type history struct {
	previous  *published         // in the last feed; nil: it was not there
	inherited bool               // the UID is another than the session's id makes it
	rev       revision           // the zero one is that of the session
	kept      []ics.IANAProperty // it stays as it was published, or is cancelled; nil: it is made anew
}

// unpublished is the history of all entries that have none, and is not to be changed.
var unpublished = &history{}

// Changed lists the changes of the sessions of one event between the feed published last and the next. Both
// states are as a reader of the feed has them, so that nothing that it does not say is a change.
type Changed struct {
	Old, New *agenda.Event
	Changes  []diff.Change
}

// Compose settles what a feed of the events holds: which sessions, under which UIDs, in which order and, with
// Options.Previous, which of them have changed. The error is of a call without events.
func Compose(o Options, events ...*agenda.Event) (*Feed, error) {
	if len(events) == 0 || slices.Contains(events, nil) {
		return nil, errors.New("ical: no event to make a calendar of")
	}
	sessions := 0
	for _, e := range events {
		sessions += len(e.Sessions)
	}
	f := &Feed{o: o, entries: make([]*entry, 0, sessions)}
	f.view = o.View.selection(events)
	taken := make(map[string]bool, sessions)
	for _, e := range events {
		f.parts = append(f.parts, f.event(e, taken))
	}
	if o.Previous != nil {
		f.reconcile()
		f.entries = slices.DeleteFunc(f.entries, func(e *entry) bool { return !f.view.includes(e.session) })
	}
	f.view.report(f)
	slices.SortFunc(f.entries, func(a, b *entry) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return strings.Compare(a.uid, b.uid)
	})
	for _, e := range f.entries {
		f.locate(e)
	}
	f.settled, f.findings = f.findings, nil
	return f, nil
}

// Len is the number of entries.
func (f *Feed) Len() int { return len(f.entries) }

// Write writes the feed, and gives what was found while it was made. A Feed may be written again, though not
// twice at once.
func (f *Feed) Write(w io.Writer) (agenda.Findings, error) {
	f.findings = slices.Clone(f.settled)
	enc := wire.NewEncoder(w)
	enc.Line("BEGIN:VCALENDAR")
	for _, p := range f.header() {
		enc.Property(&p.BaseProperty)
	}
	enc.Components(f.timezones(), 1)
	var properties []ics.IANAProperty
	for _, e := range f.entries {
		properties = f.properties(properties[:0], e)
		enc.Line("BEGIN:VEVENT")
		for j := range properties {
			enc.Property(&properties[j].BaseProperty)
		}
		enc.Components(f.alarms(e), 2)
		enc.Line("END:VEVENT")
	}
	enc.Line("END:VCALENDAR")
	enc.Flush()
	return f.findings, enc.Err
}

// Calendar gives the feed as golang-ical's model, for callers who add to it. [Encode] writes it.
func (f *Feed) Calendar() (*ics.Calendar, agenda.Findings) {
	f.findings = slices.Clone(f.settled)
	c := &ics.Calendar{Components: make([]ics.Component, 0, len(f.zones)+len(f.entries))}
	for _, p := range f.header() {
		c.CalendarProperties = append(c.CalendarProperties, ics.CalendarProperty(p))
	}
	c.Components = append(c.Components, f.timezones()...)
	for _, e := range f.entries {
		v := &ics.VEvent{}
		v.Properties = f.properties(make([]ics.IANAProperty, 0, perSession), e)
		v.Components = f.alarms(e)
		c.Components = append(c.Components, v)
	}
	return c, f.findings
}

func (f *Feed) add(rule string, s agenda.Severity, id, hint, format string, args ...any) {
	f.findings.Add(rule, s, agenda.Where{ID: id}, hint, format, args...)
}

// A feedZone is a zone in which times are given.
type feedZone struct {
	loc        *time.Location
	parameters map[string][]string // the TZID
}

// zone finds the one of loc, or is nil for UTC, which needs none. It is described for the years of the whole
// feed once times are given in it: see use.
func (f *Feed) zone(loc *time.Location) *feedZone {
	name := loc.String()
	if name == "UTC" || name == "Etc/UTC" {
		return nil
	}
	for _, z := range f.zones {
		if z.loc.String() == name {
			return z
		}
	}
	return &feedZone{loc, map[string][]string{"TZID": {name}}}
}

// locate has the zone described in which an entry gives its times, for the years of these.
func (f *Feed) locate(e *entry) {
	s := e.session
	if e.kept != nil {
		if loc, ok := e.previous.zone(); ok && loc != nil {
			f.use(f.zone(loc), s.Start.In(loc).Year(), zone.LastYearOf(s, loc))
		}
		return
	}
	if t := e.times; t.form == inZone {
		first, last := time.Unix(t.local, 0).UTC().Year(), time.Unix(t.localEnd, 0).UTC().Year()
		if s.Repeat != "" {
			last = max(last, zone.LastYearOf(s, e.event.loc))
		}
		f.use(e.event.zone, first, last)
	}
}

// use notes that times of the years from first to last are given in z.
func (f *Feed) use(z *feedZone, first, last int) {
	same := func(o *feedZone) bool { return o == z || o.loc.String() == z.loc.String() }
	if !slices.ContainsFunc(f.zones, same) {
		f.zones = append(f.zones, z)
	}
	if f.firstYear == 0 || first < f.firstYear {
		f.firstYear = first
	}
	f.lastYear = max(f.lastYear, last)
}

func (f *Feed) timezones() []ics.Component {
	var list []ics.Component
	for _, z := range f.zones {
		list = append(list, zone.Describe(z.loc, f.firstYear, f.lastYear))
	}
	return list
}

// header makes the properties of the calendar itself. NAME, DESCRIPTION, URL, IMAGE and COLOR are RFC 7986's;
// the X- ones say the same to clients that came before it.
func (f *Feed) header() []ics.IANAProperty {
	header := []ics.IANAProperty{
		wire.Property("PRODID", reader.ProdID),
		wire.Property("VERSION", "2.0"), wire.Property("CALSCALE", "GREGORIAN"),
	}
	put := func(name, value string, parameters map[string][]string) {
		if value != "" {
			header = append(header, wire.PropertyWith(name, value, parameters))
		}
	}
	o := f.o
	description, color := strings.TrimSpace(o.Description), o.Color
	url, image := "", ""
	if len(f.parts) == 1 {
		x := f.parts[0]
		description = cmp.Or(description, listing.Flow(paragraphs(strings.TrimSpace(x.event.Summary),
			strings.TrimSpace(x.event.Description))))
		color = cmp.Or(color, x.event.Color)
		url, image = x.url, wire.WebURI(x.event.Image)
	}
	put("NAME", f.name(), nil)
	put("X-WR-CALNAME", f.name(), nil)
	put("DESCRIPTION", description, nil)
	put("X-WR-CALDESC", description, nil)
	put("URL", url, nil)
	put("IMAGE", image, valueImage)
	put("COLOR", colorName(color), nil)
	put("X-APPLE-CALENDAR-COLOR", hexColor(color), nil)
	if loc, err := f.parts[0].event.Location(); err == nil {
		put("X-WR-TIMEZONE", loc.String(), nil)
	}
	refresh := duration(o.Refresh)
	put("REFRESH-INTERVAL", refresh, valueDuration)
	put("X-PUBLISHED-TTL", refresh, nil)
	source := wire.WebURI(o.Source)
	if source == "" && o.Source != "" {
		f.add("bad-url", agenda.Warning, "", "write the whole of it, like https://example.org/feed.ics",
			"the feed's address, %q, is not a web address", o.Source)
	}
	if _, err := agenda.ParseColor(o.Color); err != nil && o.Color != "" {
		f.add("bad-color", agenda.Warning, "", "write it like #1e90ff",
			"the calendar has no colour in the feed: %q is none", o.Color)
	}
	if n := len(source); n > wire.MaxGoogleURL { // it is ASCII
		f.add("long-source", agenda.Warning, "", "publish it at a shorter one",
			"the feed's address has %d characters; Google reads none of more than %d, and says nothing", n,
			wire.MaxGoogleURL)
	}
	put("SOURCE", source, valueURI)
	return header
}

// name gives the name of the calendar.
func (f *Feed) name() string {
	if name := input.OneLine(f.o.Name); name != "" {
		return name
	}
	var names []string
	for _, x := range f.parts {
		if n := input.OneLine(x.event.Name); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return titled(listing.English.Join(names), f.view.label())
}

var (
	valueDuration = map[string][]string{"VALUE": {"DURATION"}}
	valueURI      = map[string][]string{"VALUE": {"URI"}}
	valueImage    = map[string][]string{"VALUE": {"URI"}, "DISPLAY": {"BADGE"}}
	valueDate     = map[string][]string{"VALUE": {"DATE"}}
	valueOnline   = map[string][]string{"VALUE": {"URI"}, "LABEL": {reader.OnlineLabel}}
	formatHTML    = map[string][]string{"FMTTYPE": {"text/html"}}
)

// duration writes d as RFC 5545 §3.3.6 has it, "PT1H30M"; an hour where d is under a second.
func duration(d time.Duration) string {
	s := strings.ToUpper(cmp.Or(max(0, d.Truncate(time.Second)), time.Hour).String())
	return "PT" + strings.ReplaceAll(strings.ReplaceAll(s, "M0S", "M"), "H0M", "H")
}

// paragraphs joins two texts by an empty line, where neither is empty.
func paragraphs(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "\n\n" + second
}
