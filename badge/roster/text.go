package roster

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/daysheet/daysheet/agenda/input"
)

// clean is [input.Clean] for a field, with letters and their marks composed. It leaves out soft hyphens and
// spaces of no width as well: they are unseen on paper, and would make two names of one.
func clean(s string) (text string, damaged, unseen int) {
	if isPlain(s) {
		return s, 0, 0
	}
	shown := strings.Map(func(r rune) rune {
		if r == '\u00ad' || r == '\u200b' || r == '\u2060' {
			return -1
		}
		return r
	}, s)
	text, damaged, unseen = input.Clean(shown)
	return nfc(text), damaged, unseen + utf8.RuneCountInString(s) - utf8.RuneCountInString(shown)
}

// isPlain reports whether s is clean ASCII text, as most fields are.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// fold makes one text of what people take for one; see [Identify]. It must never change, or every ticket
// does. Unicode promises as much for the characters it has: its stability policy keeps their normal forms and
// case foldings.
func fold(s string) string {
	if isPlain(s) {
		return strings.ToLower(s)
	}
	s = cases.Fold().String(nfc(input.OneLine(s)))
	return nfc(strings.Map(foldCherokee, s))
}

// foldCherokee brings Cherokee to its capitals, as CaseFolding.txt does: its small letters are the younger
// ones, and foldings never change. [cases.Fold] swaps small letters and capitals.
func foldCherokee(r rune) rune {
	switch {
	case r >= 0xAB70 && r <= 0xABBF:
		return r - 0xAB70 + 0x13A0
	case r >= 0x13F8 && r <= 0x13FD:
		return r - 0x13F8 + 0x13F0
	}
	return r
}

// joiner is what [norm.NFC] puts in after 30 marks in a row: it makes the stream-safe form of UAX #15, which
// is not what others call NFC.
const joiner = "\u034f"

// nfc gives the Normalization Form C of UAX #15.
func nfc(s string) string {
	n := norm.NFC.String(s)
	if strings.Count(n, joiner) == strings.Count(s, joiner) {
		return n
	}
	return compose(decompose(s))
}

// A mark is a character and its canonical combining class. A run is one of class 0 with the marks on it.
type mark struct {
	r     rune
	class uint8
	run   int
}

// decompose gives the canonical decomposition, each run of marks in the order of their classes.
func decompose(s string) []mark {
	var all []mark
	run := 0
	for _, composed := range s {
		for _, r := range norm.NFD.String(string(composed)) {
			class := norm.NFD.PropertiesString(string(r)).CCC()
			if class == 0 {
				run++
			}
			all = append(all, mark{r, class, run})
		}
	}
	slices.SortStableFunc(all, func(a, b mark) int { return cmp.Or(a.run-b.run, int(a.class)-int(b.class)) })
	return all
}

// compose joins each starter with the marks behind it that nothing of their class or a higher one parts from
// it.
func compose(all []mark) string {
	var out []rune
	starter, last := -1, uint8(0) // last is the class of the last of out
	for _, m := range all {
		if starter >= 0 && (len(out)-1 == starter || 0 < last && last < m.class) {
			if r := []rune(norm.NFC.String(string([]rune{out[starter], m.r}))); len(r) == 1 {
				out[starter] = r[0]
				continue
			}
		}
		if m.class == 0 {
			starter = len(out)
		}
		out, last = append(out, m.r), m.class
	}
	return string(out)
}
