package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
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

// A report is what a run tells a person: what was read, what was noticed, what was written.
type report struct {
	read, wrote []line
	noticed     agenda.Findings
	known       map[agenda.Finding]bool
	changes     []string // what became of the sessions, event by event
	// place finds in the event file what a finding names by its id.
	place func(agenda.Findings) agenda.Findings
	// brief leaves gaps out: a command that makes one thing does not say each time what check says.
	brief bool
}

// report starts the report of a command. What it notices is shown where the command fails, too.
func (c *command) report() *report {
	c.noticed = &report{known: map[agenda.Finding]bool{}}
	return c.noticed
}

// A line counts one thing: "48 badges", where it is, and a word on it.
type line struct {
	count       int
	what, where string
	note        string
}

func (r *report) didRead(n int, what, where, note string) {
	r.read = append(r.read, line{n, input.Plural(n, what, what+"s"), where, note})
}

func (r *report) didWrite(n int, what, where, note string) {
	r.wrote = append(r.wrote, line{n, input.Plural(n, what, what+"s"), where, note})
}

// notice adds findings, those that two writers have in common once.
func (r *report) notice(fs ...agenda.Finding) {
	for _, f := range r.placed(fs) {
		if !r.known[f] {
			r.known[f] = true
			r.noticed = append(r.noticed, f)
		}
	}
}

// placed gives findings of which only an id is known their places in the event file.
func (r *report) placed(fs agenda.Findings) agenda.Findings {
	unplaced := func(f agenda.Finding) bool { return f.Where.ID != "" && f.Where.File == "" }
	if r.place == nil || !slices.ContainsFunc(fs, unplaced) {
		return fs
	}
	fs = slices.Clone(fs)
	for i, f := range r.place(fs) {
		if unplaced(fs[i]) {
			fs[i] = f
		}
	}
	return fs
}

// print shows the report to a person, or with asJSON only the findings, for a program.
func (r *report) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return r.noticed.WriteJSON(w)
	}
	noticed := r.noticed
	if r.brief {
		noticed = slices.DeleteFunc(slices.Clone(noticed), func(f agenda.Finding) bool {
			return f.Rule == "gap"
		})
	}
	var b strings.Builder
	what := 0
	for _, l := range append(r.read, r.wrote...) {
		what = max(what, len(l.what))
	}
	heading := func(title string) {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, title)
	}
	group := func(title string, lines []line) {
		if len(lines) == 0 {
			return
		}
		heading(title)
		where := 0
		for _, l := range lines {
			where = max(where, utf8.RuneCountInString(l.where))
		}
		for _, l := range lines {
			text := printable(fmt.Sprintf("%6d %-*s  %s", l.count, what, l.what, l.where))
			if note := printable(l.note); note != "" {
				beside := fmt.Sprintf("%*s  %s", where-utf8.RuneCountInString(l.where), "", note)
				if utf8.RuneCountInString(text+beside) > columns {
					indent := strings.Repeat(" ", 9+what)
					beside = "\n" + indent + wrapped(note, indent)
				}
				text += beside
			}
			fmt.Fprintln(&b, text)
		}
	}
	group("read", r.read)
	if len(noticed) > 0 {
		heading("noticed")
		printFindings(&b, noticed, inColor(w))
	}
	if len(r.changes) > 0 {
		heading("changed")
		for line := range strings.SplitSeq(strings.Join(r.changes, "\n\n"), "\n") {
			fmt.Fprintln(&b, strings.TrimRight(strings.Repeat(" ", indent)+printable(line), " "))
		}
	}
	group("wrote", r.wrote)
	_, err := io.WriteString(w, b.String())
	return err
}

// worse are the findings that weigh more than s.
func worse(fs agenda.Findings, s agenda.Severity) agenda.Findings {
	return slices.DeleteFunc(slices.Clone(fs), func(f agenda.Finding) bool { return f.Severity <= s })
}

// colors are the SGR codes of a severity: it is always written out as a word as well.
var colors = map[agenda.Severity]string{agenda.Note: "2", agenda.Warning: "33", agenda.Error: "31"}

// An alike is what findings of one kind share: the rule, and what to do about it.
type alike struct{ rule, hint string }

// mostOfKind is how many findings of a kind are shown one by one.
const mostOfKind = 3

