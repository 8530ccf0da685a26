package ical

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// reported counts how often a handler tells of a counted event.
func reported(h *Handler) *atomic.Int32 {
	var n atomic.Int32
	h.Report = func(_ *http.Request, findings agenda.Findings, _ error) {
		for _, f := range findings {
			if f.Rule == "bad-revision" {
				n.Add(1)
			}
		}
	}
	return &n
}

// counted has a finding, so that reported sees it.
func counted(t testing.TB) *agenda.Event {
	e := kafka(t)
	e.Sessions[0].Created = time.Date(1, 2, 3, 4, 5, 6, 0, time.UTC)
	return e
}

// A feed is made anew unless it is that of the same event, of the same revision; and only what has changed is
// sent, and reported, again.
func TestHandlerRevisions(t *testing.T) {
	later := time.Date(2014, 6, 3, 0, 0, 0, 0, time.UTC)
	unrevised := func(e *agenda.Event) *agenda.Event {
		e.Revised = time.Time{}
		for i := range e.Sessions {
			e.Sessions[i].Revised = time.Time{}
		}
		return e
	}
	type change = func(*agenda.Event) *agenda.Event
	same := func(e *agenda.Event) *agenda.Event { return e }
	for _, test := range []struct {
		name    string
		first   change
		second  change // of the first, or a new one
		changes bool
	}{
		{"the same event", same, same, false},
		{"the same event, without revisions", unrevised, same, false},
		{"an equal event", same, func(*agenda.Event) *agenda.Event { return counted(t) }, false},
		{"an equal event, without revisions", unrevised,
			func(*agenda.Event) *agenda.Event { return unrevised(counted(t)) }, false},
		{"another revision", same, func(*agenda.Event) *agenda.Event {
			e := counted(t)
			e.Sessions[2].Revised = later
			return e
		}, true},
		{"another title, without revisions", unrevised, func(*agenda.Event) *agenda.Event {
			e := unrevised(counted(t))
			e.Sessions[2].Title = "T"
			return e
		}, true},
		{"another title and no other revision", same, func(*agenda.Event) *agenda.Event {
			e := counted(t)
			e.Sessions[2].Title = "T"
			return e
		}, true},
		{"a row gone and one come, with an old date", same, func(*agenda.Event) *agenda.Event {
			e := counted(t)
			e.Sessions[2].ID = "another"
			return e
		}, true},
		{"a speaker's name", same, func(*agenda.Event) *agenda.Event {
			e := counted(t)
			e.Speakers[0].Name = "Another"
			return e
		}, true},
		{"changed in place, with a revision", same, func(e *agenda.Event) *agenda.Event {
			e.Sessions[2].Title, e.Sessions[2].Revised = "T", later
			return e
		}, true},
		{"changed in place, without revisions", unrevised, func(e *agenda.Event) *agenda.Event {
			e.Sessions[2].Title = "T"
			return e
		}, true},
	} {
		e := test.first(counted(t))
		h := serving(&e)
		n := reported(h)
		first := ask(h, "/").Header.Get("ETag")
		e = test.second(e)
		for range 2 {
			r := ask(h, "/", "If-None-Match", first)
			want, _ := write(t, Options{}, e)
			if changed := r.StatusCode == 200; changed != test.changes || changed && sent(t, r) != want {
				t.Errorf("%s: %s", test.name, r.Status)
			}
		}
		want := int32(1)
		if test.changes {
			want = 2
		}
		if got := n.Load(); got != want {
			t.Errorf("%s: reported %d times, want %d", test.name, got, want)
		}
	}
}

// A feed that stands in memory is not made anew.
func TestHandlerKeeps(t *testing.T) {
	e := kafka(t)
	h := serving(&e)
	ask(h, "/")
	first := h.feeds["\n"+e.ID]
	ask(h, "/", "Accept-Encoding", "gzip")
	if again := h.feeds["\n"+e.ID]; &again.plain[0] != &first.plain[0] || len(h.feeds) != 1 {
		t.Error("it is made again")
	}
	e = kafka(t) // equal, and another
	ask(h, "/")
	again := h.feeds["\n"+e.ID]
	if &again.plain[0] == &first.plain[0] || &again.zipped[0] != &first.zipped[0] {
		t.Error("it is not made again, or is compressed again")
	}
}

// accounted checks that the feeds kept are counted, and within the bound.
func accounted(t *testing.T, h *Handler, limit int64) {
	t.Helper()
	var size int64
	for key, f := range h.feeds {
		size += f.size
		if f.size < int64(len(key)+len(f.plain)+len(f.zipped)) {
			t.Errorf("%q takes more than %d octets", key, f.size)
		}
	}
	if size != h.size || size > limit {
		t.Errorf("%d octets counted as %d, limit %d", size, h.size, limit)
	}
}

// Views of strangers and events without number push each other out.
func TestHandlerMemoryIsBounded(t *testing.T) {
	e := kafka(t)
	h := serving(&e)
	h.CacheSize = 100_000
	for i := range 300 {
		ask(h, fmt.Sprintf("/?session=committers,s%d", i))
		accounted(t, h, h.CacheSize)
	}
	if n := len(h.feeds); n < 10 {
		t.Errorf("only %d feeds in %d octets", n, h.CacheSize)
	}
	// One event after another, each a new pointer, and one that changes.
	for i := range 300 {
		e = kafka(t)
		e.ID = fmt.Sprintf("e%d.example.org", i%200)
		e.Sessions[0].Title = strings.Repeat("x", i)
		ask(h, "/")
		accounted(t, h, h.CacheSize)
	}
	for _, size := range []int64{1, -1} {
		h := serving(&e)
		h.CacheSize = size
		for range 2 {
			if r := ask(h, "/"); r.StatusCode != 200 {
				t.Error(r.Status)
			}
			accounted(t, h, 0)
		}
	}
}

// A feed that could not be made is not kept.
func TestHandlerPanic(t *testing.T) {
	e := counted(t)
	h := serving(&e)
	calls := 0
	h.Report = func(*http.Request, agenda.Findings, error) {
		if calls++; calls == 1 {
			panic("the first time")
		}
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		ask(h, "/")
	}()
	accounted(t, h, 0)
	if r := ask(h, "/"); r.StatusCode != 200 {
		t.Error(r.Status)
	}
}

// Neither queries that choose nothing nor ever new ones that choose something push the whole feed out.
func TestHandlerKeepsTheWholeFeed(t *testing.T) {
	e := kafka(t)
	h := serving(&e)
	h.CacheSize = 50_000
	ask(h, "/")
	whole := h.feeds["\n"+e.ID]
	for i := range 100 {
		ask(h, fmt.Sprintf("/?session=s%d", i))
	}
	if len(h.feeds) != 1 {
		t.Errorf("%d feeds without a session are kept", len(h.feeds)-1)
	}
	for i := range 100 {
		ask(h, fmt.Sprintf("/?session=committers,s%d", i))
	}
	accounted(t, h, h.CacheSize)
	if again := h.feeds["\n"+e.ID]; again.plain == nil || &again.plain[0] != &whole.plain[0] {
		t.Error("the whole feed is gone")
	}
}

// Subscribers who come at once to an empty memory wait for one feed.
func TestHandlerComposesOnce(t *testing.T) {
	e := counted(t)
	h := serving(&e)
	n := reported(h)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() { ask(h, "/") })
	}
	wait.Wait()
	if n.Load() != 1 {
		t.Errorf("composed %d times", n.Load())
	}
}
