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
	attributeForm = regexp.MustCompile(`^(?:d|points|x|y|width|height|[cr][xy]|r|[xy][12]|f[xy]|transform|` +
		`viewBox|preserveAspectRatio|zoomAndPan|gradientUnits|gradientTransform|spreadMethod|id|class|` +
		`style|xmlns|version|baseProfile|role|tabindex|focusable|lang|(?:data|aria)-.*)$`)
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

// fail keeps the first error.
func (r *svgReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// refuse fails for what cannot be drawn as it is meant.
func (r *svgReader) refuse(what string) {
	const instead = "turn it into paths, or export the picture as PNG"
	r.fail("the SVG has a %.60q, which cannot be drawn; "+instead, what)
}

// count bounds what the picture consists of.
func (r *svgReader) count(parts int) {
	if r.parts += parts; r.parts > maxParts {
		r.fail("the SVG has more than %d parts of paths and dashes; export the picture as PNG", maxParts)
	}
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
	if path == nil || style["visibility"] != "visible" {
		return
	}
	box, length, dot := trace(path, Matrix{1, 0, 0, 1}, Line{})
	flat := e.name() == "line" || box.X0 == box.X1 || box.Y0 == box.Y1
	for _, kind := range []string{"fill", "stroke"} {
		l := Layer{Path: path, Transform: m, EvenOdd: style["fill-rule"] == "evenodd"}
		paint, line := strings.ToLower(style[kind]), Line{}
		if paint == "none" || paint == "transparent" || kind == "fill" && flat {
			continue
		}
		if kind == "stroke" {
			if line = r.line(style, length, dot); line.Width == 0 {
				continue
			}
			l.Line = &line
		}
		o := alpha * r.opacity(style[kind+"-opacity"])
		if ref := referenceForm.FindStringSubmatch(style[kind]); ref != nil {
			r.gradient(&l, ref[1], box, o)
		} else {
			l.Stops = []Stop{r.color(style[kind])}
			l.Stops[0].Opacity = o
		}
		r.add(l, line)
	}
}

// line reads how a path of a length is stroked. dot says that a part of it has none.
func (r *svgReader) line(style map[string]string, length float64, dot bool) Line {
	l := Line{Width: r.length(style["stroke-width"]), MiterLimit: r.length(style["stroke-miterlimit"]),
		Cap: style["stroke-linecap"], Join: style["stroke-linejoin"]}
	if l.Width < 0 || l.MiterLimit < 1 {
		r.refuse("stroke-width " + style["stroke-width"])
	}
	if dot && l.Cap != "butt" {
		r.refuse("line of no length")
	}
	offset, array := r.length(style["stroke-dashoffset"]), style["stroke-dasharray"]
	if array == "none" {
		return l
	}
	list, ok := numbers(strings.ReplaceAll(array, "px", " "))
	period := 0.0 // twice, since a list of odd length begins anew with a gap
	for _, v := range list {
		period += 2 * v
		ok = ok && v >= 0
	}
	if !ok {
		r.refuse("stroke-dasharray " + array)
	} else if period > 0 {
		r.count(int(min(2*length/period*float64(len(list)), maxParts)))
		l.Dashes, l.DashOffset = list, math.Mod(math.Mod(offset, period)+period, period)
	}
	return l
}

// add adds a layer, and what is seen of it.
func (r *svgReader) add(l Layer, line Line) {
	box, _, _ := trace(l.Path, l.Transform, line)
	m, all, seen := l.Transform, r.Box, r.Seen
	far := max(all.X0-box.X0, all.Y0-box.Y0, box.X1-all.X1, box.Y1-all.Y1) / max(all.X1-all.X0, all.Y1-all.Y0)
	visible := func(s Stop) bool { return 0xffff-(0xffff-257*float64(min(s.R, s.G, s.B)))*s.Opacity < white }
	switch r.count(len(l.Stops)); {
	case !(far <= maxFar):
		r.refuse("path that leads far away")
	case math.Abs(m[0]*m[3]-m[1]*m[2]) < 1e-18: // it has no area
		return
	case slices.ContainsFunc(l.Stops, visible):
		r.Seen = Box{min(seen.X0, max(box.X0, all.X0)), min(seen.Y0, max(box.Y0, all.Y0)),
			max(seen.X1, min(box.X1, all.X1)), max(seen.Y1, min(box.Y1, all.Y1))}
	}
	r.Layers = append(r.Layers, l)
}
