package typeset

import (
	"slices"
	"unicode"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/bidi"

	gotextbidi "github.com/go-text/typesetting/bidi"
)

// A piece is a run of runes of one direction, script and font, in logical order.
type piece struct {
	start, end int
	level      int
	script     language.Script
	file       *fontFile
	glyphs     []shaping.Glyph
	from       int // the rune that their indices count from
}

// directions splits a line into pieces of one direction. The library merges digits after right-to-left
// letters with the text that follows them; such a run is split where the digits end, as its levels do.
func (sh *shaper) directions(l *ShapedLine) []piece {
	l.rtl = RightToLeft(string(l.runes))
	direction := gotextbidi.LeftToRight
	if l.rtl {
		direction = gotextbidi.RightToLeft
	}
	var pieces []piece
	for from, to := 0, 0; from < len(l.runes); from = to {
		for to = min(from+mostAtOnce, len(l.runes)); to < len(l.runes) && !l.cluster[to]; {
			to++
		}
		runs := sh.paragraph.Segment(l.runes[from:to], direction)
		for i := range runs.NumRuns() {
			r := runs.Run(i)
			p := piece{start: from + r.Start, end: from + r.End, level: int(r.Level)}
			if !l.rtl && p.level == 2 {
				if n := p.start + numbers(l.runes[p.start:p.end]); n > p.start && n < p.end {
					pieces = append(pieces, piece{start: p.start, end: n, level: 2})
					p.start, p.level = n, 0
				}
			}
			pieces = append(pieces, p)
		}
	}
	return pieces
}

// mostAtOnce is about how many runes have their directions found together. In text without letters go-text
// (v0.3.5) looks at every rune before each digit, which takes long for more. No line on paper is so long.
const mostAtOnce = 2000

// numbers counts the runes at the start of text that are numbers with their signs (UAX #9, W4 to W7).
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

// markUnits marks where units begin. A unit is a grapheme cluster: it has one script and one font wherever it
// stands, so that what has a glyph in a text has one in each of its lines. Characters that go before a letter
// are units of their own, since no font has them with the full stop or ellipsis that may follow.
func (sh *shaper) markUnits(l *ShapedLine) {
	sh.segments.Init(l.runes)
	for it := sh.segments.GraphemeIterator(); it.Next(); {
		l.cluster[it.Grapheme().Offset] = true
	}
	for i := 1; i < len(l.runes); i++ {
		if r := l.runes[i]; prepended(l.runes[i-1]) && !unicode.IsMark(r) && !ignorable(r) {
			l.cluster[i] = true
		}
	}
}

// prepended reports whether r is one of the characters that go before a letter (UAX #29, GB9b).
func prepended(r rune) bool {
	switch r {
	case 0xd4e, 0x111c2, 0x111c3, 0x113d1, 0x1193f, 0x11941, 0x11d46, 0x11f02:
		return true
	}
	return r >= 0x11a84 && r <= 0x11a89 || unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// begins reports whether a cluster begins at rune i.
func (l *ShapedLine) begins(i int) bool { return l.simple || l.cluster[i] }

// unit returns where the unit of rune i begins and ends.
func (l *ShapedLine) unit(i int) (start, end int) {
	for start = i; start > 0 && !l.cluster[start]; {
		start--
	}
	for end = i + 1; end < len(l.runes) && !l.cluster[end]; {
		end++
	}
	return start, end
}

// splitScripts splits pieces where the script changes. Characters that all scripts share take the script of
// the text before them.
func splitScripts(pieces []piece, l *ShapedLine) []piece {
	var out []piece
	for _, p := range pieces {
		p.script = language.Common
		for i := p.start; i < p.end; {
			start, end := l.unit(i)
			switch script := scriptOf(l.runes[start:end]); {
			case !script.Strong() || script == p.script:
			case p.script == language.Common:
				p.script = script
			default:
				before := p
				before.end = i
				out = append(out, before)
				p.start, p.script = i, script
			}
			i = end
		}
		out = append(out, p)
	}
	return out
}

// scriptOf returns the script of the first rune that has one of its own.
func scriptOf(unit []rune) language.Script {
	for _, r := range unit {
		if script := language.LookupScript(r); script.Strong() {
			return script
		}
	}
	return language.Common
}

// splitFonts splits pieces where the font changes.
func (sh *shaper) splitFonts(pieces []piece, l *ShapedLine, s style) []piece {
	var out []piece
	for _, p := range pieces {
		first := len(out)
		for i := p.start; i < p.end; {
			start, end := l.unit(i)
			c := l.runes[start:end]
			var before *fontFile
			if n := len(out); n > first {
				before = out[n-1].file
			}
			file := before
			if shared := !language.LookupScript(c[0]).Strong() && len(c) == 1 && !emoji(c); !shared {
				file = sh.choose(c, s)
			} else if before == nil || before.notEmoji() == 0 || !sh.has(before, c) {
				file = sh.choose(c, s)
				if next := sh.ahead(l, end, p.end, s); next != nil && sh.has(next, c) {
					file = next
				}
			}
			end = min(end, p.end)
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

// ahead returns the font of the next letter, or nil.
func (sh *shaper) ahead(l *ShapedLine, from, end int, s style) *fontFile {
	for i := from; i < end; i++ {
		if l.cluster[i] && language.LookupScript(l.runes[i]).Strong() {
			_, to := l.unit(i)
			return sh.choose(l.runes[i:to], s)
		}
	}
	return nil
}

// choose returns the first font of the chain that has a whole cluster, else the first that has its first
// rune, else the first.
func (sh *shaper) choose(cluster []rune, s style) *fontFile {
	files := sh.fonts.chains[s].letters
	if emoji(cluster) {
		files = sh.fonts.chains[s].emoji
	}
	for _, file := range files {
		if sh.has(file, cluster) {
			return file
		}
	}
	for _, file := range files {
		if sh.has(file, cluster[:1]) {
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

// ignorable reports whether r has no glyph of its own and only shapes its neighbours.
func ignorable(r rune) bool {
	return r >= '\u200b' && r <= '\u200d' || IsTag(r) || unicode.In(r, unicode.Variation_Selector,
		unicode.Other_Default_Ignorable_Code_Point) || r == '\u200e' || r == '\u200f'
}

// emoji reports whether a cluster is a picture, or a sign or key with a selector that makes it one.
func emoji(cluster []rune) bool {
	r := cluster[0]
	return r >= 0x1f000 && r < 0x20000 ||
		slices.Contains(cluster, '\ufe0f') && (unicode.Is(unicode.So, r) || slices.Contains(cluster, key))
}

// key is a combining key cap, drawn around the digit or sign before it.
const key = '\u20e3'
