package picture

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	numberForm     = regexp.MustCompile(`^[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`)
	flagForm       = regexp.MustCompile(`^[\s,]*([01])`)
	transformsForm = regexp.MustCompile(`^(?:[\s,]*[a-zA-Z]+\s*\([^()]*\))*[\s,]*$`)
	transformForm  = regexp.MustCompile(`([a-zA-Z]+)\s*\(([^()]*)\)`)
)

// argumentCounts holds how many numbers each command of a path takes (SVG 2 §9.3).
var argumentCounts = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// cutNumber reads the first number of s.
func cutNumber(s string, form *regexp.Regexp) (v float64, rest string, ok bool) {
	m := form.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, s, false
	}
	v, err := strconv.ParseFloat(s[m[2]:m[3]], 64)
	return v, s[m[1]:], err == nil && math.Abs(v) <= maxNumber
}

func numbers(s string) (list []float64, ok bool) {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		v, rest, ok := cutNumber(s, numberForm)
		if !ok || len(list) > 2*maxParts {
			return nil, false
		}
		list, s = append(list, v), rest
	}
	return list, true
}

// length reads a number of pixels or without a unit.
func (r *svgReader) length(s string) float64 {
	v, ok := numbers(strings.TrimSuffix(s, "px"))
	if !ok || len(v) != 1 {
		r.refuse("length " + s)
		return 0
	}
	return v[0]
}

// pathData writes a shape as the data of a path, which is empty where nothing is to be seen.
func (r *svgReader) pathData(e *element) string {
	points := e.attr("points")
	switch _, ok := numbers(points); {
	case e.name() == "path":
		return e.attr("d")
	case e.name()[:4] == "poly" && !ok:
		r.refuse("points " + points)
		return ""
	case e.name()[:4] == "poly" && points == "":
		return ""
	case e.name() == "polygon":
		return "M" + points + "z"
	case e.name() == "polyline":
		return "M" + points
	}
	number := func(names ...string) float64 { // of the first attribute that is there
		for _, name := range names {
			if s := e.attr(name); s != "" && s != "auto" {
				return r.length(s)
			}
		}
		return 0
	}
	x, y, w, h := number("x"), number("y"), number("width"), number("height")
	// A corner of one radius is round (SVG 2 §7.4).
	rx, ry := number("r", "rx", "ry"), number("r", "ry", "rx")
	switch round := rx > 0 && ry > 0; {
	case e.name() == "line":
		return fmt.Sprintf("M%g %gL%g %g", number("x1"), number("y1"), number("x2"), number("y2"))
	case e.name() != "rect" && round:
		return fmt.Sprintf("M%g %ga%[3]g %[4]g 0 0 1 %[5]g %[4]ga%[3]g %[4]g 0 0 1 %[5]g %[6]g"+
			"a%[3]g %[4]g 0 0 1 %[3]g %[6]ga%[3]g %[4]g 0 0 1 %[3]g %[4]gz",
			number("cx")+rx, number("cy"), rx, ry, -rx, -ry)
	case e.name() != "rect" || w <= 0 || h <= 0:
		return ""
	case !round:
		return fmt.Sprintf("M%g %gh%gv%gh%gz", x, y, w, h, -w)
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	return fmt.Sprintf("M%g %gh%ga%[4]g %[5]g 0 0 1 %[4]g %[5]gv%[6]ga%[4]g %[5]g 0 0 1 %[7]g %[5]gh%[8]g"+
		"a%[4]g %[5]g 0 0 1 %[7]g %[9]gv%[10]ga%[4]g %[5]g 0 0 1 %[4]g %[9]gz",
		x+rx, y, w-2*rx, rx, ry, h-2*ry, -rx, 2*rx-w, -ry, 2*ry-h)
}

// path reads the data of a path.
func (r *svgReader) path(d string) (path []Segment) {
	var at, start, control Point // control is the last one of a curve, which the next one may mirror
	var command, before byte
	for rest := strings.TrimSpace(d); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n\f") {
		ok := before != 'Z'
		if c := rest[0] &^ 0x20; c >= 'A' && c <= 'Z' {
			command, rest, ok = rest[0], rest[1:], true
		}
		op := command &^ 0x20
		n, known := argumentCounts[op]
		ok = ok && known && (len(path) > 0 || op == 'M') && len(path) <= maxParts
		var v [7]float64
		for i := 0; i < n && ok; i++ {
			form := numberForm
			if op == 'A' && (i == 3 || i == 4) {
				form = flagForm
			}
			v[i], rest, ok = cutNumber(rest, form)
		}
		if !ok {
			r.refuse("path of points " + d)
			return nil
		}
		var origin Point
		if command != op {
			origin = at
		}
		point := func(i int) Point { return origin.plus(Point{v[i], v[i+1]}, 1) }
		mirrored := at
		if strings.Contains("SC SS TQ TT", string([]byte{op, before})) {
			mirrored = at.plus(at, 1).plus(control, -1)
		}
		if before == 'Z' && op != 'M' && op != 'Z' {
			path = append(path, Segment{'M', []Point{start}})
		}
		curve := func(a, b, end Point) {
			path = append(path, Segment{'C', []Point{a, b, end}})
			control, at = b, end
		}
		quadratic := func(c, end Point) {
			curve(at.plus(c.plus(at, -1), 2./3), end.plus(c.plus(end, -1), 2./3), end)
			control = c
		}
		to := func(op byte, p Point) {
			path = append(path, Segment{op, []Point{p}})
			at = p
		}
		switch before = op; op {
		case 'M':
			to('M', point(0))
			start = at
			command-- // what follows without a letter is lines
		case 'Z':
			path = append(path, Segment{Op: 'Z'})
			at = start
		case 'L':
			to('L', point(0))
		case 'H':
			to('L', Point{origin.X + v[0], at.Y})
		case 'V':
			to('L', Point{at.X, origin.Y + v[0]})
		case 'C':
			curve(point(0), point(2), point(4))
		case 'S':
			curve(mirrored, point(0), point(2))
		case 'Q':
			quadratic(point(0), point(2))
		case 'T':
			quadratic(mirrored, point(0))
		case 'A':
			if rx, ry := math.Abs(v[0]), math.Abs(v[1]); rx == 0 || ry == 0 {
				to('L', point(5))
			} else if end := point(5); end != at {
				arc(at, end, rx, ry, v[2], v[3] == 1, v[4] == 1, curve)
			}
		}
	}
	return path
}

