package ical

import (
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// A zoneTable finds the zones that the times of a calendar name.
type zoneTable struct {
	defined map[string]*component // the VTIMEZONEs, by TZID
	found   map[string]foundZone
	last    int  // the year up to which they are evaluated
	left    *int // how many observances may still be evaluated; nil: any number
}

// A foundZone is what stands behind a TZID.
type foundZone struct {
	dial dial           // nil: nothing is known of it
	loc  *time.Location // of the IANA database; nil where only the feed itself describes it
}

func zonesOf(calendar *component) *zoneTable {
	z := &zoneTable{defined: map[string]*component{}, found: map[string]foundZone{}, last: lastYear}
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
		if f.loc = ianaZone(name); f.loc != nil {
			f.dial = located{f.loc}
			break
		}
	}
	if f.loc == nil && described != nil {
		// What it says wrongly is for Lint to tell.
		if !z.afford(described) {
			described = &component{}
		}
		if l, _ := readTimezone(described, z.last); len(l.turns) > 0 {
			f.dial = l
		}
	}
	z.found[tzid] = f
	return f
}

// maxRules is how many onsets and rules of zones are evaluated for one feed.
const maxRules = 5000

// afford reports whether a description may be evaluated, and counts it.
func (z *zoneTable) afford(described *component) bool {
	if z.left == nil {
		return true
	}
	for _, o := range described.components {
		*z.left -= 1 + len(o.properties)
	}
	return *z.left >= 0
}

// ianaZone loads the zone that a TZID means, or is nil.
func ianaZone(tzid string) *time.Location {
	if tzid == "" || len(tzid) > 255 {
		return nil
	}
	name, vendor := strings.CutPrefix(tzid, "/")
	for {
		e := agenda.Event{Zone: name}
		if loc, err := e.Location(); err == nil {
			return loc
		}
		_, rest, more := strings.Cut(name, "/")
		if !vendor || !more {
			return nil
		}
		name = rest
	}
}
