package page

import (
	"bytes"
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
	var write func(io.Writer, *news, ChangesOptions) error
	switch o.Format {
	case "", Text:
		write = writeChangesText
	case Markdown:
		write = writeChangesMarkdown
	case JSON:
		write = writeChangesJSON
	default:
		return nil, fmt.Errorf("unknown format %q; use text, markdown or json", o.Format)
	}
	if o.Width != 0 && o.Width < MinWidth {
		return nil, fmt.Errorf("a width of %d columns is too narrow; use %d or more", o.Width, MinWidth)
	}
	n := &news{old: cmp.Or(old, &agenda.Event{}), changes: changes}
	n.new = cmp.Or(new, n.old)
	loc, err := n.new.Location()
	if err != nil {
		return nil, &agenda.InputError{Findings: agenda.Findings{{
			Rule: "bad-zone", Severity: agenda.Error, Message: err.Error(),
		}}}
	}
	n.loc, n.oldDir, n.newDir = loc, n.old.Directory(), n.new.Directory()
	n.measure()
	if o.Format != JSON {
		n.tell()
	}
	var b bytes.Buffer
	if err := write(&b, n, o); err != nil {
		return n.findings, err
	}
	_, err = w.Write(b.Bytes())
	return n.findings, err
}

// A news is the changes in clean words, in the groups in which a text tells them.
type news struct {
	cleaner
	old, new       *agenda.Event
	oldDir, newDir agenda.Directory
	changes        []diff.Change
	loc            *time.Location
	timed          bool // a session has a start
	days           bool // sessions are on several days, so that times are said with theirs
	weeks          bool // and these are so many that their dates are needed
	name, when     string
	general        []general
	groups         [len(groups)][]told
}

// groups are the titles under which changes stand, and how they are counted.
var groups = [...]struct{ title, count string }{
	{"Cancelled", "cancelled"},
	{"Moved", "moved"},
	{"New", "new"},
	{"Takes place after all", "back"},
	{"Changed", "changed"},
	{"Details", "with other details"},
	{"Another id", "with another id"},
}

const (
	groupCancelled = iota
	groupMoved
	groupNew
	groupBack
	groupChanged
	groupDetails
	groupID
)

// A general change is one of the whole event.
type general struct{ what, is, was string }

// A told change is a session with what it was, where that differs.
type told struct {
	title, wasTitle       string
	byline, wasByline     string
	place, wasPlace       string
	id, wasID             string
	now, was              slot
	renamed, other, moved bool // the title, the speakers, the place
	retimed               bool
	reid                  bool
	details               []string
}

// measure finds out how much of a date a time needs.
func (n *news) measure() {
	var first, last time.Time
	for _, e := range []*agenda.Event{n.old, n.new} {
		for _, s := range e.Sessions {
			if s.Start.IsZero() {
				continue
			}
			t := s.Start.In(n.loc)
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if last.IsZero() || t.After(last) {
				last = t
			}
		}
	}
	n.timed = !first.IsZero()
	n.days = n.timed && agenda.DateOf(first) != agenda.DateOf(last)
	n.weeks = agenda.DateOf(first).AddDays(6).Compare(agenda.DateOf(last)) < 0
}

// tell sorts the changes into groups and puts them into words.
func (n *news) tell() {
	n.name = n.line("", "event's name", n.new.Name)
	n.when = listing.English.When(n.new)
	if start, _ := n.new.Span(); start.IsZero() && n.timed { // then When has not named the zone
		n.when = strings.TrimPrefix(n.when+", "+listing.English.Zone(n.new.Zone), ", ")
	}
	wide := n.eventWide()
	for _, c := range n.changes {
		kinds := slices.Clone(c.Kinds)
		details := slices.Clone(c.Details)
		drop := func(k diff.Kind) {
			kinds = slices.DeleteFunc(kinds, func(o diff.Kind) bool { return o == k })
		}
		if c.Old != nil && c.New != nil {
			if wide.venue && n.rooms(n.oldDir, c.Old) == n.rooms(n.newDir, c.New) {
				drop(diff.Place)
			}
			details = slices.DeleteFunc(details, func(d diff.Detail) bool {
				return d == diff.DetailLanguage && wide.language && c.Old.Language == c.New.Language ||
					d == diff.DetailOnline && wide.online && c.Old.Online == c.New.Online
			})
			if len(details) == 0 {
				drop(diff.Details)
			}
		}
		if len(kinds) > 0 {
			group := groupOf(kinds)
			n.groups[group] = append(n.groups[group], n.told(c, kinds, details, group, wide.venue))
		}
	}
}

