package ical

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// A memory brings the entries of a new feed and those of the feed published last together.
type memory struct {
	*Feed
	old    []*published // of the last feed, for this one to read again
	found  map[*published]bool
	ends   map[string]time.Time // of the events, by identity
	taken  map[string]bool      // the UIDs of the new feed
	common bool                 // the two feeds have an event or a session in common
}

// remember settles which entries are those of the last feed, which of them stay as they are, and what becomes
// of those that are gone from the events.
func (f *Feed) remember(taken map[string]bool) {
	m := memory{Feed: f, taken: taken, found: map[*published]bool{}, ends: map[string]time.Time{}}
	for _, p := range f.o.Previous.entries {
		again := *p
		m.old = append(m.old, &again)
	}
	for _, x := range f.parts {
		m.event(x)
	}
	m.separate()
	for _, p := range m.old {
		if !m.found[p] {
			m.until(p.identity, lastOf(p.session))
		}
	}
	m.gone()
}

// event finds the sessions of an event in the last feed, by their ids or by what they say. There they may
// belong to an event that none is now, whose id has changed or whose feed another program wrote.
func (m *memory) event(x *eventFeed) {
	entries := x.ownEntries()
	fresh := readAgain(x.again(entries))
	fresh.ID, fresh.Name = x.identity, x.event.Name
	for _, e := range entries {
		m.until(x.identity, lastOf(e.session))
	}
	var candidates []*published
	own := map[string]*published{} // by id
	for _, p := range m.old {
		switch {
		case p.identity == x.identity:
			own[p.id] = p
			m.common = true
		case m.found[p] || m.ours(p.identity):
			continue
		default:
			p.id = p.uid // what it is in its own event is nothing here
		}
		candidates = append(candidates, p)
	}
	old := readAgain(candidates)
	old.ID, old.Name = x.identity, x.event.Name
	changes, findings := agenda.Diff(old, fresh)
	if m.view != nil {
		m.view.event(old) // what is gone can be in the view, too
	}

	byOld := map[*agenda.Session]*published{}
	for _, p := range candidates {
		byOld[p.session] = p
		if p.identity == x.identity {
			m.until(x.identity, lastOf(p.session))
		}
	}
	byID := make(map[string]agenda.Change, len(changes))
	for _, c := range changes {
		byID[c.NewID] = c
	}
	for _, e := range entries {
		c, changed := byID[e.id]
		p := own[e.id]
		if changed {
			p = byOld[c.Old]
		}
		if p != nil {
			m.found[p] = true
			m.settle(e, p, changed && !slices.Equal(c.Kinds, []agenda.ChangeKind{agenda.ChangeID}))
		}
	}
	m.tell(findings)
	changes = slices.DeleteFunc(changes, func(c agenda.Change) bool {
		p := byOld[c.Old]
		return c.New == nil && (p.identity != x.identity || m.over(x.identity))
	})
	m.Changed = append(m.Changed, Changed{old, fresh, changes})
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

// again writes entries as they would be without a memory, and takes them apart as those of a feed.
func (x *eventFeed) again(entries []*entry) []*published {
	y := *x
	y.Feed, y.words, y.links = &Feed{o: Options{PlainText: true}}, words{}, nil
	var b bytes.Buffer
	enc := newEncoder(&b)
	enc.line("BEGIN:VCALENDAR")
	for _, e := range entries {
		enc.line("BEGIN:VEVENT")
		for _, p := range y.properties(nil, e) {
			enc.property(&p.BaseProperty)
		}
		enc.line("END:VEVENT")
	}
	enc.line("END:VCALENDAR")
	enc.flush()
	// It is ours and in memory: nothing can be wrong with it.
	d, err := parse(&b, "")
	if err != nil {
		panic(fmt.Sprintf("ical: a feed that cannot be read: %v", err))
	}
	in := &source{component: d.calendars[0], zones: zonesOf(d.calendars[0]), ours: true}
	var list []*published
	for i, c := range d.calendars[0].components {
		p := newPublished(c, in, entries[i].uid)
		p.id, p.identity = entries[i].id, x.identity
		list = append(list, p)
	}
	return list
}

// settle makes e the next state of p.
func (m *memory) settle(e *entry, p *published, revised bool) {
	x := e.event
	delete(m.taken, e.uid)
	natural := e.uid
	e.was, e.uid = p, p.uid
	e.adopted = e.uid != natural
	m.taken[e.uid] = true
	if e.session.Status == agenda.Cancelled && p.shown() != m.o.ShowCancelled {
		revised = true
	}
	_, keepable := p.zone()
	switch {
	case revised:
		e.rev = p.next(x.event.RevisedAt(*e.session), m.o.Now)
	case !keepable:
		e.rev = revisionOf(p.revised(), p.sequence)
	default:
		e.kept = p.properties()
		switch {
		case e.adopted && p.component.text("X-DAYSHEET-ID") != natural:
			e.kept = put(e.kept, "X-DAYSHEET-ID", natural)
		case !e.adopted:
			e.kept = without(e.kept, "X-DAYSHEET-ID")
		}
	}
}

// separate gives sessions that are new another UID where theirs goes on as that of a session which had it
// before and has another id now.
func (m *memory) separate() {
	adopted := map[string]bool{}
	for i := range m.entries {
		if e := &m.entries[i]; e.adopted {
			adopted[e.uid] = true
		}
	}
	for i := range m.entries {
		e := &m.entries[i]
		if e.was != nil || !adopted[e.uid] {
			continue
		}
		id, event, _ := cutLast(e.uid, "@")
		for n := 2; m.taken[e.uid]; n++ {
			e.uid = fmt.Sprintf("%s-%d@%s", id, n, event)
		}
		e.adopted, m.taken[e.uid] = true, true
	}
}

// until notes that an event has not ended before t.
func (m *memory) until(identity string, t time.Time) {
	if t.After(m.ends[identity]) {
		m.ends[identity] = t
	}
}

// lastOf is when a session is over, the last time.
func lastOf(s *agenda.Session) time.Time {
	if s.Repeat != "" {
		return time.Date(lastYearOf(s, time.UTC)+1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	end := s.Until()
	if s.AllDay && s.End.IsZero() {
		end = end.AddDate(0, 0, 1)
	}
	return end
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
	if over > 0 {
		m.add("over", agenda.Note, "", "",
			"%s of the last feed %s in no event now; the event has ended, and the feed leaves them out",
			quantity(over, "session"), plural(over, "is", "are"))
	}
	if len(gone) > 0 && !m.common && len(m.found) == 0 {
		m.add("other-feed", agenda.Error, "", "name the feed of this event, or another file to write to",
			"the feed published last is that of another event: it has no session in common with this one")
		return
	}
	for _, p := range gone {
		m.cancel(p)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// cancel adds the entry of a session that is gone.
func (m *memory) cancel(p *published) {
	s := p.session
	e := entry{start: s.Start.Unix(), uid: p.uid, session: s, id: p.id, was: p}
	_, keepable := p.zone()
	if keepable {
		e.kept = p.properties()
	} else {
		e.kept = []ics.IANAProperty{property("UID", p.uid),
			property("DTSTART", s.Start.UTC().Format(utcForm)), property("SUMMARY", s.Title)}
	}
	if !p.cancelled() || p.shown() != m.o.ShowCancelled || !keepable {
		rev := p.next(m.o.Now)
		status, title := "CANCELLED", s.Title
		if m.o.ShowCancelled {
			status, title = "CONFIRMED", cancelledPrefix+s.Title
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
		hint := "where that is wrong, put it back with the id " + p.id
		if !m.ours(p.identity) {
			hint = "where that is wrong, name the file of its event, too"
		}
		m.add("gone", agenda.Warning, "", hint,
			"%q was in the last feed and is in no event now; the feed cancels it", s.Title)
	}
	m.entries = append(m.entries, e)
}

// put sets the property of a name, or adds it at the end.
func put(list []ics.IANAProperty, name, value string) []ics.IANAProperty {
	for i := range list {
		if list[i].IANAToken == name {
			list[i].Value = value
			return list
		}
	}
	return append(list, property(name, value))
}

func without(list []ics.IANAProperty, name string) []ics.IANAProperty {
	return slices.DeleteFunc(list, func(p ics.IANAProperty) bool { return p.IANAToken == name })
}

// tell adds what is to be known of how sessions were found again.
func (m *memory) tell(findings agenda.Findings) {
	for _, f := range findings {
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
		return revisionEpoch
	}
	return p.stamp
}

// next is a revision after the last one: the first of the candidates that comes later, else the next minute,
// since SEQUENCE counts whole ones.
func (p *published) next(candidates ...time.Time) revision {
	t := p.revised().Add(time.Minute)
	for _, c := range candidates {
		if !c.Before(t) && c.UTC().Year() <= lastYear {
			t = c
			break
		}
	}
	const most = 1<<31 - 1 // of an INTEGER (RFC 5545 §3.3.8)
	return revisionOf(t, min(most, max(sequence(t), p.sequence+1)))
}
