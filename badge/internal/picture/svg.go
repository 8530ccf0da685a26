package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// oksvg draws paths. Of the rest of SVG it leaves out much, or draws it wrong, without a word: text, the
// rule even-odd, lines that are scaled, which of two styles counts. So it is given paths and nothing else,
// each with all of its style, in pixels, and what that cannot say is an error.
var (
	shapes = map[string]string{ // and their attributes
		"path": "d", "rect": "x y width height rx ry", "circle": "cx cy r", "ellipse": "cx cy rx ry",
		"line": "x1 y1 x2 y2", "polyline": "points", "polygon": "points",
	}
	otherAttributes = map[string]string{
		"svg":            "viewBox width height x y preserveAspectRatio zoomAndPan",
		"linearGradient": "x1 y1 x2 y2 gradientUnits gradientTransform spreadMethod",
		"radialGradient": "cx cy r fx fy gradientUnits gradientTransform spreadMethod",
		"stop":           "offset",
	}
	// What is defined is drawn where it is used, and what uses others than gradients is refused.
	unseen = []string{"title", "desc", "metadata", "style", "defs", "linearGradient", "radialGradient"}
	silent = regexp.MustCompile(`^(?:id|class|style|xmlns|version|baseProfile|role|tabindex|focusable|lang|` +
		`(?:data|aria)-.*)$`)
)

const (
	svgSpace = "http://www.w3.org/2000/svg"

	mostSVG      = 1 << 20 // octets
	mostDepth    = 100     // elements in each other
	mostShapes   = 500
	mostSegments = 20_000 // of all paths
	mostElements = 10_000
	mostStyled   = 1 << 22 // octets of the styles of all elements
	mostWay      = 3e7     // pixels that all lines are long
	mostSlender  = 1000    // the longer side, measured in the shorter one
	mostOfASide  = 4096    // pixels
	mostPainted  = 2e8     // pixels of all shapes, as if each were as large as the picture: about a second
	shadesCost   = 20      // what a pixel of a gradient takes, in pixels of one colour
	orPNG        = "turn it into paths, or export the picture as PNG"
)

type svgElement struct {
	XMLName xml.Name
	Attrs   []xml.Attr   `xml:",any,attr"`
	Text    string       `xml:",chardata"`
	Inner   []svgElement `xml:",any"`
}

func (e *svgElement) name() string { return e.XMLName.Local }

func (e *svgElement) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Space == "" && a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// A shape is what oksvg draws, in units of the file.
type shape struct {
	path    []segment
	at      rasterx.Matrix2D
	style   map[string]string
	opacity float64
}

// A sketch is what is drawn of a file.
type sketch struct {
	rules     []rule
	gradients map[string]*svgElement
	shapes    []shape
	segments  int
	elements  int
	styled    int // octets of styles so far
}

// drawSVG draws an SVG file at 300 dpi where its longer side is mm long, or coarser where it has many shapes.
// What it takes is what [ReadImage] says.
func drawSVG(file []byte, mm float64) (m image.Image, err error) {
	if len(file) > mostSVG {
		return nil, fmt.Errorf("the SVG has more than %d MiB; export it as PNG", mostSVG>>20)
	}
	var root svgElement
	d := xml.NewDecoder(bytes.NewReader(file))
	// Names and numbers are the same in every charset that is in use, and what is not UTF-8 is an error.
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if err := d.Decode(&root); err != nil {
		return nil, fmt.Errorf("the SVG cannot be read: %w", err)
	}
	if root.name() != "svg" {
		return nil, refused(root.name())
	}
	s := sketch{gradients: map[string]*svgElement{}}
	if err := s.define(&root, 0); err != nil {
		return nil, err
	}
	x, y, w, h, err := viewBox(&root)
	if err != nil {
		return nil, err
	}
	if !(w > 0 && h > 0 && w/h <= mostSlender && h/w <= mostSlender) {
		return nil, fmt.Errorf("the SVG is %g by %g units large", w, h)
	}
	if err := s.take(&root, shape{at: rasterx.Identity, style: initial, opacity: 1}); err != nil {
		return nil, err
	}
	cost := 1.0
	for _, one := range s.shapes {
		for _, paint := range []string{one.style["fill"], one.style["stroke"]} {
			switch {
			case strings.HasPrefix(paint, "url"):
				cost += shadesCost
			case paint != "none":
				cost++
			}
		}
	}
	scale := min(min(mm*fine, mostOfASide)/max(w, h), math.Sqrt(mostPainted/cost/w/h))
	width, height := max(1, int(math.Round(w*scale))), max(1, int(math.Round(h*scale)))
	plain, err := s.plain(rasterx.Identity.Scale(float64(width)/w, float64(height)/h).Translate(-x, -y))
	if err != nil {
		return nil, err
	}
	defer func() {
		if v := recover(); v != nil {
			m, err = nil, fmt.Errorf("the SVG cannot be drawn (%v); export it as PNG", v)
		}
	}()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(plain), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("the SVG cannot be drawn: %w; export it as PNG", err)
	}
	all := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, all, all.Bounds())), 1)
	return all, nil
}

