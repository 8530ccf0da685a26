package zone

import (
	"strings"
	"sync"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A Table finds the zones that the times of a calendar name.
type Table struct {
	Defined map[string]*wire.Component // the VTIMEZONEs, by TZID
	found   map[string]Found
	Last    int // the year up to which they are evaluated
	Limits  *Limits
}

// Limits count the work that a feed may still make with its zones: its calendars can share them.
// Their lock is that of the tables, too: a feed that was published is read again for several at once.
type Limits struct {
	sync.Mutex
	misses int // in the IANA database: to find nothing takes milliseconds
	lines  int // of the descriptions that are evaluated
	iana   map[string]*time.Location
}

// NewLimits makes the limits of one feed.
func NewLimits() *Limits {
	return &Limits{misses: 60, lines: 20_000, iana: map[string]*time.Location{}}
}

// Allow reports whether a description may be evaluated, and counts it.
func (l *Limits) Allow(described *wire.Component) bool {
	for _, o := range described.Components {
		l.lines -= 2 + len(o.Properties)
	}
	return l.lines >= 0
}

// zone is ianaZone, which it asks once for each name.
func (l *Limits) zone(tzid string) *time.Location {
	loc, ok := l.iana[tzid]
	if !ok && l.misses > 0 {
		if loc = ianaZone(tzid); loc == nil {
			l.misses--
		}
		l.iana[tzid] = loc
	}
	return loc
}

// A Found is the zone that a TZID names.
type Found struct {
	Offset OffsetFunc     // nil: nothing is known of it
	Loc    *time.Location // of the IANA database; nil where only the feed itself describes it
}

// NewTable makes the table of the zones that a calendar describes.
func NewTable(calendar *wire.Component) *Table {
	z := &Table{Defined: map[string]*wire.Component{}, found: map[string]Found{}, Last: LastYear,
		Limits: NewLimits()}
	for _, c := range calendar.Components {
		if id := c.Text("TZID"); c.Name == "VTIMEZONE" && z.Defined[id] == nil {
			z.Defined[id] = c
		}
	}
	return z
}

// Find looks for a zone in the IANA database, by its name there, by the end of a longer one ("/example.org/
// 2026a/Europe/Berlin") or by the X-LIC-LOCATION that its description gives, and else evaluates the
// description.
func (z *Table) Find(tzid string) Found {
	z.Limits.Lock()
	defer z.Limits.Unlock()
	if f, ok := z.found[tzid]; ok {
		return f
	}
	var f Found
	described := z.Defined[tzid]
	names := []string{tzid}
	if described != nil {
		names = append(names, described.Text("X-LIC-LOCATION"))
	}
	for _, name := range names {
		if f.Loc = z.Limits.zone(name); f.Loc != nil {
			f.Offset = OffsetsOf(f.Loc)
			break
		}
	}
	if f.Loc == nil && described != nil && z.Limits.Allow(described) {
		// What it says wrongly is for Lint to tell.
		if l, _ := ReadTimezone(described, z.Last); len(l.Transitions) > 0 {
			f.Offset = l.Offset
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
