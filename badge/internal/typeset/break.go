package typeset

import (
	"strings"
	"unicode/utf8"
)

// A Place is where a line may end. Each allows what those before it do, and is used only where they do not.
type Place int

// At a space, after a hyphen or a dash, inside a word, which then gets a hyphen.
const (
	Spaces Place = iota
	Hyphens
	Words

	paragraph // at a space, else after a hyphen or a slash; see Wrap
)

// parts reports whether text begins with a space and a sign that parts what stands at its sides, as in
// "Talks · Hall". A line ends there only where it would have to end inside a word.
func parts(text string) bool {
	return len(text) > 1 && (text[1] >= utf8.RuneSelf || text[1] == '|') && apart(text[1:])
}

func apart(text string) bool {
	sign, n := utf8.DecodeRuneInString(text)
	switch sign {
	case '|', '·', '•', '–', '—':
		return len(text) == n || text[n] == ' '
	}
	return false
}

// leastPart is how many letters of a broken word stand on a line at least.
const leastPart = 3

// A Copy is text to be set in a face, measured once for as many tries as that takes. It is used by one
// goroutine at a time.
type Copy struct {
	face  Face
	text  string
	ruler *ruler
}

// Copy measures text. It must be what Prepare gave.
func (f Face) Copy(text string) *Copy { return &Copy{f, text, f.ruler(text)} }

// Breaks reports whether there is such a place in the text.
func (c *Copy) Breaks(at Place) bool { return c.ruler.breaks(at) }

// Break sets the text on as few lines of at most width mm as it takes, breaking it at the place alone, and
// makes those lines as much of a length as it can. It is false where that takes more lines than there may be,
// or where a piece is too wide.
func (c *Copy) Break(size, width float64, lines int, at Place) (Setting, bool) {
	room := int(width / (size * MM) * 1000)
	if c.ruler.hopeless(room, lines) {
		return Setting{}, false
	}
	c.ruler.trusting = true
	set, ok := even(c.ruler, c.text, room, lines, at)
	if ok && !c.ruler.whole.simple && int(1000*c.face.widest(set)+0.5) > room {
		c.ruler.trusting = false
		set, ok = even(c.ruler, c.text, room, lines, at)
	}
	return Setting{c.face, size, set}, ok
}

// even gives the lines of a text, as much of a length as it can.
func even(m *ruler, text string, room, lines int, at Place) ([]string, bool) {
	var one, two [4]span
	set, ok := wrap(one[:0], m, text, room, lines, at)
	if !ok || len(set) == 0 {
		return nil, false
	}
	other := two[:0]
	for low := room / (2 * len(set)); len(set) > 1 && low+10 < room; {
		mid := (low + room) / 2
		even, ok := wrap(other[:0], m, text, mid, len(set), at)
		if ok {
			set, other, room = even, set, mid
		} else {
			other, low = even, mid
		}
	}
	all := make([]string, len(set))
	for i, s := range set {
		all[i] = s.of(text)
	}
	return m.mark(all), true
}

// A span is a line of a text: its octets, and whether a hyphen follows.
type span struct {
	start, end int
	hyphen     bool
}

func (s span) of(text string) string {
	if s.hyphen {
		return text[s.start:s.end] + "-"
	}
	return text[s.start:s.end]
}

// wrap adds lines of so much room, in 1/1000 em, to set; false where it cannot.
func wrap(set []span, m *ruler, text string, room, lines int, at Place) ([]span, bool) {
	for start := 0; start < len(text); {
		if len(set) == lines {
			return set, false
		}
		end, hyphen := m.line(text[start:], room, at)
		if end == 0 {
			return set, false
		}
		next := start + end
		for end = next; end > start && text[end-1] == ' '; {
			end--
		}
		set = append(set, span{start, end, hyphen})
		for start = next; start < len(text) && text[start] == ' '; {
			start++
		}
	}
	return set, true
}

// Cut sets text on one line of width mm at size pt, in the condensed face where that helps, and where even
// that is too wide cuts it after a whole word, or inside the first, and ends it with an [Ellipsis].
func Cut(text string, face Face, width, size float64) (set Setting, cut bool) {
	return CutLines(text, face, width, size, 1)
}

// CutLines is Cut on at most so many lines.
func CutLines(text string, face Face, width, size float64, lines int) (set Setting, cut bool) {
	if set, ok := OneLine(text, face, width, size, size); ok {
		return set, false
	}
	face = face.Condensed()
	m := face.ruler(text)
	room := int(width / (size * MM) * 1000)
	set = Setting{Face: face, Size: size}
	for len(set.Lines) < lines-1 {
		end, hyphen := m.line(text, room, Words)
		if end == 0 {
			break
		}
		line := strings.TrimRight(text[:end], " ")
		if hyphen {
			line += "-"
		}
		set.Lines, text = append(set.Lines, line), strings.TrimLeft(text[end:], " ")
		if text == "" {
			set.Lines = m.mark(set.Lines)
			return set, false
		}
	}
	last, cut := m.cut(text, room)
	set.Lines = m.mark(append(set.Lines, last))
	return set, cut
}

// Line sets text on one line: as [OneLine] does, or cut at the size least where that is too wide.
func Line(text string, face Face, width, most, least float64) (set Setting, cut bool) {
	if set, ok := OneLine(text, face, width, most, least); ok {
		return set, false
	}
	return Cut(text, face, width, min(most, least))
}
