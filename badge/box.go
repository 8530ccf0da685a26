package badge

import (
	"cmp"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
)

// A box is one thing with its place on a label or page. What goes where is decided as a list of boxes first,
// which tests can check, and drawn afterwards. Lengths are in mm from the top left corner; everything that
// is drawn lies inside.
type box struct {
	kind       kind
	what       string // the field it shows, for tests and errors
	x, y, w, h float64

	face     typeset.Face // words, and the word on a band
	size     float64      // pt
	start    float64      // where the baseline begins
	base     float64
	text     string    // of a code or a picture: what is read out for it
	follows  bool      // the line before, as one text
	color    pdf.Color // of the words, the rule or the band
	outlined bool      // a band whose colour paper would swallow
	code     *qr.Code
	image    *pdf.Image
}

type kind int

const (
	words kind = iota
	band       // a rectangle of colour with a word on it, which may be empty
	rule       // a line along the bottom of the box: a blank to write on, or a fold
	code       // a QR code with its quiet zone
	picture
)

// ruleWeight is the thickness of a rule, in mm: three quarters of a point.
const ruleWeight = 0.25

// hairline is the thickness of the outline of a light colour, in mm: half a point.
const hairline = 0.18

// line makes the box of a line of text whose letters stand on x, however much room the first leaves at its
// left.
func line(what string, face typeset.Face, size, x, base float64, color pdf.Color, text string) box {
	mm := size * typeset.MM
	e := face.Extent(text)
	return box{kind: words, what: what, x: x, y: base - e.Ascent*mm, w: (e.Width - e.Left) * mm,
		h: (e.Ascent + e.Descent) * mm, face: face, size: size, start: x - e.Left*mm, base: base, text: text,
		color: color}
}

// lineEnding is line with the text's end at x.
func lineEnding(what string, face typeset.Face, size, x, base float64, color pdf.Color, text string) box {
	b := line(what, face, size, 0, base, color, text)
	width := face.Width(text) * size * typeset.MM
	b.x, b.start, b.w = x-width, x-width, width
	return b
}

// blank makes a ruled blank to write on: h mm of room over a rule that lies where text would stand.
func blank(what string, x, base, w, h float64) box {
	return box{kind: rule, what: what, x: x, y: base - h, w: w, h: h + ruleWeight, color: ink}
}

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }

// roles are what boxes are to those who have the page read to them. A text that is not here is a paragraph.
var roles = map[string]pdf.Role{
	"event's name": pdf.Title, "day": pdf.Heading, "heading": pdf.Heading, "programme": pdf.Heading,
	"title": pdf.Subheading,
}

// unread are the texts that serve the eye alone.
var unread = map[string]bool{"page": true, "event": true, "continued": true, "fold's word": true}

// draw draws the boxes with their origin at x, y.
func draw(c *pdf.Canvas, x, y float64, boxes []box) {
	for len(boxes) > 0 {
		n := 1
		for boxes[0].kind == words && n < len(boxes) && boxes[n].follows {
			n++
		}
		one := boxes[:n]
		boxes = boxes[n:]
		switch b := one[0]; {
		case b.kind == code:
			bits, side := b.code.Mask()
			c.Tag(pdf.Figure, b.text, func() { c.Mask(x+b.x, y+b.y, b.w, bits, side) })
		case b.kind == picture:
			c.Tag(pdf.Figure, b.text, func() { c.Image(b.image, x+b.x, y+b.y, b.w, b.h) })
		case b.kind == band && b.text == "", b.kind == rule, unread[b.what]:
			drawAll(c, x, y, one)
		default:
			c.Tag(cmp.Or(roles[b.what], pdf.Paragraph), "", func() { drawAll(c, x, y, one) })
		}
	}
}

func drawAll(c *pdf.Canvas, x, y float64, boxes []box) {
	for i, b := range boxes {
		switch b.kind {
		case band:
			c.Fill(x+b.x, y+b.y, b.w, b.h, b.color)
			if b.outlined {
				c.Fill(x+b.x, y+b.y, b.w, hairline, second)
				c.Fill(x+b.x, y+b.bottom()-hairline, b.w, hairline, second)
				c.Fill(x+b.x, y+b.y, hairline, b.h, second)
				c.Fill(x+b.right()-hairline, y+b.y, hairline, b.h, second)
			}
			c.Text(b.face, b.size, x+b.start, y+b.base, on(b.color), b.text)
		case rule:
			c.Fill(x+b.x, y+b.bottom()-ruleWeight, b.w, ruleWeight, b.color)
		case words:
			c.Text(b.face, b.size, x+b.start, y+b.base, b.color, b.text)
			if i+1 < len(boxes) && !strings.HasSuffix(b.text, "-") {
				// The end of a line parts two words for whoever sees it only.
				end := b.start + b.face.Width(b.text)*b.size*typeset.MM
				c.Text(b.face, b.size, x+end, y+b.base, b.color, " ")
			}
		}
	}
}
