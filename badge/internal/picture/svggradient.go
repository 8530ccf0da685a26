package picture

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/srwiley/rasterx"
)

// gradient writes one for the shape that m places. oksvg draws it in pixels whatever the transform is, and
// takes the box of a shape where it is in the picture.
func (s *sketch) gradient(out []byte, id, of string, m rasterx.Matrix2D, fill bool) ([]byte, error) {
	e := s.gradients[of]
	if e == nil {
		return nil, refused("gradient " + of + ", which is not in it")
	}
	user := false
	v := map[string]float64{}
	for _, a := range e.Attrs {
		name, value := a.Name.Local, strings.TrimSpace(a.Value)
		known := a.Name.Space != "" && name != "href" || silent.MatchString(name) || isProperty(name) ||
			slices.Contains(strings.Fields(otherAttributes[e.name()]), name)
		switch {
		case !known, name == "spreadMethod" && value != "pad":
			return nil, refused(name + " of a gradient")
		case name == "gradientUnits":
			user = value == "userSpaceOnUse"
		case len(name) <= 2 && a.Name.Space == "" && name != "id":
			number, percent := strings.CutSuffix(value, "%")
			n, err := svgLength(number)
			if err != nil {
				return nil, err
			}
			if v[name] = n; percent {
				v[name] = n / 100
			}
			if percent && e.attr("gradientUnits") == "userSpaceOnUse" {
				return nil, refused("gradient of " + value)
			}
		}
	}
	has := func(name string) bool { _, ok := v[name]; return ok }
	given := has("x2") || e.name() == "radialGradient" && has("cx") && has("cy") && has("r")
	for name, at := range map[string]float64{"x2": 1, "cx": .5, "cy": .5, "r": .5} {
		if !has(name) {
			v[name] = at
		}
	}
	at := e.attr("gradientTransform")
	switch upright := m.B == 0 && m.C == 0 && m.A > 0 && m.D > 0; {
	case user && !given, !user && (!fill || !upright || at != ""),
		!user && e.name() == "linearGradient" && v["x1"] != v["x2"] && v["y1"] != v["y2"],
		has("fx") && v["fx"] != v["cx"], has("fy") && v["fy"] != v["cy"]:
		return nil, refused("gradient of a kind")
	}
	if user {
		var err error
		if m, err = readTransform(at, m); err != nil {
			return nil, err
		}
		x, y := v["x2"]-v["x1"], v["y2"]-v["y1"]
		v["x1"], v["y1"] = m.Transform(v["x1"], v["y1"])
		// Colours stay parallel to each other, but no more across the way from the first to the last.
		det, long := m.A*m.D-m.B*m.C, x*x+y*y
		x, y = (m.D*x-m.B*y)/det/long, (m.A*y-m.C*x)/det/long
		long = x*x + y*y
		v["x2"], v["y2"] = v["x1"]+x/long, v["y1"]+y/long
		v["cx"], v["cy"] = m.Transform(v["cx"], v["cy"])
		v["r"] *= math.Sqrt(math.Abs(det))
		if e.name() == "radialGradient" && !similar(m) {
			return nil, refused("gradient that is stretched")
		}
	}
	out = fmt.Appendf(out, `<%s id="%s" gradientUnits="%s"`, e.name(), id,
		map[bool]string{true: "userSpaceOnUse", false: "objectBoundingBox"}[user])
	names := []string{"x1", "y1", "x2", "y2"}
	if e.name() == "radialGradient" {
		names = []string{"cx", "cy", "r"}
	}
	for _, name := range names {
		if !(math.Abs(v[name]) <= mostNumber) {
			return nil, refused("gradient of no length, or very long")
		}
		out = fmt.Appendf(out, ` %s="%f"`, name, v[name])
	}
	if e.name() == "radialGradient" && v["r"] <= 0 {
		return nil, refused("gradient of no length, or very long")
	}
	out = append(out, '>')
	out, err := s.stops(out, e)
	return fmt.Appendf(out, "</%s>", e.name()), err
}

func (s *sketch) stops(out []byte, e *svgElement) ([]byte, error) {
	last := 0.0
	var stop string
	for i := range e.Inner {
		one := &e.Inner[i]
		style, _, err := s.style(one, initial)
		if err != nil {
			return nil, err
		}
		number, percent := strings.CutSuffix(one.attr("offset"), "%")
		offset, opacity := 0.0, 1.0
		if number != "" {
			offset, err = svgLength(number)
		}
		if percent {
			offset /= 100
		}
		last = max(last, min(offset, 1))
		if o := style["stop-opacity"]; o != "" && err == nil {
			opacity, err = fraction(o)
		}
		c := "#000"
		if stop := style["stop-color"]; stop != "" && err == nil {
			c, err = colour(stop)
		}
		if err != nil || one.name() != "stop" || i == 12 || c == "none" {
			return nil, refused("gradient with a " + one.name() + " that is not understood")
		}
		stop = fmt.Sprintf(`<stop offset="%f" stop-color="%s" stop-opacity="%f"/>`, last, c, opacity)
		out = append(out, stop...)
	}
	if len(e.Inner) == 0 {
		return nil, refused("gradient without stops, or with those of another")
	}
	if len(e.Inner) == 1 {
		out = append(out, stop...) // of one, oksvg forgets the opacity
	}
	return out, nil
}
