package picture

import "math"

// Drawing is a vector picture: layers painted over each other, Y pointing down.
type Drawing struct {
	Box    Box // nothing outside it is shown
	Seen   Box // the part of Box that white paper shows
	Layers []Layer
}

// Layer is a path that is filled or stroked. Its first stop is its colour where it has no gradient.
type Layer struct {
	Path      []Segment
	Transform Matrix // from the units of Path and Line to those of the drawing
	EvenOdd   bool   // the rule by which a path is filled; else it is non-zero
	Line      *Line  // nil fills the path
	Gradient  *Gradient
	Stops     []Stop // in the order of their offsets
}

// Segment continues a path: 'M' at a new start, 'L' along a line, 'C' along a cubic curve, 'Z' to the start.
type Segment struct {
	Op byte
	To []Point // where it ends, after the control points of a curve
}

// Line is how a path is stroked. Cap and Join are words of SVG.
type Line struct {
	Width, MiterLimit, DashOffset float64
	Cap, Join                     string
	Dashes                        []float64
}

// Gradient is where the stops of a layer lie.
type Gradient struct {
	Coords    []float64 // x and y of two points, or x, y and radius of two circles
	Transform Matrix    // from Coords to the units of the drawing
}

// Stop is a colour of sRGB. All its values are from 0 to 1.
type Stop struct {
	Offset, Opacity float64
	RGB             [3]float64
}

// Point is a point in any units.
type Point struct{ X, Y float64 }

func (p Point) plus(q Point, times float64) Point { return Point{p.X + q.X*times, p.Y + q.Y*times} }

// Matrix maps x, y to ax+cy+e, bx+dy+f, its elements being a to f.
type Matrix [6]float64

func (m Matrix) apply(p Point) Point {
	return Point{m[0]*p.X + m[2]*p.Y + m[4], m[1]*p.X + m[3]*p.Y + m[5]}
}

// times returns the matrix that applies n first and m then.
func (m Matrix) times(n Matrix) Matrix {
	o := m.apply(Point{n[4], n[5]})
	return Matrix{m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3], o.X, o.Y}
}

// Box is a rectangle from its least coordinates to its greatest.
type Box struct{ X0, Y0, X1, Y1 float64 }

// within returns what the boxes have in common.
func (b Box) within(c Box) Box {
	return Box{max(b.X0, c.X0), max(b.Y0, c.Y0), min(b.X1, c.X1), min(b.Y1, c.Y1)}
}

// trace returns the box of a path, or of what a line paints of it, where m places it; how long the path is; and
// whether a part of it has no length. A curve is taken for so many lines that a thousandth of it is missed.
func trace(path []Segment, line Line, m Matrix) (box Box, length float64, dot bool) {
	box = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	add := func(p Point) {
		p = m.apply(p)
		box = Box{min(box.X0, p.X), min(box.Y0, p.Y), max(box.X1, p.X), max(box.Y1, p.Y)}
	}
	half := line.Width / 2
	// a and b are the directions before p and after it, half as long as the line is wide.
	corner := func(p, a, b Point) {
		across := Point{-a.Y - b.Y, a.X + b.X}
		size := max(math.Hypot(across.X, across.Y), half/1000, 1e-12)
		reach := 0.5
		if line.Join == "miter" && 2*half <= line.MiterLimit*size {
			reach = 2 * half / size * half / size
		} else if line.Join == "round" {
			reach = half / size
		}
		add(p.plus(across, reach))
		add(p.plus(across, -reach))
	}
	var start, at, first, before Point
	for i, s := range path {
		to, steps := s.To, 1
		switch s.Op {
		case 'M':
			start, at, first, before = to[0], to[0], Point{}, Point{}
			continue
		case 'C':
			steps = 24
		case 'Z':
			to = []Point{start}
		}
		ends := s.Op != 'Z' && (i+1 == len(path) || path[i+1].Op == 'M')
		for from, k := at, 1; k <= steps; k++ {
			p := bezier(from, to, float64(k)/float64(steps))
			way := p.plus(at, -1)
			long := math.Hypot(way.X, way.Y)
			if long == 0 {
				continue
			}
			next := Point{}.plus(way, half/long)
			length += long
			if first == (Point{}) {
				first, before = next, next
			}
			corner(at, before, next)
			corner(p, next, next)
			if ends && k == steps && line.Cap != "butt" {
				corner(p.plus(next, 1), next, next)
				corner(start.plus(first, -1), first, first)
			}
			at, before = p, next
		}
		if s.Op == 'Z' {
			corner(start, before, first)
		}
		dot = dot || half > 0 && first == (Point{}) && (ends || s.Op == 'Z')
	}
	return box, length, dot
}

// bezier returns the point at t, from 0 to 1, of a line or curve.
func bezier(from Point, to []Point, t float64) Point {
	u := 1 - t
	if len(to) == 1 {
		return Point{}.plus(from, u).plus(to[0], t)
	}
	return Point{}.plus(from, u*u*u).plus(to[0], 3*u*u*t).plus(to[1], 3*u*t*t).plus(to[2], t*t*t)
}
