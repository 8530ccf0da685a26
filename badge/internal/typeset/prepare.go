package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Text is a string prepared for drawing. Every face of the fonts that it was prepared for can draw it.
type Text struct {
	String string // composed (NFC), with single spaces and none at the ends
	// LeftOut are the runes that String lacks and that carry no letters: control and invisible characters,
	// signs (emoji) without a glyph, and marks on a tower of them. Each is listed once.
	LeftOut []rune
	// Missing are the letters (those for private use too), marks and digits that String lacks because they
	// cannot be drawn. Each is listed once. A name with one of them must not be printed without it.
	Missing []rune
}

// Drawable reports whether String has all letters, marks and digits that were written.
func (t Text) Drawable() bool { return len(t.Missing) == 0 }

// Prepare is [Fonts.Prepare] with the embedded fonts.
func Prepare(s string) Text { return (*Fonts)(nil).Prepare(s) }

// Prepare composes s and takes out what the fonts cannot draw. Every kind of space becomes one plain space.
// It leaves out marks beyond a few on one letter, and characters that override the direction of text. Joiners
// and variation selectors stay where they shape letters. What no font of the chain has counts as missing; so
// do octets that are not UTF-8, as U+FFFD. Signs count as missing where nothing else was written.
func (f *Fonts) Prepare(s string) Text {
	if tidy(s) {
		return Text{String: s}
	}
	p := preparation{fonts: f, seen: map[rune]bool{}}
	s = p.kept(s)
	for round := range mostRounds + 2 {
		covered := p.covered(s)
		if covered == s {
			break
		}
		if round >= mostRounds {
			covered = p.simple(s)
		}
		s = p.kept(covered)
	}
	p.text.String = s
	if s == "" && slices.ContainsFunc(p.text.LeftOut, unicode.IsGraphic) {
		p.text.Missing, p.text.LeftOut = append(p.text.Missing, p.text.LeftOut...), nil
	}
	return p.text
}

// mostRounds is how often a text is shaped: the rest of a text may be shaped differently once runes that no
// font has are gone.
const mostRounds = 4

// mostMarks is how many marks for all scripts a letter keeps, as many as transcriptions use; mostOwnMarks how
// many of its own script, as many as Biblical Hebrew and Tibetan use.
const mostMarks, mostOwnMarks = 4, 8

// A preparation is the state of preparing one text.
type preparation struct {
	fonts *Fonts
	text  Text
	seen  map[rune]bool
}

// drop lists r, once: as missing, or as left out.
func (p *preparation) drop(r rune, missing bool) {
	switch {
	case p.seen[r]:
	case missing:
		p.text.Missing = append(p.text.Missing, r)
	default:
		p.text.LeftOut = append(p.text.LeftOut, r)
	}
	p.seen[r] = true
}

