package page

import (
	"strings"
	"unicode"
)

// wide are the runes that take two columns in a terminal: the blocks of Unicode's EastAsianWidth.txt that
// are wide or full-width, and the emoji.
var wide = [...]struct{ from, to rune }{
	{0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0},
	{0x25fd, 0x25fe}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693},
	{0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4},
	{0x26f2, 0x26f3}, {0x26f5, 0x26f5}, {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705},
	{0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757},
	{0x27b0, 0x27b0}, {0x27bf, 0x27bf}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55},
	{0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xa000, 0xa4cf},
	{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f}, {0xff01, 0xff60},
	{0x16fe0, 0x18aff}, {0x1aff0, 0x1b2fb}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e},
	{0x1f191, 0x1f19a}, {0x1f200, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb}, {0x1f900, 0x1f9ff},
	{0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
}

// runeWidth is how many columns r takes after before.
func runeWidth(before, r rune) int {
	const joiner = '\u200d'
	switch {
	case r < 0x300:
		return 1
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r), before == joiner, r >= 0x1f3fb &&
		r <= 0x1f3ff:
		return 0 // a mark, an invisible sign, what a joiner or a skin tone adds to the emoji before it
	}
	for _, w := range wide {
		if r <= w.to {
			if r >= w.from {
				return 2
			}
			break
		}
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

// wrapLine cuts from s a line of at most width columns: at the last space that fits, or between the
// characters of East Asian text, or, where a word is longer than a line, within it but never between a
// character and its marks.
func wrapLine(s string, width int) (line, rest string) {
	n, before := 0, rune(0)
	cut, skip := 0, 0 // where the line may end, and how much of s is the space there
	for i, r := range s {
		w := runeWidth(before, r)
		if i > 0 && w == 2 && before != ' ' && !strings.ContainsRune("、。，．：；！？）」』】〉》〕ー", r) {
			cut, skip = i, 0
		}
		if n+w > width && i > 0 {
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
