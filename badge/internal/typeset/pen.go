package typeset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"
)

// A Pen draws text onto one gofpdf document, which it gives each face when that is first used.
type Pen struct {
	pdf *gofpdf.Fpdf
	has [len(faces)]bool
}

// NewPen makes the pen of a document.
func NewPen(pdf *gofpdf.Fpdf) *Pen { return &Pen{pdf: pdf} }

// Text draws s with its baseline starting at x, y (mm from the page's top left corner) at size pt, in the
// document's text colour. A rune that the face does not cover is an error: Prepare takes those out, and
// gofpdf would draw a box for it or panic.
func (p *Pen) Text(face Face, size, x, y float64, s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("typeset: %q reached the page and is not UTF-8", s)
	}
	for _, r := range s {
		if !face.Covers(r) {
			return fmt.Errorf("typeset: %U reached the page without a glyph in %s", r, faces[face].family)
		}
	}
	name := faces[face].family
	if !p.has[face] {
		p.has[face] = true
		p.pdf.AddUTF8FontFromBytes(name, "", bytes.Clone(faces[face].ttf))
	}
	p.pdf.SetFont(name, "", size)
	p.pdf.Text(x, y, s)
	return p.pdf.Error()
}
