package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda/diff"
)

// changesAsMarkdown gives an announcement: a heading, when the event is, and a list for each group.
func changesAsMarkdown(n *changeGroups, _ ChangesOptions) string {
	var b strings.Builder
	heading := "Changes to the agenda"
	if n.name != "" {
		heading = markdown(n.name) + ": changes to the agenda"
	}
	fmt.Fprintf(&b, "## %s\n", heading)
	if n.when != "" {
		fmt.Fprintf(&b, "\n%s\n", markdown(n.when))
	}
	empty := len(n.ofEvent) == 0
	for i, g := range n.ofEvent {
		if i == 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "- %s: %s\n", strings.ToUpper(g.what[:1])+g.what[1:], insteadOf(g.is, g.was))
	}
	for i, list := range n.groups {
		if len(list) == 0 || slices.Contains(groups[i].kinds, diff.ID) { // a reader knows no ids
			continue
		}
		empty = false
		fmt.Fprintf(&b, "\n### %s\n\n", groups[i].title)
		for _, c := range list {
			fmt.Fprintf(&b, "- %s\n", n.item(c, groups[i].whole))
		}
	}
	if empty {
		fmt.Fprintf(&b, "\n%s\n", nothingChanged)
	}
	return b.String()
}

// item is one session: its title, then everything about it that people must know.
func (n *changeGroups) item(c sessionChange, whole bool) string {
	s := "**" + markdown(c.now.title) + "**"
	if c.Is(diff.Title) {
		s += " (until now: " + markdown(c.was.title) + ")"
	}
	var facts []string
	if c.now.byline != "" && whole && !c.Is(diff.Speakers) {
		s += ", " + markdown(c.now.byline)
	}
	switch {
	case c.Is(diff.Time):
		facts = append(facts, n.retimed(c.was.slot, c.now.slot))
	case whole && !c.now.start.IsZero():
		facts = append(facts, n.long(c.now.slot))
	}
	switch {
	case c.Is(diff.Place):
		facts = append(facts, "in "+insteadOf(c.now.place, c.was.place))
	case whole && c.now.place != "":
		facts = append(facts, markdown(c.now.place))
	}
	if c.Is(diff.Speakers) {
		facts = append(facts, "with "+insteadOf(c.now.byline, c.was.byline))
	}
	for _, d := range c.details {
		facts = append(facts, markdown(d))
	}
	if len(facts) == 0 {
		return s
	}
	return s + ": " + strings.Join(facts, "; ")
}

// insteadOf says a value and the one before it.
func insteadOf(is, was string) string {
	is, was = markdown(is), markdown(was)
	switch {
	case was == "":
		return "**" + is + "**"
	case is == "":
		return "no longer " + was
	}
	return "**" + is + "** instead of " + was
}

// retimed says when a session is and when it was, no more of both than it takes.
func (n *changeGroups) retimed(was, is slot) string {
	const instead = " instead of "
	bold := func(s string) string { return "**" + s + "**" }
	day := ""
	if d := n.day(is); d != "" {
		day = d + ", "
	}
	switch {
	case is.start.IsZero():
		return "time not known any more, was " + n.long(was)
	case was.start.IsZero():
		return bold(n.long(is))
	case n.day(was) != n.day(is):
		return bold(n.long(is)) + instead + n.long(was)
	case !was.allDay && !is.allDay && was.length() == is.length():
		return day + "starts at " + bold(is.start.Format("15:04")) + instead + was.start.Format("15:04")
	case was.allDay || is.allDay || !was.start.Equal(is.start) ||
		max(was.length(), is.length()) >= 24*time.Hour:
		return day + bold(is.clock()) + instead + was.clock()
	case was.end.IsZero():
		return day + "ends at " + bold(is.end.Format("15:04"))
	case is.end.IsZero():
		return day + "end not known any more, was " + was.end.Format("15:04")
	}
	return day + "ends at " + bold(is.end.Format("15:04")) + instead + was.end.Format("15:04")
}

var (
	// special are the characters that mean something within a line of Markdown: CommonMark 0.31 §6, and
	// GitHub's strikethrough and mathematics. The text never stands at the start of a line.
	special = regexp.MustCompile("[\\\\`*_\\[\\]<~$]")
	// reference is what would be read as a character (CommonMark 0.31 §2.5).
	reference = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
)

// markdown gives text that Markdown shows as it is.
func markdown(s string) string {
	return reference.ReplaceAllString(special.ReplaceAllString(s, `\$0`), `\&$1`)
}
