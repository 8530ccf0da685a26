package eventfile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// A file is the text of an event file and everything that is learned from it.
type file struct {
	name     string
	content  string // as given, without a byte order mark
	parsed   string // content as the YAML package takes it, letter for letter
	bom      string // the byte order mark, where there was one
	lines    []line
	eol      string // of the first line: what new lines end with
	findings agenda.Findings
	errors   int
	cursor   place // the last place that offset found, so that a long line is not walked each time
	cursorAt int

	tooDeep bool // that is told
	root    *node
	event   *agenda.Event
	entries []entry                                            // what each of event.Sessions was read from
	places  struct{ speakers, rooms, tracks map[string]place } // of each id and name
	reading reading
}

// A line is a part of the text, without its end.
type line struct{ from, to int }

// A place is a line and a column, in runes, both from 1.
type place struct{ line, column int }

// maxParts bounds what is kept of a file in memory: a line or a comma has a few values at most.
const maxParts = 400_000

// maxErrors is how many errors are told one by one.
const maxErrors = 100

// parseable replaces what the YAML package, but no editor, takes for the end of a line by spaces of as many
// octets.
var parseable = strings.NewReplacer("\u0085", "\u00a0", "\u2028", "\u2002", "\u2029", "\u2002")

// open checks that src is text and finds its lines.
func open(src []byte, o Options) *file {
	f := &file{name: o.Name, content: string(src), eol: "\n"}
	if rest, ok := strings.CutPrefix(f.content, "\ufeff"); ok {
		f.content, f.bom = rest, "\ufeff"
	}
	if len(src) > MaxSize {
		f.content = ""
		f.fail("too-large", place{}, "leave out what does not belong to the agenda",
			"the file has more than %d octets", MaxSize)
	}
	from := 0
	for i := 0; i < len(f.content); i++ {
		c := f.content[i]
		if c != '\n' && c != '\r' {
			continue
		}
		f.lines = append(f.lines, line{from, i})
		if c == '\r' && i+1 < len(f.content) && f.content[i+1] == '\n' {
			i++
		}
		if len(f.lines) == 1 {
			f.eol = f.content[f.lines[0].to : i+1]
		}
		from = i + 1
	}
	f.lines = append(f.lines, line{from, len(f.content)})
	f.parsed = parseable.Replace(f.content)
	if len(f.lines)+strings.Count(f.content, ",") > maxParts {
		f.fail("too-large", place{}, "split the event", "the file has more than %d lines and commas",
			maxParts)
		return f
	}
	for n, l := range f.lines {
		column := 0
		for i, r := range f.content[l.from:l.to] {
			column++
			_, size := utf8.DecodeRuneInString(f.content[l.from+i:])
			if r == utf8.RuneError && size == 1 {
				f.fail("not-utf-8", place{n + 1, column}, "save the file as UTF-8",
					"the file is not in UTF-8")
				return f
			}
			if r == '\ufffe' || r == '\uffff' || unicode.IsControl(r) && r != '\t' && r != '\u0085' {
				f.fail("bad-yaml", place{n + 1, column},
					"delete it, or write it inside double quotes as "+strings.Trim(quote(string(r)), `"`),
					"there is a control character (%U)", r)
				return f
			}
		}
	}
	return f
}

// offset is where p is in the text, or -1 where there is no such place.
func (f *file) offset(p place) int {
	if p.line < 1 || p.line > len(f.lines) || p.column < 1 {
		return -1
	}
	l := f.lines[p.line-1]
	at, column := l.from, 1
	if last := f.cursor; last.line == p.line && last.column/2 <= p.column {
		at, column = f.cursorAt, last.column
	}
	for column > p.column {
		_, size := utf8.DecodeLastRuneInString(f.content[l.from:at])
		at, column = at-size, column-1
	}
	for at < l.to && column < p.column {
		_, size := utf8.DecodeRuneInString(f.content[at:l.to])
		at, column = at+size, column+1
	}
	if column < p.column {
		return -1
	}
	f.cursor, f.cursorAt = p, at
	return at
}

// placeOf is where content[at] is.
func (f *file) placeOf(at int) place {
	n := f.lineAt(at)
	return place{n + 1, utf8.RuneCountInString(f.content[f.lines[n].from:at]) + 1}
}

// lineAt is the index of the line that holds content[at].
func (f *file) lineAt(at int) int {
	n, found := slices.BinarySearchFunc(f.lines, at, func(l line, at int) int { return l.from - at })
	if !found {
		n--
	}
	return max(n, 0)
}

// lineEnd is the end of the line that holds content[at].
func (f *file) lineEnd(at int) int { return f.lines[f.lineAt(at)].to }

func (f *file) where(p place) agenda.Where {
	return agenda.Where{File: f.name, Line: p.line, Column: p.column}
}

// add reports something at p and shows the line.
func (f *file) add(rule string, s agenda.Severity, p place, hint, format string, args ...any) {
	f.findings.Add(rule, s, f.where(p), hint, format, args...)
	f.findings[len(f.findings)-1].Source = f.excerpt(p)
}

// fail reports an error at p. The text is not shown more than maxErrors times.
func (f *file) fail(rule string, p place, hint, format string, args ...any) {
	f.errors++
	switch {
	case f.errors <= maxErrors:
		f.add(rule, agenda.Error, p, hint, format, args...)
	case f.errors == maxErrors+1:
		f.add("bad-value", agenda.Error, p, "correct the others first",
			"there are more errors than are listed")
	}
}

// The widest excerpt shows this many runes before and after its column.
const before, after = 70, 50

// excerpt gives the line of p with a caret below the column.
func (f *file) excerpt(p place) string {
	if p.line < 1 || p.line > len(f.lines) {
		return ""
	}
	l := f.lines[p.line-1]
	at := f.offset(p)
	if at < 0 {
		at = l.to
	}
	from, to := at, at
	for n := 0; n < before && from > l.from; n++ {
		_, size := utf8.DecodeLastRuneInString(f.content[l.from:from])
		from -= size
	}
	for n := 0; n < after && to < l.to; n++ {
		_, size := utf8.DecodeRuneInString(f.content[to:l.to])
		to += size
	}
	caret := strings.Map(func(r rune) rune {
		if r == '\t' {
			return '\t'
		}
		return ' '
	}, f.content[from:at])
	lead, trail := "", ""
	if from > l.from {
		lead = "…"
		caret = " " + caret
	}
	if to < l.to {
		trail = "…"
	}
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return utf8.RuneError // a terminal must not obey it
		}
		return r
	}, f.content[from:to])
	return lead + shown + trail + "\n" + caret + "^"
}
