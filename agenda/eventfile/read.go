package eventfile

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// reading is what is needed until the whole file is read.
type reading struct {
	loc         *time.Location
	by          [][]person // of each session
	listed      map[agenda.Date]agenda.Day
	first, last int // of the starts of the day so far, in minutes; last is -1 before there is one
}

type sessionNode struct {
	agenda.Session
	Room []string // like Rooms
	By   []person

	at, start, end *node
	lastDay        *node // an end that is a date
}

// entry is how a session is written in the file.
type entry struct {
	node  *node // a text or a mapping
	title *pair // the pair whose key is a time entry: `20:00-20:20 Apache Samza: Large scale`
	flow  bool  // in brackets
}

// read reads the file into f.event. What is wrong is in f.findings.
func (f *file) read() {
	f.event = &agenda.Event{}
	f.places = map[string]int{}
	if f.errors > 0 {
		return
	}
	if f.parse(); f.errors > 0 {
		return
	}
	if f.root == nil || f.root.kind != mapping {
		f.fail("wrong-type", 0, "start with `name:`, `zone:` and `days:`",
			"the file holds no event")
		return
	}
	eventSchema.readMapping(f, f.root, &eventNode{f.event, &f.settings}, nil)
	f.zone()
	f.days()
	if n := f.root.value("sessions"); n != nil {
		for _, item := range f.each(n) {
			f.session(item, nil, n.flow())
		}
	}
	speakers := f.root.value("speakers")
	f.resolveSpeakers(f.reading.by, speakers != nil && len(speakers.items) > 0)
	for i := range f.event.Sessions {
		s := &f.event.Sessions[i]
		if s.Kind == "" && len(s.Speakers) == 0 {
			s.Kind = input.KindOf(s.Title)
		}
	}
}

func (f *file) zone() {
	f.reading.loc = time.UTC
	n := f.root.value("zone")
	if n == nil && slices.ContainsFunc(f.root.pairs, func(p pair) bool {
		return eventSchema.meaning(p.key.text) == "zone"
	}) {
		return // that is told
	}
	n = cmp.Or(n, &node{}) // the begin of the file
	if f.event.Zone == "" {
		if n.kind <= scalar {
			f.fail("no-zone", n.at,
				"add a line like `zone: Europe/Berlin`: without it the times mean nothing",
				"the event has no time zone")
		}
		return
	}
	loc, err := f.event.Location()
	if err != nil {
		message, hint, _ := strings.Cut(err.Error(), "; ")
		f.fail("unknown-zone", n.at, hint, "%s", input.Shorten(message, 200))
		return
	}
	f.reading.loc = loc
}

// days reads all dates first: where a day ends decides to which one an early hour belongs.
func (f *file) days() {
	n := f.root.value("days")
	if n == nil || n.kind == nothing {
		return
	}
	if n.kind != mapping {
		f.fail("wrong-type", n.at, "write each date as a key, `2014-06-03:`, with its sessions below",
			"the days are %s", n.kind)
		return
	}
	f.reading.listed = map[agenda.Date]agenda.Day{}
	var sessions []*node // of each of the days
	for _, p := range n.pairs {
		date, err := agenda.ParseDate(p.key.text)
		if err != nil || p.key.kind != scalar {
			f.fail("bad-value", p.key.at, "write year-month-day, like 2014-06-03", "%s is not a date",
				input.Quote(p.key.text))
			continue
		}
		if _, again := f.reading.listed[date]; again {
			f.fail("duplicate-key", p.key.at, "write all its sessions below one of them",
				"%s is there twice", date)
			continue
		}
		d, list := agenda.Day{Date: date}, p.value
		if list.kind == mapping {
			daySchema.readMapping(f, list, &d, nil)
			list = list.value("sessions")
		}
		f.reading.listed[date] = d
		f.event.Days = append(f.event.Days, d)
		sessions = append(sessions, list)
	}
	for i, list := range sessions {
		f.reading.first, f.reading.last = 2*day, -1
		if list != nil {
			for _, item := range f.each(list) {
				f.session(item, &f.event.Days[i], list.flow())
			}
		}
	}
}

