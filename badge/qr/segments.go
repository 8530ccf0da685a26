package qr

// A segment is characters of the content, counted in octets, that are written in one mode.
type segment struct {
	mode     mode
	start, n int
}

// bits is the length of n characters in a mode with their mode indicator and their count (ISO/IEC 18004
// §7.4); not ok where there are more of them than the count can say.
func (m mode) bits(n int) (bits int, ok bool) {
	switch m {
	case numeric:
		bits = n/3*10 + [...]int{0, 4, 7}[n%3]
	case alphanumeric:
		bits = n/2*11 + n%2*6
	default:
		bits = n * 8
	}
	return modeBits + counts[m] + bits, n < 1<<counts[m]
}

// fit divides content and gives the smallest version that holds it, 0 where none up to [lastDrawn] does.
func fit(content string, level Level) (segments []segment, version int) {
	segments, bits, ok := join(divide(content), len(content))
	for version := 1; ok && version <= lastDrawn; version++ {
		if bits <= 8*capacity(version, level) {
			return segments, version
		}
	}
	return nil, 0
}

// divide finds the runs of characters that have the same least mode.
func divide(content string) (runs []segment) {
	for start, i := 0, 0; i < len(content); start = i {
		m := characters[content[start]].mode
		for i = start + 1; i < len(content) && characters[content[i]].mode == m; i++ {
		}
		runs = append(runs, segment{m, start, i - start})
	}
	return runs
}

// join makes segments of the runs and gives their length in bits. It is not the shortest division but the one
// that go-qrcode makes: a run takes in those after it as long as each, alone, would be longer than what it
// adds, up to one of a higher mode; and one segment of the highest mode is preferred to several that are not
// shorter. Where a count is too small for a segment that was only weighed, all is given up, as go-qrcode
// does.
func join(runs []segment, total int) (segments []segment, bits int, ok bool) {
	highest := numeric
	for i := 0; i < len(runs); {
		joined := runs[i]
		highest = max(highest, joined.mode)
		length, ok := joined.mode.bits(joined.n)
		for i++; ok && i < len(runs) && runs[i].mode <= joined.mode; i++ {
			next := runs[i]
			alone, ok1 := next.mode.bits(next.n)
			together, ok2 := joined.mode.bits(joined.n + next.n)
			if !ok1 || !ok2 {
				return nil, 0, false
			}
			if together >= length+alone {
				break
			}
			joined.n += next.n
			length = together
		}
		if !ok {
			return nil, 0, false
		}
		segments = append(segments, joined)
		bits += length
	}
	single, ok := highest.bits(total)
	if ok && single <= bits {
		return []segment{{highest, 0, total}}, single, true
	}
	return segments, bits, ok
}

// write returns the segments of content as n data codewords, with the terminator and the padding
// (ISO/IEC 18004 §7.4.9 and 7.4.10).
func write(segments []segment, content string, n int) []byte {
	b := bitWriter{bytes: make([]byte, 0, n)}
	for _, seg := range segments {
		b.write(1<<seg.mode, modeBits)
		b.write(uint64(seg.n), counts[seg.mode])
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
	b.write(0, min(n*8-b.n, 4))
	b.write(0, -b.n&7)
	for pad := uint64(0b11101100); b.n < n*8; pad ^= 0b11101100 ^ 0b00010001 {
		b.write(pad, 8)
	}
	return b.bytes
}

// digit is the value of a numeric or alphanumeric character.
func digit(c byte) uint64 { return uint64(characters[c].value) }

// A bitWriter appends n bits to octets, the highest bit first.
type bitWriter struct {
	bytes []byte
	n     int
}

func (b *bitWriter) write(value uint64, bits int) {
	for i := bits - 1; i >= 0; i-- {
		if b.n%8 == 0 {
			b.bytes = append(b.bytes, 0)
		}
		b.bytes[b.n/8] |= byte(value>>i&1) << (7 - b.n%8)
		b.n++
	}
}
