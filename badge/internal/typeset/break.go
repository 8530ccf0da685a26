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

// Break sets the text on as few lines of at most width mm as it takes, breaking it at the place alone, and
// makes those lines as much of a length as it can. It is false where that takes more lines than there may be,
// or where a piece is too wide.
func (m *MeasuredText) Break(size, width float64, lines int, at Place) (Setting, bool) {
	room := int(width / (size * MM) * 1000)
	m.trusting = true
	set, ok := m.even(room, lines, at)
	if m.trusting = m.whole.simple; ok && !m.trusting && int(1000*m.face.widest(set)+0.5) > room {
		set, ok = m.even(room, lines, at)
	}
	return Setting{m.face, size, set}, ok
}

// even gives lines that are as much of a length as they can be.
func (m *MeasuredText) even(room, lines int, at Place) ([]string, bool) {
	set, ok := m.wrap(room, lines, at)
	if !ok || len(set) == 0 {
		return nil, false
	}
	for low := room / (2 * len(set)); len(set) > 1 && low+10 < room; {
		mid := (low + room) / 2
		if even, ok := m.wrap(mid, len(set), at); ok {
			set, room = even, mid
		} else {
			low = mid
		}
	}
	return m.mark(set), true
}

// wrap gives lines of so much room, in 1/1000 em; false where more would be needed.
func (m *MeasuredText) wrap(room, lines int, at Place) (set []string, ok bool) {
	for text := m.text; text != ""; {
		line, rest := m.next(text, room, at)
		if line == "" || len(set) == lines {
			return nil, false
		}
		set, text = append(set, line), rest
	}
	return set, true
}

// next parts the first line, with its hyphen, from the rest of a text; it is empty where nothing fits.
func (m *MeasuredText) next(text string, room int, at Place) (line, rest string) {
	end, hyphen := m.line(text, room, at)
	if line = strings.TrimRight(text[:end], " "); hyphen {
		line += "-"
	}
	return line, strings.TrimLeft(text[end:], " ")
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
	m := face.Measure(text)
	room := int(width / (size * MM) * 1000)
	set = Setting{Face: face, Size: size}
	for len(set.Lines) < lines-1 {
		line, rest := m.next(text, room, Words)
		if line == "" {
			break
		}
		if set.Lines, text = append(set.Lines, line), rest; text == "" {
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
