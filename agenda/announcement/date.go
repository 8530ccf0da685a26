package announcement

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// months and weekdays are the words by which announcements call them, in English, German and French.
var months = input.Lookup(map[time.Month]string{
	time.January:  "january, jan, januar, janvier",
	time.February: "february, feb, februar, février, fevrier", time.March: "march, mar, märz, maerz, mars",
	time.April: "april, apr, avril", time.May: "may, mai", time.June: "june, jun, juni, juin",
	time.July: "july, jul, juli, juillet", time.August: "august, aug, août, aout",
	time.September: "september, sept, sep, septembre", time.October: "october, oct, oktober, okt, octobre",
	time.November: "november, nov, novembre",
	time.December: "december, dec, dezember, dez, décembre, decembre",
})

var weekdays = input.Lookup(map[time.Weekday]string{
	time.Monday: "monday, mon, montag, lundi", time.Tuesday: "tuesday, tues, tue, dienstag, mardi",
	time.Wednesday: "wednesday, wed, mittwoch, mercredi",
	time.Thursday:  "thursday, thurs, thur, thu, donnerstag, jeudi",
	time.Friday:    "friday, fri, freitag, vendredi",
	time.Saturday:  "saturday, sat, samstag, sonnabend, samedi",
	time.Sunday:    "sunday, sun, sonntag, dimanche",
})

// oneOf is a pattern for the keys of words, a longer word before one that starts it.
func oneOf[T any](words map[string]T) string {
	list := slices.Sorted(maps.Keys(words))
	slices.Reverse(list)
	return `(?:` + strings.Join(list, "|") + `)`
}

// The parts of a date. The groups of a match are named: w and x the weekday before and after, y, m and d the
// numbers, n the name of the month, a and b numbers of which either may be the month.
var (
	wdBefore = `(?i)(?:` + wdFirst + `,?\s*[(–—-]?\s*(?:(?:the|den|le)\s+)?)?`
	wdRange  = `(?i)(?:` + wdFirst + wdLast + `,?\s*[(–—-]?\s*)?`
	wdFirst  = `\b(?P<w>` + oneOf(weekdays) + `)\b\.?`
	wdLast   = `(?:\s*(?:[-–—&]|to|and|bis|und)\s*` + oneOf(weekdays) + `\b\.?)?`
	wdAfter  = `(?:,? *\((?P<x>` + oneOf(weekdays) + `)\))?`
	lastDay  = `\s*(?:[-–—&]|to|and)\s*\d{1,2}(?:st|nd|rd|th|\.)?`
	monthIn  = `(?P<n>` + oneOf(months) + `)\b\.?`
	dayIn    = `\b(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?`
	yearIn   = `(?:,?\s*\b(?P<y>(?:19|20)\d\d)\b)?`
)

// dateForms are the ways to write a date. Where two of them match, the upper goes first.
var dateForms = []lazyRegexp{
	pattern(wdBefore + `\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b` + wdAfter),
	pattern(wdBefore + `\b(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d)\b` + wdAfter),
	pattern(wdRange + dayIn + lastDay + `\s*(?:of\s+)?` + monthIn + yearIn + wdAfter),
	pattern(wdRange + `\b` + monthIn + `\s*` + dayIn + lastDay + `,?\s*\b(?P<y>(?:19|20)\d\d)\b`),
	pattern(wdBefore + `\b` + monthIn + `\s*` + dayIn + `\b` + yearIn + wdAfter),
	pattern(wdBefore + dayIn + `\s*(?:of\s+)?` + monthIn + yearIn + wdAfter),
	pattern(wdBefore + `\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)\b` + wdAfter),
	pattern(wdBefore + `\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)\b` + wdAfter),
}

var weekdayAlone = pattern(`(?i)\b(` + oneOf(weekdays) + `)\b`)

// A mention is a date as the text has it.
type mention struct {
	from, to  int    // in the text
	text      string // as written
	date      agenda.Date
	day       time.Weekday
	weekday   string // as written; empty: none
	ambiguous bool   // 06/03/2014
}

// full reports whether m tells the year.
func (m mention) full() bool { return m.date.Year != 0 }

// mentions finds the dates in text, in their order.
func mentions(text string) []mention {
	var all []mention
	for _, form := range dateForms {
		for _, at := range form().FindAllStringSubmatchIndex(text, -1) {
			m := mention{from: at[0], to: at[1], text: input.OneLine(text[at[0]:at[1]])}
			for i, name := range form().SubexpNames() {
				if name != "" && at[2*i] >= 0 {
					m.set(name, text[at[2*i]:at[2*i+1]])
				}
			}
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return a.from - b.from })
	found := all[:0]
	for _, m := range all {
		if len(found) == 0 || m.from >= found[len(found)-1].to {
			found = append(found, m)
		}
	}
	return found
}

func (m *mention) set(name, value string) {
	n, _ := strconv.Atoi(value)
	switch name {
	case "w", "x":
		m.weekday, m.day = value, weekdays[strings.ToLower(value)]
	case "y":
		m.date.Year = n
	case "m", "a":
		m.date.Month = time.Month(n)
	case "n":
		m.date.Month = months[strings.ToLower(value)]
	case "d":
		m.date.Day = n
	case "b":
		m.date.Day = n
		m.ambiguous = m.date.Month <= 12 && n <= 12 && int(m.date.Month) != n
		if m.date.Month > 12 {
			m.date.Month, m.date.Day = time.Month(n), int(m.date.Month)
		}
	}
}

