package ical

import (
	"slices"
	"strconv"
	"strings"
)

// frequencies are the words of FREQ, from the longest to the shortest.
var frequencies = []string{"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"}

// A span is what the numbers of a part of a rule may be: from least to most and, where signed, the same
// counted from the end.
type span struct {
	least, most int
	signed      bool
}

func (s span) holds(list string) bool {
	for part := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(part)
		if s.signed && n < 0 {
			n = -n
		}
		if err != nil || n < s.least || n > s.most {
			return false
		}
	}
	return true
}

// spans are those of RFC 5545 §3.3.10.
var spans = map[string]span{
	"INTERVAL": {1, 1 << 30, false}, "COUNT": {1, 1 << 30, false},
	"BYSECOND": {0, 60, false}, "BYMINUTE": {0, 59, false}, "BYHOUR": {0, 23, false},
	"BYMONTH": {1, 12, false}, "BYMONTHDAY": {1, 31, true}, "BYYEARDAY": {1, 366, true},
	"BYWEEKNO": {1, 53, true}, "BYSETPOS": {1, 366, true},
}

// among are the frequencies with which a part may stand; the others may with all.
var among = map[string][]string{
	"BYWEEKNO":   {"YEARLY"},
	"BYYEARDAY":  {"YEARLY", "HOURLY", "MINUTELY", "SECONDLY"},
	"BYMONTHDAY": {"YEARLY", "MONTHLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"},
}

// recurrenceFault says what is wrong with a rule, or nothing; allDay: DTSTART is a date.
func recurrenceFault(rule string, allDay bool) string {
	parts := map[string]string{}
	var names []string
	for part := range strings.SplitSeq(strings.ToUpper(strings.TrimSpace(rule)), ";") {
		name, value, ok := strings.Cut(part, "=")
		switch {
		case !ok || value == "":
			return strconv.Quote(clipped(part)) + " is no part of a rule"
		case parts[name] != "":
			return clipped(name) + " stands twice"
		case !ruleValue(name, value):
			return clipped(part) + " cannot be"
		}
		parts[name] = value
		names = append(names, name)
	}
	freq := parts["FREQ"]
	switch {
	case freq == "":
		return "FREQ is missing"
	case parts["UNTIL"] != "" && parts["COUNT"] != "":
		return "UNTIL and COUNT exclude each other"
	case strings.ContainsAny(parts["BYDAY"], "0123456789") && freq != "YEARLY" && freq != "MONTHLY":
		return "a number before a weekday goes with MONTHLY and YEARLY only"
	}
	for _, name := range names {
		if list, found := among[name]; found && !slices.Contains(list, freq) {
			return name + " does not go with FREQ=" + freq
		}
		if allDay && (name == "BYSECOND" || name == "BYMINUTE" || name == "BYHOUR") {
			return name + " does not go with a date"
		}
	}
	isBy := func(name string) bool { return name != "BYSETPOS" && strings.HasPrefix(name, "BY") }
	if parts["BYSETPOS"] != "" && !slices.ContainsFunc(names, isBy) {
		return "BYSETPOS needs another BY part"
	}
	return ""
}

// ruleValue reports whether a part of a rule can have a value. RSCALE and SKIP are RFC 7529's.
func ruleValue(name, value string) bool {
	switch name {
	case "FREQ":
		return slices.Contains(frequencies, value)
	case "UNTIL":
		_, ok := parseDateTime(value)
		return ok
	case "WKST":
		return slices.Contains(weekdays, value)
	case "BYDAY":
		for day := range strings.SplitSeq(value, ",") {
			n := max(0, len(day)-2)
			if !slices.Contains(weekdays, day[n:]) || n > 0 && !(span{1, 53, true}).holds(day[:n]) {
				return false
			}
		}
		return true
	case "RSCALE", "SKIP":
		return true
	}
	s, known := spans[name]
	list := strings.HasPrefix(name, "BY")
	return known && s.holds(value) && (list || !strings.Contains(value, ","))
}
