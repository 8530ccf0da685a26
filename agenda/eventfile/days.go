package eventfile

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// allDay says that a session has days, not hours, and startsAllDay that before its title.
var (
	allDay       = regexp.MustCompile(`^(?i)[\s\p{Z}]*all(?:-|[\s\p{Z}]*)day[\s\p{Z}]*$`)
	startsAllDay = regexp.MustCompile(`^(?i)[\s\p{Z}]*all(?:-|[\s\p{Z}]*)day(?:[\s\p{Z}:]|$)`)
)

// endInto reads the end of a session: a moment, what a clock shows, or the last of several days.
func (f *file) endInto(s *sessionNode) {
	if _, err := agenda.ParseDate(s.end.text); err == nil && s.end.kind == scalar {
		s.lastDay, s.end = s.end, nil
		return
	}
	s.end = f.timeInto(s.end, endIn(s.end), &s.End)
}

// setDays gives an all-day session its days, and reports whether it has them.
func (f *file) setDays(s *sessionNode, d *agenda.Day) bool {
	switch {
	case d == nil:
		return f.fail("bad-time", s.at.at, "list it below its date in `days:`",
			"all day without a date means nothing")
	case s.start != nil:
		return f.fail("bad-time", s.start.at, "delete this line: the day is that below which it is listed",
			"the session is on all day, and also has a start")
	case s.end != nil:
		return f.fail("bad-time", s.end.at, "write the last day, like 2014-06-05",
			"the session is on all day, so it does not end at a time")
	}
	s.Start = d.Date.Moment(0, 0, 0, f.reading.loc)
	if s.lastDay == nil {
		return true
	}
	last, _ := agenda.ParseDate(s.lastDay.text)
	if last.Compare(d.Date) < 0 {
		return f.fail("bad-time", s.lastDay.at, "correct the date, or list the session below its first day",
			"the session ends on %s, before it starts", last)
	}
	s.End = last.AddDays(1).Moment(0, 0, 0, f.reading.loc)
	return true
}

// firstTime is when s takes place first. d is the day below which it is listed, nil for none.
func (f *file) firstTime(s *agenda.Session, d *agenda.Day) firstTime {
	out := firstTime{start: s.Start, allDay: s.AllDay, loc: f.reading.loc, day: agenda.DateOf(s.Start)}
	if d != nil {
		out.day = d.Date
	} else if !s.Start.IsZero() && !s.AllDay {
		out.day = dayOf(s.Start, f.reading.listed)
	}
	return out
}

// repeats reads the rule by which s repeats, and its exceptions, of its mapping n once it is known when s is.
func (f *file) repeats(s *agenda.Session, d *agenda.Day, n *node) {
	when := f.firstTime(s, d)
	if repeat := n.value("repeat"); repeat != nil {
		if text, ok := f.text(repeat); ok {
			rule, wrong := readRepeat(text, when)
			if s.Repeat = rule; wrong != nil {
				f.fail(wrong.rule, repeat.at, wrong.hint, "%s", wrong.message)
			}
		}
	}
	except := n.value("except")
	if except == nil {
		return
	}
	for _, item := range f.oneOrMore(except) {
		text, ok := f.text(item)
		if !ok {
			continue
		}
		date, err := agenda.ParseDate(text)
		t, wrong := time.Parse(time.RFC3339Nano, text)
		switch {
		case err != nil && wrong != nil:
			f.fail("bad-value", item.at, "write the day that is left out, like 2014-06-10",
				"%s is neither a date nor a moment", input.Quote(text))
		case err != nil:
		case s.Start.IsZero():
			f.fail("bad-value", item.at, "say when the session is, or delete the line",
				"a day is left out of a session that has none")
		default:
			t = when.on(date)
		}
		if !t.IsZero() {
			s.Except = append(s.Except, t.In(f.reading.loc))
		}
	}
}

// days writes the days of an all-day session.
func (c *composer) days(s *agenda.Session) {
	c.line("at: all day")
	if !s.End.IsZero() {
		c.line("end: " + agenda.DateOf(s.End.In(c.loc)).AddDays(-1).String())
	}
}

// repeats writes how s repeats, which is listed below day.
func (c *composer) repeats(s *agenda.Session, day agenda.Date) {
	when := firstTime{start: s.Start.In(c.loc), day: day, allDay: s.AllDay, loc: c.loc}
	if s.Start.IsZero() {
		when.start = time.Time{}
	}
	if s.Repeat != "" {
		c.line("repeat: " + c.value(writeRepeat(s.Repeat, when)))
	}
	entries(c, "except", s.Except, func(t time.Time) {
		date := agenda.DateOf(t.In(c.loc)).AddDays(-when.daysLate())
		if !s.Start.IsZero() && when.on(date).Equal(t) {
			c.line(date.String())
			return
		}
		c.line(momentText(t, c.loc))
	})
}

// check refuses what the file cannot say of a session, and gives its rule in upper case.
func (c *composer) check(s *agenda.Session) {
	for _, t := range append(slices.Clip(s.Except), s.End) {
		c.moment(t)
	}
	if s.Kind != "" && !slices.Contains(agenda.Kinds(), s.Kind) {
		c.bad(s.ID, "%q has the kind %q", s.Title, s.Kind)
	}
	if s.Status != "" && !slices.Contains(agenda.Statuses(), s.Status) {
		c.bad(s.ID, "%q has the status %q", s.Title, s.Status)
	}
	if s.AllDay {
		for _, t := range []time.Time{s.Start, s.End} {
			if t = t.In(c.loc); !t.IsZero() && !t.Equal(agenda.DateOf(t).Moment(0, 0, 0, c.loc)) {
				c.bad(s.ID, "%q is on all day, but its days begin at %s", s.Title, t.Format("15:04"))
			}
		}
		if s.Start.IsZero() || !s.End.IsZero() && !s.End.After(s.Start) {
			c.bad(s.ID, "%q is on all day, but has no day", s.Title)
		}
	}
	s.Repeat = strings.ToUpper(s.Repeat)
	if _, err := s.Rule(); err != nil {
		c.bad(s.ID, "the rule by which %q repeats is wrong: %v", s.Title, err)
	}
}
