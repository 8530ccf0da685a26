package ical

import (
	"cmp"
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
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

// perSession is the most properties that a session has without its speakers and exceptions.
const perSession = 25

// An eventFeed holds the data that the sessions of one event share.
type eventFeed struct {
	*Feed
	event     *agenda.Event
	dir       agenda.Directory
	identity  string
	uidSuffix string // what UIDs end in: "@" and the identity
	loc       *time.Location
	clock     zone.LocalClock
	zone      *feedZone // nil: the times are given in UTC
	geo       string
	url       string
	online    string
	organizer ics.IANAProperty
	hosted    bool // there is an organizer

	links     []link             // of one session after another
	revisions map[int64]revision // by Unix time
	places    map[string]string  // by the room, of sessions that have one
	colors    map[string]string  // of the tracks, their names by how they are written
	digester  *diff.Digester
}

// event settles the entries of an event.
func (f *Feed) event(e *agenda.Event, taken map[string]bool) *eventFeed {
	x := &eventFeed{
		Feed: f, event: e, dir: e.Directory(), identity: e.Identity(), revisions: map[int64]revision{},
		places: map[string]string{}, colors: map[string]string{}, digester: digesterOf(e),
	}
	x.uidSuffix = strings.TrimSpace(wire.Clean("@" + x.identity))
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	x.loc, x.clock, x.zone = loc, zone.LocalClock{Loc: loc}, f.zone(loc)
	x.url = wire.WebURI(e.URL)
	x.online = wire.WebURI(e.Online)
	x.organizer, x.hosted = organizer(e.Organizer)
	if v := e.Venue; v.Located() {
		x.geo = fmt.Sprintf("%.6f;%.6f", v.Latitude, v.Longitude)
	}
	for _, t := range e.Tracks {
		if _, known := x.colors[t.Color]; !known {
			x.colors[t.Color] = colorName(t.Color)
		}
	}
	ids := e.SessionIDs()
	for i := range e.Sessions {
		// The memory is that of the whole feed, whatever is shown of it.
		if s := &e.Sessions[i]; f.o.Previous != nil || f.view.includes(s) {
			x.session(s, ids[i], ids[:i], taken)
		}
	}
	return x
}

// session settles the entry of a session, or why there is none.
func (x *eventFeed) session(s *agenda.Session, id string, before []string, taken map[string]bool) {
	uid := strings.TrimSpace(wire.Clean(id + "@" + x.identity))
	add := x.add
	if !x.view.includes(s) {
		add = func(string, agenda.Severity, string, string, string, ...any) {} // it is for the memory only
	}
	switch {
	case s.Start.IsZero():
		return
	case !x.inRange(s.Start) || !s.End.IsZero() && !x.inRange(s.End):
		add("year-out-of-range", agenda.Error, id, "correct the year",
			"%q is from %s to %s, before %d or after %d; the feed leaves it out", s.Title,
			agenda.DateOf(s.Start.In(x.loc)), agenda.DateOf(s.Until().In(x.loc)), zone.FirstYear,
			zone.LastYear)
		return
	case taken[uid]:
		if !slices.Contains(before, id) { // else Check has named it
			add("duplicate-id", agenda.Error, id, "give one of them another id",
				"two sessions have the UID %q; the feed leaves out the second, %q", uid, s.Title)
		}
		return
	}
	taken[uid] = true
	t := x.when(s)
	e := &entry{start: t.start, uid: uid, event: x, session: s, id: id, times: t, history: unpublished}
	if x.o.Previous != nil {
		e.history = &history{}
	}
	x.entries = append(x.entries, e)
}

func (x *eventFeed) inRange(t time.Time) bool {
	local, _ := x.clock.Shows(t.Unix())
	year := time.Unix(local, 0).UTC().Year()
	return zone.FirstYear <= year && year <= zone.LastYear
}

// properties appends those of an entry.
func (f *Feed) properties(p []ics.IANAProperty, e *entry) []ics.IANAProperty {
	if e.kept == nil {
		return e.event.properties(p, e)
	}
	if e.event != nil {
		e.event.properties(nil, e) // for what is found on the way
	}
	return append(p, e.kept...)
}

func (x *eventFeed) properties(p []ics.IANAProperty, e *entry) []ics.IANAProperty {
	s, id := e.session, e.id
	put := func(name, value string) {
		if value != "" {
			p = append(p, wire.Property(name, value))
		}
	}
	rev := e.rev
	if rev == (revision{}) {
		rev = x.revision(s, id)
	}
	put("UID", e.uid)
	put("DTSTAMP", rev.stamp)
	put("LAST-MODIFIED", rev.stamp)
	put("SEQUENCE", rev.sequence)
	if !s.Created.IsZero() {
		put("CREATED", x.created(s, id))
	}
	p = x.putTimes(p, e)
	if s.Repeat != "" {
		p = x.putRepeat(p, e)
	}
	cancelled := s.Status == agenda.Cancelled
	title := input.OneLine(s.Title)
	if cancelled && x.o.ShowCancelled {
		title = reader.CancelledPrefix + title
	}
	put("SUMMARY", title)
	d := x.description(s, id)
	put("DESCRIPTION", d.plain())
	if !x.o.PlainText && d.marked() {
		p = append(p, wire.PropertyWith("X-ALT-DESC", d.html(), formatHTML))
	}
	put("LOCATION", x.place(s))
	put("GEO", x.geo)
	put("URL", cmp.Or(d.url, x.url))
	if s.Track != "" {
		track, _ := x.dir.Track(s.Track)
		put("CATEGORIES", input.OneLine(track.Name))
		put("COLOR", x.colors[track.Color])
	}
	status := status(s)
	if cancelled && x.o.ShowCancelled {
		status = "CONFIRMED"
		put("X-DAYSHEET-STATUS", "CANCELLED")
	}
	put("STATUS", status)
	if s.Kind.Recedes() || cancelled {
		put("TRANSP", "TRANSPARENT")
	}
	if d.online != "" {
		p = append(p, wire.PropertyWith("CONFERENCE", d.online, valueOnline))
	}
	if s.Image != "" {
		if image := wire.WebURI(s.Image); image != "" {
			p = append(p, wire.PropertyWith("IMAGE", image, valueImage))
		}
	}
	if x.hosted {
		p = append(p, x.organizer)
	}
	if s.Kind != "" && s.Kind != agenda.Talk {
		put("X-DAYSHEET-KIND", input.OneLine(string(s.Kind)))
	}
	for _, ref := range s.Speakers {
		p = x.putSpeaker(p, ref)
	}
	put(digestProperty, x.digest(s))
	if e.inherited {
		put("X-DAYSHEET-ID", id+"@"+x.identity)
	}
	return p
}

// A revision is how SEQUENCE and the two stamps say it.
type revision struct{ stamp, sequence string }

var unrevised = revisionOf(reader.RevisionEpoch, 0)

func (x *eventFeed) revision(s *agenda.Session, id string) revision {
	t := x.event.RevisedAt(*s).UTC()
	if t.IsZero() {
		t = x.o.Now.UTC()
	}
	if r, ok := x.revisions[t.Unix()]; ok {
		return r
	}
	if y := t.Year(); t.IsZero() || y < zone.FirstYear || y > zone.LastYear {
		if !t.IsZero() {
			x.add("bad-revision", agenda.Warning, id, "give the time of its last change",
				"%q was revised on %s, before %d or after %d; the feed takes it as unknown", s.Title,
				agenda.DateOf(t), zone.FirstYear, zone.LastYear)
		}
		return unrevised
	}
	r := revisionOf(t, sequence(t))
	x.revisions[t.Unix()] = r
	return r
}

func revisionOf(t time.Time, sequence int64) revision {
	return revision{t.UTC().Format(wire.UTCForm), strconv.FormatInt(sequence, 10)}
}

// sequence counts the whole minutes from 2000 to a revision.
func sequence(t time.Time) int64 { return max(0, t.Unix()-reader.RevisionEpoch.Unix()) / 60 }

func (x *eventFeed) created(s *agenda.Session, id string) string {
	t := s.Created.UTC()
	if y := t.Year(); y < zone.FirstYear || y > zone.LastYear {
		x.add("bad-revision", agenda.Warning, id, "give the time at which it was first written down",
			"%q was created on %s, before %d or after %d; the feed does not say so", s.Title,
			agenda.DateOf(t), zone.FirstYear, zone.LastYear)
		return ""
	}
	return stamp(inUTC, t.Unix(), 0)
}

// putRepeat appends the rule by which a session takes place again, and when it does not.
func (x *eventFeed) putRepeat(p []ics.IANAProperty, e *entry) []ics.IANAProperty {
	if _, err := e.session.Rule(); err != nil {
		return p
	}
	p = append(p, wire.Property("RRULE", strings.ToUpper(e.session.Repeat)))
	for _, t := range e.session.Except {
		if !x.inRange(t) {
			continue // the rule gives no such start
		}
		local, _ := x.clock.Shows(t.Unix())
		p = append(p, wire.PropertyWith("EXDATE", stamp(e.times.form, t.Unix(), local),
			x.parameters(e.times.form)))
	}
	return p
}

// place goes from the small to the large: room, venue, address.
func (x *eventFeed) place(s *agenda.Session) string {
	if len(s.Rooms) > 1 {
		return listing.English.Place(x.dir, x.event.Venue, s)
	}
	room := strings.Join(s.Rooms, "")
	place, known := x.places[room]
	if !known {
		place = listing.English.Place(x.dir, x.event.Venue, s)
		x.places[room] = place
	}
	return place
}

// putSpeaker names a speaker for those who read the feed again: who speaks stands in the description, but
// what else does is not to be told from it. Speakers are no ATTENDEEs, whom calendars would ask to answer.
func (x *eventFeed) putSpeaker(p []ics.IANAProperty, ref string) []ics.IANAProperty {
	speaker, _ := x.dir.Speaker(ref)
	name := input.OneLine(speaker.Name)
	if name == "" {
		return p
	}
	organization := input.OneLine(speaker.Organization)
	var parameters map[string][]string
	if organization != "" {
		parameters = map[string][]string{"X-ORGANIZATION": {organization}}
	}
	return append(p, wire.PropertyWith("X-DAYSHEET-SPEAKER", name, parameters))
}

func status(s *agenda.Session) string {
	switch s.Status {
	case "", agenda.Confirmed:
		return "CONFIRMED"
	case agenda.Tentative:
		return "TENTATIVE"
	case agenda.Cancelled:
		return "CANCELLED"
	}
	return ""
}

// alarms are those of an entry: none unless they are asked for, nor for what is gone, recedes, is cancelled
// or has whole days.
func (f *Feed) alarms(e *entry) []ics.Component {
	minutes := f.o.Alarm / time.Minute
	s := e.session
	if minutes <= 0 || e.event == nil || s.Kind.Recedes() || s.Status == agenda.Cancelled ||
		e.times.form == inDays {
		return nil
	}
	alarm := &ics.VAlarm{}
	alarm.Properties = []ics.IANAProperty{
		wire.Property("ACTION", "DISPLAY"),
		wire.Property("DESCRIPTION", input.OneLine(s.Title)),
		wire.Property("TRIGGER", "-"+duration(minutes*time.Minute)),
	}
	return []ics.Component{alarm}
}

// organizer is the property of the event's organizer, whose address is the value; without one there is none.
func organizer(o agenda.Organizer) (ics.IANAProperty, bool) {
	email := strings.TrimSpace(o.Email)
	if email == "" {
		return ics.IANAProperty{}, false
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || strings.ContainsAny(email, "\" ()[]") {
		return ics.IANAProperty{}, false
	}
	at := strings.LastIndexByte(email, '@')
	p := wire.Property("ORGANIZER", "mailto:"+wire.ASCIIURI(url.PathEscape(email[:at])+"@"+email[at+1:]))
	// libical and golang-ical take a backslash at the end of a parameter for an escape of what ends it.
	if name := strings.TrimRight(input.OneLine(wire.Clean(o.Name)), `\ `); name != "" {
		p.ICalParameters = map[string][]string{"CN": {name}}
	}
	return p, true
}
