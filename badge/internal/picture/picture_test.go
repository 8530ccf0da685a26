package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"
)

// sample is red at the left, half transparent blue at the right, with a green pixel in the top left corner.
func sample(width, height int) *image.NRGBA {
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

// withOrientation puts an Exif segment behind the first two octets of a JPEG.
func withOrientation(file []byte, how byte) []byte {
	exif := append([]byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01"+
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00"), how, 0, 0, 0, 0, 0, 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return bytes.Join([][]byte{file[:2], segment, exif, file[2:]}, nil)
}

func read(t testing.TB, file []byte, mm float64) *Picture {
	t.Helper()
	p, err := Read(bytes.NewReader(file), mm)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The corner that is green in the file comes to where the camera says that it was.
func TestOrientation(t *testing.T) {
	m := sample(64, 32)
	for y := range 16 {
		for x := range 16 {
			m.SetNRGBA(x, y, color.NRGBA{0, 0xff, 0, 0xff})
		}
	}
	file := asJPEG(t, m)
	for how, corner := range []string{1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left",
		5: "top left", 6: "top right", 7: "bottom right", 8: "bottom left"} {
		if how == 0 {
			continue
		}
		got := read(t, withOrientation(file, byte(how)), 100).Pixels
		b := got.Bounds()
		if lies := b.Dy() > b.Dx(); lies != (how >= 5) {
			t.Errorf("%d: %v", how, b)
		}
		x, y := 4, 4
		if strings.Contains(corner, "right") {
			x = b.Dx() - 4
		}
		if strings.Contains(corner, "bottom") {
			y = b.Dy() - 4
		}
		if c := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA); c.G < 0xe0 || c.R > 0x20 {
			t.Errorf("%d: %v at the %s", how, c, corner)
		}
	}
	if how := orientation(withOrientation(file, 9)); how != 1 {
		t.Errorf("a ninth orientation is %d", how)
	}
}

// A grey photo that is turned is grey still: its dictionary says so, and how many components there are is in
// the JPEG.
func TestGreyOrientation(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = uint8(40 + i%60)
	}
	for how := byte(1); how <= 8; how++ {
		got := read(t, withOrientation(asJPEG(t, m), how), 100).Pixels
		for i := 0; i < len(got.Pix); i += 4 {
			if c := got.Pix[i:]; c[0] != c[1] || c[1] != c[2] {
				t.Fatalf("%d: a pixel is %v", how, c[:4])
			}
		}
		if want := image.Pt(60, 40); how < 5 && got.Bounds().Max != want ||
			how >= 5 && got.Bounds().Max != image.Pt(40, 60) {
			t.Errorf("%d: %v", how, got.Bounds())
		}
	}
	got := read(t, withOrientation(asJPEG(t, m), 6), 100).Pixels
	if top, bottom := got.NRGBAAt(20, 1).R, got.NRGBAAt(20, 58).R; top > 45 || bottom < 93 {
		t.Errorf("%d at the top, %d at the bottom", top, bottom)
	}
}

// A logo of thousands of pixels is averaged to what a printer shows of it.
func TestImageIsNoFinerThanPaper(t *testing.T) {
	for _, size := range []image.Point{{3000, 1500}, {300, 150}, {300, 1}} {
		want := image.Pt(300, min(size.Y, 150))
		if got := read(t, asPNG(t, sample(size.X, size.Y)), 25.4).Pixels.Bounds().Size(); got != want {
			t.Errorf("%v pixels, want %v", got, want)
		}
	}
}

// header is a PNG that says how large it is, and has no pixels.
func header(width, height uint32) []byte {
	ihdr := append([]byte("IHDR"), 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0)
	binary.BigEndian.PutUint32(ihdr[4:], width)
	binary.BigEndian.PutUint32(ihdr[8:], height)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), ihdr...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(ihdr))
}

