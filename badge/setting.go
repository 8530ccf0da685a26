package badge

import (
	"iter"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A style is how one field of the names may be set, and how ugly what it may come to is: 0.1 is as bad as to
// lose a tenth of the size of a field of weight 1.
type style struct {
	what, name  string // of the boxes, and in findings
	face        typeset.Face
	most, least float64 // pt
	small       float64 // pt: below it a smaller size is three times as ugly, before the text is cut
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
	kept  string  // what is left of a shortened text, else ""
	lead  float64 // from line to line, in mm
	inks  [mostLines]inkOf
}

// An inkOf is how far a line reaches above and below its baseline and from the edge of its field, and the
// room that there is above it at least, in mm.
type inkOf struct{ above, below, right, gap float64 }

// ways are the ways to set a text on lines of the widths, at every size that is worth trying: at each on as
// few lines as do, in the condensed face before on more, inside words only where nothing else does. They are
// found as they are asked for, since for most names the first is the best.
type ways struct {
	style
	field  field
	widths [2]float64 // the wider first
	found  []setting
	size   float64 // to be tried next
	ended  bool    // all sizes are tried
	done   bool

	// The text in its face and in the condensed one, measured where it is tried.
	upright, condensed *typeset.Copy
}

// begin forgets what was found before.
func (w *ways) begin(s style, f field, wide, narrow float64) {
	*w = ways{style: s, field: f, widths: [2]float64{wide, narrow}, size: s.most, found: w.found[:0]}
	if f.empty() {
		w.found, w.done = append(w.found, setting{}), true
	} else if !f.blank {
		w.upright = s.face.Copy(f.text)
	}
}

// way gives way i; nil where there is none, and where that and all after it make what is so ugly already at
// least as ugly as most.
func (w *ways) way(i int, already, most float64) *setting {
	for i >= len(w.found) {
		if w.done || already+w.least() >= most {
			return nil
		}
		w.find()
	}
	return &w.found[i]
}

// least is how ugly what is not found yet is at least.
func (w *ways) least() float64 {
	switch {
	case w.ended:
		return w.cut
	case w.field.blank:
		return w.ugliness(w.size)
	}
	return min(w.ugliness(w.size), w.cut)
}

// find adds the ways of one size, and after the last those of a shortened text.
func (w *ways) find() {
	if w.ended {
		w.found, w.done = append(w.found, w.shortened(w.field.text, w.widths[:])...), true
		return
	}
	size := max(w.size, w.style.least)
	w.ended = w.size <= w.style.least
	w.done = w.ended && w.field.blank
	w.size *= step
	ugly := w.ugliness(size)
	if w.field.blank {
		w.found = append(w.found, setting{Setting: typeset.Setting{Size: size}, blank: true, ugly: ugly})
		return
	}
	widest := math.Inf(1)
	for _, width := range w.widths {
		if widest <= width {
			break // it would come to the same
		}
		if set, more, ok := w.at(size, width); ok {
			w.found = append(w.found, measured(set, ugly+more, ""))
			widest = set.Width()
		}
	}
}

// step is from one size to the next.
const step = 0.95

// ugliness is that of a size.
func (s style) ugliness(size float64) float64 {
	size = max(size, s.least)
	ugly := math.Log(s.most / size)
	if size < s.small {
		ugly += 2 * math.Log(s.small/size)
	}
	return s.weight * ugly
}

// sizes gives the sizes to try, in pt, from the largest, and how ugly each is.
func (s style) sizes() iter.Seq2[float64, float64] {
	return func(yield func(size, ugly float64) bool) {
		for size := s.most; size > s.least; size *= step {
			if !yield(size, s.ugliness(size)) {
				return
			}
		}
		yield(s.least, s.ugliness(s.least))
	}
}

// shortened gives the ways to set what is left of a text: its initial, at any size, or as much as fits at the
// least size.
func (s style) shortened(text string, widths []float64) []setting {
	var all []setting
	if short := initial(text); s.toInitial && short != "" {
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

// at sets the text at one size, and says how ugly that is beside the size.
func (w *ways) at(size, width float64) (typeset.Setting, float64, bool) {
	const condensed = 0.01
	for place := typeset.Spaces; place <= typeset.Words; place++ {
		for lines := 1; lines <= mostLines; lines++ {
			if lines == 1 && place > typeset.Spaces || lines > 1 && !w.upright.Breaks(place) {
				continue // that is no other way than those before
			}
			ugly := w.broken * float64(lines-1)
			if place == typeset.Words {
				ugly += w.inWord
			}
			if set, ok := w.upright.Break(size, width, lines, place); ok {
				return set, ugly, true
			}
			if w.condensed == nil {
				w.condensed = w.face.Condensed().Copy(w.field.text)
			}
			if set, ok := w.condensed.Break(size, width, lines, place); ok {
				return set, ugly + condensed, true
			}
		}
	}
	return typeset.Setting{}, 0, false
}

// measured is a setting with the ink of its lines; kept is what is left of a text, "" for all.
func measured(set typeset.Setting, ugly float64, kept string) setting {
	s := setting{Setting: set, ugly: ugly, kept: kept}
	em := set.Size * typeset.MM
	for i, line := range set.Lines {
		e := set.Face.Extent(line)
		ink := inkOf{above: e.Ascent * em, below: e.Descent * em, gap: 0.5,
			right: set.Indent(i) + (e.Width-e.Left)*em}
		if set.Face.Shaped(line) { // its ink has no lines to stand on
			ink.gap += 0.12 * em
		}
		if i > 0 {
			s.lead = max(s.lead, leadBroken*em, s.inks[i-1].below+ink.gap+ink.above)
		}
		s.inks[i] = ink
	}
	return s
}

// initial is the first letter of a name and a full stop, where the name is longer than that and in a script
// whose readers know initials: one that has capitals.
func initial(name string) string {
	short := typeset.FirstLetter(name)
	if first, _ := utf8.DecodeRuneInString(short); !unicode.IsUpper(first) && !unicode.IsLower(first) &&
		!unicode.Is(unicode.Georgian, first) || len(short)+1 >= len(name) {
		return ""
	}
	return short + "."
}
