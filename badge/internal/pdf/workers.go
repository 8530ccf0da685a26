package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A crew are the workers of one document. They draw chunks of pages, the next one each, into what the
// assembly has done with, so that they are never far ahead of it.
type crew struct {
	document Document
	draw     func(page int, c *Canvas) error
	workers  []*worker
	size     int // pages of a chunk
	next     atomic.Int64
	free     chan *chunk
	done     chan *chunk
	working  sync.WaitGroup
}

// A chunk is consecutive pages, drawn and deflated.
type chunk struct {
	number int
	sheets []sheet
	octets []byte // of all their contents
	err    error
}

// A sheet is a page.
type sheet struct {
	start, end int // of its content in the chunk's octets
	elements   []element
	images     []*Image
}

// A worker draws on templates of a gofpdf document of its own.
type worker struct {
	doc     *gofpdf.Fpdf
	pen     *typeset.Pen
	flate   flater
	scratch []byte
}

func newCrew(d Document, draw func(page int, c *Canvas) error) *crew {
	workers, size := d.plan()
	c := &crew{document: d, draw: draw, size: size}
	ahead := 2*workers + 2
	c.free, c.done = make(chan *chunk, ahead), make(chan *chunk, ahead)
	for range ahead {
		c.free <- new(chunk)
	}
	for range workers {
		c.workers = append(c.workers, newWorker(d))
	}
	return c
}

func newWorker(d Document) *worker {
	doc := blank(d.Width, d.Height)
	return &worker{doc: doc, pen: typeset.NewPen(doc)}
}

// blank is a document with pages of a size in mm.
func blank(width, height float64) *gofpdf.Fpdf {
	doc := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: width, Ht: height},
	})
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // of what we do not take: fonts are deflated all the same
	// Of it only a font gets into a file of ours; still, its dates would be the clock's.
	doc.SetCreationDate(Undated)
	doc.SetModificationDate(Undated)
	return doc
}

func (c *crew) chunks() int { return (c.document.Pages + c.size - 1) / c.size }

// start sets the workers to work, until all is drawn or ctx is done.
func (c *crew) start(ctx context.Context) {
	for _, w := range c.workers {
		c.working.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case k := <-c.free:
					k.number = int(c.next.Add(1)) - 1
					if k.number >= c.chunks() {
						return
					}
					c.fill(ctx, w, k)
				}
			}
		})
	}
}

func (c *crew) wait() { c.working.Wait() }

// A panicked is what a call of draw, or gofpdf, panicked with.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("pdf: drawing panicked: %v", p.value) }
func (p *panicked) String() string {
	return fmt.Sprintf("%v [while drawing a PDF]\n\n%s", p.value, p.stack)
}

var errQuit = errors.New("pdf: drawing ended its goroutine")

// fill draws the pages of a chunk and hands it on, whatever becomes of them.
func (c *crew) fill(ctx context.Context, w *worker, k *chunk) {
	k.sheets, k.octets, k.err = k.sheets[:0], k.octets[:0], errQuit
	defer func() {
		if v := recover(); v != nil {
			k.err = &panicked{v, debug.Stack()}
		}
		c.done <- k // which holds as many as there are
	}()
	from := k.number * c.size
	k.err = w.print(ctx, k, from, min(from+c.size, c.document.Pages), c.document, c.draw)
}

// print draws pages on one template. What gofpdf writes at the start of each to hand on what the page before
// it has set is left out, so that a page is the same wherever it is drawn.
func (w *worker) print(ctx context.Context, k *chunk, from, to int, d Document,
	draw func(page int, c *Canvas) error) (err error) {
	size := gofpdf.SizeType{Wd: d.Width, Ht: d.Height}
	t := w.doc.CreateTemplateCustom(gofpdf.PointType{}, size, func(t *gofpdf.Tpl) {
		for page := from; page < to; page++ {
			if err = ctx.Err(); err != nil {
				return
			}
			if page > from {
				t.AddPage()
			}
			t.RawWriteStr(begins)
			w.pen.On(&t.Fpdf)
			c := Canvas{pdf: &t.Fpdf, pen: w.pen, height: d.Height, tagged: d.Tagged, scratch: w.scratch}
			if err = draw(page, &c); err == nil {
				err = c.finish()
			}
			w.scratch = c.scratch
			if err != nil {
				return
			}
			k.sheets = append(k.sheets, sheet{elements: c.elements, images: c.images})
		}
	})
	if err != nil {
		return err
	}
	for i := range k.sheets {
		page, err := t.FromPage(i + 1)
		if err != nil {
			return fmt.Errorf("pdf: %w", err)
		}
		_, content, _ := bytes.Cut(page.Bytes(), []byte(begins+"\n"))
		if d.Bleed > 0 {
			content = append(fmt.Appendf(nil, "1 0 0 1 %.4f %.4[1]f cm\n", d.Bleed*perMM), content...)
		}
		k.sheets[i].start = len(k.octets)
		k.octets = w.flate.deflate(k.octets, content)
		k.sheets[i].end = len(k.octets)
	}
	return nil
}

// begins is a comment behind which what a page draws begins.
const begins = "%"

// each hands the chunks to put in order, until all are through, or one or put fails, or ctx is done.
func (c *crew) each(ctx context.Context, put func(context.Context, *chunk) error) error {
	waiting := map[int]*chunk{}
	for next := range c.chunks() {
		for waiting[next] == nil {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case k := <-c.done:
				waiting[k.number] = k
			}
		}
		k := waiting[next]
		delete(waiting, next)
		if k.err != nil {
			return k.err
		}
		if err := put(ctx, k); err != nil {
			return err
		}
		c.free <- k
	}
	return ctx.Err()
}

// used is what all workers have drawn, which is the same whoever drew which page.
func (c *crew) used() typeset.Used {
	var all typeset.Used
	for _, w := range c.workers {
		all.Join(w.pen.Used())
	}
	return all
}
