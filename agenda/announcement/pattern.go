package announcement

import (
	"regexp"
	"sync"
)

// A lazyRegexp gives a regular expression, which is compiled when it is first asked for: all of them take
// longer than a whole run of a program that reads no announcement.
type lazyRegexp func() *regexp.Regexp

func pattern(expr string) lazyRegexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// words is a pattern of whole words, in whatever case.
func words(expr string) lazyRegexp { return pattern(`(?i)\b(?:` + expr + `)\b`) }
