package qr

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
)

// SVG writes the code with its quiet zone as an SVG document: a white square and the [Code.Outline] as one
// black path, in a viewBox of one unit a module. It has no size of its own; give it one where it is shown.
func (c *Code) SVG(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d"`+
		` shape-rendering="crispEdges"><rect width="%[1]d" height="%[1]d" fill="#fff"/>`+
		`<path fill="#000" d="`, c.side)
	for _, polygon := range c.Outline() {
		at := polygon[0]
		fmt.Fprintf(b, "M%d %d", at.X, at.Y)
		for i, corner := range polygon[1:] {
			if i%2 == 0 {
				fmt.Fprintf(b, "h%d", corner.X-at.X)
			} else {
				fmt.Fprintf(b, "v%d", corner.Y-at.Y)
			}
			at = corner
		}
		b.WriteByte('z')
	}
	b.WriteString(`"/></svg>` + "\n")
	return b.Flush()
}

// maxSide bounds a PNG, in pixels a side: 850 mm at 300 dpi.
const maxSide = 10_000

// PNG writes the code with its quiet zone as a PNG image of two colours, scale pixels a module: 8 is right
// for a screen. The error is of a scale below 1 or of an image over 10,000 pixels wide.
func (c *Code) PNG(w io.Writer, scale int) error {
	if most := maxSide / c.side; scale < 1 || scale > most {
		return fmt.Errorf("qr: %d pixels a module, want 1 to %d for a code of %d modules",
			scale, most, c.Size())
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	return e.Encode(w, pixels{c, scale})
}

// pixels shows a code as an image that is never held in memory.
type pixels struct {
	*Code
	scale int
}

var whiteAndBlack = color.Palette{color.White, color.Black}

func (p pixels) ColorModel() color.Model { return whiteAndBlack }
func (p pixels) Bounds() image.Rectangle { return image.Rect(0, 0, p.side*p.scale, p.side*p.scale) }
func (p pixels) At(x, y int) color.Color { return whiteAndBlack[p.ColorIndexAt(x, y)] }
func (p pixels) ColorIndexAt(x, y int) uint8 {
	if p.bit(x/p.scale, y/p.scale) {
		return 1
	}
	return 0
}
