package eventfile

import (
	"slices"
	"strings"
	"testing"
)

// Fonts are one path or a list of them.
func TestFonts(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"fonts: fonts/NotoSansThai.ttf", []string{"fonts/NotoSansThai.ttf"}},
		{"fonts: [fonts, system]", []string{"fonts", "system"}},
		{"fonts:\n  - a b.ttc\n  - /usr/share/fonts", []string{"a b.ttc", "/usr/share/fonts"}},
	} {
		e, _, err := Read(strings.NewReader("name: A\nzone: UTC\n"+tt.in), Options{})
		if err != nil || !slices.Equal(e.Fonts, tt.want) {
			t.Errorf("%q: %q, %v", tt.in, e.Fonts, err)
		}
	}
}

// A logo is one path.
func TestLogo(t *testing.T) {
	e, _, err := Read(strings.NewReader("name: A\nzone: UTC\nlogo: pictures/our logo.svg"), Options{})
	if err != nil || e.Logo != "pictures/our logo.svg" {
		t.Errorf("%q, %v", e.Logo, err)
	}
	two := "name: A\nzone: UTC\nlogo: [a.png, b.png]"
	if _, _, err := Read(strings.NewReader(two), Options{}); err == nil {
		t.Error("two logos are no error")
	}
}
