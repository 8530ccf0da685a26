package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// columns is the width of a report; a terminal is at least that wide.
const columns = 80

// indent is how far in the counts of a report stand.
const indent = 7

// A report collects the messages of a run: what was read, what was noticed, what was written.
type report struct {
	read, wrote []line
	noticed     agenda.Findings
	changes     []string // what became of the sessions, event by event
	// place finds in the event file what a finding names by its id.
	place func(agenda.Findings) agenda.Findings
	// gaps are shown: a command that makes one thing does not say each time what check says.
	gaps bool
}

// A line counts one thing: "48 badges", where it is, and a word on it.
type line struct {
	count       int
	what, where string
	note        string
}

func (r *report) didRead(n int, what, where, note string) {
	r.read = append(r.read, line{n, what, where, note})
}

// notice adds findings, those that two writers have in common once.
func (r *report) notice(fs ...agenda.Finding) {
	for _, f := range r.placed(fs) {
		if f.Rule == "ids-not-written" { // package eventfile knows no commands
			f.Hint = "run `daysheet ids " + cmp.Or(f.Where.File, "FILE") + "` before you publish, " +
				"or a new title makes a new session of it"
		}
		if !slices.Contains(r.noticed, f) {
			r.noticed = append(r.noticed, f)
		}
	}
}

// placed gives findings of which only an id is known their places in the event file.
func (r *report) placed(fs agenda.Findings) agenda.Findings {
	fs = slices.Clone(fs)
	for i, f := range fs {
		if r.place != nil && f.Where.ID != "" && f.Where.File == "" {
			fs[i] = r.place(agenda.Findings{f})[0]
		}
	}
	return fs
}

// print shows the report to a person, or with --json only the findings, for a program.
func (c *command) print(w io.Writer) error {
	if c.asJSON {
		return c.noticed.WriteJSON(w)
	}
	noticed := slices.DeleteFunc(slices.Clone(c.noticed), func(f agenda.Finding) bool {
		return f.Rule == "gap" && !c.gaps
	})
	var groups []string
	group := func(title, text string) {
		if text != "" {
			groups = append(groups, title+"\n"+text)
		}
	}
	what := 0 // the width of that column
	for _, l := range slices.Concat(c.read, c.wrote) {
		what = max(what, len(input.Plural(l.count, l.what, l.what+"s")))
	}
	group("read", columnText(c.read, what))
	group("noticed", findingsText(noticed, inColor(w)))
	changed := ""
	for line := range strings.Lines(strings.Join(c.changes, "\n\n")) {
		line = printable(strings.TrimSuffix(line, "\n"))
		changed += strings.TrimRight(fmt.Sprintf("%*s%s", indent, "", line), " ") + "\n"
	}
	group("changed", changed)
	group("wrote", columnText(c.wrote, what))
	_, err := io.WriteString(w, strings.Join(groups, "\n"))
	return err
}

// columnText puts lines into columns, that of what they count of the given width. A note that does not fit
// beside them stands below.
func columnText(lines []line, width int) string {
	var b strings.Builder
	where := 0
	for _, l := range lines {
		where = max(where, utf8.RuneCountInString(l.where))
	}
	for _, l := range lines {
		what := input.Plural(l.count, l.what, l.what+"s")
		text := printable(fmt.Sprintf("%6d %-*s  %s", l.count, width, what, l.where))
		beside := printable(fmt.Sprintf("%6d %-*s  %-*s  %s", l.count, width, what, where, l.where, l.note))
		if l.note != "" && utf8.RuneCountInString(beside) > columns {
			indent := strings.Repeat(" ", 9+width)
			text += "\n" + indent + wrapped(l.note, indent)
		} else if l.note != "" {
			text = beside
		}
		fmt.Fprintln(&b, text)
	}
	return b.String()
}

// worse are the findings that weigh more than s.
func worse(fs agenda.Findings, s agenda.Severity) agenda.Findings {
	return slices.DeleteFunc(slices.Clone(fs), func(f agenda.Finding) bool { return f.Severity <= s })
}

// colors are the SGR codes of a severity: it is always written out as a word as well.
var colors = map[agenda.Severity]string{agenda.Note: "2", agenda.Warning: "33", agenda.Error: "31"}

// An alike is the key of findings of one kind, which are shown together.
type alike struct {
	severity   agenda.Severity
	rule, hint string
}

