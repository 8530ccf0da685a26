package typeset

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// A shaped is the ruler of text that is shaped. Shaping depends on what stands beside, so what the widths of
// clusters allow is shaped once more before it is called a line.
type shaped struct {
	face  Face
	text  string
	whole *ShapedLine
	// trusting: lines are taken as the widths of clusters allow, and whoever asks for them looks at all of
	// them in the end.
	trusting bool

	octets, runes int // as many of the one as of the other are before where index was asked last
}

// index is the number of the rune with which the end of the text begins.
func (s *shaped) index(end string) int {
	at := len(s.text) - len(end)
	if at < s.octets {
		s.octets, s.runes = 0, 0
	}
	s.runes += utf8.RuneCountInString(s.text[s.octets:at])
	s.octets = at
	return s.runes
}

// A spot is what may happen before a rune.
type spot uint8

const (
	maySpace  spot = 1 << iota // a line may end, as it may at a space: Han, kana
	mayHyphen                  // after a hyphen or what is like one, before a syllable of Thai
	mayInside                  // inside a word
	needDash                   // and then it gets a hyphen
)

// notch is the least, in parts of its room, by which a line that turns out too wide is made shorter. So it is
// shaped as often at most.
const notch = 32

// marks that give a line a direction (UAX #9 §2.6).
const (
	toTheRight = "\u200e"
	toTheLeft  = "\u200f"
)

// spots are where a line of l may end, found when that is first asked.
func (l *ShapedLine) spots() []spot {
	l.once.Do(func() { l.ends = spotsOf(l) })
	return l.ends
}

func spotsOf(l *ShapedLine) []spot {
	spots := make([]spot, len(l.runes)+1)
	var seg segmenter.Segmenter
	seg.Init(l.runes)
	for it := seg.LineIterator(); it.Next(); {
		at := it.Line().Offset
		if at == 0 || l.runes[at-1] == ' ' || !l.cluster[at] {
			continue
		}
		hangul := func(r rune) bool { return unicode.Is(unicode.Hangul, r) }
		switch before := l.runes[at-1]; {
		case isHyphen(before) || before == '/' || before == '—' || before == '־':
			spots[at] |= mayHyphen
		case hangul(before) && at < len(l.runes) && hangul(l.runes[at]):
			// Korean has spaces for that.
		default:
			spots[at] |= maySpace
		}
	}
	for i := 1; i < len(l.runes); i++ {
		if !l.cluster[i] || l.advance[i] == 0 {
			continue
		}
		switch script := language.LookupScript(l.runes[i]); {
		case joins[script] || joins[language.LookupScript(l.runes[i-1])] || oneSyllable(l.runes, i):
		case beginsSyllable(l.runes, i):
			spots[i] |= mayHyphen
		case dashes[script]:
			if unicode.IsLetter(l.runes[i]) {
				spots[i] |= mayInside | needDash
			}
		default:
			spots[i] |= mayInside
		}
	}
	return spots
}

// hopeless reports whether so many lines cannot hold the text: each but the last may lose a space.
func (s *shaped) hopeless(room, lines int) bool {
	space := loaded[s.face.style]().width(' ')
	return s.whole.width-(lines-1)*2*space > lines*room
}

func (s *shaped) breaks(at Place) bool {
	switch at {
	case Spaces:
		return strings.Contains(s.text, " ") || s.may(maySpace)
	case Hyphens:
		return s.may(mayHyphen)
	}
	return true
}

func (s *shaped) may(what spot) bool {
	for _, spot := range s.whole.spots() {
		if spot&what != 0 {
			return true
		}
	}
	return false
}

// joins are the scripts whose letters join, or that mark where syllables end, which a line never parts;
// dashes those that part a word with a hyphen.
var (
	joins = map[language.Script]bool{language.Arabic: true, language.Syriac: true, language.Mongolian: true,
		language.Nko: true, language.Mandaic: true, language.Adlam: true, language.Hanifi_Rohingya: true,
		language.Phags_Pa: true, language.Tibetan: true}
	dashes = map[language.Script]bool{language.Latin: true, language.Greek: true, language.Cyrillic: true,
		language.Armenian: true, language.Georgian: true, language.Hebrew: true, language.Cherokee: true,
		language.Coptic: true, language.Deseret: true}
)

func (s *shaped) line(text string, room int, at Place) (end int, hyphen bool) {
	for inner := room; inner > 0; {
		end, hyphen = s.guess(text, inner, at)
		if end == 0 {
			return 0, false
		}
		if s.trusting {
			return end, hyphen
		}
		over := s.over(text[:end], hyphen, room)
		if over <= 0 {
			return end, hyphen
		}
		inner -= max(over, room/notch, 1)
	}
	return 0, false
}

