package ical

import (
	"slices"
	"strings"
)

// among are the frequencies with which a part of a rule may stand (RFC 5545 §3.3.10); the others may with
// all.
var among = map[string][]string{
	"BYWEEKNO":   {"YEARLY"},
	"BYYEARDAY":  {"YEARLY", "HOURLY", "MINUTELY", "SECONDLY"},
	"BYMONTHDAY": {"YEARLY", "MONTHLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"},
}

// recurrenceFault says what is wrong with a rule, or nothing; allDay: DTSTART is a date.
func recurrenceFault(rule string, allDay bool) string {
	r, err := parseRecurrence(strings.TrimSpace(rule))
	if err != nil {
		return err.Error()
	}
	position, by := false, false
	for _, part := range r.parts {
		name, value, _ := strings.Cut(part, "=")
		list, limited := among[name]
		counted := name == "BYDAY" && strings.ContainsAny(value, "0123456789")
		switch {
		case limited && !slices.Contains(list, r.freq):
			return name + " does not go with FREQ=" + r.freq
		case counted && r.freq != "YEARLY" && r.freq != "MONTHLY":
			return "a number before a weekday goes with MONTHLY and YEARLY only"
		case allDay && (name == "BYSECOND" || name == "BYMINUTE" || name == "BYHOUR"):
			return name + " does not go with a date"
		case name == "BYSETPOS":
			position = true
		default:
			by = by || strings.HasPrefix(name, "BY")
		}
	}
	if position && !by {
		return "BYSETPOS needs another BY part"
	}
	return ""
}
