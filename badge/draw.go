package badge

import (
	"cmp"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// roles maps the texts of a page to their structure types. A text that is not here is a paragraph.
var roles = map[string]pdf.Role{
	"event's name": pdf.Title, "day": pdf.Heading, "heading": pdf.Heading, "programme": pdf.Heading,
	"title": pdf.Subheading,
}

// unread are the texts that serve the eye alone.
var unread = map[string]bool{"page": true, "event": true, "continued": true, "fold's word": true}

// hairline is the thickness of the outline of a light colour, in mm: half a point.
const hairline = 0.18

// draw draws the boxes with their origin at x, y.
func draw(c *pdf.Canvas, x, y float64, boxes []compose.Box) {
	for len(boxes) > 0 {
		n := 1
		for boxes[0].Kind == compose.Words && n < len(boxes) && boxes[n].Follows {
			n++
		}
		one := boxes[:n]
		boxes = boxes[n:]
		switch b := one[0]; {
		case b.Kind == compose.Code:
			bits, side := b.Code.Mask()
			c.Tag(pdf.Figure, b.Text, func() { c.Mask(x+b.X, y+b.Y, b.W, bits, side) })
		case b.Kind == compose.Picture:
			c.Tag(pdf.Figure, b.Text, func() { c.Image(b.Image.(*pdf.Image), x+b.X, y+b.Y, b.W, b.H) })
		case b.Kind == compose.Band && b.Text == "", b.Kind == compose.Rule, unread[b.What]:
			drawAll(c, x, y, one)
		default:
			c.Tag(cmp.Or(roles[b.What], pdf.Paragraph), "", func() { drawAll(c, x, y, one) })
		}
	}
}

func drawAll(c *pdf.Canvas, x, y float64, boxes []compose.Box) {
	for i, b := range boxes {
		color := pdf.Color(b.Color)
		switch b.Kind {
		case compose.Band:
			c.Fill(x+b.X, y+b.Y, b.W, b.H, color)
			if b.Outlined {
				outline := pdf.Color(compose.Second)
				c.Fill(x+b.X, y+b.Y, b.W, hairline, outline)
				c.Fill(x+b.X, y+b.Bottom()-hairline, b.W, hairline, outline)
				c.Fill(x+b.X, y+b.Y, hairline, b.H, outline)
				c.Fill(x+b.Right()-hairline, y+b.Y, hairline, b.H, outline)
			}
			c.Text(b.Face, b.Size, x+b.Start, y+b.Base, pdf.Color(compose.TextOn(b.Color)), b.Text)
		case compose.Rule:
			c.Fill(x+b.X, y+b.Bottom()-compose.RuleWeight, b.W, compose.RuleWeight, color)
		case compose.Words:
			c.Text(b.Face, b.Size, x+b.Start, y+b.Base, color, b.Text)
			if i+1 < len(boxes) && !strings.HasSuffix(b.Text, "-") {
				// The end of a line parts two words for whoever sees it only.
				end := b.Start + b.Face.Width(b.Text)*b.Size*typeset.MM
				c.Text(b.Face, b.Size, x+end, y+b.Base, color, " ")
			}
		}
	}
}
