package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// A Text is what [Prepare] makes of a string. It may be drawn in every face.
type Text struct {
	String string // composed (NFC), with single spaces and none at the ends
	// LeftOut are the runes that String lacks and that carry no letters: control and invisible characters,
	// and signs (emoji) without a glyph. Each is listed once, in order.
	LeftOut []rune
	// Missing are the letters (those for private use too), marks and digits that String lacks because they
	// cannot be drawn. Each is listed once, in order. A name with one of them must not be printed without it.
	Missing []rune
}

// Drawable reports whether String says all that was written, but for signs that carry no letters.
func (t Text) Drawable() bool { return len(t.Missing) == 0 }

// Prepare composes s and sorts out what cannot be drawn. Every kind of space becomes one plain space. A mark
// that does not compose with its letter would be drawn beside it, and a script that runs from right to left
// would be drawn backwards; both count as missing. So do octets that are not UTF-8, as U+FFFD. Where nothing
// but signs was written and none can be drawn, the signs are missing too.
func Prepare(s string) Text {
	if plain(s) {
		return Text{String: s}
	}
	var t Text
	var b strings.Builder
	space, seen := false, map[rune]bool{}
	list := func(to *[]rune, r rune) {
		if !seen[r] {
			seen[r] = true
			*to = append(*to, r)
		}
	}
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Z, r):
			space = true
		case drawable(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case carries(r):
			list(&t.Missing, r)
		default:
			list(&t.LeftOut, r)
		}
	}
	t.String = b.String()
	if t.String == "" && slices.ContainsFunc(t.LeftOut, unicode.IsGraphic) {
		t.Missing, t.LeftOut = append(t.Missing, t.LeftOut...), nil
	}
	return t
}

// plain reports whether s is what most strings are, printable ASCII with single spaces inside.
func plain(s string) bool {
	for i := range len(s) {
		edge := i == 0 || i == len(s)-1
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && (edge || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

func drawable(r rune) bool {
	if r == utf8.RuneError || unicode.In(r, unicode.M, unicode.C) {
		return false
	}
	if p, _ := bidi.LookupRune(r); p.Class() == bidi.R || p.Class() == bidi.AL || p.Class() == bidi.AN {
		return false
	}
	for f := range faces {
		if !Face(f).Covers(r) {
			return false
		}
	}
	return true
}

// carries reports whether a name without r would be another name: r is a letter, a mark on one, a digit, a
// character for private use, which is a letter to those who agreed on it, or stands for octets that nobody
// can read.
func carries(r rune) bool {
	if unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) ||
		r == '\u20E3' { // the key around a digit, which emoji keyboards send
		return false
	}
	return r == utf8.RuneError || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Co)
}
