package press

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
)

// orientation is how a photo is to be turned, as its camera has written it down (Exif 3.0, tag 0x0112): 1 to
// 8, and 1, as it is, where it says nothing.
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

// A turned photo is looked at another way.
type turned struct {
	image.Image
	how int
}

// Five to eight lie on their side.
func (t turned) Bounds() image.Rectangle {
	b := t.Image.Bounds()
	if t.how >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return image.Rect(0, 0, b.Dx(), b.Dy())
}

func (t turned) At(x, y int) color.Color {
	b := t.Image.Bounds()
	right, bottom := b.Dx()-1, b.Dy()-1
	switch t.how {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return t.Image.At(b.Min.X+x, b.Min.Y+y)
}