// viewBox is what of the plane is shown. Where there is none, it is as large as the file says.
func viewBox(root *svgElement) (x, y, w, h float64, err error) {
	if p := root.attr("preserveAspectRatio"); p == "none" || strings.Contains(p, "slice") {
		return 0, 0, 0, 0, refused("preserveAspectRatio " + p)
	}
	box := root.attr("viewBox")
	if box == "" {
		box = "0 0 " + strings.TrimSuffix(root.attr("width"), "px") + " " +
			strings.TrimSuffix(root.attr("height"), "px")
	}
	v, ok := numbers(box)
	if !ok || len(v) != 4 {
		return 0, 0, 0, 0, errors.New("the SVG does not say how large it is; give it a viewBox")
	}
	return v[0], v[1], v[2], v[3], nil
}

// define finds what shapes refer to, wherever it stands, and looks at every element.
func (s *sketch) define(e *svgElement, depth int) error {
	if s.elements++; depth == mostDepth || s.elements > mostElements {
		return fmt.Errorf("the SVG has more than %d elements, or %d in each other; export the picture as PNG",
			mostElements, mostDepth)
	}
	// What editors keep for themselves, and what is not shown.
	e.Inner = slices.DeleteFunc(e.Inner, func(e svgElement) bool {
		return e.XMLName.Space != "" && e.XMLName.Space != svgSpace
	})
	switch e.name() {
	case "style":
		if e.attr("media") != "" {
			return refused("style for media")
		}
		rules, err := readRules(e.Text)
		if err != nil {
			return err
		}
		s.rules = append(s.rules, rules...)
	case "linearGradient", "radialGradient":
		if id := e.attr("id"); id != "" && s.gradients[id] == nil {
			s.gradients[id] = e
		}
	}
	for i := range e.Inner {
		if err := s.define(&e.Inner[i], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// take adds the shapes of an element to those before it. outer is what it has from those that it is in.
func (s *sketch) take(e *svgElement, outer shape) error {
	style, opacity, err := s.style(e, outer.style)
	if err != nil || strings.EqualFold(style["display"], "none") {
		return err
	}
	known := shapes[e.name()] + otherAttributes[e.name()]
	if e.name() != "svg" {
		known += " transform"
	}
	for _, a := range e.Attrs {
		name := a.Name.Local
		if a.Name.Space == "" && !silent.MatchString(name) && !isProperty(name) &&
			!slices.Contains(strings.Fields(known), name) {
			return refused(name + " of a " + e.name())
		}
	}
	inner := shape{style: style, opacity: outer.opacity * opacity}
	if inner.at, err = readTransform(e.attr("transform"), outer.at); err != nil {
		return err
	}
	if _, ok := shapes[e.name()]; ok {
		return s.takeShape(e, inner)
	}
	before := len(s.shapes)
	for i := range e.Inner {
		in := &e.Inner[i]
		_, drawn := shapes[in.name()]
		switch {
		case slices.Contains(unseen, in.name()):
			continue
		case !drawn && in.name() != "g":
			return refused(in.name())
		}
		if err := s.take(in, inner); err != nil {
			return err
		}
	}
	if opacity < 1 && len(s.shapes) > before+1 {
		return refused("opacity of a group of shapes")
	}
	return nil
}

func (s *sketch) takeShape(e *svgElement, one shape) error {
	for i := range e.Inner {
		if in := e.Inner[i].name(); !slices.Contains(unseen, in) {
			return refused(in + " of a " + e.name())
		}
	}
	var err error
	if one.path, err = outline(e); err != nil {
		return err
	}
	fill, stroke := one.style["fill"] != "none" && e.name() != "line", one.style["stroke"] != "none"
	if len(one.path) == 0 || one.style["visibility"] != "visible" || !fill && !stroke {
		return nil
	}
	if fill && one.style["fill-rule"] != "nonzero" && (e.name() == "path" || e.name()[:4] == "poly") {
		return refused("fill-rule evenodd")
	}
	if fill && stroke && one.opacity < 1 {
		return refused("opacity of both fill and stroke")
	}
	s.segments += len(one.path)
	if s.shapes = append(s.shapes, one); len(s.shapes) > mostShapes || s.segments > mostSegments {
		return fmt.Errorf("the SVG has more than %d shapes or %d parts of paths; export the picture as PNG",
			mostShapes, mostSegments)
	}
	return nil
}

// refused is the error of what cannot be drawn as it is meant.
func refused(what string) error {
	return fmt.Errorf("the SVG has a %s, which cannot be drawn; "+orPNG, quoted(what))
}

// quoted shows a word of a file.
func quoted(s string) string { return fmt.Sprintf("%.60q", s) }
