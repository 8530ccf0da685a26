package listing

import (
	"regexp"
	"strings"
)

// Flow gives a text with each paragraph on one line, since organizers break lines where a file is full. Empty
// lines part paragraphs, and an item of a list keeps its line.
func Flow(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	between := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			between = "\n\n"
			continue
		}
		if between == " " && isItem(line) {
			between = "\n"
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(line)
		between = " "
	}
	return b.String()
}

// item is the start of a line that stands by itself: a mark of a list, "- knots", "2. knots", "a) knots",
// or a time of day, "18:30 Doors", "18.30-19.00 Doors", "6 pm Doors", "19 Uhr".
var item = regexp.MustCompile(`^(?:[-+*•–—]|\d{1,2}[.)]|[a-z]\)|` +
	`(?:[01]?\d|2[0-4])(?:[:.][0-5]\d|(?:[:.][0-5]\d)? ?(?:(?i:[ap])\.?m\b\.?|h\b|Uhr\b))` +
	`(?: ?[-–—] ?[\d:. apmAPM]+)?[,:]?)(?:\s|$)`)

// isItem reports whether a line starts an item of a list or of a programme.
func isItem(line string) bool { return item.MatchString(line) && !bare.MatchString(line) }

// bare is a mark with nothing behind it.
var bare = regexp.MustCompile(`^(?:[-+*•–—]|\d{1,2}[.)]|[a-z]\))$`)
