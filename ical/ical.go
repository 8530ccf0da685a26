// Package ical writes events as the iCalendar feed (RFC 5545, RFC 7986) that attendees subscribe to: right
// in Google, Outlook, Apple and Thunderbird at once, and the same bytes for as long as nothing changes.
//
//	e := &agenda.Event{ID: "kafka-2014.example.org", Name: "Kafka meetup", Zone: "America/Los_Angeles"}
//	for _, r := range rows {
//		e.Sessions = append(e.Sessions, agenda.Session{
//			ID: r.Slug, Title: r.Title, Start: r.Start, End: r.End, Revised: r.UpdatedAt,
//		})
//	}
//	findings, err := ical.Write(w, e, ical.Options{})
//
// [Write] is [Calendar], which makes golang-ical's model of one or several events, and [Encode], which turns
// any such model into bytes. Add components of your own between the two; [Timezone] describes the zones that
// they need.
//
// # Identity
//
// A session's UID is its id, "@" and the id of its event. SEQUENCE counts the whole minutes from
// 2000-01-01T00:00Z to its revision (Session.Revised, else Event.Revised), and DTSTAMP and LAST-MODIFIED are
// that revision; without one they are that first moment, and 0. Nothing reads the clock: a row's updated_at
// is all that tells subscribers of a change.
//
// # Findings
//
// What cannot be published is left out and reported, never a broken feed:
//
//	bad-zone           error    the zone is not in the IANA database; the times are given in UTC
//	no-start           warning   a session has no start; it is left out
//	ends-before-start  error    a session ends before it starts; its end is left out
//	year-out-of-range  error    a session starts or ends before 1900 or after 2199; it is left out
//	duplicate-id       error    two sessions have one UID; the second is left out
//	bad-revision       warning  a revision before 1900 or after 2199; it counts as none
//	bad-url            warning  a link that is not an absolute http or https URL
//	bad-email          warning  the organizer's address is not one
//	bad-coordinates    warning  the venue is on no place of the globe
//	unknown-status     warning  a status that is none of agenda.Statuses
//
// Within version 1 exported names keep their meaning. The bytes change with a release only where they were
// wrong, and with the time zone database.
package ical

