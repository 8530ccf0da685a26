package qr

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// ticketCode has the length and the alphabet of a signed ticket.
var ticketCode = strings.Repeat("AEBAGBAFAYDQQCIK", 8) + "BMGA"

var contents = []string{
	"A", "0", "a", "https://example.org/t/", "HTTPS://EXAMPLE.ORG/" + ticketCode, ticketCode,
	"Ελένη Παπαδοπούλου", "李小龍", "🎟", "1234567890abcABC", "\x00\x01\n\r\t", "two\nlines", " ",
	strings.Repeat("0123456789", 30), strings.Repeat("mixed 0123 UPPER ", 30), strings.Repeat("x", 1000),
}

func TestPNG(t *testing.T) {
	for _, content := range append(contents, strings.Repeat("~", 1465)) {
		c, err := Encode(content, M)
		if err != nil {
			t.Fatal(err)
		}
		const scale = 3
		img := decodePNG(t, c, scale)
		checkQuiet(t, c, img, scale)
		if got := scan(t, img); got != content {
			t.Errorf("%.30q reads back as %.30q", content, got)
		}
	}
}

func decodePNG(t *testing.T, c *Code, scale int) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := c.PNG(&b, scale); err != nil {
		t.Fatal(err)
	}
	if depth, kind := b.Bytes()[24], b.Bytes()[25]; depth != 1 || kind != 3 {
		t.Errorf("PNG of bit depth %d and colour type %d, want 1 and 3", depth, kind)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// checkQuiet looks at the pixels themselves, as readers forgive a missing quiet zone.
func checkQuiet(t *testing.T, c *Code, img image.Image, scale int) {
	t.Helper()
	side := (c.Size() + 2*Quiet) * scale
	if img.Bounds() != image.Rect(0, 0, side, side) {
		t.Fatalf("image of %v, want %d pixels square", img.Bounds(), side)
	}
	inner := image.Rect(Quiet*scale, Quiet*scale, side-Quiet*scale, side-Quiet*scale)
	for y := range side {
		for x := range side {
			black := color.GrayModel.Convert(img.At(x, y)) == color.Gray{0}
			if want := c.Black(x/scale-Quiet, y/scale-Quiet); black != want {
				t.Fatalf("pixel %d, %d is black: %t", x, y, black)
			}
			if black && !(image.Point{x, y}).In(inner) {
				t.Fatalf("pixel %d, %d of the quiet zone is black", x, y)
			}
		}
	}
	right, bottom := inner.Max.X-1, inner.Max.Y-1
	for _, p := range []image.Point{inner.Min, {right, inner.Min.Y}, {inner.Min.X, bottom}} {
		if (color.GrayModel.Convert(img.At(p.X, p.Y)) != color.Gray{0}) {
			t.Fatalf("the quiet zone is wider than %d modules at %v", Quiet, p)
		}
	}
}

func scan(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_PURE_BARCODE:  true,
		gozxing.DecodeHintType_CHARACTER_SET: "UTF-8",
	})
	if err != nil {
		t.Errorf("not readable: %v", err)
		return ""
	}
	return result.GetText()
}

func TestPNGScale(t *testing.T) {
	c, err := Encode("A", L)
	if err != nil {
		t.Fatal(err)
	}
	for _, scale := range []int{math.MinInt, -1, 0, 345, math.MaxInt} {
		err := c.PNG(&bytes.Buffer{}, scale)
		if err == nil || !strings.Contains(err.Error(), "want 1 to 344") {
			t.Errorf("scale %d: %v", scale, err)
		}
	}
	if decodePNG(t, c, 1).Bounds().Dx() != 29 {
		t.Error("scale 1 is not one pixel a module")
	}
}

