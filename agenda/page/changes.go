package page

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// The formats that WriteChanges has besides Text.
const (
	Markdown Format = "markdown"
	JSON     Format = "json"
)

// ChangesOptions of WriteChanges. The zero value gives a text 80 columns wide.
type ChangesOptions struct {
	// Format is Text, for a terminal; Markdown, an announcement to be pasted into a mail or a post; or JSON,
	// for a program. The empty one is Text.
	Format Format

	// Width is the most columns of a line of Text, 80 where it is 0, at least MinWidth.
	Width int

	// Inset leaves the heading of Text out and sets the rest close, for a report of which it is a part.
	Inset bool

	// Findings are those of diff.Events. They stand in the JSON; a text leaves them to the caller.
	Findings agenda.Findings
}

// WriteChanges writes to w what diff.Events found between old and new, either of which may be nil. Every
// time is in the zone of the new event, which is said once; where that is unknown, nothing is written. A nil
// new event has the zone of the old one.
//
// Text and Markdown group the sessions by what matters most to somebody who wants to go there: cancelled,
// moved (in time or place), new, back (after all), changed (title or speakers), and what differs in details.
// Each stands once, with everything that changed about it. What the whole event has changed, its venue,
// language or the address to join it, is said once and not of each session. Markdown says nothing about ids.
//
// The findings are bad-zone, an error, and control-character, as Write has them; JSON keeps all characters.
//
// JSON is one object, whose names and meanings stay. In it all moments are RFC 3339 in the zone of the new
// event, and a name is left out where there is nothing to say:
//
//	{
//	  "old": {"id": …, "name": …, "zone": …}, "new": {…},   the events
//	  "counts": {"added": 1, "cancelled": 0, …},             sessions, by every diff.Kind
//	  "changes": [{
//	    "kinds": ["time", "details"], "details": ["track"],  an diff.Kind, an diff.Detail
//	    "old": {…}, "new": {…}                               the session; null where it is not in that event
//	  }],
//	  "findings": [{"rule": "id-changed", …}]                agenda.Finding
//	}
//
// A session is {"id", "title", "abstract", "kind", "start", "end", "allDay", "repeat", "except": [], "place",
// "rooms": [], "track", "speakers": [{"name", "organization"}], "language", "links": [{"title", "url"}],
// "online", "image", "status"}. Its rooms, track and speakers are names, what it leaves to its event
// (language, online) is filled in, and "place" is agenda.Directory.Place.
func WriteChanges(w io.Writer, old, new *agenda.Event, changes []diff.Change, o ChangesOptions) (
	agenda.Findings, error) {
	var write func(*changeGroups, ChangesOptions) string
	switch o.Format {
	case "", Text:
		write = changesAsText
	case Markdown:
		write = changesAsMarkdown
	case JSON:
		write = changesAsJSON
	default:
		return nil, fmt.Errorf("unknown format %q; use text, markdown or json", o.Format)
	}
	n := &changeGroups{old: cmp.Or(old, &agenda.Event{}), changes: changes}
	n.new = cmp.Or(new, n.old)
	loc, err := usable(n.new, o.Width)
	if err != nil {
		return nil, err
	}
	n.loc, n.oldDir, n.newDir = loc, n.old.Directory(), n.new.Directory()
	n.measure()
	if o.Format != JSON {
		n.group()
	}
	_, err = io.WriteString(w, write(n, o))
	return n.findings, err
}

// changeGroups are the changes in clean words, in the groups in which a text has them.
type changeGroups struct {
	cleaner
	old, new       *agenda.Event
	oldDir, newDir agenda.Directory
	changes        []diff.Change
	loc            *time.Location
	timed          bool // a session has a start
	days           bool // sessions are on several days, so that times are said with theirs
	weeks          bool // and these are so many that their dates are needed
	name, when     string
	ofEvent        []eventChange
	groups         [len(groups)][]sessionChange
}

// groups are the titles under which changes stand, and how they are counted. The first kind of a change says
// to which it belongs.
var groups = [...]struct {
	title, count string
	whole        bool // the whole session is told, not only what differs
	kinds        []diff.Kind
}{
	{"Cancelled", "cancelled", true, []diff.Kind{diff.Cancelled}},
	{"Moved", "moved", false, []diff.Kind{diff.Time, diff.Place}},
	{"New", "new", true, []diff.Kind{diff.Added}},
	{"Takes place after all", "back", true, []diff.Kind{diff.Reinstated}},
	{"Changed", "changed", false, []diff.Kind{diff.Title, diff.Speakers}},
	{"Details", "with other details", false, []diff.Kind{diff.Details}},
	{"Another id", "with another id", false, []diff.Kind{diff.ID}},
}

