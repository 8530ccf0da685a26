// Package agenda models a gathering: an [Event] and its [Session]s, with the speakers, rooms, tracks and
// venue they name. Everything else in daysheet reads into this model or writes from it.
//
// The structs are plain; fill them from your own database and leave out what you do not have:
//
//	e := &agenda.Event{ID: "kafka-2014.example.org", Name: "Kafka meetup", Zone: "America/Los_Angeles"}
//	for _, r := range rows {
//		e.Sessions = append(e.Sessions, agenda.Session{
//			ID: r.Slug, Title: r.Title, Start: r.Start, End: r.End,
//			Speakers: []string{r.Speaker}, Revised: r.UpdatedAt,
//		})
//	}
//	for _, f := range agenda.Check(e) {
//		fmt.Println(f)
//	}
//
// A session names its rooms, its track and its speakers by id or by name. The lists Event.Rooms,
// Event.Tracks and Event.Speakers say more about those names (a capacity, a colour, an organization) and
// may be left out; [Event.Directory] looks a name up and always has an answer.
//
// The package needs the standard library only, never reads the clock and never changes an Event it is
// given. Within version 1 its exported names keep their meaning.
package agenda

import (
	"fmt"
	"strings"
	"time"
)

// An Event is a gathering: a meetup of one evening or a conference of several days.
type Event struct {
	// ID never changes once a feed or a ticket is out: it is the right half of every UID and part of every
	// ticket code. It looks like a domain, "kafka-2014.example.org". Empty: see [Event.Identity].
	ID          string
	Name        string
	Summary     string // one line
	Description string // paragraphs, separated by an empty line
	URL         string
	Language    string // BCP 47, "en"; empty is unknown
	Zone        string // the IANA name, "America/Los_Angeles"; empty is UTC
	Venue       Venue
	Organizer   Organizer
	Online      string    // the URL at which it can be joined from afar (RFC 7986 CONFERENCE); empty: none
	Image       string    // the URL of a picture (RFC 7986 IMAGE); empty: none
	Color       string    // "#rrggbb"; empty: none
	Capacity    int       // people; 0 is unlimited
	Revised     time.Time // when it last changed; goes for each session without a revision of its own

	Days     []Day // may be empty: the days are then those of the sessions
	Tracks   []Track
	Rooms    []Room
	Speakers []Speaker
	Sessions []Session // in any order
}

// A Session is one entry of the agenda: a talk, but also the registration and the breaks.
type Session struct {
	// ID is unique in its event and never changes, whatever becomes of the title. Empty: see
	// [Event.SessionIDs].
	ID       string
	Title    string
	Abstract string // paragraphs, separated by an empty line
	Kind     Kind   // empty is a talk
	Start    time.Time
	End      time.Time // zero: not known
	// AllDay: the session has days, not hours. In the event's zone Start is midnight at the start of its
	// first day, and End the midnight that ends the last one; zero: it has one day.
	AllDay bool
	// Repeat is the rule by which the session takes place again, as RFC 5545 §3.3.10 has it:
	// "FREQ=WEEKLY;COUNT=4". Empty: it takes place once. Except are the starts that the rule gives and that
	// are left out.
	Repeat   string
	Except   []time.Time
	Rooms    []string // ids or names, usually one
	Track    string   // id or name
	Speakers []string // ids or names, in the order they are announced
	Language string   // BCP 47; empty: that of the event
	Links    []Link
	Online   string    // the URL at which it can be joined from afar; empty: that of the event
	Image    string    // the URL of a picture; empty: none
	Status   Status    // empty is confirmed
	Created  time.Time // when it was first written down (a row's created_at); zero: not known
	Revised  time.Time // when the session last changed (a row's updated_at); zero: Event.Revised
}

// A Kind says what sort of thing a session is.
type Kind string

// The kinds of session. The empty Kind is a talk.
const (
	Talk         Kind = "talk"
	Keynote      Kind = "keynote"
	Panel        Kind = "panel"
	Workshop     Kind = "workshop"
	Registration Kind = "registration"
	Break        Kind = "break"
	Social       Kind = "social"
	Other        Kind = "other"
)

// Kinds lists every Kind, a talk first.
func Kinds() []Kind {
	return []Kind{Talk, Keynote, Panel, Workshop, Registration, Break, Social, Other}
}

// Recedes reports whether k is the room around the content (registration, a break, a social hour): an
// agenda shows it in a second tone, and nobody is double-booked by it.
func (k Kind) Recedes() bool { return k == Registration || k == Break || k == Social }

// A Status says how certain a session is, in the words of RFC 5545 §3.8.1.11.
type Status string

// The states of a session. The empty Status is confirmed.
const (
	Confirmed Status = "confirmed"
	Tentative Status = "tentative"
	Cancelled Status = "cancelled"
)

// Statuses lists every Status, confirmed first.
func Statuses() []Status { return []Status{Confirmed, Tentative, Cancelled} }

