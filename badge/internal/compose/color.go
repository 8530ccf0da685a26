package compose

import (
	"math"

	"github.com/daysheet/daysheet/agenda"
)

// The tones of everything that is not a ticket type: text, and what stands behind it.
var (
	Ink    = agenda.Color{}
	White  = agenda.Color{R: 0xff, G: 0xff, B: 0xff}
	Second = agenda.Color{R: 0x55, G: 0x55, B: 0x55} // 7.5:1 on white
	Faint  = agenda.Color{R: 0x99, G: 0x99, B: 0x99} // rules only
)

// TextOn is the colour of text on c: white or black, whichever has more contrast, which is 4.58:1 at least.
func TextOn(c agenda.Color) agenda.Color {
	if Contrast(c, White) >= Contrast(c, Ink) {
		return White
	}
	return Ink
}

// Light reports whether c lacks the contrast with paper that what carries meaning needs: 3:1 (WCAG 2.2,
// 1.4.11). It gets an outline.
func Light(c agenda.Color) bool { return Contrast(c, White) < 3 }

// Contrast is the ratio that WCAG 2.2 defines, from 1 to 21.
func Contrast(a, b agenda.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c agenda.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
