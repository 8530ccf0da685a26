package agenda

import (
	"cmp"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Check finds what is wrong with an event, or probably wrong, by these rules. What it names, writers leave
// out in silence. The findings are in the order of the sessions.
//
//	no-name             warning  the event has no name
//	bad-zone            error    the zone is not in the IANA database
//	no-session          warning  there is no session
//	no-title            warning  a session has no title
//	no-start            warning  a session has no start
//	no-end              note     a session has no end
//	ends-before-start   error    a session ends before it starts, or an all-day session has no day
//	no-length           warning  a session ends when it starts
//	outside-event       warning  a session starts on none of the event's days, where days are listed
//	all-day-hours       warning  an all-day session does not begin or end at midnight in the event's zone
//	bad-repeat          error    Repeat is not a rule of RFC 5545, or none for this session, or ends before it
//	needless-except     warning  a session has exceptions, but does not repeat
//	duplicate-id        error    two sessions, speakers, rooms or tracks have one id, or two days one date
//	unknown-room        warning  a session names a room that is not listed, where rooms are listed
//	unknown-track       warning  the same for tracks
//	unknown-speaker     warning  the same for speakers
//	unknown-kind        warning  a kind that is none of Kinds
//	unknown-status      warning  a status that is none of Statuses
//	room-twice          warning  two sessions are in one room at once, where it is not shared
//	speaker-twice       warning  one speaker is in two sessions at once
//	overlap             warning  two sessions of one track are on at once, and no session has a room
//	gap                 note     nothing is on between two sessions of a day, and it is no changeover (under
//	                             15 minutes) and no meal (up to two hours, from 11:00 on, before 14:00, or
//	                             from 17:00 on, before 20:00, where the day began before noon)
//	bad-link            warning  a link leads nowhere: it is no address of the web or, among links, of mail
//	bad-email           warning  the organizer's e-mail address is none
//	bad-color           warning  a colour is neither "#rrggbb" nor "#rgb"
//	bad-language        warning  a language is not of the form of BCP 47
//	bad-coordinates     warning  the venue's coordinates are no place on Earth
//
// Cancelled and all-day sessions take no room and no speaker. A session that repeats is looked at once;
// package recur checks all its occurrences.
func Check(e *Event) Findings {
	c := checker{Event: e, dir: e.Directory(), ids: e.SessionIDs(), days: map[Date]bool{}, dayOf: e.DayOf()}
	for _, d := range e.Days {
		c.days[d.Date] = true
	}
	c.event()
	for i, s := range e.Sessions {
		c.session(i)
		if !s.Start.IsZero() && !s.AllDay {
			c.timed = append(c.timed, i)
		}
	}
	slices.SortStableFunc(c.timed, func(a, b int) int {
		return e.Sessions[a].Start.Compare(e.Sessions[b].Start)
	})
	c.overlaps()
	c.gaps()
	return c.findings
}

// A checker looks at one event.
type checker struct {
	*Event
	dir      Directory
	ids      []string
	days     map[Date]bool // that are listed
	dayOf    func(*Session) Date
	loc      *time.Location
	layout   string // of a time of day, with the date where the event has several
	timed    []int  // the sessions with a start and hours, in the order of their starts
	findings Findings
}

func (c *checker) add(rule string, s Severity, id, hint, format string, args ...any) {
	c.findings.Add(rule, s, Where{ID: id}, hint, format, args...)
}

func (c *checker) event() {
	if strings.TrimSpace(c.Name) == "" {
		c.add("no-name", Warning, "", "give the event a name", "the event has no name")
	}
	var err error
	if c.loc, err = c.Location(); err != nil {
		c.loc = time.UTC
		c.add("bad-zone", Error, "", "", "%v", err)
	}
	c.layout = "15:04"
	if start, end := c.Span(); DateOf(start) != DateOf(end) {
		c.layout = "2006-01-02 15:04"
	}
	if len(c.Sessions) == 0 {
		c.add("no-session", Warning, "", "add sessions to the agenda", "the event has no sessions")
	}
	unique(c, "speaker", c.Speakers, func(s Speaker) string { return s.ID })
	unique(c, "room", c.Rooms, func(r Room) string { return r.ID })
	unique(c, "track", c.Tracks, func(t Track) string { return t.ID })
	unique(c, "session", c.Sessions, func(s Session) string { return s.ID })
	unique(c, "day", c.Days, func(d Day) string { return d.Date.String() })
	c.values()
}

// values checks what the event says in a form of its own: addresses, colours, languages, coordinates.
func (c *checker) values() {
	c.link("url:", "the event's address", c.URL, false)
	c.link("online:", "the address to join the event", c.Online, false)
	c.link("image:", "the event's picture", c.Image, false)
	c.link("venue:", "the venue's address", c.Venue.URL, false)
	c.link("organizer:", "the organizer's address", c.Organizer.URL, true)
	for _, s := range c.Speakers {
		for _, l := range s.Links {
			c.link(cmp.Or(s.ID, s.Name), fmt.Sprintf("a link of %q", s.Name), l.URL, true)
		}
	}
	if email := strings.TrimSpace(c.Organizer.Email); email != "" {
		if a, err := mail.ParseAddress(email); err != nil || a.Address != email ||
			strings.ContainsAny(email, "\" ()[]") {
			c.add("bad-email", Warning, "organizer:", "write it like info@example.org",
				"the organizer's address%s is no e-mail address", unlessMail(email))
		}
	}
	c.color("color:", "the event", c.Color)
	for _, t := range c.Tracks {
		c.color(cmp.Or(t.ID, t.Name), fmt.Sprintf("the track %q", t.Name), t.Color)
	}
	c.language("language:", c.Language)
	if v := c.Venue; !v.Located() && (v.Latitude != 0 || v.Longitude != 0) {
		c.add("bad-coordinates", Warning, "venue:", "give degrees: latitude -90 to 90, longitude -180 to 180",
			"the venue's coordinates, %g and %g, are no place", v.Latitude, v.Longitude)
	}
}

// Leads reports whether a link can be followed from anywhere: it is an address of the web (http, https) or of
// mail (mailto).
func (l Link) Leads() bool {
	u, err := url.Parse(strings.TrimSpace(l.URL))
	return err == nil && (u.Hostname() != "" && (u.Scheme == "http" || u.Scheme == "https") ||
		u.Scheme == "mailto" && u.Opaque != "")
}

func (c *checker) link(id, what, address string, mail bool) {
	l := Link{URL: strings.TrimSpace(address)}
	if l.URL != "" && (!l.Leads() || !mail && strings.HasPrefix(strings.ToLower(l.URL), "mailto:")) {
		c.add("bad-link", Warning, id, "write the whole of it, like https://example.org/talk",
			"%s%s is not a web address", what, unlessMail(address))
	}
}

// unlessMail quotes an address between commas. One that may be somebody's e-mail address, which no message
// gives, is "".
func unlessMail(address string) string {
	if strings.Contains(address, "@") || strings.Contains(strings.ToLower(address), "%40") {
		return ""
	}
	return fmt.Sprintf(", %q,", address)
}

func (c *checker) color(id, what, color string) {
	if _, err := ParseColor(color); color != "" && err != nil {
		c.add("bad-color", Warning, id, `write it as "#rrggbb", like "#0b6e4f"`,
			"%s has no colour: %q is none", what, color)
	}
}

// languageTag is the form of a tag of BCP 47 (RFC 5646 §2.1). What is registered is not checked.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$`)

func (c *checker) language(id, tag string) {
	if tag != "" && !languageTag.MatchString(tag) {
		c.add("bad-language", Warning, id, `use a tag like "en" or "pt-BR"`,
			"%q is not the tag of a language", tag)
	}
}

func unique[T any](c *checker, what string, list []T, id func(T) string) {
	seen := map[string]int{}
	for _, v := range list {
		if k := id(v); k != "" {
			if seen[k]++; seen[k] == 2 {
				c.add("duplicate-id", Error, k, "give one of them another id",
					"two %ss have the id %q", what, k)
			}
		}
	}
}

func (c *checker) session(i int) {
	s, id := &c.Sessions[i], c.ids[i]
	if strings.TrimSpace(s.Title) == "" {
		c.add("no-title", Warning, id, "give it a title", "the session has no title")
	}
	switch {
	case s.Start.IsZero():
		c.add("no-start", Warning, id, "say when it starts",
			"%q has no start; feeds and programmes leave it out", s.Title)
	case s.AllDay:
		c.allDay(s, id)
	case s.End.IsZero():
		c.add("no-end", Note, id, "say when it ends, and calendars show how long it takes",
			"%q has no end", s.Title)
	case s.End.Before(s.Start):
		c.add("ends-before-start", Error, id, "swap the times, or give the end its own date",
			"%q ends at %s, before it starts at %s", s.Title, c.clock(s.End), c.clock(s.Start))
	case s.End.Equal(s.Start):
		c.add("no-length", Warning, id, "say when it ends", "%q ends when it starts, at %s", s.Title,
			c.clock(s.Start))
	}
	if len(c.Days) > 0 && !s.Start.IsZero() {
		if date := c.dayOf(s); !c.days[date] {
			c.add("outside-event", Warning, id, "list that day, or correct the date",
				"%q is on %s, which is not a day of the event", s.Title, date)
		}
	}
	c.repeats(s, id)
	listed(c, i, "room", c.Rooms, s.Rooms, c.dir.Room)
	listed(c, i, "track", c.Tracks, []string{s.Track}, c.dir.Track)
	listed(c, i, "speaker", c.Speakers, s.Speakers, c.dir.Speaker)
	of := func(what string) string { return fmt.Sprintf("%s %q", what, s.Title) }
	c.link(id, of("the address to join"), s.Online, false)
	c.link(id, of("the picture of"), s.Image, false)
	for _, l := range s.Links {
		c.link(id, of("a link of"), l.URL, true)
	}
	c.language(id, s.Language)
	if s.Kind != "" && !slices.Contains(Kinds(), s.Kind) {
		c.add("unknown-kind", Warning, id, "use one of: "+words(Kinds()),
			"%q has the kind %q", s.Title, s.Kind)
	}
	if s.Status != "" && !slices.Contains(Statuses(), s.Status) {
		c.add("unknown-status", Warning, id, "use one of: "+words(Statuses()),
			"%q has the status %q", s.Title, s.Status)
	}
}

// listed checks that what a session names is in the event's list, where there is one.
func listed[T any](c *checker, i int, what string, list []T, refs []string, find func(string) (T, bool)) {
	for _, ref := range refs {
		if _, ok := find(ref); !ok && ref != "" && len(list) > 0 {
			c.add("unknown-"+what, Warning, c.ids[i], "add it to the list, or spell it as there",
				"%q names the %s %q, which is not listed", c.Sessions[i].Title, what, ref)
		}
	}
}

// allDay checks that a session of whole days has them.
func (c *checker) allDay(s *Session, id string) {
	for _, t := range []time.Time{s.Start, s.End} {
		if t = t.In(c.loc); !t.IsZero() && !t.Equal(DateOf(t).Moment(0, 0, 0, c.loc)) {
			c.add("all-day-hours", Warning, id, "give it whole days, or leave it its hours and say so",
				"%q is on all day, but its days begin and end at %s", s.Title, t.Format("15:04"))
			break
		}
	}
	if start, end := s.in(c.loc); !end.After(start) {
		c.add("ends-before-start", Error, id, "End is the midnight after the last day",
			"%q is on all day, but has no day: it ends on %s", s.Title, DateOf(end))
	}
}

func (c *checker) repeats(s *Session, id string) {
	r, err := s.Rule()
	switch {
	case err != nil:
		message, hint, _ := strings.Cut(err.Error(), "; ")
		c.add("bad-repeat", Error, id, cmp.Or(hint, "write a rule of RFC 5545, like FREQ=WEEKLY;COUNT=4"),
			"the rule by which %q repeats is wrong: %s", s.Title, message)
	case r == nil && len(s.Except) > 0:
		c.add("needless-except", Warning, id, "say how it repeats, or leave out the exceptions",
			"%q has exceptions, but takes place once", s.Title)
	case r["UNTIL"] != "" && r.Until(c.loc).Before(s.Start):
		c.add("bad-repeat", Error, id, "correct the end, or leave the rule out",
			"%q repeats until %s, before it starts", s.Title, DateOf(r.Until(c.loc)))
	}
}

func words[T ~string](values []T) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(values), "[]"), " ", ", ")
}

