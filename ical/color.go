package ical

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// colorName names the color of RFC 7986 §5.9 that comes nearest to one like "#1e90ff", as COLOR knows names
// only.
func colorName(hex string) string {
	c, ok := parseColor(hex)
	if !ok {
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
	c, ok := parseColor(hex)
	if !ok {
		return ""
	}
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}

func parseColor(hex string) (color.RGBA, bool) {
	digits, found := strings.CutPrefix(hex, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !found || err != nil || len(digits) != 6 {
		return color.RGBA{}, false
	}
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}, true
}

// distance weighs red, green and blue about as the eye does: by 2, 4 and 3.
func distance(a, b color.RGBA) int {
	square := func(x, y uint8) int { return (int(x) - int(y)) * (int(x) - int(y)) }
	return 2*square(a.R, b.R) + 4*square(a.G, b.G) + 3*square(a.B, b.B)
}
