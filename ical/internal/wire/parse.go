// Package wire turns the octets of a feed into lines and components ([Parse]) and golang-ical's components
// into octets ([Encode]), as RFC 5545 §3.1 and §3.3 have it. It knows how values are written, not what they
// mean.
package wire

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// MaxSize is the size of the largest feed that is read, in octets: far more than any calendar takes.
const MaxSize = 64 << 20

const (
	maxContentLine = 4 << 20   // octets, unfolded; a picture may stand in one
	MaxContent     = 2_000_000 // lines, unfolded
	MaxComponents  = 250_000
)

// A Component holds the lines between BEGIN and END.
type Component struct {
	Name       string // in capitals
	Line       int    // of BEGIN
	Properties []ContentLine
	Components []*Component
}

// First finds the first property of that name, or is nil.
func (c *Component) First(name string) *ContentLine {
	for i := range c.Properties {
		if c.Properties[i].Name == name {
			return &c.Properties[i]
		}
	}
	return nil
}

// Value is the value of the first property of that name, as written.
func (c *Component) Value(name string) string {
	if p := c.First(name); p != nil {
		return p.Value
	}
	return ""
}

// Text is the first property of that name as TEXT.
func (c *Component) Text(name string) string { return Unescape(c.Value(name)) }

// A Document is a feed as it stands in a file: what parse makes of it, and what was noticed on the way.
type Document struct {
	Notices
	Calendars []*Component // each a VCALENDAR
	Stopped   bool         // it is not read any further

	open       []*Component // from the calendar to the innermost
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

// Parse reads a feed and keeps what it can of it: lines that end in anything, lines of any length, texts
// whose line breaks nobody escaped. The error is of what is no calendar at all, or beyond the bounds.
func Parse(r io.Reader, name string) (*Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", cmp.Or(name, "the feed"), err)
	}
	d := &Document{Notices: Notices{Name: name}}
	if len(data) > MaxSize {
		d.add("too-large", 0, "the feed is larger than %d MiB", MaxSize>>20)
		return nil, d.All().Err()
	}
	if d.lines(data); d.Stopped {
		return nil, d.All().Err()
	}
	for len(d.open) > 0 {
		d.add("unclosed", d.open[len(d.open)-1].Line, "BEGIN:%s has no END", d.open[len(d.open)-1].Name)
		d.open = d.open[:len(d.open)-1]
	}
	if len(d.Calendars) == 0 {
		d.add("no-calendar", 0, "there is no calendar in it: no line says BEGIN:VCALENDAR")
		return nil, d.All().Err()
	}
	d.lineEnds()
	return d, nil
}