// over is by how much a line is too wide.
func (s *shaped) over(line string, hyphen bool, room int) int {
	if line = strings.TrimRight(line, " "); hyphen {
		line += "-"
	}
	lines := s.mark([]string{line})
	return int(1000*s.face.Width(lines[0])+0.5) - room
}

// guess is line by the widths that clusters have in the whole text.
func (s *shaped) guess(text string, room int, at Place) (end int, hyphen bool) {
	first := s.index(text)
	var space, dash, parted, inside, letters int
	dashed, sum := false, float32(0)
	wide := float32(loaded[s.face.style]().width('-'))
	spots, i := s.whole.spots(), first
	for b, r := range text {
		may := spots[i]
		switch {
		case b > 0 && (r == ' ' || may&maySpace != 0):
			if parts(text[b:]) {
				parted = b
			} else {
				space = b
			}
		case b > 0 && may&mayHyphen != 0:
			dash = b
		case b > 0 && may&mayInside != 0:
			switch {
			case may&needDash == 0:
				inside, dashed = b, false
			case letters >= leastPart && sum+wide <= float32(room) && more(text[b:]):
				inside, dashed = b, true
			}
		}
		if letters++; !unicode.IsLetter(r) && !unicode.IsMark(r) {
			letters = 0
		}
		if sum += s.whole.advance[i]; sum > float32(room)+0.5 && r != ' ' {
			if at < Hyphens {
				dash = 0
			}
			if at < Words {
				parted, inside = 0, 0
			}
			if dash > 2*space {
				space = 0 // a line would be less than half full, where spaces are between phrases
			}
			end = cmp.Or(space, dash, parted, inside)
			return end, end > max(space, dash, parted) && dashed
		}
		i++
	}
	return len(text), false
}

// more reports whether text begins with as many letters as a line needs.
func more(text string) bool {
	n := 0
	for _, r := range text {
		if n == leastPart {
			break
		}
		if !unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n == leastPart
}

// part is [metrics.part] of shaped text.
func (s *shaped) part(text string, room int) int {
	if end, hyphen := s.line(text, room, Hyphens); end > 0 && !hyphen {
		return end
	}
	// As many clusters as there is room for, at least one.
	first := s.index(text)
	sum, last, i := float32(0), 0, first
	for b := range text {
		if b > 0 && s.whole.cluster[i] && s.whole.advance[i] > 0 {
			if last == 0 || s.over(text[:b], false, room) <= 0 {
				last = b
			}
		}
		if sum += s.whole.advance[i]; sum > float32(room) && last > 0 {
			if parted := strings.LastIndexByte(text[:last+1], ' '); parted > 0 {
				return parted
			}
			return last
		}
		i++
	}
	return len(text)
}

func (s *shaped) cut(text string, room int) (kept string, cut bool) {
	if end, _ := s.line(text, room, Spaces); end == len(text) {
		return text, false
	}
	first := s.index(text)
	for inner := room; inner > 0; {
		space := float32(inner - loaded[s.face.style]().width('…'))
		sum, end, word, i := float32(0), 0, 0, first
		for b, r := range text {
			if s.whole.cluster[i] {
				end = b
			}
			if r == ' ' {
				word = b
			}
			if sum += s.whole.advance[i]; sum > space {
				break
			}
			i++
		}
		if word > 0 && word <= end {
			end = word
		}
		kept = strings.TrimRightFunc(text[:end], loose) + Ellipsis
		over := s.over(kept, false, room)
		if over <= 0 {
			return kept, true
		}
		inner -= max(over, room/notch, 1)
	}
	return Ellipsis, true
}

// mark puts the mark of a direction before lines that alone would run the other way than their text does.
func (s *shaped) mark(lines []string) []string {
	if lines == nil {
		return nil
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		switch out[i] = line; {
		case s.whole.rtl == RightToLeft(line):
		case s.whole.rtl:
			out[i] = toTheLeft + line
		default:
			out[i] = toTheRight + line
		}
	}
	return out
}

// FirstLetter is what a reader takes for the first letter of s: with its marks, and a conjunct whole.
func FirstLetter(s string) string {
	var seg segmenter.Segmenter
	if r := []rune(s); len(r) > 0 {
		seg.Init(r[:min(len(r), 32)])
		if it := seg.GraphemeIterator(); it.Next() {
			return string(it.Grapheme().Text)
		}
	}
	return ""
}
