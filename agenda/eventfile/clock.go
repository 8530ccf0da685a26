package eventfile

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// clocks are the readings of a clock between which a session is, in minutes from midnight.
type clocks struct {
	start, end int
	ended      bool   // whether an end is given
	wrong      string // a reading that no clock shows
	unclear    bool   // what stands at the front is a time, but not which
}

const day = 24 * 60 // minutes

// maxGuess bounds how long a session may be whose end is an hour without minutes: one that takes longer, as
// "9:00-5", is meant for an hour of the afternoon.
const maxGuess = 12 * 60 // minutes

// cutTime takes the time from the front of an entry: "18:30-19:00 Registration", "19.00 to 19.30",
// "6:30 pm - 7 pm", "18:30 bis 19 Uhr". It reports whether there is one.
func cutTime(s string) (c clocks, rest string, ok bool) {
	first, rest, ok := cutClock(s)
	if !ok {
		return clocks{}, s, false
	}
	second, behind, found := cutUntil(rest)
	switch {
	case found == anEnd && (first.sure() || second.half != 0 || second.oclock):
		c.ended, rest = true, behind
	case !first.sure():
		return clocks{}, s, false
	case found == unclear:
		return clocks{unclear: true}, "", true
	}
	if behind := strings.TrimLeft(rest, dashes); behind != rest {
		rest = " " + behind // "19:00-Opening"
	}
	if !ends(rest) {
		return clocks{}, s, false
	}
	rest = strings.TrimSpace(rest)
	if behind := strings.TrimLeft(rest, dashes); ends(behind) {
		rest = strings.TrimSpace(behind) // "19:00 – Opening"
	}
	if next, left, ok := cutClock(rest); ok && (!next.bare || next.half != 0) && ends(left) {
		return clocks{unclear: true}, "", true // "18:30 19:00 Dinner"
	}
	c.unclear = !c.resolve(first, second)
	for _, k := range [...]clock{first, second} {
		if c.wrong == "" && (k.minute > 59 || k.hour*60+k.minute > day) {
			c.wrong = k.text
		}
	}
	return c, rest, true
}

// clock is one reading of a clock as it is written: "18:30", "6 pm".
type clock struct {
	text         string // without what follows on the digits
	hour, minute int
	bare         bool // there are no minutes
	half         byte // 'a' or 'p', where it is said
	oclock       bool // a word says that it is a time: "18 Uhr", "18h"
}

// sure reports whether k is a time by itself, and not maybe a number.
func (k clock) sure() bool { return !k.bare || k.half != 0 || k.oclock }

// resolve sets the minutes of c, and reports whether there is no doubt about them. Where only one of two
// clocks says am or pm, the other is as near to it as it can be.
func (c *clocks) resolve(first, second clock) bool {
	start, sure := first.minutes()
	c.start = start[0]
	if !c.ended {
		return sure
	}
	end, also := second.minutes()
	c.end = end[0]
	switch length := c.length(); {
	case !sure || !also:
		return false
	case second.half != 0 && first.vague():
		if (clocks{start: start[1], end: c.end}).length() < length {
			c.start = start[1]
		}
	case first.half != 0 && second.vague():
		if (clocks{start: c.start, end: end[1]}).length() < length {
			c.end = end[1]
		}
	case second.bare && !second.oclock && second.half == 0:
		return length <= maxGuess
	}
	return true
}

// vague reports whether k may be in either half of the day.
func (k clock) vague() bool { return k.half == 0 && k.hour <= 12 && k.text[0] != '0' }

// length is how long c lasts, where an end that is not behind the start is on the next day.
func (c clocks) length() int { return (c.end-c.start+2*day-1)%day + 1 }

// minutes gives k as minutes from midnight, and what k is in the other half of the day; false where hour
// and half contradict each other.
func (k clock) minutes() (m [2]int, ok bool) {
	m[0] = k.hour*60 + k.minute
	switch {
	case k.half != 0 && (k.hour > 12 && k.half == 'a' || k.hour == 0 && k.half == 'p'):
		return m, false
	case k.half == 'p' && k.hour < 12:
		m[0] += day / 2
	case k.half == 'a' && k.hour == 12:
		m[0] -= day / 2
	}
	m[1] = (m[0] + day/2) % day
	return m, true
}

// dashes separate two times, and a time from its title: hyphens, dashes, the minus and the wave.
const dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d~\u301c\uff5e"

// isDash reports whether r may stand between a time and what follows.
func isDash(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(dashes, r) }

// following tells what comes after the first clock of an entry.
type following int

const (
	aTitle  following = iota
	anEnd             // another clock
	unclear           // what may be one, but cannot be read
)

