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
		f, _, err := Parse(strings.NewReader("name: A\nzone: UTC\n"+tt.in), Options{})
		if err != nil || !slices.Equal(f.Settings.Fonts, tt.want) {
			t.Errorf("%q: %+v, %v", tt.in, f, err)
		}
	}
}

// A logo is one path.
func TestLogo(t *testing.T) {
	f, _, err := Parse(strings.NewReader("name: A\nzone: UTC\nlogo: pictures/our logo.svg"), Options{})
	if err != nil || f.Settings.Logo != "pictures/our logo.svg" {
		t.Errorf("%+v, %v", f, err)
	}
	two := "name: A\nzone: UTC\nlogo: [a.png, b.png]"
	if _, _, err := Read(strings.NewReader(two), Options{}); err == nil {
		t.Error("two logos are no error")
	}
}
