package picture

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"image/color"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/image/colornames"
)

var (
	commentForm   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	ruleForm      = regexp.MustCompile(`\s*(\.[\w-]+(?:\s*,\s*\.[\w-]+)*)\s*\{([^{}]*)\}\s*`)
	shortHexForm  = regexp.MustCompile(`^(\w)(\w)(\w)$`)
	rgbForm       = regexp.MustCompile(`^rgb\(\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*\)$`)
	referenceForm = regexp.MustCompile(`^url\(\s*['"]?#([^'"()\s]+)['"]?\s*\)$`)
	// knownForm matches properties and attributes that are read elsewhere, or change nothing of a path.
	knownForm = regexp.MustCompile(`^(?:d|points|x|y|width|height|[cr][xy]|r|[xy][12]|f[xy]|transform|href|` +
		`viewBox|preserveAspectRatio|zoomAndPan|gradientUnits|gradientTransform|spreadMethod|offset|id|` +
		`class|style|xmlns|version|baseProfile|role|tabindex|focusable|lang|(?:data|aria)-.*|opacity|` +
		`stop-color|clip-rule|color(?:-rendering|-interpolation-filters)?|overflow|isolation|` +
		`enable-background|image-rendering|cursor|pointer-events|line-height|direction|letter-spacing|` +
		`word-spacing|writing-mode|white-space|block-progression|(?:dominant-)?baseline.*|` +
		`stroke-dashoffset|(?:font|text|shape|solid|flood|lighting|-inkscape)(?:-.*)?)$`)
	// inherited holds the properties that an element inherits, with the values that they have at first.
	inherited = map[string]string{"fill": "black", "fill-opacity": "1", "fill-rule": "nonzero",
		"stroke": "none", "stroke-opacity": "1", "stroke-width": "1", "stroke-linecap": "butt",
		"stroke-linejoin": "miter", "stroke-miterlimit": "4"}
	// values holds the words that a property may have, of lines in the order of their numbers in PDF.
	values = map[string]string{"fill-rule": "nonzero evenodd", "stroke-linecap": "butt round square",
		"stroke-linejoin": "miter round bevel", "stroke-dasharray": "none", "display": "none inline block",
		"visibility": "visible", "type": "text/css", "stop-opacity": "1 1.0 1.00 100%", "clip-path": "none",
		"mask": "none", "filter": "none", "marker": "none", "marker-start": "none", "marker-mid": "none",
		"marker-end": "none", "mix-blend-mode": "normal", "vector-effect": "none",
		"paint-order": "normal fill", "color-interpolation": "sRGB auto"}
	// coords holds the coordinates of gradients: an attribute, the one that stands in for it, the default.
	coords = map[string][][3]string{
		"linearGradient": {{"x1", "", "0"}, {"y1", "", "0"}, {"x2", "", "100%"}, {"y2", "", "0"}},
		"radialGradient": {{"fx", "cx", "50%"}, {"fy", "cy", "50%"}, {"", "", "0"}, {"cx", "", "50%"},
			{"cy", "", "50%"}, {"r", "", "50%"}},
	}
)

// rule holds the properties of a class in a style sheet.
type rule struct{ class, properties string }

func (r *svgReader) readRules(e *element) {
	sheet := commentForm.ReplaceAllString(e.Text, " ")
	r.properties(e, inherited) // refuses one for some media
	if strings.TrimSpace(ruleForm.ReplaceAllString(sheet, "")) != "" {
		r.refuse("style that is not of a class alone")
	}
	for _, m := range ruleForm.FindAllStringSubmatch(sheet, -1) {
		for class := range strings.SplitSeq(m[1], ",") {
			r.rules = append(r.rules, rule{strings.TrimSpace(class)[1:], m[2]})
		}
	}
}

// properties returns the attributes and properties of an element in one that has outer: attributes count
// least, then classes, then its own style (SVG 2 §6.3).
func (r *svgReader) properties(e *element, outer map[string]string) map[string]string {
	all := map[string]string{"opacity": "1"}
	for name := range inherited {
		all[name] = outer[name]
	}
	set := func(name, value string) {
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		words := cmp.Or(values[name], value)
		known := name == "" || values[name] != "" || inherited[name] != "" || knownForm.MatchString(name)
		if !known || !strings.Contains(" "+words+" ", " "+value+" ") {
			r.refuse(name + " " + value)
		}
		all[name] = value
	}
	for _, a := range e.Attrs {
		if a.Name.Space == "" || a.Name.Local == "href" {
			set(a.Name.Local, a.Value)
		}
	}
	classes, declarations := strings.Fields(all["class"]), ""
	r.count(len(classes) * len(r.rules))
	for _, rule := range r.rules {
		if r.err == nil && slices.Contains(classes, rule.class) {
			r.count(strings.Count(rule.properties, ":"))
			declarations += rule.properties + ";"
		}
	}
	for p := range strings.SplitSeq(declarations+all["style"], ";") {
		name, value, _ := strings.Cut(p, ":")
		if set(name, value); strings.Contains(p, "!") || strings.Contains(name, "transform") {
			r.refuse(name + " " + value)
		}
	}
	return all
}

