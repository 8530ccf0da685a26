package compose

import (
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Field is a text to draw, or a blank to write on where it cannot be drawn.
type Field struct {
	Text  string
	Blank bool
}

// Empty reports whether there is nothing to draw.
func (f Field) Empty() bool { return f.Text == "" && !f.Blank }

// A Truncation is a text that was shortened to fit. An empty To is a blank that was left for it.
type Truncation struct {
	Of, From, To string // "family name", "Palino", "P."
	ID           string // of the session that the text is of, or nothing
}

// A Column is boxes set below each other.
type Column struct {
	Fonts       *typeset.Fonts
	X, Width    float64
	Y           float64 // down to which it is full
	Low         float64 // how far the ink of its text reaches down
	Boxes       []Box
	Truncations []Truncation
}

// Capital is the height of capitals at size pt, in mm.
func Capital(size float64) float64 { return size * typeset.MM * typeset.CapHeight }

func leading(size float64) float64 { return size * typeset.MM * 1.32 }

// Lead is the distance of baselines within one text, in mm: less for what is large.
func Lead(size float64) float64 {
	if size > 16 {
		return size * typeset.MM * 1.12
	}
	return leading(size)
}

// Next is the space that makes a line of the size follow on the one before as in one paragraph.
func Next(size float64) float64 { return leading(size) - Capital(size) }

// Text sets a paragraph, the capitals of its first line space below what is above.
func (c *Column) Text(what string, face typeset.Face, size, space float64, color agenda.Color, s string) {
	face = face.In(c.Fonts)
	lines := typeset.Wrap(s, face, size, c.Width)
	c.Set(what, typeset.Setting{Face: face, Size: size, Lines: lines}, space, color)
}

// inkGap is the least room between the ink of two lines, in mm.
const inkGap = 0.1

// Set adds lines, the capitals of the first space below what is above.
func (c *Column) Set(what string, set typeset.Setting, space float64, color agenda.Color) {
	for i, s := range set.Lines {
		if i == 0 {
			c.Y += space + Capital(set.Size)
		} else {
			c.Y += Lead(set.Size)
		}
		b := Line(what, set.Face, set.Size, c.X, c.Y, color, s)
		b.Follows = i > 0
		gap := inkGap
		if i == 0 && set.Face.Shaped(s) {
			gap += 0.12 * set.Size * typeset.MM
		}
		if under := c.Low + gap - b.Y; c.Low > 0 && under > 0 { // marks on marks, or letters that hang low
			c.Y, b.Y, b.Base = c.Y+under, b.Y+under, b.Base+under
		}
		c.Low = b.Bottom()
		c.Boxes = append(c.Boxes, b)
	}
}

// Field sets a text as large as it fits on so many lines, or a blank as high as one.
func (c *Column) Field(what string, face typeset.Face, most, least, space float64, lines int, f Field,
	color agenda.Color) {
	if f.Blank {
		c.Y += space + Capital(most)
		c.Boxes = append(c.Boxes, Blank(what, c.X, c.Y, c.Width, Capital(most)))
		return
	}
	set, short := Largest(f.Text, face.In(c.Fonts), c.Width, most, least, lines)
	c.Set(what, set, space, color)
	if short {
		c.Truncations = append(c.Truncations,
			Truncation{Of: what, From: f.Text, To: strings.Join(set.Lines, " ")})
	}
}

// Largest sets text as large as it fits into at most so many lines without a broken word; at the size least
// it breaks words, and cuts what the lines do not hold.
func Largest(text string, face typeset.Face, width, most, least float64, lines int) (
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

// Bar sets a word on a band of colour that runs in from the left edge of the page to the end of the column.
func (c *Column) Bar(what string, size, space float64, color agenda.Color, s string) {
	capital := Capital(size)
	pad := 0.75 * capital
	set, short := typeset.Line(s, typeset.Bold.In(c.Fonts), c.Width-2, size, 0.75*size)
	if short {
		c.Truncations = append(c.Truncations, Truncation{Of: what, From: s, To: set.Lines[0]})
	}
	b := WordOnBand(what, set, c.X, c.Y+space+pad+capital, c.X+c.Width, capital, pad, color)
	b.Y = c.Y + space
	c.Boxes = append(c.Boxes, b)
	c.Y = b.Bottom()
	c.Low = c.Y
}
