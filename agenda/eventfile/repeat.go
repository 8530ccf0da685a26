package eventfile

import (
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

// daysLate is how many days after the one below which it is listed a session starts: 1 for the hours after
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

// repeatFault is what is wrong with the words of a rule.
type repeatFault struct{ rule, message, hint string }

const repeatHint = "write it like: daily until 2014-06-05; weekly, 4 times; every weekday; every 2 weeks; " +
	"every Tuesday and Thursday; monthly on the first Tuesday; or a rule of RFC 5545: FREQ=WEEKLY;COUNT=4"

// weekdays are those of RFC 5545 with their names, as a week has them.
var weekdays = []struct{ code, name string }{{"MO", "Monday"}, {"TU", "Tuesday"}, {"WE", "Wednesday"},
	{"TH", "Thursday"}, {"FR", "Friday"}, {"SA", "Saturday"}, {"SU", "Sunday"}}

// workdays is BYDAY of a weekday: not of the weekend.
const workdays = "MO,TU,WE,TH,FR"

// numerals are those of a weekday in its month.
var numerals = []struct{ number, word string }{{"1", "first"}, {"2", "second"}, {"3", "third"},
	{"4", "fourth"}, {"5", "fifth"}, {"-1", "last"}}

// periods are the frequencies that have words.
var periods = []struct{ freq, adverb, unit string }{{"DAILY", "daily", "day"}, {"WEEKLY", "weekly", "week"},
	{"MONTHLY", "monthly", "month"}, {"YEARLY", "yearly", "year"}}

var (
	timesWords = regexp.MustCompile(`^(.+?)(?:,| for|, for)? (\d{1,6}) times?$`)
	untilWords = regexp.MustCompile(`^(.+?),? until (\S+)$`)
	everyWords = regexp.MustCompile(`^every (other|\d{1,4}) ([a-z]+?)s?(?: on (.+))?$`)
	monthWords = regexp.MustCompile(
		`^(?:monthly on the ([a-z]+) ([a-z]+)|every ([a-z]+) ([a-z]+) of the month)$`)
	joinWords = regexp.MustCompile(`,? and |, `)
)

// readRepeat makes a rule of an organizer's words, or of a rule as RFC 5545 writes it. The words have one
// meaning; what does not fit the session is a fault, too.
func readRepeat(text string, f firstTime) (rule string, wrong *repeatFault) {
	raw := strings.ToUpper(text)
	if raw = strings.TrimPrefix(raw, "RRULE:"); strings.HasPrefix(raw, "FREQ=") {
		if _, err := (agenda.Session{Repeat: raw, AllDay: f.allDay}).Rule(); err != nil {
			message, hint, _ := strings.Cut(err.Error(), "; ")
			return "", &repeatFault{"bad-value", message, hint}
		}
		return raw, nil
	}
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	unclear := &repeatFault{"bad-value", "it is not clear how " + input.Quote(text) + " repeats", repeatHint}
	if len(words) > 200 {
		return "", unclear
	}
	end := ""
	if m := timesWords.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[2])
		if n == 0 {
			return "", unclear
		}
		words, end = m[1], ";COUNT="+strconv.Itoa(n)
	} else if m := untilWords.FindStringSubmatch(words); m != nil {
		last, err := agenda.ParseDate(m[2])
		if err != nil {
			return "", &repeatFault{"bad-value", fmt.Sprintf("%s is not a date", input.Quote(m[2])),
				"write year-month-day: until 2014-06-05"}
		}
		if !f.start.IsZero() && last.Compare(f.day) < 0 {
			return "", &repeatFault{"bad-value",
				fmt.Sprintf("it repeats until %s, but begins on %s", last, f.day), "correct the date"}
		}
		words, end = m[1], ";UNTIL="+f.until(last)
	}
	head, days := readPeriod(words)
	if head == "" {
		return "", unclear
	}
	if wrong := f.wrongWeekday(days); wrong != nil {
		return "", wrong
	}
	return head + end, nil
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

// readPeriod reads how often, with the BYDAY that it has.
func readPeriod(words string) (rule, days string) {
	for _, p := range periods {
		if words == p.adverb || words == "every "+p.unit {
			return "FREQ=" + p.freq, ""
		}
	}
	if m := everyWords.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(strings.Replace(m[1], "other", "2", 1))
		if m[3] != "" {
			days = readDays(m[3])
		}
		for _, p := range periods {
			if m[2] != p.unit || n < 1 || m[3] != "" && (days == "" || p.freq != "WEEKLY") {
				continue
			}
			rule = "FREQ=" + p.freq
			if n > 1 {
				rule += ";INTERVAL=" + strconv.Itoa(n)
			}
			if days != "" {
				rule += ";BYDAY=" + days
			}
			return rule, days
		}
		return "", ""
	}
	if m := monthWords.FindStringSubmatch(words); m != nil {
		day := readDays(m[2] + m[4])
		for _, n := range numerals {
			if n.word == m[1]+m[3] && len(day) == 2 {
				return "FREQ=MONTHLY;BYDAY=" + n.number + day, n.number + day
			}
		}
		return "", ""
	}
	for _, start := range []string{"weekly on ", "every "} {
		if list, ok := strings.CutPrefix(words, start); ok {
			if days = readDays(list); days != "" {
				return "FREQ=WEEKLY;BYDAY=" + days, days
			}
		}
	}
	return "", ""
}

// readDays reads "weekday", "Tuesday" and "Monday, Wednesday and Friday", in the order of the week. It is
// empty where that is not a list of days, each named once.
func readDays(list string) string {
	if list == "weekday" {
		return workdays
	}
	names := joinWords.Split(list, -1)
	var codes []string
	for _, d := range weekdays {
		if slices.Contains(names, strings.ToLower(d.name)) {
			codes = append(codes, d.code)
		}
	}
	if len(codes) != len(names) {
		return ""
	}
	return strings.Join(codes, ",")
}

// wrongWeekday says that the first day is none of those of the rule. Calendars disagree about what that means
// (RFC 5545 §3.8.5.3).
func (f firstTime) wrongWeekday(days string) *repeatFault {
	if days == "" || f.start.IsZero() {
		return nil
	}
	date := agenda.DateOf(f.start)
	code := weekdays[(int(date.Weekday())+6)%7].code
	nth, last := strconv.Itoa((date.Day-1)/7+1)+code, "-1"+code
	list := strings.Split(days, ",")
	if slices.Contains(list, code) || slices.Contains(list, nth) ||
		slices.Contains(list, last) && date.AddDays(7).Month != date.Month {
		return nil
	}
	return &repeatFault{"wrong-day", fmt.Sprintf("%s is a %s, and not a day on which it repeats", date,
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

func periodWords(r agenda.Rule) string {
	text := ""
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
	switch {
	case days == "":
		return text
	case r["FREQ"] == "MONTHLY":
		for _, n := range numerals {
			for _, d := range weekdays {
				if days == n.number+d.code {
					return text + " on the " + n.word + " " + d.name
				}
			}
		}
		return ""
	}
	list := daysWords(days)
	if r["INTERVAL"] == "" {
		return "every " + list
	}
	return text + " on " + list
}

func daysWords(days string) string {
	if days == workdays {
		return "weekday"
	}
	var names []string
	for _, d := range weekdays {
		if slices.Contains(strings.Split(days, ","), d.code) {
			names = append(names, d.name)
		}
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
