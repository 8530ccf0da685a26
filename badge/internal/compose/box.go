// Package compose decides what goes where on a label or a page: boxes, columns of them, names fitted into the
// room there is, and their mirror image. It is what designs share, and draws nothing.
//
//	c := compose.Column{X: 14, Width: 80, Y: 18}
//	c.Text("title", typeset.Bold, 13, 0, compose.Ink, "Streams and logs")
//	c.Field("speaker", typeset.Regular, 10, 9, 2.4, 2, compose.Field{Text: "Todd Palino"}, compose.Second)
//	for _, b := range c.Boxes { … }
//
// Lengths are in mm from the top left corner, sizes of type in pt.
package compose

import (
	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
)

// A Box is one thing with its place. Everything that is drawn lies inside.
type Box struct {
	Kind       Kind
	What       string // the field it shows
	X, Y, W, H float64

	Face     typeset.Face // of Words, and of the word on a Band
	Size     float64      // pt
	Start    float64      // where the baseline begins
	Base     float64
	Text     string       // of a Code or a Picture: what is read out for it
	Follows  bool         // the line before, as one text
	Color    agenda.Color // of the words, the rule or the band
	Outlined bool         // a band whose colour paper would swallow
	Code     *qr.Code
	Image    any // of a Picture: a *pdf.Image, which compose only places
}

// A Kind says whether a box draws words, a rectangle, a code or a picture.
type Kind int

// The kinds of boxes.
const (
	Words   Kind = iota
	Band         // a rectangle of colour with a word on it, which may be empty
	Rule         // a line along the bottom of the box: a blank to write on, or a fold
	Code         // a QR code with its quiet zone
	Picture      // an image
)

// RuleWeight is the thickness of a rule, in mm: three quarters of a point.
const RuleWeight = 0.25

// Line makes the box of a line of text whose letters stand on x, however much room the first leaves at its
// left.
func Line(what string, face typeset.Face, size, x, base float64, color agenda.Color, text string) Box {
	mm := size * typeset.MM
	e := face.Extent(text)
	return Box{Kind: Words, What: what, X: x, Y: base - e.Ascent*mm, W: (e.Width - e.Left) * mm,
		H: (e.Ascent + e.Descent) * mm, Face: face, Size: size, Start: x - e.Left*mm, Base: base, Text: text,
		Color: color}
}

// LineEnding is Line with the text's end at x.
func LineEnding(what string, face typeset.Face, size, x, base float64, color agenda.Color, text string) Box {
	b := Line(what, face, size, 0, base, color, text)
	width := face.Width(text) * size * typeset.MM
	b.X, b.Start, b.W = x-width, x-width, width
	return b
}

// Blank makes a ruled blank to write on: h mm of room over a rule that lies where text would stand.
func Blank(what string, x, base, w, h float64) Box {
	return Box{Kind: Rule, What: what, X: x, Y: base - h, W: w, H: h + RuleWeight, Color: Ink}
}

// WordOnBand makes a band with a word that stands on x, or above base and smaller where its ink needs more
// than capital and pad mm. The band runs from the left edge to x = right, pad mm above and below the
// capitals.
func WordOnBand(what string, word typeset.Setting, x, base, right, capital, pad float64,
	color agenda.Color) Box {
	const edge = 0.2
	e, room := word.Face.Extent(word.Lines[0]), capital+2*pad
	if high := (e.Ascent + e.Descent) * word.Size * typeset.MM; high > room-2*edge {
		word.Size *= (room - 2*edge) / high
	}
	up := max(0, e.Descent*word.Size*typeset.MM-pad+edge)
	w := Line(what, word.Face, word.Size, x, base-up, color, word.Lines[0])
	w.Kind, w.Outlined = Band, Light(color)
	w.X, w.Y, w.W, w.H = 0, base-capital-pad, right, room
	return w
}

// Right is the right edge of the box.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom is the lower edge of the box.
func (b Box) Bottom() float64 { return b.Y + b.H }

// Mirror turns what is on the left of a label or a page of the width to the right, so that lines end on the
// axis there. Codes and images stay as they are, at their new place.
func Mirror(boxes []Box, width float64) {
	for i := range boxes {
		b := &boxes[i]
		if b.Text != "" && (b.Kind == Words || b.Kind == Band) {
			e, em := b.Face.Extent(b.Text), b.Size*typeset.MM
			x, w := b.Start+e.Left*em, (e.Width-e.Left-e.Right)*em // of its ink
			b.Start = width - x - w - e.Left*em
			if b.Kind == Words {
				b.X, b.W = x, w
			}
		}
		b.X = width - b.X - b.W
	}
}
