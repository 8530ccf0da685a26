package ical

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// A Published feed is one as its subscribers have it, the memory of the next: see [Options.Previous]. It
// may be used for any number of feeds, also at once.
type Published struct {
	entries []*published // each UID once
}

// published is an entry of such a feed.
type published struct {
	uid      string
	natural  string // the UID that its id makes it, where it has kept another's
	identity string // of the event, what stands behind the last @ where that is none of the new feed
	id       string // of the session in that event
	sequence int64
	stamp    time.Time // of the last revision; zero: not known

	component *component
	source    *source
	// session is the entry read again; nil until it is read with others of its event: see readAgain.
	session *agenda.Session
}

// ReadPublished reads the feed published last, one that [Write] wrote or that another program did. The error
// is that of [Read], and of a feed that is cut short.
func ReadPublished(r io.Reader, o ReadOptions) (*Published, error) {
	d, err := parse(r, o.Name)
	if err != nil {
		return nil, err
	}
	// What is missing of a feed that was cut short would lose its revisions.
	unclosed := func(f agenda.Finding) bool { return f.Rule == "unclosed" }
	if i := slices.IndexFunc(d.findings, unclosed); i >= 0 {
		return nil, &agenda.InputError{Findings: d.findings[i : i+1]}
	}
	p := &Published{}
	seen := map[string]bool{}
	for _, s := range newFeedReader(d, o).sources {
		for _, c := range s.components {
			uid := strings.TrimSpace(c.text("UID"))
			// A changed date of a repeating session shares its UID.
			if c.name != "VEVENT" || uid == "" || seen[uid] || c.first("RECURRENCE-ID") != nil {
				continue
			}
			seen[uid] = true
			p.entries = append(p.entries, newPublished(c, s, uid))
		}
	}
	return p, nil
}

func newPublished(c *component, s *source, uid string) *published {
	p := &published{uid: uid, component: c, source: s}
	p.natural = cmp.Or(strings.TrimSpace(c.text("X-DAYSHEET-ID")), uid)
	p.id, p.identity, _ = cutLast(p.natural, "@")
	// RFC 5545 §3.3.8 ends integers at 2147483647; what is none is as good as 0.
	p.sequence, _ = strconv.ParseInt(strings.TrimSpace(c.value("SEQUENCE")), 10, 32)
	p.sequence = max(0, p.sequence)
	for _, name := range []string{"LAST-MODIFIED", "DTSTAMP", "CREATED"} {
		t, ok := parseDateTime(strings.TrimSpace(c.value(name)))
		if ok && firstYear <= t.wall.Year() && t.wall.Year() <= lastYear {
			p.stamp = t.wall
			break
		}
	}
	return p
}

// cancelled reports whether the entry says that it does not take place, in either of the two ways.
func (p *published) cancelled() bool { return p.session.Status == agenda.Cancelled }

// shown reports whether it is cancelled and kept in sight.
func (p *published) shown() bool {
	return strings.EqualFold(p.component.value("X-DAYSHEET-STATUS"), "CANCELLED")
}

// writtenOnce and writtenOften are the properties that Write gives a session. Whatever else stands in a feed
// that says it is ours, somebody has put there.
var (
	writtenOnce = set("UID DTSTAMP LAST-MODIFIED SEQUENCE CREATED DTSTART DTEND RRULE SUMMARY DESCRIPTION " +
		"X-ALT-DESC LOCATION GEO URL CATEGORIES COLOR STATUS TRANSP CONFERENCE IMAGE ORGANIZER " +
		"X-DAYSHEET-KIND X-DAYSHEET-ID X-DAYSHEET-STATUS")
	writtenOften = set("EXDATE X-DAYSHEET-SPEAKER")
)

