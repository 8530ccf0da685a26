// Package diff compares two states of an event, and says what became of each session.
//
//	changes, findings := diff.Events(old, new)
//	for _, c := range changes {
//		fmt.Println(c.Session().Title, c.Kinds)
//	}
//
// Package page puts the changes into words. Within version 1 the exported names keep their meaning.
package diff

import (
	"cmp"
	"slices"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// A Change says how one session differs between two states of an event.
type Change struct {
	Kinds   []Kind   // at least one, in the order of [Kinds]
	Details []Detail // what differs, where Details is among the kinds

	// OldID and NewID are those of [agenda.Event.SessionIDs]; empty where the session is not in that event.
	OldID, NewID string
	// Old and New are the session in its event, and nil where it is not in it.
	Old, New *agenda.Session
}

// A Kind is one way in which a session changed.
type Kind string

// The kinds of change. The first three say whether the session takes place, the others what about it differs.
const (
	Added      Kind = "added"      // it is new
	Cancelled  Kind = "cancelled"  // it is gone, or its status is cancelled
	Reinstated Kind = "reinstated" // its status was cancelled and is not any more
	Time       Kind = "time"       // it starts or ends at another moment
	Place      Kind = "place"      // it is somewhere else: [agenda.Directory.Place]
	Title      Kind = "title"
	Speakers   Kind = "speakers" // other people, or of another organization
	Details    Kind = "details"  // see [Detail]
	ID         Kind = "id"       // to a calendar it is another session
)

// Kinds lists every Kind.
func Kinds() []Kind {
	return []Kind{Added, Cancelled, Reinstated, Time, Place, Title, Speakers, Details, ID}
}

// A Detail is something about a session that differs and has no Kind of its own.
type Detail string

// The details, in the order in which a Change has them. DetailStatus is one between confirmed and tentative.
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

// Is reports whether k is among the kinds of the change.
func (c Change) Is(k Kind) bool { return slices.Contains(c.Kinds, k) }

// Session is the new session, or the old one where that is gone.
func (c Change) Session() *agenda.Session {
	if c.New == nil {
		return c.Old
	}
	return c.New
}

// Events says what became of each session between two states of an event. A nil event has no sessions. The
// changes are in the order of the sessions' starts in the new event (in the old one where they are gone),
// then of their ids; those without a start are last.
//
// Two texts are the same where they differ in white space alone. Nothing depends on the order of sessions,
// rooms, speakers or links, on how a session names its rooms, its track and its speakers, or on where the
// room ends and the venue begins. Moments are compared to the second; an end that is not known is the start,
// or for a session of whole days the end of its first. What a session leaves to its event, its language and
// the address to join it, is compared as it comes out. When a session was created and revised says nothing.
//
// A session that is cancelled in both events has not changed, whatever else differs, but for its id; one that
// was cancelled in the old event and is not in the new one has not changed at all. One that is in the new
// event only, and cancelled there, is Cancelled without an Old.
//
// Sessions are the same where their ids are. Derived ids are compared as well (see
// [agenda.Event.SessionIDs]), but since the number in "lunch-2" depends on what else is called that, sessions
// without an id of their own are first matched by title and start, and such a number is no change of ID.
// What is left on both sides is the same session under another id where title and start, or title and
// speakers, are the same, and nobody else's.
//
// The findings say what is to be known of the matching:
//
//	id-changed        note     a session is in the new event under another id
//	id-ambiguous      warning  several sessions have the same title; they count as cancelled and added
//	event-id-changed  warning  the events have different ids, so that a calendar knows none of the sessions
func Events(old, new *agenda.Event) ([]Change, agenda.Findings) {
	d := comparison{old: stateOf(old), new: stateOf(new)}
	if a, b := d.old.event.ID, d.new.event.ID; a != b && a != "" && b != "" {
		d.findings.Add("event-id-changed", agenda.Warning, agenda.Where{}, "write the old id back",
			"the event has the id %q; it was %q, and calendars take every session for another one", b, a)
	}
	d.matchIDs()
	d.matchContents()
	for i := range d.old.sessions {
		if o := &d.old.sessions[i]; o.twin == nil && o.Status != agenda.Cancelled {
			d.add(Change{Kinds: []Kind{Cancelled}, OldID: o.id, Old: o.Session})
		}
	}
	for i := range d.new.sessions {
		n := &d.new.sessions[i]
		if n.twin != nil {
			d.compare(n.twin, n)
			continue
		}
		kind := Added
		if n.Status == agenda.Cancelled {
			kind = Cancelled
		}
		d.add(Change{Kinds: []Kind{kind}, NewID: n.id, New: n.Session})
	}
	slices.SortStableFunc(d.changes, func(a, b Change) int {
		return cmp.Or(compareStarts(a.Session().Start, b.Session().Start),
			cmp.Compare(cmp.Or(a.NewID, a.OldID), cmp.Or(b.NewID, b.OldID)))
	})
	return d.changes, d.findings
}

// compareStarts puts a start that is not known last.
func compareStarts(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		return b.Compare(a)
	}
	return a.Compare(b)
}

// A comparison is that of two states of an event.
type comparison struct {
	old, new state
	changes  []Change
	findings agenda.Findings
}

func (d *comparison) add(c Change) { d.changes = append(d.changes, c) }

// compare adds the change from o to n, which are the same session, where there is one.
func (d *comparison) compare(o, n *session) {
	c := Change{OldID: o.id, NewID: n.id, Old: o.Session, New: n.Session}
	add := func(k Kind, differ bool) {
		if differ {
			c.Kinds = append(c.Kinds, k)
		}
	}
	was, is := o.Status == agenda.Cancelled, n.Status == agenda.Cancelled
	add(Cancelled, !was && is)
	add(Reinstated, was && !is)
	if !was || !is {
		add(Time, o.start != n.start || o.until != n.until || o.AllDay != n.AllDay)
		add(Place, o.place != n.place)
		add(Title, o.title != n.title)
		add(Speakers, o.speakers != n.speakers)
		for i, d := range details {
			if o.details[i] != n.details[i] {
				c.Details = append(c.Details, d.name)
			}
		}
		add(Details, c.Details != nil)
	}
	if o.id != n.id && !(o.derived && n.derived && o.title == n.title) {
		add(ID, true)
		d.findings.Add("id-changed", agenda.Note, agenda.Where{ID: n.id},
			"give it the old id: only a feed that is written over the last one keeps it the same session",
			"%q has the id %q; it was %q", n.title, n.id, o.id)
	}
	if c.Kinds != nil {
		d.add(c)
	}
}
