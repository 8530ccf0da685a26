package typeset

import (
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
	"golang.org/x/text/unicode/bidi"

	gotextbidi "github.com/go-text/typesetting/bidi"
)

// A line is text as it was shaped. Lengths are in em from where the baseline begins, y upwards.
type line struct {
	width  int // in 1/1000 em, rounded up
	ink    rect
	glyphs []glyph
	runs   []run // in visual order
	rtl    bool  // the paragraph's direction

	// Of each rune, in logical order.
	runes   []rune
	advance []float32 // that of its cluster, at the cluster's first rune
	cluster []bool    // it begins one: a caret may stand before it
	missing []bool    // no font has its cluster

	once sync.Once
	ends []spot // see spots
}

type rect struct{ left, bottom, right, top float64 }

// A glyph is an outline with its place.
type glyph struct {
	form *Form
	x, y float64
}

// A run is text in one direction and where it stands, for those who search and copy it.
type run struct {
	text     []rune // in logical order
	rtl      bool
	x, width float64
}

// A piece is runes of one direction, script and font, in logical order.
type piece struct {
	start, end int
	level      int
	script     language.Script
	file       *fontFile
	glyphs     []shaping.Glyph
	from       int // the rune that their indices count from
}

// A shaper is what one goroutine shapes with.
type shaper struct {
	fonts     *Fonts
	harfbuzz  shaping.HarfbuzzShaper
	paragraph gotextbidi.Paragraph
	segments  segmenter.Segmenter
	faces     map[*fontFile]*font.Face
}

// shape gives the line of s, from memory where it was shaped not long ago.
func (f Face) shape(s string) *line {
	set, key := f.set(), lineKey{f.style, s}
	if l := set.lines.get(key); l != nil {
		return l
	}
	sh := set.shaper()
	defer set.idle(sh)
	l := sh.shape([]rune(s), f.style)
	set.lines.keep(key, l)
	return l
}

func (f *Fonts) shaper() *shaper {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.shapers); n > 0 {
		sh := f.shapers[n-1]
		f.shapers = f.shapers[:n-1]
		return sh
	}
	sh := &shaper{fonts: f, faces: map[*fontFile]*font.Face{}}
	sh.harfbuzz.SetFontCacheSize(64)
	return sh
}

func (f *Fonts) idle(sh *shaper) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shapers = append(f.shapers, sh)
}

func (sh *shaper) shape(text []rune, s style) *line {
	l := &line{runes: text, advance: make([]float32, len(text)), cluster: make([]bool, len(text)),
		missing: make([]bool, len(text))}
	if len(text) == 0 {
		return l
	}
	pieces := sh.directions(l)
	pieces = splitScripts(pieces, text)
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
		if n := len(l.runs); n > 0 && l.runs[n-1].rtl == rtl && !rtl {
			l.runs[n-1].text = append(l.runs[n-1].text, text[p.start:p.end]...)
			l.runs[n-1].width += x - from
		} else {
			l.runs = append(l.runs, run{slices.Clone(text[p.start:p.end]), rtl, from, x - from})
		}
	}
	l.width = int(math.Ceil(1000*max(x, l.ink.right) - 1e-3))
	return l
}

// directions puts text into pieces of one direction. A merged run of the library's, digits after letters that
// run from right to left and what follows them, is parted where the digits end, as the levels are.
func (sh *shaper) directions(l *line) []piece {
	l.rtl = RightToLeft(string(l.runes))
	way := gotextbidi.LeftToRight
	if l.rtl {
		way = gotextbidi.RightToLeft
	}
	runs := sh.paragraph.Segment(l.runes, way)
	var pieces []piece
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		p := piece{start: r.Start, end: r.End, level: int(r.Level)}
		if !l.rtl && p.level == 2 {
			if n := p.start + numbers(l.runes[p.start:p.end]); n > p.start && n < p.end {
				pieces = append(pieces, piece{start: p.start, end: n, level: 2})
				p.start, p.level = n, 0
			}
		}
		pieces = append(pieces, p)
	}
	return pieces
}

// numbers is how many runes at the start of text are numbers with what belongs to them (UAX #9, W4 to W7).
func numbers(text []rune) int {
	end := 0
	for i, r := range text {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.EN, bidi.AN, bidi.ET, bidi.NSM, bidi.BN:
			end = i + 1
		case bidi.ES, bidi.CS:
		default:
			return end
		}
	}
	return len(text)
}

// splitScripts parts pieces where the script changes. What all scripts share has that of what it follows.
func splitScripts(pieces []piece, text []rune) []piece {
	var out []piece
	for _, p := range pieces {
		p.script = language.Common
		for i := p.start; i < p.end; i++ {
			script := language.LookupScript(text[i])
			switch {
			case !script.Strong() || script == p.script:
			case p.script == language.Common:
				p.script = script
			default:
				before := p
				before.end = i
				out = append(out, before)
				p.start, p.script = i, script
			}
		}
		out = append(out, p)
	}
	return out
}