func (c *checker) clock(t time.Time) string { return t.In(c.loc).Format(c.layout) }

// unknownYet are the names that stand for a speaker or a room that is not known yet, or for everybody.
var unknownYet = map[string]bool{"": true, "tba": true, "tbd": true, "tbc": true, "n.n.": true, "nn": true,
	"to be announced": true, "to be confirmed": true, "to be determined": true, "various": true,
	"various speakers": true, "everyone": true, "all": true, "all speakers": true}

// overlaps reports each session that starts while the same room or speaker is still busy with an earlier
// one: once a session and a room or speaker, against the session that lasts longest.
func (c *checker) overlaps() {
	rooms, people, tracks := map[string]int{}, map[string]int{}, map[string]int{}
	roomless := !slices.ContainsFunc(c.Sessions, func(s Session) bool { return len(s.Rooms) > 0 })
	for _, i := range c.timed {
		s := &c.Sessions[i]
		if s.Status == Cancelled || s.Until().Before(s.Start) {
			continue
		}
		if track, _ := c.dir.Track(s.Track); roomless && !s.Kind.Recedes() {
			c.busy(tracks, cmp.Or(track.ID, track.Name), i, "overlap",
				"correct the times, or name the rooms in which they are", "two sessions are on at once")
		}
		for _, ref := range unrepeated(s.Rooms) {
			room, _ := c.dir.Room(ref)
			if !room.Shared && !unknownYet[strings.ToLower(room.Name)] {
				c.busy(rooms, cmp.Or(room.ID, room.Name), i, "room-twice",
					"move one of them, or mark the room as shared", room.Name+" is taken twice")
			}
		}
		if s.Kind.Recedes() {
			continue
		}
		for _, ref := range unrepeated(s.Speakers) {
			who, _ := c.dir.Speaker(ref)
			if !unknownYet[strings.ToLower(who.Name)] {
				c.busy(people, cmp.Or(who.ID, who.Name), i, "speaker-twice", "move one of them",
					who.Name+" is in two sessions at once")
			}
		}
	}
}

