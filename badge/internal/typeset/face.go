// Package typeset measures, fits and shapes text in any script.
//
//	text := typeset.Prepare(name)                                    // what of it the fonts can draw
//	set, ok := typeset.OneLine(text.String, typeset.Bold, 80, 48, 24) // mm wide, 24 to 48 pt
//	line, err := set.Face.Shape(set.Lines[0])                        // its glyphs, where set.Face.Shaped
//
// The faces are Roboto's. What Roboto has and needs no shaping (Latin with Vietnamese, Greek, Cyrillic) is
// text of the PDF, its widths those that end up there, so what is measured here is what is drawn. All else is
// shaped: put in order by the Unicode bidirectional algorithm (UAX #9), each cluster in the first font of a
// chain that has it, placed by HarfBuzz's rules, and drawn as outlines under text that is not seen but found
// and copied. The chain is Roboto, the [Fonts] that an event names, and embedded ones for Arabic, Hebrew,
// Armenian and Georgian.
//
// All of it is safe for concurrent use.
//
// The embedded fonts and their terms: Roboto and Roboto Condensed (Apache License 2.0), Noto Sans Arabic and
// Liberation Sans (SIL Open Font License 1.1), DejaVu Sans Condensed (Bitstream Vera and Arev licences; the
// changes of DejaVu are in the public domain).
package typeset

