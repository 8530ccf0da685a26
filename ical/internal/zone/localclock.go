package zone

import "time"

// A LocalClock is a zone's clock, which remembers the offset that it gave last and for how long that holds.
type LocalClock struct {
	Loc    *time.Location
	lo, hi int64
	now    int   // the offset from lo until before hi, in seconds
	twice  int64 // until when the clock shows readings for the second time
}

// Shows gives what the clock shows at a moment, as if it were UTC, and whether it has shown that before,
// because it was put back a short time ago. A local time in iCalendar is always the first of two (RFC 5545
// §3.3.5).
func (c *LocalClock) Shows(unix int64) (local int64, second bool) {
	if unix < c.lo || unix >= c.hi {
		c.update(unix)
	}
	return unix + int64(c.now), unix < c.twice
}

func (c *LocalClock) update(unix int64) {
	t := time.Unix(unix, 0).In(c.Loc)
	_, c.now = t.Zone()
	c.lo, c.hi, c.twice = unix, unix+1, unix
	since, until := t.ZoneBounds()
	// Asked on the last day of a leap year, ZoneBounds can answer with an end that has passed.
	if !until.IsZero() && !until.After(t) || since.After(t) {
		return
	}
	c.hi = 1 << 62
	if !until.IsZero() {
		c.hi = until.Unix()
	}
	c.lo, c.twice = -1<<62, -1<<62
	if !since.IsZero() {
		c.lo = since.Unix()
		_, before := since.Add(-time.Second).Zone()
		c.twice = c.lo + int64(before-c.now)
	}
}
