package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"
)

// halves is red at the left, half transparent blue at the right, with a green pixel in the top left corner.
func halves(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{0xff, 0, 0, 0xff}
			if x >= width/2 {
				c = color.NRGBA{0, 0, 0xff, 0x80}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	m.SetNRGBA(0, 0, color.NRGBA{0, 0xff, 0, 0xff})
	return m
}

func asPNG(t testing.TB, m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t testing.TB, m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, file []byte, mm float64) *Image {
	t.Helper()
	i, err := ReadImage(bytes.NewReader(file), mm)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestImage(t *testing.T) {
	logo, photo := read(t, asPNG(t, halves(40, 20)), 40), read(t, asJPEG(t, halves(32, 64)), 40)
	again := read(t, asPNG(t, halves(40, 20)), 40)
	d := sample(5)
	var want []byte
	for _, d.workers = range []int{1, 3} {
		got := print(t, d, func(page int, c *Canvas) error {
			c.Fill(0, 0, 105, 148, Color{0xff, 0xff, 0})
			w, h := logo.Within(40, 40)
			c.Image(logo, 10, 10, w, h)
			if page > 2 {
				c.Image(photo, 60, 100, 20, 40)
				c.Image(again, 10, 100, w, h)
			}
			return nil
		})
		if want != nil && !bytes.Equal(want, got) {
			t.Error("another number of workers gives other bytes")
		}
		want = got
	}
	if n := bytes.Count(want, []byte("/Subtype/Image")); n != 3 { // logo, its mask, photo
		t.Errorf("%d images are in the file", n)
	}
	file := valid(t, want)
	run(t, "pdftoppm", "-r", "25.4", "-png", "-f", "4", file, strings.TrimSuffix(file, ".pdf"))
	page := decodeFile(t, strings.TrimSuffix(file, ".pdf")+"-4.png")
	for _, tt := range []struct {
		name string
		x, y int // mm
		want color.NRGBA
	}{
		{"paper", 5, 5, color.NRGBA{0xff, 0xff, 0, 0xff}},
		{"logo", 15, 20, color.NRGBA{0xff, 0, 0, 0xff}},
		{"logo, half transparent", 40, 20, color.NRGBA{0x80, 0x80, 0x80, 0xff}},
		{"photo", 65, 130, color.NRGBA{0xff, 0, 0, 0xff}},
		{"the same logo", 15, 110, color.NRGBA{0xff, 0, 0, 0xff}},
	} {
		if got := color.NRGBAModel.Convert(page.At(tt.x, tt.y)).(color.NRGBA); !near(got, tt.want) {
			t.Errorf("%s is %v, want %v", tt.name, got, tt.want)
		}
	}
}

func near(a, b color.NRGBA) bool {
	apart := func(x, y uint8) bool { return max(x, y)-min(x, y) > 8 }
	return !apart(a.R, b.R) && !apart(a.G, b.G) && !apart(a.B, b.B)
}

func decodeFile(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What an image says of its colours in the PDF is how many its JPEG has, also where it was turned.
func TestGreyPhoto(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	i := read(t, asJPEG(t, m), 100)
	got, err := jpeg.Decode(bytes.NewReader(i.data))
	if err != nil {
		t.Fatal(err)
	}
	if _, grey := got.(*image.Gray); !grey || !strings.Contains(i.dict, "/DeviceGray") {
		t.Errorf("%T in %s", got, i.dict)
	}
}

func FuzzReadImage(f *testing.F) {
	f.Add(asPNG(f, halves(20, 10)))
	f.Add(asJPEG(f, halves(20, 10)))
	f.Add([]byte(`<svg viewBox="0 0 9 9"><circle r="9"/></svg>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		i, err := ReadImage(bytes.NewReader(file), 1)
		if err == nil {
			print(t, sample(1), func(_ int, c *Canvas) error { c.Image(i, 1, 1, 1, 1); return nil })
		}
	})
}
