package picture

import (
	"cmp"
	"fmt"
	"math"
	"math/cmplx"
	"regexp"
	"strconv"
	"strings"
)

// matrix maps x, y to ax+cy+e, bx+dy+f, its elements being a to f. Points are complex: x+yi.
type matrix [6]float64

func (m matrix) apply(p complex128) complex128 {
	return complex(m[0]*real(p)+m[2]*imag(p)+m[4], m[1]*real(p)+m[3]*imag(p)+m[5])
}

// times returns the matrix that applies n first and m then.
func (m matrix) times(n matrix) matrix {
	o := m.apply(complex(n[4], n[5]))
	return matrix{m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3], real(o), imag(o)}
}

// area returns the area of what was a square of 1 by 1.
func (m matrix) area() float64 { return math.Abs(m[0]*m[3] - m[1]*m[2]) }

// Box is a rectangle from its least coordinates to its greatest.
type Box struct{ X0, Y0, X1, Y1 float64 }

// nowhere is the box of no point.
var nowhere = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *Box) add(p complex128) {
	*b = Box{min(b.X0, real(p)), min(b.Y0, imag(p)), max(b.X1, real(p)), max(b.Y1, imag(p))}
}

// nearest returns the point of the box that is nearest to p.
func (b *Box) nearest(p complex128) complex128 {
	return complex(min(max(real(p), b.X0), b.X1), min(max(imag(p), b.Y0), b.Y1))
}

var (
	numberForm    = regexp.MustCompile(`^[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`)
	flagForm      = regexp.MustCompile(`^[\s,]*([01])`)
	transformForm = regexp.MustCompile(`([a-zA-Z]+)\s*\(([^()]*)\)`)
)

