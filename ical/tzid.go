package ical

import (
	"strings"
	"sync"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// A zoneTable finds the zones that the times of a calendar name.
type zoneTable struct {
	defined map[string]*component // the VTIMEZONEs, by TZID
	found   map[string]foundZone
	last    int // the year up to which they are evaluated
	limits  *zoneLimits
}

// zoneLimits are what is left of the work that a feed may make with its zones: its calendars can share them.
// Their lock is that of the tables, too: a feed that was published is read again for several at once.
type zoneLimits struct {
	sync.Mutex
	misses int // in the IANA database: to find nothing takes milliseconds
	lines  int // of the descriptions that are evaluated
	iana   map[string]*time.Location
}

func newZoneLimits() *zoneLimits {
	return &zoneLimits{misses: 60, lines: 20_000, iana: map[string]*time.Location{}}
}

// take reports whether a description may be evaluated, and counts it.
func (l *zoneLimits) take(described *component) bool {
	for _, o := range described.components {
		l.lines -= 2 + len(o.properties)
	}
	return l.lines >= 0
}

// zone is ianaZone, which it asks once for each name.
func (l *zoneLimits) zone(tzid string) *time.Location {
	loc, ok := l.iana[tzid]
	if !ok && l.misses > 0 {
		if loc = ianaZone(tzid); loc == nil {
			l.misses--
		}
		l.iana[tzid] = loc
	}
	return loc
}

// A foundZone is what stands behind a TZID.
type foundZone struct {
	dial dial           // nil: nothing is known of it
	loc  *time.Location // of the IANA database; nil where only the feed itself describes it
}

func zonesOf(calendar *component) *zoneTable {
	z := &zoneTable{defined: map[string]*component{}, found: map[string]foundZone{}, last: lastYear,
		limits: newZoneLimits()}
	for _, c := range calendar.components {
		if id := c.text("TZID"); c.name == "VTIMEZONE" && z.defined[id] == nil {
			z.defined[id] = c
		}
	}
	return z
}

// find looks for a zone in the IANA database, by its name there, by the end of a longer one ("/example.org/
// 2026a/Europe/Berlin") or by the X-LIC-LOCATION that its description gives, and else evaluates the
// description.
func (z *zoneTable) find(tzid string) foundZone {
	z.limits.Lock()
	defer z.limits.Unlock()
	if f, ok := z.found[tzid]; ok {
		return f
	}
	var f foundZone
	described := z.defined[tzid]
	names := []string{tzid}
	if described != nil {
		names = append(names, described.text("X-LIC-LOCATION"))
	}
	for _, name := range names {
		if f.loc = z.limits.zone(name); f.loc != nil {
			f.dial = located{f.loc}
			break
		}
	}
	if f.loc == nil && described != nil && z.limits.take(described) {
		// What it says wrongly is for Lint to tell.
		if l, _ := readTimezone(described, z.last); len(l.turns) > 0 {
			f.dial = l
		}
	}
	z.found[tzid] = f
	return f
}

// ianaZone loads the zone that a TZID means, or is nil.
func ianaZone(tzid string) *time.Location {
	if tzid == "" || len(tzid) > 255 || strings.ContainsAny(tzid, " .()\\") && tzid[0] != '/' {
		return nil // Windows has names like "W. Europe Standard Time", and they are looked for in files
	}
	names := []string{tzid}
	if tzid[0] == '/' {
		// The names have two parts, or three, or one.
		parts := strings.Split(tzid[1:], "/")
		names = nil
		for _, n := range []int{2, 3, 1} {
			if n <= len(parts) {
				names = append(names, strings.Join(parts[len(parts)-n:], "/"))
			}
		}
	}
	for _, name := range names {
		e := agenda.Event{Zone: name}
		if loc, err := e.Location(); err == nil && name != "" {
			return loc
		}
	}
	return nil
}
