package ical

import (
	"fmt"

	"github.com/daysheet/daysheet/agenda"
)

// A rule is one thing that can be wrong with a feed.
type rule struct {
	severity agenda.Severity
	hint     string
	// lost: something does not come across when the feed is read, so that Read tells of it, too.
	lost bool
}

// rules are those of feeds that are read, by id.
var rules = map[string]rule{
	"too-large":   {agenda.Error, "", true},
	"too-deep":    {agenda.Error, "", true},
	"no-calendar": {agenda.Error, "name a file that a calendar or a web page has exported as .ics", true},

	"byte-order-mark":   {agenda.Warning, "save it as UTF-8 without one", false},
	"line-end":          {agenda.Warning, "end each line in CR LF (RFC 5545 §3.1)", false},
	"long-line":         {agenda.Warning, "fold it: a line break and a space (RFC 5545 §3.1)", false},
	"empty-line":        {agenda.Warning, "delete it", false},
	"control-character": {agenda.Error, "take it out", false},
	"split-character": {agenda.Error,
		"fold before a character: some calendars decode each line of its own", false},

	"not-utf-8":    {agenda.Error, "save the feed as UTF-8", true},
	"broken-line":  {agenda.Error, `write a line break in a text as \n`, true},
	"dropped-line": {agenda.Error, "", true},
	"outside":      {agenda.Error, "put it between BEGIN:VCALENDAR and END:VCALENDAR", true},
	"unclosed":     {agenda.Error, "end it; the feed may be cut short", true},
	"unopened":     {agenda.Error, "begin it, or delete the line", false},
}

// noticed gathers the findings of one feed, each by a rule of rules.
type noticed struct {
	name     string // of the file
	findings agenda.Findings
	alike    map[string]int // by rule
	stopped  bool           // the feed is not read any further
}

// mostAlike is how many findings of one rule are kept; of the others there is but the number.
const mostAlike = 1000

// add notes what is wrong at a line; 0 is the feed as a whole.
func (n *noticed) add(id string, line int, format string, args ...any) {
	n.addTo("", id, line, format, args...)
}

// addTo notes what is wrong with the session of an id.
func (n *noticed) addTo(session, id string, line int, format string, args ...any) {
	n.weigh(rules[id], session, id, line, format, args...)
}

// weigh notes what is wrong by a rule that need not be one of rules.
func (n *noticed) weigh(r rule, session, id string, line int, format string, args ...any) {
	if n.alike == nil {
		n.alike = map[string]int{}
	}
	if n.alike[id]++; n.alike[id] > mostAlike {
		return
	}
	n.findings.Add(id, r.severity, agenda.Where{File: n.name, Line: line, ID: session}, r.hint,
		"%s", fmt.Sprintf(format, args...))
}

// stop notes why nothing more is read.
func (n *noticed) stop(id string, line int, format string, args ...any) {
	n.add(id, line, format, args...)
	n.stopped = true
}

// told are the findings, of those that Read tells with lost only; and where a rule found more than it keeps,
// how many.
func (n *noticed) told(lost bool) agenda.Findings {
	var told agenda.Findings
	seen := map[string]int{}
	for _, f := range n.findings {
		if lost && !rules[f.Rule].lost {
			continue
		}
		told = append(told, f)
		if seen[f.Rule]++; seen[f.Rule] == mostAlike && n.alike[f.Rule] > mostAlike {
			told.Add(f.Rule, f.Severity, agenda.Where{File: n.name}, "", "and %d more of that kind",
				n.alike[f.Rule]-mostAlike)
		}
	}
	return told
}
