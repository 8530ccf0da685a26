package eventfile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// firstTime is when a session takes place first.
type firstTime struct {
	start  time.Time   // in the event's zone; zero: not known
	day    agenda.Date // the one below which it is listed
	allDay bool
	loc    *time.Location
}

// daysLate counts the days after the one below which it is listed a session starts: 1 for the hours after
// midnight that belong to the day before.
func (f firstTime) daysLate() int {
	if !f.start.IsZero() && agenda.DateOf(f.start) != f.day {
		return 1
	}
	return 0
}

// on is when the session takes place on another day.
func (f firstTime) on(d agenda.Date) time.Time {
	hour, minute, second := f.start.Clock()
	return d.AddDays(f.daysLate()).Moment(hour, minute, second, f.loc).
		Add(time.Duration(f.start.Nanosecond()))
}

const repeatHint = "write it like: daily until 2014-06-05; weekly, 4 times; every weekday; every 2 weeks; " +
	"every Tuesday and Thursday; monthly on the first Tuesday; or a rule of RFC 5545: FREQ=WEEKLY;COUNT=4"

// weekdays are those of a week, from its first one. Their codes in RFC 5545 are their first two letters.
var weekdays = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

func weekdayCode(name string) string { return strings.ToUpper(name[:2]) }

// workdays is BYDAY of a weekday: not of the weekend.
const workdays = "MO,TU,WE,TH,FR"

// numerals are those of a weekday in its month.
var numerals = []struct{ number, word string }{{"1", "first"}, {"2", "second"}, {"3", "third"},
	{"4", "fourth"}, {"5", "fifth"}, {"-1", "last"}}

// periods are the frequencies that have words.
var periods = []struct{ freq, adverb, unit string }{{"DAILY", "daily", "day"}, {"WEEKLY", "weekly", "week"},
	{"MONTHLY", "monthly", "month"}, {"YEARLY", "yearly", "year"}}

var (
	timesWords = regexp.MustCompile(`^(.+?)(?:,| for|, for)? 0*([1-9]\d{0,5}) times?$`)
	untilWords = regexp.MustCompile(`^(.+?),? until (\S+)$`)
	everyWords = regexp.MustCompile(`^every (?:(other|\d{1,4}) )?([a-z]+?)s?(?: on (.+))?$`)
	monthWords = regexp.MustCompile(
		`^(?:monthly on the ([a-z]+) ([a-z]+)|every ([a-z]+) ([a-z]+) of the month)$`)
	joinWords = regexp.MustCompile(`,? and |, `)
)

// readRepeat makes a rule of an organizer's words, or of a rule as RFC 5545 writes it. The words have one
// meaning; what does not fit the session is a fault, too.
func readRepeat(text string, f firstTime) (rule string, wrong *fault) {
	bad := func(message, hint string) (string, *fault) { return "", &fault{-1, "bad-value", message, hint} }
	raw := strings.TrimPrefix(strings.ToUpper(text), "RRULE:")
	if strings.HasPrefix(raw, "FREQ=") {
		if _, err := (agenda.Session{Repeat: raw, AllDay: f.allDay}).Rule(); err != nil {
			message, hint, _ := strings.Cut(err.Error(), "; ")
			return bad(message, hint)
		}
		return raw, nil
	}
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	end := ""
	if m := timesWords.FindStringSubmatch(words); m != nil {
		words, end = m[1], ";COUNT="+m[2]
	} else if m := untilWords.FindStringSubmatch(words); m != nil {
		last, err := agenda.ParseDate(m[2])
		if err != nil {
			return bad(input.Quote(m[2])+" is not a date", "write year-month-day: until 2014-06-05")
		}
		if !f.start.IsZero() && last.Compare(f.day) < 0 {
			return bad(fmt.Sprintf("it repeats until %s, but begins on %s", last, f.day), "correct the date")
		}
		words, end = m[1], ";UNTIL="+f.until(last)
	}
	head, days := readPeriod(words)
	if head == "" {
		return bad("it is not clear how "+input.Quote(text)+" repeats", repeatHint)
	}
	return head + end, f.wrongWeekday(days)
}

// until is UNTIL of a rule whose last day is d: a date where the session has days, else the last second of
// that day in UTC (RFC 5545 §3.3.10).
func (f firstTime) until(d agenda.Date) string {
	if f.allDay {
		return strings.ReplaceAll(d.String(), "-", "")
	}
	end := d.AddDays(1+f.daysLate()).Moment(0, 0, 0, f.loc).Add(-time.Second)
	return end.UTC().Format("20060102T150405Z")
}

