package eventfile

import (
	"fmt"
	"strings"
	"unicode"
)

// An emitter writes lines of YAML.
type emitter struct {
	b       strings.Builder
	indent  int
	dash    bool           // the next line begins an entry of a list
	damaged func(s string) // is told of texts that are not in UTF-8
}

func (m *emitter) line(s string) {
	if m.dash {
		m.b.WriteString(strings.Repeat(" ", m.indent-2) + "- ")
		m.dash = false
	} else {
		m.b.WriteString(strings.Repeat(" ", m.indent))
	}
	m.b.WriteString(s)
	m.b.WriteByte('\n')
}

// entry writes an entry of a list: the lines that f writes.
func (m *emitter) entry(f func()) {
	m.indent += 2
	m.dash = true
	f()
	if m.dash {
		m.line("{}")
	}
	m.indent -= 2
}

// block writes a key, and below it the lines that f writes.
func (m *emitter) block(key string, f func()) {
	m.line(key + ":")
	m.indent += 2
	f()
	m.indent -= 2
}

// text writes a key and its text, where there is one.
func (m *emitter) text(key, s string) {
	if s != "" {
		m.line(key + ": " + m.value(s))
	}
}

// value is s as it is written. What is not UTF-8 becomes U+FFFD.
func (m *emitter) value(s string) string {
	if valid := strings.ToValidUTF8(s, "\ufffd"); valid != s {
		m.damaged(s)
		s = valid
	}
	return inline(s)
}

// width is the column at which paragraphs are wrapped.
const width = 96

// prose writes a key and its paragraphs.
func (m *emitter) prose(key, s string) {
	switch {
	case m.indent+len(key)+2+len([]rune(s)) <= width && !strings.Contains(s, "\n") || s == "":
		m.text(key, s)
	case wraps(s):
		m.line(key + ": >")
		for i, p := range strings.Split(s, "\n\n") {
			if i > 0 {
				m.b.WriteByte('\n')
			}
			m.wrap(p)
		}
	case stands(s):
		m.line(key + ": |")
		for _, l := range strings.Split(s, "\n") {
			if l != "" {
				l = strings.Repeat(" ", m.indent+2) + l
			}
			m.b.WriteString(l + "\n")
		}
	default:
		m.text(key, s)
	}
}

func (m *emitter) wrap(paragraph string) {
	column := 0
	for i, word := range strings.Split(paragraph, " ") {
		n := len([]rune(word))
		switch {
		case i == 0:
			m.b.WriteString(strings.Repeat(" ", m.indent+2))
			column = m.indent + 2
		case column+1+n > width:
			m.b.WriteString("\n" + strings.Repeat(" ", m.indent+2))
			column = m.indent + 2
		default:
			m.b.WriteByte(' ')
			column++
		}
		m.b.WriteString(word)
		column += n
	}
	m.b.WriteByte('\n')
}

// wraps reports whether s is paragraphs of words with one space between them.
func wraps(s string) bool {
	for _, p := range strings.Split(s, "\n\n") {
		if p == "" || p[0] == ' ' || p[len(p)-1] == ' ' || strings.Contains(p, "  ") ||
			strings.Contains(p, "\n") ||
			!printable(p) {
			return false
		}
	}
	return true
}

// stands reports whether s can be written as it stands: lines that hold only what is seen.
func stands(s string) bool {
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
	for _, r := range s {
		if !unicode.IsPrint(r) && r != '\u200d' && r != '\u200c' || r == '\ufffd' {
			return false
		}
	}
	return true
}

// inline writes s on one line, in quotes where YAML would read something else.
func inline(s string) string {
	if clear(s) {
		return s
	}
	return quote(s)
}

// other are the words that one YAML or another reads as something else than text.
var other = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "true": true, "false": true,
	"on": true, "off": true, "null": true, "nan": true, "inf": true}

// clear reports whether every YAML reads s, outside of brackets and braces, as the text s.
func clear(s string) bool {
	if s == "" || !printable(s) || other[strings.ToLower(s)] || strings.Contains(s, ": ") ||
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

// quote writes s in double quotes.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case printable(string(r)):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
