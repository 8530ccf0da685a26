package announcement

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A reader reads one announcement: first its rows, then what stands above them.
type reader struct {
	options  Options
	loc      *time.Location
	event    *agenda.Event
	findings agenda.Findings
	lines    []*line
	notUTF8  []location // where lines have octets that are not UTF-8

	maybeDays []*line // that open with a date, but are no heading of a day

	above       []*line // what stands above the first row
	days        []*day
	rows        []*row
	current     *row // to which the lines that follow belong; nil: none
	opening     int  // minutes at which the text says that the event starts; -1: it does not
	statedHours *statedHours

	people   []*agenda.Speaker // in the order in which they appear
	speakers map[string]*agenda.Speaker
}

// A day is a part of the agenda that lies on one date.
type day struct {
	dayLine
	line *line // nil: no line says it
	date agenda.Date
}

func (r *reader) add(rule string, s agenda.Severity, number, column int, hint, format string, args ...any) {
	r.findings.Add(rule, s, agenda.Where{File: r.options.Name, Line: number, Column: column}, hint, format,
		args...)
	if f := &r.findings[len(r.findings)-1]; s == agenda.Error && number > 0 {
		f.Source = r.lines[number-1].raw
	}
}

var (
	agendaLine = pattern(`^(?i:(?:the |our |full )?` + agendaName +
		`(?: (?:is|looks|will be))?(?: as follows| like this)? ?[-:.–—]*)$`)
	// agendaWord opens a heading of the agenda, which says more: "Schedule (all times Eastern)".
	agendaWord = pattern(`^(?i:(?:the |our |full )?` + agendaName +
		`) ?(?:[(:–—-]|(?:for|of|on|at) |$)`)
)

const agendaName = `(?:agenda|schedule|program(?:me)?|timetable|ablauf|programm)`

// body finds the rows, and what each other line belongs to. It reports whether there is a row.
func (r *reader) body() bool {
	r.headers()
	for i := 0; i < len(r.lines); i++ {
		l := r.lines[i]
		if l.layout() {
			l.used = true
			r.addBelow(l)
			continue
		}
		if l.field != noField {
			if r.current = nil; l.field == subjectField && len(r.days) == 0 {
				r.above = append(r.above, l)
			}
			continue
		}
		if n := r.table(i); n > 0 {
			i += n - 1
			continue
		}
		if w, ok := scanRow(l); ok && !r.inSentence(w, i) {
			r.beginDays(i)
			l.used = true
			w.day = len(r.days) - 1
			r.rows = append(r.rows, w)
			r.current = w
			continue
		}
		if agendaLine().MatchString(l.text) {
			l.used = true
			r.reportLinks(l)
		} else if len(r.days) == 0 {
			r.above = append(r.above, l)
		} else if d, ok := r.day(i); ok {
			r.days = append(r.days, d)
		} else if r.startsWithDate(i) {
			// what follows belongs to no row
		} else if l.heading > 0 {
			if r.current != nil && r.current.line.heading == l.heading && !boldLine().MatchString(l.raw) {
				r.reportUntimed(l)
			}
		} else {
			r.addBelow(l)
			continue
		}
		r.current = nil
	}
	r.reportMaybeDays()
	if len(r.rows) > MaxRows || len(r.days) > MaxRows {
		r.add("too-large", agenda.Error, 0, 0, "cut it into several files",
			"the agenda has more than %d rows", MaxRows)
	}
	if len(r.rows) == 0 {
		r.add("no-agenda", agenda.Error, 0, 0,
			"start each line of the agenda with its time: 18:30-19:00 Registration",
			"no line starts with a time")
	}
	return r.findings.Err() == nil
}

// inSentence reports whether w, on line i, is no row but prose that a time happens to start: the line above
// is long and stops in mid-sentence, and this one goes on in lower case; or this one is indented below text
// that has begun. A range of times below a row is always a row.
func (r *reader) inSentence(w *row, i int) bool {
	if i == 0 || w.line.bullet || w.line.heading > 0 || r.current != nil && (w.ranged ||
		r.lines[i-1] == r.current.line) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(w.title)
	open := r.lines[i-1].unfinished()
	in := open && (w.prefixed || unicode.IsLower(first))
	if r.current != nil && w.line.indent > r.current.line.indent && !r.lines[i-1].layout() {
		in = open || unicode.IsLower(first)
	}
	if !in {
		return false
	}
	r.add("time-in-text", agenda.Warning, w.line.number, 0, "leave a blank line above it where it is a row",
		"this line starts with a time, but goes on from the line above; it was taken as text")
	return true
}

