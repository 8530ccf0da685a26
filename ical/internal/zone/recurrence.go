package zone

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// periods are how many days each frequency of a rule takes at the most.
var periods = map[string]float64{
	"SECONDLY": 1. / 86400, "MINUTELY": 1. / 1440, "HOURLY": 1. / 24,
	"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366,
}

// endless is for how many years a rule without an end counts.
const endless = 10

// LastEnd is when a session is over the last time, or later, but for rules that leave out many a period; loc
// is the zone of its event.
func LastEnd(s *agenda.Session, loc *time.Location) time.Time {
	end := s.Until()
	r, err := s.Rule()
	if r == nil || err != nil {
		return end
	}
	last := s.Start
	if until := r.Until(loc); !until.IsZero() {
		last = until
	} else if count, err := strconv.Atoi(r["COUNT"]); err == nil {
		interval, err := strconv.Atoi(r["INTERVAL"])
		if err != nil {
			interval = 1
		}
		const most = 366 * (LastYear - FirstYear)
		last = last.AddDate(0, 0, int(
			min(most, math.Ceil(float64(count)*float64(interval)*periods[r["FREQ"]]))))
	} else {
		last = last.AddDate(endless, 0, 0)
	}
	if last = last.Add(end.Sub(s.Start)); last.After(end) {
		return last
	}
	return end
}

// LastYearOf is the one in which a session takes place for the last time, or a later one.
func LastYearOf(s *agenda.Session, loc *time.Location) int {
	year := LastEnd(s, loc).In(loc).Year()
	if r, err := s.Rule(); err == nil && r["COUNT"]+r["UNTIL"] != "" {
		year++
	}
	return ClampYear(year)
}

// TidyRule gives a rule as RFC 5545 §3.3.10 wants it, of which exporters make free: FREQ first, and UNTIL in
// UTC, or for a session of whole days as a date. A date is all of that day.
func TidyRule(rule string, allDay bool, loc *time.Location) string {
	parts := strings.Split(strings.ToUpper(strings.TrimRight(strings.TrimSpace(rule), ";")), ";")
	for i, part := range parts {
		if strings.HasPrefix(part, "FREQ=") {
			parts = slices.Insert(slices.Delete(parts, i, i+1), 0, part)
		}
		if value, found := strings.CutPrefix(part, "UNTIL="); found {
			parts[i] = "UNTIL=" + tidyUntil(value, allDay, loc)
		}
	}
	return strings.Join(parts, ";")
}

func tidyUntil(value string, allDay bool, loc *time.Location) string {
	t, ok := wire.ParseDateTime(value)
	if !ok {
		return value
	}
	wall := t.Wall
	switch {
	case allDay && t.UTC:
		wall = wall.In(loc)
	case !allDay && t.Date:
		wall = wall.Add(24*time.Hour - time.Second)
	}
	switch {
	case allDay:
		return wall.Format(wire.DateForm)
	case t.UTC:
		return value
	}
	at, _ := MomentOf(OffsetsOf(loc), wall)
	return at.Format(wire.UTCForm)
}

// RuleFault says what is wrong with a rule, but for the form of its UNTIL, or nothing; allDay: DTSTART
// is a date.
func RuleFault(rule string, allDay bool) string {
	parts := strings.Split(strings.ToUpper(strings.TrimSpace(rule)), ";")
	for i, part := range parts {
		if value, found := strings.CutPrefix(part, "UNTIL="); found {
			parts[i] = "UNTIL=" + tidyUntil(value, allDay, time.UTC)
		}
	}
	s := agenda.Session{AllDay: allDay, Repeat: strings.Join(parts, ";")}
	if _, err := s.Rule(); err != nil {
		return err.Error()
	}
	if rule == "" {
		return "the rule is empty"
	}
	return ""
}
