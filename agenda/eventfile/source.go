package eventfile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// file is an event file while it is read. Places in it are offsets of
// content, in octets.
type file struct {
	name     string
	content  string // as given, without a byte order mark
	parsed   string // content as the YAML package takes it, octet for octet
	bom      string // the byte order mark, where there was one
	lines    []line
	eol      string // of the first line: what new lines end with
	findings agenda.Findings
	errors   int
	searched int // octets parsed to find the places of faults
	cursor   cursor

	root     *node
	event    *agenda.Event
	settings Settings
	entries  []entry        // what each of event.Sessions was read from
	places   map[string]int // of each id, name and key of the event
	reading  reading
}

// line is a part of the text, without its end.
type line struct{ from, to int }

// cursor is the place that was looked up last, so that a long line is not walked for each of its places. Line
// and column, in runes, begin with 1.
type cursor struct{ line, column, at int }

// maxParts bounds what is kept of a file in memory: a line or a comma has a few values at most.
const maxParts = 400_000

// maxErrors is how many errors are told one by one.
const maxErrors = 100

// parseable replaces what the YAML package, but no editor, takes for the end of a line by spaces of as many
// octets.
var parseable = strings.NewReplacer("\u0085", "\u00a0", "\u2028", "\u2002", "\u2029", "\u2002")

var lineEnd = regexp.MustCompile(`\r\n?|\n`)

// open checks that src is text and finds its lines.
func open(src []byte, o Options) *file {
	f := &file{name: o.Name, content: string(src)}
	if rest, ok := strings.CutPrefix(f.content, "\ufeff"); ok {
		f.content, f.bom = rest, "\ufeff"
	}
	lines := max(strings.Count(f.content, "\n"), strings.Count(f.content, "\r"))
	if lines+strings.Count(f.content, ",") > maxParts {
		f.fail("too-large", -1, limit.Hint, "the file has more than %d lines and commas", maxParts)
		return f
	}
	from := 0
	for _, end := range lineEnd.FindAllStringIndex(f.content, -1) {
		f.lines = append(f.lines, line{from, end[0]})
		from = end[1]
	}
	f.lines = append(f.lines, line{from, len(f.content)})
	f.eol = cmp.Or(lineEnd.FindString(f.content), "\n")
	f.parsed = parseable.Replace(f.content)
	for at, r := range f.content {
		switch _, size := utf8.DecodeRuneInString(f.content[at:]); {
		case r == utf8.RuneError && size == 1:
			f.fail("not-utf-8", at, "save the file as UTF-8", "the file is not in UTF-8")
			return f
		case unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\u0085", r), r == '\ufffe', r == '\uffff':
			f.fail("bad-yaml", at,
				"delete it, or write it inside double quotes as "+strings.Trim(quote(string(r)), `"`),
				"there is a control character (%U)", r)
			return f
		}
	}
	return f
}

// offset is where a line and column is in the text, or the end of the text or line before it.
func (f *file) offset(line, column int) int {
	if line < 1 || line > len(f.lines) {
		return len(f.content)
	}
	l := f.lines[line-1]
	c := cursor{line, 1, l.from}
	if f.cursor.line == line && f.cursor.column <= column {
		c = f.cursor
	}
	for c.column < column && c.at < l.to {
		_, size := utf8.DecodeRuneInString(f.content[c.at:])
		c.column, c.at = c.column+1, c.at+size
	}
	f.cursor = c
	return c.at
}

// where is the line and column of content[at], of the file alone where at is less than 0.
func (f *file) where(at int) agenda.Where {
	if at < 0 {
		return agenda.Where{File: f.name}
	}
	n := f.lineAt(at)
	c := cursor{n + 1, 1, f.lines[n].from}
	if f.cursor.line == n+1 && f.cursor.at <= at {
		c = f.cursor
	}
	c.column, c.at = c.column+utf8.RuneCountInString(f.content[c.at:at]), at
	f.cursor = c
	return agenda.Where{File: f.name, Line: c.line, Column: c.column}
}

// lineAt is the index of the line that holds content[at].
func (f *file) lineAt(at int) int {
	n, found := slices.BinarySearchFunc(f.lines, at, func(l line, at int) int { return l.from - at })
	if !found {
		n--
	}
	return max(n, 0)
}

// lineOf is the line that holds content[at].
func (f *file) lineOf(at int) line { return f.lines[f.lineAt(at)] }

// unindented is what l says behind its indentation.
func (f *file) unindented(l line) string { return strings.TrimLeft(f.parsed[l.from:l.to], " \t") }

// begin is the first letter of the line of an index behind its indentation.
func (f *file) begin(n int) int { return f.lines[n].to - len(f.unindented(f.lines[n])) }

// add reports something at a place and shows the line.
func (f *file) add(rule string, s agenda.Severity, at int, hint, format string, args ...any) {
	f.findings.Add(rule, s, f.where(at), hint, format, args...)
	f.findings[len(f.findings)-1].Source = f.excerpt(at)
}

// fail reports an error at a place, and no more than maxErrors of them. It is false, for those functions that
// report whether all is well.
func (f *file) fail(rule string, at int, hint, format string, args ...any) bool {
	f.errors++
	switch {
	case f.errors <= maxErrors:
		f.add(rule, agenda.Error, at, hint, format, args...)
	case f.errors == maxErrors+1:
		f.add("bad-value", agenda.Error, at, "correct the others first",
			"there are more errors than are listed")
	}
	return false
}

// The widest excerpt shows this many runes before and after its column.
const before, after = 70, 50

// excerpt gives the line of content[at] with a caret below it.
func (f *file) excerpt(at int) string {
	if at < 0 {
		return ""
	}
	l := f.lineOf(at)
	head := []rune(f.content[max(l.from, at-utf8.UTFMax*(before+1)):at])
	tail := []rune(f.content[at:min(l.to, at+utf8.UTFMax*(after+1))])
	lead, trail := "", ""
	if len(head) > before {
		head, lead = head[len(head)-before:], "…"
	}
	if len(tail) > after {
		tail, trail = tail[:after], "…"
	}
	caret := notTab.ReplaceAllString(lead+string(head), " ")
	shown := control.ReplaceAllString(string(head)+string(tail), "\ufffd") // a terminal must not obey it
	return lead + shown + trail + "\n" + caret + "^"
}

var notTab, control = regexp.MustCompile(`[^\t]`), regexp.MustCompile(`[^\P{Cc}\t]`)