// session reads an entry of the list of a day, or of the list of sessions where d is nil.
func (f *file) session(n *node, d *agenda.Day, flow bool) {
	e := entry{node: n, flow: flow || n.flow()}
	var s sessionNode
	var c clocks
	timed := false
	switch n.kind {
	case scalar:
		if f.absorbsEntry(n, timedLine) {
			return
		}
		if c, s.Title, timed = cutTime(n.text); !timed && d != nil && startsAllDay.MatchString(n.text) {
			f.fail("no-time", n.at, "write `at: all day`, and below it `title:`",
				"a session of one line has its time in hours")
			return
		}
		if !timed && d != nil {
			f.fail("no-time", n.at, noTimeHint(n.text), "%s has no time",
				input.Quote(n.text))
			return
		}
	case mapping:
		var spare *node
		for _, p := range n.pairs {
			entry := timedLine
			if p.key.text == "abstract" {
				entry = func(line string) bool { return dashed(line) && timedLine(line) }
			}
			if f.absorbsEntry(p.value, entry) {
				return
			}
		}
		if e.title = titlePair(n); e.title != nil {
			spare = e.title.key
			c, s.Title, timed = cutTime(e.title.key.text)
			text, _ := f.text(e.title.value)
			s.Title = strings.TrimPrefix(strings.TrimSuffix(s.Title+": "+text, " "), ": ")
		}
		sessionSchema.readMapping(f, n, &s, spare)
		s.Rooms = append(s.Room, s.Rooms...)
		s.at, s.start, s.end = n.value("at"), n.value("start"), n.value("end")
		if s.start != nil {
			f.timeInto(s.start, clockIn(s.start), &s.Start)
		}
		if s.end != nil {
			f.endInto(&s)
		}
		if s.at != nil {
			text, ok := f.text(s.at)
			if s.AllDay = ok && allDay.MatchString(text); s.AllDay {
				break
			}
			if c, text, timed = cutTime(text); ok && (!timed || text != "") {
				f.fail("bad-time", s.at.at, timeHint, "%s is not a time", input.Quote(s.at.text))
				return
			}
		}
		s.useClocks(&c, &timed, e.title)
	case nothing:
		f.fail("no-time", n.at, "write it like `- 18:30-19:00 Registration`, or delete it",
			"the entry is empty")
		return
	default:
		f.fail("wrong-type", n.at, "write it like `- 18:30-19:00 Registration`", "a list is no session")
		return
	}
	if len(f.entries) == maxSessions {
		f.fail("too-large", n.at, "split the event", "there are more than %d sessions", maxSessions)
	}
	if len(f.entries) < maxSessions && f.setTimes(&s, c, timed, d, n) {
		f.repeats(&s.Session, d, n)
		f.event.Sessions = append(f.event.Sessions, s.Session)
		f.entries = append(f.entries, e)
		f.reading.by = append(f.reading.by, s.By)
	}
}

// bareHours are two hours without minutes, which may be numbers, before a title.
var bareHours = regexp.MustCompile(`^(\d\d?)\s*[` + dashes[1:] + `-]\s*(\d\d?)\s`)

// noTimeHint says how the time of an entry is written: of "12-13 Lunch" it says which.
func noTimeHint(text string) string {
	if m := bareHours.FindStringSubmatch(text); m != nil {
		start, _ := strconv.Atoi(m[1])
		end, _ := strconv.Atoi(m[2])
		if start < 24 && end <= 24 {
			return fmt.Sprintf("write %02d:00-%02d:00 if that is its time", start, end)
		}
	}
	return "write it like `- 18:30-19:00 Registration`"
}

// absorbsEntry reports whether a line that people take for an entry belongs to the text n, since it is
// indented more, and fails then.
func (f *file) absorbsEntry(n *node, entry func(line string) bool) bool {
	if n.kind != scalar || n.style != 0 || strings.HasPrefix(f.parsed[n.at:], n.text) {
		return false
	}
	end := plainEnd(f.parsed, n.at, n.text)
	for i := f.lineAt(n.at) + 1; i < len(f.lines) && f.lines[i].from < end; i++ {
		l := f.lines[i]
		if line := f.unindented(l); entry(line) {
			f.fail("lost-entry", l.to-len(line),
				"begin the line with a - below that of the entry above it",
				"this is indented like a part of the text above it")
			return true
		}
	}
	return false
}