// unfinished reports whether l is prose that the next line goes on with: it is long or stops at a
// word like "on", and no sentence ends with it.
func (l *line) unfinished() bool {
	last, _ := utf8.DecodeLastRuneInString(l.text)
	return (len(l.text) >= 40 || continuation().MatchString(l.text)) && l.heading == 0 &&
		!strings.ContainsRune(".!?:;)", last)
}

// startsWithDate reports whether line i opens with a date, but is no heading of a day. That ends an abstract;
// only inside a sentence of it the line stays text.
func (r *reader) startsWithDate(i int) bool {
	var d dayLine
	l := r.lines[i]
	if _, ok := d.scan(l.text); !ok || d.mention == nil && d.number == 0 {
		return false
	}
	if !l.bullet && l.heading == 0 && r.current != nil && r.lines[i-1] != r.current.line &&
		r.lines[i-1].unfinished() && !isDay(l.text) {
		r.add("day-in-text", agenda.Warning, l.number, 0, "leave a blank line above it where it begins a day",
			"this line starts with a day, but goes on from the line above; it was taken as text")
		return false
	}
	r.maybeDays = append(r.maybeDays, l)
	return true
}

// reportMaybeDays reports those of them that have rows below, which may belong to another day than it seems.
// The others are only not used.
func (r *reader) reportMaybeDays() {
	for _, l := range r.maybeDays {
		if len(r.rows) > 0 && l.number < r.rows[len(r.rows)-1].line.number {
			l.used = true // the finding tells all of it
			r.add("day-in-text", agenda.Warning, l.number, 0, "give the day a line with nothing but its date",
				"%s starts with a day, but is no heading of one; the rows below were left on the day above",
				input.Quote(l.text))
		}
	}
}

// addBelow gives a line to the row above it.
func (r *reader) addBelow(l *line) {
	if r.current != nil {
		r.current.under = append(r.current.under, l)
	} else if len(r.days) == 0 {
		r.above = append(r.above, l)
	}
}

// beginDays begins the first day at the first row, line i. The line above may be its heading.
func (r *reader) beginDays(i int) {
	if len(r.days) > 0 {
		return
	}
	k := len(r.above) - 1
	for k >= 0 && r.above[k].layout() {
		k--
	}
	first := &day{}
	if k >= 0 {
		if d, ok := r.day(r.above[k].number - 1); ok {
			first, r.above = d, r.above[:k]
		}
	}
	r.days = append(r.days, first)
}

// day reads line i as the heading of a day. A title behind the date needs no more, but one behind a number
// or a weekday alone stands right above a row, or it may be any sentence; so does what a bullet marks.
func (r *reader) day(i int) (*day, bool) {
	l := r.lines[i]
	d, ok := scanDay(l.text)
	if !ok || l.quote && r.current == nil || len(r.days) == 0 && label().MatchString(l.text) {
		return nil, false
	}
	if l.heading == 0 {
		last, _ := utf8.DecodeLastRuneInString(d.title)
		vague := d.title != "" && d.mention == nil || l.bullet || l.quote
		if utf8.RuneCountInString(l.text) > 60 || strings.ContainsRune(".!?;,", last) && d.title != "" ||
			vague && !r.precedesRow(i) {
			return nil, false
		}
	}
	l.used = true
	r.reportLinks(l)
	return &day{dayLine: d, line: l}, true
}

// precedesRow reports whether the next line with words is a row.
func (r *reader) precedesRow(i int) bool {
	for i++; i < len(r.lines); i++ {
		if l := r.lines[i]; !l.layout() {
			_, ok := scanRow(l)
			return ok
		}
	}
	return false
}

// reportLinks reports the links of a line that has no place for them.
func (r *reader) reportLinks(l *line) {
	for _, link := range l.links {
		r.add("unused-link", agenda.Note, l.number, 0, "", "the link to %s was not used", link.URL)
	}
}
