package roster

import (
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes one text of what people take for one; see [Identify]. It must never change, or every ticket
// does. Unicode promises as much for the characters it has: its stability policy keeps their normal forms and
// case foldings.
func fold(s string) string {
	if isPlain(s) {
		return strings.ToLower(s)
	}
	s = strings.Join(strings.Fields(s), " ")
	s = nfc(s)
	s = cases.Fold().String(s)
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

// A mark is a character and its canonical combining class.
type mark struct {
	r     rune
	class uint8
}

// decompose gives the canonical decomposition, each run of marks in the order of their classes.
func decompose(s string) []mark {
	var all []mark
	for _, r := range s {
		p := norm.NFD.PropertiesString(string(r))
		if d := p.Decomposition(); d != nil {
			for _, r := range string(d) {
				all = append(all, mark{r, norm.NFD.PropertiesString(string(r)).CCC()})
			}
			continue
		}
		all = append(all, mark{r, p.CCC()})
	}
	for from := 0; from < len(all); from++ {
		to := from
		for to < len(all) && all[to].class > 0 {
			to++
		}
		slices.SortStableFunc(all[from:to], func(a, b mark) int { return int(a.class) - int(b.class) })
		from = to
	}
	return all
}

// compose joins each starter with the marks behind it that nothing of their class or a higher one parts from
// it.
func compose(all []mark) string {
	var out []mark
	starter := -1
	for _, m := range all {
		if starter >= 0 {
			last := out[len(out)-1]
			if len(out)-1 == starter || last.class < m.class && last.class > 0 {
				if r := []rune(norm.NFC.String(string([]rune{out[starter].r, m.r}))); len(r) == 1 {
					out[starter].r = r[0]
					continue
				}
			}
		}
		if m.class == 0 {
			starter = len(out)
		}
		out = append(out, m)
	}
	var b strings.Builder
	for _, m := range out {
		b.WriteRune(m.r)
	}
	return b.String()
}
