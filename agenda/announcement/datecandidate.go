package announcement

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// A dateCandidate is a date that may be that of the event.
type dateCandidate struct {
	mention
	paragraph    *paragraph
	heading      *day   // of which it is the heading; nil: none
	weekdayOnly  bool   // a weekday and no date
	nothingElse  bool   // its paragraph says a date and hours, and nothing else
	place        string // that such a paragraph says
	hours        *span
	score        int
	after        string // what follows in its sentence
	before       string // what stands before it there
	endsSentence bool   // nothing follows its sentence in the paragraph
}

var (
	bareURL   = pattern(`https?://\S+`)
	otherWord = pattern(`(?i)\b(?:by|before|until|till|deadline|posted|published|` +
		`updated|last|since|due)\b[^.]{0,12}$`)
	repeated = pattern(`(?i)\b(?:every|each|last)\s+$`)
)

// maxDates bounds the dates that are weighed; further ones stay what they are, words of the text.
const maxDates = 100

// masked replaces a web address, which might look like a date.
func masked(s string) string { return strings.Repeat("_", len(s)) }

// candidates lists the dates that may be meant, with what speaks for each.
func (r *reader) candidates(text []*paragraph) []*dateCandidate {
	var all []*dateCandidate
	for _, p := range text {
		value := p.value
		if labels[p.key] != dateLabel {
			value = p.text
		}
		offset := len(p.text) - len(value)
		d, isDay := scanDay(value)
		clear := bareURL().ReplaceAllStringFunc(p.text, masked)
		for _, m := range mentions(clear) {
			if len(all) == maxDates {
				break
			}
			c := &dateCandidate{mention: m, paragraph: p}
			from, to := sentence(p.text, m.from, m.to)
			c.before, c.after, c.endsSentence = clear[from:m.from], clear[m.to:to], to == len(p.text)
			c.nothingElse = isDay && d.mention != nil && d.mention.from+offset <= m.from &&
				(d.title == "" || d.place && len(p.lines) == 1) && (p.lines[0].heading == 0 || p.key != "")
			if c.nothingElse {
				c.place = d.title
			}
			if h, _, end, ok := findSpan(c.after); ok {
				c.hours, c.score, c.after = &h, 2, c.after[end:]
			} else if h, _, _, ok := findSpan(c.before); ok {
				c.hours, c.score = &h, 2
			}
			if m.weekday != "" {
				c.score += 2
			}
			if value != p.text {
				c.score += 5
			}
			if otherWord().MatchString(c.before) {
				c.score -= 6
			}
			all = append(all, c)
		}
	}
	if d := r.days[0]; d.mention != nil {
		p := &paragraph{lines: []*line{d.line}, text: d.line.text}
		all = append(all, &dateCandidate{mention: *d.mention, paragraph: p, heading: d, hours: d.hours,
			score: 9})
	}
	return all
}

// weekdayMentions lists the weekdays without a date whose sentence tells the hour: "this Tuesday at 18:30".
func (r *reader) weekdayMentions(text []*paragraph) []*dateCandidate {
	var all []*dateCandidate
	for _, p := range text {
		for _, at := range weekdayAlone().FindAllStringIndex(p.text, maxDates) {
			from, to := sentence(p.text, at[0], at[1])
			c := &dateCandidate{mention: mention{from: at[0], to: at[1], text: p.text[at[0]:at[1]]},
				paragraph: p, weekdayOnly: true}
			c.weekday, c.mention.day = c.text, weekdays[strings.ToLower(c.text)]
			c.before, c.after = p.text[from:at[0]], p.text[at[1]:to]
			if h, _, end, ok := findSpan(c.after); ok && !repeated().MatchString(c.before) &&
				len(mentions(p.text[from:to])) == 0 {
				c.hours, c.after = &h, c.after[end:]
				all = append(all, c)
			}
		}
	}
	return all
}

// abbreviation matches a word whose full stop ends no sentence.
var abbreviation = pattern(`(?i)(?:^|[\s(])(?:st|dr|mr|ms|mrs|prof|ave|av|blvd|rd|no|mt|ft|` +
	`bldg|\p{L}*str|[a-z])\.$`)

// reach bounds a sentence on either side of a date, in octets.
const reach = 1000

// sentence gives the bounds of the sentence around text[from:to].
func sentence(text string, from, to int) (int, int) {
	start, end := max(0, from-reach), min(len(text), to+reach)
	for ; start < from && !utf8.RuneStart(text[start]); start++ {
	}
	for ; end < len(text) && end > to && !utf8.RuneStart(text[end]); end-- {
	}
	for i := start; i+1 < end; i++ {
		if text[i] != '.' && text[i] != '!' && text[i] != '?' || text[i+1] != ' ' && text[i+1] != '\n' ||
			abbreviation().MatchString(text[max(0, i-40):i+1]) {
			continue
		}
		if i < from {
			start = i + 2
		} else if i >= to {
			end = i + 1
		}
	}
	return start, end
}

