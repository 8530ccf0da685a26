package qr

// The tables of ISO/IEC 18004:2015 for the versions that we draw.

// lastDrawn is the highest version that we draw ourselves, the last of those that count characters in the
// bits of [counts]: 53 modules a side, one word a row, and 262 letters at level M, twice those of a ticket.
const lastDrawn = 9

// codewords is the number of codewords of a version, data and error correction (table 1).
var codewords = [lastDrawn + 1]int{0, 26, 44, 70, 100, 134, 172, 196, 242, 292}

// correction is, for each level and version, in how many blocks the codewords are divided and how many of
// each block's are for error correction (table 9). A block has an equal share of the codewords, and where
// they do not divide evenly the last blocks have one more, for data.
var correction = [...][lastDrawn + 1]struct{ blocks, degree int }{
	L: {{}, {1, 7}, {1, 10}, {1, 15}, {1, 20}, {1, 26}, {2, 18}, {2, 20}, {2, 24}, {2, 30}},
	M: {{}, {1, 10}, {1, 16}, {1, 26}, {2, 18}, {2, 24}, {4, 16}, {4, 18}, {4, 22}, {5, 22}},
	Q: {{}, {1, 13}, {1, 22}, {2, 18}, {2, 26}, {4, 18}, {4, 24}, {6, 18}, {6, 22}, {8, 20}},
	H: {{}, {1, 17}, {1, 28}, {2, 22}, {4, 16}, {4, 22}, {4, 28}, {5, 26}, {6, 26}, {8, 24}},
}

// capacity is the number of data codewords.
func capacity(version int, level Level) int {
	c := correction[level][version]
	return codewords[version] - c.blocks*c.degree
}

// alignment holds, for each version, the rows and columns of the centres of its alignment patterns (annex E).
var alignment = [lastDrawn + 1][]int{2: {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34},
	{6, 22, 38}, {6, 24, 42}, {6, 26, 46}}

// counts are the bits that the number of characters of a segment takes (table 3).
var counts = [modes]int{numeric: 10, alphanumeric: 9, octets: 8}

// A mode is how the characters of a segment are written; each takes in the characters of those before it.
type mode int

const (
	numeric mode = iota
	alphanumeric
	octets
	modes
)

// modeBits is the length of a mode indicator, in which numeric is 1, alphanumeric 2 and octets 4 (table 2).
const modeBits = 4

// alphabet holds the alphanumeric characters in the order of their values, 0 to 44 (table 5).
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// characters tells of each octet the least mode that can write it, and its value there.
var characters = func() (c [256]struct {
	mode  mode
	value uint16
}) {
	for i := range c {
		c[i].mode, c[i].value = octets, uint16(i)
	}
	for i, r := range alphabet {
		c[r].mode, c[r].value = alphanumeric, uint16(i)
		if i < 10 {
			c[r].mode = numeric
		}
	}
	return c
}()