// exists reports whether the calendar has d, in some year where d has none.
func exists(d agenda.Date) bool {
	if d.Year == 0 {
		d.Year = 2000 // a leap year
	}
	return d.Month >= 1 && d.Day >= 1 && d.AddDays(0) == d
}

// onOrAfter is the first date on or after start that has the month and day of d.
func onOrAfter(d, start agenda.Date) agenda.Date {
	for d.Year = start.Year; !exists(d) || d.Compare(start) < 0; d.Year++ {
	}
	return d
}

// A dayLine is a line that says which day it is, and little else.
type dayLine struct {
	number  int      // of "Day 2"; 0: none
	mention *mention // nil: none
	day     time.Weekday
	weekday string // "Saturday", where there is no date; empty: none
	title   string
	place   bool // title stands where a place does: behind the hours, or behind "in" or "at"
	hours   *span
}

var (
	ofAgenda = pattern(`^(?i:(?:the )?(?:agenda|schedule|program(?:me)?|timetable|date)\b` +
		`(?: for| of| on)? ?[-–—:]* ?)`)
	dayNumber = pattern(`^(?i:(?:day|tag|jour) ?(\d{1,2}|one|two|three|four|five|six|seven)\b)`)
	setOff    = pattern(`^[ ]*(?:[-–—:,|/]+|\()[ ]*|^$`)
	toHours   = pattern(`^[ ,;@–-]*(?i:(?:from|at|um|ab|von) )?`)
	toPlace   = pattern(`^ (?:(?i:in|at|im|beim) (?:the )?|@ ?)[\p{Lu}\p{Lo}\d]`)
	toTitle   = pattern(`^ [\p{Lu}\p{Lo}]`)
	drawn     = pattern(`^[=~*_#–—-]{2,} *| *[=~*_#–—-]{2,}$`)
	inParens  = pattern(`^[(\[]([^()\[\]]*)[)\]]$`)
	onlyDay   = pattern(`(?i)^[ ,–—-]*(` + oneOf(weekdays) + `)[. ]*$`)
)

var numbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}

// scanDay reads a line that says which day it is: "Day 1 - Tuesday, August 09", "2025-08-22 Agenda",
// "Friday (6 June 2025)", "== Friday, 6 June 2025 ==", "Friday, 6 June 2025 in Hall 4".
func scanDay(text string) (d dayLine, ok bool) {
	rest, opened := d.scan(text)
	if !opened {
		return dayLine{}, false
	}
	if d.mention == nil && d.weekday == "" {
		d.title = rest
		return d, len(rest) <= 80
	}
	if rest != "" && rest[0] == ')' || strings.HasPrefix(rest, "]") {
		rest = rest[1:]
	}
	if m := onlyDay().FindStringSubmatch(rest); m != nil && d.mention != nil {
		d.mention.weekday, d.mention.day, rest = m[1], weekdays[strings.ToLower(m[1])], ""
	}
	lead := toHours().FindString(rest)
	if p, tail, is := scanSpan(rest[len(lead):]); is {
		d.hours, rest = &p, strings.TrimPrefix(tail, ")")
		d.place = strings.HasPrefix(rest, ",")
	}
	if loc := setOff().FindStringIndex(rest); loc != nil {
		rest = strings.Trim(rest[loc[1]:], " ")
		if strings.Count(rest, "(") < strings.Count(rest, ")") {
			rest = strings.TrimSuffix(rest, ")")
		}
		d.place = d.place || toPlace().MatchString(" "+rest)
	} else if d.place = toPlace().MatchString(rest); !d.place {
		title := ofAgenda().ReplaceAllString(strings.TrimSpace(rest), "")
		if title != "" && !(toTitle().MatchString(rest) && utf8.RuneCountInString(rest) <= 40) {
			return dayLine{}, false
		}
	}
	d.title = strings.TrimSpace(ofAgenda().ReplaceAllString(strings.TrimSpace(rest), ""))
	return d, len(d.title) <= 80
}

// scan reads the number and the date, or the weekday, that text opens with.
func (d *dayLine) scan(text string) (rest string, ok bool) {
	if len(text) > 200 {
		return "", false
	}
	rest = drawn().ReplaceAllString(text, "")
	if m := inParens().FindStringSubmatch(rest); m != nil {
		rest = m[1]
	}
	rest = ofAgenda().ReplaceAllString(rest, "")
	if m := dayNumber().FindStringSubmatch(rest); m != nil {
		if d.number, _ = strconv.Atoi(m[1]); d.number == 0 {
			d.number = numbers[strings.ToLower(m[1])]
		}
		rest = setOff().ReplaceAllString(rest[len(m[0]):], " ")
		if rest != "" && rest[0] != ' ' {
			return "", false
		}
		rest = strings.TrimLeft(rest, " ")
	}
	if found := mentions(rest); len(found) > 0 && found[0].from == 0 {
		d.mention, rest = &found[0], rest[found[0].to:]
	} else if at := weekdayAlone().FindStringIndex(rest); at != nil && at[0] == 0 {
		d.weekday = rest[:at[1]]
		d.day, rest = weekdays[strings.ToLower(d.weekday)], rest[at[1]:]
	} else if d.number == 0 {
		return "", false
	}
	return rest, true
}
