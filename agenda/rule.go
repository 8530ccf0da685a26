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
		fits, known := ruleParts[name]
		switch _, again := r[name]; {
		case i == 0 && name != "FREQ":
			return nil, fmt.Errorf("the rule does not begin with FREQ=")
		case !known:
			return nil, fmt.Errorf("%q is no part of a rule", name)
		case again:
			return nil, fmt.Errorf("%s is there twice", name)
		case !fits(value):
			return nil, fmt.Errorf("%s cannot be %q", name, value)
		}
		r[name] = value
	}
	return r, r.contradiction()
}

var (
	frequencies = []string{"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
	weekdays    = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

	// ruleParts report whether a part of the rule may have a value.
	ruleParts = map[string]func(value string) bool{
		"FREQ":       oneOf(frequencies),
		"UNTIL":      func(s string) bool { _, err := ruleMoment(s); return err == nil },
		"COUNT":      number(1, 999_999),
		"INTERVAL":   number(1, 9_999),
		"BYSECOND":   list(number(0, 60)), // 60 is a leap second
		"BYMINUTE":   list(number(0, 59)),
		"BYHOUR":     list(number(0, 23)),
		"BYDAY":      list(ruleDay),
		"BYMONTHDAY": list(position(31)),
		"BYYEARDAY":  list(position(366)),
		"BYWEEKNO":   list(position(53)),
		"BYMONTH":    list(number(1, 12)),
		"BYSETPOS":   list(position(366)),
		"WKST":       oneOf(weekdays),
	}
)

func oneOf(words []string) func(string) bool {
	return func(s string) bool { return slices.Contains(words, s) }
}

// list fits values that are parted by commas, each of which fits.
func list(fits func(string) bool) func(string) bool {
	return func(values string) bool {
		return !slices.ContainsFunc(strings.Split(values, ","), func(s string) bool { return !fits(s) })
	}
}

// number fits a whole number in these bounds.
func number(least, most int) func(string) bool {
	return func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && !strings.ContainsAny(s, "+-") && least <= n && n <= most
	}
}

// position fits a number that counts from the start of a period or, as -1 does, from its end.
func position(most int) func(string) bool {
	return func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && n != 0 && -most <= n && n <= most
	}
}

// ruleDay reports whether s is a weekday, maybe with the number that it has in its month or year: TU, -1FR.
func ruleDay(s string) bool {
	at := max(len(s)-2, 0)
	return slices.Contains(weekdays, s[at:]) && (at == 0 || position(53)(s[:at]))
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
	has := func(name string) bool { return r[name] != "" }
	most := 0 // the number of a weekday
	for _, day := range strings.Split(r["BYDAY"], ",") {
		n, _ := strconv.Atoi(strings.TrimRight(day, "ADEFHMORSTUW"))
		most = max(most, n, -n)
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
	case most > 0 && (freq != "MONTHLY" && freq != "YEARLY" || has("BYWEEKNO")):
		return fmt.Errorf("a weekday of BYDAY has a number only in a month or a year")
	case most > 5 && (freq == "MONTHLY" || has("BYMONTH")):
		return fmt.Errorf("a month has no weekday %d times", most)
	case has("BYMONTHDAY") && freq == "WEEKLY":
		return fmt.Errorf("BYMONTHDAY does not go with FREQ=WEEKLY")
	case has("BYYEARDAY") && slices.Contains([]string{"DAILY", "WEEKLY", "MONTHLY"}, freq):
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
	if !s.AllDay {
		return r, nil
	}
	for _, name := range []string{"BYHOUR", "BYMINUTE", "BYSECOND"} {
		if r[name] != "" {
			return nil, fmt.Errorf("%s needs hours, which an all-day session does not have", name)
		}
	}
	if slices.Index(frequencies, r["FREQ"]) < slices.Index(frequencies, "DAILY") {
		return nil, fmt.Errorf("an all-day session cannot repeat %s", r["FREQ"])
	}
	return r, nil
}
