package qr

import "math"

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
