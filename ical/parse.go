package ical

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// MaxSize is the size of the largest feed that is read, in octets: far more than any calendar takes.
const MaxSize = 64 << 20

const (
	maxContentLine = 4 << 20   // octets, unfolded; a picture may stand in one
	maxContent     = 2_000_000 // lines, unfolded
	maxComponents  = 250_000
)

// A component is what stands between BEGIN and END.
type component struct {
	name       string // in capitals
	line       int    // of BEGIN
	properties []contentLine
	components []*component
}

// first finds the first property of that name, or is nil.
func (c *component) first(name string) *contentLine {
	for i := range c.properties {
		if c.properties[i].name == name {
			return &c.properties[i]
		}
	}
	return nil
}

// value is the value of the first property of that name, as written.
func (c *component) value(name string) string {
	if p := c.first(name); p != nil {
		return p.value
	}
	return ""
}

// text is the first property of that name as TEXT.
func (c *component) text(name string) string { return unescape(c.value(name)) }

// A document is a feed as it stands in a file: what parse makes of it, and what was noticed on the way.
type document struct {
	noticed
	calendars []*component // each a VCALENDAR

	open       []*component // from the calendar to the innermost
	content    int          // lines so far, unfolded
	components int
	ends       lineEnds
	tail       strings.Builder // what goes on the value of the last property: see broken
}

// lineEnds are the lines that do not end in CRLF.
type lineEnds struct {
	bare, crcrlf lineCount
	none         bool // the last one ends in nothing
}

// A lineCount is how many lines are alike, and which of them is the first.
type lineCount struct{ n, first int }

func (c *lineCount) add(line int) {
	if c.n++; c.n == 1 {
		c.first = line
	}
}

// parse reads a feed and keeps what it can of it: lines that end in anything, lines of any length, texts
// whose line breaks nobody escaped. The error is of what is no calendar at all, or beyond the bounds.
func parse(r io.Reader, name string) (*document, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", nameOr(name), err)
	}
	d := &document{noticed: noticed{name: name}}
	if len(data) > MaxSize {
		d.add("too-large", 0, "the feed is larger than %d MiB", MaxSize>>20)
		return nil, d.findings.Err()
	}
	if d.lines(data); d.stopped {
		return nil, d.findings.Err()
	}
	for len(d.open) > 0 {
		d.add("unclosed", d.open[len(d.open)-1].line, "BEGIN:%s has no END", d.open[len(d.open)-1].name)
		d.open = d.open[:len(d.open)-1]
	}
	if len(d.calendars) == 0 {
		d.add("no-calendar", 0, "there is no calendar in it: no line says BEGIN:VCALENDAR")
		return nil, d.findings.Err()
	}
	d.lineEnds()
	return d, nil
}

func nameOr(name string) string {
	if name == "" {
		return "the feed"
	}
	return name
}

// lines takes the text apart into unfolded lines.
func (d *document) lines(data []byte) {
	if rest, found := bytes.CutPrefix(data, []byte("\ufeff")); found {
		d.add("byte-order-mark", 1, "the file starts with a byte order mark")
		data = rest
	}
	lineBreak := byte('\n')
	if bytes.IndexByte(data, '\n') < 0 {
		lineBreak = '\r' // as old Macs wrote
	}
	var line []byte
	start, split := 0, 0 // where the line starts, and where in it a character is cut or none; 0: nowhere
	for n := 1; len(data) > 0 && !d.stopped; n++ {
		physical, rest, ended := bytes.Cut(data, []byte{lineBreak})
		data = rest
		physical = d.lineEnd(physical, n, ended)
		if len(physical) > lineOctets {
			d.add("long-line", n, "the line has %d octets, and %d are the most", len(physical), lineOctets)
		}
		folded := len(physical) > 0 && (physical[0] == ' ' || physical[0] == '\t') && start > 0
		if !folded {
			if start > 0 {
				d.line(line, start, split)
			}
			line, start, split = line[:0], n, 0
		} else {
			physical = physical[1:]
		}
		if split == 0 && !utf8.Valid(physical) {
			split = n
		}
		if len(line) <= maxContentLine {
			line = append(line, physical...)
		}
	}
	if start > 0 && !d.stopped {
		d.line(line, start, split)
	}
	d.mend()
}

// lineEnd takes the carriage returns off the end of a line, and counts the ends that are wrong.
func (d *document) lineEnd(physical []byte, n int, ended bool) []byte {
	line := bytes.TrimRight(physical, "\r")
	switch returns := len(physical) - len(line); {
	case !ended:
		d.ends.none = true
	case returns == 0:
		d.ends.bare.add(n)
	case returns > 1:
		d.ends.crcrlf.add(n)
	}
	return line
}

