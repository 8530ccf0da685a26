package ical

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// localForm and utcForm are RFC 5545 §3.3.5's forms 1 and 2.
const (
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// perSession is the most properties that a session has.
const perSession = 15

// revisionEpoch is what SEQUENCE counts from, and the revision of what has none.
var revisionEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// An eventFeed is what the sessions of one event share.
type eventFeed struct {
	*feed
	event     *agenda.Event
	dir       agenda.Directory
	identity  string
	loc       *time.Location
	zone      *zone // nil: the times are given in UTC
	geo       string
	url       string
	organizer ics.IANAProperty
	hosted    bool               // there is an organizer
	revised   map[int64]revision // by Unix time
}

// A revision is how SEQUENCE and the two stamps say it.
type revision struct{ stamp, sequence string }

func (f *feed) event(e *agenda.Event) {
	x := eventFeed{
		feed: f, event: e, dir: e.Directory(), identity: e.Identity(), revised: map[int64]revision{},
	}
	loc, err := e.Location()
	if err != nil {
		f.add("bad-zone", agenda.Error, "", "", "%v; the feed gives the times in UTC", err)
		loc = time.UTC
	}
	x.loc, x.zone = loc, f.zone(loc)
	x.url = f.url(e.URL, "", "the event's address")
	x.organizer, x.hosted = f.organizer(e.Organizer)
	if v := e.Venue; v.Located() {
		// Written so that NaN fails, too.
		if math.Abs(v.Latitude) <= 90 && math.Abs(v.Longitude) <= 180 {
			x.geo = fmt.Sprintf("%.6f;%.6f", v.Latitude, v.Longitude)
		} else {
			f.add("bad-coordinates", agenda.Warning, "",
				"give degrees: latitude -90 to 90, longitude -180 to 180",
				"the venue's coordinates, %g and %g, are no place; the feed leaves them out",
				v.Latitude, v.Longitude)
		}
	}
	ids := e.SessionIDs()
	for i := range e.Sessions {
		x.session(&e.Sessions[i], ids[i])
	}
}

func (x *eventFeed) session(s *agenda.Session, id string) {
	uid := clean(id + "@" + x.identity)
	switch {
	case s.Start.IsZero():
		x.add("no-start", agenda.Warning, id, "say when it starts",
			"%q has no start; the feed leaves it out", s.Title)
		return
	case !x.inRange(s.Start) || !s.End.IsZero() && !x.inRange(s.End):
		x.add("year-out-of-range", agenda.Error, id, "correct the year",
			"%q is from %s to %s, before %d or after %d; the feed leaves it out", s.Title,
			agenda.DateOf(s.Start.In(x.loc)), agenda.DateOf(s.Until().In(x.loc)), firstYear, lastYear)
		return
	case x.uids[uid]:
		x.add("duplicate-id", agenda.Error, id, "give one of them another id",
			"two sessions have the UID %q; the feed leaves out the second, %q", uid, s.Title)
		return
	}
	x.uids[uid] = true

	n := len(x.slab)
	p := x.slab[n : n : n+perSession]
	put := func(name, value string) {
		if value != "" {
			p = append(p, property(name, value))
		}
	}
	rev := x.revision(s, id)
	put("UID", uid)
	put("DTSTAMP", rev.stamp)
	put("LAST-MODIFIED", rev.stamp)
	put("SEQUENCE", rev.sequence)
	p = x.times(p, s, id)
	put("SUMMARY", oneLine(s.Title))
	put("DESCRIPTION", x.description(s))
	put("LOCATION", x.dir.Place(*s))
	put("GEO", x.geo)
	put("URL", x.link(s, id))
	if track, _ := x.dir.Track(s.Track); s.Track != "" {
		put("CATEGORIES", oneLine(track.Name))
	}
	put("STATUS", x.status(s, id))
	if s.Kind.Recedes() || s.Status == agenda.Cancelled {
		put("TRANSP", "TRANSPARENT")
	}
	if x.hosted {
		p = append(p, x.organizer)
	}
	x.slab = x.slab[:n+len(p)]
	x.entries = append(x.entries, entry{s.Start, uid, p[:len(p):len(p)]})
}

// clean is s as a reader of the feed gets it back, so that two ids that would come out as one are found.
func clean(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return string(cleanEscapes.append(nil, s))
		}
	}
	return s
}

