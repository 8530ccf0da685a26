package qr

// Reed–Solomon codes over the field of 256 elements (ISO/IEC 18004 §7.5 and annex A). A field element is an
// octet, the coefficients of a polynomial over bits, taken modulo x⁸ + x⁴ + x³ + x² + 1.

// powers holds the powers of 2, twice over, and logs of which power an element is.
var powers, logs = func() (powers [2 * 255]byte, logs [256]int) {
	for i, power := 0, 1; i < 255; i++ {
		powers[i], powers[i+255], logs[power] = byte(power), byte(power), i
		if power <<= 1; power >= 0x100 {
			power ^= 0x11d
		}
	}
	return powers, logs
}()

// product multiplies in the field.
func product(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return powers[logs[a]+logs[b]]
}

// generator returns the generator polynomial of a degree (annex A), the product of x - 2⁰, x - 2¹ and so on,
// highest coefficient first, without the leading one, which is 1.
func generator(degree int) []byte {
	g := []byte{1}
	for root := range degree {
		g = append(g, 0)
		for i := len(g) - 1; i > 0; i-- {
			g[i] ^= product(g[i-1], powers[root])
		}
	}
	return g[1:]
}

// remainder returns the error correction codewords of a block: what a division of its data by a generator
// leaves.
func remainder(data, generator []byte) []byte {
	r := make([]byte, len(generator)+1) // the last is always 0, and comes in behind the others
	for _, b := range data {
		factor := b ^ r[0]
		copy(r, r[1:])
		for i, c := range generator {
			r[i] ^= product(c, factor)
		}
	}
	return r[:len(generator)]
}

// interleave returns the codewords of all blocks in the order in which they are placed: the first data
// codeword of each block, the second of each, and so on, then the error correction codewords likewise
// (ISO/IEC 18004 §7.6).
func interleave(data []byte, blocks, degree int) []byte {
	message := make([]byte, len(data)+blocks*degree)
	g := generator(degree)
	short := len(data) / blocks       // data codewords of the first blocks
	long := blocks - len(data)%blocks // the first block that has one more
	first, rest := message[:len(data)], message[len(data):]
	for block := range blocks {
		n := short
		if block >= long {
			n++
		}
		for i, b := range data[:short] {
			first[i*blocks+block] = b
		}
		if n > short {
			first[short*blocks+block-long] = data[short]
		}
		for i, b := range remainder(data[:n], g) {
			rest[i*blocks+block] = b
		}
		data = data[n:]
	}
	return message
}
