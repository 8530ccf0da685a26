package pdf

import (
	"encoding/base64"
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"github.com/daysheet/daysheet/badge/internal/picture"
)

// An svgPicture is what is inside of an SVG, whose viewBox is 0 0 100 100 where none is given.
type svgPicture struct{ name, viewBox, inside string }

func (p svgPicture) svg() string {
	box := p.viewBox
	if box == "" {
		box = "0 0 100 100"
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" `+
		`viewBox="%s">%s</svg>`, box, p.inside)
}

const (
	rings = `d="M50 5A45 45 0 1 1 49.9 5zM50 25A25 25 0 1 1 49.9 25z"`
	zigs  = `d="M10 90L30 20L50 80L55 20L90 90" fill="none" stroke="#063" stroke-width="10"`
	stops = `<stop offset=".1" stop-color="#f00"/><stop offset="60%" stop-color="#ff0"/>` +
		`<stop offset="1" stop-color="#00f"/>`
)

var pictures = []svgPicture{
	{"not displayed", "", `<g display="none"><rect width="100" height="100"/></g><rect width="50" ` +
		`height="50"/>` +
		`<style>.h{display:none}</style><rect x="50" width="50" height="50" style="display:none"/>` +
		`<rect y="50" width="50" height="50" class="a h"/>`},
	{"nonzero", "", `<path ` + rings + `/>`},
	{"star", "", `<polygon points="50,5 80,95 3,38 97,38 20,95" fill="#c20" stroke="navy"/>`},
	{"viewBox elsewhere", "-50 200 10 10", `<circle cx="-45" cy="205" r="4"/>`},
	{"viewBox small", "0 0 1 1", `<circle cx=".5" cy=".5" r=".4" stroke="red" stroke-width=".05"/>`},
	{"viewBox large", "0 0 10000 10000", `<circle cx="5000" cy="5000" r="4000" stroke="red" ` +
		`stroke-width="500"/>`},
	{"scale", "", `<g transform="scale(2)"><rect x="10" y="10" width="30" height="20" stroke="red"/></g>`},
	{"user space", "", `<defs><linearGradient id="g" gradientUnits="userSpaceOnUse" x1="20" y1="0" ` +
		`x2="80" y2="50">` +
		stops + `</linearGradient></defs><rect x="5" y="5" width="90" height="90" fill="url(#g)"/>`},
	{"round rects", "", `<rect rx="15" x="5" y="5" width="40" height="40"/><rect ry="90" x="55" y="5" ` +
		`width="40" ` +
		`height="20"/><rect rx="5" ry="15" x="5" y="55" width="90" height="40" stroke="red" ` +
		`stroke-width="4"/>`},
	{"miter", "", `<path ` + zigs + `/>`},
	{"no miter", "", `<path ` + zigs + ` stroke-miterlimit="2"/>`},
	{"round", "", `<path ` + zigs + ` stroke-linejoin="round" stroke-linecap="round"/>`},
	{"bevel", "", `<path ` + zigs + ` stroke-linejoin="bevel" stroke-linecap="square"/>`},
	{"closed stroke", "", `<path d="M20 20H80V80z" fill="none" stroke="#000" stroke-width="12"/>`},
	{"thick curve", "", `<path d="M15 50C15 -20 85 120 85 50S30 40 50 90" fill="none" stroke="#a0a" ` +
		`stroke-width="14"/>`},
	{"half transparent curve", "", `<path d="M10 50Q50 0 90 50T50 90L10 20" fill="none" stroke="#00f" ` +
		`stroke-opacity=".5" stroke-width="12"/>`},
	{"arcs", "", `<path d="M10 50a40 20 30 1150-10zM60 80a5,9,0,0,1,30-10A2 2 0 0 0 60 80M10 90A0 5 0 ` +
		`0 0 40 95" ` +
		`fill="none" stroke="#000" stroke-width="3"/>`},
	{"path data", "", `<path d="m10.5.5.5 20-5e0+30L40,40 60 10zl5 80M50 50t20 0 20 20v20h-.5.5S60 90 ` +
		`50 50"/>`},
	{"after a close", "", `<path d="M10 10h30v30zm50 0h30v30zl-10 50 30 10z" stroke="red" fill="none"/>`},
	{"line and polyline", "", `<line x1="5" y1="5" x2="95" y2="30" stroke="#000" stroke-width="3"/>` +
		`<polyline points="5,50 50,90,95 50" fill="#fc0" stroke="#000"/><path d="M5 95h90" ` +
		`stroke="url(#g)"/>` +
		`<linearGradient id="g" gradientUnits="userSpaceOnUse" x2="100"><stop/><stop offset="1" ` +
		`stop-color="red"/>` +
		`</linearGradient>`},
	{"beyond the edges", "", `<circle cx="50" cy="50" r="5000" fill="#eef"/><path d="M-9000 50H9000" ` +
		`stroke="#000" ` +
		`stroke-width="9"/><circle cx="50" cy="5050" r="5000" fill="none" stroke="red" stroke-width="4"/>`},

	{"transforms", "", `<g transform="translate(50,50) rotate(30)scale(1.2 -1.2)">` +
		`<rect x="-30" y="-30" width="60" height="60" stroke="red" stroke-width="8"/></g>` +
		`<rect transform="skewX(10)matrix(1 .2 0 1 5 5)" width="20" height="20" fill="#0a0"/>` +
		`<g transform="scale(.05,-.05)translate(0 -1999)"><path d="M0 0h300v300z"/></g>`},
	{"transforms in units", "0 0 2 2", `<g transform="translate(1,1) rotate(30 .1 .2)scale(.01)">` +
		`<rect x="-30" y="-30" width="60" height="60" stroke="red" stroke-width="8"/></g>`},
	{"box", "", `<rect x="5" y="5" width="90" height="40" fill="url(#g)"/><linearGradient id="g">` + stops +
		`</linearGradient><linearGradient id="v" x2="0" y2="100%">` + stops + `</linearGradient>` +
		`<g transform="translate(10 50)scale(.5)"><circle cx="40" cy="40" r="40" ` +
		`fill="url(#v)" opacity=".7"/></g>`},
	{"radial", "", `<radialGradient id="g" cx=".4" cy="40%" r=".6" fx=".4">` + stops +
		`</radialGradient><rect x="5" y="15" width="90" height="70" fill="url(#g)"/>`},
	{"radial in user space", "", `<radialGradient id="g" cx="20" cy="20" r="40" ` +
		`gradientUnits="userSpaceOnUse" ` +
		`gradientTransform="translate(10 20)scale(.8)">` + stops +
		`</radialGradient><rect transform="rotate(9)" x="15" width="80" height="80" fill="url('#g')"/>`},
	{"user space that is skewed", "-10 0 100 100", `<g transform="skewX(20)scale(1 .7)rotate(10)">` +
		`<linearGradient ` +
		`id="g" x1="30" x2="60" y2="50" gradientUnits="userSpaceOnUse" ` +
		`gradientTransform="rotate(9)scale(1 2)">` +
		stops + `</linearGradient><rect x="5" y="5" width="80" height="80" fill="url(#g)"/></g>`},
	{"styled stops", "", `<linearGradient id="g"><stop style="stop-color:#123;stop-opacity:1"/>` +
		`<stop class="c" offset="50%"/><stop offset=".5" stop-color="blue"/>` +
		`<stop offset=".2" stop-color="red"/>` +
		`</linearGradient><style>.c{stop-color:gold}</style><linearGradient id="h">` +
		`<stop stop-color="teal"/></linearGradient><rect width="100" height="50" fill="url(#g)"/>` +
		`<rect y="50" width="100" height="50" fill="url(#h)"/>`},
	{"classes", "", `<style type="text/css"><![CDATA[ /* a */ .a,.z{fill:#f00;stroke:#00f} ` +
		`.b{fill:#0a0}]]></style><rect class="b a" width="40" height="40"/>` +
		`<rect class="a" style="fill:#0ff" x="50" width="40" height="40"/>` +
		`<rect class="a" fill="#000" y="50" width="40" height="40"/>` +
		`<rect fill="#000" y="50" x="75" width="20" height="40"/>`},
	{"colours", "", `<rect width="20" height="99" fill="rgb(255, 0,127)"/><rect x="20" width="20" ` +
		`height="99" fill="rgb(100%,50%,12.5%)"/>` +
		`<rect x="40" width="20" height="99" ` +
		`fill="#0F0"/><rect x="60" width="20" height="99" fill="DarkSlateGrey"/><rect x="80" width="20" ` +
		`height="99" fill="transparent" stroke="#123456"/>`},
	{"opacities", "", `<g opacity=".5"><g opacity=".8" fill-opacity=".7">` +
		`<rect width="50" height="50"/></g></g>` +
		`<path d="M60 0v90" stroke="red" stroke-width="20" stroke-opacity=".5" opacity=".5" fill="none"/>`},
	{"evenodd of a circle", "", `<g fill-rule="evenodd"><circle cx="50" cy="50" r="40"/></g>`},
	{"arcs in a row", "", `<path d="M10 50a20 20 0 0 1 40 0 20 20 0 0 1 40 0V90H10z"/>`},
	{"evenodd", "", `<path fill-rule="evenodd" ` + rings + `/><polygon style="fill-rule:evenodd" ` +
		`points="50,5 80,95 3,38 97,38 20,95" fill="#c20"/>`},
	{"stretched lines", "", `<g transform="scale(1 2)"><circle cx="50" cy="25" r="20" fill="none" ` +
		`stroke="red" stroke-width="6"/></g><path transform="skewX(30)" d="M0 50h40v30" fill="none" ` +
		`stroke="#000" stroke-width="6"/>`},
	{"box, across", "", `<linearGradient id="g" x2="1" y2="1">` + stops + `</linearGradient>` +
		`<linearGradient id="h" gradientTransform="rotate(30)">` + stops + `</linearGradient>` +
		`<rect x="5" y="5" width="90" height="40" fill="url(#g)"/>` +
		`<path transform="rotate(9)" d="M20 50h60q0 30 -30 30z" fill="url(#h)"/>`},
	{"box of a line", "", `<linearGradient id="g" y2="1">` + stops + `</linearGradient>` +
		`<circle cx="50" cy="50" r="30" fill="none" stroke="url(#g)" stroke-width="20"/>`},
	{"radial, oval", "", `<radialGradient id="g" fx="20%" fy=".4">` + stops + `</radialGradient>` +
		`<ellipse cx="50" cy="50" rx="45" ry="25" fill="url(#g)"/>`},
	{"slender arcs", "", `<path d="M10 90a1 5000 0 0 1 3 3zM10 50a50 5 -60 1 0 60 10" stroke="#000"/>`},
	{"stops at one place", "", `<linearGradient id="g" x1=".3" x2=".7"><stop/><stop stop-color="red"/>` +
		`<stop offset=".5" stop-color="#ff0"/><stop offset=".5" stop-color="#0f0"/><stop offset="1"/>` +
		`<stop offset="1" stop-color="#00f"/></linearGradient><rect y="5" width="99" height="50" ` +
		`fill="url(#g)"/>`},
	{"numbers", "", `<path d="M1E1 +10L9.0e1 10 .9e+2 90z" stroke-width="2px" stroke="red"/>`},
	{"mirrored stroke", "", `<g transform="matrix(-2 0 0 2 100 0)"><path d="M5 5h30v30" stroke="#000" ` +
		`stroke-width="4" fill="none" stroke-dasharray="none" stroke-dashoffset="-2"/></g>`},
	{"dots", "", `<path d="M20 20h0M20 60l0 0M60 20z" stroke="red" stroke-width="20" ` +
		`stroke-linecap="round"/>`},
	{"gradient of another", "", `<linearGradient id="a" xlink:href="#c" x1=".5"/>` +
		`<radialGradient id="b" href="#a" gradientUnits="userSpaceOnUse" cx="70" cy="70" r="30" fx="80"/>` +
		`<linearGradient id="c" y2="1">` + stops +
		`</linearGradient><rect width="50" height="50" fill="url(#a)"/>` +
		`<rect x="50" y="50" width="50" height="50" fill="url(#b)"/>`},
}

