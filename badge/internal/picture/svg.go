package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
)

var (
	shapes = []string{"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
	// hidden are the elements that are drawn nowhere, or where others refer to them.
	hidden = []string{"title", "desc", "metadata", "style", "defs", "linearGradient", "radialGradient"}
	// attributeForm matches attributes that are no properties, and are read or change nothing.
	attributeForm = regexp.MustCompile(`^(?:d|points|x|y|width|height|[cr][xy]|r|[xy][12]|f[xy]|transform|viewBox|` +
		`preserveAspectRatio|zoomAndPan|gradientUnits|gradientTransform|spreadMethod|id|class|style|xmlns|version|` +
		`baseProfile|role|tabindex|focusable|lang|(?:data|aria)-.*)$`)
)

// Bounds of an SVG.
const (
	maxSVG      = 1 << 20 // octets
	maxDepth    = 100     // elements in each other
	maxElements = 10_000
	maxParts    = 20_000  // segments of paths, stops of gradients and dashes
	maxStops    = 64      // of a gradient
	maxStyled   = 1 << 22 // octets of the styles of all elements
	maxNumber   = 1e5     // in units of the file
	maxSlender  = 1000    // the longer side, measured in the shorter one
	maxFar      = 10_000  // beyond the edge, measured in the longer side
)

// element is an element of an SVG.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Inner   []element  `xml:",any"`
}

func (e *element) name() string { return e.XMLName.Local }

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Space == "" && a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// svgReader collects the layers of an SVG. The first error stays.
type svgReader struct {
	Drawing
	rules                   []rule
	gradients               map[string]*element
	elements, parts, styled int
	err                     error
}

