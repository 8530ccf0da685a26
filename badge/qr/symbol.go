package qr

import (
	"math/bits"
	"sync"
)

// maxSize is the most modules on a side of what we draw.
const maxSize = 17 + 4*lastDrawn

// A grid holds modules one bit each, 1 is black: the module in column x of row y is bit 63 - x of word y.
type grid [64]uint64

// A matrix holds modules twice, so that what is done to columns can be done to rows: in down x and y change
// places.
type matrix struct{ across, down grid }

// blacken makes a module black.
func (g *grid) blacken(x, y int) { g[y] |= 1 << (63 - x) }

// black tells whether a module is.
func (g *grid) black(x, y int) bool { return g[y]>>(63-x)&1 == 1 }

// A symbol holds the modules that all codes of a version and level have in common.
type symbol struct {
	version, size  int
	blocks, degree int       // of error correction
	data           int       // codewords
	black          grid      // of the function patterns (ISO/IEC 18004 §6.3)
	masks          [8]matrix // the modules that each mask reverses, and its format information
	order          []place   // of the other modules, in which codewords are placed
}

// columns has a bit for each column.
func (s *symbol) columns() uint64 { return ^uint64(0) << (64 - s.size) }

// A place is the column and row of a module.
type place struct{ x, y uint8 }

var symbols = func() (s [H + 1][lastDrawn + 1]func() *symbol) {
	for level := range s {
		for version := range s[level] {
			s[level][version] = sync.OnceValue(func() *symbol { return newSymbol(version, Level(level)) })
		}
	}
	return s
}()

func newSymbol(version int, level Level) *symbol {
	c := correction[level][version]
	s := &symbol{version: version, size: 17 + 4*version, blocks: c.blocks, degree: c.degree,
		data: capacity(version, level)}
	var taken grid
	put := func(x, y int, black bool) {
		taken.blacken(x, y)
		if black {
			s.black.blacken(x, y)
		}
	}
	s.patterns(put)
	for mask := range s.masks {
		s.format(level, mask, func(x, y int, black bool) {
			put(x, y, false)
			if black {
				s.masks[mask].across.blacken(x, y)
			}
		})
	}
	s.zigzag(func(x, y int) {
		if taken.black(x, y) {
			return
		}
		s.order = append(s.order, place{uint8(x), uint8(y)})
		for mask, reverses := range masks {
			if reverses(y, x) {
				s.masks[mask].across.blacken(x, y)
			}
		}
	})
	for mask := range s.masks {
		s.masks[mask].turn()
	}
	return s
}

// patterns puts the finder patterns with their separators, the timing and alignment patterns, the version
// information and the one module that is always black.
func (s *symbol) patterns(put func(x, y int, black bool)) {
	last := s.size - 1
	for i := range s.size {
		put(6, i, i%2 == 0)
		put(i, 6, i%2 == 0)
	}
	for y := range 8 {
		for x := range 8 {
			r := max(abs(x-3), abs(y-3)) // ring round the centre of a finder; 4 is the separator
			black := r != 2 && r != 4
			put(x, y, black)
			put(last-x, y, black)
			put(x, last-y, black)
		}
	}
	centres := alignment[s.version]
	for i, y := range centres {
		for j, x := range centres {
			if i+j == 0 || i+j == len(centres)-1 && i*j == 0 {
				continue // a finder is there
			}
			for dy := -2; dy <= 2; dy++ {
				for dx := -2; dx <= 2; dx++ {
					put(x+dx, y+dy, max(abs(dx), abs(dy)) != 1)
				}
			}
		}
	}
	put(8, s.size-8, true)
	if s.version >= 7 {
		code := s.version<<12 | residue(s.version<<12, 0x1f25) // annex D
		for i := range 18 {
			put(i/3, s.size-11+i%3, code>>i&1 == 1)
			put(s.size-11+i%3, i/3, code>>i&1 == 1)
		}
	}
}

// format puts the format information, twice (ISO/IEC 18004 §7.9 and annex C). Its level has a number of its
// own: 1, 0, 3, 2 for L, M, Q, H.
func (s *symbol) format(level Level, mask int, put func(x, y int, black bool)) {
	value := (int(level)^1)<<3 | mask
	code := (value<<10 | residue(value<<10, 0x537)) ^ 0x5412
	for i := range 15 {
		black := code>>i&1 == 1
		switch { // round the finder at the top left, over the timing patterns
		case i < 6:
			put(8, i, black)
		case i < 8:
			put(8, i+1, black)
		case i < 9:
			put(7, 8, black)
		default:
			put(14-i, 8, black)
		}
		if i < 8 { // at the other two
			put(s.size-1-i, 8, black)
		} else {
			put(8, s.size-15+i, black)
		}
	}
}

// zigzag visits all modules but those of the vertical timing pattern in the order of placement: in columns
// two wide from the right, up and down by turns (ISO/IEC 18004 §7.7.3).
func (s *symbol) zigzag(visit func(x, y int)) {
	up := true
	for right := s.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range s.size {
			y := i
			if up {
				y = s.size - 1 - i
			}
			visit(right, y)
			visit(right-1, y)
		}
		up = !up
	}
}

// residue is the remainder of a division of polynomials over bits.
func residue(value, divisor int) int {
	for i := bits.Len(uint(value)); i >= bits.Len(uint(divisor)); i = bits.Len(uint(value)) {
		value ^= divisor << (i - bits.Len(uint(divisor)))
	}
	return value
}

func abs(n int) int { return max(n, -n) }

// place puts codewords, the highest bit first, into the modules that are theirs. The few modules left over
// stay white before masking (the remainder bits of ISO/IEC 18004 table 1).
func (s *symbol) place(g *grid, message []byte) {
	order := s.order
	for _, codeword := range message {
		for i, p := range order[:8] {
			g[p.y] |= uint64(codeword>>(7-i)&1) << (63 - p.x)
		}
		order = order[8:]
	}
}

// turn makes down of across. It exchanges rows and columns of the quarters off the diagonal, then likewise in
// each quarter.
func (m *matrix) turn() {
	m.down = m.across
	right := uint64(1<<32 - 1) // columns of the right halves
	for half := 32; half > 0; half /= 2 {
		for i := 0; i < 64; i = (i + half + 1) &^ half { // rows of the upper halves
			upper, lower := &m.down[i&63], &m.down[(i+half)&63]
			swap := (*upper ^ *lower>>half) & right
			*upper ^= swap
			*lower ^= swap << half
		}
		right ^= right << (half / 2)
	}
}
