package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A memory brings the entries of a new feed and those of the feed published last together.
type memory struct {
	*Feed
	old    []*published // of the last feed, for this one to read again
	found  map[*published]bool
	ends   map[string]time.Time // of the events, by identity
	states []*agenda.Event      // of each event in the last feed
	common bool                 // the two feeds have an event or a session in common
}

// remember settles which entries are those of the last feed, which of them stay as they are, and what becomes
// of those that are gone from the events.
func (f *Feed) remember() error {
	m := memory{Feed: f, found: map[*published]bool{}, ends: map[string]time.Time{}}
	for _, p := range f.o.Previous.entries {
		again := *p
		again.belong(f.parts)
		m.old = append(m.old, &again)
	}
	for _, x := range f.parts {
		if err := m.event(x); err != nil {
			return err
		}
	}
	m.separate()
	for _, p := range m.old {
		if !m.found[p] {
			m.until(p.identity, zone.LastEnd(p.session, p.session.Start.Location()))
		}
	}
	m.gone()
	return nil
}

// belong finds the event of which the entry is, by what its UID ends in: an @ can be in the id of either.
func (p *published) belong(parts []*eventFeed) {
	longest := ""
	for _, x := range parts {
		id, found := strings.CutSuffix(p.natural, x.behind)
		if found && id != "" && len(x.behind) > len(longest) {
			longest, p.id, p.identity = x.behind, id, x.identity
		}
	}
}

// event finds the sessions of an event in the last feed, by their ids or by what they say. There they may
// belong to an event that none is now, whose id has changed or whose feed another program wrote.
func (m *memory) event(x *eventFeed) error {
	entries := x.ownEntries()
	candidates, own := m.candidates(x)
	again, err := x.again(entries, own)
	if err != nil {
		return err
	}
	fresh, old := x.readAgain(again), x.readAgain(candidates)
	for i := range fresh.Sessions {
		m.until(x.identity, zone.LastEnd(&fresh.Sessions[i], x.loc))
	}
	byOld := map[*agenda.Session]*published{}
	for _, p := range candidates {
		byOld[p.session] = p
		if p.identity == x.identity {
			m.until(x.identity, zone.LastEnd(p.session, x.loc))
		}
	}
	changes, findings := diff.Events(old, fresh)
	m.states = append(m.states, old)
	byID := make(map[string]diff.Change, len(changes))
	for _, c := range changes {
		byID[c.NewID] = c
	}
	sessions := make(map[string]*agenda.Session, len(entries))
	for i, e := range entries {
		sessions[again[i].id] = e.session
		c, changed := byID[again[i].id]
		p := own[again[i].id]
		if changed {
			p = byOld[c.Old]
		}
		if p != nil {
			m.found[p] = true
			m.settle(e, p, changed && !slices.Equal(c.Kinds, []diff.Kind{diff.ID}))
		}
	}
	m.tell(findings, sessions)
	changes = slices.DeleteFunc(changes, func(c diff.Change) bool {
		p := byOld[c.Old]
		return c.New == nil && (p.identity != x.identity || m.over(x.identity))
	})
	m.Changed = append(m.Changed, Changed{old, fresh, changes})
	return nil
}

// candidates are the entries of the last feed that can be sessions of an event, and those of its own by id.
func (m *memory) candidates(x *eventFeed) (list []*published, own map[string]*published) {
	own = map[string]*published{}
	for _, p := range m.old {
		switch {
		case m.found[p] || p.identity != x.identity && m.ours(p.identity):
			continue
		case p.identity != x.identity || own[p.id] != nil:
			p.id = p.uid // what it is in its own event is nothing here, nor what another is already
		default:
			own[p.id] = p
			m.common = true
		}
		list = append(list, p)
	}
	return list, own
}

// ours reports whether one of the events has that identity.
func (m *memory) ours(identity string) bool {
	return slices.ContainsFunc(m.parts, func(x *eventFeed) bool { return x.identity == identity })
}

// ownEntries are those of the sessions of the event.
func (x *eventFeed) ownEntries() []*entry {
	var list []*entry
	for i := range x.entries {
		if e := &x.entries[i]; e.event == x {
			list = append(list, e)
		}
	}
	return list
}

// again writes entries as they would be without a memory, each in the order in which own has it, and takes
// them apart as those of a feed. It fails where they are more than a feed can be. What is found of an entry
// on the way is found as well where it is kept as it was.
func (x *eventFeed) again(entries []*entry, own map[string]*published) ([]*published, error) {
	y := *x
	y.Feed, y.links = &Feed{o: Options{PlainText: true}}, nil
	var b bytes.Buffer
	enc := wire.NewEncoder(&b)
	enc.Line("BEGIN:VCALENDAR")
	for _, e := range entries {
		told := len(y.findings)
		arranged := *e
		arranged.session = x.arranged(e.session, own[strings.TrimSuffix(e.uid, x.behind)])
		enc.Line("BEGIN:VEVENT")
		for _, p := range y.properties(nil, &arranged) {
			enc.Property(&p.BaseProperty)
		}
		enc.Line("END:VEVENT")
		e.told = slices.Clone(y.findings[told:])
	}
	enc.Line("END:VCALENDAR")
	enc.Flush()
	d, err := wire.Parse(&b, "")
	if err = cmp.Or(enc.Err, err); err != nil {
		return nil, fmt.Errorf("ical: %s cannot be compared with the last feed: %w", x.identity, err)
	}
	in := &reader.Calendar{Component: d.Calendars[0], Zones: zone.NewTable(d.Calendars[0]), Ours: true}
	var list []*published
	for i, c := range d.Calendars[0].Components {
		p := newPublished(c, in, entries[i].uid)
		p.belong([]*eventFeed{x})
		list = append(list, p)
	}
	return list, nil
}

