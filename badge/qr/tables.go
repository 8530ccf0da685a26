package qr

// The tables of ISO/IEC 18004:2015 for the versions that we draw.

// lastDrawn is the highest version that we draw ourselves, the last of those that count characters in the
// bits of [ranges]: 121 modules a side, two words a row, and 1,370 octets at level L.
const lastDrawn = 26

// codewords is the number of codewords of a version, data and error correction (table 1).
var codewords = [lastDrawn + 1]int{0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404, 466, 532,
	581, 655, 733, 815, 901, 991, 1085, 1156, 1258, 1364, 1474, 1588, 1706}

// correction is, for each level and version, in how many blocks the codewords are divided and how many of
// each block's are for error correction (table 9). A block has an equal share of the codewords, and where
// they do not divide evenly the last blocks have one more, for data.
var correction = [...][lastDrawn + 1]struct{ blocks, degree int }{
	L: {{}, {1, 7}, {1, 10}, {1, 15}, {1, 20}, {1, 26}, {2, 18}, {2, 20}, {2, 24}, {2, 30}, {4, 18}, {4, 20},
		{4, 24}, {4, 26}, {4, 30}, {6, 22}, {6, 24}, {6, 28}, {6, 30}, {7, 28}, {8, 28}, {8, 28}, {9, 28},
		{9, 30}, {10, 30}, {12, 26}, {12, 28}},
	M: {{}, {1, 10}, {1, 16}, {1, 26}, {2, 18}, {2, 24}, {4, 16}, {4, 18}, {4, 22}, {5, 22}, {5, 26}, {5, 30},
		{8, 22}, {9, 22}, {9, 24}, {10, 24}, {10, 28}, {11, 28}, {13, 26}, {14, 26}, {16, 26}, {17, 26},
		{17, 28}, {18, 28}, {20, 28}, {21, 28}, {23, 28}},
	Q: {{}, {1, 13}, {1, 22}, {2, 18}, {2, 26}, {4, 18}, {4, 24}, {6, 18}, {6, 22}, {8, 20}, {8, 24}, {8, 28},
		{10, 26}, {12, 24}, {16, 20}, {12, 30}, {17, 24}, {16, 28}, {18, 28}, {21, 26}, {20, 30}, {23, 28},
		{23, 30}, {25, 30}, {27, 30}, {29, 30}, {34, 28}},
	H: {{}, {1, 17}, {1, 28}, {2, 22}, {4, 16}, {4, 22}, {4, 28}, {5, 26}, {6, 26}, {8, 24}, {8, 28},
		{11, 24}, {11, 28}, {16, 22}, {16, 24}, {18, 24}, {16, 30}, {19, 28}, {21, 28}, {25, 26}, {25, 28},
		{25, 30}, {34, 24}, {30, 30}, {32, 30}, {35, 30}, {37, 30}},
}

// maxDegree is the most error correction codewords of a block.
const maxDegree = 30

// capacity is the number of data codewords.
func capacity(version int, level Level) int {
	c := correction[level][version]
	return codewords[version] - c.blocks*c.degree
}

// alignment holds, for each version, the rows and columns of the centres of its alignment patterns (annex E).
var alignment = [lastDrawn + 1][]int{2: {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34},
	{6, 22, 38}, {6, 24, 42}, {6, 26, 46}, {6, 28, 50}, {6, 30, 54}, {6, 32, 58}, {6, 34, 62},
	{6, 26, 46, 66}, {6, 26, 48, 70}, {6, 26, 50, 74}, {6, 30, 54, 78}, {6, 30, 56, 82}, {6, 30, 58, 86},
	{6, 34, 62, 90}, {6, 28, 50, 72, 94}, {6, 26, 50, 74, 98}, {6, 30, 54, 78, 102}, {6, 28, 54, 80, 106},
	{6, 32, 58, 84, 110}, {6, 30, 58, 86, 114}}

// ranges are the versions that count the characters of a segment in as many bits each (table 3).
var ranges = [...]struct {
	first, last int
	count       [modes]int
}{
	{1, 9, [modes]int{numeric: 10, alphanumeric: 9, octets: 8}},
	{10, lastDrawn, [modes]int{numeric: 12, alphanumeric: 11, octets: 16}},
}

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