// color reads a colour.
func (r *svgReader) color(s string) color.RGBA {
	lower := strings.ToLower(s)
	c, ok := colornames.Map[lower]
	if digits, isHex := strings.CutPrefix(lower, "#"); isHex {
		b, err := hex.DecodeString(shortHexForm.ReplaceAllString(digits, "$1$1$2$2$3$3"))
		if ok = err == nil && len(b) == 3; ok {
			c = color.RGBA{R: b[0], G: b[1], B: b[2]}
		}
	} else if m := rgbForm.FindStringSubmatch(lower); m != nil {
		for i, part := range []*uint8{&c.R, &c.G, &c.B} {
			v := r.fraction(m[i+1])
			if strings.HasSuffix(m[i+1], "%") {
				v *= 255
			}
			*part = uint8(math.Round(min(v, 255)))
		}
		ok = true
	}
	if !ok {
		r.refuse("colour " + s)
	}
	return c
}

func rgb(c color.RGBA) string {
	return decimals(float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
}

// gradient returns the gradient of an id as a pattern (ISO 32000-1 §8.7.4) for a path of the box.
func (r *svgReader) gradient(id string, m matrix, box Box) string {
	first := r.gradients[id]
	var stops []element
	all := map[string]string{}
	for range maxStops { // what a gradient does not say is said by the one that it refers to
		e := r.gradients[id]
		if e == nil {
			r.refuse("gradient " + id + ", which is not in it")
			return ""
		}
		if stops == nil {
			stops = e.Inner
		}
		said := r.properties(e, inherited)
		id = strings.TrimPrefix(said["href"], "#")
		maps.Copy(said, all)
		if all = said; id == "" {
			break
		}
	}
	if spread := all["spreadMethod"]; spread != "" && spread != "pad" || id != "" {
		r.refuse("gradient that repeats or refers to itself")
	}
	user := all["gradientUnits"] == "userSpaceOnUse"
	if !user {
		m = m.times(matrix{box.X1 - box.X0, 0, 0, box.Y1 - box.Y0, box.X0, box.Y0})
	}
	m = m.times(r.transform(all["gradientTransform"]))
	var v, bounds []float64
	for _, names := range coords[first.name()] {
		s := cmp.Or(all[names[0]], all[names[1]], names[2])
		if user && strings.HasSuffix(s, "%") {
			r.refuse("gradient in percent of the picture")
		}
		v = append(v, r.fraction(s))
	}
	kind := len(v) / 2 // 2 is axial, 3 is radial
	size := math.Hypot(v[2]-v[0], v[3]-v[1])
	if kind == 3 {
		size = v[5] - math.Hypot(v[3]-v[0], v[4]-v[1])
	}
	if area := m.area(); !(size > 0 && area > 1e-18 && area < 1e18) {
		r.refuse("gradient of no length, very long, or with a focus beyond its edge")
	}
	// Before the first stop, between stops and after the last is a function each (§7.10.4). Their bounds have
	// to grow from above 0 to below 1, so stops are moved by a thousandth at most.
	const function = "<</FunctionType 2/Domain[0 1]/N 1/C0[%s]/C1[%s]>>"
	functions, before, bound := "", "", 0.0
	for i, stop := range stops {
		style := r.properties(&stop, inherited)
		if r.count(1); stop.name() != "stop" || i == maxStops {
			r.refuse("gradient with a " + stop.name() + " that is not understood")
			break
		}
		bound = max(bound+1e-6, min(r.fraction(cmp.Or(style["offset"], "0")), 1)*0.999)
		bounds = append(bounds, bound)
		after := rgb(r.color(cmp.Or(style["stop-color"], "black")))
		functions += fmt.Sprintf(function, cmp.Or(before, after), after)
		before = after
	}
	if functions += fmt.Sprintf(function, before, before); bounds == nil {
		r.refuse("gradient without stops")
	}
	return fmt.Sprintf("<</PatternType 2/Matrix[%s]/Shading<</ShadingType %d/ColorSpace/DeviceRGB/Coords[%s]"+
		"/Extend[true true]/Function<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>>>>>",
		decimals(m[:]...), kind, decimals(v...), functions, decimals(bounds...),
		strings.Repeat("0 1 ", len(bounds)+1))
}
