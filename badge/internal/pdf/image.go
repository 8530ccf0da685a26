package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"

	"github.com/daysheet/daysheet/badge/internal/picture"
)

// Image is a picture that pages show. However many do, it is in the file once.
type Image struct {
	name          string // as pages know it: a hash of what it shows
	width, height float64
	dict          string // entries of its dictionary
	data          []byte
	mask          []byte // deflated, of an image that is not opaque
}

// ErrKind is [picture.ErrKind].
var ErrKind = picture.ErrKind

// ReadImage reads a PNG, JPEG or SVG file as [picture.Read] does, and encodes it anew, so that nothing of the
// file but what is seen gets into the PDF: neither where a photo was taken nor what only some viewers make
// of it.
func ReadImage(r io.Reader, mm float64) (*Image, error) {
	p, err := picture.Read(r, mm)
	if err != nil {
		return nil, err
	}
	return encode(p), nil
}

func newImage(width, height float64, dict string, data, mask []byte) *Image {
	sum := sha256.Sum256(slices.Concat(fmt.Append(nil, dict, len(data)), data, mask))
	return &Image{"I" + hex.EncodeToString(sum[:10]), width, height, dict, data, mask}
}

// encode encodes a photo as JPEG, and every pixel of another picture as it is: in shades of grey where there
// are no others, with a mask where not all are opaque.
func encode(p *picture.Picture) *Image {
	if d := p.Drawing; d != nil {
		s := d.Seen
		return newImage(s.X1-s.X0, s.Y1-s.Y0, d.Dict(), smallest(d.Content), nil)
	}
	b := p.Pixels.Bounds()
	var colors, greys, mask []byte
	grey, opaque := true, true
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := p.Pixels.NRGBAAt(x, y)
			if c.A == 0 {
				c = color.NRGBA{0xff, 0xff, 0xff, 0} // nobody sees it, and it deflates
			}
			colors, greys, mask = append(colors, c.R, c.G, c.B), append(greys, c.R), append(mask, c.A)
			grey = grey && c.R == c.G && c.G == c.B
			opaque = opaque && c.A == 0xff
		}
	}
	var view image.Image = p.Pixels
	space, filter, data := "RGB", "/Filter/FlateDecode", colors
	if grey {
		view = &image.Gray{Pix: greys, Stride: b.Dx(), Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
		space, data = "Gray", greys
	}
	if p.Photo {
		var out bytes.Buffer
		jpeg.Encode(&out, view, &jpeg.Options{Quality: 90}) // an error only for a side of 65,536 pixels
		filter, data = "/Filter/DCTDecode", out.Bytes()
	} else {
		data = smallest(data)
	}
	if mask = smallest(mask); opaque {
		mask = nil
	}
	return newImage(float64(b.Dx()), float64(b.Dy()), pixelDict(b.Dx(), b.Dy(), space)+filter, data, mask)
}

// pixelDict returns the dictionary of an image of octets (ISO 32000-1 §8.9.5).
func pixelDict(width, height int, space string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"+
		"/ColorSpace/Device%s", width, height, space)
}

// smallest deflates as well as can be, since an image is deflated once.
func smallest(data []byte) []byte {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // an error only for another level
	w.Write(data)                                         // a Buffer takes everything
	w.Close()
	return b.Bytes()
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

// image writes a picture where the document does not have it yet.
func (a *assembly) image(i *Image) {
	if bytes.Contains(a.images, []byte(i.name)) {
		return
	}
	dict := i.dict
	if i.mask != nil {
		n := a.number()
		a.stream(n, pixelDict(int(i.width), int(i.height), "Gray")+"/Filter/FlateDecode", i.mask)
		dict += fmt.Sprintf("/SMask %d 0 R", n)
	}
	n := a.number()
	a.stream(n, dict, i.data)
	a.images = fmt.Appendf(a.images, "/%s %d 0 R", i.name, n)
}