// dashed reports whether a line starts as an entry does.
func dashed(line string) bool {
	return line == "-" || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "-\t")
}

// timedLine reports whether a line says when something is, with or without a - before it.
func timedLine(line string) bool {
	if dashed(line) {
		line = strings.TrimLeft(line[1:], " \t")
	}
	_, _, timed := cutTime(line)
	return timed
}

// useClocks takes the times of start: and end: that are written without a date.
func (s *sessionNode) useClocks(c *clocks, timed *bool, title *pair) {
	start, end := clockIn(s.start), endIn(s.end)
	if start != "" && !*timed {
		*c, _, *timed = cutTime(start)
		s.at, s.start = s.start, nil
	}
	if end == "" || !*timed || c.ended || c.unclear || c.wrong != "" || s.start != nil {
		return
	}
	switch {
	case s.at != nil:
		start = s.at.text
	case title != nil:
		_, rest, _ := cutTime(title.key.text)
		start = strings.TrimSuffix(strings.TrimSpace(title.key.text), rest)
	}
	*c, _, *timed = cutTime(strings.TrimRightFunc(start, isDash) + " - " + end)
	s.end = nil
}

// clockIn is the text of n where that is one reading of a clock.
func clockIn(n *node) string {
	if n == nil || n.kind != scalar {
		return ""
	}
	if c, rest, ok := cutTime(n.text); !ok || rest != "" || c.ended || c.unclear {
		return ""
	}
	return n.text
}

// endIn is clockIn, or a bare hour.
func endIn(n *node) string {
	if n != nil && n.kind == scalar && len(n.text) <= 2 && digits(n.text) == len(n.text) {
		return n.text
	}
	return clockIn(n)
}

// titlePair finds the pair of a session that YAML has made of a title with a colon. Its key is a time, alone
// or with the title's beginning; a session that has a time or a title besides has none.
func titlePair(n *node) *pair {
	var found *pair
	for i, p := range n.pairs {
		switch p.key.text {
		case "at", "start", "title":
			return nil
		}
		if _, _, ok := cutTime(p.key.text); ok && found == nil && p.value.kind <= scalar {
			found = &n.pairs[i]
		}
	}
	return found
}

// setTimes gives the session its times, and reports whether it has what it needs.
func (f *file) setTimes(s *sessionNode, c clocks, timed bool, d *agenda.Day, n *node) bool {
	loc, p := f.reading.loc, n.at
	if s.at != nil {
		p = s.at.at
	}
	switch {
	case s.AllDay:
		return f.setDays(s, d)
	case s.lastDay != nil:
		return f.fail("bad-time", s.lastDay.at,
			"write `at: all day`, or `start:` and `end:` with their times: 2014-06-05T12:00:00-07:00",
			"the session has hours, but ends on a day without them")
	case timed && !c.ended && s.start == nil && s.end != nil && !c.unclear:
		return f.fail("bad-time", s.end.at, "write it like 19:00, as the start",
			"the start is a time without a date")
	case timed && (s.start != nil || s.end != nil):
		return f.fail("bad-time", p, "keep one of them", "there is a time, and also a start or an end")
	case timed && d == nil:
		return f.fail("bad-time", p,
			"list it below its date in `days:`, or write start: and end: with the date",
			"a time without a date means nothing")
	case c.wrong != "":
		return f.fail("bad-time", p, "write hours from 00:00 to 24:00", "%s is on no clock", c.wrong)
	case c.unclear:
		return f.fail("bad-time", p,
			timeHint+"; a title that starts like a time goes below `title:`, the time below `at:`",
			"it is not clear from when to when this is")
	case timed:
		return f.setClockTimes(s, c, *d, p)
	case endIn(s.end) != "" && (s.start != nil || d == nil):
		return f.fail("bad-time", s.end.at, "write it like 2014-06-03T19:00:00-07:00, as the start",
			"%s is a time without a date", input.Quote(s.end.text))
	case d != nil && s.start == nil && slices.ContainsFunc(n.pairs, func(p pair) bool {
		meant := sessionSchema.meaning(p.key.text)
		return meant == "at" || meant == "start"
	}):
		return false // that is told
	case d != nil && s.start == nil:
		return f.fail("no-time", p, "add `at: 19:00-19:30`, or list it in `sessions:` until it has a time",
			"the session has no time")
	}
	if !s.Start.IsZero() {
		s.Start = s.Start.In(loc)
		if date := dayOf(s.Start, f.reading.listed); d != nil && date != d.Date {
			f.fail("wrong-day", s.start.at, "list it below "+date.String(), "this is on %s", date)
		}
	}
	if !s.End.IsZero() {
		s.End = s.End.In(loc)
	}
	return true
}

