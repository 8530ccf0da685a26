package ical

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// repeat takes the changed dates of repeating sessions out of their rules, and makes sessions of them and of
// the dates that are added to a rule.
func (f *feedReader) repeat() {
	masters := map[string]*vevent{}
	for _, v := range f.entries {
		if v.override == "" && v.uid != "" && masters[v.uid] == nil {
			masters[v.uid] = v
		}
	}
	var kept []*vevent
	changed, line := 0, 0
	count := func(v *vevent) {
		if changed++; line == 0 {
			line = v.line
		}
	}
	for _, v := range f.entries {
		master := masters[v.uid]
		if v.override == "" || master == nil {
			kept = append(kept, v)
			continue
		}
		master.Except = append(master.Except, v.original)
		if v.Status == agenda.Cancelled {
			continue
		}
		v.uid = beside(v.uid, v.original)
		kept = append(kept, v)
		count(v)
	}
	f.entries = kept
	for _, v := range kept {
		slices.SortFunc(v.Except, time.Time.Compare)
		v.Except = slices.CompactFunc(v.Except, time.Time.Equal)
		for _, at := range v.dates {
			_, excepted := slices.BinarySearchFunc(v.Except, at, time.Time.Compare)
			if excepted || at.Equal(v.Start) || len(f.entries) >= maxComponents {
				continue
			}
			f.entries = append(f.entries, v.added(at))
			count(v)
		}
		if v.Repeat == "" {
			v.Except = nil
		}
	}
	if changed > 0 {
		f.lose("own-session", line, "%s of repeating sessions %s",
			quantity(changed, "changed or added date"),
			plural(changed, "becomes a session of its own", "become sessions of their own"))
	}
}

// added is v on another date.
func (v *vevent) added(at time.Time) *vevent {
	again := *v
	again.copy = true
	again.Start, again.Repeat, again.Except, again.dates = at, "", nil, nil
	if !v.End.IsZero() {
		again.End = at.Add(v.End.Sub(v.Start))
		if v.AllDay {
			days := int(v.End.Sub(v.Start).Round(24*time.Hour) / (24 * time.Hour))
			again.End = at.AddDate(0, 0, days)
		}
	}
	if v.uid != "" {
		again.uid = beside(v.uid, at)
	}
	return &again
}

// beside is a UID for one date of what uid names.
func beside(uid string, at time.Time) string {
	id, event, found := cutLast(uid, "@")
	id += "-" + at.UTC().Format(utcForm)
	if found {
		id += "@" + event
	}
	return id
}

func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// identify gives the event and its sessions their ids: see Read.
func (f *feedReader) identify() {
	var event string
	split := true
	var odd *vevent // the first that does not end like those before it
	for _, v := range f.entries {
		if v.uid == "" {
			continue
		}
		left, right, _ := cutLast(v.uid, "@")
		event = cmp.Or(event, right)
		if left == "" || right == "" || right != event {
			split, odd = false, v
			break
		}
	}
	switch {
	case split:
		f.event.ID = event
	case len(f.entries) > 0:
		f.lose("mixed-uids", odd.line, "the UIDs do not end in the same @…; each is the id of its session")
	}
	taken := make(map[string]bool, len(f.entries))
	for _, v := range f.entries {
		taken[v.id(split)] = true
	}
	given := make(map[string]bool, len(f.entries))
	next := map[string]int{}
	for _, v := range f.entries {
		id := v.id(split)
		if id == "" {
			f.lose("no-uid", v.line, "%q has no UID; its id is derived from its title", clipped(v.Title))
			continue
		}
		if given[id] {
			first := id
			for n := max(2, next[first]); taken[id]; n++ {
				id = fmt.Sprintf("%s-%d", first, n)
				next[first] = n + 1
			}
			f.lose("duplicate-uid", v.line, "%q has the UID of another session; its id is %s",
				clipped(v.Title), clipped(id))
		}
		taken[id], given[id] = true, true
		v.ID = id
	}
}

// id is the UID, or its left half.
func (v *vevent) id(split bool) string {
	if left, _, _ := cutLast(v.uid, "@"); split {
		return left
	}
	return v.uid
}

// share gives the event what most of its sessions have, where all have something, and takes it from them.
func (f *feedReader) share() {
	e := f.event
	if e.Name == "" && len(f.entries) == 1 {
		e.Name = f.entries[0].Title
	}
	if len(f.entries) == 0 {
		return
	}
	e.Online = common(f.entries, func(v *vevent) string { return v.Online })
	e.Language = common(f.entries, func(v *vevent) string { return v.Language })
	if !f.exported() {
		e.Revised = common(f.entries, func(v *vevent) time.Time { return v.Revised })
	}
	if e.URL == "" {
		f.home()
	}
	colored := map[string]bool{}
	for _, v := range f.entries {
		if c := colorOf(v.text("COLOR")); c != "" && v.Track != "" && !colored[v.Track] {
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
			f.drop("ORGANIZER other than the first", v.first("ORGANIZER").line)
		}
	}
}

// exported takes stamps that lie so close together that one run of an exporter has made them for no revision
// of a session, but for that of the event.
func (f *feedReader) exported() bool {
	first, last := f.entries[0].Revised, time.Time{}
	for _, v := range f.entries {
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
	f.event.Revised = last
	for _, v := range f.entries {
		v.Revised = time.Time{}
	}
	return true
}

// common is what most sessions have of something that every one of them has.
func common[T comparable](entries []*vevent, of func(*vevent) T) (most T) {
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
func (f *feedReader) home() {
	home, sharing := "", 0
	for _, v := range f.entries {
		if v.url != "" && (home == "" || len(v.url) < len(home)) {
			home = v.url
		}
	}
	for _, v := range f.entries {
		if v.source.ours || v.url != "" && !strings.HasPrefix(v.url, home) {
			return // ours says it in its header
		}
		if v.url == home {
			sharing++
		}
	}
	if home == "" || sharing < 2 {
		return
	}
	f.event.URL = home
	for _, v := range f.entries {
		if v.url == home {
			v.Links = v.Links[1:] // it is the first: see properties
		}
		if len(v.Links) == 0 {
			v.Links = nil
		}
	}
}
