package input

import (
	"strings"
	"unicode/utf8"
)

// OneLine gives s with each run of white space as one space, and none around it.
func OneLine(s string) string {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		before = c
	}
	return strings.TrimSuffix(s, " ")
}