import (
	"errors"
	"fmt"
	"io"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// Options say what the feed as a whole is called and how it is fetched. The zero value is right for most.
type Options struct {
	Name        string        // of the calendar; empty: the names of the events
	Description string        // empty: what a single event says of itself
	Source      string        // the URL at which the feed is published; empty: not said
	Refresh     time.Duration // how often subscribers should look, in whole seconds; 0: each hour
}

// Write writes the feed of an event.
func Write(w io.Writer, e *agenda.Event, o Options) (agenda.Findings, error) {
	c, findings, err := Calendar(o, e)
	if err != nil {
		return findings, err
	}
	return findings, Encode(w, c)
}

// Calendar makes one calendar of the events: a VTIMEZONE for each zone used and a VEVENT for each session,
// in the order of their starts. The zones come from Go's own database. Parameters are shared between
// properties: to change one, set the property anew. The error is of a call without events.
func Calendar(o Options, events ...*agenda.Event) (*ics.Calendar, agenda.Findings, error) {
	if len(events) == 0 || slices.Contains(events, nil) {
		return nil, nil, errors.New("ical: no event to make a calendar of")
	}
	sessions := 0
	for _, e := range events {
		sessions += len(e.Sessions)
	}
	f := feed{
		uids:    make(map[string]bool, sessions),
		entries: make([]entry, 0, sessions),
		slab:    make([]ics.IANAProperty, 0, sessions*perSession),
	}
	for _, e := range events {
		f.event(e)
	}
	slices.SortFunc(f.entries, func(a, b entry) int {
		if c := a.start.Compare(b.start); c != 0 {
			return c
		}
		return strings.Compare(a.uid, b.uid)
	})
	c := &ics.Calendar{Components: make([]ics.Component, 0, len(f.zones)+len(f.entries))}
	for _, p := range f.header(o, events) {
		c.CalendarProperties = append(c.CalendarProperties, ics.CalendarProperty(p))
	}
	for _, z := range f.zones {
		c.Components = append(c.Components, timezone(z.loc, f.firstYear, f.lastYear))
	}
	vevents := make([]ics.VEvent, len(f.entries))
	for i, entry := range f.entries {
		vevents[i].Properties = entry.properties
		c.Components = append(c.Components, &vevents[i])
	}
	return c, f.findings, nil
}

// feed gathers what a calendar is made of.
type feed struct {
	findings agenda.Findings
	zones    []*zone
	entries  []entry
	uids     map[string]bool
	slab     []ics.IANAProperty // the properties of all entries, in one piece

	firstYear, lastYear int // of the times that are given in zones; 0 where there is none
}

type entry struct {
	start      time.Time
	uid        string
	properties []ics.IANAProperty
}

// A zone is one that times can be given in.
type zone struct {
	loc        *time.Location
	parameters map[string][]string // the TZID
	used       bool
}

func (f *feed) add(rule string, s agenda.Severity, id, hint, format string, args ...any) {
	f.findings.Add(rule, s, agenda.Where{ID: id}, hint, format, args...)
}

// zone finds the one of loc, or is nil for UTC, which needs none.
func (f *feed) zone(loc *time.Location) *zone {
	name := loc.String()
	if name == "UTC" || name == "Etc/UTC" {
		return nil
	}
	for _, z := range f.zones {
		if z.loc.String() == name {
			return z
		}
	}
	return &zone{loc: loc, parameters: map[string][]string{"TZID": {name}}}
}

// use notes that times from first to last, as z counts them, are given in z. Each zone is described for the
// years of the whole feed.
func (f *feed) use(z *zone, first, last time.Time) {
	if !z.used {
		z.used = true
		f.zones = append(f.zones, z)
	}
	if y := first.Year(); f.firstYear == 0 || y < f.firstYear {
		f.firstYear = y
	}
	f.lastYear = max(f.lastYear, last.Year())
}

// header makes the properties of the calendar itself. NAME and DESCRIPTION are RFC 7986's; the X- ones say
// the same to clients that came before it.
func (f *feed) header(o Options, events []*agenda.Event) []ics.IANAProperty {
	header := []ics.IANAProperty{
		property("PRODID", "-//daysheet//daysheet//EN"),
		property("VERSION", "2.0"),
		property("CALSCALE", "GREGORIAN"),
	}
	twice := func(name, old, value string) {
		if value != "" {
			header = append(header, property(name, value), property(old, value))
		}
	}
	name, description := oneLine(o.Name), strings.TrimSpace(o.Description)
	if name == "" {
		var names []string
		for _, e := range events {
			if n := oneLine(e.Name); n != "" && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		name = agenda.Join(names)
	}
	if description == "" && len(events) == 1 {
		description = paragraphs(events[0].Summary, events[0].Description)
	}
	twice("NAME", "X-WR-CALNAME", name)
	twice("DESCRIPTION", "X-WR-CALDESC", description)
	if loc, err := events[0].Location(); err == nil {
		header = append(header, property("X-WR-TIMEZONE", loc.String()))
	}
	refresh := duration(o.Refresh)
	header = append(header,
		ics.IANAProperty{BaseProperty: ics.BaseProperty{
			IANAToken: "REFRESH-INTERVAL", ICalParameters: valueDuration, Value: refresh,
		}},
		property("X-PUBLISHED-TTL", refresh))
	if source := f.url(o.Source, "", "the feed's address"); source != "" {
		header = append(header, ics.IANAProperty{BaseProperty: ics.BaseProperty{
			IANAToken: "SOURCE", ICalParameters: valueURI, Value: source,
		}})
	}
	return header
}

var (
	valueDuration = map[string][]string{"VALUE": {"DURATION"}}
	valueURI      = map[string][]string{"VALUE": {"URI"}}
)

// duration writes d as RFC 5545 §3.3.6 has it, "PT1H30M"; an hour where d is under a second.
func duration(d time.Duration) string {
	seconds := int64(d / time.Second)
	if seconds <= 0 {
		seconds = 3600
	}
	s := "PT"
	for _, unit := range []struct {
		seconds int64
		letter  string
	}{{3600, "H"}, {60, "M"}, {1, "S"}} {
		if n := seconds / unit.seconds; n > 0 {
			s += strconv.FormatInt(n, 10) + unit.letter
			seconds -= n * unit.seconds
			if seconds == 0 {
				break
			}
		}
	}
	return s
}

// url gives a link as a URI in ASCII. Where it is not one, it is a Finding, and empty.
func (f *feed) url(link, id, what string) string {
	if link == "" {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		f.add("bad-url", agenda.Warning, id, "write the whole of it, like https://example.org/talk",
			"%s, %q, is not a web address; the feed does not offer it as one", what, link)
		return ""
	}
	return asciiURI(u.String())
}

// asciiURI escapes what RFC 3986 does not let stand in a URI and net/url leaves in a query.
func asciiURI(s string) string {
	var b []byte // nil for as long as nothing is escaped
	for i := range len(s) {
		c := s[i]
		lone := c == '%' && (len(s) < i+3 || !isHex(s[i+1]) || !isHex(s[i+2]))
		switch {
		case lone || c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			if b == nil {
				b = append(b, s[:i]...)
			}
			b = fmt.Appendf(b, "%%%02X", c)
		case b != nil:
			b = append(b, c)
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

func isHex(c byte) bool { return c-'0' <= 9 || c|0x20-'a' <= 5 }

// organizer is the property of the event's organizer, whose address is the value; without one there is none.
func (f *feed) organizer(o agenda.Organizer) (ics.IANAProperty, bool) {
	email := strings.TrimSpace(o.Email)
	if email == "" {
		return ics.IANAProperty{}, false
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || strings.ContainsAny(email, "\" ()[]") {
		f.add("bad-email", agenda.Warning, "", "write it like info@example.org",
			"the organizer's address, %q, is not an e-mail address; the feed names no organizer", o.Email)
		return ics.IANAProperty{}, false
	}
	at := strings.LastIndexByte(email, '@')
	p := property("ORGANIZER", "mailto:"+asciiURI(url.PathEscape(email[:at])+"@"+email[at+1:]))
	// libical and golang-ical take a backslash at the end of a parameter for an escape of what ends it.
	if name := strings.TrimRight(oneLine(clean(o.Name)), `\ `); name != "" {
		p.ICalParameters = map[string][]string{"CN": {name}}
	}
	return p, true
}

// oneLine gives s with each run of white space as one space.
func oneLine(s string) string {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		before = c
	}
	return strings.TrimSuffix(s, " ")
}

// paragraphs joins what is not empty by empty lines.
func paragraphs(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n")
}