const (
	cell   = 150
	across = 8
)

// drawnPictures is all pictures on a page, as a viewer shows it.
func drawnPictures(t *testing.T) (page image.Image, seen []image.Rectangle) {
	const mm = 25.4 / 300 // a pixel
	seen = make([]image.Rectangle, len(pictures))
	rows := (len(pictures) + across - 1) / across
	d := Document{Title: "Pictures", Width: across * cell * mm, Height: float64(rows*cell) * mm, Pages: 1}
	file := valid(t, print(t, d, func(_ int, c *Canvas) error {
		for i, p := range pictures {
			read, err := picture.Read(strings.NewReader(p.svg()), 100)
			if err != nil {
				t.Errorf("%s: %v", p.name, err)
				continue
			}
			box, part := read.Drawing.Box, read.Drawing.Seen
			pixel := func(v, from float64) int {
				return int(math.Round((v - from) / (box.X1 - box.X0) * cell))
			}
			seen[i] = image.Rect(pixel(part.X0, box.X0), pixel(part.Y0, box.Y0),
				pixel(part.X1, box.X0), pixel(part.Y1, box.Y0))
			read.Drawing.Seen = box // with its edges
			at := cellAt(i)
			c.Image(encode(read), float64(at.X)*mm, float64(at.Y)*mm, cell*mm, cell*mm)
		}
		return nil
	}))
	name := strings.TrimSuffix(file, ".pdf")
	// Poppler moves edges to whole pixels; averaged from smaller ones they are where they should be.
	run(t, "pdftoppm", "-r", "900", "-png", "-singlefile", file, name)
	m := image.NewRGBA(image.Rect(0, 0, across*cell, rows*cell))
	large := decodeFile(t, name+".png")
	average := draw.Kernel{Support: 0.5, At: func(float64) float64 { return 1 }}
	average.Scale(m, m.Rect, large, large.Bounds(), draw.Src, nil)
	return m, seen
}