// An eventChange is a value of the whole event and the one before it.
type eventChange struct{ what, is, was string }

// A sessionChange is a session as it is and as it was. Its kinds are those that are told beside the whole.
type sessionChange struct {
	diff.Change
	now, was sessionWords
	details  []string
}

type sessionWords struct {
	title, byline, place, id string
	slot
}

// measure finds out how much of a date a time needs.
func (n *changeGroups) measure() {
	var starts []time.Time
	for _, e := range []*agenda.Event{n.old, n.new} {
		for _, s := range e.Sessions {
			if !s.Start.IsZero() {
				starts = append(starts, s.Start.In(n.loc))
			}
		}
	}
	if n.timed = len(starts) > 0; n.timed {
		first := agenda.DateOf(slices.MinFunc(starts, time.Time.Compare))
		last := agenda.DateOf(slices.MaxFunc(starts, time.Time.Compare))
		n.days, n.weeks = first != last, first.AddDays(6).Compare(last) < 0
	}
}

// group puts the changes into words and sorts them into groups.
func (n *changeGroups) group() {
	n.name = n.line("", "event's name", n.new.Name)
	n.when = listing.English.When(n.new)
	if start, _ := n.new.Span(); start.IsZero() && n.timed { // then When has not named the zone
		n.when = strings.TrimPrefix(n.when+", "+listing.English.Zone(n.new.Zone), ", ")
	}
	changes := slices.Clone(n.changes)
	n.eventWide(changes)
	for _, c := range changes {
		if len(c.Details) == 0 {
			c.Kinds = without(c.Kinds, diff.Details)
		}
		for i, g := range groups {
			if len(c.Kinds) > 0 && slices.Contains(g.kinds, c.Kinds[0]) {
				n.groups[i] = append(n.groups[i], n.sessionChange(c))
			}
		}
	}
}

// eventWide says once what of the event itself has changed, and takes that off the changes of the sessions
// which have nothing of their own in its place.
func (n *changeGroups) eventWide(changes []diff.Change) {
	english := listing.English
	for _, g := range []struct {
		eventChange
		kind     diff.Kind
		detail   diff.Detail
		inherits func(old, new *agenda.Session) bool
	}{
		{eventChange{"venue", n.new.Venue.String(), n.old.Venue.String()}, diff.Place, "",
			func(o, s *agenda.Session) bool { return n.rooms(n.oldDir, o) == n.rooms(n.newDir, s) }},
		{eventChange{"language", english.Language(n.new.Language), english.Language(n.old.Language)},
			"", diff.DetailLanguage, func(o, s *agenda.Session) bool { return o.Language == s.Language }},
		{eventChange{"online", n.new.Online, n.old.Online},
			"", diff.DetailOnline, func(o, s *agenda.Session) bool { return o.Online == s.Online }},
	} {
		g.is, g.was = n.line("", g.what, g.is), n.line("", g.what, g.was)
		if g.is == g.was {
			continue
		}
		affected := false
		for i := range changes {
			c := &changes[i]
			kinds, details := without(c.Kinds, g.kind), without(c.Details, g.detail)
			if len(kinds)+len(details) < len(c.Kinds)+len(c.Details) &&
				c.Old != nil && c.New != nil && g.inherits(c.Old, c.New) {
				c.Kinds, c.Details, affected = kinds, details, true
			}
		}
		if affected {
			n.ofEvent = append(n.ofEvent, g.eventChange)
		}
	}
}

func without[T comparable](list []T, value T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return v == value })
}

// rooms names those of a session in a fixed order.
func (n *changeGroups) rooms(d agenda.Directory, s *agenda.Session) string {
	var names []string
	for _, ref := range s.Rooms {
		room, _ := d.Room(ref)
		names = append(names, input.OneLine(room.Name))
	}
	slices.Sort(names)
	return listing.English.Join(slices.Compact(names))
}

