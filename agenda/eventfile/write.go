package eventfile

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// Write writes an event in the organizer's words, as short as its values allow: an entry of one line where
// there is a time and a title and nothing else. What it writes, [Read] reads as an equal event, but that
//
//   - ids that are empty are derived, and an empty zone is UTC;
//   - sessions are grouped by day, those without a start last, and each date with a session is one of Days;
//   - a session names a speaker by id where there is one, and speakers who are only named are listed;
//   - a rule of repetition is in upper case;
//   - an empty Kind is a talk where the title alone would be taken for a break or the like.
//
// An event that the file cannot hold is an [*agenda.InputError]: a zone that is unknown (unknown-zone), a
// kind or status that is none, a date, hour, number or moment out of bounds, an all-day session without whole
// days, a rule that is wrong (all bad-value), a date that is listed twice (duplicate-key). Findings of its
// own are
//
//	not-utf-8  warning  a text is not in UTF-8; the broken parts are written as U+FFFD
//	nameless   warning  a speaker, room, track or link without a name is left out
func Write(w io.Writer, e *agenda.Event, o Options) (agenda.Findings, error) {
	c := composer{name: o.Name, original: e, settings: o.Settings}
	if !c.prepare() {
		return nil, c.findings.Err()
	}
	c.event()
	if c.findings.Err() != nil {
		return nil, c.findings.Err()
	}
	_, err := io.WriteString(w, c.b.String())
	return c.findings, err
}

// composer writes one event.
type composer struct {
	b      strings.Builder
	indent int
	dash   bool // the next line begins an entry of a list

	name     string
	findings agenda.Findings
	original *agenda.Event
	e        agenda.Event // as it is written
	settings Settings     // the same
	loc      *time.Location
	dir      agenda.Directory
	listed   map[agenda.Date]agenda.Day
	byDay    map[agenda.Date][]int // indexes of e.Sessions; of those without a start below the zero date
	order    []int                 // of each of e.Sessions, where it is in the original
	people   bool                  // the speakers are listed
}

func (c *composer) add(rule string, s agenda.Severity, id, hint, format string, args ...any) {
	c.findings.Add(rule, s, agenda.Where{File: c.name, ID: id}, hint, format, args...)
}

func (c *composer) bad(id, format string, args ...any) {
	c.add("bad-value", agenda.Error, id, "correct it before it is written", format, args...)
}

// prepare copies the event with its days listed and its sessions grouped.
func (c *composer) prepare() bool {
	e := *c.original
	loc, err := e.Location()
	if err != nil {
		message, hint, _ := strings.Cut(err.Error(), "; ")
		c.add("unknown-zone", agenda.Error, "", hint, "%s", message)
		return false
	}
	c.loc = loc
	if e.Zone == "" {
		e.Zone = "UTC"
	}
	c.listed = map[agenda.Date]agenda.Day{}
	for _, d := range e.Days {
		if _, again := c.listed[d.Date]; again {
			c.add("duplicate-key", agenda.Error, "", "list each date once", "the date %s is listed twice",
				d.Date)
		}
		if back, err := agenda.ParseDate(d.Date.String()); err != nil || back != d.Date {
			c.bad("", "%s is not a date", d.Date)
		}
		if d.Ends < 0 || d.Ends > 23 {
			c.bad("", "%s ends at %d, which is no hour", d.Date, d.Ends)
		}
		c.listed[d.Date] = d
	}
	if c.findings.Err() != nil {
		return false
	}
	c.group(&e)
	c.e = e
	c.keepIDs()
	c.dir = c.e.Directory()
	c.people = !c.bylinesSuffice()
	return c.findings.Err() == nil
}

// group brings the sessions into the order of the file, by day, and lists their days.
func (c *composer) group(e *agenda.Event) {
	dates := make([]agenda.Date, len(e.Sessions)) // zero for those without a start
	for i, s := range e.Sessions {
		c.order = append(c.order, i)
		if c.moment(s.Start); s.Start.IsZero() || c.findings.Err() != nil {
			continue
		}
		if dates[i] = dayOf(s.Start.In(c.loc), c.listed); s.AllDay {
			dates[i] = agenda.DateOf(s.Start.In(c.loc))
		}
	}
	e.Days = slices.Clone(e.Days)
	for _, date := range slices.SortedFunc(slices.Values(dates), agenda.Date.Compare) {
		if _, ok := c.listed[date]; !ok && date != (agenda.Date{}) {
			c.listed[date] = agenda.Day{Date: date}
			e.Days = append(e.Days, c.listed[date])
		}
	}
	rank := map[agenda.Date]int{{}: len(e.Days)}
	for i, d := range e.Days {
		rank[d.Date] = i
	}
	slices.SortStableFunc(c.order, func(i, j int) int { return rank[dates[i]] - rank[dates[j]] })
	c.byDay = map[agenda.Date][]int{}
	sessions := e.Sessions
	e.Sessions = nil
	for at, i := range c.order {
		e.Sessions = append(e.Sessions, sessions[i])
		c.byDay[dates[i]] = append(c.byDay[dates[i]], at)
	}
}

// keepIDs gives the ids that were derived from the original where what is written would derive others.
func (c *composer) keepIDs() {
	if id := c.original.Identity(); id != c.e.Identity() {
		c.e.ID = id
	}
	ids, derived := c.original.SessionIDs(), c.e.SessionIDs()
	if slices.EqualFunc(derived, c.order, func(id string, i int) bool { return id == ids[i] }) {
		return
	}
	for i := range c.e.Sessions {
		c.e.Sessions[i].ID = ids[c.order[i]]
	}
}

// moment checks that t can be written: RFC 3339 has four digits for the year.
func (c *composer) moment(t time.Time) {
	if t.IsZero() {
		return
	}
	for _, t := range [...]time.Time{t.UTC(), t.In(c.loc)} {
		if t.Year() < 1 || t.Year() > 9999 {
			c.bad("", "a moment is in the year %d", t.Year())
			return
		}
	}
}

// bylinesSuffice reports whether the bylines of the sessions say everything about the speakers.
func (c *composer) bylinesSuffice() bool {
	if len(c.e.Speakers) == 0 {
		return true
	}
	var named []agenda.Speaker
	seen := map[string]bool{}
	for _, s := range c.e.Sessions {
		for _, ref := range s.Speakers {
			who, ok := c.dir.Speaker(ref)
			if !ok {
				return false
			}
			if !seen[who.Name] {
				named = append(named, who)
			}
			seen[who.Name] = true
		}
	}
	return slices.EqualFunc(named, c.e.Speakers, func(a, b agenda.Speaker) bool {
		return a.Name == b.Name && a.ID == "" && a.Biography == "" && len(a.Links) == 0
	})
}
