package picture

import (
	"cmp"
	"fmt"
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
	classForm     = regexp.MustCompile(`[\w-]+`)
	hexForm       = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	shortHexForm  = regexp.MustCompile(`^#(\w)(\w)(\w)$`)
	rgbForm       = regexp.MustCompile(`^rgb\(\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*\)$`)
	referenceForm = regexp.MustCompile(`^url\(\s*['"]?#([^'"()\s]+)['"]?\s*\)$`)
	// idleForm matches properties that change nothing of a path.
	idleForm = regexp.MustCompile(`^(?:clip-rule|color(?:-rendering|-interpolation-filters)?|overflow|` +
		`isolation|enable-background|image-rendering|cursor|pointer-events|line-height|direction|` +
		`letter-spacing|word-spacing|writing-mode|white-space|block-progression|(?:dominant-)?baseline.*|` +
		`(?:font|text|shape|solid|flood|lighting|-inkscape)(?:-.*)?)$`)
	// initial holds the properties that an element inherits, with the values that they have at first.
	initial = map[string]string{
		"fill": "black", "stroke": "none", "fill-opacity": "1", "stroke-opacity": "1", "fill-rule": "nonzero",
		"stroke-width": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
		"stroke-dasharray": "none", "stroke-dashoffset": "0", "visibility": "visible",
	}
	// values holds the words with which a property may begin; where there are none, it may with any.
	values = map[string]string{
		"fill-rule": "nonzero evenodd", "visibility": "visible hidden collapse",
		"stroke-linecap": "butt round square", "stroke-linejoin": "miter round bevel",
		"opacity": "", "display": "", "stop-color": "", "stop-opacity": "", "clip-path": "none",
		"mask": "none", "filter": "none", "marker": "none", "marker-start": "none", "marker-mid": "none",
		"marker-end": "none", "mix-blend-mode": "normal", "vector-effect": "none",
		"paint-order":         "normal fill",
		"color-interpolation": "sRGB auto",
	}
)

func isProperty(name string) bool {
	_, own := values[name]
	return own || initial[name] != "" || idleForm.MatchString(name)
}

// rule holds the properties of a class in a style sheet.
type rule struct{ class, properties string }

func (r *svgReader) readRules(sheet string) {
	sheet = commentForm.ReplaceAllString(sheet, " ")
	if strings.TrimSpace(ruleForm.ReplaceAllString(sheet, "")) != "" {
		r.refuse("style that is not of a class alone")
	}
	for _, m := range ruleForm.FindAllStringSubmatch(sheet, -1) {
		for _, class := range classForm.FindAllString(m[1], -1) {
			r.rules = append(r.rules, rule{class, m[2]})
		}
	}
}

// style returns the properties of an element in one that has outer: attributes count least, then classes,
// then its own style (SVG 2 §6.3).
func (r *svgReader) style(e *element, outer map[string]string) map[string]string {
	style := maps.Clone(outer)
	maps.DeleteFunc(style, func(name, _ string) bool { return initial[name] == "" })
	set := func(name, value string) {
		value = strings.TrimSpace(value)
		words := strings.Fields(values[name])
		switch {
		case initial[name] != "" && value == "inherit":
			value = outer[name]
		case initial[name] != "" && value == "initial":
			value = initial[name]
		case !isProperty(name), strings.Contains(value, "!"),
			len(words) > 0 && !slices.Contains(words, strings.Fields(value + " -")[0]):
			r.refuse(name + " " + value)
		}
		style[name] = value
	}
	for _, a := range e.Attrs {
		if a.Name.Space == "" && isProperty(a.Name.Local) {
			set(a.Name.Local, a.Value)
		}
	}
	sheet, own := "", strings.Fields(e.attr("class"))
	for _, rule := range r.rules {
		if slices.Contains(own, rule.class) {
			sheet += rule.properties + ";"
		}
	}
	if r.styled += len(sheet) + len(r.rules)*len(own); r.styled > maxStyled {
		r.refuse("style that is very long")
		return style
	}
	for p := range strings.SplitSeq(sheet+commentForm.ReplaceAllString(e.attr("style"), ""), ";") {
		if name, value, _ := strings.Cut(p, ":"); strings.TrimSpace(p) != "" {
			set(strings.TrimSpace(name), value)
		}
	}
	return style
}

