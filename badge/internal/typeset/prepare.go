package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Text is what Prepare makes of a string. It may be drawn in every face of those fonts.
type Text struct {
	String string // composed (NFC), with single spaces and none at the ends
	// LeftOut are the runes that String lacks and that carry no letters: control and invisible characters,
	// signs (emoji) without a glyph, and marks on a tower of them. Each is listed once.
	LeftOut []rune
	// Missing are the letters (those for private use too), marks and digits that String lacks because they
	// cannot be drawn. Each is listed once. A name with one of them must not be printed without it.
	Missing []rune
}

// Drawable reports whether String says all that was written, but for signs that carry no letters.
func (t Text) Drawable() bool { return len(t.Missing) == 0 }

// Prepare is [Fonts.Prepare] with the embedded fonts.
func Prepare(s string) Text { return (*Fonts)(nil).Prepare(s) }

// Prepare composes s and sorts out what cannot be drawn. Every kind of space becomes one plain space. Marks
// that a text cannot mean, more than a few on one letter, are left out, and so is what turns the direction of
// text around by force. Joiners and variation selectors stay where they say how letters are shaped. What no
// font of the chain has counts as missing, and so do octets that are not UTF-8, as U+FFFD. Where nothing but
// signs was written and none can be drawn, the signs are missing too.
func (f *Fonts) Prepare(s string) Text {
	if tidy(s) {
		return Text{String: s}
	}
	p := preparation{fonts: f, seen: map[rune]bool{}}
	s = p.kept(s)
	for range mostRounds {
		if p.drawable(s) {
			break
		}
		s = p.kept(p.covered(s))
	}
	if !p.drawable(s) {
		s = p.kept(p.simple(s))
	}
	p.text.String = s
	if s == "" && slices.ContainsFunc(p.text.LeftOut, unicode.IsGraphic) {
		p.text.Missing, p.text.LeftOut = append(p.text.Missing, p.text.LeftOut...), nil
	}
	return p.text
}

// mostRounds is how often a text is shaped: without what no font had, the rest may be shaped otherwise.
const mostRounds = 4

// mostMarks is how many marks a letter keeps: of those for all scripts as many as transcriptions use, of
// those of one script as many as Hebrew of the Bible and Tibetan do.
const mostMarks, mostOwnMarks = 4, 8

// A preparation is the state of preparing one text.
type preparation struct {
	fonts *Fonts
	text  Text
	seen  map[rune]bool
}

func (p *preparation) drop(r rune) {
	if p.seen[r] {
		return
	}
	p.seen[r] = true
	if carries(r) {
		p.text.Missing = append(p.text.Missing, r)
	} else {
		p.text.LeftOut = append(p.text.LeftOut, r)
	}
}

// leave lists r as left out though it carries something.
func (p *preparation) leave(r rune) {
	if !p.seen[r] {
		p.seen[r] = true
		p.text.LeftOut = append(p.text.LeftOut, r)
	}
}

// composed is s in NFC and valid, its towers of marks taken down.
func (p *preparation) composed(s string) string {
	var b strings.Builder
	marks, before := 0, rune(0)
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		common := unicode.Is(unicode.Inherited, r)
		if !unicode.Is(unicode.M, r) {
			marks = 0
		} else if marks++; marks > mostOwnMarks || marks > mostMarks && common ||
			r == before && !common && unicode.Is(unicode.Mn, r) { // no script doubles such a mark of its own
			p.leave(r)
			continue
		}
		before = r
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// kept is s composed and without what is never drawn. What was apart may come together by that, and so it is
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
			p.drop(r)
			continue
		}
		if unicode.Is(unicode.M, r) && (space || b.Len() == 0) && !ignorable(r) {
			if unicode.Is(unicode.Inherited, r) { // a mark on nothing
				p.leave(r)
			} else {
				p.drop(r)
			}
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

// shapes reports whether the character i of a text, which is not seen, says how those beside it look: a
// joiner between letters of a script that knows it or between pictures, a selector after what has variants.
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

// A flag and tags after it are the flag of a part of a country (UTS #51, emoji tag sequences).
const (
	flag     = '\U0001f3f4'
	mostTags = 7
)

// IsTag reports whether r is one of the tags after a flag, which are never seen.
func IsTag(r rune) bool { return r >= 0xe0020 && r <= 0xe007f }

// joined are the scripts that joiners shape.
var joined = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar}

// shapings are the faces in which a text is tried: the chains of both widths of a weight have the same fonts.
var shapings = [...]Face{Regular, Bold}

func (p *preparation) drawable(s string) bool {
	for _, f := range shapings {
		f = f.In(p.fonts)
		if !f.simple(s) && slices.Contains(f.shape(s).missing, true) {
			return false
		}
	}
	return true
}

// covered is s without the runes that no font has.
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
				p.drop(r)
			} else {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	return s
}

// simple is s without all that needs shaping: what a text comes to that no number of rounds makes drawable.
func (p *preparation) simple(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if !Regular.simple(string(r)) {
			p.drop(r)
			return -1
		}
		return r
	}, s))
}

// tidy reports whether s is letters of the faces with single spaces inside, and composed.
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

// carries reports whether a name without r would be another name: r is a letter, a mark on one, a digit, a
// character for private use, which is a letter to those who agreed on it, may be a letter that is newer than
// this package, or stands for octets that nobody can read.
func carries(r rune) bool {
	if unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
		unicode.Noncharacter_Code_Point) || r == key { // which emoji keyboards send with a digit
		return false
	}
	return r == utf8.RuneError || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Co, unicode.Cn)
}

// Invisible reports whether r has no shape that a message could show: it is never drawn by itself.
func Invisible(r rune) bool { return unseen(r) || ignorable(r) }

// unseen reports whether r is never drawn, whatever fonts there are. Characters that are newer than the
// Unicode that this is built with are not among them: a font may know their letters.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Noncharacter_Code_Point)
}
