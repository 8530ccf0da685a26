// Package press turns pages into one PDF. The caller says how many pages there are and draws each on a
// [Canvas] when it is asked for; the press owns the document.
//
//	err := press.Write(ctx, w, press.Document{Title: "Badges", Width: 210, Height: 297, Pages: 6},
//		func(page int, c *press.Canvas) error {
//			c.Fill(14, 14, 60, 8, press.Color{R: 0x12, G: 0x4e, B: 0x96})
//			c.Text(typeset.Bold, 24, 14, 40, press.Black, "Todd")
//			return nil
//		})
//
// The same pages give the same bytes: nothing is read from the clock, and what gofpdf would write in the
// order of a map is sorted. A page must depend on its number alone, so that pages may later be drawn at the
// same time. Nothing is written before the last page is drawn.
package press

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Document is what its pages have in common.
type Document struct {
	Title         string
	Width, Height float64   // of each page, in mm
	Pages         int       // at least 1
	Date          time.Time // of creation; zero is 1 January 2000

	Progress func(done, total int) // called after each page; may be nil
}

// Undated is the date of a document that has none.
var Undated = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// Write draws the pages from 0 and writes the PDF to w. It stops between two pages when ctx is done, and
// with the first error of draw; then nothing is written.
func Write(ctx context.Context, w io.Writer, d Document, draw func(page int, c *Canvas) error) error {
	if d.Pages < 1 {
		return fmt.Errorf("press: a document of %d pages", d.Pages)
	}
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: d.Width, Ht: d.Height},
	})
	date := d.Date.UTC()
	if d.Date.IsZero() {
		date = Undated
	}
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetProducer("daysheet", true)
	pdf.SetTitle(basic(d.Title), true)
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pen := typeset.NewPen(pdf)
	for page := range d.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		pdf.AddPage()
		c := &Canvas{pdf: pdf, pen: pen, height: d.Height}
		if err := draw(page, c); err != nil {
			return err
		}
		if c.err != nil {
			return c.err
		}
		if d.Progress != nil {
			d.Progress(page+1, d.Pages)
		}
	}
	for _, f := range pen.Used().Forms() {
		embed(pdf, f)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return fmt.Errorf("press: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// basic leaves out of a title what gofpdf panics on: octets that are not UTF-8, and runes above U+FFFF.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff || r < ' ' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
