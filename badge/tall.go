package badge

import (
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// What scripts whose letters stand higher, hang lower or run the other way ask of a label.

// tall is the height of ink, in em, from which a name is set smaller: of accented capitals over descenders.
const tall = 1.25

// tallness is the part of the full size at which a given name takes no more height than one in Latin letters:
// 1 for most, less for stacks of letters.
func tallness(f compose.Field, face typeset.Face) float64 {
	if f.Blank || !face.Shaped(f.Text) {
		return 1
	}
	e := face.Extent(f.Text)
	return min(1, max(0.6, tall/(e.Ascent+e.Descent)))
}

// withoutTallest leaves a blank for the field of the names that stands highest, and reports false where none
// stands so high that this is why the names do not fit.
func (b *badge) withoutTallest() bool {
	const tower = 2.5 // em
	h, highest := &b.holder, -1
	fields, most := [...]*compose.Field{&h.given, &h.family, &h.organization}, tower
	for i, f := range fields {
		if face := typeset.Regular.In(b.fonts); !f.Blank && face.Shaped(f.Text) {
			if e := face.Extent(f.Text); e.Ascent+e.Descent > most {
				highest, most = i, e.Ascent+e.Descent
			}
		}
	}
	if highest < 0 {
		return false
	}
	b.truncations = append(b.truncations,
		compose.Truncation{Of: b.design.names[highest].name, From: fields[highest].Text})
	*fields[highest] = compose.Field{Blank: true}
	return true
}

// mirrored reports whether the label is read from the right: its name is.
func (b *badge) mirrored() bool {
	return !b.holder.given.Blank && typeset.RightToLeft(b.holder.given.Text)
}
