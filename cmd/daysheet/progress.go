package main

import (
	"fmt"
	"time"
)

// progress counts the pages of a long run on standard error, at a terminal only. A run that is over within
// half a second shows nothing.
func (c *command) progress() func(done, total int) {
	if !isTerminal(c.stderr) {
		return nil
	}
	began := time.Now() // of the person who waits; nothing of it gets into a file
	shown := began
	return func(done, total int) {
		now := time.Now()
		switch {
		case done == total && shown != began:
			fmt.Fprint(c.stderr, "\r\x1b[K")
			began, shown = now, now
		case done == total:
			began, shown = now, now
		case now.Sub(began) > 500*time.Millisecond && now.Sub(shown) > 100*time.Millisecond:
			left := time.Duration(float64(now.Sub(began)) / float64(done) * float64(total-done))
			fmt.Fprintf(c.stderr, "\r\x1b[Kpage %d of %d, %s left", done, total, left.Round(time.Second))
			shown = now
		}
	}
}
