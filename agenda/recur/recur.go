// Package recur makes of a session that repeats one session for each time that it takes place, for whatever
// lists sessions: a page, a programme, a check of the rooms. A calendar feed does without it, as calendars
// expand rules themselves.
//
//	shown, findings := recur.Expand(event)
//	page.Write(w, shown, page.Options{})
//
// The rules are those of RFC 5545 §3.3.10, read by [agenda.Session.Rule]. A session is at the same time of
// the clocks of its zone each time, also after they are put forward or back, and lasts as long as the first
// time (§3.8.5.3). Its first start is always one of its occurrences, and counts for COUNT.
//
// Whatever the rule, the work is bounded, and no clock is read.
package recur

import (
	"slices"
	"strconv"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// Bounds of what is expanded.
const (
	// MaxOccurrences is how often a session stands in an expanded event, at most.
	MaxOccurrences = 1_000
	// MaxTotal is how often all sessions that repeat do.
	MaxTotal = 20_000
)

// Expand gives a copy of e in which each session that repeats stands once for each of its occurrences, in
// its place among the others. An occurrence has the session's id with its date, "yoga-2014-06-03" (and a
// number behind that where it is taken), neither Repeat nor Except, and its own Start and End. All ids,
// derived ones too, are those that e has. Where e lists days, those of the occurrences are listed too. An
// event in which nothing repeats comes back itself.
//
// What [agenda.Check] names is passed over in silence: where the zone is unknown nothing is expanded, and
// where a rule is wrong the session stands once. What else a person must know is a Finding with the id of the
// session as e has it:
//
//	not-expanded    warning  the rule goes beyond what is expanded (by seconds, or its parts never meet, or
//	                         there are too many); the session stands once
//	too-many        warning  there are more than MaxOccurrences; the first of them stand
//	off-rule        warning  the first start is not one that the rule gives; calendars disagree on what that
//	                         means
//	no-such-start   warning  an exception is the start of no occurrence
//	nothing-left    warning  every occurrence is an exception; the session does not stand at all
//	endless         note     the rule has no end; the occurrences of one year stand
func Expand(e *agenda.Event) (*agenda.Event, agenda.Findings) {
	if !slices.ContainsFunc(e.Sessions, repeats) {
		return e, nil
	}
	loc, err := e.Location()
	if err != nil {
		return e, nil
	}
	x := expansion{loc: loc, taken: map[string]bool{}, days: map[agenda.Date]int{}}
	ids := e.SessionIDs()
	for i, id := range ids {
		x.taken[id] = !repeats(e.Sessions[i])
	}
	out := *e
	out.ID, out.Days, out.Sessions = e.Identity(), slices.Clone(e.Days), nil
	for _, d := range e.Days {
		x.days[d.Date] = d.Ends
	}
	dayOf := e.DayOf()
	for i, s := range e.Sessions {
		s.ID = ids[i]
		starts := x.starts(&s)
		if starts == nil {
			s.Repeat, s.Except = "", nil
			x.taken[s.ID] = true
			out.Sessions = append(out.Sessions, s)
			continue
		}
		day := dayOf(&s)
		late := agenda.DateOf(s.Start.In(loc)) != day
		for _, start := range x.without(&s, starts) {
			once := x.on(s, start)
			if len(e.Days) > 0 {
				x.listDay(&out, once, late, x.days[day])
			}
			out.Sessions = append(out.Sessions, once)
		}
	}
	return &out, x.findings
}

func repeats(s agenda.Session) bool { return s.Repeat != "" && !s.Start.IsZero() }

// An expansion is made of one event.
type expansion struct {
	loc      *time.Location
	taken    map[string]bool     // ids
	days     map[agenda.Date]int // that are listed, with the hour at which each ends
	total    int                 // of the occurrences
	barren   int                 // rules that were followed to the end of time
	findings agenda.Findings
}

func (x *expansion) warn(rule string, s *agenda.Session, hint, format string, args ...any) {
	x.findings.Add(rule, agenda.Warning, agenda.Where{ID: s.ID}, hint, format, args...)
}

// without leaves the exceptions out.
func (x *expansion) without(s *agenda.Session, starts []time.Time) []time.Time {
	key := func(t time.Time) any {
		if s.AllDay {
			return agenda.DateOf(t.In(x.loc))
		}
		return t.UTC()
	}
	stays := map[any]bool{}
	for _, t := range starts {
		stays[key(t)] = true
	}
	for _, t := range s.Except {
		if _, found := stays[key(t)]; found {
			stays[key(t)] = false
			continue
		}
		x.warn("no-such-start", s, "correct the exception, or delete it",
			"%q is left out on %s, when it is not on", s.Title, t.In(x.loc).Format("2006-01-02 15:04"))
	}
	left := slices.DeleteFunc(starts, func(t time.Time) bool { return !stays[key(t)] })
	if len(left) == 0 {
		x.warn("nothing-left", s, "delete the session, or an exception",
			"%q is left out each time that it would be on", s.Title)
	}
	return left
}

// on is the occurrence of s at a start.
func (x *expansion) on(s agenda.Session, start time.Time) agenda.Session {
	long := s.End.Sub(s.Start)
	switch {
	case s.End.IsZero():
	case s.AllDay:
		days := int(long.Round(24*time.Hour) / (24 * time.Hour)) // some have 23 hours, or 25
		s.End = agenda.DateOf(start).AddDays(days).Moment(0, 0, 0, x.loc)
	default:
		s.End = start.Add(long).In(x.loc)
	}
	base := s.ID + "-" + agenda.DateOf(start).String()
	s.ID, s.Start, s.Repeat, s.Except = base, start, "", nil
	for n := 2; x.taken[s.ID]; n++ {
		s.ID = base + "-" + strconv.Itoa(n)
	}
	x.taken[s.ID] = true
	return s
}

// listDay lists the day of an occurrence. late says that the session belongs to the night of the day before,
// which ends at this hour.
func (x *expansion) listDay(out *agenda.Event, once agenda.Session, late bool, ends int) {
	day := agenda.Day{Date: agenda.DateOf(once.Start)}
	before := day.Date.AddDays(-1)
	until, listed := x.days[before]
	switch {
	case late && !listed:
		day = agenda.Day{Date: before, Ends: ends}
	case !once.AllDay && once.Start.Hour() < until:
		return
	}
	if _, listed := x.days[day.Date]; !listed {
		x.days[day.Date] = day.Ends
		out.Days = append(out.Days, day)
	}
}

// Origins gives a function that finds, for the id of an occurrence in what Expand makes of e, the id of the
// session of e that it is of. Any other id is given back.
func Origins(e *agenda.Event) func(id string) string {
	own, repeated := map[string]bool{}, map[string]bool{}
	for i, id := range e.SessionIDs() {
		own[id] = true
		repeated[id] = repeats(e.Sessions[i])
	}
	return func(id string) string {
		for i := len(id) - len("-2014-06-03"); i >= 0 && !own[id]; i-- {
			if id[i] != '-' || !repeated[id[:i]] {
				continue
			}
			if _, err := agenda.ParseDate(id[i+1 : i+len("-2014-06-03")]); err == nil {
				return id[:i]
			}
		}
		return id
	}
}

// Check is [agenda.Check] of the event as it takes place, with the findings of Expand: two sessions that are
// in one room on the fourth Tuesday are found too. A finding has the id of the session as e has it, and each
// session that repeats one of each rule: that of its first occurrence at fault.
func Check(e *agenda.Event) agenda.Findings {
	shown, findings := Expand(e)
	if shown == e {
		return agenda.Check(e)
	}
	var out agenda.Findings
	for _, f := range agenda.Check(e) {
		if f.Rule == "bad-repeat" || f.Rule == "needless-except" { // of the rules, which shown has no more
			out = append(out, f)
		}
	}
	out = append(out, findings...)
	origin := Origins(e)
	seen := map[[2]string]bool{} // rules and ids
	for _, f := range agenda.Check(shown) {
		id := origin(f.Where.ID)
		if id == f.Where.ID || !seen[[2]string{f.Rule, id}] {
			seen[[2]string{f.Rule, id}] = true
			f.Where.ID = id
			out = append(out, f)
		}
	}
	return out
}
