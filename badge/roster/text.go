package roster

import (
	"strings"
	"unicode/utf8"

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
	if len(shown) < len(s) {
		unseen += utf8.RuneCountInString(s) - utf8.RuneCountInString(shown)
	}
	return nfc(text), damaged, unseen
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
