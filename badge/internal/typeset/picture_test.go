package typeset

import (
	"image"
	stdcolor "image/color"
	"strings"
	"testing"

	"eliasnaur.com/font/noto/emoji/color"
	"github.com/google/go-cmp/cmp"
	"github.com/jung-kurt/gofpdf"
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
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.SetCompression(false)
		pdf.AddPage()
		pen := NewPen(pdf)
		if err := pen.Text(Bold.In(fonts), 20, 10, 10, text); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, g := range Bold.In(fonts).shape(text).glyphs {
			if p := g.form.Picture; p != nil {
				n++
				size := p.Width * p.Height
				if size == 0 || len(p.Colors) != 3*size || len(p.Covers) != size {
					t.Errorf("%q: %d × %d pixels of %d and %d octets", text, p.Width, p.Height,
						len(p.Colors), len(p.Covers))
				}
				if !strings.HasSuffix(string(g.form.Content), "cm/"+PictureName+" Do") {
					t.Errorf("%q: %q", text, g.form.Content)
				}
			}
		}
		if n != pictures {
			t.Errorf("%q: %d pictures, want %d", text, n, pictures)
		}
	}
}

// What a picture stands for is copied, though it takes two codes.
func TestActualText(t *testing.T) {
	fonts := opened(t, color.TTF)
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.AddPage()
	tpl := pdf.CreateTemplate(func(tpl *gofpdf.Tpl) {
		pen := NewPen(&tpl.Fpdf)
		if err := pen.Text(Bold.In(fonts), 20, 10, 10, "A🦄"); err != nil {
			t.Error(err)
		}
	})
	const want = "/Span<</ActualText<feff0041d83edd84>>>BDC"
	if !strings.Contains(string(tpl.Bytes()), want) {
		t.Errorf("%s is not in %s", want, tpl.Bytes())
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
