package agenda

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// A Color is what Event.Color and Track.Color say, in sRGB.
type Color struct{ R, G, B uint8 }

// ParseColor reads "#rrggbb" or "#rgb".
func ParseColor(s string) (Color, error) {
	digits, ok := strings.CutPrefix(s, "#")
	if ok && len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	rgb, err := hex.DecodeString(digits)
	if !ok || err != nil || len(rgb) != 3 {
		return Color{}, fmt.Errorf("%q is not a colour; write six hexadecimal digits, like #124e96", s)
	}
	return Color{rgb[0], rgb[1], rgb[2]}, nil
}

// String gives "#rrggbb" in lower case.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