var (
	untilWord = regexp.MustCompile(`^(?i:to|bis|until|till?)[\s\p{Z}]+`)
	// someTime matches an end that its writer does not know, or not as a clock shows it.
	someTime = regexp.MustCompile(`^(?:\d+(?:[\s\p{Z}:.,?]|$)|\?|\.\.\.|…|(?i:open[ -]end)\b)`)
	// someWord is that too, where it stands close to the dash.
	someWord = regexp.MustCompile(`^(?:\d|(?i:late|open|ende?|noon|midnight|close|x|tb[acd])(?:[\s\p{Z}]|$))`)
)

// cutUntil takes the end from the front of s, which stands behind a clock.
func cutUntil(s string) (end clock, rest string, found following) {
	trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
	behind := strings.TrimLeft(trimmed, dashes)
	word := ""
	if behind == trimmed {
		if word = untilWord.FindString(trimmed); word == "" || trimmed == s {
			return clock{}, s, aTitle
		}
		behind = trimmed[len(word):]
	}
	close := word == "" && trimmed == s && !ends(behind)
	behind = strings.TrimLeftFunc(behind, unicode.IsSpace)
	end, rest, ok := cutClock(behind)
	switch {
	case ok && ends(rest) && (end.sure() || close || rest == "" ||
		word != "" && !strings.EqualFold(strings.TrimSpace(word), "to")):
		return end, rest, anEnd
	case someTime.MatchString(behind), close && someWord.MatchString(behind):
		return clock{}, s, unclear
	}
	return clock{}, s, aTitle
}

// ends reports whether a word ends before s.
func ends(s string) bool {
	return s == "" || strings.TrimLeftFunc(s, unicode.IsSpace) != s
}

var (
	halfWord   = regexp.MustCompile(`^[\s\p{Z}]*(?i:([ap])(?:m|\.[\s\p{Z}]?m\.?))`)
	oclockWord = regexp.MustCompile(`^[\s\p{Z}]*(?:[Uu]hr|hrs\.?|o['’]clock|h)`)
)

// cutClock takes "18:30", "18.30", "18h30", "6:30 p.m.", "18 Uhr" or a bare hour from the front of s.
func cutClock(s string) (k clock, rest string, ok bool) {
	h := digits(s)
	if h < 1 || h > 2 {
		return clock{}, s, false
	}
	k = clock{text: s[:h], bare: true}
	k.hour, _ = strconv.Atoi(k.text)
	rest = s[h:]
	mark, n := utf8.DecodeRuneInString(rest)
	if n > 0 && strings.ContainsRune(":.h\ufe55\uff0e\uff1a\u2236", mark) && digits(rest[n:]) == 2 {
		k.text, k.bare = s[:h+n+2], false
		k.minute, _ = strconv.Atoi(rest[n : n+2])
		rest = rest[n+2:]
	}
	if m := halfWord.FindStringSubmatch(rest); m != nil && m[0] != " Am" && whole(rest[len(m[0]):]) {
		k.half = m[1][0] | ' ' // but for the German "10:00 Am Anfang"
		rest = rest[len(m[0]):]
	}
	if word := oclockWord.FindString(rest); word != "" && whole(rest[len(word):]) {
		k.oclock = true
		rest = rest[len(word):]
	}
	return k, rest, true
}

// whole reports whether a word before s goes no further.
func whole(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
}

func digits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

// on gives the readings in minutes from the midnight with which d begins: an hour before the one at which the
// day ends, and an end before its start, are on the next date.
func (c clocks) on(d agenda.Day) clocks {
	ends := d.Ends * 60
	if c.start < ends {
		c.start += day
	}
	if c.ended {
		for c.end < ends || c.end < c.start {
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
	choice := func(which int) string {
		start := choose(d.Date, c.start, which, loc)
		text := "`start: " + start.Format(time.RFC3339) + "`"
		if c.ended {
			end := choose(d.Date, c.end, which, loc)
			if !end.After(start) {
				end = start.Add(time.Duration(c.end-c.start) * time.Minute)
			}
			text += " and `end: " + end.Format(time.RFC3339) + "`"
		}
		return text
	}
	hint := "write, instead of the time, " + choice(0)
	if other := choice(1); other != choice(0) {
		hint += ", or " + other
	}
	return hint
}

// choose gives a moment for a reading: of two the one that is asked for, and for one that the clocks skip
// the one that they show by then.
func choose(date agenda.Date, minutes, which int, loc *time.Location) time.Time {
	_, err := date.At(minutes/60, minutes%60, loc)
	var clock *agenda.ClockError
	if errors.As(err, &clock) && clock.Twice != nil {
		return clock.Twice[min(which, len(clock.Twice)-1)]
	}
	return date.Moment(minutes/60, minutes%60, 0, loc)
}

// clockOf gives the reading of t in words that cutTime takes.
func clockOf(minutes int) string {
	minutes %= day
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// clockText gives "19:00-19:30", or "19:00" where there is no end. It is false where the clocks of that day
// cannot say it.
func clockText(d agenda.Day, start, end time.Time, loc *time.Location) (string, bool) {
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
