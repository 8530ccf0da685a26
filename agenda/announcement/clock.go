package announcement

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A half is the half of the day that a clock of twelve hours is in.
type half int

const (
	unsaid half = iota
	am
	pm
)

// A clock is a time of day as written.
type clock struct {
	hour, minute int
	half         half
	word         bool // Noon, Midnight
	is24Hours    bool // the notation tells a clock of 24 hours: 18:00, 18h, 0:15, Noon
	hourOnly     bool // an hour and nothing else: the 7 of "7 - 8 pm"
	leadingZero  bool // written with a zero before the hour: 09.00
}

// minutes is the reading of c with the half of the day that it says, or as a clock of 24 hours.
func (c clock) minutes() int {
	h := c.hour
	switch {
	case c.half == am:
		h %= 12
	case c.half == pm:
		h = h%12 + 12
	}
	return h*60 + c.minute
}

// A span is a time, or a range of times, as written.
type span struct {
	start, end clock
	ranged     bool   // end is said
	about      bool   // "~", "ca."
	zone       string // "CET"; empty: none
}

// tells24 reports whether p shows a clock of 24 hours. A word does not, and 12h00 is noon on either.
func (p span) tells24() bool {
	shows := func(c clock) bool { return c.is24Hours && !c.word && c.hour != 12 }
	return shows(p.start) || p.ranged && shows(p.end)
}

var (
	clockForm = pattern(`^(?i:(noon|midday|midnight)\b|` +
		`(\d{1,2})(?:([:.h])([0-5]\d)(?::[0-5]\d)?)?` +
		`(?: ?(a\.m\.|p\.m\.|am\b|pm\b|a\.m\b|p\.m\b|uhr\b|h\b))?)`)
	aboutForm = pattern(`^(?i:~|≈|ca\.?|circa|about|around|approx(?:\.|imately)?) ?`)
	toForm    = pattern(`^(?i: ?(?:--|[-–—−‐‑~〜]) ?| (?:to|until|till|bis) )`)
	zoneForm  = pattern(`^ ?\(?(UTC|GMT|[CEW]ES?T|[CEMP][SD]T|[CEMP]T|BST|` +
		`IST|MSK|JST|KST|A[EWC][SD]T|NZ[SD]T)\b\)?`)
)

// head cuts s to more than a clock can take. An anchored pattern costs time for all that it is given, and
// findSpan tries at every digit.
func head(s string) string { return s[:min(len(s), 40)] }

// scanClock reads the clock at the start of s.
func scanClock(s string) (c clock, rest string, ok bool) {
	m := clockForm().FindStringSubmatch(head(s))
	if m == nil {
		return clock{}, s, false
	}
	rest = s[len(m[0]):]
	switch word := strings.ToLower(m[1]); {
	case word == "midnight":
		return clock{word: true, is24Hours: true}, rest, true
	case word != "":
		return clock{hour: 12, word: true, is24Hours: true}, rest, true
	}
	c.hour, _ = strconv.Atoi(m[2])
	c.minute, _ = strconv.Atoi(m[4])
	switch mark := strings.ToLower(m[5]); {
	case mark == "":
		c.hourOnly = m[3] == ""
	case mark[0] == 'a':
		c.half = am
	case mark[0] == 'p':
		c.half = pm
	default:
		c.is24Hours = true
	}
	if c.hour > 12 && c.hour <= 24 { // "18:00 pm" is 18:00
		c.half, c.is24Hours = unsaid, true
	}
	c.leadingZero = m[2][0] == '0'
	c.is24Hours = c.is24Hours || strings.EqualFold(m[3], "h") || c.hour == 0
	next, _ := utf8.DecodeRuneInString(rest)
	digits := len(rest) > 1 && strings.ContainsRune(".:,", next) && rest[1] >= '0' && rest[1] <= '9'
	if c.hour > 24 || c.hour == 24 && c.minute > 0 || strings.ContainsRune("%€$£", next) && next != 0 ||
		unicode.IsLetter(next) || unicode.IsDigit(next) || digits {
		return clock{}, s, false
	}
	return c, rest, true
}

// scanSpan reads the time or the range at the start of s. A bare hour needs a neighbour that makes a clock of
// it ("7 - 7.30 pm", "18:00-19"), or it might be any number.
func scanSpan(s string) (p span, rest string, ok bool) {
	if m := aboutForm().FindString(head(s)); m != "" {
		p.about, s = true, s[len(m):]
	}
	if p.start, rest, ok = scanClock(s); !ok {
		return span{}, s, false
	}
	if to := toForm().FindString(head(rest)); to != "" {
		after := rest[len(to):]
		about := aboutForm().FindString(head(after))
		end, tail, ok := scanClock(after[len(about):])
		if ok && (!end.hourOnly || !p.start.hourOnly && !strings.Contains(to, " ")) {
			p.end, p.ranged, rest = end, true, tail
			p.about = p.about || about != ""
		}
	}
	if p.start.hourOnly && !p.ranged {
		return span{}, s, false
	}
	if m := zoneForm().FindStringSubmatch(head(rest)); m != nil {
		p.zone, rest = m[1], rest[len(m[0]):]
	}
	return p, rest, true
}

// findSpan finds the first time in running text, a range before a single one.
func findSpan(s string) (found span, from, to int, ok bool) {
	for i := 0; i < len(s) && !found.ranged; i++ {
		isClock := s[i] >= '0' && s[i] <= '9' || strings.EqualFold(s[i:min(len(s), i+4)], "noon")
		if !isClock || i > 0 && !strings.ContainsRune(" \n(,~;:", rune(s[i-1])) {
			continue
		}
		if p, rest, is := scanSpan(s[i:]); is && (!ok || p.ranged) {
			found, from, to, ok = p, i, len(s)-len(rest), true
		}
	}
	return found, from, to, ok
}
