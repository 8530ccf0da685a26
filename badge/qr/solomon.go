package qr

import (
	"encoding/binary"
	"sync"
)

// Reed–Solomon codes over the field of 256 elements (ISO/IEC 18004 §7.5 and annex A). A field element is an
// octet, the coefficients of a polynomial over bits, taken modulo x⁸ + x⁴ + x³ + x² + 1.

const fieldModulus = 0x11d

// product multiplies in the field.
func product(a, b byte) byte {
	var p int
	for i := 7; i >= 0; i-- {
		if p <<= 1; p >= 0x100 {
			p ^= fieldModulus
		}
		if b>>i&1 == 1 {
			p ^= int(a)
		}
	}
	return byte(p)
}

// A remainder is the error correction codewords of a block, in order from the highest octet of the first
// word; those that its degree does not need are 0.
type remainder [4]uint64

// A generator is a generator polynomial (annex A) as its multiples by each element, without their leading
// coefficient: a step of the division by it is one shift and one sum of a remainder.
type generator [256]remainder

// generators are by degree, the number of error correction codewords of a block.
var generators = func() (g [maxDegree + 1]func() *generator) {
	for degree := range g {
		g[degree] = sync.OnceValue(func() *generator { return newGenerator(degree) })
	}
	return g
}()

func newGenerator(degree int) *generator {
	// The product of x - 2⁰, x - 2¹ and so on, highest coefficient first.
	g := make([]byte, 1, degree+1)
	g[0] = 1
	for root := byte(1); len(g) <= degree; root = product(root, 2) {
		g = append(g, 0)
		for i := len(g) - 1; i > 0; i-- {
			g[i] ^= product(g[i-1], root)
		}
	}
	multiples := new(generator)
	for f := range multiples {
		var b [8 * len(remainder{})]byte
		for i, c := range g[1:] {
			b[i] = product(c, byte(f))
		}
		for i := range multiples[f] {
			multiples[f][i] = binary.BigEndian.Uint64(b[8*i:])
		}
	}
	return multiples
}

// divide gives the remainder of the division of a block's data.
func (g *generator) divide(data []byte) (r remainder) {
	for _, b := range data {
		m := &g[b^byte(r[0]>>56)]
		r[0] = r[0]<<8 | r[1]>>56 ^ m[0]
		r[1] = r[1]<<8 | r[2]>>56 ^ m[1]
		r[2] = r[2]<<8 | r[3]>>56 ^ m[2]
		r[3] = r[3]<<8 ^ m[3]
	}
	return r
}

// interleave puts the codewords of all blocks into the order in which they are placed: the first data
// codeword of each block, the second of each, and so on, then the error correction codewords likewise
// (ISO/IEC 18004 §7.6). dst has room for all of them.
func interleave(dst, data []byte, blocks, degree int) {
	g := generators[degree]()
	short := len(data) / blocks       // data codewords of the first blocks
	long := blocks - len(data)%blocks // the first block that has one more
	first, rest := dst[:len(data)], dst[len(data):]
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
		r := g.divide(data[:n])
		for i := range degree {
			rest[i*blocks+block] = byte(r[i/8] >> (56 - i%8*8))
		}
		data = data[n:]
	}
}
