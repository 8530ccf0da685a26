package wire

import (
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A Rule is one thing that can be wrong with a feed.
type Rule struct {
	Severity agenda.Severity
	Hint     string
}

// Notices gathers the findings of one feed.
type Notices struct {
	Name  string // of the file
	found input.Findings
}

// Add notes what is wrong by a rule at a line, or with the feed as a whole at line 0. The session is that of
// an id, or none.
func (n *Notices) Add(id string, r Rule, session string, line int, format string, args ...any) {
	for i, arg := range args { // a name may fill the whole line, which may be as long as the feed
		if text, ok := arg.(string); ok {
			args[i] = input.Shorten(text, 120)
		}
	}
	n.found.Add(id, r.Severity, agenda.Where{File: n.Name, Line: line, ID: session}, r.Hint, format, args...)
}

// All gives the findings in their order.
func (n *Notices) All() agenda.Findings { return n.found.All() }

// Clipped shortens a part of the feed for a message.
func Clipped(s string) string { return input.Shorten(s, 60) }

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
