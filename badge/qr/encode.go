package qr

import (
	"encoding/binary"

	qrcode "github.com/skip2/go-qrcode"
)

// Codes up to [lastDrawn] are drawn here, some fifty times faster than by go-qrcode and with its modules: its
// division into segments, its choice of a version and of a mask. Larger ones are go-qrcode's own.

// encode returns the code of content; not ok where it is too long.
func encode(content string, level Level) (c *Code, ok bool) {
	segments, version := fit(content, level)
	if version == 0 {
		return peerCode(content, level)
	}
	s := symbols[level][version]()
	var m matrix
	m.across = s.black
	s.place(&m.across, interleave(write(segments, content, s.data), s.blocks, s.degree))
	m.turn()
	mask := &s.masks[s.choose(&m)].across

	c = blank(version)
	for y := range s.size {
		var row [16]byte
		word := m.across[y] ^ mask[y]
		binary.BigEndian.PutUint64(row[:], word>>Quiet)
		binary.BigEndian.PutUint64(row[8:], word<<(64-Quiet))
		copy(c.bits[(y+Quiet)*c.stride:][:c.stride], row[:])
	}
	return c, true
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