func cellAt(i int) image.Point { return image.Pt(i%across*cell, i/across*cell) }

// differences between a picture on two sheets are the mean, of 255, and how many pixels are far apart.
func differences(a, b image.Image, i int) (mean float64, far int) {
	sum := 0
	for y := range cell {
		for x := range cell {
			at := cellAt(i).Add(image.Pt(x, y))
			r1, g1, b1, _ := a.At(at.X, at.Y).RGBA()
			r2, g2, b2, _ := b.At(at.X, at.Y).RGBA()
			off := max(apart(r1, r2), apart(g1, g2), apart(b1, b2))
			if sum += off; off > 64 {
				far++
			}
		}
	}
	return float64(sum) / (cell * cell), far
}

// Chromium draws the same. Edges differ by how they are averaged, dashes by how long it takes curves to be;
// shapes must not.
func TestAsBrowsersDraw(t *testing.T) {
	ours, seen := drawnPictures(t)
	html := `<!DOCTYPE html><body style="margin:0;background:#fff">`
	for i, p := range pictures {
		html += fmt.Sprintf(`<img style="position:absolute;left:%dpx;top:%dpx;width:%dpx;height:%dpx" `+
			`src="data:image/svg+xml;base64,%s">`, cellAt(i).X, cellAt(i).Y, cell, cell,
			base64.StdEncoding.EncodeToString([]byte(p.svg())))
	}
	theirs := screenshot(t, html, ours.Bounds())
	for i, p := range pictures {
		mean, far := differences(ours, theirs, i)
		if mean > 1.5 || far > 150 {
			t.Errorf("%s: apart by %.2f of 255 in the mean, far in %d pixels", p.name, mean, far)
		}
		t.Logf("%s: %.2f, %d", p.name, mean, far)
		got, want, tips := seen[i], seenOn(theirs, i), slices.Contains(mitred, p.name)
		if !want.In(got.Inset(-3)) && !tips ||
			!got.In(want.Inset(-3)) && !turnedOrStroked.MatchString(p.inside) { // their box is larger
			t.Errorf("%s: of %v is seen %v", p.name, want, got)
		}
	}
}

var turnedOrStroked = regexp.MustCompile(`stroke|rotate|skew|matrix`)

// mitred are pictures whose lines end in tips that stand out of what counts as seen.
var mitred = []string{"miter", "closed stroke"}

// seenOn is the part of a picture on a sheet that is not white.
func seenOn(m image.Image, i int) (part image.Rectangle) {
	for y := range cell {
		for x := range cell {
			r, g, b, _ := m.At(cellAt(i).X+x, cellAt(i).Y+y).RGBA()
			if min(r, g, b) < 0xf4ff {
				part = part.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return part
}

func apart(a, b uint32) int { return int(max(a, b)-min(a, b)) >> 8 }

// screenshot needs a browser, which this machine may lack: then the test is skipped, but in CI it fails.
func screenshot(t *testing.T, html string, size image.Rectangle) image.Image {
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	browser := ""
	for _, b := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(b); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no browser")
		}
		t.Skip("no browser")
	}
	shot := strings.TrimSuffix(name, ".html") + ".png"
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--force-device-scale-factor=1", "--user-data-dir="+t.TempDir(), "--screenshot="+shot,
		fmt.Sprintf("--window-size=%d,%d", size.Dx(), size.Dy()), "file://"+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return decodeFile(t, shot)
}