// properties gives those of the entry as Encode writes them: where the feed is ours, byte for byte.
func (p *published) properties() []ics.IANAProperty {
	list := make([]ics.IANAProperty, 0, len(p.component.properties))
	for i := range p.component.properties {
		line := &p.component.properties[i]
		if !writtenOften[line.name] && (!writtenOnce[line.name] || line != p.component.first(line.name)) {
			continue
		}
		parameters := map[string][]string(nil)
		for _, q := range line.parameters {
			if !isName(q.name) {
				continue
			}
			if parameters == nil {
				parameters = make(map[string][]string, len(line.parameters))
			}
			parameters[q.name] = q.values
		}
		value := line.value
		kind := typeOf(line.name)
		if named := line.parameter("VALUE"); named != "" {
			kind = namedType(kind, named)
		}
		switch {
		case line.name == "UID":
			value, parameters = p.uid, nil
		case kind.kind == text || kind.kind == statusText:
			value = line.text()
		case kind.kind == address && !isURI(value):
			continue
		}
		list = append(list, propertyWith(line.name, value, parameters))
	}
	return list
}

// zone is the one in which the entry gives its times, nil where that is UTC or days. It is not ok where the
// entry cannot be kept as it is: it is not ours, or not as Write wrote it, or its zone is not in the IANA
// database any more.
func (p *published) zone() (loc *time.Location, ok bool) {
	start := p.component.first("DTSTART")
	if !p.source.ours || start == nil || !p.sound(start) {
		return nil, false
	}
	tzid := start.parameter("TZID")
	if tzid == "" {
		return nil, true
	}
	loc = p.source.zones.find(tzid).loc
	return loc, loc != nil && loc.String() == tzid && tzid != "UTC" && tzid != "Etc/UTC"
}

// sound reports whether the times of the entry have the form that Write gives them, all that of its start.
func (p *published) sound(start *contentLine) bool {
	from, _ := parseDateTime(start.value)
	for i := range p.component.properties {
		line := &p.component.properties[i]
		t, ok := parseDateTime(line.value)
		ok = ok && firstYear <= t.wall.Year() && t.wall.Year() <= lastYear
		switch line.name {
		case "DTSTAMP", "LAST-MODIFIED", "CREATED":
			ok = ok && t.utc && line.parameters == nil
		case "DTSTART", "DTEND", "EXDATE":
			tzid := line.parameter("TZID")
			ok = ok && t.utc == from.utc && t.date == from.date && tzid == start.parameter("TZID") &&
				(tzid == "") == (t.utc || t.date) &&
				t.date == strings.EqualFold(line.parameter("VALUE"), "DATE")
		case "RRULE":
			again := agenda.Session{AllDay: from.date, Repeat: line.value}
			_, err := again.Rule()
			ok = err == nil && line.value != "" && line.parameters == nil
		case "SEQUENCE":
			n, err := strconv.ParseInt(line.value, 10, 32)
			ok = err == nil && n >= 0 && line.parameters == nil
		default:
			continue
		}
		if !ok {
			return false
		}
	}
	return p.component.first("DTSTAMP") != nil && p.component.first("SEQUENCE") != nil
}

// readAgain reads entries of one event, as sessions that can be compared with others that were read so: days
// have no zone, and get that of the event as it is now.
func (x *eventFeed) readAgain(entries []*published) *agenda.Event {
	var list []*source
	of := map[*component]*published{}
	sources := map[*source]*source{}
	for _, p := range entries {
		// Without what the calendar says: of several events it is not the same as of one.
		s := sources[p.source]
		if s == nil {
			s = &source{component: &component{name: "VCALENDAR"}, zones: p.source.zones, ours: p.source.ours}
			sources[p.source] = s
			list = append(list, s)
		}
		s.components = append(s.components, p.component)
		of[p.component] = p
	}
	f := newFeedReader(&document{}, ReadOptions{}, list...)
	f.loc, f.event.Zone = x.loc, x.loc.String()
	site := agenda.Venue{Name: agenda.OneLine(x.event.Venue.Name),
		Address: agenda.OneLine(x.event.Venue.Address)}.String()
	f.site = &site
	f.read()
	f.event.ID, f.event.Name = x.identity, x.event.Name
	var read []*published
	sessions := f.event.Sessions[:0]
	for i, v := range f.entries {
		if !v.copy {
			read, sessions = append(read, of[v.component]), append(sessions, f.event.Sessions[i])
		}
	}
	f.event.Sessions = sessions
	for i, p := range read {
		p.session = &sessions[i]
		p.session.ID = p.id
	}
	return f.event
}
