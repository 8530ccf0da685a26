package picture

import (
	"math"
	"slices"
)

// Drawing is a vector picture: layers painted over each other, Y pointing down.
type Drawing struct {
	Box    Box // nothing outside it is shown
	Seen   Box // the part of Box that white paper shows
	Layers []Layer
}

// Layer is a path that is filled or stroked. Its first stop is its colour where it has no gradient.
type Layer struct {
	Path      []Subpath
	Transform Matrix // from the units of Path and Line to those of the drawing
	EvenOdd   bool   // the rule by which a path is filled; else it is non-zero
	Line      *Line  // nil fills the path
	Gradient  *Gradient
	Stops     []Stop // in the order of their offsets
}

// Subpath is a run of segments. Each holds the point to which a line leads, or three that end a cubic curve.
type Subpath struct {
	Start    Point
	Segments [][]Point
	Closed   bool
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

// Stop is a colour of sRGB. Offset and Opacity are from 0 to 1.
type Stop struct {
	Offset, Opacity float64
	R, G, B         uint8
}

// Point is a point in any units.
type Point struct{ X, Y float64 }

// toward returns the point at t on the line from p, 0, to q, 1.
func (p Point) toward(q Point, t float64) Point { return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t} }

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

// trace returns how long a path is at most, whether a part of it has no length, and the box of what a line
// paints of it where m places it, as if its ends were round. A curve is taken for 24 lines, which miss a
// thousandth of it at most.
func trace(path []Subpath, m Matrix, line Line) (box Box, length float64, dot bool) {
	box = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	half := line.Width / 2
	add := func(p Point, around float64) {
		p = m.apply(p)
		x, y := around*math.Hypot(m[0], m[2]), around*math.Hypot(m[1], m[3])
		box = Box{min(box.X0, p.X-x), min(box.Y0, p.Y-y), max(box.X1, p.X+x), max(box.Y1, p.Y+y)}
	}
	for _, s := range path {
		segments := s.Segments
		if s.Closed && segments != nil { // and once more around its first corner
			segments = slices.Concat(segments, [][]Point{{s.Start}, segments[0][:1]})
		}
		add(s.Start, half)
		before, last, way := length, s.Start, Point{}
		for _, points := range segments {
			from, steps := last, 1
			if len(points) == 3 {
				steps = 24
			}
			for k := 1; k <= steps; k++ {
				p, t := points[0], float64(k)/float64(steps)
				if len(points) == 3 {
					a, b, c := from.toward(p, t), p.toward(points[1], t), points[1].toward(points[2], t)
					p = a.toward(b, t).toward(b.toward(c, t), t)
				}
				long := math.Hypot(p.X-last.X, p.Y-last.Y)
				if long == 0 {
					continue
				}
				next := Point{(p.X - last.X) / long, (p.Y - last.Y) / long}
				sin, cos := way.X*next.Y-way.Y*next.X, way.X*next.X+way.Y*next.Y
				if line.Join == "miter" && sin != 0 && line.MiterLimit*line.MiterLimit*(1+cos) >= 2 {
					reach := half / math.Abs(sin)
					add(Point{last.X + (way.X-next.X)*reach, last.Y + (way.Y-next.Y)*reach}, 0)
				}
				add(p, half)
				length, last, way = length+long, p, next
			}
		}
		dot = dot || length == before
	}
	return box, length, dot
}
