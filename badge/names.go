package badge

import (
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Sizes of letters, in pt.
const (
	readable = 8 / typeset.CapHeight / typeset.MM // a cap height of 8 mm, read from 3 m
	legible  = 2.5 / typeset.CapHeight / typeset.MM
)

// styles are those of given name, family name and organization where the given name is of full pt if it can.
func (b *badge) styles(full float64) (styles [3]compose.Style) {
	for i, r := range b.design.names {
		s := compose.Style{What: r.what, Name: r.name, Face: r.face.In(b.fonts), Most: r.most * full,
			Least: max(legible, min(r.least*full, r.leastReadable*readable)),
			Small: min(r.small*full, r.smallReadable*readable), Lead: r.lead, Weight: r.weight,
			Broken: r.broken, InWord: r.inWord, Cut: r.cut, ToInitial: r.toInitial}
		if r.leastOfFoot > 0 {
			s.Most = min(max(s.Most, b.small), full/2)
			s.Least = min(s.Most, r.leastOfFoot*b.small)
		}
		if r.brokenWhole > 0 && b.holder.undivided { // the rest of the whole name may well have its own line
			s.Broken, s.Name = r.brokenWhole, "name"
		}
		// Where names need more height, all shrink for it, not it alone.
		if r.weightShaped > 0 && styles[0].Face.Shaped(b.holder.given.Text) {
			s.Weight, s.Cut = r.weightShaped, r.cutShaped
		}
		styles[i] = s
	}
	for i := len(styles) - 2; i >= 0; i-- { // none is smaller than what stands below it
		styles[i].Least = max(styles[i].Least, styles[i+1].Least)
	}
	return styles
}

// names sets given name, family name and organization with a given name of full pt, or as little worse as
// they fit, and reports false where nothing fits.
func (b *badge) names(full float64) bool {
	styles := b.styles(full * tallness(b.holder.given, b.design.names[0].face.In(b.fonts)))
	stack := compose.Stack{X: b.margin, Width: b.width - 2*b.margin, Beside: b.left - b.margin,
		Narrows: b.codeTop, Top: b.top, Capitals: b.top + b.margin - b.clear, End: b.end,
		Mirrored: b.mirrored()}
	boxes, truncations, ok := stack.Fit(&styles,
		[3]compose.Field{b.holder.given, b.holder.family, b.holder.organization})
	b.boxes, b.truncations = append(b.boxes, boxes...), append(b.truncations, truncations...)
	return ok
}

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
