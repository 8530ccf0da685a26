package typeset

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	gotextbidi "github.com/go-text/typesetting/bidi"
)

// A ShapedLine is text as it was shaped. Lengths are in em from where the baseline begins, y upwards.
type ShapedLine struct {
	Glyphs []Glyph
	Runs   []Run // in visual order

	width int // in 1/1000 em, rounded up
	ink   Rect
	rtl   bool // the paragraph's direction

	simple bool // see Measure: there are no glyphs, and each rune is a cluster

	// Of each rune, in logical order.
	runes   []rune
	advance []float32 // that of its cluster, at the cluster's first rune
	cluster []bool    // it begins one: a caret may stand before it
	missing []bool    // no font has its cluster

	once sync.Once
	ends []breakpoint // see breakpoints
}

// A Rect is an area, in em.
type Rect struct{ Left, Bottom, Right, Top float64 }

// A Glyph is an outline with its place.
type Glyph struct {
	Form *Form
	X, Y float64
}

// A Run is text in one direction and where it stands, for those who search and copy it.
type Run struct {
	Text        []rune // in logical order
	RightToLeft bool
	X, Width    float64
}

// A shaper shapes text for one goroutine at a time.
type shaper struct {
	fonts     *Fonts
	harfbuzz  shaping.HarfbuzzShaper
	paragraph gotextbidi.Paragraph
	segments  segmenter.Segmenter
	faces     map[*fontFile]*font.Face
}

// Shape shapes s. It is an error where no font has one of its runes.
func (f Face) Shape(s string) (*ShapedLine, error) {
	l := f.shape(s)
	if i := slices.Index(l.missing, true); i >= 0 {
		if err := f.set().Err(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("typeset: no font has a glyph for %U", l.runes[i])
	}
	return l, nil
}

type lineKey struct {
	style style
	text  string
}

// mostLines is how many shaped lines are kept: a text is measured at many sizes and then drawn, and an
// organization is that of many.
const mostLines = 4096

// shape returns the line of s, from memory where it was shaped not long ago.
func (f Face) shape(s string) *ShapedLine {
	set, key := f.set(), lineKey{f.style, s}
	set.mu.Lock()
	l := set.lines[key]
	set.mu.Unlock()
	if l != nil {
		return l
	}
	sh := set.shaper()
	defer set.shapers.Put(sh)
	l = sh.shape([]rune(s), f.style)
	set.mu.Lock()
	defer set.mu.Unlock()
	if len(set.lines) == mostLines {
		clear(set.lines)
	}
	set.lines[key] = l
	return l
}

// mostShaped is how many fonts a shaper keeps ready.
const mostShaped = 64

func (f *Fonts) shaper() *shaper {
	if sh, ok := f.shapers.Get().(*shaper); ok {
		return sh
	}
	sh := &shaper{fonts: f, faces: map[*fontFile]*font.Face{}}
	sh.harfbuzz.SetFontCacheSize(mostShaped)
	return sh
}

func (sh *shaper) shape(text []rune, s style) *ShapedLine {
	l := &ShapedLine{runes: text, advance: make([]float32, len(text)), cluster: make([]bool, len(text)),
		missing: make([]bool, len(text))}
	if len(text) == 0 {
		return l
	}
	sh.markUnits(l)
	pieces := sh.directions(l)
	pieces = splitScripts(pieces, l)
	pieces = sh.splitFonts(pieces, l, s)
	lang := sh.fonts.languageOf(text)
	for i := range pieces {
		sh.place(&pieces[i], text, lang)
	}
	x := 0.0
	for _, p := range visual(pieces) {
		from := x
		x = sh.set(l, p, x)
		rtl := p.level%2 == 1
		if n := len(l.Runs); n > 0 && l.Runs[n-1].RightToLeft == rtl && !rtl {
			l.Runs[n-1].Text = append(l.Runs[n-1].Text, text[p.start:p.end]...)
			l.Runs[n-1].Width += x - from
		} else {
			l.Runs = append(l.Runs, Run{slices.Clone(text[p.start:p.end]), rtl, from, x - from})
		}
	}
	l.width = int(math.Ceil(1000*max(x, l.ink.Right) - 1e-3))
	return l
}

// languageOf is the language of a text as far as it changes the forms of its glyphs: of Han characters, kana
// and hangul tell.
func (f *Fonts) languageOf(text []rune) language.Language {
	han := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		case unicode.Is(unicode.Han, r):
			han = true
		}
	}
	if primary := f.language.Primary(); han && primary != "ja" && primary != "ko" && primary != "zh" {
		return "zh-cn"
	}
	return f.language
}

// beside is how many runes around a piece HarfBuzz looks at.
const beside = 5

