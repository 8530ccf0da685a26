package picture

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math/cmplx"
	"slices"
	"strconv"
	"strings"
)

// Drawing is an SVG as the content of a PDF form (ISO 32000-1 §8.10), sharp at any size.
type Drawing struct {
	Box, Seen Box // what is shown of the plane, and the part of it that white paper shows
	Content   []byte
	states    []byte // of the graphics, entries of the form's resources
	patterns  []byte // likewise
}

// Dict returns entries of the form's dictionary, its content being deflated. As an image, it fills a square
// of 1 by 1 with what is seen.
func (d *Drawing) Dict() string {
	s, b := d.Seen, d.Box
	w, h := s.X1-s.X0, s.Y1-s.Y0
	return fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%s]/Matrix[%s]"+
		"/Resources<</ExtGState<<%s>>/Pattern<<%s>>>>/Filter/FlateDecode",
		decimals(b.X0, b.Y0, b.X1, b.Y1), decimals(1/w, 0, 0, -1/h, -s.X0/w, s.Y1/h), d.states, d.patterns)
}

var (
	shapes = []string{"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
	// hidden are the elements that are drawn nowhere, or where others refer to them.
	hidden = []string{"title", "desc", "metadata", "style", "defs", "linearGradient", "radialGradient"}
)

// Bounds of an SVG.
const (
	maxSVG     = 1 << 20 // octets
	maxParts   = 1 << 18 // elements, segments of paths, steps to find their styles, stops
	maxStops   = 64      // of a gradient
	maxNumber  = 1e5     // in units of the file
	maxSlender = 1000    // the longer side, measured in the shorter one
	maxFar     = 1e7     // from the origin, in units of the viewBox
)

// element is an element of an SVG.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Inner   []element  `xml:",any"`
}

func (e *element) name() string { return e.XMLName.Local }

