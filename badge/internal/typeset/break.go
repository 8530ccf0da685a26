package typeset

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Place is where a line may end. Each allows what those before it do, and is used only where they do not.
type Place int

// At a space, after a hyphen or a dash, inside a word, which then gets a hyphen.
const (
	Spaces Place = iota
	Hyphens
	Words
)

// leastPart is how many letters of a broken word stand on a line at least.
const leastPart = 3

// Break sets text on as few lines of at most width mm as it takes, breaking it at the place alone, and makes
// those lines as much of a length as it can. It is false where that takes more lines than there may be, or
// where a piece is too wide.
func Break(text string, face Face, size, width float64, lines int, at Place) (Setting, bool) {
	m := face.ruler(text)
	room := int(width / (size * MM) * 1000)
	s, ok := m.(*shaped)
	if !ok {
		return even(m, Setting{Face: face, Size: size}, text, room, lines, at)
	}
	if s.hopeless(room, lines) {
		return Setting{}, false
	}
	s.trusting = true
	set, ok := even(m, Setting{Face: face, Size: size}, text, room, lines, at)
	if ok && int(1000*s.face.widest(set.Lines)+0.5) > room {
		s.trusting = false
		set, ok = even(m, Setting{Face: face, Size: size}, text, room, lines, at)
	}
	return set, ok
}

// even sets the lines of a text and makes them as much of a length as it can.
func even(m ruler, s Setting, text string, room, lines int, at Place) (Setting, bool) {
	set := wrap(m, text, room, lines, at)
	if set == nil {
		return Setting{}, false
	}
	for low := room / (2 * len(set)); len(set) > 1 && low+10 < room; {
		mid := (low + room) / 2
		if even := wrap(m, text, mid, len(set), at); even != nil {
			set, room = even, mid
		} else {
			low = mid
		}
	}
	s.Lines = m.mark(set)
	return s, true
}

// A ruler measures and breaks one text, of which it is given the whole or an end.
type ruler interface {
	// line says where the first line of so much room, in 1/1000 em, ends, 0 where nothing fits, and whether a
	// hyphen follows there.
	line(text string, room int, at Place) (end int, hyphen bool)
	// part says where a line ends that may end within a word where it must; it holds a letter at least.
	part(text string, room int) (end int)
	// cut keeps so much of a text that it fits with an [Ellipsis].
	cut(text string, room int) (kept string, cut bool)
	// mark gives each line the direction of the text that it is of.
	mark(lines []string) []string
}

func (f Face) ruler(text string) ruler {
	if f.simple(text) {
		return loaded[f.style]()
	}
	return &shaped{face: f, text: text, whole: f.shape(text)}
}

// wrap fills lines of so much room, in 1/1000 em; nil where it cannot.
func wrap(m ruler, text string, room, lines int, at Place) []string {
	var set []string
	for text != "" {
		if len(set) == lines {
			return nil
		}
		end, hyphen := m.line(text, room, at)
		if end == 0 {
			return nil
		}
		line := strings.TrimRight(text[:end], " ")
		if hyphen {
			line += "-"
		}
		set, text = append(set, line), strings.TrimLeft(text[end:], " ")
	}
	return set
}

func (m *metrics) line(text string, room int, at Place) (end int, hyphen bool) {
	var space, dash, inside, sum, letters int
	before := rune(0)
	for i, r := range text {
		switch {
		case i > 0 && r == ' ':
			space = i
		case isHyphen(before) && unicode.IsLetter(r):
			dash = i
		case letters >= leastPart && unicode.IsLetter(r) && sum+m.width('-') <= room && more(text[i:]):
			inside = i
		}
		if letters++; !unicode.IsLetter(r) {
			letters = 0
		}
		if sum += m.width(r); sum > room && r != ' ' {
			if at < Hyphens {
				dash = 0
			}
			if at < Words {
				inside = 0
			}
			end = cmp.Or(space, dash, inside)
			return end, end > 0 && end != space && end != dash
		}
		before = r
	}
	return len(text), false
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '–' }

// more reports whether text begins with as many letters as a line needs.
func more(text string) bool {
	n := 0
	for _, r := range text {
		if n == leastPart {
			break
		}
		if !unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n == leastPart
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

func (m *metrics) mark(lines []string) []string { return lines }

func (m *metrics) cut(text string, room int) (kept string, cut bool) {
	if end, _ := m.line(text, room, Spaces); end == len(text) {
		return text, false
	}
	room -= m.width('…')
	sum, end, word := 0, 0, 0
	for i, r := range text {
		if r == ' ' {
			word = i
		}
		if sum += m.width(r); sum > room {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if word > 0 && word <= end {
		end = word
	}
	kept = strings.TrimRightFunc(text[:end], func(r rune) bool {
		return r == ' ' || unicode.IsPunct(r) && r != ')' && r != '.'
	})
	return kept + Ellipsis, true
}

// Line sets text on one line: as [OneLine] does, or cut at the size least where that is too wide.
func Line(text string, face Face, width, most, least float64) (set Setting, cut bool) {
	if set, ok := OneLine(text, face, width, most, least); ok {
		return set, false
	}
	return Cut(text, face, width, min(most, least))
}
