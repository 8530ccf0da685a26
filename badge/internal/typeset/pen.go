package typeset

import (
	"bytes"
	"fmt"
	"math/bits"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"
)

// A Pen draws text onto one gofpdf document, which it gives each face when that is first used.
type Pen struct {
	pdf  *gofpdf.Fpdf
	has  [len(faces)]bool
	used Used
}

// NewPen makes the pen of a document.
func NewPen(pdf *gofpdf.Fpdf) *Pen { return &Pen{pdf: pdf} }

// On moves the pen to a template of its document, which shares the document's faces, or to a new page of it.
func (p *Pen) On(template *gofpdf.Fpdf) { p.pdf = template }

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
		p.used.add(face, r)
	}
	p.set(face, size)
	p.pdf.Text(x, y, s)
	return p.pdf.Error()
}

// set selects a face. gofpdf parses a face for milliseconds, so only those that are used are loaded.
func (p *Pen) set(face Face, size float64) {
	name := faces[face].family
	if !p.has[face] {
		p.has[face] = true
		p.pdf.AddUTF8FontFromBytes(name, "", bytes.Clone(faces[face].ttf))
	}
	p.pdf.SetFont(name, "", size)
}

// Used is which runes of which faces pens have drawn: what a document has to embed.
type Used [len(faces)]*[0x10000 / 64]uint64

func (u *Used) add(face Face, r rune) {
	if u[face] == nil {
		u[face] = new([0x10000 / 64]uint64)
	}
	u[face][r/64] |= 1 << (r % 64)
}

// Join adds to u what another pen has drawn.
func (u *Used) Join(other Used) {
	for face, runes := range other {
		if runes == nil {
			continue
		}
		if u[face] == nil {
			u[face] = new([0x10000 / 64]uint64)
		}
		for i, word := range runes {
			u[face][i] |= word
		}
	}
}

// Used is what the pen has drawn so far.
func (p *Pen) Used() Used { return p.used }

// Register has the document embed u, as gofpdf embeds what is drawn: on a template that no page shows.
func (p *Pen) Register(u Used) error {
	for face, runes := range u {
		if runes == nil {
			continue
		}
		p.set(Face(face), 1)
		for i, word := range runes {
			for ; word != 0; word &= word - 1 {
				p.pdf.Text(0, 0, string(rune(i*64+bits.TrailingZeros64(word))))
			}
		}
	}
	return p.pdf.Error()
}

// Empty reports whether nothing was drawn.
func (u Used) Empty() bool { return u == Used{} }
