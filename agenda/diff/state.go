package diff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// A state is an event as it is compared with another.
type state struct {
	*Digester
	sessions []session // in an order that is not that of the event's
}

// A session is one in clean words, with everything that it names looked up.
type session struct {
	*agenda.Session
	id      string
	derived bool // the id is
	twin    *session

	start, until int64 // Unix seconds; of a start that is not known, of the zero time
	title        string
	place        string   // its parts, sorted
	speakers     string   // names and organizations, sorted
	details      []string // the values of details
	contents     string   // equal where everything that is compared is
}

// details give the value of each Detail.
var details = [...]struct {
	name  Detail
	value func(*state, *agenda.Session) string
}{
	{DetailAbstract, func(_ *state, s *agenda.Session) string { return input.OneLine(s.Abstract) }},
	{DetailTrack, func(x *state, s *agenda.Session) string {
		track, _ := x.dir.Track(s.Track)
		return input.OneLine(track.Name)
	}},
	{DetailKind, func(_ *state, s *agenda.Session) string { return string(cmp.Or(s.Kind, agenda.Talk)) }},
	{DetailLanguage, func(x *state, s *agenda.Session) string {
		return strings.ToLower(input.OneLine(cmp.Or(s.Language, x.event.Language)))
	}},
	{DetailLinks, func(_ *state, s *agenda.Session) string {
		links := make([]string, len(s.Links))
		for i, l := range s.Links {
			links[i] = strings.TrimSpace(input.OneLine(l.Title) + " " + input.OneLine(l.URL))
		}
		return sorted(links, "\n")
	}},
	{DetailOnline, func(x *state, s *agenda.Session) string {
		return input.OneLine(cmp.Or(s.Online, x.event.Online))
	}},
	{DetailImage, func(_ *state, s *agenda.Session) string { return input.OneLine(s.Image) }},
	{DetailRepeat, repetition},
	{DetailStatus, func(_ *state, s *agenda.Session) string {
		if s.Status == agenda.Cancelled {
			return string(agenda.Confirmed) // whether it takes place is no detail
		}
		return string(cmp.Or(s.Status, agenda.Confirmed))
	}},
}

// repetition is the rule, in which neither the order of the parts nor capitals matter (RFC 5545 §3.3.10), and
// the exceptions from it.
func repetition(_ *state, s *agenda.Session) string {
	var except []string
	for _, t := range s.Except {
		except = append(except, strconv.FormatInt(t.Unix(), 10))
	}
	parts := strings.Split(strings.ToUpper(input.OneLine(s.Repeat)), ";")
	return sorted(append(parts, except...), "\n")
}

func stateOf(e *agenda.Event) state {
	e = cmp.Or(e, &agenda.Event{})
	x := state{NewDigester(e), make([]session, 0, len(e.Sessions))}
	for i, id := range e.SessionIDs() {
		x.sessions = append(x.sessions, x.session(&e.Sessions[i], id))
	}
	slices.SortStableFunc(x.sessions, func(a, b session) int {
		return cmp.Or(compareStarts(a.Start, b.Start), cmp.Compare(a.title, b.title),
			cmp.Compare(a.contents, b.contents), cmp.Compare(a.id, b.id))
	})
	return x
}

func (x *state) session(s *agenda.Session, id string) session {
	n := session{Session: s, id: id, derived: s.ID == "", title: input.OneLine(s.Title),
		start: s.Start.Unix(), until: s.Until().Unix()}
	if s.AllDay && !s.Start.IsZero() && n.until <= n.start {
		n.until = s.Start.In(x.loc).AddDate(0, 0, 1).Unix()
	}
	n.place = placeParts(listing.English.Place(x.dir, x.event.Venue, s), "\n")
	var speakers []string
	for _, ref := range s.Speakers {
		who, _ := x.dir.Speaker(ref)
		speakers = append(speakers,
			strings.TrimSpace(input.OneLine(who.Name)+"\t"+input.OneLine(who.Organization)))
	}
	n.speakers = sorted(speakers, "\n")
	for _, d := range details {
		n.details = append(n.details, d.value(x, s))
	}
	n.contents = strings.Join(append([]string{n.title, strconv.FormatInt(n.start, 36),
		strconv.FormatInt(n.until, 36), strconv.FormatBool(s.AllDay),
		strconv.FormatBool(s.Status == agenda.Cancelled), n.place, n.speakers}, n.details...), "\f")
	return n
}
