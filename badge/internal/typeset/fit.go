package typeset

import (
	"cmp"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Setting is text as it will be drawn: lines in one face at one size.
type Setting struct {
	Face  Face
	Size  float64 // pt
	Lines []string
}

// Width is that of the widest line, in mm.
func (s Setting) Width() float64 {
	widest := 0.0
	for _, line := range s.Lines {
		widest = max(widest, s.Face.Width(line))
	}
	return widest * s.Size * MM
}

// Ink is how far the first line reaches above its baseline and the last below its own, in mm.
func (s Setting) Ink() (above, below float64) {
	if len(s.Lines) == 0 {
		return 0, 0
	}
	above, _ = s.Face.Ink(s.Lines[0])
	_, below = s.Face.Ink(s.Lines[len(s.Lines)-1])
	return above * s.Size * MM, below * s.Size * MM
}

// OneLine sets text on one line of at most width mm: in face at the size most, in the condensed face at
// that size, or in the condensed face as large as it fits, but not below least. Sizes are in pt.
func OneLine(text string, face Face, width, most, least float64) (Setting, bool) {
	return fit([]string{text}, face, width, most, least)
}

// TwoLines sets text on two lines of at most width mm, broken where they come out most alike, at a space or,
// where there is none, after a hyphen. Sizes are as for OneLine. It is false where text has no such place.
func TwoLines(text string, face Face, width, most, least float64) (Setting, bool) {
	lines := balance(text, face)
	if lines == nil {
		return Setting{}, false
	}
	return fit(lines, face, width, most, least)
}

func fit(lines []string, face Face, width, most, least float64) (Setting, bool) {
	whole := Setting{face, most, lines}
	if whole.Width() <= width {
		return whole, true
	}
	narrow := Setting{face.Condensed(), most, lines}
	if w := narrow.Width(); w > width {
		narrow.Size = floor(most * width / w)
	}
	return narrow, narrow.Size >= least && narrow.Size > 0
}

// floor rounds a size down to a tenth of a point, so that what fits still fits.
func floor(size float64) float64 { return math.Floor(size*10) / 10 }

// balance breaks text in two where the wider half is narrowest, nil where it cannot be broken.
func balance(text string, face Face) []string {
	m := loaded[face]()
	for _, mark := range []func(before, r rune) bool{
		func(_, r rune) bool { return r == ' ' },
		func(before, r rune) bool { return strings.ContainsRune("-‐–", before) && r != before },
	} {
		total := 0
		for _, r := range text {
			total += m.width(r)
		}
		at, best, sum, before := 0, math.MaxInt, 0, rune(' ')
		for i, r := range text {
			if i > 0 && mark(before, r) {
				if wider := max(sum, total-sum); wider < best {
					at, best = i, wider
				}
			}
			sum += m.width(r)
			before = r
		}
		if at > 0 {
			return []string{strings.TrimRight(text[:at], " "), strings.TrimLeft(text[at:], " ")}
		}
	}
	return nil
}

// Ellipsis ends what was cut.
const Ellipsis = "…"

// Cut sets text on one line of width mm at size pt, in the condensed face where that helps, and where even
// that is too wide cuts it after a whole word, or inside the first, and ends it with an [Ellipsis].
func Cut(text string, face Face, width, size float64) (set Setting, cut bool) {
	if set, ok := OneLine(text, face, width, size, size); ok {
		return set, false
	}
	face = face.Condensed()
	m := loaded[face]()
	room := int(width/(size*MM)*1000) - m.width('…')
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
	kept := strings.TrimRightFunc(text[:end], func(r rune) bool {
		return r == ' ' || unicode.IsPunct(r) && r != ')' && r != '.'
	})
	return Setting{face, size, []string{kept + Ellipsis}}, true
}

// Wrap breaks text into lines of at most width mm in face at size pt: at a space, in a line without one
// after a hyphen, in a word without one where it must. Each line holds at least one rune.
func Wrap(text string, face Face, size, width float64) []string {
	m := loaded[face]()
	room := int(width / (size * MM) * 1000)
	var lines []string
	for text != "" {
		sum, end, space, hyphen, before := 0, len(text), 0, 0, rune(0)
		for i, r := range text {
			switch {
			case i > 0 && r == ' ':
				space = i
			case i > 0 && strings.ContainsRune("-‐–/", before) && unicode.IsLetter(r):
				hyphen = i
			}
			if sum += m.width(r); sum > room && i > 0 && r != ' ' {
				end = cmp.Or(space, hyphen, i)
				break
			}
			before = r
		}
		if line := strings.TrimRight(text[:end], " "); line != "" {
			lines = append(lines, line)
		}
		text = strings.TrimLeft(text[end:], " ")
	}
	return lines
}
