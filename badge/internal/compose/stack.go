package compose

import (
	"math"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Stack is the room for a few fields below each other, each on one line or more.
type Stack struct {
	X        float64 // the axis on which the letters stand
	Width    float64 // of lines above Narrows
	Beside   float64 // of lines that reach below Narrows
	Narrows  float64
	Top      float64 // above which there is no ink
	Capitals float64 // above which no capital of the first line begins
	End      float64 // below which there is no ink
	Mirrored bool    // it will be; lines on the axis at the right need no edge of their own
}

// Room between the lines of a stack.
const (
	leadBroken = 0.98 // em from baseline to baseline within a field
	inkApart   = 0.5  // mm between the ink of two lines, at least
	shapedAir  = 0.12 // em more where one of them is shaped, whose ink has no lines to stand on
	below      = 0.8  // em of a name that had to shrink: how large what stands under it may be
)

// Air is the least room from the ink of a line of full width down to Narrows, in mm.
const Air = 0.8

// Accent is the height of an accented capital above the baseline, in em.
const Accent = 0.91

// Fit sets fields as large as their styles allow and the stack has room for, with the least badness together;
// ok is false where nothing fits.
func (s *Stack) Fit(styles *[3]Style, fields [3]Field) (boxes []Box, truncations []Truncation, ok bool) {
	var all [3]*candidates
	for i := range all {
		all[i] = newCandidates(styles[i], fields[i], s.Width, s.Beside)
	}
	best, ok := s.best(styles, all)
	if !ok {
		return nil, nil, false
	}
	s.place(styles, best, func(i, n int, base float64) bool {
		style, set := styles[i], best[i]
		switch {
		case !set.blank:
			x := s.X
			if !s.Mirrored {
				x += set.Indent(n)
			}
			boxes = append(boxes, Line(style.What, set.Face, set.Size, x, base, Ink, set.Lines[n]))
		case base+RuleWeight+Air > s.Narrows:
			boxes = append(boxes, Blank(style.What, s.X, base, s.Beside, Capital(set.Size)))
		default:
			boxes = append(boxes, Blank(style.What, s.X, base, s.Width, Capital(set.Size)))
		}
		return true
	})
	for i, set := range best {
		if set.rest != "" {
			truncations = append(truncations,
				Truncation{Of: styles[i].Name, From: fields[i].Text, To: set.rest})
		}
	}
	return boxes, truncations, true
}

// best finds, of the candidates for the fields, those that fit and have the least badness together.
func (s *Stack) best(styles *[3]Style, of [3]*candidates) (best [3]*candidate, ok bool) {
	least := math.Inf(1)
	for i := 0; ; i++ {
		first := of[0].at(i, 0, least)
		if first == nil {
			return best, !math.IsInf(least, 1)
		}
		for j := 0; ; j++ {
			second := of[1].at(j, first.badness, least)
			if second == nil {
				break
			}
			most := min(first.Size, max(below*first.Size, styles[1].Least))
			if first.badness+second.badness >= least || second.Size > most {
				continue
			}
			if second.Size > 0 {
				most = min(second.Size, max(below*second.Size, styles[2].Least))
			}
			for k := 0; ; k++ {
				third := of[2].at(k, first.badness+second.badness, least)
				if third == nil {
					break
				}
				badness := first.badness + second.badness + third.badness
				if badness >= least || third.Size > most {
					continue
				}
				if try := [3]*candidate{first, second, third}; s.fits(styles, try) {
					best, least = try, badness
				}
			}
		}
	}
}

// place gives the baseline of each line, from the top: of field i its line n. It stops where put is false.
func (s *Stack) place(styles *[3]Style, fields [3]*candidate, put func(i, n int, base float64) bool) {
	bottom, base, lead, under := s.Top, 0.0, 0.0, 0.0
	for i, f := range fields {
		if f.Size == 0 {
			continue
		}
		em := f.Size * typeset.MM
		for n := range max(1, len(f.Lines)) {
			ink := lineInk{above: typeset.CapHeight * em, below: RuleWeight, gap: inkApart}
			if !f.blank {
				ink = f.inks[n]
			}
			under = max(under, ink.gap)
			switch {
			case base == 0:
				base = max(s.Capitals+typeset.CapHeight*em, s.Top+Accent*em)
			case n > 0:
				base += f.lead
			default:
				base = max(base+lead+typeset.CapHeight*em, bottom+under+ink.above)
			}
			under = ink.gap
			base = max(base, s.Top+ink.above)
			if !put(i, n, base) {
				return
			}
			bottom = base + ink.below
		}
		lead = styles[i].Lead * em
	}
}

// fits reports whether the fields end above the end of the stack and beside what narrows it.
func (s *Stack) fits(styles *[3]Style, fields [3]*candidate) bool {
	ok := true
	s.place(styles, fields, func(i, n int, base float64) bool {
		f := fields[i]
		under, wide := RuleWeight, 0.0
		if !f.blank {
			under, wide = f.inks[n].below, f.inks[n].right
		}
		room := s.Width
		if base+under+Air > s.Narrows {
			room = s.Beside
		}
		ok = base+under <= s.End && wide <= room+1e-9
		return ok
	})
	return ok
}
