package page

import (
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda/listing"
)

// A slot is when a session is. Its start is zero where that is not known, and its end.
type slot struct {
	start, end time.Time
	allDay     bool
}

// short is a slot for a column: "19:30–20:00", with days "Thu 19:30–20:00", with weeks "5 Jun 19:30–20:00".
func (n *changeGroups) short(s slot) string {
	if s.start.IsZero() {
		return ""
	}
	day := "Mon"
	if n.weeks {
		day = "2 Jan"
	}
	first := s.start.Format(day)
	if s.allDay {
		switch last := s.last().Format(day); {
		case last != first && n.weeks:
			return first + " – " + last
		case last != first:
			return first + "–" + last
		case n.days:
			return first + " all day"
		}
		return "all day"
	}
	clock := listing.ClockOf(s.start, s.end).String()
	if n.days {
		clock = first + " " + clock
	}
	return clock
}

// long is a slot in words: "19:30 to 20:00", with days "Thursday 5 June, 19:30 to 20:00".
func (n *changeGroups) long(s slot) string { return strings.TrimPrefix(n.day(s)+", "+s.clock(), ", ") }

// day names the day of a slot, where the event has several.
func (n *changeGroups) day(s slot) string {
	if !n.days {
		return ""
	}
	return s.start.Format("Monday 2 January")
}

// clock gives the times of a slot, which stand behind its day.
func (s slot) clock() string {
	end := s.end
	switch {
	case s.allDay:
		if last := s.last(); last.Format(time.DateOnly) != s.start.Format(time.DateOnly) {
			return "until " + last.Format("Monday 2 January")
		}
		return "all day"
	case end.IsZero():
		return s.start.Format("15:04")
	case end.Sub(s.start) >= 24*time.Hour:
		return s.start.Format("15:04") + " until " + end.Format("Monday 2 January, 15:04")
	}
	return s.start.Format("15:04") + " to " + end.Format("15:04")
}

// last is a moment on the last day of a slot of whole days.
func (s slot) last() time.Time {
	if s.end.IsZero() {
		return s.start
	}
	return s.end.Add(-time.Second)
}

// length is how long a slot takes; 0 is not known.
func (s slot) length() time.Duration {
	if s.end.IsZero() {
		return 0
	}
	return s.end.Sub(s.start)
}
