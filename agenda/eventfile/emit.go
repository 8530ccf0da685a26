package eventfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// line writes a line of YAML.
func (c *composer) line(s string) {
	indent := strings.Repeat(" ", c.indent)
	if c.dash {
		indent, c.dash = indent[2:]+"- ", false
	}
	c.b.WriteString(indent + s + "\n")
}

// entry writes an entry of a list: the lines that f writes.
func (c *composer) entry(f func()) {
	c.indent += 2
	c.dash = true
	f()
	if c.dash {
		c.line("{}")
	}
	c.indent -= 2
}

// block writes a key, and below it the lines that f writes.
func (c *composer) block(key string, f func()) {
	c.line(key + ":")
	c.indent += 2
	f()
	c.indent -= 2
}

// text writes a key and its text, where there is one.
func (c *composer) text(key, s string) {
	if s != "" {
		c.line(key + ": " + c.value(s))
	}
}

// value gives s as YAML on one line. What is not UTF-8 becomes U+FFFD.
func (c *composer) value(s string) string {
	if !utf8.ValidString(s) {
		c.add("not-utf-8", agenda.Warning, "", "write the text in UTF-8", "%s is not in UTF-8",
			input.Quote(s))
	}
	return inline(strings.ToValidUTF8(s, "\ufffd"))
}

// inline writes s on one line, in quotes where YAML would read something else.
func inline(s string) string {
	if isPlain(s) {
		return s
	}
	return quote(s)
}

// width is the column at which paragraphs are wrapped.
const width = 96

// prose writes a key and its paragraphs.
func (c *composer) prose(key, s string) {
	switch {
	case c.indent+len(key)+2+len([]rune(s)) <= width && !strings.Contains(s, "\n") || s == "":
		c.text(key, s)
	case fitsFolded(s):
		c.line(key + ": >")
		for i, p := range strings.Split(s, "\n\n") {
			if i > 0 {
				c.b.WriteByte('\n')
			}
			c.wrap(p)
		}
	case fitsLiteral(s):
		c.line(key + ": |")
		for _, l := range strings.Split(s, "\n") {
			if l != "" {
				l = strings.Repeat(" ", c.indent+2) + l
			}
			c.b.WriteString(l + "\n")
		}
	default:
		c.text(key, s)
	}
}

func (c *composer) wrap(paragraph string) {
	indent := strings.Repeat(" ", c.indent+2)
	line := ""
	for word := range strings.SplitSeq(paragraph, " ") {
		switch {
		case line == "":
			line = indent + word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			c.b.WriteString(line + "\n")
			line = indent + word
		default:
			line += " " + word
		}
	}
	c.b.WriteString(line + "\n")
}

// fitsFolded reports whether s is paragraphs of words with one space between them, which > keeps.
func fitsFolded(s string) bool {
	for p := range strings.SplitSeq(s, "\n\n") {
		if slices.Contains(strings.Split(p, " "), "") || !printable(p) {
			return false
		}
	}
	return true
}

// fitsLiteral reports whether s is lines of printable characters, which | keeps.
func fitsLiteral(s string) bool {
	if s[0] == '\n' || s[0] == ' ' || s[len(s)-1] == '\n' {
		return false
	}
	for _, l := range strings.Split(s, "\n") {
		if strings.HasSuffix(l, " ") || !printable(l) {
			return false
		}
	}
	return true
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsPrint(r) && r != '\u200d' && r != '\u200c' || r == '\ufffd'
	})
}

// reserved are the words that a version of YAML does not read as texts.
var reserved = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "true": true, "false": true,
	"on": true, "off": true, "null": true, "nan": true, "inf": true}

// isPlain reports whether s needs no quotes outside of brackets: every YAML reads it as the text s.
func isPlain(s string) bool {
	if s == "" || !printable(s) || reserved[strings.ToLower(s)] || strings.Contains(s, ": ") ||
		strings.Contains(s, " #") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, " ") {
		return false
	}
	first := []rune(s[:min(len(s), 4)])[0]
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '(' && first != '/' {
		return false
	}
	// Numbers, dates and times, and what looks like them.
	return !unicode.IsDigit(first) || strings.Trim(s, "0123456789abcdefABCDEFxXoO_.,:+-TtZz ") != ""
}

// quote writes s in double quotes. The escapes of Go are those of YAML, too; joiners are letters of names.
func quote(s string) string { return joiners.Replace(strconv.Quote(s)) }

var joiners = strings.NewReplacer(`\\`, `\\`, `\u200c`, "\u200c", `\u200d`, "\u200d")
