package agenda

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Rule is Session.Repeat by its parts: {"FREQ": "WEEKLY", "COUNT": "4"}.
type Rule map[string]string

// maxRule is far more than any rule takes, in octets.
const maxRule = 500

// parseRule reads a rule, and says what is wrong with it: a part that RFC 5545 does not have or has only
// once, a number out of its bounds, COUNT beside UNTIL, a FREQ that does not come first, and parts that
// contradict each other. It does not say whether the rule ever comes true.
func parseRule(text string) (Rule, error) {
	if len(text) > maxRule {
		return nil, fmt.Errorf("the rule is longer than %d octets", maxRule)
	}
	r := Rule{}
	for i, part := range strings.Split(strings.ToUpper(text), ";") {
		name, value, _ := strings.Cut(part, "=")
		form, known := ruleParts[name]
		switch _, again := r[name]; {
		case i == 0 && name != "FREQ":
			return nil, fmt.Errorf("the rule does not begin with FREQ=")
		case !known:
			return nil, fmt.Errorf("%q is no part of a rule", name)
		case again:
			return nil, fmt.Errorf("%s is there twice", name)
		case !form.fits(value):
			return nil, fmt.Errorf("%s cannot be %q", name, value)
		}
		r[name] = value
	}
	return r, r.contradiction()
}

// A ruleForm says which values a part may have: one of words, or whole numbers.
type ruleForm struct {
	words       []string
	least, most int
	signed      bool // from the end of the period, too: -1 is the last
	list        bool // several, parted by commas
	fit         func(string) bool
}

var (
	frequencies = []string{"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
	weekdays    = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

	ruleParts = map[string]ruleForm{
		"FREQ":       {words: frequencies},
		"UNTIL":      {fit: func(s string) bool { _, err := ruleMoment(s); return err == nil }},
		"COUNT":      {least: 1, most: 999_999},
		"INTERVAL":   {least: 1, most: 9_999},
		"BYSECOND":   {most: 60, list: true}, // 60 is a leap second
		"BYMINUTE":   {most: 59, list: true},
		"BYHOUR":     {most: 23, list: true},
		"BYDAY":      {fit: ruleDay, list: true},
		"BYMONTHDAY": {least: 1, most: 31, signed: true, list: true},
		"BYYEARDAY":  {least: 1, most: 366, signed: true, list: true},
		"BYWEEKNO":   {least: 1, most: 53, signed: true, list: true},
		"BYMONTH":    {least: 1, most: 12, list: true},
		"BYSETPOS":   {least: 1, most: 366, signed: true, list: true},
		"WKST":       {words: weekdays},
	}
)

func (f ruleForm) fits(value string) bool {
	values := []string{value}
	if f.list {
		values = strings.Split(value, ",")
	}
	for _, v := range values {
		switch {
		case f.fit != nil:
			if !f.fit(v) {
				return false
			}
		case f.words != nil:
			if !slices.Contains(f.words, v) {
				return false
			}
		case !within(v, f.least, f.most, f.signed):
			return false
		}
	}
	return true
}

// within reports whether s is a whole number in these bounds.
func within(s string, least, most int, signed bool) bool {
	digits := s
	if signed {
		digits = strings.TrimLeft(s[:min(1, len(s))], "+-") + s[min(1, len(s)):]
	}
	n, err := strconv.Atoi(digits)
	return err == nil && strings.Trim(digits, "0123456789") == "" && n >= least && n <= most
}

// ruleDay reports whether s is a weekday, maybe with the number that it has in its month or year: TU, -1FR.
func ruleDay(s string) bool {
	if len(s) < 2 || !slices.Contains(weekdays, s[len(s)-2:]) {
		return false
	}
	return len(s) == 2 || within(s[:len(s)-2], 1, 53, true)
}

// ruleMoment reads an UNTIL: a date, or a moment in UTC.
func ruleMoment(s string) (time.Time, error) {
	if len(s) == len("20140605") {
		return time.Parse("20060102", s)
	}
	return time.Parse("20060102T150405Z", s)
}

// contradiction says which parts do not go together (RFC 5545 §3.3.10).
func (r Rule) contradiction() error {
	freq := r["FREQ"]
	has := func(name string) bool { _, ok := r[name]; return ok }
	among := func(which ...string) bool { return slices.Contains(which, freq) }
	numbered, most := false, 0
	for _, day := range strings.Split(r["BYDAY"], ",") {
		if len(day) > 2 {
			n, _ := strconv.Atoi(day[:len(day)-2])
			numbered, most = true, max(most, n, -n)
		}
	}
	by := 0
	for name := range r {
		if strings.HasPrefix(name, "BY") {
			by++
		}
	}
	switch {
	case has("COUNT") && has("UNTIL"):
		return fmt.Errorf("there is a COUNT and an UNTIL")
	case numbered && (!among("MONTHLY", "YEARLY") || has("BYWEEKNO")):
		return fmt.Errorf("a weekday of BYDAY has a number only in a month or a year")
	case numbered && most > 5 && (freq == "MONTHLY" || has("BYMONTH")):
		return fmt.Errorf("a month has no weekday %d times", most)
	case has("BYMONTHDAY") && freq == "WEEKLY":
		return fmt.Errorf("BYMONTHDAY does not go with FREQ=WEEKLY")
	case has("BYYEARDAY") && among("DAILY", "WEEKLY", "MONTHLY"):
		return fmt.Errorf("BYYEARDAY does not go with FREQ=%s", freq)
	case has("BYWEEKNO") && freq != "YEARLY":
		return fmt.Errorf("BYWEEKNO goes with FREQ=YEARLY only")
	case has("BYSETPOS") && by == 1:
		return fmt.Errorf("BYSETPOS needs another part that begins with BY")
	}
	return nil
}

// Until is the last moment at which a start can be: UNTIL, or the last second of that date in loc. It is zero
// where there is none.
func (r Rule) Until(loc *time.Location) time.Time {
	text := r["UNTIL"]
	t, err := ruleMoment(text)
	if err != nil {
		return time.Time{}
	}
	if len(text) == len("20140605") {
		return DateOf(t).AddDays(1).Moment(0, 0, 0, loc).Add(-time.Second)
	}
	return t.In(loc)
}

// Rule reads Repeat, nil where that is empty. An error says why it is no rule, or none for this session:
// UNTIL is a date where it has days, and a moment in UTC where it has hours; one of days has no BYHOUR,
// BYMINUTE and BYSECOND and is on daily at most.
func (s Session) Rule() (Rule, error) {
	if s.Repeat == "" {
		return nil, nil
	}
	r, err := parseRule(s.Repeat)
	if err != nil {
		return nil, err
	}
	until := r["UNTIL"]
	switch {
	case s.AllDay && strings.Contains(until, "T"):
		return nil, fmt.Errorf("UNTIL is a moment, but the session has days; write UNTIL=%s", until[:8])
	case !s.AllDay && until != "" && !strings.Contains(until, "T"):
		return nil, fmt.Errorf("UNTIL is a date, but the session has hours; write a moment in UTC, UNTIL=%s"+
			"T235959Z", until)
	}
	if s.AllDay {
		for _, name := range []string{"BYHOUR", "BYMINUTE", "BYSECOND"} {
			if _, ok := r[name]; ok {
				return nil, fmt.Errorf("%s needs hours, which an all-day session does not have", name)
			}
		}
		if slices.Index(frequencies, r["FREQ"]) < slices.Index(frequencies, "DAILY") {
			return nil, fmt.Errorf("an all-day session cannot repeat %s", r["FREQ"])
		}
	}
	return r, nil
}