// argumentCounts holds how many numbers each command of a path takes (SVG 2 §9.3).
var argumentCounts = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7,
	'Z': 0}

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
		if !ok {
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

// fraction reads a number, or as many percent.
func (r *svgReader) fraction(s string) float64 {
	if digits, percent := strings.CutSuffix(s, "%"); percent {
		return r.length(digits) / 100
	}
	return r.length(s)
}

// pathData writes a shape as the data of a path, which is empty where nothing is to be seen.
func (r *svgReader) pathData(shape string, style map[string]string) string {
	number := func(values ...string) float64 { return r.length(cmp.Or(append(values, "0")...)) }
	x, y, w, h := number(style["x"]), number(style["y"]), number(style["width"]), number(style["height"])
	// A corner of one radius is round (SVG 2 §7.4).
	rx, ry := number(style["r"], style["rx"], style["ry"]), number(style["r"], style["ry"], style["rx"])
	switch shape {
	case "path":
		return style["d"]
	case "line":
		return fmt.Sprintf("M%g %gL%g %g", number(style["x1"]), number(style["y1"]), number(style["x2"]),
			number(style["y2"]))
	case "polyline", "polygon":
		points := style["points"]
		if _, ok := numbers(points); !ok {
			r.refuse("points " + points)
		}
		if points == "" || shape == "polyline" {
			return strings.TrimSuffix("M"+points, "M")
		}
		return "M" + points + "z"
	case "circle", "ellipse":
		x, y, w, h = number(style["cx"])-rx, number(style["cy"])-ry, 2*rx, 2*ry
	}
	if w <= 0 || h <= 0 {
		return ""
	} else if rx <= 0 || ry <= 0 {
		rx, ry = 0, 0
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	corner := func(dx, dy float64) string { return fmt.Sprintf("a%g %g 0 0 1 %g %g", rx, ry, dx, dy) }
	return fmt.Sprintf("M%g %gh%g%sv%g%sh%g%sv%g%sz", x+rx, y, w-2*rx, corner(rx, ry),
		h-2*ry, corner(-rx, ry), 2*rx-w, corner(-rx, -ry), 2*ry-h, corner(rx, -ry))
}

// outline is a path as operators (ISO 32000-1 §8.5.2), with its box. dot says that a segment has no length.
type outline struct {
	operators []byte
	box       Box
	dot       bool
}

// draw adds an operator to a path, at being the point that it begins at.
func (o *outline) draw(at complex128, operator string, points ...complex128) {
	moved := operator == "m"
	for _, p := range points {
		o.operators = append(o.operators, decimals(real(p), imag(p))+" "...)
		moved = moved || p != at
	}
	o.dot = o.dot || !moved
	o.operators = append(o.operators, operator+"\n"...)
	if operator == "c" { // 24 lines miss a thousandth of a curve at most
		for k := range 24 {
			t := complex(float64(k)/24, 0)
			u := 1 - t
			o.box.add(u*u*u*at + 3*u*u*t*points[0] + 3*u*t*t*points[1] + t*t*t*points[2])
		}
	}
	o.box.add(points[len(points)-1])
}

// path reads the data of a path.
func (r *svgReader) path(d string) outline {
	o := outline{box: nowhere}
	var start, at, control complex128 // control is the last one of a curve, which the next one may mirror
	var command, before byte
	to := func(operator string, points ...complex128) {
		if before == 'Z' { // the next subpath begins where the last one did
			o.draw(at, "m", at)
		}
		before = 0
		o.draw(at, operator, points...)
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
		ok = ok && known && (o.operators != nil || op == 'M') && r.err == nil
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
			return o
		}
		origin, mirrored := 0i, at
		if command != op {
			origin = at
		}
		if strings.Contains("SC SS TQ TT", string([]byte{op, before})) {
			mirrored = 2*at - control
		}
		point := func(i int) complex128 { return origin + complex(v[i], v[i+1]) }
		switch end := point(max(n-2, 0)); op {
		case 'M':
			before, start = 0, end
			to("m", end)
			command-- // what follows without a letter is lines
		case 'Z':
			o.dot = o.dot || before == 'M'
			o.operators = append(o.operators, "h\n"...)
			at = start
		case 'L':
			to("l", end)
		case 'H':
			to("l", complex(real(origin)+v[0], imag(at)))
		case 'V':
			to("l", complex(real(at), imag(origin)+v[0]))
		case 'C':
			control = point(2)
			to("c", point(0), control, end)
		case 'S':
			control = point(0)
			to("c", mirrored, control, end)
		case 'Q', 'T':
			if control = mirrored; op == 'Q' {
				control = point(0)
			}
			to("c", (at+2*control)/3, (end+2*control)/3, end)
		case 'A':
			if rx, ry := math.Abs(v[0]), math.Abs(v[1]); end != at && rx*ry == 0 {
				to("l", end)
			} else if end != at {
				arc(at, end, rx, ry, v[2], v[3] == 1, v[4] == 1, to)
			}
		}
		before = op
	}
	return o
}

// arc draws a part of an ellipse as curves of a quarter at most (SVG 2 §B.2).
func arc(from, end complex128, rx, ry, degrees float64, large, clockwise bool,
	to func(string, ...complex128)) {
	// circle makes the ellipse a circle of radius 1 or more, and ellipse takes that back.
	rotation := cmplx.Rect(1, degrees*math.Pi/180)
	circle := func(p complex128) complex128 { p /= rotation; return complex(real(p)/rx, imag(p)/ry) }
	ellipse := func(p complex128) complex128 { return complex(real(p)*rx, imag(p)*ry) * rotation }
	a, b := circle(from), circle(end)
	half := (b - a) / 2
	away := half * complex(0, math.Sqrt(max(0, 1/(real(half)*real(half)+imag(half)*imag(half))-1)))
	if large == clockwise {
		away = -away
	}
	center := a + half + away
	spoke := a - center
	turn := cmplx.Phase((b - center) / spoke)
	if clockwise && turn < 0 {
		turn += 2 * math.Pi
	} else if !clockwise && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := max(1, math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-6))
	step, reach := cmplx.Rect(1, turn/n), complex(0, 4./3*math.Tan(turn/n/4))
	for ; n > 1; n-- {
		next := spoke * step
		to("c", ellipse(center+spoke*(1+reach)), ellipse(center+next*(1-reach)), ellipse(center+next))
		spoke = next
	}
	to("c", ellipse(center+spoke*(1+reach)), ellipse(center+spoke*step*(1-reach)), end)
}

// transform reads a list of transforms.
func (r *svgReader) transform(s string) matrix {
	m := matrix{1, 0, 0, 1}
	if strings.Trim(transformForm.ReplaceAllString(s, ""), " ,\t\r\n") != "" {
		r.refuse("transform " + s)
	}
	for _, t := range transformForm.FindAllStringSubmatch(s, -1) {
		list, _ := numbers(t[2])
		v := append(list, 0, 0)
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		switch t[1] + strconv.Itoa(len(list)) {
		case "matrix6":
			m = m.times(matrix(v))
		case "translate1", "translate2":
			m = m.times(matrix{1, 0, 0, 1, v[0], v[1]})
		case "scale1", "scale2":
			m = m.times(matrix{v[0], 0, 0, v[len(list)-1]})
		case "rotate1", "rotate3":
			m = m.times(matrix{cos, sin, -sin, cos, v[1] - cos*v[1] + sin*v[2], v[2] - sin*v[1] - cos*v[2]})
		case "skewX1":
			m = m.times(matrix{1, 0, sin / cos, 1})
		case "skewY1":
			m = m.times(matrix{1, sin / cos, 0, 1})
		default:
			r.refuse("transform " + s)
			return m
		}
	}
	return m
}
