// Package agenda models a gathering: an [Event] and its [Session]s, with speakers, rooms, tracks and venue.
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
// A session names its rooms, its track and its speakers by id or by name. What more there is to say of them
// stands in Event.Rooms, Event.Tracks and Event.Speakers; [Event.Directory] looks it up.
//
// The package needs the standard library only, never reads the clock and never changes an Event it is
// given. Within version 1 its exported names keep their meaning.
package agenda

import (
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"time"
)

// An Event is a gathering: a meetup or a conference of several days.
type Event struct {
	ID          string // like a domain, never to change once published; empty: see [Event.Identity]
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

// A Session is an entry of the agenda: a talk, the registration, a break.
type Session struct {
	ID       string // unique in its event, never to change; empty: see [Event.SessionIDs]
	Title    string
	Abstract string // paragraphs, separated by an empty line
	Kind     Kind   // empty is a talk
	Start    time.Time
	End      time.Time // zero: not known
	// AllDay: the session has days, not hours. In the event's zone Start is midnight at the start of its
	// first day, and End the midnight that ends the last one; zero: it has one day.
	AllDay   bool
	Repeat   string      // a rule of RFC 5545 §3.3.10, "FREQ=WEEKLY;COUNT=4"; empty: it takes place once
	Except   []time.Time // starts that the rule gives and that are left out
	Rooms    []string    // ids or names, usually one
	Track    string      // id or name
	Speakers []string    // ids or names, in the order they are announced
	Language string      // BCP 47; empty: that of the event
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

// Recedes reports whether k is around the content: Registration, Break, Social.
func (k Kind) Recedes() bool { return k == Registration || k == Break || k == Social }

// A Status says how certain a session is (RFC 5545 §3.8.1.11).
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

// Located reports whether the coordinates are known, and a place on Earth.
func (v Venue) Located() bool {
	return (v.Latitude != 0 || v.Longitude != 0) && math.Abs(v.Latitude) <= 90 && math.Abs(v.Longitude) <= 180
}

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
	Ends  int    // the hour of the next morning, 0 to 23, at which it ends; 0 is midnight
}

// Location loads the event's time zone: UTC where Zone is empty. An error is a zone that is not in the IANA
// database, or "Local", which differs from machine to machine.
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
// all are), in the event's zone; see [Session.Until]. Both are zero where no session has a start. One that
// repeats counts once.
func (e *Event) Span() (start, end time.Time) {
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
		if s.Start.IsZero() || s.Status == Cancelled && !all {
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

// Until is End; where that is not known Start, or the end of an all-day session's day in the zone of Start.
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

// DayOf gives the function that finds the day to which a session belongs: that on which it starts, or the day
// before where that has not ended (see [Day]). It is zero for a session without a start.
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

// RevisedAt is when s last changed: its own revision, else the event's.
func (e *Event) RevisedAt(s Session) time.Time {
	if s.Revised.IsZero() {
		return e.Revised
	}
	return s.Revised
}

// A Color is a colour of an event or a track, in sRGB.
type Color struct{ R, G, B uint8 }

// ParseColor reads "#rrggbb" or "#rgb".
func ParseColor(s string) (Color, error) {
	digits, ok := strings.CutPrefix(s, "#")
	if ok && len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	rgb, err := hex.DecodeString(digits)
	if !ok || err != nil || len(rgb) != 3 {
		return Color{}, fmt.Errorf("%q is not a colour; write six hexadecimal digits, like #124e96", s)
	}
	return Color{rgb[0], rgb[1], rgb[2]}, nil
}

// String gives "#rrggbb" in lower case.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
