package qr

import "encoding/binary"

// A segment is characters of the content, counted in octets, that are written in one mode.
type segment struct {
	mode     mode
	start, n int
}

// bits is the length of n characters in a mode with their mode indicator and their count, which takes count
// bits (ISO/IEC 18004 §7.4); not ok where there are more of them than the count can say.
func (m mode) bits(n, count int) (bits int, ok bool) {
	switch m {
	case numeric:
		bits = n/3*10 + [...]int{0, 4, 7}[n%3]
	case alphanumeric:
		bits = n/2*11 + n%2*6
	default:
		bits = n * 8
	}
	return modeBits + count + bits, n < 1<<count
}

// A split divides content into segments, and holds memory for more.
type split struct {
	runs     []segment // of characters that have the same least mode
	segments []segment
}

// fit divides content and gives the smallest version that holds it, 0 where none up to [lastDrawn] does.
func (s *split) fit(content string, level Level) (version int) {
	s.divide(content)
	for _, r := range ranges {
		bits, ok := s.join(len(content), r.count)
		for version := r.first; ok && version <= r.last; version++ {
			if bits <= 8*capacity(version, level) {
				return version
			}
		}
	}
	return 0
}

// divide finds the runs.
func (s *split) divide(content string) {
	s.runs = s.runs[:0]
	for start, i := 0, 0; i < len(content); start = i {
		m := characters[content[start]].mode
		for i = start + 1; i < len(content) && characters[content[i]].mode == m; i++ {
		}
		s.runs = append(s.runs, segment{m, start, i - start})
	}
}

// join makes segments of the runs and gives their length in bits. It is not the shortest division but the one
// that go-qrcode makes: a run takes in those after it as long as each, alone, would be longer than what it
// adds, up to one of a higher mode; and one segment of the highest mode is preferred to several that are not
// shorter. Where a count is too small for a segment that was only weighed, all is given up, as go-qrcode
// does.
func (s *split) join(total int, count [modes]int) (bits int, ok bool) {
	s.segments = s.segments[:0]
	highest := numeric
	for i := 0; i < len(s.runs); {
		joined := s.runs[i]
		highest = max(highest, joined.mode)
		length, ok := joined.mode.bits(joined.n, count[joined.mode])
		for i++; ok && i < len(s.runs) && s.runs[i].mode <= joined.mode; i++ {
			next := s.runs[i]
			alone, ok1 := next.mode.bits(next.n, count[next.mode])
			together, ok2 := joined.mode.bits(joined.n+next.n, count[joined.mode])
			if !ok1 || !ok2 {
				return 0, false
			}
			if together >= length+alone {
				break
			}
			joined.n += next.n
			length = together
		}
		if !ok {
			return 0, false
		}
		s.segments = append(s.segments, joined)
		bits += length
	}
	single, ok := highest.bits(total, count[highest])
	if ok && single <= bits {
		s.segments = append(s.segments[:0], segment{highest, 0, total})
		bits = single
	}
	return bits, ok
}

// write gives the segments of content as n data codewords, with the terminator and the padding (ISO/IEC 18004
// §7.4.9 and 7.4.10), in the memory of dst.
func (s *split) write(dst []byte, content string, version, n int) []byte {
	count := ranges[0].count
	if version > ranges[0].last {
		count = ranges[1].count
	}
	b := bitWriter{dst: dst[:0]}
	for _, seg := range s.segments {
		b.write(1<<seg.mode, modeBits)
		b.write(uint64(seg.n), count[seg.mode])
		text := content[seg.start : seg.start+seg.n]
		switch seg.mode {
		case numeric:
			for ; len(text) >= 3; text = text[3:] {
				b.write(digit(text[0])*100+digit(text[1])*10+digit(text[2]), 10)
			}
			switch len(text) {
			case 2:
				b.write(digit(text[0])*10+digit(text[1]), 7)
			case 1:
				b.write(digit(text[0]), 4)
			}
		case alphanumeric:
			for ; len(text) >= 2; text = text[2:] {
				b.write(digit(text[0])*45+digit(text[1]), 11)
			}
			if len(text) == 1 {
				b.write(digit(text[0]), 6)
			}
		default:
			for i := range len(text) {
				b.write(uint64(text[i]), 8)
			}
		}
	}
	if free := n*8 - b.len(); free > 0 {
		b.write(0, min(free, 4))
	}
	b.write(0, -b.len()&7)
	for pad := uint64(0b11101100); b.len() < n*8; pad ^= 0b11101100 ^ 0b00010001 {
		b.write(pad, 8)
	}
	return b.bytes()
}

// digit is the value of a numeric or alphanumeric character.
func digit(c byte) uint64 { return uint64(characters[c].value) }

// A bitWriter appends numbers of up to 32 bits to octets, the highest bit first.
type bitWriter struct {
	dst   []byte
	ahead uint64 // the bits that are not yet in dst, the last one lowest
	n     int    // how many they are, below 32
}

func (b *bitWriter) write(value uint64, bits int) {
	b.ahead = b.ahead<<bits | value
	if b.n += bits; b.n >= 32 {
		b.n -= 32
		b.dst = binary.BigEndian.AppendUint32(b.dst, uint32(b.ahead>>b.n))
	}
}

// len is the number of bits written.
func (b *bitWriter) len() int { return len(b.dst)*8 + b.n }

// bytes ends with what is ahead, which must be whole octets.
func (b *bitWriter) bytes() []byte {
	for ; b.n > 0; b.n -= 8 {
		b.dst = append(b.dst, byte(b.ahead>>(b.n-8)))
	}
	return b.dst
}
