package ical

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// times is when a session is, in Unix time, and how the feed says so.
type times struct {
	form       timeForm
	start, end int64 // an end that is not said equals the start
	local      int64 // what the clock shows at the start, as if it were UTC
	localEnd   int64
}

type timeForm uint8

const (
	inUTC  timeForm = iota
	inZone          // with TZID, as the clock of the zone shows it
	inDays          // as dates
)

// when settles how the times of a session are given: as dates where it has whole days, else with TZID in
// the event's zone, or in UTC where that zone's clock shows a reading twice and means the second.
func (x *eventFeed) when(s *agenda.Session) times {
	t := times{start: s.Start.Unix()}
	t.end = max(t.start, s.Until().Unix())
	var twice, twiceEnd bool
	t.local, twice = x.clock.Shows(t.start)
	t.localEnd, twiceEnd = x.clock.Shows(t.end)
	switch {
	case s.AllDay:
		t.form = inDays
		t.local = midnight(t.local)
		t.localEnd = max(midnight(t.localEnd), t.local+86400)
	case x.zone != nil && !twice && !twiceEnd:
		t.form = inZone
	}
	return t
}

func midnight(local int64) int64 { return local - (local%86400+86400)%86400 }

// putTimes appends DTSTART and, where the end is known and later, DTEND. An end that equals the start is not
// said (RFC 5545 §3.6.1 wants it later), nor is that of a session of one day.
func (x *eventFeed) putTimes(p []ics.IANAProperty, e *entry) []ics.IANAProperty {
	t := e.times
	parameters := x.parameters(t.form)
	p = append(p, wire.PropertyWith("DTSTART", stamp(t.form, t.start, t.local), parameters))
	if t.end > t.start && (t.form != inDays || t.localEnd > t.local+86400) {
		p = append(p, wire.PropertyWith("DTEND", stamp(t.form, t.end, t.localEnd), parameters))
	}
	return p
}

func (x *eventFeed) parameters(form timeForm) map[string][]string {
	switch form {
	case inZone:
		return x.zone.parameters
	case inDays:
		return valueDate
	}
	return nil
}

// stamp writes a moment, of which local is what the clock shows.
func stamp(form timeForm, unix, local int64) string {
	if form == inUTC {
		local = unix
	}
	return time.Unix(local, 0).UTC().Format(timeForms[form])
}

var timeForms = [...]string{inUTC: wire.UTCForm, inZone: wire.LocalForm, inDays: wire.DateForm}
