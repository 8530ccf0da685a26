package press

import (
	"encoding/hex"
	"fmt"

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
	pdf    *gofpdf.Fpdf
	pen    *typeset.Pen
	height float64 // of the page
	err    error
}

const perMM = 72 / 25.4

// Text draws a line of text with its baseline starting at x, y. See [typeset.Pen.Text] for what it refuses.
func (c *Canvas) Text(face typeset.Face, size, x, y float64, color Color, s string) {
	if s == "" || c.err != nil {
		return
	}
	c.pdf.SetTextColor(int(color.R), int(color.G), int(color.B))
	c.err = c.pen.Text(face, size, x, y, s)
}

// Fill draws a rectangle full of color.
func (c *Canvas) Fill(x, y, width, height float64, color Color) {
	c.pdf.SetFillColor(int(color.R), int(color.G), int(color.B))
	c.pdf.Rect(x, y, width, height, "F")
}

// Mask draws a square of side mm from bits, one a module, rows from the top padded to whole octets: black
// where a bit is 1, white elsewhere. It stays sharp at any resolution and is one object to the viewer, so no
// hairlines show between modules.
func (c *Canvas) Mask(x, y, side float64, bits []byte, modules int) {
	if want := modules * ((modules + 7) / 8); len(bits) != want && c.err == nil {
		c.err = fmt.Errorf("press: a mask of %d modules in %d octets, want %d", modules, len(bits), want)
		return
	}
	c.Fill(x, y, side, side, White)
	s := side * perMM
	// Hexadecimal, since octets of the mask may spell EI, the end of an inline image; deflating the page
	// takes the doubling back.
	c.pdf.RawWriteStr(fmt.Sprintf("q 0 g %.4f 0 0 %.4f %.4f %.4f cm\n"+
		"BI /W %d /H %d /IM true /D [1 0] /F /AHx ID\n%s>\nEI Q",
		s, s, x*perMM, (c.height-y)*perMM-s, modules, modules, hex.EncodeToString(bits)))
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
}
