package recur

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	rrule "github.com/teambition/rrule-go"

	"github.com/daysheet/daysheet/agenda"
)

const (
	// maxBarren is how many rules of one event may run out before their time: each of them is followed for
	// up to 400 years, which takes milliseconds.
	maxBarren = 50
	// maxDaily is how often a rule that goes by days may be on in one day: rrule-go holds all of a year.
	maxDaily = 100
)

// starts gives the moments at which s starts, the first one first, in the zone; nil where it does not repeat,
// or the rule cannot be followed, which is told then.
func (x *expansion) starts(s *agenda.Session) []time.Time {
	rule, err := s.Rule()
	if err != nil || !repeats(*s) {
		return nil
	}
	refuse := func(why string) []time.Time {
		x.warn("not-expanded", s, "write the sessions one by one",
			"%q stands once, at its first start: %s", s.Title, why)
		return nil
	}
	first := s.Start.In(x.loc)
	switch why := beyond(rule, first); {
	case why != "":
		return refuse(why)
	case x.total >= MaxTotal:
		return refuse("the event has more than " + strconv.Itoa(MaxTotal) + " occurrences")
	case x.barren >= maxBarren:
		return refuse("too many rules of the event run out early")
	}
	next, err := follow(rule, first)
	if err != nil {
		return refuse(err.Error())
	}
	count, _ := strconv.Atoi(rule["COUNT"])
	until, endless := rule.Until(x.loc), count == 0 && rule["UNTIL"] == ""
	if endless {
		until = first.AddDate(1, 0, 0).Add(-time.Second)
		x.findings.Add("endless", agenda.Note, agenda.Where{ID: s.ID}, "say until when, or how many times",
			"%q repeats without an end; the sessions of one year are listed", s.Title)
	}
	starts, synchronous := []time.Time{first}, false
	for count == 0 || len(starts) < count {
		t, ok, err := next()
		if err != nil {
			return refuse(err.Error())
		}
		if !ok {
			x.barren++
			break
		}
		if t.Equal(first) || wall(t) == wall(first) {
			synchronous = true
			continue
		}
		if !until.IsZero() && t.After(until) {
			break
		}
		if !t.After(starts[len(starts)-1]) {
			continue // the clocks are put forward over it, and so it falls onto the one before
		}
		if len(starts) == min(MaxOccurrences, MaxTotal-x.total) {
			x.warn("too-many", s, "let it end earlier",
				"%q takes place more often than %d times; the first ones are listed", s.Title, len(starts))
			break
		}
		starts = append(starts, t)
	}
	if !synchronous && count != 1 {
		x.warn("off-rule", s, "let it start on the first day that the rule gives",
			"%q starts on %s, when its rule does not have it", s.Title, first.Format("2006-01-02 15:04"))
	}
	x.total += len(starts)
	return starts
}

// beyond says why a rule is not followed: rrule-go would hold millions of moments, or never come back.
func beyond(r agenda.Rule, first time.Time) string {
	times := 1
	for _, name := range []string{"BYHOUR", "BYMINUTE", "BYSECOND"} {
		times *= 1 + strings.Count(r[name], ",")
	}
	if times > maxDaily {
		return "its rule has more than " + strconv.Itoa(maxDaily) + " times of a day"
	}
	step := 0 // minutes
	switch r["FREQ"] {
	case "SECONDLY":
		return "it repeats by seconds"
	case "MINUTELY":
		step = 1
	case "HOURLY":
		step = 60
	default:
		return ""
	}
	if r["BYSETPOS"] != "" {
		return "BYSETPOS is not followed within a day"
	}
	if n, err := strconv.Atoi(r["INTERVAL"]); err == nil {
		step *= n
	}
	among := func(list string, n int) bool {
		return list == "" || slices.ContainsFunc(strings.Split(list, ","), func(s string) bool {
			v, _ := strconv.Atoi(s)
			return v == n
		})
	}
	for i := 1; i <= 24*60; i++ { // after so many steps the hours and minutes of a day come again
		at := (first.Hour()*60 + first.Minute() + i*step) % (24 * 60)
		// Each hour of a rule by hours has all minutes.
		if among(r["BYHOUR"], at/60) && (r["FREQ"] == "HOURLY" || among(r["BYMINUTE"], at%60)) {
			return ""
		}
	}
	return "its rule never comes to the hours that it names"
}

const (
	cycle   = 400 // years after which dates and weekdays repeat
	horizon = 100 // years that are left at least before the year 9999
)

// follow gives a function for the starts of a rule, one after the other; it is false where there is no more.
// rrule-go counts in wall clock time as if it were UTC, so that the clocks of a zone do not matter to it, and
// some cycles later, so that it is never far from the year 9999, where it gives up on a rule that is never
// true again.
func follow(r agenda.Rule, first time.Time) (next func() (time.Time, bool, error), err error) {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(r)) {
		if name != "COUNT" && name != "UNTIL" { // which are for the moments, not for the walls
			parts = append(parts, name+"="+r[name])
		}
	}
	option, err := rrule.StrToROption(strings.Join(parts, ";"))
	if err != nil {
		return nil, errBeyond
	}
	years := max(0, (9999-horizon-first.Year())/cycle*cycle)
	option.Dtstart = wall(first).AddDate(years, 0, 0)
	rule, err := rrule.NewRRule(*option)
	if err != nil { // a leap second
		return nil, errBeyond
	}
	var step func() (time.Time, bool)
	err = guard(func() { step = rule.Iterator() })
	return func() (start time.Time, ok bool, err error) {
		var t time.Time
		if err = guard(func() { t, ok = step() }); err != nil || !ok {
			return time.Time{}, false, err
		}
		date := agenda.Date{Year: t.Year() - years, Month: t.Month(), Day: t.Day()}
		start = date.Moment(t.Hour(), t.Minute(), t.Second(), first.Location())
		return start.Add(time.Duration(first.Nanosecond())), true, nil
	}, err
}

// wall gives what the clocks show at t, as if it were UTC.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

var errBeyond = errors.New("its rule cannot be followed")

// guard runs a part of rrule-go, which reads outside of its tables for some rules, and nothing of ours.
func guard(run func()) (err error) {
	defer func() {
		if recover() != nil {
			err = errBeyond
		}
	}()
	run()
	return nil
}
