package agenda

import (
	"cmp"
	"slices"
	"time"
)

// Changes are what became of the sessions of an event, in order of their start in the new event (in the old
// one where they are gone), then of their ids; those without a start are last.
type Changes []Change

// A Change is what became of one session.
type Change struct {
	Kinds   []ChangeKind // at least one, in the order of [ChangeKinds]
	Details []Detail     // what differs, where ChangeDetails is among the kinds; in the order of [Details]

	// OldID and NewID are those of [Event.SessionIDs]; empty where the session is not in that event.
	OldID, NewID string
	// Old and New are the session in its event, and nil where it is not in it.
	Old, New *Session
}

// A ChangeKind is one way in which a session changed.
type ChangeKind string

// The kinds of change. The first three say whether the session takes place, the others what about it differs.
const (
	ChangeAdded      ChangeKind = "added"      // it is new
	ChangeCancelled  ChangeKind = "cancelled"  // it is gone, or its status is cancelled
	ChangeReinstated ChangeKind = "reinstated" // its status was cancelled and is not any more
	ChangeTime       ChangeKind = "time"       // it starts or ends at another moment
	ChangePlace      ChangeKind = "place"      // it is somewhere else: [Directory.Place]
	ChangeTitle      ChangeKind = "title"
	ChangeSpeakers   ChangeKind = "speakers" // other people, or of another organization
	ChangeDetails    ChangeKind = "details"  // see [Detail]
	ChangeID         ChangeKind = "id"       // to a calendar it is another session
)

// ChangeKinds lists every ChangeKind.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{ChangeAdded, ChangeCancelled, ChangeReinstated, ChangeTime, ChangePlace, ChangeTitle,
		ChangeSpeakers, ChangeDetails, ChangeID}
}

// A Detail is something about a session that differs and has no ChangeKind of its own.
type Detail string

// The details. DetailStatus is one between confirmed and tentative.
const (
	DetailAbstract Detail = "abstract"
	DetailTrack    Detail = "track"
	DetailKind     Detail = "kind"
	DetailLanguage Detail = "language"
	DetailLinks    Detail = "links"
	DetailOnline   Detail = "online"
	DetailImage    Detail = "image"
	DetailRepeat   Detail = "repeat" // the rule or its exceptions
	DetailStatus   Detail = "status"
)

// Details lists every Detail.
func Details() []Detail {
	return []Detail{DetailAbstract, DetailTrack, DetailKind, DetailLanguage, DetailLinks, DetailOnline,
		DetailImage, DetailRepeat, DetailStatus}
}

// Is reports whether k is among the kinds of the change.
func (c Change) Is(k ChangeKind) bool { return slices.Contains(c.Kinds, k) }

// Session is the new session, or the old one where that is gone.
func (c Change) Session() *Session {
	if c.New == nil {
		return c.Old
	}
	return c.New
}

// Diff says what became of each session between two states of an event. A nil event has no sessions.
//
// Two texts are the same where they differ in white space alone. Nothing depends on the order of sessions,
// rooms, speakers or links, on how a session names its rooms, its track and its speakers, or on where the
// room ends and the venue begins. Moments are compared to the second; an end that is not known is the start,
// or for a session of whole days the end of its first. What a session leaves to its event, its language and
// the address to join it, is compared as it comes out. When a session was created and revised says nothing.
//
// A session that is cancelled in both events has not changed, whatever else differs, but for its id; one that
// was cancelled in the old event and is not in the new one has not changed at all. One that is in the new
// event only, and cancelled there, is ChangeCancelled without an Old.
//
// Sessions are the same where their ids are. Derived ids are compared as well (see [Event.SessionIDs]), but
// since the number in "lunch-2" depends on what else is called that, sessions without an id of their own are
// first matched by title and start, and such a number is no ChangeID.
//
// What is left on both sides is matched by likeness: it is the same session under another id where title,
// speakers and start mostly did not change. That is so where two of these three are the same, or all
// speakers and most words of the title at any time; a part of the words is enough where the speakers are the
// same and the start nearly. A session without speakers, a break, needs the time: the same title within
// two hours, or most of the title at the same start; so lunch on Friday is never that of Thursday. The same
// time alone, and two parts of a series ("part 1", "part 2") at different times, are never the same session.
// Names that stand for nobody ("TBA") are no speakers here.
//
// The findings say what is to be known of the matching:
//
//	id-changed        note     a session is in the new event under another id
//	id-ambiguous      warning  sessions are about equally alike; they count as cancelled and added
//	event-id-changed  warning  the events have different ids, so that a calendar knows none of the sessions
func Diff(old, new *Event) (Changes, Findings) {
	d := differ{old: readSheet(old), new: readSheet(new)}
	if a, b := d.old.event.ID, d.new.event.ID; a != b && a != "" && b != "" {
		d.findings.Add("event-id-changed", Warning, Where{}, "write the old id back",
			"the event has the id %q; it was %q, and calendars take every session for another one", b, a)
	}
	d.matchIDs()
	d.matchAlike()
	for i := range d.old.entries {
		if o := &d.old.entries[i]; o.twin == nil && o.session.Status != Cancelled {
			d.add(Change{Kinds: []ChangeKind{ChangeCancelled}, OldID: o.id, Old: o.session})
		}
	}
	for i := range d.new.entries {
		n := &d.new.entries[i]
		if n.twin != nil {
			d.compare(n.twin, n)
			continue
		}
		kind := ChangeAdded
		if n.session.Status == Cancelled {
			kind = ChangeCancelled
		}
		d.add(Change{Kinds: []ChangeKind{kind}, NewID: n.id, New: n.session})
	}
	slices.SortStableFunc(d.changes, func(a, b Change) int {
		return cmp.Or(compareStarts(a.Session().Start, b.Session().Start),
			cmp.Compare(cmp.Or(a.NewID, a.OldID), cmp.Or(b.NewID, b.OldID)))
	})
	return d.changes, d.findings
}

func compareStarts(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}

type differ struct {
	old, new sheet
	changes  Changes
	findings Findings
}

func (d *differ) add(c Change) { d.changes = append(d.changes, c) }

// compare adds the change from o to n, which are the same session, where there is one.
func (d *differ) compare(o, n *sheetEntry) {
	c := Change{OldID: o.id, NewID: n.id, Old: o.session, New: n.session}
	add := func(k ChangeKind, differ bool) {
		if differ {
			c.Kinds = append(c.Kinds, k)
		}
	}
	was, is := o.session.Status == Cancelled, n.session.Status == Cancelled
	add(ChangeCancelled, !was && is)
	add(ChangeReinstated, was && !is)
	if !was || !is {
		add(ChangeTime, o.start != n.start || o.until != n.until || o.session.AllDay != n.session.AllDay)
		add(ChangePlace, o.place != n.place && o.places != n.places)
		add(ChangeTitle, o.title != n.title)
		add(ChangeSpeakers, !slices.Equal(o.speakers, n.speakers))
		for i, detail := range Details() {
			if o.details[i] != n.details[i] {
				c.Details = append(c.Details, detail)
			}
		}
		add(ChangeDetails, c.Details != nil)
	}
	if o.id != n.id && !(o.derived && n.derived && o.title == n.title) {
		add(ChangeID, true)
		d.findings.Add("id-changed", Note, Where{ID: n.id},
			"give it the old id: only a feed that is written over the last one keeps it the same session",
			"%q has the id %q; it was %q", n.title, n.id, o.id)
	}
	if c.Kinds != nil {
		d.add(c)
	}
}
