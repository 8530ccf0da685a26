// Package pdf turns pages into one PDF. The caller says how many pages there are and draws each on a
// [Canvas] when it is asked for; the package owns the document.
//
//	err := pdf.Write(ctx, w, pdf.Document{Title: "Badges", Width: 210, Height: 297, Pages: 6},
//		func(page int, c *pdf.Canvas) error {
//			c.Fill(14, 14, 60, 8, pdf.Color{R: 0x12, G: 0x4e, B: 0x96})
//			c.Text(typeset.Bold, 24, 14, 40, pdf.Black, "Todd")
//			return nil
//		})
//
// Pages are drawn by several workers at the same time, and are written in their order while later ones are
// drawn. So a page must depend on its number alone, and memory does not grow with the number of pages but for
// some twenty octets each, and ten an element where they are tagged. The fonts come last, subset once to what
// all pages have drawn.
//
// The same pages give the same bytes, for any number of workers: nothing is read from the clock, no page
// inherits what another one has set, and nothing is in the order of a map.
//
// Only gofpdf.go knows gofpdf, which embeds the fonts.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// A Document says what the pages of a PDF have in common.
type Document struct {
	Title         string
	Lang          string    // BCP 47, of what is written on the pages; empty is "en"
	Width, Height float64   // of each page as it is cut, in mm
	Bleed         float64   // mm on each side that are drawn and cut off; there the canvas is below 0
	Pages         int       // at least 1
	Date          time.Time // of creation; zero is 1 January 2000
	FromRight     bool      // read from right to left, as a viewer lays two pages side by side
	Duplex        bool      // to be printed on both sides, turned over the longer edge
	Label         string    // what a viewer shows before a page's number, "sheet "
	Tagged        bool      // the pages tell their structure; see [Canvas.Tag]
	Outline       []Mark    // for a viewer's table of contents, in the order of their pages

	Progress func(done, total int) // called after each page, one call at a time; may be nil

	workers int // for tests; 0 is as many as are of use
}

// A Mark leads to a page, the first being 0.
type Mark struct {
	Title string
	Page  int
}

// Undated is the date of a document that has none.
var Undated = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// Write draws the pages and writes the PDF to w. draw is called for each page once, in any order, from
// several goroutines at a time.
//
// The error is of ctx, of w, or of the first page that fails. After an error what w has taken is no PDF.
// Write returns when every call of draw and w has, and begins no page once ctx is done. A panic of draw is
// one of Write.
func Write(ctx context.Context, w io.Writer, d Document, draw func(page int, c *Canvas) error) error {
	if err := d.check(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	drawing, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	workers := startWorkers(drawing, d, draw, &running)
	a := newAssembly(w, d)
	err := writePages(ctx, d.Pages, workers, a.page)
	stop()
	running.Wait()
	if err == nil {
		all := newUsed() // the same whoever drew which page
		for _, w := range workers {
			all.join(w.used)
		}
		err = a.end(ctx, all)
	}
	if p := (*panicked)(nil); errors.As(err, &p) {
		panic(p.String())
	}
	return err
}

func (d *Document) check() error {
	if d.Pages < 1 {
		return fmt.Errorf("pdf: a document of %d pages", d.Pages)
	}
	for _, mm := range []float64{d.Width, d.Height, d.Width + 2*d.Bleed, d.Height + 2*d.Bleed} {
		if !(mm > 0 && mm <= 5080) { // 200 in, ISO 32000-1 annex C
			return fmt.Errorf("pdf: a page of %g × %g mm with a bleed of %g mm", d.Width, d.Height, d.Bleed)
		}
	}
	last := 0
	for _, m := range d.Outline {
		if m.Page < last || m.Page >= d.Pages {
			return fmt.Errorf("pdf: %q marks page %d out of turn", m.Title, m.Page)
		}
		last = m.Page
	}
	return nil
}
