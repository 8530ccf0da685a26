package listing

import (
	"regexp"
	"strings"
)

// Flow gives a text with each paragraph on one line, since organizers break lines where a file is full. Empty
// lines separate paragraphs. An item of a list keeps its line, which indented lines continue; any other line
// after an item begins anew.
func Flow(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	between, item := "", -1 // the indentation of the item that the line before belongs to, or -1
	for line := range strings.Lines(text) {
		indented := len(line) - len(strings.TrimLeft(line, " \t"))
		line = strings.TrimSpace(line)
		if line == "" {
			between = "\n\n"
			continue
		}
		isItem := mayStartItem(line) && itemForm.MatchString(line)
		if between == " " && (isItem || item >= 0 && indented <= item) {
			between, item = "\n", -1
		}
		if isItem {
			item = indented
		} else if between == "\n\n" {
			item = -1
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(line)
		between = " "
	}
	return b.String()
}

// mayStartItem rules out the lines that begin with a word in Latin letters, as most do, before the pattern.
func mayStartItem(line string) bool {
	c := line[0] | 0x20
	return c < 'a' || c > 'z' || len(line) > 1 && line[1] == ')'
}

// itemForm is the start of an item of a list: "- knots", "2. knots", "b) knots", "18:30 knots", "6 pm knots".
var itemForm = regexp.MustCompile(`^(?:(?:[-*•+–—]|\d{1,2}[.)]{1,2}|\pL\)) |` +
	`(?:[01]?\d|2[0-4])(?:[:.][0-5]\d|(?: ?[ap]\.?m\b\.?))(?:[^\w.]|$))`)
