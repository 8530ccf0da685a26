package press

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"regexp"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/draw"
)

// An Image is a picture that pages show. However many do, it is in the file once.
type Image struct {
	name          string // as pages know it: a hash of what it shows
	width, height int
	dict          string // entries of its dictionary
	data          []byte
	mask          []byte // of its transparency, deflated; nil where it has none
}

// What an image may be at most: a photo of a telephone of 48 million pixels is too much for a badge.
const (
	mostOctets = 16 << 20
	mostPixels = 1 << 24
)

// ErrKind is the error of a file that is no picture, or one of a kind that is not read.
var ErrKind = errors.New("the image is neither PNG nor JPEG nor SVG; export it as PNG")

// A webPage is what a browser saves under the name of the picture that it shows.
type webPage struct{}

func (webPage) Error() string        { return "it is a web page, not an SVG; save the picture itself" }
func (webPage) Is(target error) bool { return target == ErrKind }

var aWebPage = regexp.MustCompile(`(?is)^(?:<\?.*?\?>|<!--.*?-->|\s)*<(?:!doctype\s+)?html[\s/>]`)

// fine is the resolution beyond which no printer shows more, in dots a millimetre: 300 dpi.
const fine = 300 / 25.4

// ReadImage reads a PNG, JPEG or SVG file that is to be shown with its longer side mm long at most; what it
// has of pixels beyond 300 dpi at that size is averaged. It is decoded by Go's own packages and encoded anew,
// so that nothing of the file but what is seen gets into the PDF: neither where a photo was taken nor what
// only some viewers make of it. A photo is turned as its camera says. Edges that white paper does not show
// are cut off.
//
// Of SVG, what is taken is drawn as browsers draw it: paths and the other basic shapes, groups, transforms,
// and styles as attributes and by classes; plain colours and opacities; lines, whole or in dashes; gradients
// along an edge of the box of an upright shape or, with numbers, anywhere. What is hidden, what editors keep
// for themselves and what nothing drawn refers to may be in it. Refused is the rest: text, pictures, use,
// clips, masks, filters, patterns and markers; selectors but of classes; lengths in percent and units;
// currentColor and colours with an opacity; the fill rule even-odd; the opacity of several shapes together,
// or of fill and stroke; lines that are stretched, dashes of curves and dots of no length; gradients that are
// based on others, repeat, have a focus or lie across a box.
//
// The error is of more than 16 MiB (1 MiB, 500 shapes or 20,000 parts of paths of SVG) or 16,777,216 pixels,
// of a file that is none of these or is damaged, of SVG that holds what is refused, or would take long, and
// of what white paper does not show.
func ReadImage(r io.Reader, mm float64) (*Image, error) {
	if !(mm > 0 && mm <= 5080) {
		return nil, fmt.Errorf("press: an image of %g mm", mm)
	}
	file, err := io.ReadAll(io.LimitReader(r, mostOctets+1))
	if err != nil {
		return nil, err
	}
	if len(file) > mostOctets {
		return nil, fmt.Errorf("the image has more than %d MiB; save it smaller", mostOctets>>20)
	}
	if start := bytes.TrimLeft(file, "\ufeff \t\r\n"); bytes.HasPrefix(start, []byte("<")) {
		if aWebPage.Match(start[:min(len(start), 4096)]) {
			return nil, webPage{}
		}
		src, err := drawSVG(start, mm)
		if err != nil {
			return nil, err
		}
		if src, err = trimmed(src); err != nil {
			return nil, err
		}
		return drawing(src), nil
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
		return nil, unread(err)
	}
	if c.Width < 1 || c.Height < 1 || int64(c.Width)*int64(c.Height) > mostPixels {
		return nil, fmt.Errorf("the image has %d × %d pixels, more than %d; save it smaller",
			c.Width, c.Height, mostPixels)
	}
	src, err := decode(bytes.NewReader(file))
	if err != nil {
		return nil, unread(err)
	}
	if photo {
		src = upright(src, orientation(file))
	}
	if src, err = trimmed(averaged(src, mm)); err != nil {
		return nil, err
	}
	if photo {
		return photograph(src)
	}
	return drawing(src), nil
}

// unread says of what Go's packages do not decode whether it is damaged.
func unread(err error) error {
	if errors.As(err, new(png.UnsupportedError)) || errors.As(err, new(jpeg.UnsupportedError)) {
		return fmt.Errorf("the picture is of a kind that cannot be read; save it anew (%w)", err)
	}
	return fmt.Errorf("the picture is damaged; save it anew (%w)", err)
}

// averaged is src with no more pixels than are seen where its longer side is mm long.
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

