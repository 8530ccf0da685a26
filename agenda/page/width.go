package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// runeWidth counts the columns of a terminal that r takes after before (UAX #11).
func runeWidth(before, r rune) int {
	const joiner = '\u200d'
	switch {
	case r < 0x300:
		return 1
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r), before == joiner, 0x1f3fb <= r && r <= 0x1f3ff:
		return 0 // a mark, an invisible sign, what a joiner or a skin tone adds to the emoji before it
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return 2
	}
	return 1
}

func displayWidth(s string) int {
	n, before := 0, rune(0)
	for _, r := range s {
		n += runeWidth(before, r)
		before = r
	}
	return n
}

// wrapLine cuts from s a line of at most so many columns: at the last space that fits, or between the
// characters of East Asian text, or, where a word is longer than a line, within it but never between a
// character and its marks.
func wrapLine(s string, columns int) (line, rest string) {
	n, before := 0, rune(0)
	cut, skip := 0, 0 // where the line may end, and how much of s is the space there
	for i, r := range s {
		w := runeWidth(before, r)
		if i > 0 && w == 2 && before != ' ' && !strings.ContainsRune("、。，．：；！？）」』】〉》〕ー", r) {
			cut, skip = i, 0
		}
		if n+w > columns && i > 0 {
			switch {
			case r == ' ':
				cut, skip = i, 1
			case cut == 0:
				cut, skip = i, 0
			}
			return s[:cut], strings.TrimLeft(s[cut+skip:], " ")
		}
		if r == ' ' {
			cut, skip = i, 1
		}
		n += w
		before = r
	}
	return s, ""
}