// eventWide says what of the event itself has changed, where that changes sessions.
func (n *news) eventWide() (wide struct{ venue, language, online bool }) {
	affected := func(is func(diff.Change) bool) bool {
		return slices.ContainsFunc(n.changes, func(c diff.Change) bool {
			return c.Old != nil && c.New != nil && is(c)
		})
	}
	add := func(what, is, was string, changed func(diff.Change) bool) bool {
		is, was = n.line("", what, is), n.line("", what, was)
		if is == was || !affected(changed) {
			return false
		}
		n.general = append(n.general, general{what, is, was})
		return true
	}
	wide.venue = add("venue", n.new.Venue.String(), n.old.Venue.String(), func(c diff.Change) bool {
		return c.Is(diff.Place) && n.rooms(n.oldDir, c.Old) == n.rooms(n.newDir, c.New)
	})
	english := listing.English
	wide.language = add("language", english.Language(n.new.Language), english.Language(n.old.Language),
		func(c diff.Change) bool {
			return slices.Contains(c.Details, diff.DetailLanguage) && c.Old.Language == c.New.Language
		})
	wide.online = add("online", n.new.Online, n.old.Online, func(c diff.Change) bool {
		return slices.Contains(c.Details, diff.DetailOnline) && c.Old.Online == c.New.Online
	})
	return wide
}

// rooms names those of a session in a fixed order.
func (n *news) rooms(d agenda.Directory, s *agenda.Session) string {
	var names []string
	for _, ref := range s.Rooms {
		room, _ := d.Room(ref)
		names = append(names, input.OneLine(room.Name))
	}
	slices.Sort(names)
	return listing.English.Join(slices.Compact(names))
}

// groupOf is the group of a change, by what matters most about it.
func groupOf(kinds []diff.Kind) int {
	for _, rule := range []struct {
		kind  diff.Kind
		group int
	}{
		{diff.Cancelled, groupCancelled}, {diff.Added, groupNew},
		{diff.Reinstated, groupBack}, {diff.Time, groupMoved},
		{diff.Place, groupMoved}, {diff.Title, groupChanged},
		{diff.Speakers, groupChanged}, {diff.Details, groupDetails},
	} {
		if slices.Contains(kinds, rule.kind) {
			return rule.group
		}
	}
	return groupID
}

// told puts a change into words. What is cancelled is told as people knew it. Rooms are enough of a place
// where a new venue has been told of, or it is the old one.
func (n *news) told(c diff.Change, kinds []diff.Kind, details []diff.Detail, group int,
	venue bool) told {
	is := func(k diff.Kind) bool { return slices.Contains(kinds, k) }
	id := cmp.Or(c.NewID, c.OldID)
	t := told{id: n.line(id, "id", id)}
	if c.Old != nil {
		t.wasTitle, t.wasByline, t.wasPlace, t.was = n.words(n.oldDir, n.old, c.Old, c.OldID)
		t.wasID = n.line(id, "id", c.OldID)
	}
	if c.New != nil {
		t.title, t.byline, t.place, t.now = n.words(n.newDir, n.new, c.New, c.NewID)
	}
	if c.Old != nil && (c.New == nil || group == groupCancelled) {
		t.title, t.byline, t.place, t.now = t.wasTitle, t.wasByline, t.wasPlace, t.was
	}
	if c.Old == nil || c.New == nil || group == groupCancelled {
		return t
	}
	t.retimed, t.moved = is(diff.Time), is(diff.Place)
	t.renamed, t.other = is(diff.Title), is(diff.Speakers)
	t.reid = is(diff.ID)
	if t.moved {
		is, was := listing.English.Rooms(n.newDir, c.New), listing.English.Rooms(n.oldDir, c.Old)
		same := n.line("", "venue", n.new.Venue.String()) == n.line("", "venue", n.old.Venue.String())
		if is == "" || was == "" || !venue && !same {
			is = listing.English.Place(n.newDir, n.new.Venue, c.New)
			was = listing.English.Place(n.oldDir, n.old.Venue, c.Old)
		}
		t.place, t.wasPlace = n.line(id, "room", is), n.line(c.OldID, "room", was)
	}
	for _, d := range details {
		t.details = append(t.details, n.detail(d, c))
	}
	return t
}

// words are title, byline, place and time of a session.
func (n *news) words(d agenda.Directory, e *agenda.Event, s *agenda.Session, id string) (
	title, byline, place string, when slot) {
	title = cmp.Or(n.line(id, "title", s.Title), "Untitled")
	byline = n.line(id, "speaker", listing.English.Byline(d, s))
	if place = n.line(id, "room", listing.English.Rooms(d, s)); place == n.line("", "venue", e.Venue.Name) {
		place = ""
	}
	if !s.Start.IsZero() {
		when.start, when.allDay = s.Start.In(n.loc), s.AllDay
		if s.End.After(s.Start) {
			when.end = s.End.In(n.loc)
		}
	}
	return title, byline, place, when
}

// detail says what differs in words, with both values where they are short.
func (n *news) detail(d diff.Detail, c diff.Change) string {
	clean := func(s string) string { return n.line(cmp.Or(c.NewID, c.OldID), string(d), s) }
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