// sessionChange puts a change into words. What is cancelled is told as people knew it. Rooms are enough of a
// place where a new venue has been told of, or it is the old one.
func (n *changeGroups) sessionChange(c diff.Change) sessionChange {
	out := sessionChange{Change: c}
	cancelled := c.Is(diff.Cancelled)
	if c.Old != nil {
		out.was = n.words(n.oldDir, n.old, c.Old, c.OldID)
		out.now = out.was
	}
	if c.New != nil && !(cancelled && c.Old != nil) {
		out.now = n.words(n.newDir, n.new, c.New, c.NewID)
	}
	if c.Old == nil || c.New == nil || cancelled {
		out.Kinds, out.Details = nil, nil
	}
	if out.Is(diff.Place) {
		is, was := listing.English.Rooms(n.newDir, c.New), listing.English.Rooms(n.oldDir, c.Old)
		told := slices.ContainsFunc(n.ofEvent, func(g eventChange) bool { return g.what == "venue" })
		same := n.line("", "venue", n.new.Venue.String()) == n.line("", "venue", n.old.Venue.String())
		if is == "" || was == "" || !told && !same {
			is = listing.English.Place(n.newDir, n.new.Venue, c.New)
			was = listing.English.Place(n.oldDir, n.old.Venue, c.Old)
		}
		out.now.place, out.was.place = n.line(c.NewID, "room", is), n.line(c.OldID, "room", was)
	}
	for _, d := range out.Details {
		out.details = append(out.details, n.detail(d, c))
	}
	return out
}

func (n *changeGroups) words(d agenda.Directory, e *agenda.Event, s *agenda.Session, id string) sessionWords {
	w := sessionWords{
		title:  cmp.Or(n.line(id, "title", s.Title), "Untitled"),
		byline: n.line(id, "speaker", listing.English.Byline(d, s)),
		place:  n.line(id, "room", listing.English.Rooms(d, s)),
		id:     n.line(id, "id", id),
	}
	if w.place == n.line("", "venue", e.Venue.Name) {
		w.place = ""
	}
	if !s.Start.IsZero() {
		w.start, w.allDay = s.Start.In(n.loc), s.AllDay
		if s.End.After(s.Start) {
			w.end = s.End.In(n.loc)
		}
	}
	return w
}

// detail says what differs in words, with both values where they are short.
func (n *changeGroups) detail(d diff.Detail, c diff.Change) string {
	clean := func(s string) string { return n.line(c.NewID, string(d), s) }
	both := func(is, was string) string {
		if is, was = clean(is), clean(was); was == "" {
			return is
		}
		return nowWas(is, was)
	}
	became := func(what string, was, is bool) string {
		switch {
		case !was:
			return what + " added"
		case !is:
			return what + " removed"
		}
		return what + " changed"
	}
	switch o, s := c.Old, c.New; d {
	case diff.DetailAbstract:
		return became("abstract", clean(o.Abstract) != "", clean(s.Abstract) != "")
	case diff.DetailTrack:
		is, _ := n.newDir.Track(s.Track)
		was, _ := n.oldDir.Track(o.Track)
		if is.Name == "" {
			return "no track, was " + clean(was.Name)
		}
		return "track " + both(is.Name, was.Name)
	case diff.DetailKind:
		return "kind " + both(string(cmp.Or(s.Kind, agenda.Talk)), string(cmp.Or(o.Kind, agenda.Talk)))
	case diff.DetailLanguage:
		return "language " + both(listing.English.Language(cmp.Or(s.Language, n.new.Language)),
			listing.English.Language(cmp.Or(o.Language, n.old.Language)))
	case diff.DetailLinks:
		return became("links", len(o.Links) > 0, len(s.Links) > 0)
	case diff.DetailOnline:
		is, was := cmp.Or(s.Online, n.new.Online), cmp.Or(o.Online, n.old.Online)
		if is == "" {
			return "not online any more"
		}
		return "online at " + both(is, was)
	case diff.DetailImage:
		return became("picture", o.Image != "", s.Image != "")
	case diff.DetailRepeat:
		return became("repetition", o.Repeat != "", s.Repeat != "")
	}
	return both(string(cmp.Or(c.New.Status, agenda.Confirmed)),
		string(cmp.Or(c.Old.Status, agenda.Confirmed)))
}

// nowWas says a value and the one before it.
func nowWas(is, was string) string {
	switch {
	case was == "":
		return is + ", none before"
	case is == "":
		return "none, was " + was
	}
	return is + ", was " + was
}
