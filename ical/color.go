package ical

import (
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/daysheet/daysheet/agenda"
)

// colorName names the color of RFC 7986 §5.9 that comes nearest to one like "#1e90ff", as COLOR knows names
// only.
func colorName(hex string) string {
	c, err := agenda.ParseColor(hex)
	if err != nil {
		return ""
	}
	best, least := "", math.MaxInt
	for _, name := range colornames.Names {
		if d := distance(c, colornames.Map[name]); d < least {
			best, least = name, d
		}
	}
	return best
}

// hexColor is a color as Apple's calendar takes it, "#1E90FF", or nothing.
func hexColor(hex string) string {
	c, err := agenda.ParseColor(hex)
	if err != nil {
		return ""
	}
	return strings.ToUpper(c.String())
}

// distance weighs red, green and blue about as the eye does: by 2, 4 and 3.
func distance(a agenda.Color, b color.RGBA) int {
	square := func(x, y uint8) int { return (int(x) - int(y)) * (int(x) - int(y)) }
	return 2*square(a.R, b.R) + 4*square(a.G, b.G) + 3*square(a.B, b.B)
}