// composed returns s as valid UTF-8 in NFC, without the marks on a letter that are too many.
func (p *preparation) composed(s string) string {
	var b strings.Builder
	marks, before := 0, rune(0)
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		common := unicode.Is(unicode.Inherited, r)
		if !unicode.Is(unicode.M, r) {
			marks = 0
		} else if marks++; marks > mostOwnMarks || marks > mostMarks && common ||
			r == before && !common && unicode.Is(unicode.Mn, r) { // no script doubles such a mark of its own
			p.drop(r, false)
			continue
		}
		before = r
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// kept returns s composed and without what is never drawn. Marks may meet other letters by that, so it is
// done again until nothing changes.
func (p *preparation) kept(s string) string {
	for range mostRounds {
		before := s
		if s = p.visible(p.composed(s)); s == before {
			break
		}
	}
	return s
}

// visible returns s with single spaces and without invisible characters that shape nothing.
func (p *preparation) visible(s string) string {
	var b strings.Builder
	space := false
	runes := []rune(s)
	for i, r := range runes {
		if unicode.IsSpace(r) || unicode.Is(unicode.Z, r) {
			space = true
			continue
		}
		if r == utf8.RuneError || (unseen(r) || ignorable(r)) && !shapes(runes, i) {
			p.drop(r, carries(r))
			continue
		}
		if unicode.Is(unicode.M, r) && (space || b.Len() == 0) && !ignorable(r) {
			p.drop(r, carries(r) && !unicode.Is(unicode.Inherited, r)) // a mark on nothing
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// shapes reports whether the invisible character i of a text changes how its neighbours look: a joiner
// between letters of a script that has joiners or between pictures, a selector after a character with
// variants.
func shapes(text []rune, i int) bool {
	if i == 0 {
		return false
	}
	before, after := text[i-1], rune(0)
	if i+1 < len(text) {
		after = text[i+1]
	}
	picture := func(r rune) bool {
		return unicode.In(r, unicode.So, unicode.Sk) || r == '\ufe0f'
	}
	switch r := text[i]; {
	case r == '\u200d' && picture(before) && picture(after):
		return true
	case r == '\u200c' || r == '\u200d':
		return unicode.In(before, joined...) && (unicode.In(after, joined...) || r == '\u200d')
	case IsTag(r):
		first := i
		for first > 0 && i-first < mostTags && IsTag(text[first]) {
			first--
		}
		return text[first] == flag
	case r == '\u200b': // where a word ends in scripts that have no spaces
		return unicode.In(before, unspaced...) && unicode.In(after, unspaced...)
	case r == '\ufe0e' || r == '\ufe0f':
		return unicode.Is(unicode.So, before) || after == key && strings.ContainsRune("0123456789#*", before)
	case unicode.Is(unicode.Variation_Selector, r):
		return unicode.In(before, unicode.Han, unicode.Mongolian, unicode.Myanmar, unicode.Phags_Pa)
	}
	return false
}

// A flag with tags after it is the flag of a part of a country (UTS #51, emoji tag sequences).
const (
	flag     = '\U0001f3f4'
	mostTags = 7
)

// IsTag reports whether r is one of the tags after a flag, which are invisible.
func IsTag(r rune) bool { return r >= 0xe0020 && r <= 0xe007f }

// joined are the scripts that joiners shape.
var joined = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar}

// shapings are the faces in which a text is tried. Both widths of a weight have the same fonts in their
// chains.
var shapings = [...]Face{Regular, Bold}

// covered returns s without the runes that no font has.
func (p *preparation) covered(s string) string {
	for _, f := range shapings {
		f = f.In(p.fonts)
		if f.simple(s) {
			continue
		}
		l := f.shape(s)
		var b strings.Builder
		for i, r := range l.runes {
			if l.missing[i] {
				p.drop(r, carries(r))
			} else {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	return s
}

// simple returns s without all that needs shaping, for a text that is not drawable after mostRounds.
func (p *preparation) simple(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if !Regular.simple(string(r)) {
			p.drop(r, carries(r))
			return -1
		}
		return r
	}, s))
}

// tidy reports whether s needs no preparation: it is in NFC, of letters of the faces with single spaces
// between.
func tidy(s string) bool {
	m := loaded[regular]()
	space := true
	for _, r := range s {
		if _, has := m.advance(r); !has || r == utf8.RuneError || r == ' ' && space ||
			r != ' ' && unicode.Is(unicode.Z, r) {
			return false
		}
		space = r == ' '
	}
	return !space && norm.NFC.IsNormalString(s)
}

// carries reports whether a name without r would be another name. So it is with letters, marks and digits,
// characters for private use, those newer than this package, and U+FFFD for octets that nobody can read.
func carries(r rune) bool {
	if unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
		unicode.Noncharacter_Code_Point) || r == key { // which emoji keyboards send with a digit
		return false
	}
	return r == utf8.RuneError || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Co, unicode.Cn)
}

// Invisible reports whether r is never drawn by itself, so that a message cannot show it.
func Invisible(r rune) bool { return unseen(r) || ignorable(r) }

// unseen reports whether r is never drawn in any font. Characters newer than Go's Unicode tables may be
// drawn, since a font may have them.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Noncharacter_Code_Point)
}
