package qr

import (
	"sync"

	qrcode "github.com/skip2/go-qrcode"
)

// Codes up to [lastDrawn] are drawn here, some fifty times faster than by go-qrcode and with its modules: its
// division into segments, its choice of a version and of a mask. Larger ones are go-qrcode's own.

// An encoder holds the memory that drawing a code takes, about 10 KB.
type encoder struct {
	split         split
	data, message []byte
	matrix        matrix
}

var encoders = sync.Pool{New: func() any {
	return &encoder{message: make([]byte, codewords[lastDrawn])}
}}

// encode gives the code of content without its content and level; not ok where it is too long.
func encode(content string, level Level) (c *Code, ok bool) {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	if version := e.split.fit(content, level); version > 0 {
		return e.draw(content, level, version), true
	}
	return peerCode(content, level)
}

// draw makes the code of content, which fit has divided.
func (e *encoder) draw(content string, level Level, version int) *Code {
	s := symbols[level][version]()
	e.data = e.split.write(e.data, content, version, s.data)
	message := e.message[:codewords[version]]
	interleave(message, e.data, s.blocks, s.degree)
	e.matrix.across = s.black
	s.place(&e.matrix.across, message)
	s.turn(&e.matrix)
	mask := &s.masks[s.choose(&e.matrix)].across

	c := blank(version)
	for y := range s.size {
		row := c.bits[(y+Quiet)*c.stride:][:c.stride]
		var before uint64 // octet, of which the lower half is still to come
		for i := range row {
			var octet uint64
			if x := i * 8; x < s.size {
				octet = (e.matrix.across[x/64][y] ^ mask[x/64][y]) >> (56 - x%64) & 0xff
			}
			row[i] = byte(before<<(8-Quiet) | octet>>Quiet)
			before = octet
		}
	}
	return c
}

// blank is a code with all modules white.
func blank(version int) *Code {
	side := 17 + 4*version + 2*Quiet
	stride := (side + 7) / 8
	return &Code{version: version, side: side, stride: stride, bits: make([]byte, stride*side)}
}

// recovery maps our levels to go-qrcode's, whose names are not those of the standard: its High is Q.
var recovery = [...]qrcode.RecoveryLevel{L: qrcode.Low, M: qrcode.Medium, Q: qrcode.High, H: qrcode.Highest}

// peerCode is encode by go-qrcode.
func peerCode(content string, level Level) (c *Code, ok bool) {
	q, err := qrcode.New(content, recovery[level])
	if err != nil {
		return nil, false
	}
	// The border must be off before the first Bitmap, which is also the only one: each encodes anew and
	// appends to what the last one left.
	q.DisableBorder = true
	c = blank(q.VersionNumber)
	for y, row := range q.Bitmap() {
		for x, black := range row {
			if black {
				c.bits[(y+Quiet)*c.stride+(x+Quiet)/8] |= 0x80 >> ((x + Quiet) % 8)
			}
		}
	}
	return c, true
}

// side is the modules on a side of the code of content, with its quiet zone, without making it.
func side(content string, level Level) int {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	version := e.split.fit(content, level)
	if version == 0 {
		q, err := qrcode.New(content, recovery[level])
		if err != nil {
			return 1 << 30
		}
		version = q.VersionNumber
	}
	return 17 + 4*version + 2*Quiet
}
