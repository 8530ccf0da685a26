package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	ot "github.com/go-text/typesetting/font/opentype"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// unitsPerEm are the units of a form: page contents scale it by size/unitsPerEm, which needs few digits.
const unitsPerEm = 100

// pictureName is the name of a form's picture in the content of that form.
const pictureName = "P"

// form writes an outline that pages refer to (§8.10), with its resources, of which only a picture is one:
// without them a reader takes those of the page.
func (a *assembly) form(f *typeset.Form) int {
	resources := ""
	if p := f.Picture; p != nil {
		mask, picture := a.number(), a.number()
		a.deflated(mask, pixelDict(p.Width, p.Height, "Gray"), p.Covers)
		dict := pixelDict(p.Width, p.Height, "RGB") + fmt.Sprintf("/SMask %d 0 R", mask)
		a.deflated(picture, dict, p.Colors)
		resources = fmt.Sprintf("/XObject<</%s %d 0 R>>", pictureName, picture)
	}
	n := a.number()
	width := math.Ceil((f.Box.Right-f.Box.Left)*unitsPerEm + 0.1)
	height := math.Ceil((f.Box.Top-f.Box.Bottom)*unitsPerEm + 0.1)
	a.deflated(n, fmt.Sprintf("/Type/XObject/Subtype/Form/Resources<<%s>>/BBox[0 0 %g %g]",
		resources, width, height), formContent(f))
	return n
}

// formContent draws the layers of a glyph, moved so that its box begins at 0, 0. A layer without a colour of
// its own takes the one that text is filled with.
func formContent(f *typeset.Form) []byte {
	if f.Picture != nil {
		return fmt.Appendf(nil, "%.4f 0 0 %.4f 0 0 cm/%s Do",
			(f.Box.Right-f.Box.Left)*unitsPerEm, (f.Box.Top-f.Box.Bottom)*unitsPerEm, pictureName)
	}
	var b []byte
	k := unitsPerEm / f.UnitsPerEm
	points := func(operator string, points ...ot.SegmentPoint) {
		for _, p := range points {
			for _, v := range []float64{float64(p.X)*k - f.Box.Left*unitsPerEm,
				float64(p.Y)*k - f.Box.Bottom*unitsPerEm} {
				b = append(strconv.AppendFloat(b, math.Round(v*10)/10, 'f', -1, 64), ' ')
			}
		}
		b = append(b, operator...)
	}
	for _, l := range f.Layers {
		if c := l.Color; c != nil {
			b = fmt.Appendf(b, "q %.3g %.3g %.3g rg\n", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
		}
		var at ot.SegmentPoint
		for _, s := range l.Segments {
			switch s.Op {
			case ot.SegmentOpMoveTo:
				points("m\n", s.Args[0])
			case ot.SegmentOpLineTo:
				points("l\n", s.Args[0])
			case ot.SegmentOpQuadTo: // a PDF has cubic curves only
				c, end := s.Args[0], s.Args[1]
				points("c\n", ot.SegmentPoint{X: at.X + (c.X-at.X)*2/3, Y: at.Y + (c.Y-at.Y)*2/3},
					ot.SegmentPoint{X: end.X + (c.X-end.X)*2/3, Y: end.Y + (c.Y-end.Y)*2/3}, end)
			case ot.SegmentOpCubeTo:
				points("c\n", s.Args[:]...)
			}
			args := s.ArgsSlice()
			at = args[len(args)-1]
		}
		b = append(b, "f\n"...)
		if l.Color != nil {
			b = append(b, "Q\n"...)
		}
	}
	return bytes.TrimSpace(b)
}
