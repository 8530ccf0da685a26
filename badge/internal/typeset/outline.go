package typeset

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A Form is the outline of a glyph, which pages refer to by its name and a document has to hold once, as a
// form XObject (ISO 32000-1 §8.10) among the resources of its pages. The name is the same whatever was drawn
// before. A glyph without colours of its own takes the one that text is filled with.
type Form struct {
	Name          string // without the solidus
	Width, Height float64
	Content       []byte   // its BBox is [0 0 Width Height]
	Picture       *Picture // which Content shows, or nil

	box rect // in em, from the glyph's origin
}

// unitsPerEm are the units of a form: page contents scale it by size/unitsPerEm, which needs few digits.
const unitsPerEm = 100

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
	d := drawing{em: float64(face.Upem()), first: true}
	if d.em == 0 {
		return nil, false, fmt.Errorf("it has no units")
	}
	c, colored := face.GlyphDataColor(id)
	if layers, flat := c.Paint.(tables.PaintColrLayersResolved); colored && flat && len(face.CPAL) > 0 {
		return d.colored(face, layers)
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
	d.add(o.Segments)
	if !ok || d.count > mostSegments {
		return nil, false, nil
	}
	f, err = d.form()
	return f, err == nil, err
}

// foreground is the index in the palette of the colour that text has (ISO/IEC 14496-22 §5.7.11).
const foreground = 0xffff

// colored draws the layers of COLR version 0.
func (d *drawing) colored(face *font.Face, layers tables.PaintColrLayersResolved) (*Form, bool, error) {
	for _, layer := range layers {
		o, ok := face.GlyphDataOutline(font.GID(layer.GlyphID))
		d.fill = ""
		if i := int(layer.PaletteIndex); i < len(face.CPAL[0]) && i != foreground {
			c := face.CPAL[0][i]
			d.fill = fmt.Sprintf("%.3g %.3g %.3g rg\n",
				float64(c.Red)/255, float64(c.Green)/255, float64(c.Blue)/255)
		}
		d.add(o.Segments)
		if !ok || d.count > mostSegments {
			return nil, false, nil
		}
	}
	f, err := d.form()
	return f, err == nil, err
}

// A drawing collects the layers of a glyph.
type drawing struct {
	em     float64
	fill   string // operator of the next layer's colour, empty for that of text
	first  bool
	box    rect
	layers []layer
	count  int
}

type layer struct {
	fill     string
	segments []ot.Segment
}

func (d *drawing) add(segments []ot.Segment) {
	if d.count += len(segments); len(segments) == 0 {
		return
	}
	for _, s := range segments {
		for _, a := range s.ArgsSlice() {
			d.box = d.box.with(d.first, rect{}, float64(a.X)/d.em, float64(a.Y)/d.em)
			d.first = false
		}
	}
	d.layers = append(d.layers, layer{d.fill, segments})
}

// form writes the layers, moved so that the box begins at 0, 0.
func (d *drawing) form() (*Form, error) {
	if len(d.layers) == 0 {
		return nil, nil
	}
	const farthest = 50 // em
	for _, v := range []float64{d.box.left, d.box.bottom, d.box.right, d.box.top} {
		if math.IsNaN(v) || math.Abs(v) > farthest {
			return nil, fmt.Errorf("a glyph reaches %g em", v)
		}
	}
	var b bytes.Buffer
	k := unitsPerEm / d.em
	point := func(p ot.SegmentPoint) {
		for _, v := range []float64{float64(p.X)*k - d.box.left*unitsPerEm,
			float64(p.Y)*k - d.box.bottom*unitsPerEm} {
			b.Write(strconv.AppendFloat(b.AvailableBuffer(), math.Round(v*10)/10, 'f', -1, 64))
			b.WriteByte(' ')
		}
	}
	for _, l := range d.layers {
		if l.fill != "" {
			b.WriteString("q " + l.fill)
		}
		var at ot.SegmentPoint
		for _, s := range l.segments {
			switch s.Op {
			case ot.SegmentOpMoveTo:
				point(s.Args[0])
				b.WriteString("m\n")
				at = s.Args[0]
			case ot.SegmentOpLineTo:
				point(s.Args[0])
				b.WriteString("l\n")
				at = s.Args[0]
			case ot.SegmentOpQuadTo: // a PDF has cubic curves only
				c, end := s.Args[0], s.Args[1]
				point(ot.SegmentPoint{X: at.X + (c.X-at.X)*2/3, Y: at.Y + (c.Y-at.Y)*2/3})
				point(ot.SegmentPoint{X: end.X + (c.X-end.X)*2/3, Y: end.Y + (c.Y-end.Y)*2/3})
				point(end)
				b.WriteString("c\n")
				at = end
			case ot.SegmentOpCubeTo:
				point(s.Args[0])
				point(s.Args[1])
				point(s.Args[2])
				b.WriteString("c\n")
				at = s.Args[2]
			}
		}
		b.WriteString("f\n")
		if l.fill != "" {
			b.WriteString("Q\n")
		}
	}
	return newForm(d.box, b.Bytes()), nil
}

func newForm(box rect, content []byte) *Form {
	return &Form{Width: math.Ceil((box.right-box.left)*unitsPerEm + 0.1),
		Height: math.Ceil((box.top-box.bottom)*unitsPerEm + 0.1), Content: bytes.TrimSpace(content), box: box}
}
