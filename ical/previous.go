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
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A Published feed is one as its subscribers have it, the memory of the next: see [Options.Previous]. It
// may be used for any number of feeds, also at once.
type Published struct {
	entries []*published // each UID once
}

// published is an entry of such a feed.
type published struct {
	uid      string
	ownUID   string // the UID that its id makes it, where it has kept another's
	identity string // of the event, what stands behind the last @ where that is none of the new feed
	id       string // of the session in that event
	digest   string // of what it says; empty until it is read, where the feed has none
	sequence int64
	stamp    time.Time // of the last revision; zero: not known

	component *wire.Component
	source    *reader.Calendar
	// session is the entry read again; nil until it is read with others of its event: see readPrevious.
	session *agenda.Session
}

// ReadPublished reads the feed published last, one that [Write] wrote or that another program did. The error
// is that of [Read], and of a feed that is cut short.
func ReadPublished(r io.Reader, o ReadOptions) (*Published, error) {
	d, err := wire.Parse(r, o.Name)
	if err != nil {
		return nil, err
	}
	// What is missing of a feed that was cut short would lose its revisions.
	unclosed := func(f agenda.Finding) bool { return f.Rule == "unclosed" }
	found := d.All()
	if i := slices.IndexFunc(found, unclosed); i >= 0 {
		return nil, &agenda.InputError{Findings: found[i : i+1]}
	}
	p := &Published{}
	seen := map[string]bool{}
	for _, s := range reader.New(d, reader.Options(o)).Sources {
		for _, c := range s.Components {
			uid := strings.TrimSpace(c.Text("UID"))
			// A changed date of a repeating session shares its UID.
			if c.Name != "VEVENT" || uid == "" || seen[uid] || c.First("RECURRENCE-ID") != nil {
				continue
			}
			seen[uid] = true
			p.entries = append(p.entries, newPublished(c, s, uid))
		}
	}
	return p, nil
}

func newPublished(c *wire.Component, s *reader.Calendar, uid string) *published {
	p := &published{uid: uid, component: c, source: s}
	p.ownUID = cmp.Or(strings.TrimSpace(c.Text("X-DAYSHEET-ID")), uid)
	p.id, p.identity, _ = wire.CutLast(p.ownUID, "@")
	if digest := c.Text(digestProperty); s.Ours && strings.HasPrefix(digest, diff.DigestVersion) {
		p.digest = digest
	}
	// RFC 5545 §3.3.8 ends integers at 2147483647; what is none is as good as 0.
	p.sequence, _ = strconv.ParseInt(strings.TrimSpace(c.Value("SEQUENCE")), 10, 32)
	p.sequence = max(0, p.sequence)
	for _, name := range []string{"LAST-MODIFIED", "DTSTAMP", "CREATED"} {
		t, ok := wire.ParseDateTime(strings.TrimSpace(c.Value(name)))
		if ok && zone.FirstYear <= t.Wall.Year() && t.Wall.Year() <= zone.LastYear {
			p.stamp = t.Wall
			break
		}
	}
	return p
}

// cancelled reports whether the entry says that it does not take place, in either of the two ways.
func (p *published) cancelled() bool { return p.session.Status == agenda.Cancelled }

// shown reports whether it is cancelled and kept in sight.
func (p *published) shown() bool {
	return strings.EqualFold(p.component.Value("X-DAYSHEET-STATUS"), "CANCELLED")
}

// writtenOnce and writtenOften are the properties that Write gives a session. Whatever else stands in a feed
// that says it is ours, somebody has put there.
var (
	writtenOnce = wire.Set("UID DTSTAMP LAST-MODIFIED SEQUENCE CREATED DTSTART DTEND RRULE SUMMARY " +
		"DESCRIPTION X-ALT-DESC LOCATION GEO URL CATEGORIES COLOR STATUS TRANSP CONFERENCE IMAGE ORGANIZER " +
		"X-DAYSHEET-KIND X-DAYSHEET-ID X-DAYSHEET-STATUS " + digestProperty)
	writtenOften = wire.Set("EXDATE X-DAYSHEET-SPEAKER")
)

// properties gives those of the entry as Encode writes them: where the feed is ours, byte for byte.
func (p *published) properties() []ics.IANAProperty {
	list := make([]ics.IANAProperty, 0, len(p.component.Properties))
	for i := range p.component.Properties {
		line := &p.component.Properties[i]
		if !writtenOften[line.Name] && (!writtenOnce[line.Name] || line != p.component.First(line.Name)) {
			continue
		}
		parameters := map[string][]string{}
		for _, q := range line.Parameters {
			if wire.IsName(q.Name) {
				parameters[q.Name] = q.Values
			}
		}
		value := line.Value
		kind := wire.TypeOf(line.Name)
		if named := line.Parameter("VALUE"); named != "" {
			kind = wire.NamedType(kind, named)
		}
		switch {
		case line.Name == "UID":
			value, parameters = p.uid, nil
		case kind.Kind == wire.KindText || kind.Kind == wire.KindStatus:
			value = line.Text()
		case kind.Kind == wire.KindURI && !wire.IsURI(value):
			continue
		}
		list = append(list, wire.PropertyWith(line.Name, value, parameters))
	}
	return list
}