// splitFonts parts pieces where the font changes, and marks where clusters begin.
func (sh *shaper) splitFonts(pieces []piece, l *line, s style) []piece {
	sh.segments.Init(l.runes)
	for it := sh.segments.GraphemeIterator(); it.Next(); {
		l.cluster[it.Grapheme().Offset] = true
	}
	var out []piece
	for _, p := range pieces {
		first := len(out)
		l.cluster[p.start] = true
		for i := p.start; i < p.end; {
			end := i + 1
			for end < p.end && !l.cluster[end] {
				end++
			}
			c := l.runes[i:end]
			var before *fontFile
			if n := len(out); n > first {
				before = out[n-1].file
			}
			file := before
			if shared := !language.LookupScript(c[0]).Strong() && len(c) == 1 && !emoji(c); !shared {
				file = sh.fonts.choose(c, s)
			} else if before == nil || before.notEmoji() == 0 || !before.coversAll(c) {
				file = sh.fonts.choose(c, s)
				if next := sh.ahead(l, end, p.end, s); next != nil && next.coversAll(c) {
					file = next
				}
			}
			if n := len(out); n > first && out[n-1].file == file {
				out[n-1].end = end
			} else {
				q := p
				q.start, q.end, q.file = i, end, file
				out = append(out, q)
			}
			i = end
		}
	}
	return out
}

// ahead is the font of the next letter.
func (sh *shaper) ahead(l *line, from, end int, s style) *fontFile {
	for i := from; i < end; i++ {
		if l.cluster[i] && language.LookupScript(l.runes[i]).Strong() {
			to := i + 1
			for to < end && !l.cluster[to] {
				to++
			}
			return sh.fonts.choose(l.runes[i:to], s)
		}
	}
	return nil
}

// choose gives the first font of the chain that has a whole cluster, else the first that has what it begins
// with, else the first.
func (f *Fonts) choose(cluster []rune, s style) *fontFile {
	files := f.chains[s].letters
	if emoji(cluster) {
		files = f.chains[s].emoji
	}
	for _, file := range files {
		if file.coversAll(cluster) {
			return file
		}
	}
	for _, file := range files {
		if file.covers(cluster[0]) {
			return file
		}
	}
	return files[0]
}

func (f *fontFile) coversAll(cluster []rune) bool {
	for _, r := range cluster {
		if !f.covers(r) && !ignorable(r) {
			return false
		}
	}
	return true
}

// ignorable reports whether r has no glyph of its own, but says how others are shaped.
func ignorable(r rune) bool {
	return r >= '\u200b' && r <= '\u200d' || tag(r) || unicode.In(r, unicode.Variation_Selector,
		unicode.Other_Default_Ignorable_Code_Point) || r == '\u200e' || r == '\u200f'
}

// emoji reports whether a cluster is a picture, or a sign that asks to be one.
func emoji(cluster []rune) bool {
	r := cluster[0]
	return r >= 0x1f000 && r < 0x20000 || slices.Contains(cluster, '\ufe0f') && unicode.Is(unicode.So, r)
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

// place shapes a piece. What a broken font makes panic has no glyphs.
func (sh *shaper) place(p *piece, text []rune, lang language.Language) {
	face, err := sh.face(p.file)
	if err == nil {
		from, to := max(0, p.start-beside), min(len(text), p.end+beside)
		p.from = from
		err = guard(func() error {
			way := di.DirectionLTR
			if p.level%2 == 1 {
				way = di.DirectionRTL
			}
			p.glyphs = sh.harfbuzz.ShapeNoExtents(shaping.Input{
				Text: text[from:to], RunStart: p.start - from, RunEnd: p.end - from,
				Direction: way, Face: face, Size: fixed.I(1000), Script: p.script, Language: lang}).Glyphs
			return nil
		})
	}
	if err != nil {
		sh.fonts.broken(p.file, err)
		p.glyphs = nil
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
func (sh *shaper) set(l *line, p piece, x float64) float64 {
	const unit = 64 * 1000
	drawn := make([]bool, p.end-p.start) // a glyph of the cluster leaves ink
	bare := make([]bool, p.end-p.start)  // no glyph does, or one is .notdef
	for i := p.start + 1; i < p.end; i++ {
		l.cluster[i] = false // but where the font has one
	}
	if len(p.glyphs) == 0 {
		for i := p.start; i < p.end; i++ {
			l.missing[i] = true
		}
	}
	for _, g := range p.glyphs {
		at := p.from + g.TextIndex()
		if at < p.start || at >= p.end {
			continue
		}
		l.cluster[at] = true
		l.advance[at] += float32(g.Advance) / 64
		if g.GlyphID == 0 {
			bare[at-p.start] = true
		} else if g.GlyphID != font.EmptyGlyph {
			if f := sh.form(p.file, g.GlyphID); f != nil {
				drawn[at-p.start] = true
				gx, gy := x+float64(g.XOffset)/unit, float64(g.YOffset)/unit
				l.ink = l.ink.with(len(l.glyphs) == 0, f.box, gx, gy)
				l.glyphs = append(l.glyphs, glyph{f, gx, gy})
			}
		}
		x += float64(g.Advance) / unit
	}
	for i := p.start; i < p.end; {
		end := i + 1
		for end < p.end && !l.cluster[end] {
			end++
		}
		c := l.runes[i:end]
		if bare[i-p.start] && !allIgnorable(c) || emoji(c) && !drawn[i-p.start] {
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
func (l *line) miss(start, end int, file *fontFile) {
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
func (r rect) with(first bool, box rect, x, y float64) rect {
	box = rect{box.left + x, box.bottom + y, box.right + x, box.top + y}
	if first {
		return box
	}
	return rect{min(r.left, box.left), min(r.bottom, box.bottom),
		max(r.right, box.right), max(r.top, box.top)}
}
