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

// Encode writes any calendar, and whatever components a caller has added to it, as RFC 5545 wants it on the
// wire: lines end in CRLF and are folded at 75 octets, never inside a character or an escape; TEXT is escaped
// and parameters are quoted, with RFC 6868 where quotes cannot say it; control characters never pass, bytes
// that are not UTF-8 become U+FFFD, and no name or value whatever starts a line of its own.
//
// It also mends what golang-ical's setters get wrong: a TZID beside a time in UTC goes, a float loses its
// exponent, and CONFERENCE, IMAGE, SOURCE and REFRESH-INTERVAL say their VALUE, which has no default.
//
// Property, parameter and component names that are not made of letters, digits and hyphens are errors, and
// so are values that should be a URI and have no scheme, and components nested more than 100 deep. After an
// error what was written is no calendar. Encode fills blocks of 64 KiB and hands each to w at once.
func Encode(w io.Writer, c *ics.Calendar) error { return wire.Encode(w, c) }

// Timezone describes loc by its IANA name for the years from that of from to that of to, as loc counts
// them, for a calendar whose components name it as their TZID:
//
//   - a zone that does not change its clocks in those years is one STANDARD;
//   - where each year follows the same two rules, one STANDARD and one DAYLIGHT with a yearly RRULE of one
//     month and one weekday, which is all that Outlook understands;
//   - else every change is listed, alike ones together.
//
// Years before 1900 count as 1900, those after 2199 as 2199.
func Timezone(loc *time.Location, from, to time.Time) *ics.VTimezone {
	return zone.Timezone(loc, from, to)
}

// ReadOptions name the input and its zone. The zero value is right for a feed that says where it is.
type ReadOptions struct {
	Name string // of the input, in Findings
	Zone string // IANA name of the event's zone where the feed names none; empty: UTC
}

// Read makes an event of a feed, of any exporter: of all its calendars, with a session for each VEVENT, in
// the order of their starts. A feed that [Write] has written comes back with speakers, links, kinds and ids
// as they were.
//
// The event's zone is X-WR-TIMEZONE, else the one that most sessions name, else ReadOptions.Zone, else UTC;
// dates and times without a zone are in it. Where all UIDs end in the same "@event.example.org", that is
// Event.ID, and what is before it Session.ID. What all LOCATIONs end in is the venue, and what stands before
// that the room. Speakers are those of a line "Speaker: …", the first or the last of the description, and of
// a title that ends in "(talk by …)"; nobody else is taken for one. HTML becomes plain text, with its links
// in Session.Links. A repeating session is one session; dates of it that are changed, or added to its rule,
// become sessions of their own. What all sessions have, a revision or an address to join, is the event's
// where it is what most have.
//
// An error is an [*agenda.InputError] where the input is no calendar (no-calendar) or beyond the bounds
// (too-large, too-deep), that of r, or of a ReadOptions.Zone that is unknown.
//
// The findings say what was wrong with the feed, or what of it has no place in an event;
// `go doc github.com/daysheet/daysheet/ical/internal/reader` lists their rules.
func Read(r io.Reader, o ReadOptions) (*agenda.Event, agenda.Findings, error) {
	return reader.Read(r, reader.Options(o))
}

// MaxSize is the size of the largest feed that is read, in octets: far more than any calendar takes.
const MaxSize = wire.MaxSize

// LintOptions say what the feed is called.
type LintOptions struct {
	Name string // of the file, for the places of findings; may be empty
}

// Lint says what is wrong with a feed of any program: where it breaks RFC 5545, RFC 5546 and RFC 7986, and
// where Google, Outlook or Apple are known not to take it as it is meant. Each finding has a line, and the
// UID of its event or else the title. What has one cause is found once (a missing VTIMEZONE, however many
// events name it), what has to be mended in many places in each of them, up to 1000 a rule. The error is of
// a reader that fails; what is no calendar at all is a finding.
//
// A feed that [Write] makes has no finding, but for outlook-limit where a zone fits no two yearly rules
// (today Africa/Casablanca, Africa/El_Aaiun, Asia/Gaza and Asia/Hebron), and notes on what a session lacks,
// such as no-end.
//
// `go doc github.com/daysheet/daysheet/ical/internal/lint` lists the rules.
func Lint(r io.Reader, o LintOptions) (agenda.Findings, error) {
	return lint.Lint(r, lint.Options(o))
}
