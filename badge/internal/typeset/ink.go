package typeset

import (
	"slices"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// A font may map a letter to a glyph that draws nothing: fonts of emoji do so with digits, pictures of COLR
// version 1 cannot be drawn here, and files are damaged. Such a letter would vanish from a name unnoticed,
// so a font has what leaves ink, and not what its table of characters lists.

// inked are the runes that are seen where they are drawn. Those not assigned yet, in the Unicode that this is
// built with, may be letters.
var inked = []*unicode.RangeTable{unicode.L, unicode.N, unicode.P, unicode.S, unicode.Cn}

// blanks are those of them that may not be: the stretch between letters of Arabic, which Nastaliq has no use
// for, the empty pattern of Braille, a note without a head, and room between hieroglyphs.
var blanks = []rune{0x640, 0x2800, 0x1d159, 0x13441, 0x13442}

// needsInk reports whether a cluster that leaves no ink is lost.
func needsInk(cluster []rune) bool {
	return slices.ContainsFunc(cluster, func(r rune) bool {
		return r > ' ' && r < 0x7f || unicode.In(r, inked...) && !ignorable(r) && !slices.Contains(blanks, r)
	})
}

// has reports whether a font has a whole cluster, and draws something for it.
func (sh *shaper) has(file *fontFile, cluster []rune) bool {
	return file.coversAll(cluster) && sh.draws(file, cluster)
}

// draws reports whether a font leaves ink for a cluster that needs it. The embedded ones do.
func (sh *shaper) draws(file *fontFile, cluster []rune) bool {
	if file.number < firstAdded {
		return true
	}
	for i, r := range cluster {
		if sh.inks(file, r) && needsInk(cluster[i:i+1]) {
			return true
		}
	}
	return !needsInk(cluster) || len(cluster) > 1 && sh.inksTogether(file, cluster)
}

// inks reports whether a font has a glyph for r that leaves ink, or another where r stands alone.
func (sh *shaper) inks(file *fontFile, r rune) bool {
	face, err := sh.face(file)
	if err != nil {
		sh.fonts.broken(file, err)
		return false
	}
	g, ok := face.NominalGlyph(r)
	if !ok || g == 0 {
		return false
	}
	f, _ := sh.form(file, g)
	return f != nil || sh.inksTogether(file, []rune{r})
}

// inksTogether reports whether runes leave ink where they are shaped by themselves.
func (sh *shaper) inksTogether(file *fontFile, runes []rune) bool {
	p := piece{end: len(runes), script: scriptOf(runes), file: file}
	if RightToLeft(string(runes)) {
		p.level = 1
	}
	sh.place(&p, runes, sh.fonts.language)
	return slices.ContainsFunc(p.glyphs, func(g shaping.Glyph) bool {
		if g.GlyphID == 0 || g.GlyphID == font.EmptyGlyph {
			return false
		}
		f, _ := sh.form(file, g.GlyphID)
		return f != nil
	})
}
