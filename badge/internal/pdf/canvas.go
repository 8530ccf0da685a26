package pdf

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Color is one of sRGB.
type Color struct{ R, G, B uint8 }

// Black and white.
var (
	Black = Color{}
	White = Color{0xff, 0xff, 0xff}
)

// A Canvas is a page to draw on. Lengths are in mm from its top left corner, sizes of type in pt. The first
// error stops the document.
type Canvas struct {
	pdf      *gofpdf.Fpdf
	pen      *typeset.Pen
	height   float64 // of the page
	color    Color   // that is set
	unset    bool    // no color is
	tagged   bool
	within   bool // a part that is tagged
	elements []element
	images   []*Image
	scratch  []byte
	err      error
}

const perMM = 1 / typeset.MM

// Text draws a line of text with its baseline starting at x, y. See [typeset.Pen.Text] for what it refuses.
func (c *Canvas) Text(face typeset.Face, size, x, y float64, color Color, s string) {
	if s == "" || c.err != nil {
		return
	}
	end := c.artifact()
	c.paint(color)
	c.err = c.pen.Text(face, size, x, y, s)
	end()
}

// paint sets the color of all that follows. gofpdf, for which all is black, would write that of text with
// each text, and format it each time.
func (c *Canvas) paint(color Color) {
	if color == c.color && !c.unset {
		return
	}
	c.color, c.unset = color, false
	b := c.scratch[:0]
	for _, v := range [...]uint8{color.R, color.G, color.B} {
		b = append(typeset.AppendNumber(b, float64(v)/255, 3), ' ')
	}
	c.scratch = append(b, "rg"...)
	c.pdf.RawWriteStr(string(c.scratch))
}

// Fill draws a rectangle full of color.
func (c *Canvas) Fill(x, y, width, height float64, color Color) {
	end := c.artifact()
	c.fill(x, y, width, height, color)
	end()
}

func (c *Canvas) fill(x, y, width, height float64, color Color) {
	c.paint(color)
	b := c.scratch[:0]
	for _, v := range [...]float64{x, c.height - y, width, -height} {
		b = append(typeset.AppendNumber(b, v*perMM, 2), ' ')
	}
	c.scratch = append(b, "re f"...)
	c.pdf.RawWriteStr(string(c.scratch))
}

// Mask draws a square of side mm from bits, one a module, rows from the top padded to whole octets: black
// where a bit is 1, white elsewhere. It stays sharp at any resolution and is one object to the viewer, so no
// hairlines show between modules.
func (c *Canvas) Mask(x, y, side float64, bits []byte, modules int) {
	if c.err != nil {
		return
	}
	if want := modules * ((modules + 7) / 8); len(bits) != want {
		c.err = fmt.Errorf("pdf: a mask of %d modules in %d octets, want %d", modules, len(bits), want)
		return
	}
	end := c.artifact()
	defer end()
	c.fill(x, y, side, side, White)
	s := side * perMM
	b := append(c.scratch[:0], "q 0 g "...)
	for _, v := range []float64{s, 0, 0, s, x * perMM, (c.height-y)*perMM - s} {
		b = append(typeset.AppendNumber(b, v, 4), ' ')
	}
	b = append(b, "cm\nBI /W "...)
	b = strconv.AppendInt(b, int64(modules), 10)
	b = append(b, " /H "...)
	b = strconv.AppendInt(b, int64(modules), 10)
	// Hexadecimal, since octets of the mask may spell EI, the end of an inline image; deflating the page
	// takes the doubling back.
	b = append(b, " /IM true /D [1 0] /F /AHx ID\n"...)
	b = hex.AppendEncode(b, bits)
	b = append(b, ">\nEI Q"...)
	c.pdf.RawWriteStr(string(b))
	c.scratch = b
}

// Turned draws what f draws a quarter turn anticlockwise, as text runs that is read from the right: the
// origin becomes the point x, y of the page, and f's x axis points up the page.
func (c *Canvas) Turned(x, y float64, f func()) {
	k := perMM
	c.pdf.TransformBegin()
	// f's (u, v) is drawn by the page as (u, height-v) pt; it has to come to (x+v, y-u) mm of the page.
	c.pdf.Transform(gofpdf.TransformMatrix{
		A: 0, B: 1, C: -1, D: 0,
		E: (x + c.height) * k, F: (c.height - y) * k,
	})
	f()
	c.pdf.TransformEnd()
	c.unset = true // the color is again what it was before
}

// Tag says what the part of the page that f draws is; alt stands for what is no text. A document that is not
// tagged is drawn as if it was not said. What no tag is around is decoration, and is never read out.
func (c *Canvas) Tag(role Role, alt string, f func()) {
	switch {
	case !c.tagged:
		f()
		return
	case c.within && c.err == nil:
		c.err = errors.New("pdf: a tag within a tag")
	}
	c.pdf.RawWriteStr("/" + string(role) + " <</MCID " + strconv.Itoa(len(c.elements)) + ">> BDC")
	c.elements = append(c.elements, element{role, alt})
	c.within = true
	f()
	c.within = false
	c.pdf.RawWriteStr("EMC")
}

// artifact marks as decoration what is drawn before end is called (ISO 32000-1 §14.8.2.2).
func (c *Canvas) artifact() (end func()) {
	if !c.tagged || c.within {
		return func() {}
	}
	c.pdf.RawWriteStr("/Artifact BMC")
	return func() { c.pdf.RawWriteStr("EMC") }
}

// finish gives the first error of the page.
func (c *Canvas) finish() error {
	if c.err != nil {
		return c.err
	}
	return c.pdf.Error()
}
