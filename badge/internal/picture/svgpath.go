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

// argumentCounts holds how many numbers each command of a path takes (SVG 2 §9.3), and each transform.
var (
	argumentCounts = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7,
		'Z': 0}
	transformCounts = map[string]string{"matrix": "6", "translate": "1 2", "scale": "1 2", "rotate": "1 3",
		"skewX": "1", "skewY": "1"}
)

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
	points := e.attr("points")
	_, ok := numbers(points)
	switch round := rx > 0 && ry > 0; e.name() {
	case "path":
		return e.attr("d")
	case "line":
		return fmt.Sprintf("M%g %gL%g %g", number("x1"), number("y1"), number("x2"), number("y2"))
	case "rect":
		if w <= 0 || h <= 0 {
			return ""
		} else if !round {
			return fmt.Sprintf("M%g %gh%gv%gh%gz", x, y, w, h, -w)
		}
		rx, ry = min(rx, w/2), min(ry, h/2)
		return fmt.Sprintf("M%g %gh%ga%[4]g %[5]g 0 0 1 %[4]g %[5]gv%[6]g"+
			"a%[4]g %[5]g 0 0 1 %[7]g %[5]gh%[8]g"+
			"a%[4]g %[5]g 0 0 1 %[7]g %[9]gv%[10]ga%[4]g %[5]g 0 0 1 %[4]g %[9]gz",
			x+rx, y, w-2*rx, rx, ry, h-2*ry, -rx, 2*rx-w, -ry, 2*ry-h)
	case "circle", "ellipse":
		if !round {
			return ""
		}
		return fmt.Sprintf("M%g %ga%[3]g %[4]g 0 0 1 %[5]g %[4]ga%[3]g %[4]g 0 0 1 %[5]g %[6]g"+
			"a%[3]g %[4]g 0 0 1 %[3]g %[6]ga%[3]g %[4]g 0 0 1 %[3]g %[4]gz",
			number("cx")+rx, number("cy"), rx, ry, -rx, -ry)
	}
	if !ok {
		r.refuse("points " + points)
	} else if points != "" {
		points = "M" + points
	}
	if points != "" && e.name() == "polygon" {
		points += "z"
	}
	return points
}

// path reads the data of a path.
func (r *svgReader) path(d string) (path []Subpath) {
	var at, control Point // control is the last one of a curve, which the next one may mirror
	var command, before byte
	to := func(points ...Point) {
		if path[len(path)-1].Closed {
			path = append(path, Subpath{Start: at})
		}
		last := &path[len(path)-1]
		last.Segments = append(last.Segments, points)
		at = points[len(points)-1]
	}
	for rest := strings.TrimSpace(d); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n\f") {
		ok := before != 'Z'
		if c := rest[0] &^ 0x20; c >= 'A' && c <= 'Z' {
			command, rest, ok = rest[0], rest[1:], true
		}
		op := command &^ 0x20
		n, known := argumentCounts[op]
		r.count(1)
		ok = ok && known && (path != nil || op == 'M') && r.err == nil
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
		origin, mirrored := Point{}, at
		if command != op {
			origin = at
		}
		if strings.Contains("SC SS TQ TT", string([]byte{op, before})) {
			mirrored = control.toward(at, 2)
		}
		point := func(i int) Point { return Point{origin.X + v[i], origin.Y + v[i+1]} }
		switch before = op; op {
		case 'M':
			at = point(0)
			path = append(path, Subpath{Start: at})
			command-- // what follows without a letter is lines
		case 'Z':
			last := &path[len(path)-1]
			last.Closed, at = true, last.Start
		case 'L':
			to(point(0))
		case 'H':
			to(Point{origin.X + v[0], at.Y})
		case 'V':
			to(Point{at.X, origin.Y + v[0]})
		case 'C':
			control = point(2)
			to(point(0), control, point(4))
		case 'S':
			control = point(0)
			to(mirrored, control, point(2))
		case 'Q', 'T':
			end := point(0)
			if control = mirrored; op == 'Q' {
				control, end = end, point(2)
			}
			to(at.toward(control, 2./3), end.toward(control, 2./3), end)
		case 'A':
			if rx, ry, end := math.Abs(v[0]), math.Abs(v[1]), point(5); rx == 0 || ry == 0 {
				to(end)
			} else if end != at {
				arc(at, end, rx, ry, v[2], v[3] == 1, v[4] == 1, to)
			}
		}
	}
	return path
}

// arc draws a part of an ellipse as curves of a quarter at most (SVG 2 §B.2).
func arc(from, end Point, rx, ry, degrees float64, large, clockwise bool, to func(...Point)) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	// circle makes the ellipse a circle of radius 1 or more, and ellipse takes that back.
	circle := Matrix{cos / rx, -sin / ry, sin / rx, cos / ry}
	ellipse := Matrix{cos * rx, sin * rx, -sin * ry, cos * ry}
	a, b := circle.apply(from), circle.apply(end)
	x, y := (b.X-a.X)/2, (b.Y-a.Y)/2
	radius := max(1, math.Hypot(x, y))
	away := math.Sqrt(max(0, 1/(x*x+y*y)-1))
	if large == clockwise {
		away = -away
	}
	center := Point{a.X + x - y*away, a.Y + y + x*away}
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
		// The point at an angle, and beyond it along the circle.
		point := func(angle, reach float64) Point {
			sin, cos := math.Sincos(angle)
			return ellipse.apply(Point{center.X + radius*(cos-reach*sin), center.Y + radius*(sin+reach*cos)})
		}
		next := angle + turn*i/n
		last := point(next, 0)
		if i == n {
			last = end
		}
		to(point(angle+turn*(i-1)/n, reach), point(next, -reach), last)
	}
}

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