// place shapes a piece. What makes the shaper panic has no glyphs: that may be the text's doing, and a name
// must not stop the others; so the font is not called broken for it.
func (sh *shaper) place(p *piece, text []rune, lang language.Language) {
	face, err := sh.face(p.file)
	if err != nil {
		sh.fonts.broken(p.file, err)
		return
	}
	from, to := max(0, p.start-beside), min(len(text), p.end+beside)
	p.from = from
	if guard(func() error {
		direction := di.DirectionLTR
		if p.level%2 == 1 {
			direction = di.DirectionRTL
		}
		p.glyphs = sh.harfbuzz.ShapeNoExtents(shaping.Input{
			Text: text[from:to], RunStart: p.start - from, RunEnd: p.end - from,
			Direction: direction, Face: face, Size: fixed.I(1000), Script: p.script, Language: lang}).Glyphs
		return nil
	}) != nil {
		p.glyphs = nil
		sh.harfbuzz = shaping.HarfbuzzShaper{} // which may be left in the middle of something
		sh.harfbuzz.SetFontCacheSize(mostShaped)
	}
}

func (sh *shaper) face(file *fontFile) (*font.Face, error) {
	if face := sh.faces[file]; face != nil {
		return face, nil
	}
	f, err := file.load()
	if err != nil {
		return nil, err
	}
	face := font.NewFace(f)
	sh.faces[file] = face
	return face, nil
}

// visual puts pieces in the order in which they stand, from the left (UAX #9, L2).
func visual(pieces []piece) []piece {
	highest := 0
	for _, p := range pieces {
		highest = max(highest, p.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(pieces); i++ {
			j := i
			for j < len(pieces) && pieces[j].level >= level {
				j++
			}
			slices.Reverse(pieces[i:j])
			i = j
		}
	}
	return pieces
}

// set adds the glyphs of a piece to the line from x on, and says where they end.
func (sh *shaper) set(l *ShapedLine, p piece, x float64) float64 {
	const unit = 64 * 1000
	begins := make([]bool, p.end-p.start) // the font has a cluster there too
	drawn := make([]bool, p.end-p.start)  // a glyph of the cluster leaves ink
	bare := make([]bool, p.end-p.start)   // one is .notdef, or cannot be drawn
	for _, g := range p.glyphs {
		at := p.from + g.TextIndex()
		if at < p.start || at >= p.end {
			continue
		}
		begins[at-p.start] = true
		l.advance[at] += float32(g.Advance) / 64
		if g.GlyphID == 0 {
			bare[at-p.start] = true
		} else if g.GlyphID != font.EmptyGlyph {
			f, ok := sh.form(p.file, g.GlyphID)
			if f != nil {
				drawn[at-p.start] = true
				gx, gy := x+float64(g.XOffset)/unit, float64(g.YOffset)/unit
				l.ink = l.ink.with(len(l.Glyphs) == 0, f.Box, gx, gy)
				l.Glyphs = append(l.Glyphs, Glyph{f, gx, gy})
			} else if !ok {
				bare[at-p.start] = true
			}
		}
		x += float64(g.Advance) / unit
	}
	for i := p.start + 1; i < p.end; i++ {
		l.cluster[i] = l.cluster[i] && begins[i-p.start]
	}
	for i := p.start; i < p.end; {
		end := i + 1
		for end < p.end && !l.cluster[end] {
			end++
		}
		c, from, to := l.runes[i:end], i-p.start, end-p.start
		lost := slices.Contains(bare[from:to], true) ||
			!slices.Contains(drawn[from:to], true) && (needsInk(c) || len(p.glyphs) == 0)
		if lost && !allIgnorable(c) {
			l.miss(i, end, p.file)
		}
		i = end
	}
	return x
}

func allIgnorable(cluster []rune) bool {
	return !slices.ContainsFunc(cluster, func(r rune) bool { return !ignorable(r) })
}

// miss marks the runes of a cluster that its font has not; all where it has each but not together.
func (l *ShapedLine) miss(start, end int, file *fontFile) {
	some := false
	for i := start; i < end; i++ {
		l.missing[i] = !file.covers(l.runes[i]) && !ignorable(l.runes[i])
		some = some || l.missing[i]
	}
	for i := start; i < end && !some; i++ {
		l.missing[i] = true
	}
}

// with is r and the box of one more glyph at x, y; first where there is no r yet.
func (r Rect) with(first bool, box Rect, x, y float64) Rect {
	box = Rect{box.Left + x, box.Bottom + y, box.Right + x, box.Top + y}
	if first {
		return box
	}
	return Rect{min(r.Left, box.Left), min(r.Bottom, box.Bottom),
		max(r.Right, box.Right), max(r.Top, box.Top)}
}
