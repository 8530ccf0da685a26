package wire

import (
	"fmt"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// A Rule is one thing that can be wrong with a feed.
type Rule struct {
	Severity agenda.Severity
	Hint     string
}

// Notices gathers the findings of one feed, at most 1000 by each rule.
type Notices struct {
	Name     string // of the file
	Findings agenda.Findings
	alike    map[string]int // by rule
}

// mostAlike is how many findings of one rule are kept; of the others there is but the number.
const mostAlike = 1000

// Add notes what is wrong by a rule at a line, or with the feed as a whole at line 0. The session is that of
// an id, or none.
func (n *Notices) Add(id string, r Rule, session string, line int, format string, args ...any) {
	if n.alike == nil {
		n.alike = map[string]int{}
	}
	if n.alike[id]++; n.alike[id] > mostAlike {
		return
	}
	n.Findings.Add(id, r.Severity, agenda.Where{File: n.Name, Line: line, ID: session}, r.Hint,
		"%s", fmt.Sprintf(format, args...))
}

// Told gives the findings and, where a rule found more than it keeps, how many.
func (n *Notices) Told() agenda.Findings {
	var told agenda.Findings
	seen := map[string]int{}
	for _, f := range n.Findings {
		told = append(told, f)
		if seen[f.Rule]++; seen[f.Rule] == mostAlike && n.alike[f.Rule] > mostAlike {
			told.Add(f.Rule, f.Severity, agenda.Where{File: n.Name}, "", "and %d more of that kind",
				n.alike[f.Rule]-mostAlike)
		}
	}
	return told
}

func Quantity(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Clipped is what of an input a message shows.
func Clipped(s string) string {
	if short := Shortened(s, 60); len(short) < len(s) {
		return short + "…"
	}
	return s
}

// Shortened gives at most n octets of s, and whole characters.
func Shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