func TestSVG(t *testing.T) {
	c, err := Encode("HELLO", M)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.SVG(&b); err != nil {
		t.Fatal(err)
	}
	type rect struct {
		Width  int    `xml:"width,attr"`
		Height int    `xml:"height,attr"`
		Fill   string `xml:"fill,attr"`
	}
	var doc struct {
		ViewBox string `xml:"viewBox,attr"`
		Rect    []rect `xml:"rect"`
		Path    []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.ViewBox != "0 0 29 29" || len(doc.Path) != 1 ||
		len(doc.Rect) != 1 || doc.Rect[0] != (rect{29, 29, "#fff"}) {
		t.Fatalf("%s", b.Bytes())
	}
	var polygons [][]image.Point
	for _, d := range strings.SplitAfter(doc.Path[0].D, "z") {
		var corners []image.Point
		for d != "" && d != "z" {
			var x, y int
			switch command := d[0]; command {
			case 'M':
				fmt.Sscanf(d, "M%d %d", &x, &y)
				d = d[strings.IndexByte(d, ' '):]
			case 'h', 'v':
				at := corners[len(corners)-1]
				x, y = at.X, at.Y
				var by int
				fmt.Sscanf(d[1:], "%d", &by)
				if command == 'h' {
					x += by
				} else {
					y += by
				}
			default:
				t.Fatalf("%q in a path", d)
			}
			corners = append(corners, image.Pt(x, y))
			d = strings.TrimLeft(d[1:], "-0123456789")
		}
		if corners != nil {
			polygons = append(polygons, corners)
		}
	}
	if diff := cmp.Diff(c.Outline(), polygons); diff != "" {
		t.Error(diff)
	}
}

// The outline winds once round every black module and not at all round a white one.
func TestOutline(t *testing.T) {
	for _, content := range contents {
		for level := L; level <= H; level++ {
			c, err := Encode(content, level)
			if err != nil {
				t.Fatal(err)
			}
			side := c.Size() + 2*Quiet
			windings := make([]int, side*side)
			for _, polygon := range c.Outline() {
				for i, from := range polygon {
					to := polygon[(i+1)%len(polygon)]
					if across := i%2 == 0; across != (from.X != to.X) || across != (from.Y == to.Y) {
						t.Fatalf("%.20q at %s: an edge from %v to %v", content, level, from, to)
					}
					winding := 1 // right of an edge that goes up
					if from.Y < to.Y {
						winding = -1
					}
					for y := min(from.Y, to.Y); y < max(from.Y, to.Y); y++ {
						for x := from.X; x < side; x++ {
							windings[y*side+x] += winding
						}
					}
				}
			}
			for i, n := range windings {
				x, y := i%side, i/side
				if black := c.Black(x-Quiet, y-Quiet); n != 0 && n != 1 || black != (n == 1) {
					t.Fatalf("%.20q at %s: the outline winds %d times round %d, %d", content, level, n, x, y)
				}
			}
		}
	}
}

func TestModule(t *testing.T) {
	c, err := Encode(ticketCode, M)
	if err != nil {
		t.Fatal(err)
	}
	if c.Version() != 6 || c.Size() != 41 {
		t.Fatalf("a ticket code is version %d, size %d, want 6 and 41", c.Version(), c.Size())
	}
	for mm, want := range map[float64]float64{19.6: 0.4, 49: 1} {
		if module, err := c.Module(mm); err != nil || math.Abs(module-want) > 1e-9 {
			t.Errorf("in %g mm: %g, %v, want %g", mm, module, err, want)
		}
	}
	for mm, want := range map[float64]string{
		19.5: "qr: a code of 41 modules and its quiet zone in 19.5 mm has modules of 0.398 mm, " +
			"below 0.4 mm: give it 19.6 mm, or a shorter content",
		11.6: "in 11.6 mm has modules of 0.237 mm, below 0.4 mm: give it 19.6 mm",
		11.5: "give it 19.6 mm", 0: "give it 19.6 mm", math.NaN(): "give it 19.6 mm",
		-3: "modules of 0.000 mm",
	} {
		if _, err := c.Module(mm); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("in %g mm: %v, want %s", mm, err, want)
		}
	}
}

func TestLimits(t *testing.T) {
	for level, most := range levels {
		for _, c := range []struct {
			r string
			n int
		}{{"~", most.octets}, {"Z", most.letters}, {"7", most.digits}} {
			code, err := Encode(strings.Repeat(c.r, c.n), Level(level))
			if err != nil || code.Version() != 40 {
				t.Errorf("%d × %q at %s: %v", c.n, c.r, most.name, err)
			}
			if _, err := Encode(strings.Repeat(c.r, c.n+1), Level(level)); err == nil ||
				!strings.Contains(err.Error(), "too many") {
				t.Errorf("%d × %q at %s: %v", c.n+1, c.r, most.name, err)
			}
		}
	}
	for _, level := range []Level{-1, 4} {
		if _, err := Encode("A", level); err == nil || !strings.Contains(err.Error(), "only L, M, Q and H") {
			t.Errorf("level %d: %v", level, err)
		}
	}
	if _, err := Encode("", M); err == nil || err.Error() != "qr: nothing to encode" {
		t.Errorf("empty content: %v", err)
	}
}

func TestMaskIsACopy(t *testing.T) {
	c, err := Encode("A", L)
	if err != nil {
		t.Fatal(err)
	}
	bits, side := c.Mask()
	if side != 29 || len(bits) != 29*4 {
		t.Errorf("mask of %d octets, side %d", len(bits), side)
	}
	clear(bits)
	if !c.Black(0, 0) {
		t.Error("a change of the mask reached the code")
	}
}

// Only this package may know the encoder, and nobody gets a PDF with a QR code.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "gofpdf") || strings.Count(string(out), "daysheet/daysheet/") != 1 {
		t.Errorf("qr is a leaf without gofpdf, but imports\n%s", out)
	}
	imports := `{{.ImportPath}}: {{join .Imports " "}}`
	out, err = exec.Command("go", "list", "-e", "-f", imports, "../../...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "skip2/go-qrcode") && !strings.Contains(line, "badge/qr: ") {
			t.Errorf("only qr imports the encoder, but %s", line)
		}
	}
}