// svgReader draws an SVG. The first error stays.
type svgReader struct {
	Drawing
	rules         []rule
	gradients     map[string]*element
	parts, layers int
	err           error
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

// count bounds the work that a picture takes.
func (r *svgReader) count(parts int) {
	if r.parts += parts; r.parts > maxParts {
		r.fail("the SVG has more than %d parts; export the picture as PNG", maxParts)
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
	r := svgReader{Drawing: Drawing{Seen: nowhere}, gradients: map[string]*element{}}
	if root.name() != "svg" {
		r.refuse(root.name())
	}
	r.collect(&root)
	r.viewBox(r.properties(&root, inherited))
	r.read(&root, inherited, matrix{1, 0, 0, 1}, 1)
	if r.err == nil && (r.Seen.X0 >= r.Seen.X1 || r.Seen.Y0 >= r.Seen.Y1) {
		r.err = errWhite
	}
	return &r.Drawing, r.err
}

// collect finds style sheets and gradients, wherever they stand.
func (r *svgReader) collect(e *element) {
	switch r.count(1); e.name() {
	case "style":
		r.readRules(e)
	case "linearGradient", "radialGradient":
		id := r.properties(e, inherited)["id"]
		r.gradients[id] = cmp.Or(r.gradients[id], e) // the first counts
	}
	for i := range e.Inner {
		r.collect(&e.Inner[i])
	}
}

// viewBox reads what of the plane is shown. Where the file has none, it is as large as the file says.
func (r *svgReader) viewBox(root map[string]string) {
	if fit := root["preserveAspectRatio"]; fit == "none" || strings.Contains(fit, "slice") {
		r.refuse("preserveAspectRatio " + fit)
	}
	box := root["viewBox"]
	if box == "" {
		box = strings.ReplaceAll("0 0 "+root["width"]+" "+root["height"], "px", "")
	}
	v, ok := numbers(box)
	if !ok || len(v) != 4 || !(v[2] > 0 && v[3] > 0 && v[2]/v[3] <= maxSlender && v[3]/v[2] <= maxSlender) {
		r.fail("the SVG does not say how large it is, or is too slender; give it another viewBox")
		return
	}
	r.Box = Box{v[0], v[1], v[0] + v[2], v[1] + v[3]}
}

// read draws an element. outer are the properties around it, alpha is the opacity.
func (r *svgReader) read(e *element, outer map[string]string, m matrix, alpha float64) {
	style := r.properties(e, outer)
	if r.err != nil || style["display"] == "none" {
		return
	}
	if m = m.times(r.transform(style["transform"])); e.name() == "svg" && style["transform"] != "" {
		r.refuse("transform of a svg")
	}
	inner := alpha * r.opacity(style["opacity"])
	before, isShape := r.layers, slices.Contains(shapes, e.name())
	if isShape {
		r.shape(e, style, m, inner)
	}
	for i := range e.Inner {
		switch in := &e.Inner[i]; {
		case slices.Contains(hidden, in.name()),
			in.XMLName.Space != "" && in.XMLName.Space != "http://www.w3.org/2000/svg": // an editor keeps it
		case !isShape && (in.name() == "g" || slices.Contains(shapes, in.name())):
			r.read(in, style, m, inner)
		default:
			r.refuse(in.name())
		}
	}
	if inner < alpha && r.layers > before+1 {
		r.refuse("opacity of several shapes, or of fill and stroke")
	}
}

// shape draws a shape, its fill and its stroke.
func (r *svgReader) shape(e *element, style map[string]string, m matrix, alpha float64) {
	path := r.path(r.pathData(e.name(), style))
	b, width := path.box, r.length(style["stroke-width"])
	flat := e.name() == "line" || b.X0 >= b.X1 || b.Y0 >= b.Y1
	for _, kind := range []string{"fill", "stroke"} {
		half, line, operator := 0.0, "", "f"
		switch paint := style[kind]; {
		case paint == "none", paint == "transparent", path.operators == nil, m.area() < 1e-18,
			kind == "fill" && flat, kind == "stroke" && width == 0:
			continue
		case kind == "stroke":
			half, line, operator = width/2, r.line(style, path), "S"
		case style["fill-rule"] == "evenodd":
			operator = "f*"
		}
		paint, pale := "", false
		if ref := referenceForm.FindStringSubmatch(style[kind]); ref != nil {
			r.patterns = fmt.Appendf(r.patterns, "/P%d%s", r.layers, r.gradient(ref[1], m, b))
			paint = fmt.Sprintf("/Pattern cs/P%d scn", r.layers)
		} else {
			c := r.color(style[kind])
			paint, pale = rgb(c)+" rg", min(c.R, c.G, c.B) > white>>8
		}
		if kind == "stroke" {
			paint = strings.NewReplacer("rg", "RG", "cs", "CS", "scn", "SCN").Replace(paint)
		}
		if a := alpha * r.opacity(style[kind+"-opacity"]); a < 1 {
			r.states = fmt.Appendf(r.states, "/S%d<</ca %s/CA %[2]s>>", r.layers, decimals(a))
			paint += fmt.Sprintf("/S%d gs", r.layers)
			pale = pale || a == 0
		}
		for _, corner := range []complex128{complex(b.X0-half, b.Y0-half), complex(b.X1+half, b.Y0-half),
			complex(b.X0-half, b.Y1+half), complex(b.X1+half, b.Y1+half)} {
			if p := m.apply(corner); !(cmplx.Abs(p) < maxFar) { // nor is it NaN
				r.refuse("path that leads far away")
			} else if !pale {
				r.Seen.add(r.Box.nearest(p))
			}
		}
		r.layers++
		r.Content = fmt.Appendf(r.Content, "q %s\n%s cm\n%s%s%s Q\n", paint, decimals(m[:]...), line,
			path.operators, operator)
	}
}

// line returns the operators that say how a path is stroked (ISO 32000-1 §8.4.3).
func (r *svgReader) line(style map[string]string, path outline) string {
	width, limit := r.length(style["stroke-width"]), r.length(style["stroke-miterlimit"])
	if width < 0 || limit < 1 || path.dot && style["stroke-linecap"] == "square" {
		r.refuse("line of no length, or no width")
	}
	index := func(name string) int { return slices.Index(strings.Fields(values[name]), style[name]) }
	return fmt.Sprintf("%s w %d J %d j %s M\n", decimals(width), index("stroke-linecap"),
		index("stroke-linejoin"), decimals(limit))
}

// opacity reads an opacity. Beyond 0 and 1, it is taken as those.
func (r *svgReader) opacity(s string) float64 { return min(max(r.fraction(s), 0), 1) }

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