// lines takes the text apart into unfolded lines.
func (d *Document) lines(data []byte) {
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
	for n := 1; len(data) > 0 && !d.Stopped; n++ {
		physical, rest, ended := bytes.Cut(data, []byte{lineBreak})
		data = rest
		physical = d.lineEnd(physical, n, ended)
		if len(physical) > LineOctets {
			d.add("long-line", n, "the line has %d octets, and %d are the most", len(physical), LineOctets)
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
	if start > 0 && !d.Stopped {
		d.line(line, start, split)
	}
	d.mend()
}

// lineEnd takes the carriage returns off the end of a line, and counts the ends that are wrong.
func (d *Document) lineEnd(physical []byte, n int, ended bool) []byte {
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
func (d *Document) lineEnds() {
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
func (d *Document) line(octets []byte, n, split int) {
	if d.content++; d.content > MaxContent {
		d.stop("too-large", n, "the feed has more than %d lines", MaxContent)
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
		text = input.Windows1252(octets)
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
	case p.Name == "BEGIN":
		d.begin(strings.ToUpper(strings.TrimSpace(p.Value)), n)
	case p.Name == "END":
		d.end(strings.ToUpper(strings.TrimSpace(p.Value)), n)
	case len(d.open) == 0:
		d.add("outside", n, "%s stands outside of a calendar; it is left out", p.Name)
	default:
		c := d.open[len(d.open)-1]
		c.Properties = append(c.Properties, p)
	}
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 }

// broken takes a line that is no property for the rest of the text above it, which somebody has written with
// line breaks as they are.
func (d *Document) broken(text string, n int) {
	p := d.last()
	if p == nil || len(p.Value)+d.tail.Len() > maxContentLine {
		d.add("dropped-line", n, "the line is no property; it is left out")
		return
	}
	d.add("broken-line", n, "the line is no property; it is read as the rest of the %s above", p.Name)
	d.tail.WriteString(`\n`)
	d.tail.WriteString(text)
}

// mend puts what broken has gathered where it belongs.
func (d *Document) mend() {
	if d.tail.Len() > 0 {
		d.last().Value += d.tail.String()
		d.tail.Reset()
	}
}

// last is the property of the line above, or nil where that is none.
func (d *Document) last() *ContentLine {
	if len(d.open) == 0 {
		return nil
	}
	c := d.open[len(d.open)-1]
	if len(c.Properties) == 0 || len(c.Components) > 0 {
		return nil
	}
	return &c.Properties[len(c.Properties)-1]
}

func (d *Document) begin(name string, n int) {
	d.components++
	switch {
	case !IsName(name):
		d.add("dropped-line", n, "BEGIN names no component; the line is left out")
		return
	case len(d.open) >= MaxDepth:
		d.stop("too-deep", n, "components are nested more than %d deep", MaxDepth)
		return
	case d.components > MaxComponents:
		d.stop("too-large", n, "the feed has more than %d components", MaxComponents)
		return
	}
	c := &Component{Name: name, Line: n}
	switch {
	case len(d.open) > 0:
		parent := d.open[len(d.open)-1]
		parent.Components = append(parent.Components, c)
	case name == "VCALENDAR":
		d.Calendars = append(d.Calendars, c)
	default:
		d.add("outside", n, "%s stands outside of a calendar", name)
		calendar := &Component{Name: "VCALENDAR", Line: n, Components: []*Component{c}}
		d.Calendars = append(d.Calendars, calendar)
	}
	d.open = append(d.open, c)
}

func (d *Document) end(name string, n int) {
	for i := len(d.open) - 1; i >= 0; i-- {
		if d.open[i].Name != name {
			continue
		}
		for _, c := range d.open[i+1:] {
			d.add("unclosed", c.Line, "BEGIN:%s has no END", c.Name)
		}
		d.open = d.open[:i]
		return
	}
	d.add("unopened", n, "END:%s has no BEGIN", Clipped(name))
}

// LineRules gives the rules about the lines of a feed, by id.
var LineRules = map[string]Rule{
	"too-large":   {agenda.Error, ""},
	"too-deep":    {agenda.Error, ""},
	"no-calendar": {agenda.Error, "name a file that a calendar or a web page has exported as .ics"},

	"byte-order-mark":   {agenda.Warning, "save it as UTF-8 without one"},
	"line-end":          {agenda.Warning, "end each line in CR LF (RFC 5545 §3.1)"},
	"long-line":         {agenda.Warning, "fold it: a line break and a space (RFC 5545 §3.1)"},
	"empty-line":        {agenda.Warning, "delete it"},
	"control-character": {agenda.Error, "take it out"},
	"split-character": {agenda.Error,
		"fold before a character: some calendars decode each line of its own"},

	"not-utf-8":    {agenda.Error, "save the feed as UTF-8"},
	"broken-line":  {agenda.Error, `write a line break in a text as \n`},
	"dropped-line": {agenda.Error, ""},
	"outside":      {agenda.Error, "put it between BEGIN:VCALENDAR and END:VCALENDAR"},
	"unclosed":     {agenda.Error, "end it; the feed may be cut short"},
	"unopened":     {agenda.Error, "begin it, or delete the line"},
}

// LosingRules are the rules of lines of which something does not come across when the feed is read.
var LosingRules = Set("too-large too-deep no-calendar not-utf-8 broken-line dropped-line outside unclosed")

// add notes what is wrong at a line; 0 is the feed as a whole.
func (d *Document) add(id string, line int, format string, args ...any) {
	d.Notices.Add(id, LineRules[id], "", line, format, args...)
}

// stop notes why nothing more is read.
func (d *Document) stop(id string, line int, format string, args ...any) {
	d.add(id, line, format, args...)
	d.Stopped = true
}

// Lost gives the findings of the lines by which something is lost.
func (d *Document) Lost() agenda.Findings {
	return slices.DeleteFunc(d.All(), func(f agenda.Finding) bool { return !LosingRules[f.Rule] })
}