func TestImageBounds(t *testing.T) {
	whole := asPNG(t, sample(40, 20))
	for name, tt := range map[string]struct {
		file []byte
		mm   float64
		want string
	}{
		"empty":             {nil, 40, "neither PNG nor JPEG nor SVG"},
		"text":              {[]byte("A logo"), 40, "export it as PNG"},
		"web page":          {[]byte("<!-- x -->\n<!doctype HTML>\n<html lang=en>"), 40, "it is a web page"},
		"no size":           {whole, 0, "an image of 0 mm"},
		"truncated":         {whole[:len(whole)/2], 40, "damaged; save it anew"},
		"JPEG, no more":     {[]byte("\xff\xd8\xff"), 40, "damaged; save it anew"},
		"at most pixels":    {header(1<<12, 1<<12), 40, "damaged; save it anew"}, // it has none, but may have
		"too many pixels":   {header(1<<12, 1<<12+1), 40, "4096 × 4097 pixels"},
		"very many pixels":  {header(1<<31-1, 1<<31-1), 40, "save it anew"},
		"too many octets":   {append(bytes.Clone(whole), make([]byte, maxOctets)...), 40, "16 MiB"},
		"as many as may be": {append(bytes.Clone(whole), make([]byte, maxOctets-len(whole))...), 40, ""},
		"one octet too many": {append(bytes.Clone(whole), make([]byte, maxOctets-len(whole)+1)...), 40,
			"16 MiB"},
	} {
		_, err := Read(bytes.NewReader(tt.file), tt.mm)
		if ok := err == nil; ok != (tt.want == "") || !ok && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	m := sample(20, 10)
	gray := image.NewGray16(m.Rect)
	pal := image.NewPaletted(m.Rect, color.Palette{color.Black, color.Transparent})
	for _, file := range [][]byte{asPNG(f, m), asPNG(f, gray), asPNG(f, pal), asJPEG(f, m),
		asJPEG(f, image.NewGray(m.Rect)), withOrientation(asJPEG(f, m), 6), header(100, 100)} {
		f.Add(file)
	}
	for _, tt := range svgs {
		f.Add([]byte(tt.file))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := Read(bytes.NewReader(file), 1)
		if err != nil {
			return
		}
		if w, h := shown(p); !(w > 0 && h > 0 && (p.Drawing != nil || max(w, h) <= 12)) {
			t.Fatalf("%g × %g in a millimetre", w, h)
		}
	})
}

// What white paper does not show is no part of an image, so that what is seen of it stands where it should.
func TestEdgesAreCutOff(t *testing.T) {
	white, clear := image.NewNRGBA(image.Rect(0, 0, 60, 60)), image.NewNRGBA(image.Rect(0, 0, 60, 60))
	draw.Draw(white, white.Bounds(), image.White, image.Point{}, draw.Src)
	blank := map[string][]byte{"white": asPNG(t, white), "clear": asPNG(t, clear), "photo": asJPEG(t, white),
		"SVG": []byte(`<svg viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/></svg>`)}
	for name, file := range blank {
		_, err := Read(bytes.NewReader(file), 40)
		if err == nil || !strings.Contains(err.Error(), "seen on white paper; use a darker one") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, m := range []*image.NRGBA{white, clear} {
		draw.Draw(m, image.Rect(8, 16, 40, 32), image.Black, image.Point{}, draw.Src)
	}
	for name, file := range map[string][]byte{"white": asPNG(t, white), "clear": asPNG(t, clear),
		"photo": asJPEG(t, white), "photo, turned": withOrientation(asJPEG(t, white), 3),
		"SVG": []byte(`<svg viewBox="0 0 9 9"><path d="M2 3h4v2H2z"/></svg>`)} {
		if w, h := shown(read(t, file, 40)); math.Abs(w/h-2) > 0.02 {
			t.Errorf("%s: %g × %g", name, w, h)
		}
	}
}

// shown is the size of what is seen of a picture, in units of its own.
func shown(p *Picture) (width, height float64) {
	if p.Drawing != nil {
		s := p.Drawing.Seen
		return s.X1 - s.X0, s.Y1 - s.Y0
	}
	b := p.Pixels.Bounds()
	return float64(b.Dx()), float64(b.Dy())
}
