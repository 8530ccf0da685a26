package badge

import (
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// What scripts whose letters stand higher, hang lower or run the other way ask of a label.

// tall is the height of ink, in em, from which a name is set smaller: of accented capitals over descenders.
const tall = 1.25

// tallness is the part of the full size at which a given name takes no more height than one in Latin letters:
// 1 for most, less for stacks of letters.
func tallness(f field, face typeset.Face) float64 {
	if f.blank || !face.Shaped(f.text) {
		return 1
	}
	e := face.Extent(f.text)
	return min(1, max(0.6, tall/(e.Ascent+e.Descent)))
}

// withoutTallest leaves a blank for the field of the names that stands highest, and reports false where none
// stands so high that this is why the names do not fit.
func (b *badge) withoutTallest() bool {
	const tower = 2.5 // em
	h, highest := &b.holder, -1
	fields, most := [...]*field{&h.given, &h.family, &h.organization}, tower
	for i, f := range fields {
		if face := typeset.Regular.In(b.fonts); !f.blank && face.Shaped(f.text) {
			if e := face.Extent(f.text); e.Ascent+e.Descent > most {
				highest, most = i, e.Ascent+e.Descent
			}
		}
	}
	if highest < 0 {
		return false
	}
	what := [...]string{"given name", "family name", "organization"}
	b.cuts = append(b.cuts, cut{of: what[highest], from: fields[highest].text})
	*fields[highest] = field{blank: true}
	return true
}

// onBand sets a word on a band that has so much room above and below the baseline, in mm: moved up, and then
// set smaller, where its ink needs more.
func onBand(word typeset.Setting, above, below float64) (set typeset.Setting, up float64) {
	const edge = 0.2
	e := word.Face.Extent(word.Lines[0])
	if high := (e.Ascent + e.Descent) * word.Size * typeset.MM; high > above+below-2*edge {
		word.Size *= (above + below - 2*edge) / high
	}
	return word, max(0, e.Descent*word.Size*typeset.MM-below+edge)
}

// mirrored reports whether the label is read from the right: its name is.
func (b *badge) mirrored() bool {
	return !b.holder.given.blank && typeset.RightToLeft(b.holder.given.text)
}

// mirror turns what is on the left of a label or a page to the right, so that lines end on the axis there.
// Codes and logos stay as they are, at their new place.
func mirror(boxes []box, width float64) {
	for i := range boxes {
		b := &boxes[i]
		if b.text != "" && (b.kind == words || b.kind == band) {
			e, em := b.face.Extent(b.text), b.size*typeset.MM
			x, w := b.start+e.Left*em, (e.Width-e.Left-e.Right)*em // of its ink
			b.start = width - x - w - e.Left*em
			if b.kind == words {
				b.x, b.w = x, w
			}
		}
		b.x = width - b.x - b.w
	}
}
