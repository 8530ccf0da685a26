package typeset

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// A MeasuredText is text to be broken into lines, measured once for as many tries as that takes. It is used
// by one goroutine at a time. Shaping depends on what stands beside, so what the widths of clusters allow is
// shaped once more before it is called a line; simple text never is.
type MeasuredText struct {
	face  Face
	text  string
	whole *ShapedLine
	// trusting: lines are taken as the widths of clusters allow, and whoever asks for them looks at all of
	// them in the end.
	trusting bool
}

// Measure measures text. It must be what Prepare gave.
func (f Face) Measure(text string) *MeasuredText {
	if f.simple(text) {
		return &MeasuredText{face: f, text: text, whole: f.simpleLine(text), trusting: true}
	}
	return &MeasuredText{face: f, text: text, whole: f.shape(text)}
}

// simpleLine gives the line of a text that needs no shaping, without glyphs.
func (f Face) simpleLine(text string) *ShapedLine {
	m, runes := loaded[f.style](), []rune(text)
	l := &ShapedLine{simple: true, runes: runes, advance: make([]float32, len(runes))}
	for i, r := range runes {
		advance, _ := m.advance(r)
		l.advance[i] = float32(advance)
		l.width += advance
	}
	return l
}

// index is the number of the rune with which the end of the text begins.
func (m *MeasuredText) index(end string) int {
	return utf8.RuneCountInString(m.text[:len(m.text)-len(end)])
}

// A breakpoint says whether a line may end before a rune, and how.
type breakpoint uint8

const (
	maySpace  breakpoint = 1 << iota // a line may end, as it may at a space: Han, kana
	mayHyphen                        // after a hyphen or what is like one, before a syllable of Thai
	maySlash                         // after a slash, in a paragraph
	mayInside                        // inside a word
	needDash                         // and then it gets a hyphen
	inWord                           // the rune is a letter or a mark
)

// notch is the least, in parts of its room, by which a line that turns out too wide is made shorter. So it is
// shaped as often at most.
const notch = 32

// marks that give a line a direction (UAX #9 §2.6).
const (
	toTheRight = "\u200e"
	toTheLeft  = "\u200f"
)

// breakpoints are where a line of l may end, found when that is first asked.
func (l *ShapedLine) breakpoints() []breakpoint {
	l.once.Do(func() { l.ends = breakpointsOf(l) })
	return l.ends
}

func breakpointsOf(l *ShapedLine) []breakpoint {
	breakpoints := make([]breakpoint, len(l.runes)+1)
	if l.simple {
		for i, r := range l.runes {
			if !unicode.IsLetter(r) {
				continue
			}
			breakpoints[i] = inWord
			switch {
			case i > 0 && isHyphen(l.runes[i-1]):
				breakpoints[i] |= mayHyphen
			case i > 0 && l.runes[i-1] == '/':
				breakpoints[i] |= maySlash
			case more(l.runes[i:]):
				breakpoints[i] |= mayInside | needDash
			}
		}
		return breakpoints
	}
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
			breakpoints[at] |= mayHyphen
		case hangul(before) && at < len(l.runes) && hangul(l.runes[at]):
			// Korean has spaces for that.
		default:
			breakpoints[at] |= maySpace
		}
	}
	for i, r := range l.runes {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			breakpoints[i] |= inWord
		}
		if i == 0 || !l.cluster[i] || l.advance[i] == 0 {
			continue
		}
		switch script := language.LookupScript(r); {
		case joins[script] || joins[language.LookupScript(l.runes[i-1])] || oneSyllable(l.runes, i):
		case beginsSyllable(l.runes, i):
			breakpoints[i] |= mayHyphen
		case dashes[script]:
			if more(l.runes[i:]) {
				breakpoints[i] |= mayInside | needDash
			}
		default:
			breakpoints[i] |= mayInside
		}
	}
	return breakpoints
}

// Breaks reports whether the whole text has such a place.
func (m *MeasuredText) Breaks(at Place) bool {
	switch at {
	case Spaces:
		return strings.Contains(m.text, " ") || m.may(maySpace)
	case Hyphens:
		return m.may(mayHyphen)
	}
	return true
}

