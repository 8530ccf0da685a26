package ical

import (
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// made counts how often a handler makes a feed of a counted event.
func made(h *Handler) *atomic.Int32 {
	var n atomic.Int32
	h.Report = func(_ *http.Request, findings agenda.Findings, _ error) {
		for _, f := range findings {
			if f.Rule == "bad-email" {
				n.Add(1)
			}
		}
	}
	return &n
}

// counted has a finding, so that made sees it.
func counted(t testing.TB) *agenda.Event {
	e := kafka(t)
	e.Organizer.Email = "none"
	return e
}

// A feed is made anew when something has changed, whatever the caller does or does not say of revisions, and
// not otherwise.
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
		n := made(h)
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
			t.Errorf("%s: made %d times, want %d", test.name, got, want)
		}
	}
}

func TestCacheMakesOnce(t *testing.T) {
	e := counted(t)
	h := serving(&e)
	n := made(h)
	var ready, wait sync.WaitGroup
	ready.Add(16)
	for range 16 {
		wait.Go(func() {
			ready.Done()
			ready.Wait()
			if r := ask(h, "/"); r.StatusCode != 200 {
				t.Error(r.Status)
			}
		})
	}
	wait.Wait()
	if got := n.Load(); got != 1 {
		t.Errorf("made %d times", got)
	}
}

// consistent checks the cache's books.
func consistent(t *testing.T, c *cache, limit int64) {
	t.Helper()
	var size int64
	for el := c.recent.Front(); el != nil; el = el.Next() {
		x := el.Value.(*cached)
		size += x.size
		if c.feeds[x.key] != x || x.events != nil && c.known[x.known] != x {
			t.Error("an entry is not to be found")
		}
	}
	if size != c.size || size > limit || len(c.feeds) != c.recent.Len() || len(c.known) > len(c.feeds) {
		t.Errorf("%d octets counted as %d, limit %d; %d feeds, %d known, %d in order", size, c.size, limit,
			len(c.feeds), len(c.known), c.recent.Len())
	}
}

// Views of strangers and events without number push each other out, the oldest first.
func TestCacheIsBounded(t *testing.T) {
	e := counted(t)
	h := serving(&e)
	h.CacheSize = 100_000
	n := made(h)
	ask(h, "/")
	for i := range 300 {
		ask(h, fmt.Sprintf("/?session=s%d", i))
		ask(h, "/")
		consistent(t, &h.cache, h.CacheSize)
	}
	if got := n.Load(); got != 301 {
		t.Errorf("made %d times: what is asked for all the time is to stay", got)
	}
	if n := len(h.cache.feeds); n < 10 {
		t.Errorf("only %d feeds in %d octets", n, h.CacheSize)
	}
	before := n.Load()
	ask(h, "/?session=s0")
	if n.Load() != before+1 {
		t.Error("what was not asked for any more is still there")
	}
	// One event after another, each a new pointer.
	for i := range 300 {
		e = counted(t)
		e.ID = fmt.Sprintf("e%d.example.org", i)
		ask(h, "/")
		consistent(t, &h.cache, h.CacheSize)
	}
	for _, size := range []int64{1, -1} {
		h := serving(&e)
		h.CacheSize = size
		for range 2 {
			if r := ask(h, "/"); r.StatusCode != 200 {
				t.Error(r.Status)
			}
			consistent(t, &h.cache, 0)
		}
	}
}

// A feed that could not be made is not kept.
func TestCachePanic(t *testing.T) {
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
	consistent(t, &h.cache, 0)
	if r := ask(h, "/"); r.StatusCode != 200 {
		t.Error(r.Status)
	}
}

// Whatever there is in the model, a change of it is a change of the fingerprint.
func TestFingerprintSeesEverything(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	links := func() []agenda.Link { return []agenda.Link{{Title: "a", URL: "b"}} }
	e := &agenda.Event{
		Fonts: []string{"a"},
		Days:  []agenda.Day{{Title: "a"}}, Tracks: []agenda.Track{{ID: "a"}}, Rooms: []agenda.Room{{ID: "a"}},
		Speakers: []agenda.Speaker{{ID: "a", Links: links()}},
		Sessions: []agenda.Session{{ID: "a", Rooms: []string{"a"}, Speakers: []string{"a"}, Links: links(),
			Except: []time.Time{now}}},
	}
	seen := map[uint64]string{fingerprintOf([]*agenda.Event{e}): "as it is"}
	leaves := 0
	check := func(path string) {
		leaves++
		sum := fingerprintOf([]*agenda.Event{e})
		if other, ok := seen[sum]; ok {
			t.Errorf("%s goes unseen, or is like %s", path, other)
		}
		seen[sum] = path
	}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		switch {
		case v.Type() == reflect.TypeFor[time.Time]():
			v.Set(reflect.ValueOf(now.Add(time.Nanosecond)))
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
			return
		case v.Kind() == reflect.Slice:
			if v.Len() == 0 {
				t.Fatalf("%s is empty: fill it above", path)
			}
			v.Set(reflect.Append(v.Slice3(0, v.Len(), v.Len()), reflect.Zero(v.Type().Elem())))
			check(path)
			v.Set(old)
			walk(path+"[0]", v.Index(0))
			return
		case v.Kind() == reflect.String:
			v.SetString(v.String() + "x")
		case v.CanInt():
			v.SetInt(v.Int() + 1)
		case v.CanFloat():
			v.SetFloat(v.Float() + 1)
		case v.Kind() == reflect.Bool:
			v.SetBool(!v.Bool())
		default:
			t.Fatalf("%s: no idea how to change a %s", path, v.Type())
		}
		check(path)
		v.Set(old)
	}
	walk("Event", reflect.ValueOf(e).Elem())
	if leaves < 60 {
		t.Errorf("only %d fields", leaves)
	}
}