// chooseDate gives the first day the best of the candidates, and takes hours and venue from its sentence. The
// weekdays serve where the only date is that of the dateline.
func (r *reader) chooseDate(candidates, weekdays []*dateCandidate) {
	var best *dateCandidate
	sent := r.sentDate()
	dateline := sent
	for _, c := range candidates {
		if best == nil || c.score > best.score {
			best = c
		}
	}
	for _, c := range candidates {
		if sent == nil && c != best && c.full() && exists(c.date) && !c.ambiguous &&
			(dateline == nil || c.nothingElse && !dateline.nothingElse) {
			dateline = c
		}
	}
	if best == nil && dateline != nil && len(weekdays) > 0 {
		best = weekdays[0]
	} else if best != nil && best.full() && best.nothingElse && best.score == 0 && len(weekdays) > 0 &&
		exists(best.date) {
		best, dateline = weekdays[0], best
	}
	switch {
	case best == nil:
		r.days[0].date = r.undated()
		return
	case best.full():
		r.days[0].date = r.completeDate(&best.mention, best.paragraph.lines, agenda.Date{})
	case best.weekdayOnly:
		r.days[0].date = onWeekday(best.mention.day, dateline.date)
	case dateline != nil:
		r.days[0].date = r.completeDate(&best.mention, best.paragraph.lines, dateline.date)
	default:
		r.days[0].date = r.completeDate(&best.mention, best.paragraph.lines, r.year())
	}
	if dateline != nil && !best.full() && dateline.nothingElse {
		r.use(dateline.paragraph)
	}
	r.reportCompeting(best, dateline, candidates)
	for _, c := range candidates {
		if c.paragraph.named && c.endsSentence && strings.Trim(c.after, " .)") == "" && c.hours == nil {
			r.use(c.paragraph) // name and date are all it says
		}
	}
	switch {
	case best.heading == nil:
		best.paragraph.described = true
		taken := r.venueOf(best)
		best.nothingElse = taken && best.paragraph.named && best.endsSentence || best.nothingElse
	case best.heading.place && len(r.days) == 1 && r.event.Venue.Name == "":
		r.setVenue(best.heading.title)
		best.heading.title = ""
	}
	if best.nothingElse {
		r.use(best.paragraph)
	}
	if best.hours != nil {
		r.statedHours = &statedHours{*best.hours, best.paragraph.lines[0]}
		r.opening = best.hours.opens()
	}
}

// undated gives the first day of a text that tells no date.
func (r *reader) undated() agenda.Date {
	d := r.options.Date
	if d.IsZero() {
		r.add("no-date", agenda.Error, 0, 0,
			"add a line like Tuesday, 3 June 2014 above the agenda, or tell the date to the import",
			"the text does not tell its date")
		return d
	}
	if first := r.days[0]; first.weekday != "" && first.day != d.Weekday() {
		r.add("wrong-weekday", agenda.Error, first.line.number, 0, "correct the weekday or the date",
			"the text says %s, but %s is a %s", first.weekday, monthDay(d), d.Weekday())
		return agenda.Date{}
	}
	return d
}

// year gives 1 January of the year that the name or a heading tells, or else the options.
func (r *reader) year() agenda.Date {
	text := r.event.Name
	for _, l := range r.above {
		if l.heading > 0 {
			text += "\n" + l.text
		}
	}
	year := r.options.Year
	if m := yearAlone().FindString(text); m != "" {
		year, _ = strconv.Atoi(m)
	}
	if year <= 0 {
		return agenda.Date{}
	}
	return agenda.Date{Year: year, Month: time.January, Day: 1}
}

var yearAlone = pattern(`\b(?:19|20)\d\d\b`)

// onWeekday gives the first date since the given one that falls on w.
func onWeekday(w time.Weekday, since agenda.Date) agenda.Date {
	for since.Weekday() != w {
		since = since.AddDays(1)
	}
	return since
}

// reportCompeting reports dates that score as high as the chosen one.
func (r *reader) reportCompeting(best, dateline *dateCandidate, candidates []*dateCandidate) {
	for _, c := range candidates {
		same := c.date.Month == best.date.Month && c.date.Day == best.date.Day
		if c != best && c != dateline && !same && c.score >= best.score && c.heading == nil {
			number, column := position(c.paragraph.lines, &c.mention)
			r.add("other-date", agenda.Note, number, column, "",
				"%q was not taken for the date of the event, %q was",
				c.text, best.text)
		}
	}
}

// position finds the line and the column of a mention in the lines of a paragraph.
func position(lines []*line, m *mention) (number, column int) {
	first, _, _ := strings.Cut(m.text, " ")
	at := 0
	for _, l := range lines {
		if m.from <= at+len(l.text) {
			i := strings.Index(l.raw, m.text)
			if i < 0 {
				i = max(0, strings.Index(l.raw, first))
			}
			return l.number, utf8.RuneCountInString(l.raw[:i]) + 1
		}
		at += len(l.text) + 1
	}
	return 0, 0
}

// completeDate checks that a date exists, is one date only and falls on its weekday. One without a year is
// the first on or after since.
func (r *reader) completeDate(m *mention, lines []*line, since agenda.Date) agenda.Date {
	number, column := position(lines, m)
	wrong := func(rule, hint, format string, args ...any) agenda.Date {
		r.add(rule, agenda.Error, number, column, hint, format, args...)
		return agenda.Date{}
	}
	d := m.date
	switch {
	case !exists(d):
		return wrong("bad-date", "correct the date", "%q is not in the calendar", m.text)
	case m.ambiguous:
		other := agenda.Date{Year: d.Year, Month: time.Month(d.Day), Day: int(d.Month)}
		return wrong("ambiguous-date", "write the month as a word, or year-month-day",
			"%q is two dates: %s and %s", m.text, d, other)
	case d.Year == 0 && since.IsZero():
		return wrong("no-year", "add the year to the date, or tell the year to the import",
			"no year is told for %q", m.text)
	case d.Year == 0 && since.Month == time.January && since.Day == 1:
		if d.Year = since.Year; !exists(d) {
			return wrong("bad-date", "correct the date", "%q is not in %d", m.text, d.Year)
		}
	case d.Year == 0:
		d = onOrAfter(d, since)
	}
	if m.weekday != "" && d.Weekday() != m.day {
		return wrong("wrong-weekday", "correct the weekday or the date", "the text says %s, but %s is a %s",
			m.weekday, monthDay(d), d.Weekday())
	}
	return d
}

func monthDay(d agenda.Date) string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) }