// arc draws a part of an ellipse as curves of a quarter at most (SVG 2 §B.2).
func arc(from, to Point, rx, ry, degrees float64, large, clockwise bool, curve func(a, b, end Point)) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	circle := Matrix{cos / rx, -sin / ry, sin / rx, cos / ry} // makes the ellipse a circle of radius 1 or more
	ellipse := Matrix{cos * rx, sin * rx, -sin * ry, cos * ry}
	a, b := circle.apply(from), circle.apply(to)
	half := Point{}.plus(b.plus(a, -1), .5)
	square := half.X*half.X + half.Y*half.Y
	away := math.Sqrt(max(0, 1/square-1))
	if large == clockwise {
		away = -away
	}
	center := a.plus(half, 1).plus(Point{-half.Y, half.X}, away)
	angle := math.Atan2(a.Y-center.Y, a.X-center.X)
	turn := math.Atan2(b.Y-center.Y, b.X-center.X) - angle
	if clockwise && turn < 0 {
		turn += 2 * math.Pi
	} else if !clockwise && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := max(1, math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-6))
	reach := 4. / 3 * math.Tan(turn/n/4)
	for i := 1.0; i <= n; i++ {
		y0, x0 := math.Sincos(angle + turn*(i-1)/n)
		y1, x1 := math.Sincos(angle + turn*i/n)
		point := func(x, y float64) Point {
			return ellipse.apply(center.plus(Point{x, y}, math.Sqrt(max(1, square))))
		}
		end := to
		if i < n {
			end = point(x1, y1)
		}
		curve(point(x0-reach*y0, y0+reach*x0), point(x1+reach*y1, y1-reach*x1), end)
	}
}

// transformCounts holds how many numbers each transform takes.
var transformCounts = map[string]string{"matrix": "6", "translate": "1 2", "scale": "1 2", "rotate": "1 3",
	"skewX": "1", "skewY": "1"}

// transform reads a list of transforms.
func (r *svgReader) transform(s string) Matrix {
	m := Matrix{1, 0, 0, 1}
	if !transformsForm.MatchString(s) {
		r.refuse("transform " + s)
	}
	for _, t := range transformForm.FindAllStringSubmatch(s, -1) {
		list, ok := numbers(t[2])
		if !ok || !slices.Contains(strings.Fields(transformCounts[t[1]]), strconv.Itoa(len(list))) {
			r.refuse("transform " + s)
			break
		}
		v := append(list, 0, 0)
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		switch t[1] {
		case "matrix":
			m = m.times(Matrix(v))
		case "translate":
			m = m.times(Matrix{1, 0, 0, 1, v[0], v[1]})
		case "scale":
			m = m.times(Matrix{v[0], 0, 0, v[len(list)-1]})
		case "rotate":
			m = m.times(Matrix{cos, sin, -sin, cos, v[1] - cos*v[1] + sin*v[2], v[2] - sin*v[1] - cos*v[2]})
		case "skewX":
			m = m.times(Matrix{1, 0, sin / cos, 1})
		case "skewY":
			m = m.times(Matrix{1, sin / cos, 0, 1})
		}
	}
	return m
}
