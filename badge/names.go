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
