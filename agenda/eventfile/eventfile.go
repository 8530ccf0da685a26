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
// Use [Read] first; [Write] is its inverse. [WriteIDs] writes ids into a file that people edit and leaves the
// rest of it alone; [Place] finds the line of what [agenda.Check] reports.
//
// # The words
//
//	event    name id revised summary description url online image color logo language zone
//	         venue organizer capacity fonts tracks rooms speakers days sessions
//	venue    "Name, address", or name address latitude longitude url
//	organizer  a name, or name email url
//	days     a date (2014-06-03) and its list of sessions, or title ends sessions
//	session  "18:30-19:00 Title", or at (or start and end) repeat except title by id created revised
//	         abstract kind room rooms track language online image links status
//	speaker  "Name (Organization)", or id name organization biography links
//	room     a name, or id name capacity shared
//	track    a name, or id name color
//	link     a URL, or title url
//	fonts    a file or folder of fonts, from the event file's place, or a list; "system": the machine's
//	logo     a picture for what is printed, from the event file's place: PNG, JPEG or SVG
//
// A time is 19:00-19:30, 19.00 – 19.30, 19:00 to 19:30, 7 pm - 7:30 pm or 19 bis 19:30 Uhr, and 19:00 where
// the end is not known; what may be two times is an error, never a part of the title. An end earlier
// than its start is on the next date, and so is an hour before the hour at which its day "ends". What a clock
// on the wall cannot say (seconds, several days, an hour that exists twice) is said by start and end as
// RFC 3339 moments; they may be 19:00 and 19:30 too. The list "sessions" beside "days" holds what has no time
// yet.
//
// A session of days has no hours: "at: all day", and where it has several days "end: 2014-06-05", the last of
// them. It is listed below the first.
//
// How a session repeats is said in words: "repeat: daily until 2014-06-05" (on that day, too), "weekly, 4
// times" (the first one counted), "every weekday until 2014-06-30", "every Tuesday and Thursday, 8 times",
// "every 2 weeks, 6 times", "every 2 weeks on Tuesday", "monthly on the first Tuesday" or "... last ...",
// "yearly", or as a rule of RFC 5545: "FREQ=WEEKLY;BYDAY=TU;COUNT=4". What is not understood is an error,
// never a guess. The session is listed below the first day. "except: 2014-06-10", or a list, leaves out what
// would be on that day; a moment does, too, where there are several on one day.
//
// The names in "by" and their organizations are read by [input.ParseByline]: "A and B (X)" are both of X, of
// "A, B (X)" only the last is. As a list, each entry is one speaker. What is as a whole the name or the id of
// one of the "speakers" is not taken apart; without that list, those who are named are the speakers.
//
// Text stays text: yes, null, 12 and 18:30 are titles like any other. In a summary, description, abstract or
// biography an empty line parts paragraphs, however the text is wrapped, and block texts (| and >) have no
// line end after their last line. A session without speakers and without a kind is of the kind that
// [input.KindOf] tells from its whole title: Registration, Lunch, Coffee break, Networking or the like.
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
	"fmt"
	"io"
	"slices"

	"github.com/daysheet/daysheet/agenda"
)

// MaxSize is the size of the largest file that is read, in octets.
const MaxSize = 8 << 20

// Options name the input. The zero value is right where there is no name.
type Options struct {
	Name string // of the file, in Findings
}

// Read reads an event. An error is an [*agenda.InputError] that lists everything wrong with the file, each
// with its line, its column and the line itself, or that of r. The rules of its findings are:
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
//	bad-color           warning  a track's color is not of the form "#rrggbb"
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
func Read(r io.Reader, o Options) (*agenda.Event, agenda.Findings, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", nameOr(o.Name), err)
	}
	f := open(src, o)
	f.read()
	notes, err := f.verdict()
	if err != nil {
		return nil, notes, err
	}
	f.deriveIDs()
	return f.event, f.findings, nil
}

func nameOr(name string) string {
	if name == "" {
		return "the event file"
	}
	return name
}

// verdict sorts what was found by line and parts it: an error of all that is wrong, and the rest.
func (f *file) verdict() (agenda.Findings, error) {
	slices.SortStableFunc(f.findings, func(a, b agenda.Finding) int {
		return cmp.Or(cmp.Compare(a.Where.Line, b.Where.Line), cmp.Compare(a.Where.Column, b.Where.Column))
	})
	err := f.findings.Err()
	if err == nil {
		return f.findings, nil
	}
	var notes agenda.Findings
	for _, finding := range f.findings {
		if finding.Severity != agenda.Error {
			notes = append(notes, finding)
		}
	}
	return notes, err
}
