package typeset

import (
	"math"
	"strings"
)

// A Setting is text as it will be drawn: lines in one face at one size.
type Setting struct {
	Face  Face
	Size  float64 // pt
	Lines []string
}

// Width is that of the widest line, in mm.
func (s Setting) Width() float64 {
	return s.Face.widest(s.Lines) * s.Size * MM
}

// widest is the width of the widest line, in em.
func (f Face) widest(lines []string) float64 {
	widest := 0.0
	for _, line := range lines {
		widest = max(widest, f.Width(line))
	}
	return widest
}

// OneLine sets text on one line of at most width mm: in face at the size most, in the condensed face at
// that size, or in the condensed face as large as it fits, but not below least. Sizes are in pt.
func OneLine(text string, face Face, width, most, least float64) (Setting, bool) {
	whole := Setting{face, most, []string{text}}
	if whole.Width() <= width {
		return whole, true
	}
	narrow := Setting{face.Condensed(), most, whole.Lines}
	if w := narrow.Width(); w > width {
		narrow.Size = floor(most * width / w)
	}
	return narrow, narrow.Size >= least && narrow.Size > 0
}

// floor rounds a size down to a tenth of a point, so that what fits still fits.
func floor(size float64) float64 { return math.Floor(size*10) / 10 }

// Ellipsis ends what was cut.
const Ellipsis = "…"

// Wrap breaks text into lines of at most width mm in face at size pt: at a space, in a line without one
// after a hyphen, in a word without one where it must. Each line holds at least one letter.
func Wrap(text string, face Face, size, width float64) []string {
	room := int(width / (size * MM) * 1000)
	m := face.Measure(text)
	var lines []string
	for text != "" {
		end := m.part(text, room)
		if line := strings.TrimRight(text[:end], " "); line != "" {
			lines = append(lines, line)
		}
		text = strings.TrimLeft(text[end:], " ")
	}
	return m.mark(lines)
}

// Indent is how much further right than the widest line the line n begins, in mm: nothing, but where the text
// runs from right to left its lines end on one edge on the right. They are a block on the axis on which all
// else stands.
func (s Setting) Indent(n int) float64 {
	if len(s.Lines) == 1 || !RightToLeft(s.Lines[n]) {
		return 0
	}
	return s.Width() - s.Face.Width(s.Lines[n])*s.Size*MM
}
