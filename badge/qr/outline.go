package qr

import "image"

// Outline gives the black parts of the code as closed polygons, for drawing as one path: parts that touch are
// one, so that no viewer and no printer shows a seam between modules. Corners are in modules from the top
// left of the quiet zone; edges are horizontal and vertical by turns, the first goes right and the last, back
// to the first corner, is vertical. With y pointing down, parts run clockwise and holes in them the other
// way, so that both fill rules, nonzero and even-odd, fill the same.
func (c *Code) Outline() [][]image.Point {
	var (
		polygons [][]image.Point
		corners  []image.Point
		seen     = make([]bool, c.side*c.side) // modules whose upper edge has been drawn
	)
	for y := Quiet; y < c.side-Quiet; y++ {
		for x := Quiet; x < c.side-Quiet; x++ {
			// A corner at the top left of a part, or at the bottom right of a hole.
			if c.bit(x, y) && !c.bit(x, y-1) && !seen[y*c.side+x] {
				first := len(corners)
				corners = c.trace(image.Pt(x, y), corners, seen)
				polygons = append(polygons, corners[first:len(corners):len(corners)])
			}
		}
	}
	return polygons
}

// trace appends the corners of the polygon that goes right from start, which has black to its right hand.
// Where two parts touch at a corner only, they stay two.
func (c *Code) trace(start image.Point, corners []image.Point, seen []bool) []image.Point {
	right := image.Pt(1, 0)
	p, ahead := start, right
	for {
		corners = append(corners, p)
		for straight := true; straight; {
			if ahead == right {
				seen[p.Y*c.side+p.X] = true
			}
			p = p.Add(ahead)
			hand := image.Pt(-ahead.Y, ahead.X) // to the right
			switch {
			case !c.bitAt(p, ahead.Add(hand)):
				ahead, straight = hand, false
			case c.bitAt(p, ahead.Sub(hand)):
				ahead, straight = image.Pt(-hand.X, -hand.Y), false
			}
		}
		if p == start && ahead == right {
			return corners
		}
	}
}

// bitAt is the bit of the module that lies from a corner towards a diagonal.
func (c *Code) bitAt(corner, diagonal image.Point) bool {
	return c.bit(corner.X+(diagonal.X-1)/2, corner.Y+(diagonal.Y-1)/2)
}