// opacity reads an opacity, of 1 where there is none. Beyond 0 and 1, it is taken as those.
func (r *svgReader) opacity(s string) float64 { return min(max(r.length(cmp.Or(s, "1")), 0), 1) }

// color reads a colour as an opaque stop.
func (r *svgReader) color(s string) Stop {
	lower := strings.ToLower(s)
	c, ok := colornames.Map[lower]
	if long := shortHexForm.ReplaceAllString(lower, "#$1$1$2$2$3$3"); hexForm.MatchString(long) {
		_, err := fmt.Sscanf(long, "#%2x%2x%2x", &c.R, &c.G, &c.B)
		ok = err == nil
	}
	if m := rgbForm.FindStringSubmatch(lower); m != nil {
		for i, part := range []*uint8{&c.R, &c.G, &c.B} {
			digits, percent := strings.CutSuffix(m[i+1], "%")
			v := r.length(digits)
			if percent {
				v *= 2.55
			}
			*part = uint8(math.Round(min(v, 255)))
		}
		ok = true
	}
	if !ok {
		r.refuse("colour " + s)
	}
	return Stop{Opacity: 1, R: c.R, G: c.G, B: c.B}
}

// gradient gives a layer the gradient of an id. box is that of the layer's path, in units of the path.
func (r *svgReader) gradient(l *Layer, id string, box Box, alpha float64) {
	e := r.gradients[id]
	if e == nil {
		r.refuse("gradient " + id + ", which is not in it")
		return
	}
	r.checkAttributes(e)
	if spread := e.attr("spreadMethod"); spread != "" && spread != "pad" {
		r.refuse("spreadMethod of a gradient")
	}
	// Percentages are of the box of the path, or of what is shown.
	m, w, h := l.Transform, 1.0, 1.0
	if e.attr("gradientUnits") == "userSpaceOnUse" {
		w, h = r.Box.X1-r.Box.X0, r.Box.Y1-r.Box.Y0
	} else {
		m = m.times(Matrix{box.X1 - box.X0, 0, 0, box.Y1 - box.Y0, box.X0, box.Y0})
	}
	m = m.times(r.transform(e.attr("gradientTransform")))
	number := func(whole float64, values ...string) float64 {
		s, percent := strings.CutSuffix(cmp.Or(values...), "%")
		if percent {
			return r.length(s) / 100 * whole
		}
		return r.length(s)
	}
	x1, y1 := number(w, e.attr("x1"), "0"), number(h, e.attr("y1"), "0")
	x2, y2 := number(w, e.attr("x2"), "100%"), number(h, e.attr("y2"), "0")
	coords, size := []float64{x1, y1, x2, y2}, math.Hypot(x2-x1, y2-y1)
	if e.name() == "radialGradient" {
		cx, cy := number(w, e.attr("cx"), "50%"), number(h, e.attr("cy"), "50%")
		fx, fy := number(w, e.attr("fx"), e.attr("cx"), "50%"), number(h, e.attr("fy"), e.attr("cy"), "50%")
		size = number(math.Sqrt((w*w+h*h)/2), e.attr("r"), "50%")
		if coords = []float64{fx, fy, 0, cx, cy, size}; size > 0 && math.Hypot(fx-cx, fy-cy) >= size {
			r.refuse("gradient with a focus beyond its edge")
		}
	}
	if det := math.Abs(m[0]*m[3] - m[1]*m[2]); !(size > 0 && det > 1e-18 && det < 1e18) {
		r.refuse("gradient of no length, or very long")
	}
	l.Gradient = &Gradient{coords, m}
	last := 0.0 // offset, and no stop has less than the one before
	for i := range e.Inner {
		in := &e.Inner[i]
		if style := r.style(in, initial); in.name() == "stop" && i < maxStops {
			last = max(last, min(number(1, in.attr("offset"), "0"), 1))
			stop := r.color(cmp.Or(style["stop-color"], "black"))
			stop.Offset, stop.Opacity = last, alpha*r.opacity(style["stop-opacity"])
			l.Stops = append(l.Stops, stop)
		} else {
			r.refuse("gradient with a " + in.name() + " that is not understood")
		}
	}
	if l.Stops == nil {
		r.refuse("gradient without stops, or with those of another")
	}
}
