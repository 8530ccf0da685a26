// Package qr makes QR codes (ISO/IEC 18004) of text: as modules to draw on a page, as SVG and as PNG.
//
//	code, err := qr.Encode(ticketCode, qr.M)
//	if err != nil {
//		return err
//	}
//	module, err := code.Module(28) // in a square of 28 mm, quiet zone included
//	if err != nil {
//		return err // the modules would be too small to scan; says what would fit
//	}
//	for y := range code.Size() {
//		for x := range code.Size() {
//			if code.Black(x, y) {
//				square(float64(x+qr.Quiet)*module, float64(y+qr.Quiet)*module, module)
//			}
//		}
//	}
//
// A code is drawn black on white with a white quiet zone of [Quiet] modules on every side, and each module is
// a whole number of pixels, or a vector: never a scaled photograph. SVG, PNG and Mask see to that; Outline
// draws what squares drawn one by one would draw with seams between them.
//
// The same content and level give the same modules, now and in later releases: the version is the smallest
// that holds the content, the mask the one of least penalty. They are the modules of
// github.com/skip2/go-qrcode, the encoder of reference, whose quirks they have.
package qr

import (
	"errors"
	"fmt"
	"slices"
)

// Quiet is the width of the white border around a code, in modules (ISO/IEC 18004 §6.3.8).
const Quiet = 4

// MinModule is the smallest module that phones and scanners read from paper without fail, in mm: a little
// more than three dots of a 203 dpi label printer, which are 0.375 mm.
const MinModule = 0.4

// rounding lets 19.6 mm hold 49 modules of 0.4 mm, which binary fractions miss by their last bit.
const rounding = 1e-9

// A Level says how much of a code may be dirty or torn off and still be restored.
type Level int

// L restores 7 % of a code, M 15 %, Q 25 %, H 30 %.
const (
	L Level = iota
	M
	Q
	H
)

// levels holds what version 40, the largest code, takes at each level (ISO/IEC 18004, table 7).
var levels = [...]struct {
	name                    string
	octets, letters, digits int
}{
	L: {"L", 2953, 4296, 7089},
	M: {"M", 2331, 3391, 5596},
	Q: {"Q", 1663, 2420, 3993},
	H: {"H", 1273, 1852, 3057},
}

func (l Level) String() string {
	if l < L || l > H {
		return fmt.Sprintf("Level(%d)", int(l))
	}
	return levels[l].name
}

// A Code is a QR code.
type Code struct {
	version int
	side    int    // modules, with the quiet zone
	stride  int    // octets a row of bits
	bits    []byte // as Mask gives them
}

// Encode makes the smallest code that holds content at the level. Digits take the least room, upper-case
// letters, digits and any of "$%*+-./:" and space little, everything else, as UTF-8, most. The error is of
// empty content or of more than the largest code holds: 2,953 octets or 4,296 letters at level L, 1,273 or
// 1,852 at level H.
func Encode(content string, level Level) (*Code, error) {
	if level < L || level > H {
		return nil, fmt.Errorf("qr: no level %d, only L, M, Q and H", int(level))
	}
	if content == "" {
		return nil, errors.New("qr: nothing to encode")
	}
	if len(content) > levels[level].digits {
		return nil, tooLong(content, level)
	}
	c, ok := encode(content, level)
	if !ok {
		return nil, tooLong(content, level)
	}
	return c, nil
}

func tooLong(content string, level Level) error {
	most := levels[level]
	return fmt.Errorf("qr: %d octets are too many for a QR code at level %s, which holds at most %d of any "+
		"text, %d upper-case letters and digits or %d digits",
		len(content), level, most.octets, most.letters, most.digits)
}

// Size is the number of modules on a side without the quiet zone: 21 for version 1, 4 more for each other.
func (c *Code) Size() int { return c.side - 2*Quiet }

// Version is the code's version, 1 to 40.
func (c *Code) Version() int { return c.version }

// Black tells whether the module in column x and row y is black, both from 0 at the top left, the quiet zone
// not counted. Everything outside the code is white.
func (c *Code) Black(x, y int) bool {
	if x < 0 || y < 0 || x >= c.Size() || y >= c.Size() {
		return false
	}
	return c.bit(x+Quiet, y+Quiet)
}

// bit is Black with the quiet zone counted.
func (c *Code) bit(x, y int) bool { return c.bits[y*c.stride+x/8]&(0x80>>(x%8)) != 0 }

// Mask gives the code with its quiet zone as an image of side × side pixels, one bit a module, 1 is black:
// rows from the top, each padded to whole octets, the leftmost module in the highest bit. It is what a PDF
// image mask or a label printer wants. The slice is the caller's own.
func (c *Code) Mask() (bits []byte, side int) { return slices.Clone(c.bits), c.side }

// Module is the size of a module in mm when the code with its quiet zone fills a square of mm by mm. The
// error is of a module below [MinModule] and says what size would do.
func (c *Code) Module(mm float64) (float64, error) {
	module := mm / float64(c.side)
	if module >= MinModule-rounding {
		return module, nil
	}
	return 0, fmt.Errorf("qr: a code of %d modules and its quiet zone in %g mm has modules of %.3f mm, "+
		"below %g mm: give it %.1f mm, or a shorter content",
		c.Size(), mm, max(module, 0), MinModule, float64(c.side)*MinModule)
}
