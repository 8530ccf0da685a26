package typeset

import (
	"fmt"
	"image/color"
	"math"
	"strconv"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A Form is the drawing of a glyph: layers of outlines, or a picture.
type Form struct {
	Name       string   // of this glyph alone, whatever was drawn before
	Box        Rect     // of its ink, in em from the glyph's origin
	Layers     []Layer  // from the bottom
	UnitsPerEm float64  // of the layers
	Picture    *Picture // instead of layers, or nil

	segments int // of all layers
}

// A Layer is filled by the nonzero winding number rule.
type Layer struct {
	Color    *color.NRGBA // nil: that of the text
	Segments []ot.Segment
}

// mostSegments is how many lines and curves a glyph may have.
const mostSegments = 20_000

// form gives the outline of a glyph, nil where it leaves no ink; ok is false where it would and cannot be
// drawn.
func (sh *shaper) form(file *fontFile, id font.GID) (f *Form, ok bool) {
	if known, done := file.forms.Load(id); done {
		f, ok = known.(*Form)
		return f, ok
	}
	face, err := sh.face(file)
	if err == nil {
		err = guard(func() (err error) {
			f, ok, err = formOf(face, id)
			return err
		})
	}
	if err != nil {
		sh.fonts.broken(file, err)
		f, ok = nil, false
	}
	if !ok {
		file.forms.Store(id, undrawn{})
		return nil, false
	}
	if f != nil {
		f.Name = "g" + strconv.Itoa(file.number) + "x" + strconv.FormatUint(uint64(id), 36)
	}
	file.forms.Store(id, f)
	return f, true
}

// undrawn stands for the form of a glyph that cannot be drawn.
type undrawn struct{}

func formOf(face *font.Face, id font.GID) (f *Form, ok bool, err error) {
	f = &Form{UnitsPerEm: float64(face.Upem())}
	if f.UnitsPerEm == 0 {
		return nil, false, fmt.Errorf("it has no units")
	}
	c, colored := face.GlyphDataColor(id)
	if layers, flat := c.Paint.(tables.PaintColrLayersResolved); colored && flat && len(face.CPAL) > 0 {
		return f.finish(f.addColored(face, layers))
	}
	// The paints of COLR version 1 cannot be drawn; the glyph may have an outline as well.
	if len(face.BitmapSizes()) > 0 {
		if f := picture(face, id); f != nil {
			return f, true, nil
		}
	}
	o, ok := face.GlyphDataOutline(id)
	if !ok && len(face.BitmapSizes()) > 0 { // a font of bitmaps, with no more than this one lacks
		return nil, true, nil
	}
	f.add(nil, o.Segments)
	return f.finish(ok)
}

// foreground is the index in the palette of the colour that text has (ISO/IEC 14496-22 §5.7.11).
const foreground = 0xffff

// addColored adds the layers of COLR version 0, and reports false where one has no outline.
func (f *Form) addColored(face *font.Face, layers tables.PaintColrLayersResolved) bool {
	for _, layer := range layers {
		o, ok := face.GlyphDataOutline(font.GID(layer.GlyphID))
		var fill *color.NRGBA
		if i := int(layer.PaletteIndex); i < len(face.CPAL[0]) && i != foreground {
			c := face.CPAL[0][i]
			fill = &color.NRGBA{R: c.Red, G: c.Green, B: c.Blue, A: 0xff}
		}
		f.add(fill, o.Segments)
		if !ok || f.segments > mostSegments {
			return false
		}
	}
	return true
}

func (f *Form) add(fill *color.NRGBA, segments []ot.Segment) {
	first := len(f.Layers) == 0
	for _, s := range segments {
		for _, a := range s.ArgsSlice() {
			f.Box = f.Box.with(first, Rect{}, float64(a.X)/f.UnitsPerEm, float64(a.Y)/f.UnitsPerEm)
			first = false
		}
	}
	if f.segments += len(segments); len(segments) > 0 {
		f.Layers = append(f.Layers, Layer{fill, segments})
	}
}

// finish checks a form that is whole. It is nil where there is no ink.
func (f *Form) finish(whole bool) (*Form, bool, error) {
	if !whole || f.segments > mostSegments {
		return nil, false, nil
	}
	if len(f.Layers) == 0 {
		return nil, true, nil
	}
	const farthest = 50 // em
	for _, v := range []float64{f.Box.Left, f.Box.Bottom, f.Box.Right, f.Box.Top} {
		if math.IsNaN(v) || math.Abs(v) > farthest {
			return nil, false, fmt.Errorf("a glyph reaches %g em", v)
		}
	}
	return f, true, nil
}
