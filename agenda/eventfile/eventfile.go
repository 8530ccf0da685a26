// Package eventfile reads and writes event.yaml, daysheet's own file. An organizer writes this and no more:
//
//	name: Apache Kafka meetup
//	zone: America/Los_Angeles
//	venue: Unite conference room, 2025 Stierlin Court, Mountain View
//	capacity: 48
//	days:
//	  2014-06-03:
//	    - 18:30-19:00 Registration and networking
//	    - at: 19:00-19:30
//	      title: Operating Kafka at scale in production
//	      by: Todd Palino and Clark Haskins (LinkedIn)
//	      abstract: What it takes to run a commit log for a whole company.
//
// Use [Read] first; [Write] is its inverse. [Parse] also gives the settings of what is printed, and
// [File.Place] finds the line of what [agenda.Check] reports. [WriteIDs] writes ids into a file that people
// edit and leaves the rest of it alone.
//
// [Reference] explains the words of an event file. Beyond that, for those who write one by program:
//
//   - A time that may be two times is an error, never a part of the title, and so is a rule of repetition
//     that is not understood. An end earlier than its start is on the next date, and so is an hour before
//     the hour at which its day "ends".
//   - What a clock on the wall cannot say (seconds, several days, an hour that exists twice) is said by start
//     and end as RFC 3339 moments. A rule may be one of RFC 5545: "FREQ=WEEKLY;BYDAY=TU;COUNT=4".
//   - The names in "by" are read by [input.ParseByline]; as a list, each entry is one speaker. What is as a
//     whole the name or the id of one of the "speakers" is not taken apart; without that list, those who are
//     named are the speakers.
//   - Text stays text: yes, null, 12 and 18:30 are titles like any other. In a summary, description, abstract
//     or biography an empty line parts paragraphs, however the text is wrapped, and block texts (| and >)
//     have no line end after their last line.
//   - A session without speakers and without a kind is of the kind that [input.KindOf] tells from its title.
//
// # Bounds
//
// A file has at most [MaxSize] octets, 400,000 lines and commas, 5,000 sessions and 32 levels. Anchors,
// aliases, tags and merges are not part of event.yaml, and it is one document.
//
// Within version 1 every file that can be read keeps its meaning.
package eventfile

import (
	"cmp"
	_ "embed"
	"io"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// Reference explains event.yaml to an organizer: each word of it, in plain text of 80 columns.
//
//go:embed reference.txt
var Reference string

// MaxSize is the size of the largest file that is read, in octets.
const MaxSize = 8 << 20

var limit = input.Limit{Of: "the event file", MiB: MaxSize >> 20,
	Hint: "leave out what does not belong to the agenda, or split the event"}

// Options are those of a reader or writer. The zero value is right where there is no name and no setting.
type Options struct {
	Name     string   // of the file, in Findings
	Settings Settings // that [Write] writes beside the event
}

// Settings holds the print settings of an event file. Paths of files are relative to the event file.
type Settings struct {
	Logo  string   // a picture: PNG, JPEG or SVG
	Fonts []string // files and folders of fonts; "system": the fonts of the machine
}

// File is an event file that was read: what it says, and where in it that stands.
type File struct {
	Event    *agenda.Event
	Settings Settings
	source   *file
}

// Parse reads an event file. An error is an [*agenda.InputError] that lists everything wrong with the file,
// each with its line, its column and the line itself, or that of r. The rules of its findings are:
//
//	too-large, not-utf-8, bad-yaml, unsupported-yaml            the file is not one that can be read
//	unknown-key, duplicate-key, wrong-type, bad-value           a word or a value that is not understood
//	no-zone, unknown-zone, bad-time, no-time, wrong-day         a time that means nothing
//	lost-entry                                                  an entry is indented into the text above it
//	clock-change                                                a time that the clocks skip or show twice
//
// An event that is read may come with these:
//
//	text-cut            warning  a # cuts a text short, because YAML takes the rest for a comment
//	two-organizations   warning  a speaker has two organizations; the first one counts
//	unlisted-speaker    warning  the organization of one who is not among the listed speakers is left out
//	maybe-organization  warning  a word behind a comma is taken for a speaker: parentheses are missing
//	long-session        warning  an end before its start makes a session of twelve hours or more
//	out-of-order        warning  a session is earlier than those above it by an hour or more: 1:00 for 13:00
//	ids-not-written     note     the ids are derived, not written; once for the file
//
// Session.ID and Event.ID are those that are written, else those of [agenda.Event.SessionIDs] and
// [agenda.Event.Identity]. Session.Speakers holds the speaker's id, or the name where there is no id. Start
// and End are in the event's zone, sessions in the order of the file, those without a day last.
func Parse(r io.Reader, o Options) (*File, agenda.Findings, error) {
	f, findings, err := parse(r, o)
	if err != nil {
		return nil, findings, err
	}
	f.deriveIDs()
	return &File{f.event, f.settings, f}, f.findings, nil
}

// parse is Parse, but leaves the ids as they are written.
func parse(r io.Reader, o Options) (*file, agenda.Findings, error) {
	src, err := limit.Read(r, o.Name)
	if err != nil {
		return nil, nil, err
	}
	f := open(src, o)
	f.read()
	slices.SortStableFunc(f.findings, func(a, b agenda.Finding) int {
		return cmp.Or(cmp.Compare(a.Where.Line, b.Where.Line), cmp.Compare(a.Where.Column, b.Where.Column))
	})
	if err := f.findings.Err(); err != nil {
		return nil, slices.DeleteFunc(f.findings, func(finding agenda.Finding) bool {
			return finding.Severity == agenda.Error
		}), err
	}
	return f, f.findings, nil
}

// Read is [Parse] for those who need the event alone.
func Read(r io.Reader, o Options) (*agenda.Event, agenda.Findings, error) {
	f, findings, err := Parse(r, o)
	if err != nil {
		return nil, findings, err
	}
	return f.Event, findings, nil
}

// Place gives findings that name an id, of a session, speaker, room or track, or a key of the event itself
// ("logo:"), the file, line and column at which that stands, and shows the line. A finding without an id gets
// the name of the file alone; one that has a file is left as it is. fs is not changed.
func (f *File) Place(fs agenda.Findings) agenda.Findings {
	out := slices.Clone(fs)
	for i := range out {
		w := &out[i].Where
		if w.File != "" || w.Line > 0 {
			continue
		}
		w.File = f.source.name
		if at, ok := f.source.places[w.ID]; ok {
			id := w.ID
			*w = f.source.where(at)
			w.ID = id
			if out[i].Source == "" {
				out[i].Source = f.source.excerpt(at)
			}
		}
	}
	return out
}