func kindOfFinding(f agenda.Finding) alike { return alike{f.Severity, f.Rule, f.Hint} }

// mostOfKind is how many findings of a kind are shown one by one.
const mostOfKind = 3

// capped gives the findings to show, the worst first; the last one of a kind stands for those left out.
func capped(fs agenda.Findings) agenda.Findings {
	var shown agenda.Findings
	count, last := map[alike]int{}, map[alike]int{}
	for s := agenda.Error; s >= agenda.Note; s-- {
		for _, f := range fs {
			if f.Severity != s {
				continue
			}
			k, more := kindOfFinding(f), f.More
			if count[k]++; count[k] <= mostOfKind {
				f.More, last[k] = 0, len(shown)
				shown = append(shown, f)
			} else {
				more++
			}
			shown[last[k]].More += more
		}
	}
	return shown
}

const andMore = "and %s more (--json shows all)\n"

// findingsText is findings, the worst first, after a line that counts them.
func findingsText(fs agenda.Findings, color bool) string {
	if len(fs) == 0 {
		return ""
	}
	var counts []string
	for s := agenda.Error; s >= agenda.Note; s-- {
		if n := fs.Count(s); n > 0 {
			counts = append(counts, input.Quantity(n, s.String()))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "       %s\n", strings.Join(counts, ", "))
	said := alike{} // of the finding above, whose hint goes for those alike, too
	for _, f := range capped(fs) {
		word := fmt.Sprintf("%-7s", f.Severity)
		if color {
			word = "\x1b[" + colors[f.Severity] + "m" + word + "\x1b[0m"
		}
		const indent = "                "
		fmt.Fprintf(&b, "       %s  %s\n%s", word, wrapped(f.String(), indent), sourceText(f, indent+"  "))
		if k := kindOfFinding(f); f.Hint != "" && k != said {
			fmt.Fprintf(&b, "%s%s\n", indent, wrapped(f.Hint, indent))
			said = k
		}
		if f.More > 0 {
			fmt.Fprintf(&b, indent+andMore, input.Number(f.More))
		}
	}
	return b.String()
}

// sourceText is the offending lines of a finding, without the empty ones at the end.
func sourceText(f agenda.Finding, indent string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimRight(f.Source, " \t\r\n")) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", "    ")
		b.WriteString(indent + printable(line) + "\n")
	}
	return b.String()
}

// wrapped breaks text between words to fit the report, following lines indented.
func wrapped(text, indent string) string {
	var b strings.Builder
	at := len(indent)
	for i, word := range strings.Fields(printable(text)) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > columns:
			b.WriteString("\n" + indent)
			at = len(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

// printable keeps what comes from an input from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if input.Unseen(r) {
			return '\ufffd'
		}
		return r
	}, s)
}

// complain prints an error and what to do about it, after what was noticed before it but for notes; with
// --json also as findings, to standard output.
func (c *command) complain(err error) {
	c.pages.clear()
	if errors.Is(err, errSaid) {
		return
	}
	var wrong agenda.Findings
	wrong.Add("failed", agenda.Error, agenda.Where{}, hintOf(err), "%v", err)
	if input := (*agenda.InputError)(nil); errors.As(err, &input) {
		wrong = c.placed(input.Findings)
	}
	before := slices.DeleteFunc(slices.Clone(c.noticed), func(f agenda.Finding) bool {
		return slices.Contains(wrong, f)
	})
	if c.asJSON {
		// Nothing more can be done where standard output does not take it.
		_ = slices.Concat(before, wrong).WriteJSON(c.stdout)
	} else if text := findingsText(worse(before, agenda.Note), inColor(c.stderr)); text != "" {
		fmt.Fprintf(c.stderr, "noticed\n%s\n", text)
	}
	for _, f := range capped(wrong) {
		fmt.Fprintf(c.stderr, "daysheet: %s\n%s", printable(f.String()), sourceText(f, "    "))
		if f.Hint != "" {
			fmt.Fprintf(c.stderr, "  hint: %s\n", printable(f.Hint))
		}
		if f.More > 0 {
			fmt.Fprintf(c.stderr, "  "+andMore, input.Number(f.More))
		}
	}
}

func hintOf(err error) string {
	if hinted := (interface{ Hint() string })(nil); errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}

// errSaid is the error of a run that has already said what is wrong.
var errSaid = errors.New("said already")
