package pdf

import (
	"errors"
	"fmt"
	"math"
	"strconv"

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
	content  []byte // operators, one a line (ISO 32000-1 §8 and §9)
	used     *used
	height   float64 // of the page
	color    Color   // the one that is set
	unset    bool    // no color is set
	tagged   bool
	within   bool // f of a Tag is running
	elements []element
	images   []*Image
	err      error
}

const perMM = 1 / typeset.MM

// add appends operators to the content.
func (c *Canvas) add(operators string) { c.content = append(append(c.content, operators...), '\n') }

// addNumbers appends numbers, a space after each, with so many decimals at most.
func (c *Canvas) addNumbers(decimals int, numbers ...float64) {
	for _, v := range numbers {
		c.content = append(appendNumber(c.content, v, decimals), ' ')
	}
}

// appendNumber appends a number of less than a million as PDF writes one, with so many decimals at most.
func appendNumber(b []byte, v float64, decimals int) []byte {
	scale := 1
	for range decimals {
		scale *= 10
	}
	n := int(math.Round(v * float64(scale)))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/scale), 10)
	if n %= scale; n == 0 {
		return b
	}
	b = append(b, '.')
	for ; n > 0; n %= scale {
		scale /= 10
		b = append(b, byte('0'+n/scale))
	}
	return b
}

// paint sets the color of all that follows.
func (c *Canvas) paint(color Color) {
	if color == c.color && !c.unset {
		return
	}
	c.color, c.unset = color, false
	c.addNumbers(3, float64(color.R)/255, float64(color.G)/255, float64(color.B)/255)
	c.add("rg")
}

// Fill draws a rectangle full of color.
func (c *Canvas) Fill(x, y, width, height float64, color Color) {
	end := c.artifact()
	c.fill(x, y, width, height, color)
	end()
}

func (c *Canvas) fill(x, y, width, height float64, color Color) {
	c.paint(color)
	c.addNumbers(2, x*perMM, (c.height-y)*perMM, width*perMM, -height*perMM)
	c.add("re f")
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
	c.content = append(c.content, "q 0 g "...)
	c.addNumbers(4, s, 0, 0, s, x*perMM, (c.height-y)*perMM-s)
	// Hexadecimal, since octets of the mask may spell EI, the end of an inline image; deflating the page
	// takes the doubling back.
	c.add(fmt.Sprintf("cm\nBI /W %d /H %[1]d /IM true /D [1 0] /F /AHx ID\n%x>\nEI Q", modules, bits))
}

// Turned draws what f draws a quarter turn anticlockwise, as text runs that is read from the right: the
// origin becomes the point x, y of the page, and f's x axis points up the page.
func (c *Canvas) Turned(x, y float64, f func()) {
	// f's (u, v) is drawn by the page as (u, height-v) pt; it has to come to (x+v, y-u) mm of the page.
	c.add(fmt.Sprintf("q\n0.00000 1.00000 -1.00000 0.00000 %.5f %.5f cm",
		(x+c.height)*perMM, (c.height-y)*perMM))
	f()
	c.add("Q")
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
	c.add("/" + string(role) + " <</MCID " + strconv.Itoa(len(c.elements)) + ">> BDC")
	c.elements = append(c.elements, element{role, alt})
	c.within = true
	f()
	c.within = false
	c.add("EMC")
}

// artifact marks as decoration what is drawn before end is called (ISO 32000-1 §14.8.2.2).
func (c *Canvas) artifact() (end func()) {
	if !c.tagged || c.within {
		return func() {}
	}
	c.add("/Artifact BMC")
	return func() { c.add("EMC") }
}
