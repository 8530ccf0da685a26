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
// [Write] is [Calendar], which makes golang-ical's model of one or several events, and [Encode], which turns
// any such model into bytes. Add components of your own between the two; [Timezone] describes the zones that
// they need. [Handler] serves feeds to subscribers from your database, whole or as a [View].
//
// # Identity
//
// A session's UID is its id, "@" and the id of its event. SEQUENCE counts the whole minutes from
// 2000-01-01T00:00Z to its revision (Session.Revised, else Event.Revised), and DTSTAMP and LAST-MODIFIED are
// that revision; without one they are that first moment, and 0. Nothing reads the clock: a row's updated_at
// is all that tells subscribers of a change.
//
// # Findings
//
// What cannot be published is left out and reported, never a broken feed:
//
//	bad-zone           error    the zone is not in the IANA database; the times are given in UTC
//	no-start           warning   a session has no start; it is left out
//	ends-before-start  error    a session ends before it starts; its end is left out
//	year-out-of-range  error    a session starts or ends before 1900 or after 2199; it is left out
//	duplicate-id       error    two sessions have one UID; the second is left out
//	bad-revision       warning  a revision before 1900 or after 2199; it counts as none
//	bad-url            warning  a link that is not an absolute http or https URL
//	bad-email          warning  the organizer's address is not one
//	bad-coordinates    warning  the venue is on no place of the globe
//	unknown-status     warning  a status that is none of agenda.Statuses
//	unknown-track      warning  the View names a track that no event has; so unknown-room, unknown-speaker
//	                            and unknown-session
//	empty-view         warning  no session is in the View; the feed is valid, and empty
//
// Within version 1 exported names keep their meaning. The bytes change with a release only where they were
// wrong, and with the time zone database.
package ical

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
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
