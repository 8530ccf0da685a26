// Package typeset measures and fits text and draws it onto a gofpdf document.
//
//	text := typeset.Prepare(name)                                    // what of it the fonts can draw
//	set, ok := typeset.OneLine(text.String, typeset.Bold, 80, 48, 24) // mm wide, 24 to 48 pt
//	pen := typeset.NewPen(pdf)
//	pen.Text(set.Face, set.Size, x, baseline, set.Lines[0])
//
// The faces are Roboto's, embedded: Latin with Vietnamese, Greek and Cyrillic. Nothing is shaped and nothing
// is kerned, so scripts that need either cannot be drawn yet; [Prepare] says so rune by rune, and a [Pen]
// refuses what Prepare would not let through. Widths are those that end up in the PDF, so what is measured
// here is what is drawn. Deciding needs no document: everything but Pen is free of gofpdf and safe for
// concurrent use.
package typeset

import (
	"fmt"
	"sync"
	"unicode/utf8"

	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotocondensedbold"
	"eliasnaur.com/font/roboto/robotocondensedregular"
	"eliasnaur.com/font/roboto/robotoregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A Face is one weight and width of the type family.
type Face int

// The faces: two weights, each in two widths.
const (
	Regular Face = iota
	Bold
	CondensedRegular
	CondensedBold
)

var faces = [...]struct {
	family    string // as the PDF names it
	ttf       []byte // never handed out: gofpdf writes into what it is given
	condensed Face
}{
	Regular:          {"roboto", robotoregular.TTF, CondensedRegular},
	Bold:             {"robotobold", robotobold.TTF, CondensedBold},
	CondensedRegular: {"robotocondensed", robotocondensedregular.TTF, CondensedRegular},
	CondensedBold:    {"robotocondensedbold", robotocondensedbold.TTF, CondensedBold},
}

// Condensed is the narrow face of the same weight, f itself where f is narrow.
func (f Face) Condensed() Face { return faces[f].condensed }

// CapHeight is the height of a capital H, in em. Roboto's is 1456/2048 in every face.
const CapHeight = 0.711

// MM is the length of one point (1/72 in), in mm.
const MM = 25.4 / 72

// metrics are a face's advances in 1/1000 em, rounded as gofpdf writes them into the PDF, which is how far a
// viewer moves on. Runes without a glyph have -1.
type metrics struct {
	font     *sfnt.Font
	advance  [0x10000]int16
	outlines sync.Map // of bounds by rune
}

var loaded = func() (m [len(faces)]func() *metrics) {
	for f := range faces {
		m[f] = sync.OnceValue(func() *metrics { return load(faces[f].ttf) })
	}
	return m
}()

func load(ttf []byte) *metrics {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(fmt.Sprintf("typeset: an embedded face cannot be read: %v", err)) // a broken build
	}
	m := &metrics{font: f}
	var b sfnt.Buffer
	em := fixed.Int26_6(f.UnitsPerEm()) // measured in font units
	for r := range m.advance {
		m.advance[r] = -1
		g, err := f.GlyphIndex(&b, rune(r))
		if err != nil || g == 0 {
			continue
		}
		if a, err := f.GlyphAdvance(&b, g, em, font.HintingNone); err == nil {
			m.advance[r] = int16((int(a)*1000 + int(em)/2) / int(em))
		}
	}
	return m
}

// Covers reports whether f has a glyph for r. Beyond U+FFFF it has none: gofpdf panics on those.
func (f Face) Covers(r rune) bool {
	return r >= 0 && r <= 0xffff && loaded[f]().advance[r] >= 0
}

// Width is the width of s in em. Runes that f does not cover have none.
func (f Face) Width(s string) float64 {
	m, sum := loaded[f](), 0
	for _, r := range s {
		sum += m.width(r)
	}
	return float64(sum) / 1000
}

func (m *metrics) width(r rune) int {
	if r < 0 || r > 0xffff {
		return 0
	}
	return max(0, int(m.advance[r]))
}

// bounds are how far a glyph reaches above and below the baseline and where it begins, in em.
type bounds struct{ above, below, left float64 }

// bounds reads a glyph's outline, once: names are measured at many sizes. What has no glyph reaches nowhere.
func (m *metrics) bounds(r rune) bounds {
	if known, ok := m.outlines.Load(r); ok {
		return known.(bounds)
	}
	var b sfnt.Buffer
	var out bounds
	em := fixed.Int26_6(m.font.UnitsPerEm())
	if g, err := m.font.GlyphIndex(&b, r); err == nil && g != 0 {
		if box, _, err := m.font.GlyphBounds(&b, g, em, font.HintingNone); err == nil {
			out = bounds{float64(-box.Min.Y) / float64(em), float64(box.Max.Y) / float64(em),
				float64(box.Min.X) / float64(em)}
		}
	}
	if m.width(r) > 0 { // so that there are never more than the font has
		m.outlines.Store(r, out)
	}
	return out
}

// Ink says how far the glyphs of s reach above and below the baseline, in em, neither less than 0.
func (f Face) Ink(s string) (ascent, descent float64) {
	m := loaded[f]()
	for _, r := range s {
		b := m.bounds(r)
		ascent, descent = max(ascent, b.above), max(descent, b.below)
	}
	return ascent, descent
}

// Bearing is the room that the first glyph of s leaves on its left, in em. Large type starts that much
// further left to stand on one edge with small type.
func (f Face) Bearing(s string) float64 {
	if s == "" {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(s)
	return loaded[f]().bounds(first).left
}
