package reader

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// repeat takes the changed dates of repeating sessions out of their rules, and makes sessions of them and of
// the dates that are added to a rule.
func (f *Reader) repeat() {
	masters := map[string]*VEvent{}
	for _, v := range f.Entries {
		if v.override == "" && v.uid != "" && masters[v.uid] == nil {
			masters[v.uid] = v
		}
	}
	var kept []*VEvent
	changed, line := 0, 0
	count := func(v *VEvent) {
		if changed++; line == 0 {
			line = v.Line
		}
	}
	for _, v := range f.Entries {
		master := masters[v.uid]
		if v.override == "" || master == nil {
			kept = append(kept, v)
			continue
		}
		master.Except = append(master.Except, v.original)
		if v.Status == agenda.Cancelled {
			continue
		}
		v.uid = datedUID(v.uid, v.original)
		kept = append(kept, v)
		count(v)
	}
	f.Entries = kept
	for _, v := range kept {
		slices.SortFunc(v.Except, time.Time.Compare)
		v.Except = slices.CompactFunc(v.Except, time.Time.Equal)
		for _, at := range v.dates {
			_, excepted := slices.BinarySearchFunc(v.Except, at, time.Time.Compare)
			if excepted || at.Equal(v.Start) || len(f.Entries) >= wire.MaxComponents {
				continue
			}
			f.Entries = append(f.Entries, v.added(at))
			count(v)
		}
		if v.Repeat == "" {
			v.Except = nil
		}
	}
	if changed > 0 {
		f.report("own-session", line, "%s of repeating sessions %s",
			input.Quantity(changed, "changed or added date"),
			input.Plural(changed, "becomes a session of its own", "become sessions of their own"))
	}
}

// added is v on another date.
func (v *VEvent) added(at time.Time) *VEvent {
	again := *v
	again.Copy = true
	again.Start, again.Repeat, again.Except, again.dates = at, "", nil, nil
	if !v.End.IsZero() {
		again.End = at.Add(v.End.Sub(v.Start))
		if v.AllDay {
			days := int(v.End.Sub(v.Start).Round(24*time.Hour) / (24 * time.Hour))
			again.End = at.AddDate(0, 0, days)
		}
	}
	if v.uid != "" {
		again.uid = datedUID(v.uid, at)
	}
	return &again
}

// datedUID is a UID for one date of what uid names.
func datedUID(uid string, at time.Time) string {
	id, event, found := wire.CutLast(uid, "@")
	id += "-" + at.UTC().Format(wire.UTCForm)
	if found {
		id += "@" + event
	}
	return id
}

// identify gives the event and its sessions their ids: see Read.
func (f *Reader) identify() {
	var event string
	split := true
	var odd *VEvent // the first that does not end like those before it
	for _, v := range f.Entries {
		if v.uid == "" {
			continue
		}
		left, right, _ := wire.CutLast(v.uid, "@")
		event = cmp.Or(event, right)
		if left == "" || right == "" || right != event {
			split, odd = false, v
			break
		}
	}
	switch {
	case split:
		f.Event.ID = event
	case len(f.Entries) > 0:
		f.report("mixed-uids", odd.Line, "the UIDs do not end in the same @…; each is the id of its session")
	}
	taken := make(map[string]bool, len(f.Entries))
	for _, v := range f.Entries {
		taken[v.id(split)] = true
	}
	given := make(map[string]bool, len(f.Entries))
	next := map[string]int{}
	for _, v := range f.Entries {
		id := v.id(split)
		if id == "" {
			f.report("no-uid", v.Line, "%q has no UID; its id is derived from its title",
				wire.Clipped(v.Title))
			continue
		}
		if given[id] {
			first := id
			for n := max(2, next[first]); taken[id]; n++ {
				id = fmt.Sprintf("%s-%d", first, n)
				next[first] = n + 1
			}
			f.report("duplicate-uid", v.Line, "%q has the UID of another session; its id is %s",
				wire.Clipped(v.Title), wire.Clipped(id))
		}
		taken[id], given[id] = true, true
		v.ID = id
	}
}

// id is the UID, or its left half.
func (v *VEvent) id(split bool) string {
	if left, _, _ := wire.CutLast(v.uid, "@"); split {
		return left
	}
	return v.uid
}

// share gives the event what most of its sessions have, where all have something, and takes it from them.
func (f *Reader) share() {
	e := f.Event
	if e.Name == "" && len(f.Entries) == 1 {
		e.Name = f.Entries[0].Title
	}
	if len(f.Entries) == 0 {
		return
	}
	e.Online = common(f.Entries, func(v *VEvent) string { return v.Online })
	e.Language = common(f.Entries, func(v *VEvent) string { return v.Language })
	if !f.exported() {
		e.Revised = common(f.Entries, func(v *VEvent) time.Time { return v.Revised })
	}
	if e.URL == "" {
		f.home()
	}
	colored := map[string]bool{}
	for _, v := range f.Entries {
		if c := colorOf(v.Text("COLOR")); c != "" && v.Track != "" && !colored[v.Track] {
			colored[v.Track] = true
			e.Tracks = append(e.Tracks, agenda.Track{Name: v.Track, Color: c})
		}
		if v.Online == e.Online {
			v.Online = ""
		}
		if v.Language == e.Language {
			v.Language = ""
		}
		if v.Revised.Equal(e.Revised) {
			v.Revised = time.Time{}
		}
		switch {
		case v.organizer == (agenda.Organizer{}) || v.organizer == e.Organizer:
		case e.Organizer == (agenda.Organizer{}):
			e.Organizer = v.organizer
		default:
			f.skip("ORGANIZER other than the first", v.First("ORGANIZER").Line)
		}
	}
}

// exported takes stamps that lie so close together that one run of an exporter has made them for no revision
// of a session, but for that of the event.
func (f *Reader) exported() bool {
	first, last := f.Entries[0].Revised, time.Time{}
	for _, v := range f.Entries {
		if !v.exported {
			return false
		}
		if v.Revised.IsZero() {
			continue
		}
		if first.IsZero() || v.Revised.Before(first) {
			first = v.Revised
		}
		if v.Revised.After(last) {
			last = v.Revised
		}
	}
	if last.Sub(first) > time.Hour {
		return false
	}
	f.Event.Revised = last
	for _, v := range f.Entries {
		v.Revised = time.Time{}
	}
	return true
}

// common gives the most frequent value of the entries, or the zero value where one of them has none.
func common[T comparable](entries []*VEvent, of func(*VEvent) T) (most T) {
	counts := map[T]int{}
	var none T
	for _, v := range entries {
		value := of(v)
		if value == none {
			return none
		}
		if counts[value]++; counts[value] > counts[most] {
			most = value
		}
	}
	if counts[most] == 1 && len(entries) > 1 {
		return none
	}
	return most
}

// home finds the event's own page among those of its sessions: several have it, and the addresses of all
// others begin with it.
func (f *Reader) home() {
	home, sharing := "", 0
	for _, v := range f.Entries {
		if v.url != "" && (home == "" || len(v.url) < len(home)) {
			home = v.url
		}
	}
	for _, v := range f.Entries {
		if v.source.Ours || v.url != "" && !strings.HasPrefix(v.url, home) {
			return // ours says it in its header
		}
		if v.url == home {
			sharing++
		}
	}
	if home == "" || sharing < 2 {
		return
	}
	f.Event.URL = home
	for _, v := range f.Entries {
		if v.url == home {
			v.Links = v.Links[1:] // it is the first: see properties
		}
		if len(v.Links) == 0 {
			v.Links = nil
		}
	}
}
