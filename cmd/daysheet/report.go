package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
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
	summary     int      // of fonts that are missing: its place in noticed, from 1; 0: there is none
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
		if f.Rule == fontsMissing {
			if r.summary == 0 {
				r.noticed = append(r.noticed, f)
				r.summary = len(r.noticed)
			}
			r.noticed[r.summary-1] = f // it says what the one before it did, and more
			continue
		}
		key := f
		if checked[f.Rule] {
			key = agenda.Finding{Rule: f.Rule, Where: f.Where}
		}
		if !r.known[key] {
			r.known[key] = true
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

// fontsMissing is the rule by which writers sum up what they lack fonts for.
const fontsMissing = "fonts-missing"

// checked are the rules of agenda.Check that writers have too, each in its own words: once is enough.
var checked = map[string]bool{"no-start": true, "ends-before-start": true, "duplicate-id": true,
	"bad-zone": true, "unknown-status": true, "bad-repeat": true}

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
	group := func(title string, lines []line) {
		if len(lines) == 0 {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, title)
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
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, "noticed")
		printFindings(&b, noticed, inColor(w))
	}
	if len(r.changes) > 0 {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, "changed")
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

// mostAlike is how many findings of one rule are shown one by one.
const mostAlike = 20

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
		alike := map[string]int{}
		said := "" // the hint of the one above, which goes for those alike, too
		for _, f := range fs {
			if f.Severity != s {
				continue
			}
			if alike[f.Rule]++; alike[f.Rule] > mostAlike {
				continue
			}
			word := fmt.Sprintf("%-7s", s)
			if color {
				word = "\x1b[" + colors[s] + "m" + word + "\x1b[0m"
			}
			const indent = "                "
			fmt.Fprintf(w, "       %s  %s\n", word, wrapped(f.String(), indent))
			for _, source := range sourceLines(f) {
				fmt.Fprintf(w, "%s  %s\n", indent, source)
			}
			if hint := f.Rule + f.Hint; f.Hint != "" && hint != said {
				fmt.Fprintf(w, "%s%s\n", indent, wrapped(f.Hint, indent))
				said = hint
			}
		}
		for _, rule := range slices.Sorted(maps.Keys(alike)) {
			if more := alike[rule] - mostAlike; more > 0 {
				fmt.Fprintf(w, "       %-7s  and %d more of the kind %s; --json shows them all\n",
					s, more, rule)
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
		switch {
		case r < 0x20 || r >= 0x7f && r < 0xa0, // controls
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // overrides of the direction
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
	input := (*agenda.InputError)(nil)
	if errors.As(err, &input) {
		if c.noticed != nil {
			input = &agenda.InputError{Findings: c.noticed.placed(input.Findings)}
		}
	} else {
		input = &agenda.InputError{Findings: agenda.Findings{
			{Rule: "failed", Severity: agenda.Error, Message: err.Error(), Hint: hintOf(err)},
		}}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(f agenda.Finding) bool {
		return slices.Contains(input.Findings, f)
	})
	switch {
	case c.asJSON:
		// Nothing more can be done where standard output does not take it.
		_ = append(all, input.Findings...).WriteJSON(c.stdout)
	case len(worse(all, agenda.Note)) > 0:
		fmt.Fprintln(c.stderr, "noticed")
		printFindings(c.stderr, worse(all, agenda.Note), inColor(c.stderr))
		fmt.Fprintln(c.stderr)
	}
	for _, f := range input.Findings {
		fmt.Fprintf(c.stderr, "daysheet: %s\n", printable(f.String()))
		for _, source := range sourceLines(f) {
			fmt.Fprintf(c.stderr, "    %s\n", source)
		}
		if f.Hint != "" {
			fmt.Fprintf(c.stderr, "  hint: %s\n", printable(f.Hint))
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
