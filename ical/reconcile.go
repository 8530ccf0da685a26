package ical

import (
	"bytes"
	"fmt"
	"slices"
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

// A reconciliation brings the entries of a new feed and those of the feed published last together.
type reconciliation struct {
	*Feed
	previous []*published // of the last feed, for this one to read again
	matched  map[*published]bool
	ends     map[string]time.Time // of the events, by identity
	states   []*agenda.Event      // of each event in the last feed
	common   bool                 // the two feeds have an event or a session in common
}

// reconcile decides which entries are those of the last feed, which of them stay as they are, and what
// becomes of those that are gone from the events.
func (f *Feed) reconcile() {
	r := reconciliation{Feed: f, matched: map[*published]bool{}, ends: map[string]time.Time{}}
	for _, p := range f.o.Previous.entries {
		again := *p
		again.assignEvent(f.parts)
		r.previous = append(r.previous, &again)
	}
	for _, x := range f.parts {
		r.matchEvent(x)
	}
	r.separateUIDs()
	for _, p := range r.previous {
		if !r.matched[p] {
			r.extendEnd(p.identity, zone.LastEnd(p.session, p.session.Start.Location()))
		}
	}
	r.cancelMissing()
}

// assignEvent finds the event of the entry by what its UID ends in: an @ can be in the id of either.
func (p *published) assignEvent(parts []*eventFeed) {
	longest := ""
	for _, x := range parts {
		id, found := strings.CutSuffix(p.ownUID, x.uidSuffix)
		if found && id != "" && len(x.uidSuffix) > len(longest) {
			longest, p.id, p.identity = x.uidSuffix, id, x.identity
		}
	}
}

// matchEvent finds the sessions of an event in the last feed, by their ids or by what they say. There they
// may belong to an event that none is now, whose id has changed or whose feed another program wrote.
func (r *reconciliation) matchEvent(x *eventFeed) {
	var entries []*entry
	for _, e := range x.entries {
		if e.event == x {
			entries = append(entries, e)
		}
	}
	candidates, byID := r.candidates(x)
	old, new := x.readPrevious(candidates), x.asRead(entries)
	r.states = append(r.states, old)
	byOld := map[*agenda.Session]*published{}
	for _, p := range candidates {
		byOld[p.session] = p
		if p.identity == x.identity {
			r.extendEnd(x.identity, zone.LastEnd(p.session, x.loc))
		}
	}
	changes, findings := diff.Events(old, new)
	changeOf := map[*agenda.Session]diff.Change{}
	for _, c := range changes {
		changeOf[c.New] = c
	}
	same := map[*agenda.Session]bool{} // sessions that say what they said
	shown := map[string]bool{}
	for i, e := range entries {
		s := &new.Sessions[i]
		shown[s.ID] = r.view.includes(e.session)
		r.extendEnd(x.identity, zone.LastEnd(e.session, x.loc))
		p := byID[s.ID]
		if c, changed := changeOf[s]; changed {
			p = byOld[c.Old]
		}
		if p != nil {
			digest := x.digest(e.session)
			r.matched[p], same[s] = true, digest == p.digest
			r.reviseOrKeep(e, p, digest)
		}
	}
	reported := []diff.Change{}
	for _, c := range changes {
		switch p := byOld[c.Old]; {
		case c.New == nil && (p.identity != x.identity || r.over(x.identity)):
			continue
		case same[c.New] && !c.Is(diff.ID):
			continue
		case same[c.New]:
			c.Kinds, c.Details = []diff.Kind{diff.ID}, nil
		}
		reported = append(reported, c)
	}
	r.Changed = append(r.Changed, Changed{old, new, reported})
	for _, f := range findings {
		if in, known := shown[f.Where.ID]; known && !in {
			continue
		}
		if f.Rule == "id-changed" {
			f.Message += "; to calendars it stays the same session"
			f.Hint = ""
		}
		r.findings = append(r.findings, f)
	}
}

// candidates are the entries of the last feed that can be sessions of an event, and those of its own by id.
func (r *reconciliation) candidates(x *eventFeed) (list []*published, byID map[string]*published) {
	byID = map[string]*published{}
	for _, p := range r.previous {
		switch {
		case r.matched[p] || p.identity != x.identity && r.has(p.identity):
			continue
		case p.identity != x.identity || byID[p.id] != nil:
			p.id = p.uid // what it is in its own event is nothing here, nor what another is already
		default:
			byID[p.id] = p
			r.common = true
		}
		list = append(list, p)
	}
	return list, byID
}

// has reports whether one of the events has that identity.
func (r *reconciliation) has(identity string) bool {
	return slices.ContainsFunc(r.parts, func(x *eventFeed) bool { return x.identity == identity })
}

// asRead writes the entries and reads them again, so that what a feed does not say, or says otherwise, is no
// change. The sessions are in the order of the entries.
func (x *eventFeed) asRead(entries []*entry) *agenda.Event {
	var b bytes.Buffer
	enc := wire.NewEncoder(&b)
	enc.Line("BEGIN:VCALENDAR")
	enc.Line("PRODID:" + reader.ProdID)
	found := len(x.findings)
	for _, e := range entries {
		enc.Line("BEGIN:VEVENT")
		for _, p := range x.properties(nil, e) {
			enc.Property(&p.BaseProperty)
		}
		enc.Line("END:VEVENT")
	}
	x.findings = x.findings[:found] // Write adds them
	enc.Line("END:VCALENDAR")
	enc.Flush()
	event := &agenda.Event{ID: x.identity, Name: x.event.Name, Zone: x.loc.String()}
	read := map[string]*published{}
	if again, err := ReadPublished(&b, ReadOptions{}); err == nil { // else it is too large to read
		event = x.readPrevious(again.entries)
		for _, p := range again.entries {
			read[p.uid] = p
		}
	}
	sessions := make([]agenda.Session, len(entries))
	for i, e := range entries {
		sessions[i] = *e.session
		if p := read[e.uid]; p != nil && p.session != nil {
			sessions[i] = *p.session
		}
		sessions[i].ID = strings.TrimSuffix(e.uid, x.uidSuffix)
	}
	event.Sessions = sessions
	return event
}

// reviseOrKeep makes e the next state of p: a new revision where the digest is another, else as it was.
func (r *reconciliation) reviseOrKeep(e *entry, p *published, digest string) {
	x, ownUID := e.event, e.uid
	e.previous, e.uid, e.inherited = p, p.uid, p.uid != ownUID
	loc, keepable := p.zone()
	// The dates of a rule follow the clock of their zone.
	moved := e.session.Repeat != "" && keepable && e.times.form == inZone && x.loc.String() != loc.String()
	reshown := e.session.Status == agenda.Cancelled && p.shown() != r.o.ShowCancelled
	switch {
	case digest != p.digest || moved || reshown:
		e.rev = p.next(x.event.RevisedAt(*e.session), r.o.Now)
	case !keepable:
		e.rev = revisionOf(p.revised(), p.sequence)
	default:
		e.kept = put(p.properties(), digestProperty, digest)
		if e.inherited {
			e.kept = put(e.kept, "X-DAYSHEET-ID", ownUID)
		} else {
			e.kept = without(e.kept, "X-DAYSHEET-ID")
		}
	}
}

// separateUIDs gives sessions that are new another UID where theirs goes on as that of a session which had it
// before: which has another id now, or is gone.
func (r *reconciliation) separateUIDs() {
	taken := map[string]bool{}
	for _, p := range r.previous {
		taken[p.uid] = true
	}
	var late []*entry
	for _, e := range r.entries {
		if e.previous == nil && taken[e.uid] {
			late = append(late, e)
		} else {
			taken[e.uid] = true
		}
	}
	for _, e := range late {
		id := strings.TrimSuffix(e.uid, e.event.uidSuffix)
		for n := 2; taken[e.uid]; n++ {
			e.uid = fmt.Sprintf("%s-%d%s", id, n, e.event.uidSuffix)
		}
		e.inherited, taken[e.uid] = true, true
	}
}

// extendEnd notes that an event has not ended before t.
func (r *reconciliation) extendEnd(identity string, t time.Time) {
	if t.After(r.ends[identity]) {
		r.ends[identity] = t
	}
}

// over reports whether an event has ended: only who says what time it is can know.
func (r *reconciliation) over(identity string) bool {
	return !r.o.Now.IsZero() && r.o.Now.After(r.ends[identity])
}

// cancelMissing keeps what was published and is in no event any more: cancelled, until its event has ended.
func (r *reconciliation) cancelMissing() {
	var missing []*published
	over := 0
	for _, p := range r.previous {
		switch {
		case r.matched[p] || p.session.Start.IsZero():
		case r.over(p.identity):
			if !p.cancelled() {
				over++
			}
		default:
			missing = append(missing, p)
		}
	}
	if over > 0 && r.view == nil {
		r.add("over", agenda.Note, "", "",
			"%s of the last feed %s in no event now; the event has ended, and the feed leaves them out",
			input.Quantity(over, "session"), input.Plural(over, "is", "are"))
	}
	if len(missing) > 0 && !r.common && len(r.matched) == 0 {
		r.add("other-feed", agenda.Error, "", "name the feed of this event, or another file to write to",
			"the feed published last is that of another event: it has no session in common with this one")
		return
	}
	if r.view != nil {
		sessions := make(map[*agenda.Session]bool, len(missing))
		for _, p := range missing {
			sessions[p.session] = true
		}
		for _, e := range r.states {
			r.view.event(e, sessions)
		}
	}
	for _, p := range missing {
		if r.view.includes(p.session) {
			r.cancel(p)
		}
	}
}

// cancel adds the entry of a session that is gone.
func (r *reconciliation) cancel(p *published) {
	s := p.session
	e := &entry{start: s.Start.Unix(), uid: p.uid, session: s, id: p.id, history: &history{previous: p}}
	_, keepable := p.zone()
	if keepable {
		e.kept = p.properties()
	} else {
		e.kept = r.parts[0].minimalCancellation(p)
	}
	if !p.cancelled() || p.shown() != r.o.ShowCancelled || !keepable {
		rev := p.next(r.o.Now)
		status, title := "CANCELLED", s.Title
		if r.o.ShowCancelled {
			status, title = "CONFIRMED", reader.CancelledPrefix+s.Title
			e.kept = put(e.kept, "X-DAYSHEET-STATUS", "CANCELLED")
		} else {
			e.kept = without(e.kept, "X-DAYSHEET-STATUS")
		}
		for _, change := range [][2]string{{"DTSTAMP", rev.stamp}, {"LAST-MODIFIED", rev.stamp},
			{"SEQUENCE", rev.sequence}, {"SUMMARY", title}, {"STATUS", status},
			{"TRANSP", "TRANSPARENT"}} {
			e.kept = put(e.kept, change[0], change[1])
		}
	}
	e.kept = put(e.kept, digestProperty, r.parts[0].digest(&agenda.Session{Status: agenda.Cancelled}))
	if !p.cancelled() {
		hint := "where that is wrong, put it back with the id " + p.id +
			"; a feed that was never published may be deleted, and is begun anew"
		if !r.has(p.identity) {
			hint = "where that is wrong, name the file of its event, too"
		}
		r.add("gone", agenda.Warning, "", hint,
			"%q was in the last feed and is in no event now; the feed cancels it", s.Title)
	}
	r.entries = append(r.entries, e)
}

// minimalCancellation gives the properties that cancel an entry which cannot be kept as it was.
func (x *eventFeed) minimalCancellation(p *published) []ics.IANAProperty {
	inUTC := *x
	inUTC.zone = nil
	list := []ics.IANAProperty{wire.Property("UID", p.uid), wire.Property("SUMMARY", p.session.Title)}
	return inUTC.putTimes(list, &entry{times: inUTC.when(p.session)})
}

// put sets the property of a name, or adds it at the end.
func put(list []ics.IANAProperty, name, value string) []ics.IANAProperty {
	for i := range list {
		if list[i].IANAToken == name {
			list[i].Value = value
			return list
		}
	}
	return append(list, wire.Property(name, value))
}

func without(list []ics.IANAProperty, name string) []ics.IANAProperty {
	return slices.DeleteFunc(list, func(p ics.IANAProperty) bool { return p.IANAToken == name })
}

// revised is when the entry was revised last.
func (p *published) revised() time.Time {
	if p.stamp.IsZero() {
		return reader.RevisionEpoch
	}
	return p.stamp
}

// next is a revision after the last one: the first of the candidates that comes later, else the next minute,
// since SEQUENCE counts whole ones.
func (p *published) next(candidates ...time.Time) revision {
	t := p.revised().Add(time.Minute)
	for _, c := range candidates {
		if !c.Before(t) && c.UTC().Year() <= zone.LastYear {
			t = c
			break
		}
	}
	const most = 1<<31 - 1 // of an INTEGER (RFC 5545 §3.3.8)
	return revisionOf(t, min(most, max(sequence(t), p.sequence+1)))
}

// digestProperty carries the digest of what an entry says.
const digestProperty = "X-DAYSHEET-DIGEST"

// digesterOf takes the digests of the sessions of an event, which say themselves where they are online.
func digesterOf(e *agenda.Event) *diff.Digester {
	said := *e
	said.Online = ""
	return diff.NewDigester(&said)
}

// digest sums up what the feed says of a session.
func (x *eventFeed) digest(s *agenda.Session) string {
	said := *s
	said.Online = x.online
	if s.Online != "" {
		said.Online = wire.WebURI(s.Online)
	}
	if s.Image != "" {
		said.Image = wire.WebURI(s.Image)
	}
	if s.Repeat != "" {
		said.Repeat = zone.TidyRule(s.Repeat, s.AllDay, x.loc)
	}
	return x.digester.Digest(&said)
}