// zone is the one in which the entry gives its times, nil where that is UTC or days. It is not ok where the
// entry cannot be kept as it is: it is not ours, or not as Write wrote it, or its zone is not in the IANA
// database any more.
func (p *published) zone() (loc *time.Location, ok bool) {
	start := p.component.First("DTSTART")
	if !p.source.Ours || start == nil || !p.sound(start) {
		return nil, false
	}
	tzid := start.Parameter("TZID")
	if tzid == "" {
		return nil, true
	}
	loc = p.source.Zones.Find(tzid).Loc
	return loc, loc != nil && loc.String() == tzid && tzid != "UTC" && tzid != "Etc/UTC"
}

// sound reports whether the times of the entry have the form that Write gives them, all that of its start.
func (p *published) sound(start *wire.ContentLine) bool {
	from, _ := wire.ParseDateTime(start.Value)
	for i := range p.component.Properties {
		line := &p.component.Properties[i]
		t, ok := wire.ParseDateTime(line.Value)
		ok = ok && zone.FirstYear <= t.Wall.Year() && t.Wall.Year() <= zone.LastYear
		switch line.Name {
		case "DTSTAMP", "LAST-MODIFIED", "CREATED":
			ok = ok && t.UTC && line.Parameters == nil
		case "DTSTART", "DTEND", "EXDATE":
			tzid := line.Parameter("TZID")
			ok = ok && t.UTC == from.UTC && t.Date == from.Date && tzid == start.Parameter("TZID") &&
				(tzid == "") == (t.UTC || t.Date) &&
				t.Date == strings.EqualFold(line.Parameter("VALUE"), "DATE")
		case "RRULE":
			again := agenda.Session{AllDay: from.Date, Repeat: line.Value}
			_, err := again.Rule()
			ok = err == nil && line.Value != "" && line.Parameters == nil
		case "SEQUENCE":
			n, err := strconv.ParseInt(line.Value, 10, 32)
			ok = err == nil && n >= 0 && line.Parameters == nil
		default:
			continue
		}
		if !ok {
			return false
		}
	}
	return p.component.First("DTSTAMP") != nil && p.component.First("SEQUENCE") != nil
}

// readPrevious reads the published entries of an event, and takes the digests of those that carry none. Days
// have no zone, and get that of the event as it is now.
func (x *eventFeed) readPrevious(entries []*published) *agenda.Event {
	var list []*reader.Calendar
	of := map[*wire.Component]*published{}
	sources := map[*reader.Calendar]*reader.Calendar{}
	for _, p := range entries {
		// Without what the calendar says: of several events it is not the same as of one.
		s := sources[p.source]
		if s == nil {
			s = &reader.Calendar{Component: &wire.Component{Name: "VCALENDAR"}, Zones: p.source.Zones,
				Ours: p.source.Ours}
			sources[p.source] = s
			list = append(list, s)
		}
		s.Components = append(s.Components, p.component)
		of[p.component] = p
	}
	f := reader.New(&wire.Document{}, reader.Options{}, list...)
	f.Loc, f.Event.Zone = x.loc, x.loc.String()
	site := agenda.Venue{Name: input.OneLine(x.event.Venue.Name),
		Address: input.OneLine(x.event.Venue.Address)}.String()
	f.Site = &site
	f.Read()
	f.Event.ID, f.Event.Name = x.identity, x.event.Name
	var read []*published
	sessions := f.Event.Sessions[:0]
	for i, v := range f.Entries {
		if !v.Copy {
			read, sessions = append(read, of[v.Component]), append(sessions, f.Event.Sessions[i])
		}
	}
	f.Event.Sessions = sessions
	was := eventFeed{online: wire.WebURI(f.Event.Online), loc: x.loc, digester: digesterOf(f.Event)}
	for i, p := range read {
		p.session = &sessions[i]
		p.session.ID = p.id
		if p.source.Ours { // where it says no kind, there is none, whatever the reader guesses
			p.session.Kind = agenda.Kind(p.component.Text("X-DAYSHEET-KIND"))
		}
		p.digest = cmp.Or(p.digest, was.digest(p.session))
	}
	return f.Event
}
