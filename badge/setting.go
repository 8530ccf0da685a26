package badge

import (
	"iter"
	"math"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A style is how one field of the names may be set, and how ugly what it may come to is: 0.1 is as bad as to
// lose a tenth of the size of a field of weight 1.
type style struct {
	what, name  string // of the boxes, and in findings
	face        typeset.Face
	most, least float64 // pt
	weight      float64 // of its size
	broken      float64 // ugliness of each line after the first
	inWord      float64 // of a word broken with a hyphen
	cut         float64 // of a shortened text
	toInitial   bool    // shortened means to its initial
}

// mostLines is how many lines given name, family name and organization may take each.
const mostLines = 3

// A setting is one way to set a field, and how ugly that is.
type setting struct {
	typeset.Setting
	blank bool
	ugly  float64
	kept  string    // what is left of a shortened text, else ""
	inks  []inkOf   // of each line, in mm
	wide  []float64 // each line, in mm
}

type inkOf struct{ above, below float64 }

// settings gives the ways to set a text on lines of the widths, at every size that is worth trying: at each
// on as few lines as do, in the condensed face before on more, inside words only where nothing else does.
func (s style) settings(f field, widths ...float64) []setting {
	if f.empty() {
		return []setting{{}}
	}
	var all []setting
	for size, ugly := range s.sizes() {
		if f.blank {
			all = append(all, setting{Setting: typeset.Setting{Size: size}, blank: true, ugly: ugly})
			continue
		}
		for _, width := range widths {
			if set, more, ok := s.at(f.text, size, width); ok {
				all = append(all, measured(set, ugly+more, ""))
			}
		}
	}
	if !f.blank {
		all = append(all, s.shortened(f.text, widths)...)
	}
	return all
}

// sizes gives the sizes to try, in pt, from the largest, and how ugly each is.
func (s style) sizes() iter.Seq2[float64, float64] {
	const step = 0.95
	return func(yield func(size, ugly float64) bool) {
		for size := s.most; size > s.least; size *= step {
			if !yield(size, s.weight*math.Log(s.most/size)) {
				return
			}
		}
		yield(s.least, s.weight*math.Log(s.most/s.least))
	}
}

// shortened gives the ways to set what is left of a text: its initial, at any size, or as much as fits at the
// least size.
func (s style) shortened(text string, widths []float64) []setting {
	var all []setting
	if short := initial(text); s.toInitial && short != text {
		for size, ugly := range s.sizes() {
			set := typeset.Setting{Face: s.face, Size: size, Lines: []string{short}}
			all = append(all, measured(set, s.cut+ugly, short))
		}
		return all
	}
	for lines := range mostLines {
		ugly := s.cut + s.weight*math.Log(s.most/s.least) + s.broken*float64(mostLines-1-lines) // lost lines
		for _, width := range widths {
			if set, cut := typeset.CutLines(text, s.face, width, s.least, lines+1); cut {
				all = append(all, measured(set, ugly, strings.Join(set.Lines, " ")))
			}
		}
	}
	return all
}

// at sets text at one size, and says how ugly that is beside the size.
func (s style) at(text string, size, width float64) (typeset.Setting, float64, bool) {
	const condensed = 0.01
	for _, place := range []typeset.Place{typeset.Spaces, typeset.Hyphens, typeset.Words} {
		for lines := 1; lines <= mostLines; lines++ {
			ugly := s.broken * float64(lines-1)
			if place == typeset.Words {
				ugly += s.inWord
			}
			if set, ok := typeset.Break(text, s.face, size, width, lines, place); ok {
				return set, ugly, true
			}
			if set, ok := typeset.Break(text, s.face.Condensed(), size, width, lines, place); ok {
				return set, ugly + condensed, true
			}
		}
	}
	return typeset.Setting{}, 0, false
}

// measured is a setting with the ink and width of its lines; kept is what is left of a text, "" for all.
func measured(set typeset.Setting, ugly float64, kept string) setting {
	s := setting{Setting: set, ugly: ugly, kept: kept}
	em := set.Size * typeset.MM
	for i, line := range set.Lines {
		above, below := set.Face.Ink(line)
		s.inks = append(s.inks, inkOf{above * em, below * em})
		s.wide = append(s.wide, set.Indent(i)+(set.Face.Width(line)-set.Face.Bearing(line))*em)
	}
	return s
}

// initial is the first letter of a name and a full stop; a name that is no longer than that stays.
func initial(name string) string {
	if short := typeset.FirstLetter(name) + "."; len(short) < len(name) {
		return short
	}
	return name
}
