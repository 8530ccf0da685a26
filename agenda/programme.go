package agenda

import (
	"slices"
	"time"
)

// A ProgrammeDay is one day of the agenda as people read it.
type ProgrammeDay struct {
	Day     Day
	Entries []Entry // in order of start
}

// An Entry is a session, or a gap between sessions.
type Entry struct {
	Start, End time.Time // in the event's zone; End is zero where it is not known
	Session    *Session  // nil: nothing is on from Start to End
	ID         string    // of the session, given or derived; empty for a gap
}

// AllDay reports whether the entry is a session that has days, not hours. Its End is then always known.
func (n Entry) AllDay() bool { return n.Session != nil && n.Session.AllDay }

// Programme puts the sessions in the order in which an agenda shows them: by day (one that runs past
// midnight keeps its early hours), the all-day ones first, then by start, and side by side in the order of
// Event.Rooms. A session of several days stands on its first one; see [Entry.LastWords]. A time in which
// nothing is on for ten minutes or more between two sessions of a day is an Entry of its own; a cancelled
// session, which an agenda still shows, is no such time, and an all-day session makes none and fills none.
// Sessions without a start are left out, and one that repeats stands once: package recur makes an event in
// which it stands as often as it takes place. The times are in the event's zone, or in UTC where that is
// unknown.
func (e *Event) Programme() []ProgrammeDay {
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	ids := e.SessionIDs()
	room, nights := e.roomOrder(), e.nights()
	days := map[Date]*ProgrammeDay{}
	for _, d := range e.Days {
		days[d.Date] = &ProgrammeDay{Day: d}
	}
	for i := range e.Sessions {
		s := &e.Sessions[i]
		if s.Start.IsZero() {
			continue
		}
		entry := Entry{Session: s, ID: ids[i]}
		if entry.Start, entry.End = s.in(loc); s.End.IsZero() && !s.AllDay {
			entry.End = time.Time{}
		}
		date := dayIn(s, loc, nights)
		if days[date] == nil {
			days[date] = &ProgrammeDay{Day: Day{Date: date}}
		}
		days[date].Entries = append(days[date].Entries, entry)
	}
	programme := make([]ProgrammeDay, 0, len(days))
	for _, d := range days {
		slices.SortStableFunc(d.Entries, func(a, b Entry) int {
			switch {
			case a.AllDay() != b.AllDay():
				if a.AllDay() {
					return -1
				}
				return 1
			case !a.Start.Equal(b.Start):
				return a.Start.Compare(b.Start)
			}
			return room(a.Session) - room(b.Session)
		})
		d.Entries = withGaps(d.Entries)
		programme = append(programme, *d)
	}
	slices.SortFunc(programme, func(a, b ProgrammeDay) int { return a.Day.Date.Compare(b.Day.Date) })
	return programme
}

// nights gives the hour at which a day ends, for those that end after midnight.
func (e *Event) nights() map[Date]int {
	nights := map[Date]int{}
	for _, d := range e.Days {
		if d.Ends > 0 {
			nights[d.Date] = max(nights[d.Date], d.Ends)
		}
	}
	return nights
}

// dayOf is the day of the event to which a moment belongs: the day before where that one has not ended.
func dayOf(local time.Time, nights map[Date]int) Date {
	date := DateOf(local)
	if before := date.AddDays(-1); local.Hour() < nights[before] {
		return before
	}
	return date
}

// roomOrder ranks sessions by the place of their first room in Event.Rooms.
func (e *Event) roomOrder() func(*Session) int {
	rank := map[string]int{}
	for i, r := range e.Rooms {
		for _, key := range []string{r.ID, r.Name} {
			if _, taken := rank[key]; !taken && key != "" {
				rank[key] = i
			}
		}
	}
	return func(s *Session) int {
		if len(s.Rooms) > 0 {
			if i, ok := rank[s.Rooms[0]]; ok {
				return i
			}
		}
		return len(e.Rooms)
	}
}

// leastGap is how long nothing must be on for a gap: less is the time to change the speaker.
const leastGap = 10 * time.Minute

func withGaps(entries []Entry) []Entry {
	var out []Entry
	var last time.Time // until when something is on
	known := true      // whether everything so far has an end
	for _, e := range entries {
		if e.AllDay() {
			out = append(out, e)
			continue
		}
		if known && !last.IsZero() && e.Start.Sub(last) >= leastGap {
			out = append(out, Entry{Start: last, End: e.Start})
		}
		out = append(out, e)
		if e.End.IsZero() {
			known = false
			continue
		}
		end := e.End
		if end.Before(e.Start) { // a slip, which Check reports
			end = e.Start
		}
		if end.After(last) {
			last, known = end, true
		}
	}
	return out
}
