package eventfile

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// clocks are the readings of a clock between which a session is, in minutes from midnight.
type clocks struct {
	start, end int
	ended      bool   // whether an end is given
	wrong      string // a reading that no clock shows
}

const day = 24 * 60 // minutes

// cutTime takes the time from the front of an entry: "18:30-19:00 Registration", "19.00 to 19.30". It
// reports whether there is one.
func cutTime(s string) (c clocks, rest string, ok bool) {
	c.start, rest = c.cutClock(s)
	if rest == s {
		return clocks{}, s, false
	}
	behind, dash := cutDash(rest)
	if dash {
		if end, left := c.cutClock(behind); left != behind {
			c.end, c.ended, rest = end, true, left
		} else if trimmed := strings.TrimLeft(rest, " \t"); !strings.HasPrefix(trimmed, "t") {
			rest = " " + behind // "19:00 – Opening"
		}
	}
	if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return clocks{}, s, false
	}
	return c, strings.Trim(rest, " \t"), true
}

// cutDash takes what stands between two times from the front of s.
func cutDash(s string) (rest string, ok bool) {
	s = strings.TrimLeft(s, " \t")
	for _, dash := range [...]string{"-", "–", "—", "to"} {
		if rest, ok := strings.CutPrefix(s, dash); ok {
			return strings.TrimLeft(rest, " \t"), true
		}
	}
	return s, false
}

// cutClock takes "18:30" or "18.30" from the front of s, and leaves s whole where there is none.
func (c *clocks) cutClock(s string) (minutes int, rest string) {
	h := digits(s)
	if h < 1 || h > 2 || h == len(s) || s[h] != ':' && s[h] != '.' || digits(s[h+1:]) != 2 {
		return 0, s
	}
	hour, minute := 0, 0
	for _, d := range s[:h] {
		hour = 10*hour + int(d-'0')
	}
	for _, d := range s[h+1 : h+3] {
		minute = 10*minute + int(d-'0')
	}
	minutes = hour*60 + minute
	if minute > 59 || minutes > day {
		c.wrong = s[:h+3]
	}
	return minutes, s[h+3:]
}

func digits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

// on counts the readings from the midnight with which the day begins: an hour before the one at which the
// day ends, and an end before its start, are on the next date.
func (c clocks) on(d agenda.Day) clocks {
	ends := d.Ends * 60
	if c.start < ends {
		c.start += day
	}
	if c.ended {
		if c.end < ends {
			c.end += day
		}
		if c.end < c.start {
			c.end += day
		}
	}
	return c
}

// times are the moments of c on d, or what is wrong with the start or the end.
func (c clocks) times(d agenda.Day, loc *time.Location) (start, end time.Time, err error) {
	c = c.on(d)
	start, err = d.Date.At(c.start/60, c.start%60, loc)
	if c.ended {
		var wrong error
		end, wrong = d.Date.At(c.end/60, c.end%60, loc)
		err = errors.Join(err, wrong)
	}
	return start, end, err
}

// clockHint gives the lines that say what the clocks cannot: one choice where they skip it, two where they
// show it twice.
func (c clocks) clockHint(d agenda.Day, loc *time.Location) string {
	c = c.on(d)
	var ways []string
	for which := range 2 {
		start, doubtful := choose(d.Date, c.start, which, loc)
		way := "`start: " + start.Format(time.RFC3339) + "`"
		if c.ended {
			end, twice := choose(d.Date, c.end, which, loc)
			if !end.After(start) {
				end = start.Add(time.Duration(c.end-c.start) * time.Minute)
			}
			way += " and `end: " + end.Format(time.RFC3339) + "`"
			doubtful = doubtful || twice
		}
		if ways = append(ways, way); !doubtful {
			break
		}
	}
	return "write, instead of the time, " + strings.Join(ways, ", or ")
}

// choose gives a moment for a reading: of two the one that is asked for, and for one that the clocks skip
// the one that they show by then.
func choose(date agenda.Date, minutes, which int, loc *time.Location) (t time.Time, twice bool) {
	t, err := date.At(minutes/60, minutes%60, loc)
	var clock *agenda.ClockError
	switch {
	case !errors.As(err, &clock):
		return t, false
	case clock.Twice != nil:
		return clock.Twice[min(which, len(clock.Twice)-1)], true
	}
	return time.Date(date.Year, date.Month, date.Day, 0, minutes, 0, 0, loc), false
}

// clockOf gives the reading of t in words that cutTime takes.
func clockOf(minutes int) string {
	minutes %= day
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// say gives "19:00-19:30", "19:00" where there is no end, and false where the clocks of d cannot say it.
func say(d agenda.Day, start, end time.Time, loc *time.Location) (string, bool) {
	read := func(t time.Time) int { t = t.In(loc); return t.Hour()*60 + t.Minute() }
	c := clocks{start: read(start)}
	text := clockOf(c.start)
	if !end.IsZero() {
		c.end, c.ended = read(end), true
		text += "-" + clockOf(c.end)
	}
	s, e, err := c.times(d, loc)
	return text, err == nil && s.Equal(start) && e.Equal(end)
}

// dayOf is the day to which a moment belongs, by the days that are listed.
func dayOf(local time.Time, listed map[agenda.Date]agenda.Day) agenda.Date {
	date := agenda.DateOf(local)
	if before := date.AddDays(-1); local.Hour() < listed[before].Ends {
		return before
	}
	return date
}
