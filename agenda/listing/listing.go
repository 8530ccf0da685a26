// Package listing is the programme of an event as every output shows it: days and slots in order, with their
// times, names and other facts in words.
//
// Begin with [Of]. What a page or a printed programme says of a session stands in its [Slot]:
//
//	for _, day := range listing.Of(event).Days {
//		fmt.Println(day.Name)
//		for _, slot := range day.Slots {
//			if slot.Session == nil {
//				fmt.Println(slot.Clock, slot.Gap)
//				continue
//			}
//			fmt.Println(slot.Clock, slot.Session.Title, slot.Byline, slot.Rooms)
//		}
//	}
//
// [English] writes the words; use it for a date, a language or a place outside a programme. Texts of the
// event itself stay as they were written: whoever shows them cleans them.
package listing

import (
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// A Listing is the programme of an event in words. Its times are in the event's zone.
type Listing struct {
	When        string // see [Words.When]
	RightToLeft bool   // see [RightToLeft]
	Days        []Day
	Unscheduled []Slot // the sessions without a start, in the order of Event.Sessions
}

// A Day is one day of the programme.
type Day struct {
	agenda.Day
	Name  string // "Tuesday 3 June 2014"
	Hours string // "18:30 to 21:00"; "all day" where nothing has hours; empty where nothing is on
	Slots []Slot // all-day sessions first, then by start, side by side in the order of Event.Rooms
}

// A Slot is a session, or a gap of ten minutes or more between two sessions of a day: then Session is nil,
// and Start, End, Clock and Gap are all there is. A fact that is not known or goes without saying is empty.
type Slot struct {
	Start, End time.Time       // End is zero where it is not known
	Session    *agenda.Session // as it stands in the event
	ID         string          // of the session, see [agenda.Event.SessionIDs]
	Room       agenda.Room     // the first of the session, where that has a start

	Clock    Clock
	Gap      string // "1 hour 10 minutes free"
	Until    string // of what ends on a later day: "until Friday 6 June, 12:00"; of whole days without hours
	Early    string // "early on Friday", of what starts after the midnight of its day
	Status   string // "Cancelled" or "To be confirmed"
	Kind     string // "Keynote", "Panel", "Workshop" or "Social"
	Byline   string // see [Words.Byline]
	Rooms    string // see [Words.Rooms]
	Track    agenda.Track
	Language string // "in Arabic", where it is not the event's
}

// AllDay reports whether the slot is a session that has days, not hours. Its End is always known.
func (s *Slot) AllDay() bool { return s.Session != nil && s.Session.AllDay }

// A Clock holds the times of a slot, as a column of times shows them.
type Clock struct {
	Start string // "18:30", or "all day"
	End   string // "19:00"; empty where it is not known, or Slot.Until says it
}

// String gives "18:30–19:00", or the start alone where there is no end.
func (c Clock) String() string {
	if c.End == "" {
		return c.Start
	}
	return c.Start + "–" + c.End
}

// ClockOf is the clock from start to end, which is not known where it is zero.
func ClockOf(start, end time.Time) Clock {
	c := Clock{Start: start.Format("15:04")}
	if end.After(start) && end.Sub(start) < 24*time.Hour {
		c.End = end.Format("15:04")
	}
	return c
}

// Of lists the programme of e. A session that runs past midnight stands on the day on which it starts, one of
// several days on its first. One that repeats stands once; package recur makes an event in which it stands
// each time. The times are in UTC where the event's zone is unknown.
func Of(e *agenda.Event) *Listing {
	w, d := English, e.Directory()
	l := &Listing{When: w.When(e), RightToLeft: RightToLeft(e), Days: programme(e)}
	for i := range l.Days {
		day := &l.Days[i]
		day.Name = w.Date(day.Date)
		var start, end time.Time // of what has hours
		for j := range day.Slots {
			slot := &day.Slots[j]
			slot.Clock = ClockOf(slot.Start, slot.End)
			if slot.Session == nil {
				slot.Gap = w.free(slot.End.Sub(slot.Start))
			} else {
				slot.describe(w, e, d)
				if date := agenda.DateOf(slot.Start); date != day.Date {
					slot.Early = w.early(date)
				}
			}
			if !slot.AllDay() {
				if start.IsZero() {
					start = slot.Start
				}
				if slot.End.After(end) && slot.Until == "" {
					end = slot.End
				}
			}
		}
		switch {
		case !start.IsZero():
			day.Hours = w.hours(start, end)
		case len(day.Slots) > 0:
			day.Hours = allDay
		}
	}
	for i, id := range e.SessionIDs() {
		if s := &e.Sessions[i]; s.Start.IsZero() {
			slot := Slot{Session: s, ID: id}
			slot.describe(w, e, d)
			l.Unscheduled = append(l.Unscheduled, slot)
		}
	}
	return l
}

// describe puts the facts of the slot's session into words.
func (s *Slot) describe(w Words, e *agenda.Event, d agenda.Directory) {
	s.Status, s.Kind = statuses[s.Session.Status], kinds[s.Session.Kind]
	s.Byline, s.Rooms = w.Byline(d, s.Session), w.Rooms(d, s.Session)
	s.Language = w.spoken(s.Session.Language, e.Language)
	if s.Session.Track != "" {
		s.Track, _ = d.Track(s.Session.Track)
	}
	if s.Start.IsZero() {
		return
	}
	end, clock := s.End, s.End.Format("15:04")
	if s.AllDay() {
		s.Clock, end, clock = Clock{Start: allDay}, end.Add(-time.Second), ""
	}
	last, first := agenda.DateOf(end), agenda.DateOf(s.Start)
	if last.Compare(first) > 0 && (s.AllDay() || !night(s.Start, end)) {
		s.Until, s.Clock.End = w.until(last, clock, first), ""
	}
}

// night reports whether what ends on the next date is still the evening on which it starts.
func night(start, end time.Time) bool { return end.Sub(start) < 18*time.Hour && end.Hour() < 7 }
