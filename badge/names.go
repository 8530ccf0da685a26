package badge

import (
	"math"
	"sync"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Leads from one baseline to the next, in em of the line above: room for its descenders, and a little air,
// to which the capitals of the next come.
const (
	leadGiven  = 0.36
	leadFamily = 0.43
	leadBroken = 0.98 // within a field
	accent     = 0.91 // from the baseline to the top of an accented capital
	leadStack  = accent + leadGiven + familyMost*typeset.CapHeight +
		leadFamily*familyMost + organizationMost*typeset.CapHeight + 0.08
)

// air is the least room between names and code, in mm.
const air = 0.8

// styles are those of given name, family name and organization where the given name is of full pt if it can.
// A given name is broken rather than set below 0.8 of that, and inside a word below 0.6; for an organization
// it hardly shrinks, so that most names of a list are of one size; it is cut only where nothing else is left.
func (b *badge) styles(full float64) [3]style {
	heavy, light := typeset.Bold.In(b.fonts), typeset.Regular.In(b.fonts)
	given := style{what: "given", name: "given name", face: heavy, most: full,
		least: max(legible, min(0.3*full, 0.6*readable)), small: min(0.42*full, readable),
		weight: 3, broken: 0.6, inWord: 1, cut: 80}
	if b.holder.undivided { // it ends somewhere in the whole name, and the rest may well have its own line
		given.broken, given.name = 0.3, "name"
	}
	family := style{what: "family", name: "family name", face: light, most: familyMost * full,
		least:  max(legible, min(familyMost*full/4, familyMost*readable/2)),
		small:  min(familyMost*full/2, familyMost*readable),
		weight: 1.5, broken: 0.3, inWord: 1, cut: 20, toInitial: true}
	most := min(max(organizationMost*full, b.small), full/2)
	organization := style{what: "organization", name: "organization", face: light, most: most,
		least: min(most, 0.8*b.small), weight: 0.6, broken: 0.1, inWord: 0.5, cut: 1.2}
	if heavy.Shaped(b.holder.given.text) { // where names need more height, all shrink for it, not it alone
		organization.weight, organization.cut = 0.9, 1.8
	}
	// None is smaller than what stands below it.
	family.least = max(family.least, organization.least)
	given.least = max(given.least, family.least)
	return [3]style{given, family, organization}
}

// names sets given name, family name and organization with a given name of full pt, or as it is least ugly,
// and reports false where nothing fits.
func (b *badge) names(full float64) bool {
	styles := b.styles(full * tallness(b.holder.given, typeset.Bold.In(b.fonts)))
	fields := [...]field{b.holder.given, b.holder.family, b.holder.organization}
	room, beside := b.width-2*b.margin, b.left-b.margin
	tries := tried.Get().(*[3]ways)
	defer tried.Put(tries)
	for i, s := range styles {
		tries[i].begin(s, fields[i], room, beside)
	}
	best, ok := b.leastUgly(styles, tries)
	if !ok {
		return false
	}
	b.stack(best, func(i, n int, base float64) bool {
		s, set := styles[i], best[i]
		switch {
		case !set.blank:
			x := b.margin
			if !b.mirrored() { // lines on the right axis need no edge of their own
				x += set.Indent(n)
			}
			b.boxes = append(b.boxes, line(s.what, set.Face, set.Size, x, base, ink, set.Lines[n]))
		case base+ruleWeight+air > b.codeTop:
			b.boxes = append(b.boxes, blank(s.what, b.margin, base, beside, capital(set.Size)))
		default:
			b.boxes = append(b.boxes, blank(s.what, b.margin, base, room, capital(set.Size)))
		}
		return true
	})
	for i, set := range best {
		if set.kept != "" {
			b.cuts = append(b.cuts, cut{of: styles[i].name, from: fields[i].text, to: set.kept})
		}
	}
	return true
}

// tried is what was found for names before, whose room is used again.
var tried = sync.Pool{New: func() any { return new([3]ways) }}

// leastUgly finds, of the ways to set the three fields, those that fit and are the least ugly together.
func (b *badge) leastUgly(styles [3]style, tries *[3]ways) (best [3]*setting, ok bool) {
	least := math.Inf(1)
	for i := 0; ; i++ {
		given := tries[0].way(i, 0, least)
		if given == nil {
			return best, !math.IsInf(least, 1)
		}
		for j := 0; ; j++ {
			family := tries[1].way(j, given.ugly, least)
			if family == nil {
				break
			}
			most := min(given.Size, max(below*given.Size, styles[1].least))
			if given.ugly+family.ugly >= least || family.Size > most {
				continue
			}
			if family.Size > 0 {
				most = min(family.Size, max(below*family.Size, styles[2].least))
			}
			for k := 0; ; k++ {
				organization := tries[2].way(k, given.ugly+family.ugly, least)
				if organization == nil {
					break
				}
				ugly := given.ugly + family.ugly + organization.ugly
				if ugly >= least || organization.Size > most {
					continue
				}
				if try := [3]*setting{given, family, organization}; b.fits(try) {
					best, least = try, ugly
				}
			}
		}
	}
}

// below is how large what stands under a name that had to shrink may be, in em of that name.
const below = 0.8

// stack gives the baseline of each line, from the top: of field i its line n. It stops where put is false.
func (b *badge) stack(fields [3]*setting, put func(i, n int, base float64) bool) {
	room := b.top + b.margin - b.clear
	bottom, base, lead, under := b.top, 0.0, 0.0, 0.0
	for i, f := range fields {
		if f.Size == 0 {
			continue
		}
		em := f.Size * typeset.MM
		for n := range max(1, len(f.Lines)) {
			ink := inkOf{above: typeset.CapHeight * em, below: ruleWeight, gap: 0.5}
			if !f.blank {
				ink = f.inks[n]
			}
			under = max(under, ink.gap)
			switch {
			case base == 0:
				base = max(room+typeset.CapHeight*em, b.top+accent*em)
			case n > 0:
				base += f.lead
			default:
				base = max(base+lead+typeset.CapHeight*em, bottom+under+ink.above)
			}
			under = ink.gap
			base = max(base, b.top+ink.above)
			if !put(i, n, base) {
				return
			}
			bottom = base + ink.below
		}
		lead = leadGiven * em
		if i > 0 {
			lead = leadFamily * em
		}
	}
}

// fits reports whether the names end above the foot and beside the code.
func (b *badge) fits(fields [3]*setting) bool {
	ok := true
	b.stack(fields, func(i, n int, base float64) bool {
		f := fields[i]
		under, wide := ruleWeight, 0.0
		if !f.blank {
			under, wide = f.inks[n].below, f.inks[n].right
		}
		room := b.width - 2*b.margin
		if base+under+air > b.codeTop {
			room = b.left - b.margin
		}
		ok = base+under <= b.end && wide <= room+1e-9
		return ok
	})
	return ok
}
