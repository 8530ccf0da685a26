package qr

import (
	"math"
	"math/bits"
)

// masks tell which modules each mask reverses, in row i and column j (ISO/IEC 18004 table 10).
var masks = [8]func(i, j int) bool{
	func(i, j int) bool { return (i+j)%2 == 0 },
	func(i, j int) bool { return i%2 == 0 },
	func(i, j int) bool { return j%3 == 0 },
	func(i, j int) bool { return (i+j)%3 == 0 },
	func(i, j int) bool { return (i/2+j/3)%2 == 0 },
	func(i, j int) bool { return i*j%2+i*j%3 == 0 },
	func(i, j int) bool { return (i*j%2+i*j%3)%2 == 0 },
	func(i, j int) bool { return ((i+j)%2+i*j%3)%2 == 0 },
}

// choose gives the mask of least penalty, the first of several (ISO/IEC 18004 §7.8.3).
func (s *symbol) choose(m *matrix) (mask int) {
	least := math.MaxInt
	for i := range s.masks {
		if p := s.penalty(m, &s.masks[i], least); p < least {
			least, mask = p, i
		}
	}
	return mask
}

// Penalties are those of ISO/IEC 18004 §7.8.3 as go-qrcode counts them: a run counts from six modules of a
// colour, not five; the white before or after a finder-like pattern may reach beyond the left or the top, but
// beyond the right or the bottom only where the pattern ends right there; and what was counted as such a
// pattern with its white is black to those that come after it.
const (
	runPenalty    = 3
	blockPenalty  = 3
	finderPenalty = 40
	sharePenalty  = 10
)

// penalty is the penalty of m under a mask, or, where that is not below enough, any number that is not.
func (s *symbol) penalty(m, mask *matrix, enough int) int {
	p := s.lines(&m.across, &mask.across)
	if p < enough {
		p += s.lines(&m.down, &mask.down)
	}
	if p < enough {
		p += s.areas(&m.across, &mask.across)
	}
	return p
}

// above is the number of white rows above a strip that the finder-like patterns look back to.
const above = 10

// lines is the penalty of what is found in single columns: runs and finder-like patterns.
func (s *symbol) lines(g, mask *grid) (penalty int) {
	var rows [above + maxSize]uint64
	for y := range s.size {
		rows[above+y] = g[y] ^ mask[y]
	}
	return runs(rows[above:above+s.size], s.columns()) + finders(rows[:above+s.size])
}

// areas is the penalty of blocks of 2 by 2 modules of a colour, and of a share of black far from one half.
func (s *symbol) areas(g, mask *grid) (penalty int) {
	var blocks, black int
	inner := s.columns() &^ (1 << 63) // those that have one to their left
	var upper, upperSame uint64       // the row above; its modules that are as those to their left
	for y := range s.size {
		row := g[y] ^ mask[y]
		same := ^(row ^ row>>1) & inner
		blocks += bits.OnesCount64(same & upperSame &^ (row ^ upper))
		black += bits.OnesCount64(row)
		upper, upperSame = row, same
	}
	all := s.size * s.size
	return blocks*blockPenalty + abs(all/2-black)/(all/20)*sharePenalty
}

// runs is the penalty of runs in up to 64 columns at once, those that have a bit in columns. Each word in it
// tells in which columns something ends in a row.
func runs(rows []uint64, columns uint64) int {
	var first, modules int
	var same1, pair1, pair2, four1, five1 uint64 // of the row above, pair2 of the one above that
	above := ^rows[0]
	for _, row := range rows {
		same := ^(row ^ above) & columns
		pair := same & same1 // same twice
		four := pair & pair2
		five := four & four1 // five times: a run of six modules
		modules += bits.OnesCount64(five)
		first += bits.OnesCount64(five &^ five1)
		above, same1, pair1, pair2, four1, five1 = row, same, pair, pair1, four, five
	}
	return modules + first*runPenalty
}

// finders is the penalty of modules in the ratio 1:1:3:1:1 with four white ones before or after, in 64
// columns at once; rows begins with those above. Each word in it tells in which columns something ends in a
// row.
func finders(rows []uint64) (penalty int) {
	// By row modulo 16: four white modules, the pattern without its first module, and all that counts.
	var white, tail, found [16]uint64
	for i := range white {
		white[i] = ^uint64(0)
	}
	last := len(rows) - above - 1
	for y := range last + 1 {
		r := rows[y : y+above+1 : y+above+1] // row y is r[10], the tenth above it r[0]
		w := ^(r[10] | r[9] | r[8] | r[7])
		t := r[10] &^ r[9] & r[8] & r[7] & r[6] &^ r[5]
		white[y&15], tail[y&15] = w, t
		after := tail[(y-4)&15] & w
		before := t & r[4] & white[(y-7)&15]
		f := uint64(0)
		if before|after != 0 {
			ten := found[(y-10)&15] // black in the row that is the first of eleven
			f = after&(r[0]|ten) | before&^ten
			for k := 1; k < 10; k++ {
				f &^= found[(y-k)&15]
			}
		}
		found[y&15] = f
		if y == last {
			end := t & (r[4] | found[(y-6)&15]) &^ f
			for k := 1; k < 6; k++ {
				end &^= found[(y-k)&15]
			}
			f |= end
		}
		penalty += bits.OnesCount64(f) * finderPenalty
	}
	return penalty
}