var cleanEscapes = newEscapes("\n")

func (x *eventFeed) inRange(t time.Time) bool {
	year := t.In(x.loc).Year()
	return firstYear <= year && year <= lastYear
}

func (x *eventFeed) revision(s *agenda.Session, id string) revision {
	t := x.event.RevisedAt(*s).UTC()
	if r, ok := x.revised[t.Unix()]; ok {
		return r
	}
	at := t
	if y := t.Year(); t.IsZero() {
		at = revisionEpoch
	} else if y < firstYear || y > lastYear {
		x.add("bad-revision", agenda.Warning, id, "give the time of its last change",
			"the revision %s is before %d or after %d; the feed takes it as unknown",
			agenda.DateOf(t), firstYear, lastYear)
		at = revisionEpoch
	}
	minutes := max(0, at.Unix()-revisionEpoch.Unix()) / 60
	r := revision{at.Format(utcForm), strconv.FormatInt(minutes, 10)}
	x.revised[t.Unix()] = r
	return r
}

// times appends DTSTART and, where the end is known and later, DTEND: with TZID in the event's zone, or in
// UTC where that zone's clock shows the reading twice and means the second. An end that equals the start is
// not said (RFC 5545 §3.6.1 wants it later).
func (x *eventFeed) times(p []ics.IANAProperty, s *agenda.Session, id string) []ics.IANAProperty {
	start, end := s.Start.In(x.loc).Truncate(time.Second), s.Until().In(x.loc).Truncate(time.Second)
	if end.Before(start) {
		x.add("ends-before-start", agenda.Error, id, "swap the times, or give the end its own date",
			"%q ends at %s, before it starts at %s; the feed leaves out the end", s.Title,
			end.Format("2006-01-02 15:04"), start.Format("2006-01-02 15:04"))
		end = start
	}
	form, parameters := utcForm, map[string][]string(nil)
	if x.zone != nil && !secondReading(start) && !secondReading(end) {
		form, parameters = localForm, x.zone.parameters
		x.use(x.zone, start, end)
	} else {
		start, end = start.UTC(), end.UTC()
	}
	put := func(name string, t time.Time) {
		p = append(p, ics.IANAProperty{BaseProperty: ics.BaseProperty{
			IANAToken: name, ICalParameters: parameters, Value: t.Format(form),
		}})
	}
	put("DTSTART", start)
	if end.After(start) {
		put("DTEND", end)
	}
	return p
}

// secondReading reports whether the clocks were put back so short a time before t that they show its
// reading for the second time. A local time in iCalendar is always the first (RFC 5545 §3.3.5).
func secondReading(t time.Time) bool {
	since, _ := t.ZoneBounds()
	if since.IsZero() || since.After(t) {
		return false
	}
	_, now := t.Zone()
	_, before := since.Add(-time.Second).Zone()
	return t.Sub(since) < time.Duration(before-now)*time.Second
}

// description is what there is to read: who speaks, the abstract, the links.
func (x *eventFeed) description(s *agenda.Session) string {
	byline := oneLine(x.dir.Byline(*s))
	abstract := strings.TrimSpace(s.Abstract)
	if len(s.Links) == 0 && (byline == "" || abstract == "") {
		return byline + abstract
	}
	var links strings.Builder
	for _, l := range s.Links {
		address, title := strings.TrimSpace(l.URL), oneLine(l.Title)
		if address == "" && title == "" {
			continue
		}
		if title != "" && address != "" {
			title += ": "
		}
		links.WriteString(title + address + "\n")
	}
	return paragraphs(byline, abstract, links.String())
}

// link is the first one that is valid, else the event's.
func (x *eventFeed) link(s *agenda.Session, id string) string {
	first := ""
	for _, l := range s.Links {
		if u := x.feed.url(l.URL, id, "a link of the session"); first == "" {
			first = u
		}
	}
	return cmp.Or(first, x.url)
}

func (x *eventFeed) status(s *agenda.Session, id string) string {
	switch s.Status {
	case "", agenda.Confirmed:
		return "CONFIRMED"
	case agenda.Tentative:
		return "TENTATIVE"
	case agenda.Cancelled:
		return "CANCELLED"
	}
	x.add("unknown-status", agenda.Warning, id, "use confirmed, tentative or cancelled",
		"%q has the status %q; the feed does not say it", s.Title, s.Status)
	return ""
}