// settle makes e the next state of p.
func (m *memory) settle(e *entry, p *published, revised bool) {
	x := e.event
	natural := e.uid
	e.was, e.uid = p, p.uid
	e.adopted = e.uid != natural
	if e.session.Status == agenda.Cancelled && p.shown() != m.o.ShowCancelled {
		revised = true
	}
	loc, keepable := p.zone()
	// The dates of a rule follow the clock of their zone.
	if e.session.Repeat != "" && keepable && e.times.form == inZone && x.loc.String() != loc.String() {
		revised = true
	}
	switch {
	case revised:
		e.rev = p.next(x.event.RevisedAt(*e.session), m.o.Now)
	case !keepable:
		e.rev = revisionOf(p.revised(), p.sequence)
	default:
		e.kept = p.properties()
		switch {
		case e.adopted && p.component.Text("X-DAYSHEET-ID") != natural:
			e.kept = put(e.kept, "X-DAYSHEET-ID", natural)
		case !e.adopted:
			e.kept = without(e.kept, "X-DAYSHEET-ID")
		}
	}
}

// separate gives sessions that are new another UID where theirs goes on as that of a session which had it
// before: which has another id now, or is gone.
func (m *memory) separate() {
	taken := map[string]bool{}
	for _, p := range m.old {
		taken[p.uid] = true
	}
	var late []*entry
	for i := range m.entries {
		if e := &m.entries[i]; e.was == nil && taken[e.uid] {
			late = append(late, e)
		} else {
			taken[e.uid] = true
		}
	}
	for _, e := range late {
		natural := e.uid
		for n := 2; taken[e.uid]; n++ {
			e.uid = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(natural, e.event.behind), n, e.event.behind)
		}
		e.adopted, taken[e.uid] = true, true
	}
}

// until notes that an event has not ended before t.
func (m *memory) until(identity string, t time.Time) {
	if t.After(m.ends[identity]) {
		m.ends[identity] = t
	}
}

// over reports whether an event has ended: only who says what time it is can know.
func (m *memory) over(identity string) bool {
	return !m.o.Now.IsZero() && m.o.Now.After(m.ends[identity])
}

// gone keeps what was published and is in no event any more: cancelled, until its event has ended.
func (m *memory) gone() {
	var gone []*published
	over := 0
	for _, p := range m.old {
		switch {
		case m.found[p] || p.session.Start.IsZero():
		case m.over(p.identity):
			if !p.cancelled() {
				over++
			}
		default:
			gone = append(gone, p)
		}
	}
	if over > 0 && m.view == nil {
		m.add("over", agenda.Note, "", "",
			"%s of the last feed %s in no event now; the event has ended, and the feed leaves them out",
			wire.Quantity(over, "session"), wire.Plural(over, "is", "are"))
	}
	if len(gone) > 0 && !m.common && len(m.found) == 0 {
		m.add("other-feed", agenda.Error, "", "name the feed of this event, or another file to write to",
			"the feed published last is that of another event: it has no session in common with this one")
		return
	}
	if m.view != nil {
		sessions := make(map[*agenda.Session]bool, len(gone))
		for _, p := range gone {
			sessions[p.session] = true
		}
		for _, e := range m.states {
			m.view.event(e, sessions)
		}
	}
	for _, p := range gone {
		if m.view.includes(p.session) {
			m.cancel(p)
		}
	}
}

// cancel adds the entry of a session that is gone.
func (m *memory) cancel(p *published) {
	s := p.session
	e := entry{start: s.Start.Unix(), uid: p.uid, session: s, id: p.id, history: &history{was: p}}
	_, keepable := p.zone()
	if keepable {
		e.kept = p.properties()
	} else {
		e.kept = m.parts[0].least(p)
	}
	if !p.cancelled() || p.shown() != m.o.ShowCancelled || !keepable {
		rev := p.next(m.o.Now)
		status, title := "CANCELLED", s.Title
		if m.o.ShowCancelled {
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
	if !p.cancelled() {
		hint := "where that is wrong, put it back with the id " + p.id +
			"; a feed that was never published may be deleted, and is begun anew"
		if !m.ours(p.identity) {
			hint = "where that is wrong, name the file of its event, too"
		}
		m.add("gone", agenda.Warning, "", hint,
			"%q was in the last feed and is in no event now; the feed cancels it", s.Title)
	}
	m.entries = append(m.entries, e)
}

// least is enough to cancel what cannot be kept as it was.
func (x *eventFeed) least(p *published) []ics.IANAProperty {
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

// tell adds what is to be known of how sessions that are in the view were found again.
func (m *memory) tell(findings agenda.Findings, sessions map[string]*agenda.Session) {
	for _, f := range findings {
		if s := sessions[f.Where.ID]; s != nil && !m.view.includes(s) {
			continue
		}
		if f.Rule == "id-changed" {
			f.Message += "; to calendars it stays the same session"
			f.Hint = ""
		}
		m.findings = append(m.findings, f)
	}
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
