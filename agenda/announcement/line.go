package announcement

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A line holds one line of the input, and its text without the marks of Markdown. Lines that are not used in
// the end are reported, so that nothing is forgotten.
type line struct {
	number  int
	raw     string // without the line end; every kind of space is a plain one
	indent  int    // columns before the first mark
	heading int    // 1 to 6; 0: none
	bullet  bool
	quote   bool
	body    string // without the marks before the text
	text    string // without any marks, a link as its text
	links   []agenda.Link
	field   field // of the header of an e-mail
	used    bool
}

func (l *line) blank() bool { return strings.TrimSpace(l.raw) == "" }

// split cuts the input into lines, and reports whether it is text at all.
func (r *reader) split(src []byte) bool {
	// Of one that is in no Unicode encoding, line tells the first line that shows it.
	if text, encoding := input.Decode(src); strings.HasPrefix(encoding, "UTF") {
		src = text
	}
	if bytes.IndexByte(src, 0) >= 0 {
		r.add("not-text", agenda.Error, 0, 0, "save it as plain text in UTF-8", "the input is not text")
		return false
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	for i, raw := range bytes.Split(src, []byte("\n")) {
		r.lines = append(r.lines, r.line(i+1, raw))
	}
	if n := len(r.notUTF8); n > 0 {
		r.add("invalid-utf-8", agenda.Warning, r.notUTF8[0].number, r.notUTF8[0].column,
			"save the text as UTF-8",
			"octets that are not UTF-8 were read as Windows-1252, in %d of the lines", n)
	}
	return true
}

func (r *reader) line(number int, raw []byte) *line {
	l := &line{number: number}
	if !utf8.Valid(raw) {
		sound := bytes.IndexRune(bytes.ToValidUTF8(raw, []byte("\ufffd")), '\ufffd')
		r.notUTF8 = append(r.notUTF8, location{number, utf8.RuneCount(raw[:sound]) + 1})
	}
	l.raw = strings.TrimRight(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || input.Unseen(c) || c == '\u200b' {
			return ' '
		}
		return c
	}, strings.ReplaceAll(input.Windows1252(raw), "\t", "    ")), " ")
	if len(raw) > MaxLine {
		r.add("line-too-long", agenda.Warning, number, 0, "break it into paragraphs",
			"the line is longer than %d octets and was not used", MaxLine)
		return l
	}
	l.stripMarks()
	return l
}

// A location is a line and a column of the input.
type location struct{ number, column int }

var (
	quoteMark = pattern(`^(?:> ?)+`)
	lineMark  = pattern(`^(?:(#{1,6})|[-*+•◦▪‣·]|\d{1,2}[.)]) +`)
	dayMonth  = pattern(`(?i)^\d{1,2}\. +` + oneOf(months) + `\b`) // "3. Juni" numbers no list
	emojiMark = pattern(`^(?:[\p{So}\p{Sk}\x{200d}\x{fe0f}]+ *)+`)
	boldLine  = pattern(`^(?:\*\*[^*]+\*\*|__[^_]+__)$`)
)

func (l *line) stripMarks() {
	s := strings.TrimLeft(l.raw, " ")
	l.indent = len(l.raw) - len(s)
	if q := quoteMark().FindString(s); q != "" {
		l.quote, s = true, strings.TrimLeft(s[len(q):], " ")
	}
	if m := lineMark().FindStringSubmatch(s); m != nil && !dayMonth().MatchString(s) {
		l.heading, l.bullet = len(m[1]), m[1] == ""
		if s = s[len(m[0]):]; l.heading > 0 {
			s = strings.TrimRight(s, "# ")
		}
	} else if boldLine().MatchString(s) {
		l.heading = 6
	}
	if m := emojiMark().FindString(s); m != "" {
		rest, _ := plainText(s[len(m):])
		if _, ok := scanRow(&line{text: rest, bullet: true}); ok { // only then the emoji is a bullet
			l.bullet, s = l.heading == 0, s[len(m):]
		}
	}
	l.body = s
	l.text, l.links = plainText(s)
}

var (
	mdLink   = pattern(`!?\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)`)
	autoLink = pattern(`<(https?://[^<>\s]+)>`)
	bareTag  = pattern(`(?i)</?(?:br|hr|b|i|u|em|strong|small|sup|sub|` +
		`p|div|span|center|li|ul|ol)\s*/?>`)
	emphasis = pattern(`\*([^*\s](?:[^*]*[^*\s])?)\*`)
	escape   = pattern("\\\\([\\\\`*_{}\\[\\]()#+\\-.!|~<>&])")
	strong   = strings.NewReplacer("**", "", "__", "")
)

// plainText takes inline Markdown and bare HTML tags out of s, and gives the targets of its links apart.
func plainText(s string) (string, []agenda.Link) {
	s, links := withoutLinks(s)
	s = autoLink().ReplaceAllString(s, "$1")
	s = bareTag().ReplaceAllString(s, " ")
	s = emphasis().ReplaceAllString(strong.Replace(s), "$1")
	s = escape().ReplaceAllString(s, "$1")
	return input.OneLine(html.UnescapeString(s)), links
}

// withoutLinks makes every Markdown link in s its text.
func withoutLinks(s string) (string, []agenda.Link) {
	var links []agenda.Link
	s = mdLink().ReplaceAllStringFunc(s, func(link string) string {
		m := mdLink().FindStringSubmatch(link)
		title := input.OneLine(emphasis().ReplaceAllString(strong.Replace(m[1]), "$1"))
		links = append(links, agenda.Link{Title: title, URL: m[2]})
		return title
	})
	return s, links
}

// layout reports whether l draws a line, sets off a table or breaks a line: no letter, no digit.
func (l *line) layout() bool {
	return !strings.ContainsFunc(l.text, func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsNumber(c) ||
			unicode.IsSymbol(c) && c > unicode.MaxASCII
	}) && len(l.links) == 0
}

// unused reports the lines that were not used, those together that only blank lines or none lie between.
func (r *reader) unused() {
	for i := 0; i < len(r.lines); i++ {
		if r.lines[i].blank() || r.lines[i].used {
			continue
		}
		first, last := r.lines[i], r.lines[i]
		for ; i < len(r.lines) && (r.lines[i].blank() || !r.lines[i].used); i++ {
			if !r.lines[i].blank() {
				last = r.lines[i]
			}
		}
		what := "this line was not used"
		if last != first {
			what = fmt.Sprintf("lines %d to %d were not used", first.number, last.number)
		}
		r.add("unused", agenda.Note, first.number, 0, "add by hand what should not be lost",
			"%s: %s", what, input.Quote(strings.TrimSpace(first.raw)))
	}
}
