package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/draw"

	"github.com/daysheet/daysheet/badge/internal/picture"
)

// Image is a picture that pages show. However many do, it is in the file once.
type Image struct {
	name          string // as pages know it: a hash of what it shows
	width, height float64
	parts         []stream // which the image refers to by their numbers
	dict          string   // entries of its dictionary, with a %[1]d for the number of the first part
	data          []byte
}

// stream is an object that an image refers to.
type stream struct {
	dict string
	data []byte
}

// ErrKind is [picture.ErrKind].
var ErrKind = picture.ErrKind

// ReadImage reads a PNG, JPEG or SVG file as [picture.Read] does, and encodes it anew, so that nothing of the
// file but what is seen gets into the PDF: neither where a photo was taken nor what only some viewers make
// of it.
func ReadImage(r io.Reader, mm float64) (*Image, error) {
	p, err := picture.Read(r, mm)
	switch {
	case err != nil:
		return nil, err
	case p.Drawing != nil:
		return encodeDrawing(p.Drawing), nil
	case p.Photo:
		return encodePhoto(p.Pixels)
	}
	return encodePixels(p.Pixels), nil
}

// encodePhoto encodes as JPEG.
func encodePhoto(src image.Image) (*Image, error) {
	space := "/DeviceRGB"
	if _, grey := src.(*image.Gray); grey {
		space = "/DeviceGray"
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, src, &jpeg.Options{Quality: 90}); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return newImage(src, out.Bytes(), nil, space, "/DCTDecode"), nil
}

// encodePixels encodes every pixel as it is: in shades of grey where there are no others, with a mask where
// not all are opaque.
func encodePixels(src image.Image) *Image {
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
	if !opaque {
		mask = smallest(mask)
	}
	space := "/DeviceRGB"
	if grey {
		space = "/DeviceGray"
	}
	return newImage(src, smallest(pixels), mask, space, "/FlateDecode")
}

// smallest deflates as well as can be, since an image is deflated once.
func smallest(data []byte) []byte {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // an error only for another level
	w.Write(data)                                         // a Buffer takes everything
	w.Close()
	return b.Bytes()
}

func newImage(src image.Image, data, mask []byte, space, filter string) *Image {
	width, height := src.Bounds().Dx(), src.Bounds().Dy()
	dict := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", width, height)
	sum := sha256.New()
	fmt.Fprint(sum, dict, space, len(data))
	sum.Write(data)
	sum.Write(mask)
	i := &Image{name: "I" + hex.EncodeToString(sum.Sum(nil)[:10]), width: float64(width),
		height: float64(height), dict: dict + "/ColorSpace" + space + "/Filter" + filter, data: data}
	if mask != nil {
		i.parts = []stream{{dict + "/ColorSpace/DeviceGray/Filter/FlateDecode", mask}}
		i.dict += "/SMask %[1]d 0 R"
	}
	return i
}

// Within returns the size of the image where it is as large as fits into width × height mm.
func (i *Image) Within(width, height float64) (w, h float64) {
	scale := min(width/i.width, height/i.height)
	return scale * i.width, scale * i.height
}

// Image draws a picture, its top left corner at x, y.
func (c *Canvas) Image(i *Image, x, y, width, height float64) {
	end := c.artifact()
	c.add(fmt.Sprintf("q %.4f 0 0 %.4f %.4f %.4f cm /%s Do Q",
		width*perMM, height*perMM, x*perMM, (c.height-y-height)*perMM, i.name))
	c.images = append(c.images, i)
	end()
}

// images are those of a document, in the order in which pages show them first.
type images struct {
	written map[string]bool
	list    []byte // entries of the resources
}

func (s *images) write(f *file, i *Image) {
	if s.written[i.name] {
		return
	}
	var numbers []any
	for _, p := range i.parts {
		n := f.number()
		f.stream(n, p.dict, p.data)
		numbers = append(numbers, n)
	}
	dict := i.dict
	if numbers != nil {
		dict = fmt.Sprintf(dict, numbers...)
	}
	n := f.number()
	f.stream(n, dict, i.data)
	if s.written == nil {
		s.written = map[string]bool{}
	}
	s.written[i.name] = true
	s.list = fmt.Appendf(s.list, "/%s %d 0 R", i.name, n)
}
