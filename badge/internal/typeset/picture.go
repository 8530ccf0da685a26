package typeset

import (
	"bytes"
	"image"
	"image/color"
	_ "image/png" // bitmaps of glyphs are PNG

	"github.com/go-text/typesetting/font"
)

// mostPixels is how many a glyph's bitmap may have: those of Noto Color Emoji have 136 × 128.
const mostPixels = 512 * 512

// A Picture is the image that a form shows: 3 octets a pixel for red, green and blue, and one for how much it
// covers what is below.
type Picture struct {
	Width, Height  int
	Colors, Covers []byte
}

// picture gives a glyph of a font that has bitmaps; nil where it has none that can be read.
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
	box := Rect{float64(extents.XBearing) / em, float64(extents.YBearing+extents.Height) / em,
		float64(extents.XBearing+extents.Width) / em, float64(extents.YBearing) / em}
	if box.Right-box.Left > 10 || box.Top-box.Bottom > 10 || box.Top <= box.Bottom {
		return nil
	}
	return &Form{Box: box, Picture: pixels(img)}
}

func pixels(img image.Image) *Picture {
	bounds := img.Bounds()
	p := &Picture{Width: bounds.Dx(), Height: bounds.Dy()}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			p.Colors = append(p.Colors, c.R, c.G, c.B)
			p.Covers = append(p.Covers, c.A)
		}
	}
	return p
}