// fail stops reading, with what to do instead where the picture is another program's to draw.
func (r *svgReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// refuse fails for what cannot be drawn as it is meant.
func (r *svgReader) refuse(what string) {
	r.fail("the SVG has a %.60q, which cannot be drawn; turn it into paths, or export the picture as PNG", what)
}

// readSVG reads an SVG. What it takes is what [Read] says.
func readSVG(file []byte) (*Drawing, error) {
	if len(file) > maxSVG {
		return nil, fmt.Errorf("the SVG has more than %d MiB; export it as PNG", maxSVG>>20)
	}
	var root element
	d := xml.NewDecoder(bytes.NewReader(file))
	// Names and numbers are the same in every charset that is in use, and what is not UTF-8 is an error.
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if err := d.Decode(&root); err != nil {
		return nil, fmt.Errorf("the SVG cannot be read: %w", err)
	}
	r := svgReader{gradients: map[string]*element{}}
	if root.name() != "svg" {
		r.refuse(root.name())
	}
	r.collect(&root, 0)
	r.viewBox(&root)
	r.Seen = Box{r.Box.X1, r.Box.Y1, r.Box.X0, r.Box.Y0}
	r.read(&root, initial, Matrix{1, 0, 0, 1}, 1)
	if r.err == nil && (r.Seen.X0 >= r.Seen.X1 || r.Seen.Y0 >= r.Seen.Y1) {
		r.err = errWhite
	}
	return &r.Drawing, r.err
}

// viewBox reads what of the plane is shown. Where the file has none, it is as large as the file says.
func (r *svgReader) viewBox(root *element) {
	if p := root.attr("preserveAspectRatio"); p == "none" || strings.Contains(p, "slice") {
		r.refuse("preserveAspectRatio " + p)
	}
	box := root.attr("viewBox")
	if box == "" {
		box = strings.ReplaceAll("0 0 "+root.attr("width")+" "+root.attr("height"), "px", "")
	}
	v, ok := numbers(box)
	if !ok || len(v) != 4 {
		r.fail("the SVG does not say how large it is; give it a viewBox")
	} else if w, h := v[2], v[3]; !(w > 0 && h > 0 && w/h <= maxSlender && h/w <= maxSlender) {
		r.fail("the SVG is %g by %g units large", w, h)
	} else {
		r.Box = Box{v[0], v[1], v[0] + w, v[1] + h}
	}
}

// collect finds what shapes refer to, wherever it stands, and removes what editors keep for themselves.
func (r *svgReader) collect(e *element, depth int) {
	if r.elements++; depth == maxDepth || r.elements > maxElements {
		r.fail("the SVG has more than %d elements, or %d in each other; export the picture as PNG",
			maxElements, maxDepth)
		return
	}
	e.Inner = slices.DeleteFunc(e.Inner, func(e element) bool {
		return e.XMLName.Space != "" && e.XMLName.Space != "http://www.w3.org/2000/svg"
	})
	switch id := e.attr("id"); e.name() {
	case "style":
		if e.attr("media") != "" {
			r.refuse("style for media")
		}
		r.readRules(e.Text)
	case "linearGradient", "radialGradient":
		if r.gradients[id] == nil {
			r.gradients[id] = e
		}
	}
	for i := range e.Inner {
		r.collect(&e.Inner[i], depth+1)
	}
}

// checkAttributes refuses an element with an attribute that is not understood.
func (r *svgReader) checkAttributes(e *element) {
	for _, a := range e.Attrs {
		switch name := a.Name.Local; {
		case a.Name.Space != "" && name != "href":
		case !attributeForm.MatchString(name) && !isProperty(name), name == "transform" && e.name() == "svg":
			r.refuse(name + " of a " + e.name())
		}
	}
}

// read adds the layers of an element. outer are the properties around it, alpha is the opacity.
func (r *svgReader) read(e *element, outer map[string]string, m Matrix, alpha float64) {
	if r.err != nil {
		return
	}
	style := r.style(e, outer)
	if strings.EqualFold(style["display"], "none") {
		return
	}
	r.checkAttributes(e)
	m = m.times(r.transform(e.attr("transform")))
	inner := alpha * r.opacity(style["opacity"])
	before, what := len(r.Layers), "opacity of a group of shapes"
	isShape := slices.Contains(shapes, e.name())
	if isShape {
		what = "opacity of both fill and stroke"
		r.shape(e, style, m, inner)
	}
	for i := range e.Inner {
		switch in := &e.Inner[i]; {
		case slices.Contains(hidden, in.name()):
		case isShape:
			r.refuse(in.name() + " of a " + e.name())
		case in.name() == "g", slices.Contains(shapes, in.name()):
			r.read(in, style, m, inner)
		default:
			r.refuse(in.name())
		}
	}
	if inner < alpha && len(r.Layers) > before+1 {
		r.refuse(what)
	}
}

// shape adds the layers of a shape, its fill and its stroke.
func (r *svgReader) shape(e *element, style map[string]string, m Matrix, alpha float64) {
	path := r.path(r.pathData(e))
	if len(path) == 0 || style["visibility"] != "visible" {
		return
	}
	box, _, _ := trace(path, Line{}, Matrix{1, 0, 0, 1})
	flat := box.X0 >= box.X1 || box.Y0 >= box.Y1 || len(path) == 2 && path[1].Op == 'L'
	for _, kind := range []string{"fill", "stroke"} {
		l := Layer{Path: path, Transform: m, EvenOdd: style["fill-rule"] == "evenodd"}
		paint := strings.ToLower(style[kind])
		if paint == "none" || paint == "transparent" || kind == "fill" && flat {
			continue
		}
		var line Line
		if kind == "stroke" {
			if line = r.line(style); line.Width == 0 {
				continue
			}
			l.Line = &line
		}
		o := alpha * r.opacity(style[kind+"-opacity"])
		if ref := referenceForm.FindStringSubmatch(style[kind]); ref != nil {
			r.gradient(&l, ref[1], box, o)
		} else {
			l.Stops = []Stop{{Opacity: o, RGB: r.color(style[kind])}}
		}
		r.add(l, line)
	}
}

// line reads how a path is stroked.
func (r *svgReader) line(style map[string]string) Line {
	l := Line{Width: r.length(style["stroke-width"]), MiterLimit: r.length(style["stroke-miterlimit"]),
		DashOffset: r.length(style["stroke-dashoffset"]), Cap: style["stroke-linecap"],
		Join: style["stroke-linejoin"]}
	if l.Width < 0 || l.MiterLimit < 1 {
		r.refuse("stroke-width " + style["stroke-width"])
	}
	if array := style["stroke-dasharray"]; array != "none" {
		list, ok := numbers(strings.ReplaceAll(array, "px", " "))
		if !ok || len(list) > 0 && slices.Min(list) < 0 {
			r.refuse("stroke-dasharray " + array)
		}
		if len(list)%2 != 0 {
			list = append(list, list...)
		}
		if period := sum(list); period > 0 {
			l.Dashes, l.DashOffset = list, math.Mod(math.Mod(l.DashOffset, period)+period, period)
		}
	}
	return l
}

func sum(list []float64) (total float64) {
	for _, v := range list {
		total += v
	}
	return total
}

// add adds a layer, and what is seen of it.
func (r *svgReader) add(l Layer, line Line) {
	box, long, dot := trace(l.Path, line, l.Transform)
	all, m := r.Box, l.Transform
	far := max(all.X0-box.X0, all.Y0-box.Y0, box.X1-all.X1, box.Y1-all.Y1) / max(all.X1-all.X0, all.Y1-all.Y0)
	if r.parts += len(l.Path) + len(l.Stops); line.Dashes != nil {
		r.parts += int(min(long/sum(line.Dashes)*float64(len(line.Dashes)), maxParts))
	}
	visible := func(s Stop) bool { return 0xffff*(1-s.Opacity*(1-min(s.RGB[0], s.RGB[1], s.RGB[2]))) < white }
	switch {
	case !(far <= maxFar):
		r.refuse("path that leads far away")
	case dot && line.Cap != "butt":
		r.refuse("line of no length")
	case r.parts > maxParts:
		r.fail("the SVG has more than %d parts of paths, gradients and dashes; export the picture as PNG", maxParts)
	case math.Abs(m[0]*m[3]-m[1]*m[2]) < 1e-18: // it has no area
		return
	case slices.ContainsFunc(l.Stops, visible):
		b, s := box.within(all), r.Seen
		r.Seen = Box{min(s.X0, b.X0), min(s.Y0, b.Y0), max(s.X1, b.X1), max(s.Y1, b.Y1)}
	}
	r.Layers = append(r.Layers, l)
}
