package typeset

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A plain is the ruler of text in which nothing is shaped. Where its lines may end is found once; a line is
// then a search among sums.
type plain struct {
	*metrics
	text    string
	known   []known // before each octet, and at the end; octets inside a letter have the sum before it alone
	letters int     // width of all but spaces, in 1/1000 em
	dashed  bool    // a line may end after a hyphen somewhere
}

// A known is what is known of one place. Places are offsets in the text.
type known struct {
	sum         int32 // width of what is before it, in 1/1000 em
	space, dash int32 // the last space, and letter after a hyphen, up to here; 0: none
	runes       int32 // before it
	letters     int32 // before it, since the last that is none
	more        bool  // as many letters follow as a line needs, and no hyphen is before them
}

func (m *metrics) ruler(text string) *plain {
	p := &plain{metrics: m, text: text, known: make([]known, len(text)+1)}
	var here known
	before, last, lastButOne := rune(0), -1, -1 // offsets of the letters before
	for i, r := range text {
		letter := unicode.IsLetter(r)
		dash := letter && isHyphen(before)
		switch {
		case r == ' ':
			if !parts(text[i:]) {
				here.space = int32(i)
			}
		case dash:
			here.dash, p.dashed = int32(i), true
		}
		p.known[i] = here
		width := m.width(r)
		if letter {
			if lastButOne >= 0 {
				p.known[lastButOne].more = p.known[lastButOne].dash != int32(lastButOne)
			}
			last, lastButOne = i, last
			here.letters++
		} else {
			last, lastButOne, here.letters = -1, -1, 0
		}
		for j := i + 1; j < i+utf8.RuneLen(r) && j < len(text); j++ {
			p.known[j].sum = here.sum
		}
		here.sum += int32(width)
		here.runes++
		if r != ' ' {
			p.letters += width
		}
		before = r
	}
	p.known[len(text)] = here
	return p
}

func (p *plain) hopeless(room, lines int) bool { return p.letters > room*lines }

func (p *plain) breaks(at Place) bool {
	switch at {
	case Spaces:
		return p.known[len(p.text)].space > 0
	case Hyphens:
		return p.dashed
	}
	return true
}

func (p *plain) line(text string, room int, at Place) (end int, hyphen bool) {
	from := len(p.text) - len(text)
	start := p.known[from]
	most := start.sum + int32(min(room, 1<<30))
	over := p.over(from, most)
	if over < 0 {
		return len(text), false
	}
	here := p.known[over]
	space, dash, inside := max(0, int(here.space)-from), 0, 0
	if at >= Hyphens {
		dash = max(0, int(here.dash)-from)
	}
	if end = cmp.Or(space, dash); end > 0 || at < Words {
		return end, false
	}
	if end = strings.LastIndexByte(text[:over-from], ' '); end > 0 {
		return end, false // before a sign that parts
	}
	most -= int32(p.width('-'))
	for i := over; i > from; i-- {
		w := &p.known[i]
		if w.more && w.sum <= most && min(w.letters, w.runes-start.runes) >= leastPart {
			inside = i - from
			break
		}
	}
	return inside, inside > 0
}

// over is where the first letter stands that ends beyond a sum, -1 where there is none. Spaces at the end of
// a line do not count.
func (p *plain) over(from int, most int32) int {
	low, high := from, len(p.text)
	if p.known[high].sum <= most {
		return -1
	}
	for low < high { // the first place whose sum is more
		if mid := (low + high) / 2; p.known[mid].sum > most {
			high = mid
		} else {
			low = mid + 1
		}
	}
	if _, n := utf8.DecodeLastRuneInString(p.text[from:low]); p.text[low-n] != ' ' {
		return low - n
	}
	for low < len(p.text) && p.text[low] == ' ' {
		low++
	}
	if low == len(p.text) {
		return -1
	}
	return low
}

// part says where a line ends that may end within a word where it must; it holds a letter at least.
func (m *metrics) part(text string, room int) int {
	sum, space, hyphen, before := 0, 0, 0, rune(0)
	for i, r := range text {
		switch {
		case i > 0 && r == ' ':
			if space == 0 || !parts(text[i:]) {
				space = i
			}
		case i > 0 && strings.ContainsRune("-‐–/", before) && unicode.IsLetter(r):
			hyphen = i
		}
		if sum += m.width(r); sum > room && i > 0 && r != ' ' {
			return cmp.Or(space, hyphen, i)
		}
		before = r
	}
	return len(text)
}

func (p *plain) cut(text string, room int) (kept string, cut bool) {
	if end, _ := p.line(text, room, Spaces); end == len(text) {
		return text, false
	}
	room -= p.width('…')
	sum, end, word := 0, 0, 0
	for i, r := range text {
		if r == ' ' {
			word = i
		}
		if sum += p.width(r); sum > room {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if word > 0 && word <= end {
		end = word
	}
	return strings.TrimRightFunc(text[:end], loose) + Ellipsis, true
}

func (p *plain) mark(lines []string) []string { return lines }

// loose reports whether a rune stands badly before an [Ellipsis].
func loose(r rune) bool { return r == ' ' || unicode.IsPunct(r) && r != ')' && r != '.' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '–' }
