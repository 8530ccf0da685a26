package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"time"
)

// A pageCounter counts the pages of a long run on one line of a terminal, and says how long the rest will
// take. A document that is done within half a second shows nothing, and what is shown is wiped away when the
// document is done or the run fails. It is our own: a bar would need three more modules to say less.
type pageCounter struct {
	w     io.Writer
	now   func() time.Time // of the person who waits; nothing of it gets into a file
	began time.Time        // the document; zero before it
	shown time.Time        // last; zero where nothing is
}

const (
	patience = 500 * time.Millisecond
	between  = 100 * time.Millisecond
	wipe     = "\r\x1b[K"
)

// page is called after each page, one call at a time.
func (p *pageCounter) page(done, total int) {
	now := p.now()
	switch {
	case done == total:
		p.clear()
	case p.began.IsZero():
		p.began = now
	case now.Sub(p.began) >= patience && now.Sub(p.shown) >= between:
		left := time.Duration(float64(now.Sub(p.began)) / float64(done) * float64(total-done))
		fmt.Fprintf(p.w, wipe+"page %d of %d, %s left", done, total,
			cmp.Or(left.Round(time.Second), time.Second))
		p.shown = now
	}
}

// clear wipes away what is shown, and makes ready for the next document.
func (p *pageCounter) clear() {
	if p == nil {
		return
	}
	if !p.shown.IsZero() {
		io.WriteString(p.w, wipe)
	}
	p.began, p.shown = time.Time{}, time.Time{}
}

// progress is told each page that is drawn; it is nil where standard error is no terminal.
func (c *command) progress() func(done, total int) {
	if !isTerminal(c.stderr) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	c.pages = &pageCounter{w: c.stderr, now: time.Now}
	return c.pages.page
}
