// Package announcement reads agendas as people write them, in plain text or Markdown, into an
// [agenda.Event]: the page of a meetup, a README with a table, an e-mail.
//
//	e, findings, err := announcement.Read(file, announcement.Options{
//		Name: "meetup.txt", Zone: "America/Los_Angeles",
//	})
//	if err != nil {
//		return err // an *agenda.InputError: no date, no agenda, a weekday that contradicts its date
//	}
//	for _, f := range findings {
//		fmt.Fprintln(os.Stderr, f) // the lines that were not used, and what was guessed
//	}
//
// # What it understands
//
// A row is a line that starts with a time or a range of times (18:00, 6.15pm, 6.30 - 7 pm, 18h00, 9:00 a.m.,
// Noon, ~6:45pm), plain, as a bullet, in bold or as a heading; a heading or a bullet that ends with one in
// parentheses; or a row of a Markdown table. What follows a row is its abstract, up to the next one; below
// the last one a paragraph may belong to the row that it names, or to none, as greetings do. A row
// without an end lasts until the next start; the end of the last one of a day stays unknown. Times without
// am or pm are understood from their order. Speakers follow "by", stand under their row as "Name, Company",
// or have a column of their own.
//
// Above the rows stand the name, the date, the venue and a description. A date without a year takes it from
// a dateline (the first such date on or after it), else from the name, else from [Options]. The header of an
// e-mail is a dateline, and its subject the name.
//
// # What it promises
//
// Every line that is not blank is used whole, or a Finding tells its number. An input is at most 1 MiB, a
// line at most [MaxLine] octets, an agenda at most [MaxRows] rows.
//
// The rules of its Findings:
//
//	unused              note     lines that were not used, consecutive ones together
//	no-time             warning  a row of a table, or a heading between rows, has no time
//	no-name             warning  no line names the event
//	clock-guessed       note     nothing says am or pm; how the first time of the day was read
//	half-guessed        warning  a time fits only twelve hours later than it might be
//	approximate-time    note     a time is only approximate in the text
//	time-in-text        warning  a line that starts with a time was taken as part of a sentence
//	day-in-text         warning  a line that starts with a day, but is no heading of one
//	out-of-order        warning  a row starts before the one above it
//	hours-differ        warning  the text promises other hours than the agenda has
//	zone-differs        warning  the text names another time zone than Options.Zone
//	other-date          note     a second date might be meant as well
//	speaker-twice       warning  one name has two organizations; the first is kept
//	speaker-in-title    note     what was left in a title might be a speaker
//	unused-link         note     a link is no web address, or has no place in the event
//	line-too-long       warning  a line over MaxLine; it is not used
//	invalid-utf-8       warning  octets that are not UTF-8; they read as Windows-1252
//
// and of its errors:
//
//	no-zone bad-zone    Options.Zone is missing, or not in the IANA database
//	too-large not-text  over 1 MiB or MaxRows; no text at all
//	no-agenda           no line starts with a time
//	no-date no-year     the text does not tell, and neither does Options
//	bad-date            a date that no calendar has
//	ambiguous-date      06/03/2014 is two dates
//	wrong-weekday       the weekday is not that of the date
//	ends-before-start   a row ends before it starts
//	bad-clock           the clocks skip that time, or show it twice
package announcement

import (
	"io"
	"regexp"
	"slices"
	"sync"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// The bounds of an announcement, beside its size of 1 MiB.
const (
	MaxLine = 16 << 10 // octets
	MaxRows = 2000
)

var limit = input.Limit{Of: "the announcement", MiB: 1, Hint: "cut out the part with the agenda"}

// Options says what the text may leave open.
type Options struct {
	Name string      // names the input in Findings
	Zone string      // required: the IANA name of the zone in which the times are meant
	Year int         // used where the text tells no year; 0: none
	Date agenda.Date // the first day, used where the text tells no date; zero: none
}

// Read reads an announcement. The event has its ID, and so has each of its sessions: write them down before
// anything is published. An input that cannot be used gives an [agenda.InputError] with every reason found;
// what was not used or had to be guessed is a Finding, in the order of the lines.
func Read(r io.Reader, o Options) (*agenda.Event, agenda.Findings, error) {
	d, err := read(r, o)
	if err != nil {
		return nil, nil, err
	}
	return d.event, d.findings, nil
}

func read(in io.Reader, o Options) (*reader, error) {
	r := &reader{options: o, event: &agenda.Event{Zone: o.Zone}, speakers: map[string]*agenda.Speaker{}}
	if o.Zone == "" {
		return nil, input.Error("no-zone", agenda.Where{File: o.Name}, "name the zone, like Europe/Berlin",
			"an announcement does not tell its time zone")
	}
	var err error
	if r.loc, err = r.event.Location(); err != nil {
		return nil, input.Error("bad-zone", agenda.Where{File: o.Name}, "", "%v", err)
	}
	src, err := limit.Read(in, o.Name)
	if err != nil {
		return nil, err
	}
	if r.split(src) && r.body() {
		r.preamble()
		r.sessions()
		r.unused()
	}
	slices.SortStableFunc(r.findings, func(a, b agenda.Finding) int { return a.Where.Line - b.Where.Line })
	return r, r.findings.Err()
}

// A lazyRegexp gives a regular expression, which is compiled when it is first asked for: all of them take
// longer than a whole run of a program that reads no announcement.
type lazyRegexp func() *regexp.Regexp

func pattern(expr string) lazyRegexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// words is a pattern of whole words, in whatever case.
func words(expr string) lazyRegexp { return pattern(`(?i)\b(?:` + expr + `)\b`) }
