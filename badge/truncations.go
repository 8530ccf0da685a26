package badge

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/roster"
)

// truncations collects the names that several workers shortened.
type truncations struct {
	mu     sync.Mutex
	own    []truncation
	common map[compose.Truncation]truncation // by what was shortened, not to what: of each the first
}

// A truncation is the n-th of an attendee.
type truncation struct {
	attendee, n int
	compose.Truncation
}

// What many badges have in common, and is told of all of them at once where it is shortened.
const (
	eventsName = "event's name"
	ticketType = "ticket type"
)

func shared(t compose.Truncation) bool { return t.Of == eventsName || t.Of == ticketType }

func (t *truncations) add(attendee int, list []compose.Truncation) {
	if len(list) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for n, what := range list {
		if !shared(what) {
			t.own = append(t.own, truncation{attendee, n, what})
			continue
		}
		alike := compose.Truncation{Of: what.Of, From: what.From}
		if first, known := t.common[alike]; known && first.attendee < attendee {
			continue
		}
		if t.common == nil {
			t.common = map[compose.Truncation]truncation{}
		}
		t.common[alike] = truncation{attendee, n, what}
	}
}

// report adds findings, in the order of the list, of what was shortened on "badge" or "ticket".
func (t *truncations) report(r *report, list []roster.Attendee, what string) {
	all := slices.AppendSeq(t.own, maps.Values(t.common))
	slices.SortFunc(all, func(a, b truncation) int {
		return cmp.Or(cmp.Compare(a.attendee, b.attendee), cmp.Compare(a.n, b.n))
	})
	for _, k := range all {
		if shared(k.Truncation) {
			r.shortened(agenda.Where{}, "the "+what+"s", k.Truncation)
		} else {
			a := list[k.attendee]
			r.shortened(where(a), "the "+what+" of "+person(a), k.Truncation)
		}
	}
}

// shortened adds findings of what was shortened on something, "the badge of "Todd Palino"".
func (r *report) shortened(at agenda.Where, on string, list ...compose.Truncation) {
	for _, t := range list {
		at := at
		at.ID = cmp.Or(t.ID, at.ID)
		if t.To == "" {
			r.add("shortened", agenda.Warning, at, "write it by hand, or give another spelling",
				"on %s the %s %s stands too high to fit, so a blank is left for it", on, t.Of, quote(t.From))
			continue
		}
		r.add("shortened", agenda.Warning, at, "give a shorter spelling",
			"on %s the %s %s is shortened to %s", on, t.Of, quote(t.From), quoteEnd(t.To))
	}
}
