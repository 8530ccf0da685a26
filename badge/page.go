package badge

import (
	"strings"

	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// The grid of tickets and programmes, in mm. A page is four quarters, of A6 or a quarter of Letter; each has
// its axis, on which all letters stand, at the same distance from its left edge, as a badge has.
const (
	axis    = 14.0 // from the left edge of a quarter to the letters
	gutter  = 9.0  // from the end of a column to the fold
	times   = 22.0 // width of a column of times
	timeGap = 4.0  // from the times to the titles
)

// Sizes of type on a page, in pt.
const (
	display = 28.0 // the event's name, at most
	heading = 13.0 // the date, the venue, a holder's organization, a day, the title of a session
	body    = 10.0
	note    = 9.0 // abstracts, rooms
)

// A column is boxes set below each other. Lengths are in mm.
type column struct {
	fonts    *typeset.Fonts
	x, width float64
	y        float64 // down to which it is full
	low      float64 // how far the ink of its text reaches down
	boxes    []box
	cuts     []cut
}

// capital is the height of capitals at size pt, and leading the distance of baselines, in mm.
func capital(size float64) float64 { return size * typeset.MM * typeset.CapHeight }
func leading(size float64) float64 { return size * typeset.MM * 1.32 }

// lead is the distance of baselines within one text, in mm: less for what is large.
func lead(size float64) float64 {
	if size > 16 {
		return size * typeset.MM * 1.12
	}
	return leading(size)
}

// text sets a paragraph, the capitals of its first line space below what is above.
func (c *column) text(what string, face typeset.Face, size, space float64, color pdf.Color, s string) {
	face = face.In(c.fonts)
	lines := typeset.Wrap(s, face, size, c.width)
	c.set(what, typeset.Setting{Face: face, Size: size, Lines: lines}, space, color)
}

// next is the space that makes a line of the size follow on the one before as in one paragraph.
func next(size float64) float64 { return leading(size) - capital(size) }

// inkGap is the least room between the ink of two lines, in mm.
const inkGap = 0.1

func (c *column) set(what string, set typeset.Setting, space float64, color pdf.Color) {
	for i, s := range set.Lines {
		if i == 0 {
			c.y += space + capital(set.Size)
		} else {
			c.y += lead(set.Size)
		}
		b := line(what, set.Face, set.Size, c.x, c.y, color, s)
		b.follows = i > 0
		gap := inkGap
		if i == 0 && set.Face.Shaped(s) {
			gap += 0.12 * set.Size * typeset.MM
		}
		if under := c.low + gap - b.y; c.low > 0 && under > 0 { // marks on marks, or letters that hang low
			c.y, b.y, b.base = c.y+under, b.y+under, b.base+under
		}
		c.low = b.bottom()
		c.boxes = append(c.boxes, b)
	}
}

// field sets a text as large as it fits on so many lines, or a blank as high as one.
func (c *column) field(what string, face typeset.Face, most, least, space float64, lines int, f field,
	color pdf.Color) {
	if f.blank {
		c.y += space + capital(most)
		c.boxes = append(c.boxes, blank(what, c.x, c.y, c.width, capital(most)))
		return
	}
	set, short := largest(f.text, face.In(c.fonts), c.width, most, least, lines)
	c.set(what, set, space, color)
	if short {
		c.cuts = append(c.cuts, cut{of: what, from: f.text, to: strings.Join(set.Lines, " ")})
	}
}

// largest sets text as large as it fits into at most so many lines without a broken word; at the size least
// it breaks words, and cuts what the lines do not hold.
func largest(text string, face typeset.Face, width, most, least float64, lines int) (
	set typeset.Setting, cut bool) {
	for size := most; size >= least; size-- {
		for _, f := range []typeset.Face{face, face.Condensed()} {
			set := typeset.Setting{Face: f, Size: size, Lines: typeset.Wrap(text, f, size, width)}
			if len(set.Lines) <= lines && widestWord(text, f)*size*typeset.MM <= width {
				return set, false
			}
		}
	}
	face = face.Condensed()
	set = typeset.Setting{Face: face, Size: least, Lines: typeset.Wrap(text, face, least, width)}
	if len(set.Lines) <= lines {
		return set, false
	}
	rest := strings.Join(set.Lines[lines-1:], " ")
	last, short := typeset.Cut(rest, face, width, least)
	set.Lines = append(set.Lines[:lines-1:lines-1], last.Lines...)
	return set, short
}

func widestWord(text string, face typeset.Face) float64 {
	widest := 0.0
	for _, w := range strings.Fields(text) {
		widest = max(widest, face.Width(w))
	}
	return widest
}

// bar sets a word on a band of colour that runs in from the left edge of the page to the end of the column.
func (c *column) bar(what string, size, space float64, color pdf.Color, s string) {
	pad := 0.75 * capital(size)
	set, short := typeset.Line(s, typeset.Bold.In(c.fonts), c.width-2, size, 0.75*size)
	if short {
		c.cuts = append(c.cuts, cut{of: what, from: s, to: set.Lines[0]})
	}
	top := c.y + space
	base := top + pad + capital(size)
	set, up := onBand(set, capital(size)+pad, pad)
	w := line("", set.Face, set.Size, c.x, base-up, color, set.Lines[0])
	c.boxes = append(c.boxes, box{kind: band, what: what, y: top, w: c.x + c.width, h: capital(size) + 2*pad,
		face: w.face, size: w.size, start: w.start, base: w.base, text: w.text, color: color,
		outlined: light(color)})
	c.y = top + capital(size) + 2*pad
	c.low = c.y
}
