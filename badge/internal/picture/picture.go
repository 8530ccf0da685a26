// Package picture reads PNG, JPEG and SVG files that are to be printed. Start with [Read]:
//
//	p, err := picture.Read(file, 90) // where its longer side is 90 mm long
//
// What is in such a file is hostile until it is read: sizes and counts are bounded, and nothing that a file
// refers to is fetched.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"regexp"

	"golang.org/x/image/draw"
)

// Picture is what a file shows on white paper, without the edges that white paper does not show.
type Picture struct {
	Drawing *Drawing    // of an SVG
	Pixels  image.Image // of another file
	Photo   bool        // Pixels come from a JPEG: an encoder may lose what nobody sees
}

// Bounds of a file. A photo of a telephone of 48 million pixels is too much for a badge.
const (
	maxOctets = 16 << 20
	maxPixels = 1 << 24
)

// ErrKind is the error of a file that is no picture, or one of a kind that is not read.
var ErrKind = errors.New("the image is neither PNG nor JPEG nor SVG; export it as PNG")

// webPageError is the error of a web page, which a browser saves under the name of the picture that it shows.
type webPageError struct{}

func (webPageError) Error() string        { return "it is a web page, not an SVG; save the picture itself" }
func (webPageError) Is(target error) bool { return target == ErrKind }

var webPage = regexp.MustCompile(`(?is)^(?:<\?.*?\?>|<!--.*?-->|\s)*<(?:!doctype\s+)?html[\s/>]`)

// fine is the resolution beyond which no printer shows more, in dots a millimetre: 300 dpi.
const fine = 300 / 25.4

// Read reads a PNG, JPEG or SVG file that is to be shown with its longer side mm long at most.
// Pixels beyond 300 dpi at that size are averaged. A photo is turned as its camera says.
//
// Of SVG, what is taken is drawn as browsers draw it: paths and the other basic shapes, groups, transforms,
// and styles as attributes and by classes; plain colours, gradients and opacities; lines, whole or in dashes.
// What is hidden, what editors keep for themselves and what nothing drawn refers to may be in it. Refused is
// the rest: text, pictures, use, clips, masks, filters, patterns and markers; selectors but of classes;
// lengths in percent and units; currentColor and colours with an opacity; the opacity of several shapes
// together, or of fill and stroke; lines of no length; gradients that are based on others, repeat or have a
// focus beyond their edge.
//
// The error is of more than 16 MiB (1 MiB, 10,000 elements or 20,000 parts of paths of SVG) or 16,777,216
// pixels, of a file that is none of these or is damaged, of SVG that holds what is refused, and of what white
// paper does not show.
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
			return nil, webPageError{}
		}
		drawing, err := readSVG(start)
		return &Picture{Drawing: drawing}, err
	}
	config, decode := png.DecodeConfig, png.Decode
	photo := bytes.HasPrefix(file, []byte("\xff\xd8\xff"))
	switch {
	case photo:
		config, decode = jpeg.DecodeConfig, jpeg.Decode
	case !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")):
		return nil, ErrKind
	}
	c, err := config(bytes.NewReader(file))
	if err != nil {
		return nil, decodeError(err)
	}
	if c.Width < 1 || c.Height < 1 || int64(c.Width)*int64(c.Height) > maxPixels {
		return nil, fmt.Errorf("the image has %d × %d pixels, more than %d; save it smaller",
			c.Width, c.Height, maxPixels)
	}
	pixels, err := decode(bytes.NewReader(file))
	if err != nil {
		return nil, decodeError(err)
	}
	if photo {
		pixels = upright(pixels, orientation(file))
	}
	pixels, err = trimmed(averaged(pixels, mm))
	return &Picture{Pixels: pixels, Photo: photo}, err
}

// decodeError says of a file that Go's packages do not decode whether it is damaged.
func decodeError(err error) error {
	if errors.As(err, new(png.UnsupportedError)) || errors.As(err, new(jpeg.UnsupportedError)) {
		return fmt.Errorf("the picture is of a kind that cannot be read; save it anew (%w)", err)
	}
	return fmt.Errorf("the picture is damaged; save it anew (%w)", err)
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

// trimmed returns the part of src that is seen on white paper, without edges that are white or transparent.
func trimmed(src image.Image) (image.Image, error) {
	all := src.Bounds()
	seen := image.Rectangle{}
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			if r, g, b, a := src.At(x, y).RGBA(); min(r, g, b)+0xffff-a < white {
				seen = seen.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if seen.Empty() {
		return nil, errWhite
	}
	if seen == all {
		return src, nil
	}
	if c, ok := src.(interface {
		SubImage(r image.Rectangle) image.Image
	}); ok {
		return c.SubImage(seen), nil
	}
	part := image.NewRGBA(seen)
	draw.Draw(part, seen, src, seen.Min, draw.Src)
	return part, nil
}