func (m *MeasuredText) may(what breakpoint) bool {
	return slices.ContainsFunc(m.whole.breakpoints(), func(b breakpoint) bool { return b&what != 0 })
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

// line says where the first line of so much room, in 1/1000 em, ends, 0 where nothing fits, and whether a
// hyphen follows there.
func (m *MeasuredText) line(text string, room int, at Place) (end int, hyphen bool) {
	for inner := room; inner > 0; {
		end, hyphen = m.guess(text, inner, at)
		if end == 0 {
			return 0, false
		}
		if m.trusting {
			return end, hyphen
		}
		over := m.over(text[:end], hyphen, room)
		if over <= 0 {
			return end, hyphen
		}
		inner -= max(over, room/notch, 1)
	}
	return 0, false
}

// over is by how much a line is too wide.
func (m *MeasuredText) over(line string, hyphen bool, room int) int {
	if line = strings.TrimRight(line, " "); hyphen {
		line += "-"
	}
	lines := m.mark([]string{line})
	return int(1000*m.face.Width(lines[0])+0.5) - room
}

// allowed are the breakpoints where a line may end at each [Place].
var allowed = [...]breakpoint{Spaces: maySpace, Hyphens: maySpace | mayHyphen,
	Words: maySpace | mayHyphen | mayInside, paragraph: maySpace | mayHyphen | maySlash}

// guess is line by the widths that clusters have in the whole text.
func (m *MeasuredText) guess(text string, room int, at Place) (end int, hyphen bool) {
	var space, dash, parted, inside, letters int
	dashed, sum := false, float32(0)
	hyphenWidth, _ := m.face.Advance('-')
	breakpoints, i := m.whole.breakpoints(), m.index(text)
	for b, r := range text {
		may := breakpoints[i] & allowed[at]
		switch {
		case b == 0 || may == 0 && r != ' ':
		case r == ' ' || may&maySpace != 0:
			if parts(text[b:]) {
				parted = b
			} else {
				space = b
			}
		case may&(mayHyphen|maySlash) != 0:
			dash = b
		case breakpoints[i]&needDash == 0:
			inside, dashed = b, false
		case letters >= leastPart && sum+float32(hyphenWidth) <= float32(room):
			inside, dashed = b, true
		}
		if letters++; breakpoints[i]&inWord == 0 {
			letters = 0
		}
		if sum += m.whole.advance[i]; sum > float32(room)+0.5 && r != ' ' {
			if at < Words {
				parted = 0
			}
			if at == paragraph {
				space = cmp.Or(space, parted)
			}
			if !m.whole.simple && dash > 2*space {
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
func more(text []rune) bool {
	return len(text) >= leastPart &&
		!slices.ContainsFunc(text[:leastPart], func(r rune) bool { return !unicode.IsLetter(r) })
}

// part says where a line of a paragraph ends, which it may within a word where it must; it holds a letter at
// least.
func (m *MeasuredText) part(text string, room int) int {
	if end, _ := m.line(text, room, paragraph); end > 0 {
		return end
	}
	// As many clusters as there is room for, at least one.
	first := m.index(text)
	sum, last, i := float32(0), 0, first
	for b := range text {
		if b > 0 && m.whole.begins(i) && m.whole.advance[i] > 0 {
			if last == 0 || m.over(text[:b], false, room) <= 0 {
				last = b
			}
		}
		if sum += m.whole.advance[i]; sum > float32(room) && last > 0 {
			if parted := strings.LastIndexByte(text[:last+1], ' '); parted > 0 {
				return parted
			}
			return last
		}
		i++
	}
	return len(text)
}

// cut keeps so much of a text that it fits with an [Ellipsis].
func (m *MeasuredText) cut(text string, room int) (kept string, cut bool) {
	if end, _ := m.line(text, room, Spaces); end == len(text) {
		return text, false
	}
	first := m.index(text)
	dots, _ := m.face.Advance('…')
	for inner := room; inner > 0; {
		space := float32(inner - dots)
		sum, end, word, i := float32(0), 0, 0, first
		for b, r := range text {
			if m.whole.begins(i) {
				end = b
			}
			if r == ' ' {
				word = b
			}
			if sum += m.whole.advance[i]; sum > space {
				break
			}
			i++
		}
		if word > 0 && word <= end {
			end = word
		}
		kept = strings.TrimRightFunc(text[:end], loose) + Ellipsis
		over := m.over(kept, false, room)
		if over <= 0 {
			return kept, true
		}
		inner -= max(over, room/notch, 1)
	}
	return Ellipsis, true
}

// mark puts the mark of a direction before lines that alone would run the other way than their text does.
func (m *MeasuredText) mark(lines []string) []string {
	if lines == nil {
		return nil
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		switch out[i] = line; {
		case m.whole.rtl == RightToLeft(line):
		case m.whole.rtl:
			out[i] = toTheLeft + line
		default:
			out[i] = toTheRight + line
		}
	}
	return out
}

// loose reports whether a rune stands badly before an [Ellipsis].
func loose(r rune) bool { return r == ' ' || unicode.IsPunct(r) && r != ')' && r != '.' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '–' }

// FirstLetter gives the first letter of s as a reader sees it: with its marks, and a conjunct whole.
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
