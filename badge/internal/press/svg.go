package press

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// oksvg draws what it knows of SVG and leaves the rest out without a word, text among it; a file whose parts
// use each other overflows its stack, which ends the process. So it is given what it draws, and what it does
// not is an error.
var (
	drawnElements = []string{"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
		"defs", "linearGradient", "radialGradient", "stop", "style"}
	unseenElements = []string{"title", "desc", "metadata"}
	effects        = []string{"filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end"}
	effectInStyle  = regexp.MustCompile(`(?:^|[;{\s])(filter|mask|clip-path|marker(?:-\w+)?)\s*:\s*[^n\s]`)
	classesAlone   = regexp.MustCompile(`^\s*(?:\.[\w-]+(?:\s*,\s*\.[\w-]+)*\s*\{[^{}]*\}\s*)*$`)
)

var otherRadius = map[string]string{"rx": "ry", "ry": "rx"}

const (
	svgSpace = "http://www.w3.org/2000/svg"

	mostSVG      = 1 << 20 // octets
	mostDepth    = 100     // elements in each other
	mostSlender  = 1000    // the longer side, measured in the shorter one
	mostOfASide  = 4096    // pixels
	toPathsOrPNG = "turn it into paths, or export the picture as PNG"
)

// drawSVG draws an SVG file at 300 dpi where its longer side is mm long.
func drawSVG(file []byte, mm float64) (m image.Image, err error) {
	if len(file) > mostSVG {
		return nil, fmt.Errorf("the SVG has more than %d MiB; export it as PNG", mostSVG>>20)
	}
	plain, err := plainSVG(file)
	if err != nil {
		return nil, err
	}
	defer func() {
		if v := recover(); v != nil {
			m, err = nil, fmt.Errorf("the SVG cannot be drawn (%v); export it as PNG", v)
		}
	}()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(plain), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("the SVG cannot be drawn: %w; export it as PNG", err)
	}
	w, h := icon.ViewBox.W, icon.ViewBox.H
	if !(w > 0 && h > 0 && w/h <= mostSlender && h/w <= mostSlender) {
		return nil, fmt.Errorf("the SVG is %g by %g units large", w, h)
	}
	scale := min(mm*fine, mostOfASide) / max(w, h)
	width, height := max(1, int(math.Round(w*scale))), max(1, int(math.Round(h*scale)))
	icon.SetTarget(0, 0, float64(width), float64(height))
	all := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, all, all.Bounds())), 1)
	return all, nil
}

// plainSVG writes again what is drawn of a file.
func plainSVG(file []byte) ([]byte, error) {
	var out bytes.Buffer
	d := xml.NewDecoder(bytes.NewReader(file))
	depth := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			if out.Len() == 0 {
				return nil, errors.New("the SVG is empty")
			}
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, fmt.Errorf("the SVG cannot be read: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := t.Name.Local
			if t.Name.Space != "" && t.Name.Space != svgSpace || slices.Contains(unseenElements, name) {
				if err := d.Skip(); err != nil {
					return nil, fmt.Errorf("the SVG cannot be read: %w", err)
				}
				continue
			}
			outermost := depth == 0
			if !slices.Contains(drawnElements, name) || (name == "svg") != outermost || depth == mostDepth {
				return nil, fmt.Errorf("the SVG has a %s, which cannot be drawn; "+toPathsOrPNG,
					quoted(name))
			}
			if err := plainElement(&out, t); err != nil {
				return nil, err
			}
			depth++
		case xml.EndElement:
			fmt.Fprintf(&out, "</%s>", t.Name.Local)
			depth--
		case xml.CharData:
			// Of a style; elsewhere it is space between elements.
			if s := string(t); !classesAlone.MatchString(s) || effectInStyle.MatchString(s) {
				return nil, errors.New("the SVG has styles that are not understood; " + toPathsOrPNG)
			}
			xml.EscapeText(&out, t) // a Buffer takes everything
		}
	}
}

func plainElement(out *bytes.Buffer, t xml.StartElement) error {
	fmt.Fprintf(out, "<%s", t.Name.Local)
	has := func(name string) bool {
		return slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	}
	sized := has("viewBox")
	for _, a := range t.Attr {
		name, value := a.Name.Local, strings.TrimSpace(a.Value)
		reference := name == "href"
		switch {
		case a.Name.Space != "" && !reference, a.Name.Space == "xmlns" || name == "xmlns":
			continue
		case t.Name.Local == "svg" && (name == "width" || name == "height"):
			if sized {
				continue // the picture is as large as the page shows it
			}
			value = strings.TrimSuffix(value, "px")
			if _, err := strconv.ParseFloat(value, 64); err != nil {
				return errors.New("the SVG does not say how large it is; give it a viewBox")
			}
		case slices.Contains(effects, name) && value != "none",
			name == "style" && effectInStyle.MatchString(value):
			return fmt.Errorf("the SVG has a %s with an effect, which cannot be drawn; "+toPathsOrPNG,
				quoted(t.Name.Local))
		}
		fmt.Fprintf(out, ` %s="`, name)
		xml.EscapeText(out, []byte(value))
		out.WriteByte('"')
		// A corner of one radius is round (SVG 2 §7.4), but oksvg draws it square.
		if other := otherRadius[name]; t.Name.Local == "rect" && other != "" && !has(other) {
			fmt.Fprintf(out, ` %s="`, other)
			xml.EscapeText(out, []byte(value))
			out.WriteByte('"')
		}
	}
	out.WriteByte('>')
	return nil
}

// quoted shows a word of a file.
func quoted(s string) string { return fmt.Sprintf("%.40q", s) }
