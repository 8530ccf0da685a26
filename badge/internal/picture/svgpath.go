package picture

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
)

// A segment of a path is a command of SVG 2 §9.3 in capitals, its numbers absolute.
type segment struct {
	command byte
	v       []float64
}

var (
	aNumber    = regexp.MustCompile(`^[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`)
	aFlag      = regexp.MustCompile(`^[\s,]*([01])`)
	transforms = regexp.MustCompile(`^(?:[\s,]*[a-zA-Z]+\s*\([^()]*\))*[\s,]*$`)
	transform  = regexp.MustCompile(`([a-zA-Z]+)\s*\(([^()]*)\)`)
)

var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

const mostNumber = 1e5 // in units of the file and in pixels

// number reads the first number of s.
func number(s string, kind *regexp.Regexp) (v float64, rest string, ok bool) {
	m := kind.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, s, false
	}
	v, err := strconv.ParseFloat(s[m[2]:m[3]], 64)
	return v, s[m[1]:], err == nil && math.Abs(v) <= mostNumber
}

func numbers(s string) (list []float64, ok bool) {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		v, rest, ok := number(s, aNumber)
		if !ok || len(list) > 2*mostSegments {
			return nil, false
		}
		list, s = append(list, v), rest
	}
	return list, true
}

// svgLength is a number of pixels or without a unit.
func svgLength(s string) (float64, error) {
	v, ok := numbers(strings.TrimSuffix(s, "px"))
	if !ok || len(v) != 1 {
		return 0, refused("length " + s)
	}
	return v[0], nil
}

// outline is the path of a shape, which is empty where nothing is to be seen.
func outline(e *svgElement) ([]segment, error) {
	switch e.name() {
	case "path":
		return readPath(e.attr("d"))
	case "polyline", "polygon":
		d := e.attr("points")
		if v, ok := numbers(d); !ok || len(v)%2 != 0 {
			return nil, refused("points " + d)
		}
		if d != "" && e.name() == "polygon" {
			d += "z"
		}
		if d == "" {
			return nil, nil
		}
		return readPath("M" + d)
	}
	v := map[string]float64{}
	for _, name := range strings.Fields(shapes[e.name()]) {
		if s := e.attr(name); s != "" && s != "auto" {
			var err error
			if v[name], err = svgLength(s); err != nil {
				return nil, err
			}
		}
	}
	ellipse := func(x, y, rx, ry float64) ([]segment, error) {
		if rx <= 0 || ry <= 0 {
			return nil, nil
		}
		return readPath(fmt.Sprintf("M%g %gA%g %g 0 0 1 %g %gA%[3]g %[4]g 0 0 1 %[7]g %[8]g"+
			"A%[3]g %[4]g 0 0 1 %[9]g %[10]gA%[3]g %[4]g 0 0 1 %[1]g %[2]gz",
			x+rx, y, rx, ry, x, y+ry, x-rx, y, x, y-ry))
	}
	switch e.name() {
	case "circle":
		return ellipse(v["cx"], v["cy"], v["r"], v["r"])
	case "ellipse":
		return ellipse(v["cx"], v["cy"], v["rx"], v["ry"])
	case "line":
		return readPath(fmt.Sprintf("M%g %gL%g %g", v["x1"], v["y1"], v["x2"], v["y2"]))
	}
	x, y, w, h := v["x"], v["y"], v["width"], v["height"]
	if w <= 0 || h <= 0 {
		return nil, nil
	}
	rx, hasX := v["rx"]
	ry, hasY := v["ry"]
	if !hasX {
		rx = ry
	}
	if !hasY {
		ry = rx // a corner of one radius is round (SVG 2 §7.4)
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		return readPath(fmt.Sprintf("M%g %gh%gv%gh%gz", x, y, w, h, -w))
	}
	return readPath(fmt.Sprintf("M%g %gh%ga%g %g 0 0 1 %[4]g %[5]gv%[6]ga%[4]g %[5]g 0 0 1 %[7]g %[5]gh%[8]g"+
		"a%[4]g %[5]g 0 0 1 %[7]g %[9]gv%[10]ga%[4]g %[5]g 0 0 1 %[4]g %[9]gz",
		x+rx, y, w-2*rx, rx, ry, h-2*ry, -rx, 2*rx-w, -ry, 2*ry-h))
}