// readPeriod reads how often, with the BYDAY that it has. It is empty where that is not clear.
func readPeriod(words string) (rule, days string) {
	if m := monthWords.FindStringSubmatch(words); m != nil {
		day := readDays(m[2] + m[4])
		for _, n := range numerals {
			if n.word == m[1]+m[3] && len(day) == 2 {
				return withDays("FREQ=MONTHLY", n.number+day)
			}
		}
		return "", ""
	}
	for _, p := range periods {
		if rest, ok := strings.CutPrefix(words, p.adverb); ok {
			words = "every " + p.unit + rest
		}
	}
	if m := everyWords.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(cmp.Or(strings.Replace(m[1], "other", "2", 1), "1"))
		for _, p := range periods {
			if m[2] != p.unit || n < 1 || m[3] != "" && p.freq != "WEEKLY" {
				continue
			}
			rule = "FREQ=" + p.freq
			if n > 1 {
				rule += ";INTERVAL=" + strconv.Itoa(n)
			}
			if m[3] == "" {
				return rule, ""
			}
			return withDays(rule, readDays(m[3]))
		}
	}
	if list, ok := strings.CutPrefix(words, "every "); ok {
		return withDays("FREQ=WEEKLY", readDays(list))
	}
	return "", ""
}

// withDays is a rule with this BYDAY, where there is one.
func withDays(rule, days string) (string, string) {
	if days == "" {
		return "", ""
	}
	return rule + ";BYDAY=" + days, days
}

// readDays reads "weekday", "Tuesday" and "Monday, Wednesday and Friday", in the order of the week. It is
// empty where that is not a list of days, each named once.
func readDays(list string) string {
	if list == "weekday" {
		return workdays
	}
	names := joinWords.Split(list, -1)
	var codes []string
	for _, name := range weekdays {
		if slices.Contains(names, strings.ToLower(name)) {
			codes = append(codes, weekdayCode(name))
		}
	}
	if len(codes) != len(names) {
		return ""
	}
	return strings.Join(codes, ",")
}

// wrongWeekday says that the first day is none of those of the rule. Calendars disagree about what that means
// (RFC 5545 §3.8.5.3).
func (f firstTime) wrongWeekday(days string) *fault {
	if days == "" || f.start.IsZero() {
		return nil
	}
	date := agenda.DateOf(f.start)
	code := weekdayCode(date.Weekday().String())
	nth, last := strconv.Itoa((date.Day-1)/7+1)+code, "-1"+code
	list := strings.Split(days, ",")
	if slices.Contains(list, code) || slices.Contains(list, nth) ||
		slices.Contains(list, last) && date.AddDays(7).Month != date.Month {
		return nil
	}
	return &fault{-1, "wrong-day", fmt.Sprintf("%s is a %s, and not a day on which it repeats", date,
		date.Weekday()), "list it below the first day on which it takes place"}
}

// writeRepeat puts a rule in words that readRepeat takes for it, or leaves it as it is.
func writeRepeat(rule string, f firstTime) string {
	r, err := agenda.Session{Repeat: rule, AllDay: f.allDay}.Rule()
	if err != nil {
		return rule
	}
	text := periodWords(r)
	switch until := r.Until(f.loc); {
	case r["COUNT"] == "1":
		text += ", 1 time"
	case r["COUNT"] != "":
		text += ", " + r["COUNT"] + " times"
	case !until.IsZero():
		text += " until " + agenda.DateOf(until).AddDays(-f.daysLate()).String()
	}
	if again, wrong := readRepeat(text, f); wrong == nil && again == rule {
		return text
	}
	return rule
}

// periodWords are words for how often r is, as far as there are any: whether they say it all is not checked.
func periodWords(r agenda.Rule) (text string) {
	for _, p := range periods {
		switch {
		case p.freq != r["FREQ"]:
		case r["INTERVAL"] != "":
			text = "every " + r["INTERVAL"] + " " + p.unit + "s"
		default:
			text = p.adverb
		}
	}
	days := r["BYDAY"]
	for _, n := range numerals {
		if day, ok := strings.CutPrefix(days, n.number); ok {
			return text + " on the " + n.word + " " + daysWords(day)
		}
	}
	switch {
	case days == "":
		return text
	case r["INTERVAL"] == "":
		return "every " + daysWords(days)
	}
	return text + " on " + daysWords(days)
}

func daysWords(days string) string {
	if days == workdays {
		return "weekday"
	}
	var names []string
	for _, name := range weekdays {
		if strings.Contains(days, weekdayCode(name)) {
			names = append(names, name)
		}
	}
	n := max(0, len(names)-2)
	return strings.Join(append(names[:n], strings.Join(names[n:], " and ")), ", ")
}
