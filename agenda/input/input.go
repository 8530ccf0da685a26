// Package input is how every reader of daysheet treats the files that people give it: a bound on their size,
// their encoding, characters that nobody sees, and what a [agenda.Finding] says of them.
//
// A reader begins with [Limit.Read] and [Decode], cleans each text with [Clean], and collects what it
// notices in a [Findings], which keeps the first thousand of a rule:
//
//	limit := input.Limit{Of: "the attendee list", MiB: 64, Hint: "split it"}
//	file, err := limit.Read(r, o.Name)
//	if err != nil {
//		return nil, nil, err // of r, or an agenda.InputError: it is too large
//	}
//	text, encoding := input.Decode(file)
//
// [DidYouMean], [Quote], [Quantity] and [Number] write the words of messages. Only what two packages use is
// here.
package input

import (
	"cmp"
	"fmt"
	"io"

	"github.com/daysheet/daysheet/agenda"
)

// Options are those of a reader that needs no others. The zero value is right.
type Options struct {
	Name string // of the input, in Findings: "attendees.csv"
}

// A Limit bounds the size of a kind of input.
type Limit struct {
	Of   string // what is read, with its article: "the attendee list"
	MiB  int    // the most that it may have
	Hint string // what to do about a larger one
}

// Read reads all of r. Of more than the limit it is an [agenda.InputError] (too-large) in the file of that
// name, which may be empty.
func (l Limit) Read(r io.Reader, name string) ([]byte, error) {
	most := l.MiB << 20
	b, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", cmp.Or(name, l.Of), err)
	case len(b) > most:
		return nil, Error("too-large", agenda.Where{File: name}, l.Hint, "%s is larger than %d MiB",
			l.Of, l.MiB)
	}
	return b, nil
}

// Error is an [agenda.InputError] for one reason.
func Error(rule string, w agenda.Where, hint, format string, args ...any) error {
	var fs agenda.Findings
	fs.Add(rule, agenda.Error, w, hint, format, args...)
	return fs.Err()
}

// Findings collects findings and keeps the first 1,000 of a rule and severity, so that a large file full of
// one fault costs no memory. The zero value is ready.
type Findings struct {
	kept  agenda.Findings
	count map[ruleSeverity]int
}

const mostOfRule = 1000

type ruleSeverity struct {
	rule     string
	severity agenda.Severity
}

// Add is [agenda.Findings.Add] up to the bound.
func (fs *Findings) Add(rule string, s agenda.Severity, w agenda.Where, hint, format string, args ...any) {
	if fs.count == nil {
		fs.count = map[ruleSeverity]int{}
	}
	key := ruleSeverity{rule, s}
	if fs.count[key]++; fs.count[key] <= mostOfRule {
		fs.kept.Add(rule, s, w, hint, format, args...)
	}
}

// All gives the findings in their order. Behind the last one of a rule that had more stands one that counts
// the others.
func (fs *Findings) All() agenda.Findings {
	var all agenda.Findings
	seen := map[ruleSeverity]int{}
	for _, f := range fs.kept {
		all = append(all, f)
		key := ruleSeverity{f.Rule, f.Severity}
		if seen[key]++; seen[key] == mostOfRule && fs.count[key] > mostOfRule {
			more := fs.count[key] - mostOfRule
			f.Where = agenda.Where{File: f.Where.File}
			f.Message, f.More = "and "+Number(more)+" more of that kind", more-1
			all = append(all, f)
		}
	}
	return all
}
