package pdf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// A page is drawn, its content deflated.
type page struct {
	content  []byte
	elements []element
	images   []*Image
	err      error
}

// A worker draws every n-th page of a document with n workers.
type worker struct {
	document Document
	draw     func(page int, c *Canvas) error
	pages    chan page
	used     *used
	flate    flater
	content  []byte // of the page before, whose room is used again
}

const (
	worthWorker = 4 // pages: fewer are drawn before another worker has begun
	mostAhead   = 8 // pages that a worker is ahead of who writes them
)

// startWorkers has workers draw all pages, until ctx is done.
func startWorkers(ctx context.Context, d Document, draw func(page int, c *Canvas) error,
	running *sync.WaitGroup) []*worker {
	workers := make([]*worker, cmp.Or(d.workers, min(runtime.GOMAXPROCS(0), 1+d.Pages/worthWorker)))
	for i := range workers {
		w := &worker{document: d, draw: draw, pages: make(chan page, mostAhead), used: newUsed()}
		workers[i] = w
		running.Go(func() {
			for number := i; number < d.Pages && ctx.Err() == nil; number += len(workers) {
				w.print(ctx, number)
			}
		})
	}
	return workers
}

// A panicked is the value of a panic of draw, as an error.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("pdf: drawing panicked: %v", p.value) }
func (p *panicked) String() string {
	return fmt.Sprintf("%v [while drawing a PDF]\n\n%s", p.value, p.stack)
}

var errQuit = errors.New("pdf: drawing ended its goroutine")

// print draws a page and hands it on, whatever becomes of it.
func (w *worker) print(ctx context.Context, number int) {
	out := page{err: errQuit}
	defer func() {
		if v := recover(); v != nil {
			out.err = &panicked{v, debug.Stack()}
		}
		select {
		case w.pages <- out:
		case <-ctx.Done():
		}
	}()
	d := w.document
	c := Canvas{content: w.content[:0], used: w.used, height: d.Height, tagged: d.Tagged}
	if d.Bleed > 0 {
		c.add(fmt.Sprintf("1 0 0 1 %.4f %.4[1]f cm", d.Bleed*perMM))
	}
	err := w.draw(number, &c)
	w.content = c.content
	out = page{w.flate.deflate(nil, c.content), c.elements, c.images, cmp.Or(err, c.err)}
}

// writePages writes the pages in order, until all are written, or one or write fails, or ctx is done.
func writePages(ctx context.Context, pages int, workers []*worker, write func(page) error) error {
	for number := range pages {
		select {
		case out := <-workers[number%len(workers)].pages:
			if err := cmp.Or(out.err, ctx.Err()); err != nil {
				return err
			}
			if err := write(out); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
