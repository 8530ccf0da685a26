package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
)

// orientation reads from a JPEG how its camera was held (Exif 3.0, tag 0x0112): 1 to 8, and 1, upright, where
// it says nothing.
func orientation(file []byte) int {
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		kind, length := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		if kind == 0xda || length < 2 || at+2+length > len(file) { // the picture begins
			break
		}
		segment := file[at+4 : at+2+length]
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && kind == 0xe1 {
			return orientationIn(tiff)
		}
		at += 2 + length
	}
	return 1
}

func orientationIn(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(tiff, []byte("MM")) {
		order = binary.BigEndian
	}
	if len(tiff) < 8 {
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	for entries := tiff[at+2:]; len(entries) >= 12; entries = entries[12:] {
		if order.Uint16(entries) == 0x0112 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			break
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

// upright turns and mirrors a photo.
func upright(src image.Image, orientation int) image.Image {
	if orientation == 1 {
		return src
	}
	t := turned{src, orientation}
	if _, grey := src.(*image.Gray); !grey {
		return t
	}
	// JPEG has one component for this type alone.
	out := image.NewGray(t.Bounds())
	draw.Draw(out, out.Rect, t, image.Point{}, draw.Src)
	return out
}

// turned is a photo seen by one of the orientations.
type turned struct {
	image.Image
	orientation int
}

func (t turned) Bounds() image.Rectangle {
	size := t.Image.Bounds().Size()
	if orientations[t.orientation].transposed {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

func (t turned) At(x, y int) color.Color {
	b, o := t.Image.Bounds(), orientations[t.orientation]
	if o.transposed {
		x, y = y, x
	}
	if o.mirrored {
		x = b.Dx() - 1 - x
	}
	if o.flipped {
		y = b.Dy() - 1 - y
	}
	return t.Image.At(b.Min.X+x, b.Min.Y+y)
}