func readPath(d string) (path []segment, err error) {
	var x, y, startX, startY float64
	var command, last byte
	for rest := strings.TrimSpace(d); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n\f") {
		if c := rest[0] &^ 0x20; c >= 'A' && c <= 'Z' {
			command, rest = rest[0], rest[1:]
		} else if last == 'Z' {
			command = 0
		}
		s := segment{command: command &^ 0x20}
		n, ok := arguments[s.command]
		if ok = ok && (len(path) > 0 || s.command == 'M') && len(path) <= mostSegments; !ok {
			return nil, refused("path " + d)
		}
		for i := range n {
			kind := aNumber
			if s.command == 'A' && (i == 3 || i == 4) {
				kind = aFlag
			}
			var v float64
			if v, rest, ok = number(rest, kind); !ok {
				return nil, refused("path " + d)
			}
			s.v = append(s.v, v)
		}
		var ofX, ofY float64
		if command >= 'a' {
			ofX, ofY = x, y
		}
		switch s.command {
		case 'H':
			s = segment{'L', []float64{s.v[0] + ofX, y}}
		case 'V':
			s = segment{'L', []float64{x, s.v[0] + ofY}}
		case 'A':
			s.v[5], s.v[6] = s.v[5]+ofX, s.v[6]+ofY
			rx, ry := math.Abs(s.v[0]), math.Abs(s.v[1])
			s.v[0], s.v[1] = rx, ry
			switch {
			case rx == 0 || ry == 0:
				s = segment{'L', s.v[5:]}
			case max(rx, ry) > mostSlender*min(rx, ry):
				return nil, refused("arc of very different radii")
			}
		default:
			for i := range s.v {
				s.v[i] += []float64{ofX, ofY}[i%2]
			}
		}
		if last == 'Z' && s.command != 'M' && s.command != 'Z' {
			path = append(path, segment{'M', []float64{startX, startY}})
		}
		last = s.command
		fromX, fromY := x, y
		switch n := len(s.v); s.command {
		case 'Z':
			x, y = startX, startY
		case 'M':
			startX, startY = s.v[0], s.v[1]
			command-- // what follows without a letter
			fallthrough
		default:
			x, y = s.v[n-2], s.v[n-1]
		}
		if s.command == 'A' && x == fromX && y == fromY {
			continue // it is as if it were not there, and oksvg would make it a whole ellipse
		}
		path = append(path, s)
	}
	return path, nil
}

// readTransform is of what has a transform within what has another.
func readTransform(s string, m rasterx.Matrix2D) (rasterx.Matrix2D, error) {
	if !transforms.MatchString(s) {
		return m, refused("transform " + s)
	}
	for _, t := range transform.FindAllStringSubmatch(s, -1) {
		v, ok := numbers(t[2])
		n := len(v)
		switch {
		case !ok:
			return m, refused("transform " + s)
		case t[1] == "matrix" && n == 6:
			m = m.Mult(rasterx.Matrix2D{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]})
		case t[1] == "translate" && n == 1:
			m = m.Translate(v[0], 0)
		case t[1] == "translate" && n == 2:
			m = m.Translate(v[0], v[1])
		case t[1] == "scale" && n == 1:
			m = m.Scale(v[0], v[0])
		case t[1] == "scale" && n == 2:
			m = m.Scale(v[0], v[1])
		case t[1] == "rotate" && n == 1:
			m = m.Rotate(v[0] * math.Pi / 180)
		case t[1] == "rotate" && n == 3:
			m = m.Translate(v[1], v[2]).Rotate(v[0]*math.Pi/180).Translate(-v[1], -v[2])
		case t[1] == "skewX" && n == 1:
			m = m.SkewX(v[0] * math.Pi / 180)
		case t[1] == "skewY" && n == 1:
			m = m.SkewY(v[0] * math.Pi / 180)
		default:
			return m, refused("transform " + s)
		}
	}
	return m, nil
}
