// Package picture reads PNG, JPEG and SVG files that are to be printed. Start with [Read]:
//
//	p, err := picture.Read(file, 90) // where its longer side is 90 mm long
//
// What is in such a file is hostile until it is read: sizes and counts are bounded, and nothing that a file
// refers to is fetched.
package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // read by image.Decode
	_ "image/png"
	"io"
	"math"
	"regexp"

	"golang.org/x/image/draw"
)

// Picture holds an image file as it looks on white paper, its blank edges cut off.
type Picture struct {
	Drawing *Drawing     // of an SVG
	Pixels  *image.NRGBA // of another file
	Photo   bool         // Pixels come from a JPEG: an encoder may lose what nobody sees
}

// Bounds of a file. A photo of a telephone of 48 million pixels is too much for a badge.
const (
	maxOctets = 16 << 20
	maxPixels = 1 << 24
)

// ErrKind is the error of a file that is no picture, or one of a kind that is not read.
var ErrKind = errors.New("the image is neither PNG nor JPEG nor SVG; export it as PNG")

// errWebPage is the error of a page that a browser saved under the name of the picture that it shows.
var errWebPage = errors.New("it is a web page, not an SVG; save the picture itself")

var webPage = regexp.MustCompile(`(?i)<(?:!doctype\s+)?html[\s/>]`)

// fine is the resolution beyond which no printer shows more, in dots a millimetre: 300 dpi.
const fine = 300 / 25.4

// Read reads a PNG, JPEG or SVG file that is to be shown with its longer side mm long at most.
// Pixels beyond 300 dpi at that size are averaged. A photo is turned as its camera says.
//
// Of SVG, what is taken is drawn as browsers draw it: paths and the other basic shapes, groups, transforms,
// and styles as attributes and by classes; plain colours, gradients, opacities and lines. What is hidden,
// what editors keep for themselves and what nothing drawn refers to may be in it. Refused is the rest: text,
// pictures, use, clips, masks, filters, patterns and markers; selectors but of classes; lengths in percent
// and units; dashes; currentColor, inherit, and colours with an opacity; the opacity of several shapes
// together, or of fill and stroke; gradients that repeat, are transparent or have a focus beyond their edge.
//
// The error is of more than 16 MiB or 16,777,216 pixels, of SVG of more than 1 MiB or 262,144 elements, parts
// of paths and steps to find styles, of a file that is none of these or is damaged, of SVG that holds what is
// refused, and of what white paper does not show.
func Read(r io.Reader, mm float64) (*Picture, error) {
	if !(mm > 0 && mm <= 5080) {
		return nil, fmt.Errorf("picture: an image of %g mm", mm)
	}
	file, err := io.ReadAll(io.LimitReader(r, maxOctets+1))
	if err != nil {
		return nil, err
	}
	if len(file) > maxOctets {
		return nil, fmt.Errorf("the image has more than %d MiB; save it smaller", maxOctets>>20)
	}
	if start := bytes.TrimLeft(file, "\ufeff \t\r\n"); bytes.HasPrefix(start, []byte("<")) {
		if webPage.Match(start[:min(len(start), 4096)]) {
			return nil, errWebPage
		}
		drawing, err := readSVG(start)
		return &Picture{Drawing: drawing}, err
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(file))
	if format != "png" && format != "jpeg" {
		return nil, ErrKind
	} else if err == nil && (c.Width < 1 || c.Height < 1 || int64(c.Width)*int64(c.Height) > maxPixels) {
		return nil, fmt.Errorf("the image has %d × %d pixels, more than %d; save it smaller",
			c.Width, c.Height, maxPixels)
	}
	pixels, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("the picture is of an unknown kind or damaged; save it anew (%w)", err)
	}
	upright, err := upright(averaged(pixels, mm), orientation(file))
	return &Picture{Pixels: upright, Photo: format == "jpeg"}, err
}

// averaged returns src with no more pixels than are seen where its longer side is mm long.
func averaged(src image.Image, mm float64) image.Image {
	b := src.Bounds()
	scale := mm * fine / float64(max(b.Dx(), b.Dy()))
	if scale >= 1 {
		return src
	}
	side := func(pixels int) int { return max(1, int(math.Round(float64(pixels)*scale))) }
	// Colours weigh as much as they are opaque, so the average is made of premultiplied ones.
	dst := image.NewRGBA(image.Rect(0, 0, side(b.Dx()), side(b.Dy())))
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, b, draw.Src, nil)
	return dst
}

// white is the least share of light, of 0xffff, that paper does not show: JPEG does not keep white as it is.
const white = 0xf4ff

var errWhite = errors.New("nothing of the image is seen on white paper; use a darker one")

// orientation reads how a camera was held (Exif 3.0, tag 0x0112): 1 to 8, and 1, upright, if nothing says it.
func orientation(file []byte) int {
	_, tiff, ok := bytes.Cut(file, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 || file[0] != 0xff { // a PNG has its words elsewhere
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	entries := tiff[min(int64(order.Uint32(tiff[4:]))+2, int64(len(tiff))):]
	for ; len(entries) >= 12; entries = entries[12:] {
		if v := int(order.Uint16(entries[8:])); order.Uint16(entries) == 0x0112 && v >= 1 && v <= 8 {
			return v
		}
	}
	return 1
}

// orientations are the steps from the pixels of a photo to what its camera saw, by Exif's number.
var orientations = [9]struct{ transposed, mirrored, flipped bool }{
	2: {mirrored: true}, 3: {mirrored: true, flipped: true}, 4: {flipped: true},
	5: {transposed: true}, 6: {transposed: true, flipped: true},
	7: {transposed: true, mirrored: true, flipped: true}, 8: {transposed: true, mirrored: true},
}

// upright turns src as its camera was held, and cuts off edges that white paper does not show.
func upright(src image.Image, orientation int) (*image.NRGBA, error) {
	b, o := src.Bounds(), orientations[orientation]
	size := b.Size()
	if o.transposed {
		size.X, size.Y = size.Y, size.X
	}
	all, seen := image.NewNRGBA(image.Rectangle{Max: size}), image.Rectangle{}
	for y := range size.Y {
		for x := range size.X {
			from := image.Pt(x, y)
			if o.transposed {
				from = image.Pt(y, x)
			}
			if o.mirrored {
				from.X = b.Dx() - 1 - from.X
			}
			if o.flipped {
				from.Y = b.Dy() - 1 - from.Y
			}
			c := src.At(b.Min.X+from.X, b.Min.Y+from.Y)
			all.Set(x, y, c)
			if r, g, b, a := c.RGBA(); min(r, g, b)+0xffff-a < white {
				seen = seen.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if seen.Empty() {
		return nil, errWhite
	}
	return all.SubImage(seen).(*image.NRGBA), nil
}
