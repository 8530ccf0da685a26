package diff

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// pair makes twins of the old and new sessions that have none yet and share a key, in their order.
func (d *comparison) pair(key func(*session) string, from, to func(*session) bool) {
	byKey := map[string][]*session{}
	for i := range d.new.sessions {
		if n := &d.new.sessions[i]; n.twin == nil && to(n) {
			byKey[key(n)] = append(byKey[key(n)], n)
		}
	}
	for i := range d.old.sessions {
		o := &d.old.sessions[i]
		if k := key(o); o.twin == nil && from(o) && len(byKey[k]) > 0 {
			o.twin, byKey[k][0].twin = byKey[k][0], o
			byKey[k] = byKey[k][1:]
		}
	}
}

func given(s *session) bool   { return !s.derived }
func derived(s *session) bool { return s.derived }
func either(*session) bool    { return true }

func contents(s *session) string { return s.contents }

func titleAndStart(s *session) string { return s.title + "\f" + strconv.FormatInt(s.start, 36) }

// titleAndSpeakers is empty where nobody speaks: lunch on Friday is not that of Thursday.
func titleAndSpeakers(s *session) string {
	if s.speakers == "" {
		return ""
	}
	return s.title + "\f" + s.speakers
}

// matchIDs finds the sessions that are the same by their ids, then those without an id of their own by title
// and start. Where sessions share an id or a title, those of equal contents go first.
func (d *comparison) matchIDs() {
	id := func(s *session) string { return s.id }
	same := func(s *session) string { return s.id + "\f" + s.contents }
	d.pair(same, given, given)
	d.pair(id, given, given)
	for _, key := range []func(*session) string{same, contents, titleAndStart, id} {
		d.pair(key, derived, derived)
		d.pair(key, derived, given)
		d.pair(key, given, derived)
	}
}

// matchContents finds the sessions that are the same although their ids differ.
func (d *comparison) matchContents() {
	d.pair(contents, either, either)
	for _, key := range []func(*session) string{titleAndStart, titleAndSpeakers} {
		olds, news := d.old.unmatched(key), d.new.unmatched(key)
		for k, was := range olds {
			if is := news[k]; k != "" && len(was) == 1 && len(is) == 1 {
				was[0].twin, is[0].twin = is[0], was[0]
			}
		}
	}
	reported := map[*session]bool{}
	for _, key := range []func(*session) string{titleAndStart, titleAndSpeakers} {
		olds, news := d.old.unmatched(key), d.new.unmatched(key)
		for i := range d.new.sessions {
			n := &d.new.sessions[i]
			k := key(n)
			if was, is := olds[k], news[k]; n.twin == nil && k != "" && len(was) > 0 && !reported[is[0]] {
				reported[is[0]] = true
				d.findings.Add("id-ambiguous", agenda.Warning, agenda.Where{ID: is[0].id},
					"write the old id of each back",
					"%s, counted as added, may be what was %s, counted as cancelled", names(is), names(was))
			}
		}
	}
}

// unmatched are the sessions without a twin by a key.
func (x *state) unmatched(key func(*session) string) map[string][]*session {
	byKey := map[string][]*session{}
	for i := range x.sessions {
		if s := &x.sessions[i]; s.twin == nil {
			byKey[key(s)] = append(byKey[key(s)], s)
		}
	}
	return byKey
}

// names are the titles and ids of a few sessions.
func names(list []*session) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q (%s)", s.title, s.id))
	}
	slices.Sort(out)
	const most = 5
	if more := len(out) - most; more > 0 {
		out = append(out[:most], fmt.Sprintf("%d more", more))
	}
	return listing.English.Join(out)
}
