// Package ical writes events as the iCalendar feed (RFC 5545, RFC 7986) that attendees subscribe to: right
// in Google, Outlook, Apple and Thunderbird at once, and the same bytes for as long as nothing changes.
//
//	e := &agenda.Event{ID: "kafka-2014.example.org", Name: "Kafka meetup", Zone: "America/Los_Angeles"}
//	for _, r := range rows {
//		e.Sessions = append(e.Sessions, agenda.Session{
//			ID: r.Slug, Title: r.Title, Start: r.Start, End: r.End, Revised: r.UpdatedAt,
//		})
//	}
//	findings, err := ical.Write(w, e, ical.Options{})
//
// [Compose] takes several events, and says what has changed since the last feed. [Calendar] gives
// golang-ical's model of the feed, to which you may add components of your own, with [Timezone] for the zones
// that they need; [Encode] turns any such model into right bytes. [Handler] serves feeds from your database,
// whole or as a [View]. [Read] makes an event of anybody's feed, and [Lint] judges one.
//
// # Identity
//
// A session's UID is its id, "@" and the id of its event. SEQUENCE counts the whole minutes from
// 2000-01-01T00:00Z to its revision (Session.Revised, else Event.Revised, else Options.Now), and DTSTAMP and
// LAST-MODIFIED are that revision; without one they are that first moment, and 0. Nothing reads the clock: a
// row's updated_at is all that tells subscribers of a change.
//
// # Memory
//
// Where there is no updated_at, the feed published last is the memory: see [ReadPublished]. Given it as
// Options.Previous, the next feed revises the sessions whose meaning has changed, and keeps the others byte
// for byte. Each entry carries a digest of its meaning to tell ([diff.Digester] says of what), in which order
// and white space do not count; a feed without digests is read. A session that is gone stays as
// STATUS:CANCELLED until its event has ended. One that has another id keeps its UID where title and start, or
// title and speakers, are the same, and nobody else's.
//
// # Properties of our own
//
// What no standard property says stands in X- properties, which calendars ignore, so that a feed can be read
// again whole: X-DAYSHEET-SPEAKER (with X-ORGANIZATION), since speakers are no ATTENDEEs; X-DAYSHEET-KIND;
// X-DAYSHEET-ID, of a session that has kept another's UID; X-DAYSHEET-STATUS, see Options.ShowCancelled;
// X-DAYSHEET-DIGEST.
//
// # Findings
//
// What cannot be published is left out, never a broken feed: in silence where [agenda.Check] names it, which
// goes first, else with a finding:
//
//	year-out-of-range  error    a session starts or ends before 1900 or after 2199; it is left out
//	duplicate-id       error    two sessions have one UID though not one id; the second is left out
//	bad-revision       warning  a revision before 1900 or after 2199; it counts as none
//	bad-url            warning  Options.Source is not an absolute http or https URL
//	long-source        warning  Options.Source is longer than Google reads
//	bad-color          warning  Options.Color is not of the form #rrggbb
//	unknown-track      warning  the View names a track that no event has; so unknown-room, unknown-speaker
//	                            and unknown-session
//	empty-view         warning  no session is in the View; the feed is valid, and empty
//
// and of what has become of the feed published last:
//
//	gone               warning  a session is in no event any more; the feed cancels it
//	id-changed         note     a session has another id; the feed keeps its UID
//	id-ambiguous       warning  a session may be one of several that are gone; it counts as a new one
//	over               note     sessions of an event that has ended are in no event; the feed drops them
//	other-feed         error    that feed has no session in common with this one; it is not used
//
// Within version 1 exported names keep their meaning. The bytes change with a release only where they were
// wrong, and with the time zone database.
package ical

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/lint"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// Options say what the feed holds, what it is called and how it is fetched. The zero value is right for most.
type Options struct {
	View        View          // which sessions; the zero View is all of them
	Name        string        // of the calendar; empty: the names of the events, and of what the View chooses
	Description string        // empty: what a single event says of itself
	Source      string        // the URL at which the feed is published; empty: not said
	Color       string        // of the calendar, "#rrggbb"; empty: that of a single event
	Refresh     time.Duration // how often subscribers should look, in whole seconds; 0: each hour

	// Alarm is how long before each talk a calendar should remind of it, in whole minutes; 0: not at all.
	// Who subscribes has not asked for it, so it is for feeds of a person's own.
	Alarm time.Duration
	// PlainText leaves out the description in HTML that stands beside the plain one, for Outlook
	// (X-ALT-DESC): half the size, and the same words.
	PlainText bool
	// ShowCancelled keeps cancelled sessions in sight as "Cancelled: …": Google removes what has the status
	// CANCELLED, as if it had never been.
	ShowCancelled bool

	// Previous is the feed published last, the memory of this one: see [ReadPublished]. Now is the revision
	// that sessions get which have changed since, unless a later one is theirs, or which are new and have
	// none; the library does not read the clock. Where Now is zero, it is a minute after the last revision.
	Previous *Published
	Now      time.Time
}

