package pdf

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Text draws a line of text with its baseline starting at x, y. It is an error where s is not UTF-8 or has a
// rune that no font covers: [typeset.Prepare] takes those out, and a viewer would draw a box for them.
func (c *Canvas) Text(face typeset.Face, size, x, y float64, color Color, s string) {
	if s == "" || c.err != nil {
		return
	}
	if !utf8.ValidString(s) {
		c.err = fmt.Errorf("pdf: %q reached the page and is not UTF-8", s)
		return
	}
	end := c.artifact()
	c.paint(color)
	x, y = x*perMM, (c.height-y)*perMM
	if face.Shaped(s) {
		c.err = c.shapedText(face, size, x, y, s)
	} else {
		c.simpleText(face, size, x, y, s)
	}
	end()
}

// simpleText writes text in one of the embedded faces, rune by rune (ISO 32000-1 §9).
func (c *Canvas) simpleText(face typeset.Face, size, x, y float64, s string) {
	c.beginText(face, size)
	c.content = append(c.content, ' ')
	c.addNumbers(2, x, y)
	c.content = append(c.content, "Td ("...)
	drawn := c.used.of(face)
	for _, r := range s {
		drawn[r] = true
		c.content = escaped(escaped(c.content, byte(r>>8)), byte(r)) // codes of gofpdf's fonts are UTF-16
	}
	c.add(") Tj ET")
}

// beginText begins a text object and selects a face.
func (c *Canvas) beginText(face typeset.Face, size float64) {
	c.content = append(append(append(c.content, "BT /"...), fontNames[face.In(nil)]...), ' ')
	c.content = append(appendNumber(c.content, size, 2), " Tf"...)
}

// escaped appends an octet of a string in parentheses (§7.3.4.2).
func escaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// shapedText writes the outlines of a line's glyphs, and over them the text itself, which is not seen.
func (c *Canvas) shapedText(face typeset.Face, size, left, base float64, s string) error {
	line, err := face.Shape(s)
	if err != nil {
		return err
	}
	if len(line.Glyphs) > 0 {
		// Each step is from where the last glyph was drawn, so that steps are short, and the same for a text
		// wherever it stands.
		scale := appendNumber(nil, size/unitsPerEm, 4)
		c.content = fmt.Appendf(c.content, "q %s 0 0 %[1]s ", scale)
		c.addNumbers(2, left, base)
		c.content = append(c.content, "cm\n"...)
		var atX, atY float64 // tenths of units
		for _, g := range line.Glyphs {
			c.used.forms[g.Form.Name] = g.Form
			toX, toY := tenths(g.X+g.Form.Box.Left), tenths(g.Y+g.Form.Box.Bottom)
			c.content = append(c.content, "1 0 0 1 "...)
			c.content = append(appendNumber(c.content, (toX-atX)/10, 1), ' ')
			c.content = append(appendNumber(c.content, (toY-atY)/10, 1), " cm/"...)
			c.content = append(append(c.content, g.Form.Name...), " Do\n"...)
			atX, atY = toX, toY
		}
		c.content = append(c.content, "Q\n"...)
	}
	c.used.of(face)[' '] = true
	c.beginText(face, size)
	c.hiddenText(face, line, size, left, base)
	c.add("0 Tr 100 Tz ET")
	return nil
}

// tenths rounds a length in em to tenths of the units of forms.
func tenths(em float64) float64 { return math.Round(em * 10 * unitsPerEm) }

// hiddenText writes the text of a line in rendering mode 3, neither filled nor stroked (ISO 32000-1 §9.3.6),
// in the face that is selected: codes of gofpdf's fonts are UTF-16, and its ToUnicode takes each for itself,
// whether the font has a glyph or not. Runs stand where their glyphs do, in visual order as readers of PDFs
// expect; they turn those around that run from right to left. ActualText says what rune two codes make.
func (c *Canvas) hiddenText(face typeset.Face, line *typeset.ShapedLine, size, left, base float64) {
	drawn := c.used.of(face)
	b := append(c.content, " 3 Tr"...)
	for _, r := range line.Runs {
		var codes []byte
		wide, beyond := 0, false
		order := r.Text
		if r.RightToLeft {
			order = slices.Clone(order)
			slices.Reverse(order)
			if unicode.Is(unicode.Mn, order[0]) { // on the edge, readers take it for a sign between runs
				order = append([]rune{'\u200f'}, order...)
			}
		}
		for i, char := range order {
			if char == '\u200b' || char == '\u200e' || char == '\u200f' && i > 0 || typeset.IsTag(char) {
				continue
			}
			advance, has := face.Advance(char)
			if has {
				drawn[char] = true // some readers look for spaces where a glyph is narrower than its width
			}
			wide += advance
			if char > 0xffff {
				beyond = true
				wide += advance
				high, low := utf16.EncodeRune(char)
				codes = fmt.Appendf(codes, "%04x", high)
				char = low
			}
			codes = fmt.Appendf(codes, "%04x", char)
		}
		if len(codes) == 0 {
			continue
		}
		if beyond {
			b = fmt.Appendf(b, "/Span<</ActualText<feff%s>>>BDC", codes)
		}
		if stretch := 100 * r.Width * 1000 / float64(max(wide, 1)); stretch > 1 {
			b = fmt.Appendf(b, " %.1f Tz", min(stretch, 1000))
		}
		b = fmt.Appendf(b, " 1 0 0 1 %.2f %.2f Tm<%s>Tj\n", left+r.X*size, base, codes)
		if beyond {
			b = append(b, "EMC "...)
		}
	}
	c.content = b
}

// fontNames are the names that pages have for the faces.
var fontNames = map[typeset.Face]string{
	typeset.Regular: "R", typeset.Bold: "B", typeset.CondensedRegular: "C", typeset.CondensedBold: "D",
}

// used holds the letters and glyphs that pages have drawn, which the document must embed.
type used struct {
	runes map[typeset.Face]runeSet // of those that have one code in gofpdf's fonts
	forms map[string]*typeset.Form // by name
}

type runeSet map[rune]bool

func newUsed() *used {
	return &used{map[typeset.Face]runeSet{}, map[string]*typeset.Form{}}
}

// of returns the runes that were drawn in a face.
func (u *used) of(face typeset.Face) runeSet {
	face = face.In(nil)
	if u.runes[face] == nil {
		u.runes[face] = runeSet{}
	}
	return u.runes[face]
}

// join adds to u what another worker has drawn.
func (u *used) join(other *used) {
	for face, runes := range other.runes {
		maps.Copy(u.of(face), runes)
	}
	maps.Copy(u.forms, other.forms)
}

// sortedForms gives the forms in order of their names.
func (u *used) sortedForms() []*typeset.Form {
	return slices.SortedFunc(maps.Values(u.forms), func(a, b *typeset.Form) int {
		return strings.Compare(a.Name, b.Name)
	})
}