// capped gives the findings to show, and how many more there are of the kind of one, behind the last of it.
func capped(fs agenda.Findings) iter.Seq2[agenda.Finding, int] {
	all, shown := map[alike]int{}, map[alike]int{}
	for _, f := range fs {
		all[alike{f.Rule, f.Hint}] += 1 + f.More
	}
	return func(yield func(agenda.Finding, int) bool) {
		for _, f := range fs {
			k, more := alike{f.Rule, f.Hint}, 0
			if shown[k]++; shown[k] > mostOfKind {
				continue
			}
			if shown[k] == mostOfKind {
				more = all[k] - mostOfKind
			}
			if !yield(f, more) {
				return
			}
		}
	}
}

const andMore = "and %s more (--json shows all)\n"

// printFindings shows the worst first, after a line that counts them.
func printFindings(w io.Writer, fs agenda.Findings, color bool) {
	var counts []string
	for s := agenda.Error; s >= agenda.Note; s-- {
		if n := fs.Count(s); n > 0 {
			counts = append(counts, input.Quantity(n, s.String()))
		}
	}
	fmt.Fprintf(w, "       %s\n", strings.Join(counts, ", "))
	for s := agenda.Error; s >= agenda.Note; s-- {
		said := alike{} // that of the one above, whose hint goes for those alike, too
		for f, more := range capped(slices.DeleteFunc(slices.Clone(fs), func(f agenda.Finding) bool {
			return f.Severity != s
		})) {
			word := fmt.Sprintf("%-7s", s)
			if color {
				word = "\x1b[" + colors[s] + "m" + word + "\x1b[0m"
			}
			const indent = "                "
			fmt.Fprintf(w, "       %s  %s\n", word, wrapped(f.String(), indent))
			for _, source := range sourceLines(f) {
				fmt.Fprintf(w, "%s  %s\n", indent, source)
			}
			if k := (alike{f.Rule, f.Hint}); f.Hint != "" && k != said {
				fmt.Fprintf(w, "%s%s\n", indent, wrapped(f.Hint, indent))
				said = k
			}
			if more > 0 {
				fmt.Fprintf(w, indent+andMore, input.Number(more))
			}
		}
	}
}

// sourceLines are the offending lines of a finding, without the empty ones at the end.
func sourceLines(f agenda.Finding) []string {
	text := strings.TrimRight(f.Source, " \t\r\n")
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = printable(strings.ReplaceAll(l, "\t", "    "))
	}
	return lines
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
	if c.pages != nil {
		c.pages.clear()
	}
	if quiet := (*silent)(nil); errors.As(err, &quiet) {
		return
	}
	var all agenda.Findings
	if c.noticed != nil {
		all = c.noticed.noticed
	}
	wrong := (*agenda.InputError)(nil)
	if errors.As(err, &wrong) {
		if c.noticed != nil {
			wrong = &agenda.InputError{Findings: c.noticed.placed(wrong.Findings)}
		}
	} else {
		wrong = &agenda.InputError{Findings: agenda.Findings{
			{Rule: "failed", Severity: agenda.Error, Message: err.Error(), Hint: hintOf(err)},
		}}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(f agenda.Finding) bool {
		return slices.Contains(wrong.Findings, f)
	})
	switch {
	case c.asJSON:
		// Nothing more can be done where standard output does not take it.
		_ = append(all, wrong.Findings...).WriteJSON(c.stdout)
	case len(worse(all, agenda.Note)) > 0:
		fmt.Fprintln(c.stderr, "noticed")
		printFindings(c.stderr, worse(all, agenda.Note), inColor(c.stderr))
		fmt.Fprintln(c.stderr)
	}
	for f, more := range capped(wrong.Findings) {
		fmt.Fprintf(c.stderr, "daysheet: %s\n", printable(f.String()))
		for _, source := range sourceLines(f) {
			fmt.Fprintf(c.stderr, "    %s\n", source)
		}
		if f.Hint != "" {
			fmt.Fprintf(c.stderr, "  hint: %s\n", printable(f.Hint))
		}
		if more > 0 {
			fmt.Fprintf(c.stderr, "  "+andMore, input.Number(more))
		}
	}
}

func hintOf(err error) string {
	if hinted := (interface{ Hint() string })(nil); errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}

// silent is the error of a run that has already said what is wrong.
type silent struct{}

func (*silent) Error() string { return "" }