// Write writes the feed of an event.
func Write(w io.Writer, e *agenda.Event, o Options) (agenda.Findings, error) {
	f, err := Compose(o, e)
	if err != nil {
		return nil, err
	}
	return f.Write(w)
}

// Calendar makes one calendar of the events: a VTIMEZONE for each zone used and a VEVENT for each session,
// in the order of their starts. The zones come from Go's own database. Parameters are shared between
// properties: to change one, set the property anew. The error is of a call without events.
func Calendar(o Options, events ...*agenda.Event) (*ics.Calendar, agenda.Findings, error) {
	f, err := Compose(o, events...)
	if err != nil {
		return nil, nil, err
	}
	c, findings := f.Calendar()
	return c, findings, nil
}

// Timezone describes loc by its IANA name for the years from that of from to that of to, between 1900 and
// 2199, for a calendar whose components name it as their TZID. A zone that keeps one offset is one STANDARD;
// one that follows the same two rules each year is a STANDARD and a DAYLIGHT with a yearly RRULE each, which
// is all that Outlook understands; of any other zone each change of the clocks is listed.
func Timezone(loc *time.Location, from, to time.Time) *ics.VTimezone {
	return zone.Timezone(loc, from, to)
}

// Encode writes any calendar as RFC 5545 wants it: lines end in CRLF and are folded at 75 octets, texts are
// escaped, parameters quoted (RFC 6868). No control character passes, octets that are not UTF-8 become
// U+FFFD, and no name or value starts a line of its own. A TZID on a time in UTC is left out; CONFERENCE,
// IMAGE, SOURCE and REFRESH-INTERVAL get the VALUE that they need.
//
// A name that is not made of letters, digits and hyphens is an error, and so are a URI without a scheme and
// components nested more than 100 deep. After an error what was written is no calendar.
func Encode(w io.Writer, c *ics.Calendar) error { return wire.Encode(w, c) }

// ReadOptions name the input and its zone. The zero value is right for a feed that says where it is.
type ReadOptions struct {
	Name string // of the input, in Findings
	Zone string // IANA name of the event's zone where the feed names none; empty: UTC
}

// MaxSize is the size of the largest feed that is read, in octets.
const MaxSize = wire.MaxSize

// Read makes an event of the feed of any program, with a session for each VEVENT. A feed that [Write] has
// written comes back as it was; of others the event's zone, venue and speakers are found out, HTML becomes
// plain text, and dates that are changed in a repeating session become sessions of their own.
//
// An error is an [*agenda.InputError] where the input is no calendar (no-calendar) or beyond the bounds
// (too-large, too-deep), that of r, or of a ReadOptions.Zone that is unknown. The documentation of
// ical/internal/reader says how each thing is found, and lists the rules of the findings.
func Read(r io.Reader, o ReadOptions) (*agenda.Event, agenda.Findings, error) {
	return reader.Read(r, reader.Options(o))
}

// LintOptions say what the feed is called.
type LintOptions struct {
	Name string // of the file, for the places of findings; may be empty
}

// Lint says where the feed of any program breaks RFC 5545, RFC 5546 or RFC 7986, and where Google, Outlook
// or Apple are known not to take it as it is meant. Each finding has a line, and the UID of its event or
// else the title. The error is of a reader that fails; what is no calendar at all is a finding.
//
// In a feed that [Write] makes it finds no fault, but outlook-limit in zones that no two yearly rules
// describe (today Africa/Casablanca, Africa/El_Aaiun, Asia/Gaza and Asia/Hebron), and notes on what a
// session lacks. The documentation of ical/internal/lint lists the rules.
func Lint(r io.Reader, o LintOptions) (agenda.Findings, error) {
	return lint.Lint(r, lint.Options(o))
}
