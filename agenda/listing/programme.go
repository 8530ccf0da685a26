package listing

import (
	"cmp"
	"slices"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// programme puts the sessions that have a start on their days, in order and with gaps. Nothing is in words
// yet.
func programme(e *agenda.Event) []Day {
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	ids, dir, dayOf := e.SessionIDs(), e.Directory(), e.DayOf()
	rank := map[agenda.Room]int{} // negative where listed
	for i, r := range slices.Backward(e.Rooms) {
		rank[r] = i - len(e.Rooms)
	}
	days := map[agenda.Date]*Day{}
	for _, d := range e.Days {
		days[d.Date] = &Day{Day: d}
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		if s.Start.IsZero() {
			continue
		}
		slot := Slot{Session: s, ID: ids[i], Start: s.Start.In(loc)}
		if !s.End.IsZero() || s.AllDay { // a day may end at another moment in loc than in Start's zone
			slot.End = agenda.Session{Start: slot.Start, End: s.End, AllDay: s.AllDay}.Until().In(loc)
		}
		if len(s.Rooms) > 0 {
			slot.Room, _ = dir.Room(s.Rooms[0])
		}
		date := dayOf(s)
		if days[date] == nil {
			days[date] = &Day{Day: agenda.Day{Date: date}}
		}
		days[date].Slots = append(days[date].Slots, slot)
	}
	all := make([]Day, 0, len(days))
	for _, d := range days {
		slices.SortStableFunc(d.Slots, func(a, b Slot) int {
			if a.AllDay() != b.AllDay() {
				if a.AllDay() {
					return -1
				}
				return 1
			}
			return cmp.Or(a.Start.Compare(b.Start), rank[a.Room]-rank[b.Room])
		})
		d.Slots = withGaps(d.Slots)
		all = append(all, *d)
	}
	slices.SortFunc(all, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return all
}

// leastGap is how long nothing must be on for a gap that a programme shows: less is the time to change the
// speaker. [agenda.Check] reports gaps from 15 minutes on, since a short one is no mistake.
const leastGap = 10 * time.Minute

// withGaps puts gaps between slots in order. A cancelled session, which a programme still shows, is no gap;
// an all-day session makes none and fills none.
func withGaps(slots []Slot) []Slot {
	var out []Slot
	var last time.Time // until when something is on
	known := true      // whether everything so far has an end
	for _, s := range slots {
		if s.AllDay() {
			out = append(out, s)
			continue
		}
		if known && !last.IsZero() && s.Start.Sub(last) >= leastGap {
			out = append(out, Slot{Start: last, End: s.Start})
		}
		out = append(out, s)
		if s.End.IsZero() {
			known = false
			continue
		}
		end := s.End
		if end.Before(s.Start) { // a slip, which Check reports
			end = s.Start
		}
		if end.After(last) {
			last, known = end, true
		}
	}
	return out
}