// maxSessions is several times what the largest conferences have. The ids of sessions with equal titles are
// derived in time quadratic in their number.
const maxSessions = 5_000

const timeHint = "write 18:30-19:00, or 18:30 where the end is not known"

// longSession is the length from which a session past midnight looks like a slip.
const longSession = 12 * time.Hour

func (f *file) setClockTimes(s *sessionNode, c clocks, d agenda.Day, p int) bool {
	var err error
	s.Start, s.End, err = c.times(d, f.reading.loc)
	var clock *agenda.ClockError
	if errors.As(err, &clock) {
		return f.fail("clock-change", p, c.clockHint(d, f.reading.loc), "%v", clock)
	}
	if date := dayOf(s.Start, f.reading.listed); date != d.Date {
		hint := "list it below " + date.String()
		if c.start == day {
			hint = "24:00 is the next day's 00:00; " + hint
		}
		return f.fail("wrong-day", p, hint, "%s on %s belongs to %s", clockOf(c.start),
			agenda.DateOf(s.Start), date)
	}
	f.inOrder(s.Title, c.on(d).start, d, p)
	if c.ended && c.end < c.start && s.End.Sub(s.Start) >= longSession {
		f.add("long-session", agenda.Warning, p, "correct it, if it does not go on until the next day",
			"%s ends before it starts, so it ends on the next day", input.Quote(s.Title))
	}
	return true
}

// inOrder warns where an hour of the afternoon was written as on a clock of twelve hours, or one of the next
// morning: the session is earlier than all above it by an hour or more, or in the small hours below later
// ones. Sessions of several rooms may stand one room below the other.
func (f *file) inOrder(title string, start int, d agenda.Day, p int) {
	r := &f.reading
	small := start < 6*60
	if d.Ends == 0 && (start <= r.first-60 && r.last >= 0 || small && start < r.last) {
		what := "the session"
		if title != "" {
			what = input.Quote(title)
		}
		hint, other := "correct it", ", or list the sessions in the order of their times"
		if start < day/2 {
			hint = fmt.Sprintf("write %s if that is meant", clockOf(start+day/2))
		}
		if small {
			other = fmt.Sprintf("; if it is after midnight, write `ends: %d` above the day's `sessions:`",
				start/60+1)
		}
		f.add("out-of-order", agenda.Warning, p, hint+other, "%s is at %s, but stands below later sessions",
			what, clockOf(start))
		if small {
			return
		}
	}
	r.first, r.last = min(r.first, start), max(r.last, start)
}

// setPlace notes where the first thing of that name stands.
func (f *file) setPlace(name string, at int) {
	if _, again := f.places[name]; !again && name != "" {
		f.places[name] = at
	}
}

// deriveIDs fills the ids that are not written, and says so.
func (f *file) deriveIDs() {
	e := f.event
	ids, missing := e.SessionIDs(), 0
	for i := range e.Sessions {
		if e.Sessions[i].ID == "" {
			e.Sessions[i].ID = ids[i]
			missing++
		}
	}
	for i, id := range slices.Backward(ids) { // the first of two that have one id
		f.places[id] = f.entries[i].node.at
	}
	for _, p := range f.root.pairs {
		f.setPlace(p.key.text+":", p.key.at)
	}
	what := ""
	switch {
	case e.ID == "" && missing > 0:
		what = "the event and its sessions have no id of their own"
	case e.ID == "":
		what = "the event has no id of its own"
	case missing == 1:
		what = "a session has no id of its own"
	case missing > 0:
		what = "sessions have no id of their own"
	default:
		return
	}
	e.ID = e.Identity()
	f.findings.Add("ids-not-written", agenda.Note, agenda.Where{File: f.name},
		"run `daysheet ids "+cmp.Or(f.name, "FILE")+"` before you publish, "+
			"or a new title makes a new session of it", "%s", what)
}
