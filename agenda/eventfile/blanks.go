package eventfile

import (
	"regexp"
	"strings"
)

// plain gives the text as the YAML package reads it best: every line ends with a line feed, and outside of
// single quotes and block texts a tab behind the indentation is one space and nothing stands behind the last
// word. That package drops the tabs in a plain text, takes them for an error in double quotes, and is
// mistaken in the column of a text before such blanks. Lines and columns stay what they are.
func (f *file) plain() string {
	var b strings.Builder
	b.Grow(len(f.content))
	s := blanks{block: -1, text: -1}
	for i, l := range f.lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s.line(f.content[l.from:l.to]))
	}
	return b.String()
}

// blanks follows quotes, brackets and block texts from line to line, as far as blanks depend on them.
type blanks struct {
	quote byte // that is open
	flow  int  // brackets and braces that are open
	start bool // in brackets, a value may begin here
	block int  // what goes on is a block text of the node in this column, from 0; or -1
	text  int  // what is indented more than this column goes on with a plain text; or -1
}

var blockHeader = regexp.MustCompile(`^[|>][-+0-9]*[ \t]*(?:#.*)?$`)

func (s *blanks) line(line string) string {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	empty := strings.Trim(line, " \t") == ""
	if s.block >= 0 && (empty || indent > s.block) {
		return line
	}
	if s.block = -1; empty {
		if s.quote == 0 {
			line = ""
		}
		return line
	}
	out := []byte(line)
	at, node := 0, s.text
	goesOn := s.text >= 0 && indent > s.text // with a plain text
	if s.quote == 0 {
		at = len(line) - len(strings.TrimLeft(line, " \t"))
	}
	if s.quote == 0 && s.flow == 0 {
		if s.start = !goesOn; s.start {
			node = at
			for at < len(out) && out[at] == '-' && blankAt(line, at+1) {
				node = at
				for at++; at < len(out) && (out[at] == ' ' || out[at] == '\t'); at++ {
					out[at] = ' '
				}
			}
		}
	}
	s.text = s.walk(out, at, node, goesOn)
	if s.quote == 0 {
		return strings.TrimRight(string(out), " ")
	}
	return string(out)
}

// walk goes through a line from out[at], which belongs to the node in a column, and makes spaces of tabs.
// It gives the column of the node whose plain text may go on in the next line, or -1.
func (s *blanks) walk(out []byte, at, node int, plain bool) int {
	line := string(out)
	for first := at; at < len(line); at++ {
		c := line[at]
		switch {
		case s.quote != 0:
			switch {
			case c == '\\' && s.quote == '"':
				at++
			case c == '\'' && s.quote == c && strings.HasPrefix(line[at+1:], "'"):
				at++
			case c == s.quote:
				s.quote = 0
			case c == '\t' && s.quote == '"':
				out[at] = ' '
			}
		case c == ' ':
		case c == '\t':
			out[at] = ' '
		case c == '#' && (at == 0 || blankAt(line, at-1)):
			return -1
		case s.start && (c == '"' || c == '\''):
			s.quote, s.start, plain = c, false, false
		case s.start && s.flow == 0 && blockHeader.MatchString(line[at:]):
			s.block = node
			return -1
		case (s.start || s.flow > 0) && (c == '[' || c == '{'):
			s.flow++
			s.start, plain = true, false
		case s.flow > 0 && (c == ']' || c == '}'):
			s.flow--
			s.start = false
		case s.flow > 0 && c == ',':
			s.start = true
		case c == ':' && (blankAt(line, at+1) || s.flow > 0 && strings.IndexByte(`,[]{}"'`, line[at+1]) >= 0):
			s.start, plain = true, false
			if s.flow == 0 {
				node = first
			}
		case s.start:
			s.start, plain = false, true
		}
	}
	if !plain || s.flow > 0 || s.quote != 0 {
		return -1
	}
	return node
}

// blankAt reports whether there is no letter at line[at].
func blankAt(line string, at int) bool {
	return at >= len(line) || line[at] == ' ' || line[at] == '\t'
}