// trimmed is the part of src that is seen on white paper: what is as good as white, or transparent, goes.
func trimmed(src image.Image) (image.Image, error) {
	const white = 0xf4ff // of 0xffff: JPEG does not keep white as it is
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
		return nil, errors.New("nothing of the image is seen on white paper; use a darker one")
	}
	if seen == all {
		return src, nil
	}
	type cropped interface {
		SubImage(r image.Rectangle) image.Image
	}
	if c, ok := src.(cropped); ok {
		return c.SubImage(seen), nil
	}
	part := image.NewRGBA(seen)
	draw.Draw(part, seen, src, seen.Min, draw.Src)
	return part, nil
}

// photograph encodes as JPEG.
func photograph(src image.Image) (*Image, error) {
	space := "/DeviceRGB"
	if _, grey := src.(*image.Gray); grey {
		space = "/DeviceGray"
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, src, &jpeg.Options{Quality: 90}); err != nil {
		return nil, fmt.Errorf("press: %w", err)
	}
	return (&Image{data: out.Bytes()}).finished(src, space, "/DCTDecode"), nil
}

// drawing encodes every pixel as it is: in shades of grey where there are no others, with a mask where not
// all are opaque.
func drawing(src image.Image) *Image {
	b := src.Bounds()
	all := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(all, all.Bounds(), src, b.Min, draw.Src)
	grey, opaque := true, true
	for i := 0; i < len(all.Pix); i += 4 {
		p := all.Pix[i : i+4 : i+4]
		if p[3] == 0 {
			p[0], p[1], p[2] = 0xff, 0xff, 0xff // nobody sees it, and it deflates
		}
		grey = grey && p[0] == p[1] && p[1] == p[2]
		opaque = opaque && p[3] == 0xff
	}
	var pixels, mask []byte
	for i := 0; i < len(all.Pix); i += 4 {
		p := all.Pix[i : i+4 : i+4]
		if pixels = append(pixels, p[0]); !grey {
			pixels = append(pixels, p[1], p[2])
		}
		if !opaque {
			mask = append(mask, p[3])
		}
	}
	i := &Image{data: smallest(pixels)}
	if !opaque {
		i.mask = smallest(mask)
	}
	if grey {
		return i.finished(src, "/DeviceGray", "/FlateDecode")
	}
	return i.finished(src, "/DeviceRGB", "/FlateDecode")
}

// smallest deflates as well as can be, since an image is deflated once.
func smallest(data []byte) []byte {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // an error only for another level
	w.Write(data)                                         // a Buffer takes everything
	w.Close()
	return b.Bytes()
}

func (i *Image) finished(src image.Image, space, filter string) *Image {
	i.width, i.height = src.Bounds().Dx(), src.Bounds().Dy()
	i.dict = fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8",
		i.width, i.height)
	sum := sha256.New()
	fmt.Fprint(sum, i.dict, space, len(i.data))
	sum.Write(i.data)
	sum.Write(i.mask)
	i.name = "I" + hex.EncodeToString(sum.Sum(nil)[:10])
	i.dict += "/ColorSpace" + space + "/Filter" + filter
	return i
}

// Within is the size of the image where it is as large as fits into width × height mm.
func (i *Image) Within(width, height float64) (w, h float64) {
	scale := min(width/float64(i.width), height/float64(i.height))
	return scale * float64(i.width), scale * float64(i.height)
}

// Image draws a picture, its top left corner at x, y.
func (c *Canvas) Image(i *Image, x, y, width, height float64) {
	end := c.artifact()
	c.pdf.RawWriteStr(fmt.Sprintf("q %.4f 0 0 %.4f %.4f %.4f cm /%s Do Q",
		width*perMM, height*perMM, x*perMM, (c.height-y-height)*perMM, i.name))
	c.images = append(c.images, i)
	end()
}

// images are those of a document, in the order in which pages show them first.
type images struct {
	numbers map[string]int
	list    []byte // entries of the resources
}

func (s *images) write(f *file, i *Image) {
	if s.numbers[i.name] > 0 {
		return
	}
	dict := i.dict
	if i.mask != nil {
		n := f.number()
		f.stream(n, fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"+
			"/ColorSpace/DeviceGray/Filter/FlateDecode", i.width, i.height), i.mask)
		dict += fmt.Sprintf("/SMask %d 0 R", n)
	}
	n := f.number()
	f.stream(n, dict, i.data)
	if s.numbers == nil {
		s.numbers = map[string]int{}
	}
	s.numbers[i.name] = n
	s.list = fmt.Appendf(s.list, "/%s %d 0 R", i.name, n)
}
