package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/picture"
)

// drawing writes a vector picture as the content of a form (ISO 32000-1 §8.10), sharp at any size.
type drawing struct {
	box       picture.Box
	content   []byte
	resources map[string][]byte // entries by kind
	names     map[string]string // of entries
	masks     []stream
}

// encodeDrawing returns a drawing as an image of the part that is seen.
func encodeDrawing(p *picture.Drawing) *Image {
	d := drawing{box: p.Box, resources: map[string][]byte{}, names: map[string]string{}}
	for _, l := range p.Layers {
		d.layer(l)
	}
	s := p.Seen
	w, h := s.X1-s.X0, s.Y1-s.Y0
	i := &Image{width: w, height: h, parts: d.masks, data: smallest(d.content)}
	// As an image, it fills a square of 1 by 1 from the lower left.
	i.dict = fmt.Sprintf("/Type/XObject/Subtype/Form/Filter/FlateDecode/BBox[%s]/Matrix[%s]"+
		"/Resources<</ExtGState<<%s>>/Pattern<<%s>>>>", corners(p.Box),
		decimals(1/w, 0, 0, -1/h, -s.X0/w, s.Y1/h), d.resources["ExtGState"], d.resources["Pattern"])
	sum := sha256.Sum256(fmt.Append(nil, i.dict, i.parts, i.data))
	i.name = "I" + hex.EncodeToString(sum[:10])
	return i
}

// resource returns the name of an entry of a kind, with its solidus.
func (d *drawing) resource(kind, entry string) string {
	name, ok := d.names[kind+entry]
	if !ok {
		name = "/R" + strconv.Itoa(len(d.names))
		d.names[kind+entry] = name
		d.resources[kind] = append(d.resources[kind], name+entry...)
	}
	return name
}

func (d *drawing) add(format string, args ...any) {
	d.content = append(fmt.Appendf(d.content, format, args...), '\n')
}

// layer writes a layer.
func (d *drawing) layer(l picture.Layer) {
	first, b := l.Stops[0], d.box
	d.add("q")
	if slices.ContainsFunc(l.Stops, func(s picture.Stop) bool { return s.Opacity != first.Opacity }) {
		opacities := pattern(l, "/DeviceGray", func(s picture.Stop) []float64 { return []float64{s.Opacity} })
		d.masks = append(d.masks, stream{
			fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%s]/Group<</S/Transparency/CS/DeviceGray>>"+
				"/Resources<</Pattern<</P %s>>>>", corners(b), opacities),
			fmt.Appendf(nil, "/Pattern cs/P scn %s re f", decimals(b.X0, b.Y0, b.X1-b.X0, b.Y1-b.Y0))})
		d.add("%s gs", d.resource("ExtGState",
			fmt.Sprintf("<</SMask<</S/Luminosity/G %%[%d]d 0 R>>>>", len(d.masks))))
	} else if first.Opacity < 1 {
		d.add("%s gs", d.resource("ExtGState", fmt.Sprintf("<</ca %s/CA %[1]s>>", decimals(first.Opacity))))
	}
	color := decimals(rgb(first)...) + " rg"
	if l.Gradient != nil {
		colors := pattern(l, "/DeviceRGB", rgb)
		color = "/Pattern cs" + d.resource("Pattern", colors) + " scn"
	}
	paint := "f"
	if l.EvenOdd {
		paint = "f*"
	}
	if l.Line != nil {
		color, paint = strings.NewReplacer("rg", "RG", "cs", "CS", "scn", "SCN").Replace(color), "S"
	}
	d.add("%s\n%s cm", color, decimals(l.Transform[:]...))
	if n := l.Line; n != nil {
		d.add("%s w %d J %d j", decimals(n.Width), slices.Index(caps, n.Cap), slices.Index(joins, n.Join))
		d.add("%s M [%s] %s d", decimals(n.MiterLimit), decimals(n.Dashes...), decimals(n.DashOffset))
	}
	for _, s := range l.Path {
		d.add("%s m", decimals(s.Start.X, s.Start.Y))
		for _, points := range s.Segments {
			var v []float64
			for _, p := range points {
				v = append(v, p.X, p.Y)
			}
			d.add("%s %s", decimals(v...), map[int]string{1: "l", 3: "c"}[len(points)])
		}
		if s.Closed {
			d.add("h")
		}
	}
	d.add("%s Q", paint)
}

// Words of SVG, their indexes being the numbers of ISO 32000-1 §8.4.3.
var (
	caps  = []string{"butt", "round", "square"}
	joins = []string{"miter", "round", "bevel"}
)

func rgb(s picture.Stop) []float64 {
	return []float64{float64(s.R) / 255, float64(s.G) / 255, float64(s.B) / 255}
}

// pattern returns the gradient of a layer as a pattern (§8.7.4) of what value gives of its stops.
func pattern(l picture.Layer, space string, value func(picture.Stop) []float64) string {
	// Between the stops, before the first and after the last is a function each (§7.10.4). Other stops at the
	// ends are moved a bit, since beyond them is the colour of the first and of the last.
	stops := slices.Concat(l.Stops[:1], l.Stops, l.Stops[len(l.Stops)-1:])
	for i := range stops {
		stops[i].Offset = min(max(stops[i].Offset, 1e-4), 1-1e-4)
	}
	stops[0].Offset, stops[len(stops)-1].Offset = 0, 1
	var functions, encode string
	var bounds []float64
	for i, b := range stops[1:] {
		a := stops[i]
		if a.Offset >= b.Offset {
			continue
		}
		if a.Offset > 0 {
			bounds = append(bounds, a.Offset)
		}
		functions += fmt.Sprintf("<</FunctionType 2/Domain[0 1]/N 1/C0[%s]/C1[%s]>>",
			decimals(value(a)...), decimals(value(b)...))
		encode += "0 1 "
	}
	kind := 2 // axial
	if len(l.Gradient.Coords) == 6 {
		kind = 3 // radial
	}
	return fmt.Sprintf("<</PatternType 2/Matrix[%s]/Shading<</ShadingType %d/ColorSpace%s/Coords[%s]"+
		"/Extend[true true]/Function<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>>>>>",
		decimals(l.Gradient.Transform[:]...), kind, space, decimals(l.Gradient.Coords...),
		functions, decimals(bounds...), encode)
}

func corners(b picture.Box) string { return decimals(b.X0, b.Y0, b.X1, b.Y1) }

// decimals writes numbers with seven digits, separated by spaces.
func decimals(list ...float64) string {
	var b []byte
	for i, v := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 6, 64), 64) // an error only for infinity
		b = strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	return string(b)
}