// lineEnds says of all lines at once what is wrong with how they end.
func (d *document) lineEnds() {
	say := func(c lineCount, one, many string) {
		if c.n == 1 {
			d.add("line-end", c.first, "the line %s", one)
		} else if c.n > 1 {
			d.add("line-end", c.first, "%d lines %s", c.n, many)
		}
	}
	say(d.ends.bare, "does not end in CR LF", "do not end in CR LF")
	say(d.ends.crcrlf, "ends in CR CR LF", "end in CR CR LF")
	if d.ends.none {
		d.add("line-end", 0, "the last line does not end in CR LF")
	}
}

// line reads one unfolded line.
func (d *document) line(octets []byte, n, split int) {
	if d.content++; d.content > maxContent {
		d.stop("too-large", n, "the feed has more than %d lines", maxContent)
		return
	}
	if len(octets) > maxContentLine {
		d.add("dropped-line", n, "the line has more than %d MiB; it is left out", maxContentLine>>20)
		return
	}
	if len(octets) == 0 {
		d.add("empty-line", n, "the line is empty")
		return
	}
	text := string(octets)
	if !utf8.ValidString(text) {
		d.add("not-utf-8", split, "the line is not UTF-8; it is read as Windows-1252")
		// Every byte means something in it, so that there is no error.
		text, _ = charmap.Windows1252.NewDecoder().String(text)
	} else if split > 0 {
		d.add("split-character", split, "a character is cut in two where the line is folded")
	}
	if i := strings.IndexFunc(text, isControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		d.add("control-character", n, "the control character %U stands in the line", r)
		text = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, text)
	}
	p, ok := parseLine(text, n)
	if !ok {
		d.broken(text, n)
		return
	}
	d.mend()
	switch {
	case p.name == "BEGIN":
		d.begin(strings.ToUpper(strings.TrimSpace(p.value)), n)
	case p.name == "END":
		d.end(strings.ToUpper(strings.TrimSpace(p.value)), n)
	case len(d.open) == 0:
		d.add("outside", n, "%s stands outside of a calendar; it is left out", p.name)
	default:
		c := d.open[len(d.open)-1]
		c.properties = append(c.properties, p)
	}
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 }

// broken takes a line that is no property for the rest of the text above it, which somebody has written with
// line breaks as they are.
func (d *document) broken(text string, n int) {
	p := d.last()
	if p == nil || len(p.value)+d.tail.Len() > maxContentLine {
		d.add("dropped-line", n, "the line is no property; it is left out")
		return
	}
	d.add("broken-line", n, "the line is no property; it is read as the rest of the %s above", p.name)
	d.tail.WriteString(`\n`)
	d.tail.WriteString(text)
}

// mend puts what broken has gathered where it belongs.
func (d *document) mend() {
	if d.tail.Len() > 0 {
		d.last().value += d.tail.String()
		d.tail.Reset()
	}
}

// last is the property of the line above, or nil where that is none.
func (d *document) last() *contentLine {
	if len(d.open) == 0 {
		return nil
	}
	c := d.open[len(d.open)-1]
	if len(c.properties) == 0 || len(c.components) > 0 {
		return nil
	}
	return &c.properties[len(c.properties)-1]
}

func (d *document) begin(name string, n int) {
	d.components++
	switch {
	case !isName(name):
		d.add("dropped-line", n, "BEGIN names no component; the line is left out")
		return
	case len(d.open) >= maxDepth:
		d.stop("too-deep", n, "components are nested more than %d deep", maxDepth)
		return
	case d.components > maxComponents:
		d.stop("too-large", n, "the feed has more than %d components", maxComponents)
		return
	}
	c := &component{name: name, line: n}
	switch {
	case len(d.open) > 0:
		parent := d.open[len(d.open)-1]
		parent.components = append(parent.components, c)
	case name == "VCALENDAR":
		d.calendars = append(d.calendars, c)
	default:
		d.add("outside", n, "%s stands outside of a calendar", name)
		calendar := &component{name: "VCALENDAR", line: n, components: []*component{c}}
		d.calendars = append(d.calendars, calendar)
	}
	d.open = append(d.open, c)
}

func (d *document) end(name string, n int) {
	for i := len(d.open) - 1; i >= 0; i-- {
		if d.open[i].name != name {
			continue
		}
		for _, c := range d.open[i+1:] {
			d.add("unclosed", c.line, "BEGIN:%s has no END", c.name)
		}
		d.open = d.open[:i]
		return
	}
	d.add("unopened", n, "END:%s has no BEGIN", clipped(name))
}

// clipped is what of an input a message shows.
func clipped(s string) string {
	if short := shortened(s, 60); len(short) < len(s) {
		return short + "…"
	}
	return s
}

// shortened gives at most n octets of s, and whole characters.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
