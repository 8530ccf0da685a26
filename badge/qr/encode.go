package qr

import qrcode "github.com/skip2/go-qrcode"

// recovery maps our levels to the encoder's, whose names are not those of the standard: its High is Q.
var recovery = [...]qrcode.RecoveryLevel{L: qrcode.Low, M: qrcode.Medium, Q: qrcode.High, H: qrcode.Highest}

// encode gives the modules of content, without a quiet zone, by row; not ok where it is too long. Whatever
// encodes faster has to give the same modules.
func encode(content string, level Level) (modules [][]bool, version int, ok bool) {
	q, err := qrcode.New(content, recovery[level])
	if err != nil {
		return nil, 0, false
	}
	// The border must be off before the first Bitmap, which is also the only one: each encodes anew and
	// appends to what the last one left. What it returns is ours, as q goes no further.
	q.DisableBorder = true
	return q.Bitmap(), q.VersionNumber, true
}

// side is the modules on a side of the code of content, with its quiet zone, without making it.
func side(content string, level Level) int {
	q, err := qrcode.New(content, recovery[level])
	if err != nil {
		return 1 << 30
	}
	return 17 + 4*q.VersionNumber + 2*Quiet
}
