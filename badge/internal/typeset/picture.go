package typeset

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/png" // bitmaps of glyphs are PNG
	"io"

	"github.com/go-text/typesetting/font"
)

// mostPixels is how many a glyph's bitmap may have: those of Noto Color Emoji have 136 × 128.
const mostPixels = 512 * 512

// picture gives a glyph of a font that has bitmaps, as an inline image on the white of the paper; nil where
// it has none that can be read.
func picture(face *font.Face, id font.GID) *Form {
	const sharp = 160 // pixels an em, the largest that there mostly is
	face.SetPpem(sharp, sharp)
	defer face.SetPpem(0, 0)
	bitmap, ok := face.GlyphDataBitmap(id)
	if !ok || bitmap.Format != font.PNG {
		return nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(bitmap.Data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width*config.Height > mostPixels {
		return nil
	}
	img, _, err := image.Decode(bytes.NewReader(bitmap.Data))
	extents, ok := face.GlyphExtents(id)
	if err != nil || !ok || extents.Width <= 0 || extents.Height == 0 {
		return nil
	}
	em := float64(face.Upem())
	box := rect{float64(extents.XBearing) / em, float64(extents.YBearing+extents.Height) / em,
		float64(extents.XBearing+extents.Width) / em, float64(extents.YBearing) / em}
	if box.right-box.left > 10 || box.top-box.bottom > 10 || box.top <= box.bottom {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%.4f 0 0 %.4f 0 0 cm\nBI /W %d /H %d /CS /RGB /BPC 8 /F [/AHx /Fl] ID\n",
		(box.right-box.left)*unitsPerEm, (box.top-box.bottom)*unitsPerEm, config.Width, config.Height)
	hexed := hex.NewEncoder(&b) // as octets of the image may spell EI
	pixels(hexed, img)
	b.WriteString(">\nEI")
	return newForm(box, b.Bytes())
}

// pixels writes an image as it looks on white, deflated.
func pixels(w io.Writer, img image.Image) {
	z := zlib.NewWriter(w)
	defer z.Close()
	bounds := img.Bounds()
	row := make([]byte, 0, 3*bounds.Dx())
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		row = row[:0]
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b, a := img.At(x, y).RGBA() // premultiplied
			row = append(row, byte((r+0xffff-a)>>8), byte((g+0xffff-a)>>8), byte((b+0xffff-a)>>8))
		}
		z.Write(row)
	}
}
