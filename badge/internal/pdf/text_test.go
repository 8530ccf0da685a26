package pdf

import (
	stdcolor "image/color"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"eliasnaur.com/font/noto/emoji/color"
	ot "github.com/go-text/typesetting/font/opentype"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// content is what a page says that draws one line of text.
func content(face typeset.Face, u *used, s string) (string, error) {
	c := Canvas{used: u, height: 297}
	c.Text(face, 20, 10, 10, Black, s)
	return string(c.content), c.err
}

func TestAppendNumber(t *testing.T) {
	for want, v := range map[string]float64{
		"0": 0.001, "-0.01": -0.005, "12": 12.004, "0.05": 0.05, "1.5": 1.499, "-7.25": -7.25,
		"841.89": 841.8898,
	} {
		if got := string(appendNumber(nil, v, 2)); got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}

// What Prepare would have taken out is refused, not drawn as a box and not a panic.
func TestTextRefuses(t *testing.T) {
	for _, s := range []string{"辻", "\U0001F680", "a\xff", "\u0915\u094d", "\U0010FFFF"} {
		if _, err := content(typeset.Bold, newUsed(), s); err == nil {
			t.Errorf("%q was drawn", s)
		}
	}
}

// What a page says depends on no page before it, and workers share what is known of glyphs.
func TestWorkersAgree(t *testing.T) {
	names := []string{"ليلى الخطيب", "Dana דנה", "Գոհարիկ", "თინათინ", "ọ̀", "Todd", "❤\ufe0f"}
	drawn := func(order []int) map[int]string {
		u := newUsed()
		out := map[int]string{}
		for _, i := range order {
			page, err := content(typeset.Bold, u, names[i])
			if err != nil {
				t.Error(err)
			}
			out[i] = page
		}
		return out
	}
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	want := drawn(order)
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			mine := slices.Concat(order[n%len(order):], order[:n%len(order)])
			for i, page := range drawn(mine) {
				if page != want[i] {
					t.Errorf("%q: %q, want %q", names[i], page, want[i])
				}
			}
		})
	}
	wait.Wait()
}

// What a picture stands for is copied, though it takes two codes, and it is drawn as a picture.
func TestActualText(t *testing.T) {
	fonts, err := typeset.Open(fstest.MapFS{"a.ttf": {Data: color.TTF}}, "", false, "a.ttf")
	if err != nil {
		t.Fatal(err)
	}
	u := newUsed()
	got, err := content(typeset.Bold.In(fonts), u, "A🦄")
	const want = "/Span<</ActualText<feff0041d83edd84>>>BDC"
	if err != nil || !strings.Contains(got, want) {
		t.Errorf("%v: %s is not in %s", err, want, got)
	}
	pictures := 0
	for _, f := range u.forms {
		if b := string(formContent(f)); f.Picture != nil {
			if pictures++; !strings.HasSuffix(b, "cm/"+pictureName+" Do") {
				t.Errorf("a picture is drawn by %q", b)
			}
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures", pictures)
	}
}

// Layers without a colour of their own have that of text, whatever stood before them.
func TestLayers(t *testing.T) {
	segments := []ot.Segment{{Op: ot.SegmentOpMoveTo}, {Op: ot.SegmentOpQuadTo,
		Args: [3]ot.SegmentPoint{{X: 300}, {X: 300, Y: 1000}}}}
	red := &stdcolor.NRGBA{R: 255, A: 255}
	f := &typeset.Form{UnitsPerEm: 1000, Layers: []typeset.Layer{{Color: red, Segments: segments},
		{Segments: segments}, {Color: red, Segments: segments}}}
	const path, fill = "0 0 m|20 0 30 33.3 30 100 c|f|", "q 1 0 0 rg|"
	got := strings.ReplaceAll(string(formContent(f)), "\n", "|")
	if want := fill + path + "Q|" + path + fill + path + "Q"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