import (
	"fmt"
	"sync"
	"unicode"

	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotocondensedbold"
	"eliasnaur.com/font/roboto/robotocondensedregular"
	"eliasnaur.com/font/roboto/robotoregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// A Face is one weight and width of the type family, and the fonts that stand in where it has no glyph.
type Face struct {
	style style
	fonts *Fonts // nil: the embedded ones alone
}

// The faces: two weights, each in two widths.
var (
	Regular          = Face{style: regular}
	Bold             = Face{style: bold}
	CondensedRegular = Face{style: condensedRegular}
	CondensedBold    = Face{style: condensedBold}
)

// Faces are all of them, with the embedded fonts to stand in.
var Faces = [...]Face{Regular, Bold, CondensedRegular, CondensedBold}

type style int

const (
	regular style = iota
	bold
	condensedRegular
	condensedBold
)

var faces = [...]struct {
	family    string
	ttf       []byte
	condensed style
	heavy     bool
}{
	regular:          {"roboto", robotoregular.TTF, condensedRegular, false},
	bold:             {"robotobold", robotobold.TTF, condensedBold, true},
	condensedRegular: {"robotocondensed", robotocondensedregular.TTF, condensedRegular, false},
	condensedBold:    {"robotocondensedbold", robotocondensedbold.TTF, condensedBold, true},
}

// Condensed is the narrow face of the same weight, f itself where f is narrow.
func (f Face) Condensed() Face { return Face{faces[f.style].condensed, f.fonts} }

// In is f with fonts to stand in.
func (f Face) In(fonts *Fonts) Face { return Face{f.style, fonts} }

// Family is the name of the face.
func (f Face) Family() string { return faces[f.style].family }

// TTF is the font of the face, which is not to be written into.
func (f Face) TTF() []byte { return faces[f.style].ttf }

// Advance is how far a viewer moves on for a rune of the face itself, in 1/1000 em; where it has none, for
// the glyph that stands for a missing one.
func (f Face) Advance(r rune) (advance int, has bool) {
	return loaded[f.style]().advance(r)
}

// CapHeight is the height of a capital H, in em. Roboto's is 1456/2048 in every face.
const CapHeight = 0.711

// MM is the length of one point (1/72 in), in mm.
const MM = 25.4 / 72

// metrics holds the advances and heights of a face's letters.
type metrics struct {
	font *sfnt.Font
	// advances of runes are in 1/1000 em, rounded as gofpdf writes them into the PDF, which is how far a
	// viewer moves on. Runes that cannot be drawn one by one have -1: those without a glyph, and marks, which
	// belong on a letter.
	advances       [0x10000]int16
	missingAdvance int      // of the glyph that stands for a missing one
	inks           sync.Map // bounds by rune, of those that were asked for
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
	m.missingAdvance = m.advanceOf(&b, 0)
	for i := range m.advances {
		r := rune(i)
		m.advances[i] = -1
		g, err := f.GlyphIndex(&b, r)
		if err == nil && g != 0 && !unicode.Is(unicode.M, r) && !unseen(r) {
			m.advances[i] = int16(m.advanceOf(&b, g))
		}
	}
	return m
}

func (m *metrics) advanceOf(b *sfnt.Buffer, g sfnt.GlyphIndex) int {
	em := fixed.Int26_6(m.font.UnitsPerEm()) // measured in font units
	a, err := m.font.GlyphAdvance(b, g, em, font.HintingNone)
	if err != nil {
		return -1
	}
	return (int(a)*1000 + int(em)/2) / int(em)
}

// advance is how far a viewer moves on for r, or for the missing glyph where r cannot be drawn by itself.
func (m *metrics) advance(r rune) (advance int, has bool) {
	if r > 0xffff || m.advances[r] < 0 {
		return m.missingAdvance, false
	}
	return int(m.advances[r]), true
}

// simple reports whether s is drawn as text of f, rune by rune, with nothing shaped.
func (f Face) simple(s string) bool {
	m := loaded[f.style]()
	for _, r := range s {
		if _, has := m.advance(r); !has {
			return false
		}
	}
	return true
}

// Shaped reports whether s is more than a row of letters of f, and drawn as outlines.
func (f Face) Shaped(s string) bool { return !f.simple(s) }

// Width is the width of s in em: how far it moves on, or how far its ink reaches where that is farther.
func (f Face) Width(s string) float64 {
	m, sum := loaded[f.style](), 0
	for _, r := range s {
		advance, has := m.advance(r)
		if !has {
			return float64(f.shape(s).width) / 1000
		}
		sum += advance
	}
	return float64(sum) / 1000
}

// bounds are how far a glyph reaches above and below the baseline and where it begins and ends, in em.
type bounds struct{ above, below, left, right float64 }

// bounds reads a glyph's outline, once: names are measured at many sizes. What has no glyph reaches nowhere.
func (m *metrics) bounds(r rune) bounds {
	if known, ok := m.inks.Load(r); ok {
		return known.(bounds)
	}
	var b sfnt.Buffer
	var out bounds
	em := fixed.Int26_6(m.font.UnitsPerEm())
	if g, err := m.font.GlyphIndex(&b, r); err == nil && g != 0 {
		if box, _, err := m.font.GlyphBounds(&b, g, em, font.HintingNone); err == nil {
			out = bounds{float64(-box.Min.Y) / float64(em), float64(box.Max.Y) / float64(em),
				float64(box.Min.X) / float64(em), float64(box.Max.X) / float64(em)}
		}
	}
	m.inks.Store(r, out)
	return out
}

// An Extent is the box around a text, measured from the start of its baseline, in em.
type Extent struct {
	Width           float64 // see [Face.Width]
	Ascent, Descent float64 // of the ink above and below the baseline, neither less than 0
	// Left is the room that the first glyph leaves on its left, Right that which the last leaves on its
	// right. Large type starts that much further left, or right, to stand on one edge with small type.
	Left, Right float64
}

// Extent measures s.
func (f Face) Extent(s string) Extent {
	m, sum := loaded[f.style](), 0
	var e Extent
	for i, r := range s {
		advance, has := m.advance(r)
		if !has {
			l := f.shape(s)
			width := float64(l.width) / 1000
			return Extent{Width: width, Ascent: max(0, l.ink.Top), Descent: max(0, -l.ink.Bottom),
				Left: l.ink.Left, Right: max(0, width-l.ink.Right)}
		}
		sum += advance
		b := m.bounds(r)
		e.Right = float64(advance)/1000 - b.right
		e.Ascent, e.Descent = max(e.Ascent, b.above), max(e.Descent, b.below)
		if i == 0 {
			e.Left = b.left
		}
	}
	e.Width = float64(sum) / 1000
	return e
}

// RightToLeft reports whether a paragraph of s alone runs from right to left: its first strong character
// does (UAX #9, P2 and P3).
func RightToLeft(s string) bool {
	for _, r := range s {
		if r < 0x590 {
			if unicode.IsLetter(r) {
				return false
			}
			continue
		}
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
	}
	return false
}
