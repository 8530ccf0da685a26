package ical

import (
	"container/list"
	"slices"
	"sync"
	"weak"

	"github.com/daysheet/daysheet/agenda"
)

// A cache keeps the feeds that were asked for last. Its zero value is ready for use.
type cache struct {
	mu     sync.Mutex
	feeds  map[cacheKey]*cached
	known  map[knownKey]*cached // by the events that they were last made of or compared with
	recent list.List            // of *cached, the one asked for last in front
	size   int64                // octets
}

// A cacheKey is what a feed is made of: a new revision is another feed, and the old one grows old.
type cacheKey struct {
	fingerprint uint64
	view        string // the query
}

// A knownKey finds a feed without a fingerprint. The pointers are weak: the cache keeps no event alive, and
// one that comes to lie where another was is not taken for it.
type knownKey struct {
	first     weak.Pointer[agenda.Event]
	revisions uint64
	view      string
}

type cached struct {
	key    cacheKey
	known  knownKey
	events []weak.Pointer[agenda.Event] // nil: not to be found in cache.known
	recent *list.Element                // nil: no longer in the cache
	size   int64
	file   func() (*feedFile, error) // made by whoever asks first, while the others wait
}

// entrySize is what an entry takes besides its bytes, so that small ones cannot be without number.
const entrySize = 1 << 10

// get gives the feed of the events in a view, and makes it where it is not there.
func (c *cache) get(events []*agenda.Event, view string, limit int64, file func() (*feedFile, error)) (
	*feedFile, error) {
	revisions, ok := revisionsOf(events)
	var pointers []weak.Pointer[agenda.Event]
	var known knownKey
	if ok {
		pointers = make([]weak.Pointer[agenda.Event], len(events))
		for i, e := range events {
			pointers[i] = weak.Make(e)
		}
		known = knownKey{pointers[0], revisions, view}
		if x := c.find(known, pointers); x != nil {
			return x.file()
		}
	}
	x, fresh := c.enter(cacheKey{fingerprintOf(events), view}, known, pointers, file)
	if fresh {
		var f *feedFile
		var err error
		defer func() { c.settle(x, f, limit) }() // deferred, should file panic
		f, err = x.file()
		return f, err
	}
	return x.file()
}

func (c *cache) find(known knownKey, pointers []weak.Pointer[agenda.Event]) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.known[known]
	if x == nil || !slices.Equal(x.events, pointers) {
		return nil
	}
	c.recent.MoveToFront(x.recent)
	return x
}

// enter finds the entry of the key, or makes a fresh one, to be settled by the caller.
func (c *cache) enter(key cacheKey, known knownKey, pointers []weak.Pointer[agenda.Event],
	file func() (*feedFile, error)) (x *cached, fresh bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.feeds == nil {
		c.feeds, c.known = map[cacheKey]*cached{}, map[knownKey]*cached{}
	}
	x = c.feeds[key]
	if fresh = x == nil; fresh {
		x = &cached{key: key, size: entrySize + 2*int64(len(key.view)), file: sync.OnceValues(file)}
		x.recent = c.recent.PushFront(x)
		c.feeds[key], c.size = x, c.size+x.size
	}
	c.recent.MoveToFront(x.recent)
	if pointers != nil {
		c.forget(x)
		if other := c.known[known]; other != nil {
			c.forget(other)
		}
		x.known, x.events, c.known[known] = known, pointers, x
	}
	return x, fresh
}

// settle counts what a fresh entry has become, nil being nothing to keep, and makes room.
func (c *cache) settle(x *cached, f *feedFile, limit int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if x.recent == nil {
		return // pushed out while it was made
	}
	if f == nil {
		c.remove(x)
		return
	}
	n := int64(cap(f.plain.body) + cap(f.zipped.body))
	x.size, c.size = x.size+n, c.size+n
	for c.size > max(0, limit) {
		c.remove(c.recent.Back().Value.(*cached))
	}
}

func (c *cache) remove(x *cached) {
	c.forget(x)
	delete(c.feeds, x.key)
	c.recent.Remove(x.recent)
	x.recent, c.size = nil, c.size-x.size
}

func (c *cache) forget(x *cached) {
	if x.events != nil {
		delete(c.known, x.known)
		x.events = nil
	}
}
