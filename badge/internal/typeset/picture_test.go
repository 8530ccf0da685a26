package typeset

import (
	"image"
	stdcolor "image/color"
	"testing"

	"eliasnaur.com/font/noto/emoji/color"
	"github.com/google/go-cmp/cmp"
)

// Sequences of emoji are one picture each, and stay what was written.
func TestPictures(t *testing.T) {
	fonts := opened(t, color.TTF)
	for text, pictures := range map[string]int{
		"Anna 🦄": 1, "❤\ufe0f": 1, "1\ufe0f\u20e3": 1, "#\u20e3": 1, "👩🏽\u200d🚀": 1, "🇩🇪🦄": 2,
		"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f": 1, "Team 24": 0,
	} {
		if got := fonts.Prepare(text); got.String != text {
			t.Errorf("%q: %+v", text, got)
		}
		line, err := Bold.In(fonts).Shape(text)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, g := range line.Glyphs {
			if p := g.Form.Picture; p != nil {
				n++
				size := p.Width * p.Height
				if size == 0 || len(p.Colors) != 3*size || len(p.Covers) != size {
					t.Errorf("%q: %d × %d pixels of %d and %d octets", text, p.Width, p.Height,
						len(p.Colors), len(p.Covers))
				}
			}
		}
		if n != pictures {
			t.Errorf("%q: %d pictures, want %d", text, n, pictures)
		}
	}
}

func TestPixels(t *testing.T) {
	img := image.NewNRGBA(image.Rect(3, 5, 5, 6))
	img.Set(3, 5, stdcolor.NRGBA{1, 2, 3, 255})
	img.Set(4, 5, stdcolor.NRGBA{200, 100, 50, 128})
	want := &Picture{2, 1, []byte{1, 2, 3, 200, 100, 50}, []byte{255, 128}}
	if d := cmp.Diff(want, pixels(img)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