func unrepeated(refs []string) []string {
	out := slices.Clone(refs)
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *checker) busy(taken map[string]int, key string, i int, rule, hint, what string) {
	s := &c.Sessions[i]
	j, ok := taken[key]
	if ok && (c.Sessions[j].Until().After(s.Start) || c.Sessions[j].Start.Equal(s.Start)) {
		o := &c.Sessions[j]
		c.add(rule, Warning, c.ids[i], hint, "%s at %s: %q and %q", what, c.clock(s.Start), o.Title, s.Title)
		if o.Until().After(s.Until()) {
			return
		}
	}
	taken[key] = i
}

// isMeal reports whether a hole in a day is likely lunch, or the dinner of a day that began before noon: a
// meetup of an evening has none.
func isMeal(dayBegan, start, end time.Time) bool {
	h := start.Hour()
	return end.Sub(start) <= 2*time.Hour && (11 <= h && h < 14 ||
		17 <= h && h < 20 && dayBegan.Hour() < 12 && DateOf(dayBegan) == DateOf(start))
}

// leastGap is how long nothing must be on for a finding. Programmes show shorter gaps, too, from 10 minutes
// on (package listing): there they help to read the times, here they would only disturb.
const leastGap = 15 * time.Minute

func (c *checker) gaps() {
	var day Date
	var began, last time.Time // when the day's first session starts, and until when something is on
	known := true             // whether everything so far has an end
	for _, i := range c.timed {
		s := &c.Sessions[i]
		if date := c.dayOf(s); date != day {
			day, began, last, known = date, s.Start.In(c.loc), time.Time{}, true
		}
		start, end := last.In(c.loc), s.Start.In(c.loc)
		gap := known && !last.IsZero() && end.Sub(start) >= leastGap
		if gap && !isMeal(began, start, end) {
			c.add("gap", Note, c.ids[i], "", "nothing is on from %s to %s, before %q",
				c.clock(start), c.clock(end), s.Title)
		}
		until := s.End
		if until.Before(s.Start) { // a slip, which is said
			until = s.Start
		}
		if s.End.IsZero() {
			known = false
		} else if until.After(last) {
			last, known = until, true
		}
	}
}
