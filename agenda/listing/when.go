package listing

import (
	"slices"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// When says when an event is: "Tuesday 3 June 2014, 18:30 to 21:00, Pacific time", or "Tuesday 3 to Thursday
// 5 June 2014, Pacific time". An evening that runs into the night is one day. An event of all-day sessions
// alone has days and no hours: "Tuesday 3 June 2014". It is empty where nothing is scheduled.
func (w Words) When(e *agenda.Event) string {
	hours, days := byLength(e)
	start, end := hours.Span()
	dayStart, dayEnd := days.Span()
	firstDay, lastDay := agenda.DateOf(dayStart), agenda.DateOf(dayEnd.Add(-time.Second))
	switch {
	case start.IsZero() && dayStart.IsZero():
		return w.whenListed(e.Days)
	case start.IsZero():
		return w.dates(firstDay, lastDay)
	}
	dayOf := e.DayOf()
	first := dayOf(&agenda.Session{Start: start})
	last := dayOf(&agenda.Session{Start: end.Add(-time.Second)})
	if night(start, end) && last == first.AddDays(1) {
		last = first
	}
	oneDay := last.Compare(first) <= 0
	if !dayStart.IsZero() {
		oneDay = oneDay && firstDay.Compare(first) >= 0 && lastDay.Compare(first) <= 0
		if firstDay.Compare(first) < 0 {
			first = firstDay
		}
		if lastDay.Compare(last) > 0 {
			last = lastDay
		}
	}
	if oneDay {
		return w.Date(first) + ", " + w.hours(start, end) + ", " + w.Zone(e.Zone)
	}
	return w.dates(first, last) + ", " + w.Zone(e.Zone)
}

// byLength parts the sessions that take place (all, where all are cancelled) into those that have hours and
// those that have days.
func byLength(e *agenda.Event) (hours, days agenda.Event) {
	hours, days = *e, *e
	hours.Sessions, days.Sessions = nil, nil
	off := true
	for i := range e.Sessions {
		off = off && e.Sessions[i].Status == agenda.Cancelled
	}
	for _, s := range e.Sessions {
		switch {
		case s.Status == agenda.Cancelled && !off:
		case s.AllDay:
			days.Sessions = append(days.Sessions, s)
		default:
			hours.Sessions = append(hours.Sessions, s)
		}
	}
	return hours, days
}

// whenListed is When of an event that has days but no sessions yet.
func (w Words) whenListed(days []agenda.Day) string {
	if len(days) == 0 {
		return ""
	}
	earlier := func(a, b agenda.Day) int { return a.Date.Compare(b.Date) }
	return w.dates(slices.MinFunc(days, earlier).Date, slices.MaxFunc(days, earlier).Date)
}