// A Speaker is a person who gives a session.
type Speaker struct {
	ID           string // empty: the name is the reference
	Name         string
	Organization string
	Biography    string
	Links        []Link
}

// A Room is a place inside the venue.
type Room struct {
	ID       string // empty: the name is the reference
	Name     string
	Capacity int  // people; 0 is unknown
	Shared   bool // several sessions may be in it at once: a foyer, an open area
}

// A Track is a thread through the agenda.
type Track struct {
	ID    string // empty: the name is the reference
	Name  string
	Color string // "#rrggbb"; empty: none
}

// A Venue is where the event happens.
type Venue struct {
	Name      string
	Address   string  // on one line, parts separated by commas
	Latitude  float64 // degrees, WGS 84; both zero: not known
	Longitude float64
	URL       string
}

// Located reports whether the venue's coordinates are known.
func (v Venue) Located() bool { return v.Latitude != 0 || v.Longitude != 0 }

// String gives name and address on one line, whichever of them is known.
func (v Venue) String() string {
	if v.Name == "" || v.Address == "" {
		return v.Name + v.Address
	}
	return v.Name + ", " + v.Address
}

// An Organizer answers for the event.
type Organizer struct {
	Name  string
	Email string
	URL   string
}

// A Link is a page that belongs to a session or a speaker.
type Link struct {
	Title string // empty: the URL speaks for itself
	URL   string
}

// A Day is one day of the event.
type Day struct {
	Date  Date
	Title string // "Workshops"; may be empty
	// Ends is the hour of the following morning, 0 to 23, until which what happens still belongs to this
	// day: 3 for an evening that runs until 03:00. 0 ends the day at midnight.
	Ends int
}

// Location loads the event's time zone: UTC where Zone is empty. A zone that is not in the IANA database,
// and "Local", which differs from machine to machine, are errors.
func (e *Event) Location() (*time.Location, error) {
	if e.Zone == "Local" || e.Zone == "localtime" || e.Zone == "posixrules" {
		return nil, fmt.Errorf("time zone %q means another one on each machine; use an IANA name", e.Zone)
	}
	loc, err := time.LoadLocation(e.Zone)
	// posix/ and right/ are copies that some machines have; right/ counts leap seconds.
	if err != nil || strings.HasPrefix(e.Zone, "posix/") || strings.HasPrefix(e.Zone, "right/") {
		return nil, fmt.Errorf("unknown time zone %q; use an IANA name like Europe/Berlin", e.Zone)
	}
	return loc, nil
}

// Span gives the start of the first and the end of the last session that is not cancelled (of all, where
// all are), in the event's zone. A session without an end counts as ending when it starts, an all-day session
// with its days; one that repeats counts once, with its first days and hours. Both are zero where there is no
// session with a start.
func (e *Event) Span() (start, end time.Time) {
	return e.span(func(*Session) bool { return true })
}

// span is Span of the sessions that count.
func (e *Event) span(counts func(*Session) bool) (start, end time.Time) {
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	all := true
	for _, s := range e.Sessions {
		all = all && s.Status == Cancelled
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		if s.Start.IsZero() || s.Status == Cancelled && !all || !counts(s) {
			continue
		}
		from, to := s.in(loc)
		if start.IsZero() || from.Before(start) {
			start = from
		}
		if to.After(end) {
			end = to
		}
	}
	return start, end
}

// Until is End; where that is not known it is Start, or for an all-day session the end of its day in the zone
// of Start.
func (s Session) Until() time.Time {
	switch {
	case !s.End.IsZero():
		return s.End
	case s.AllDay:
		return DateOf(s.Start).AddDays(1).Moment(0, 0, 0, s.Start.Location())
	}
	return s.Start
}

// in gives the start and the end of s in loc, where a day may begin and end at other moments than in the zone
// of Start.
func (s Session) in(loc *time.Location) (start, end time.Time) {
	if s.Start = s.Start.In(loc); s.Start.IsZero() {
		return s.Start, s.End
	}
	return s.Start, s.Until().In(loc)
}

// DayOf gives the function that finds the day of the event to which a session belongs: that on which it starts,
// or for the hours after midnight the day before, where that has not ended (see [Day]). The day of a session
// without a start is the zero Date.
func (e *Event) DayOf() func(*Session) Date {
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	ends := map[Date]int{}
	for _, d := range e.Days {
		ends[d.Date] = max(ends[d.Date], d.Ends)
	}
	return func(s *Session) Date {
		if s.Start.IsZero() {
			return Date{}
		}
		local := s.Start.In(loc)
		date := DateOf(local)
		if before := date.AddDays(-1); !s.AllDay && local.Hour() < ends[before] {
			return before
		}
		return date
	}
}

// RevisedAt is when session s of the event last changed: its own revision, else the event's.
func (e *Event) RevisedAt(s Session) time.Time {
	if s.Revised.IsZero() {
		return e.Revised
	}
	return s.Revised
}
