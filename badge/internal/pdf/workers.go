package pdf

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// A pool is the workers of one document. They draw a page at a time, the next one each, and are never far
// ahead of who writes the pages.
type pool struct {
	document Document
	draw     func(page int, c *Canvas) error
	workers  []*worker
	jobs     chan job // for the workers
	queue    chan job // the same, for who writes the pages
	running  sync.WaitGroup
}

// A job is a page to draw.
type job struct {
	number int
	done   chan page // takes one
}

// A page is drawn, its content deflated.
type page struct {
	content  []byte
	elements []element
	images   []*Image
	err      error
}

// A worker draws pages, one after the other.
type worker struct {
	used    *used
	flate   flater
	content []byte // of the page before, whose room is used again
}

const (
	worthWorker = 4 // pages: fewer are drawn before another worker has begun
	mostAhead   = 8 // pages a worker
)

// startPool sets workers to work, until all is drawn or ctx is done.
func startPool(ctx context.Context, d Document, draw func(page int, c *Canvas) error) *pool {
	workers := d.workers
	if workers == 0 {
		workers = min(runtime.GOMAXPROCS(0), 1+d.Pages/worthWorker)
	}
	p := &pool{document: d, draw: draw, jobs: make(chan job), queue: make(chan job, mostAhead*workers)}
	p.running.Go(func() {
		defer close(p.jobs)
		for number := range d.Pages {
			j := job{number, make(chan page, 1)}
			for _, to := range []chan job{p.queue, p.jobs} {
				select {
				case to <- j:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	for range workers {
		w := &worker{used: newUsed()}
		p.workers = append(p.workers, w)
		p.running.Go(func() {
			for j := range p.jobs {
				if ctx.Err() != nil {
					return
				}
				p.print(w, j)
			}
		})
	}
	return p
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
func (p *pool) print(w *worker, j job) {
	out := page{err: errQuit}
	defer func() {
		if v := recover(); v != nil {
			out.err = &panicked{v, debug.Stack()}
		}
		j.done <- out
	}()
	d := p.document
	c := Canvas{content: w.content[:0], used: w.used, height: d.Height, tagged: d.Tagged}
	if d.Bleed > 0 {
		c.add(fmt.Sprintf("1 0 0 1 %.4f %.4[1]f cm", d.Bleed*perMM))
	}
	err := p.draw(j.number, &c)
	if err == nil {
		err = c.err
	}
	w.content = c.content
	out = page{w.flate.deflate(nil, c.content), c.elements, c.images, err}
}

// each writes the pages in order, until all are written, or one or write fails, or ctx is done.
func (p *pool) each(ctx context.Context, write func(page) error) error {
	for range p.document.Pages {
		var j job
		select {
		case j = <-p.queue:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case out := <-j.done:
			if out.err != nil {
				return out.err
			}
			if err := ctx.Err(); err != nil {
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

// used is what all workers have drawn, which is the same whoever drew which page.
func (p *pool) used() *used {
	all := newUsed()
	for _, w := range p.workers {
		all.join(w.used)
	}
	return all
}
