package listing

import "strings"

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

// isItem reports whether a line starts an item of a list: "- knots", "• knots", "2. knots".
func isItem(line string) bool {
	mark, _, found := strings.Cut(line, " ")
	if !found || len(mark) > len("10.") {
		return false
	}
	number := strings.TrimRight(mark, ".)")
	return mark == "-" || mark == "*" || mark == "•" ||
		number != "" && len(number) < len(mark) && strings.Trim(number, "0123456789") == ""
}
