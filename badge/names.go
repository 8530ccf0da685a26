package badge

import (
	"math"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A style is how one field of the names may be set. Ugliness is counted in shares: 0.1 is as bad as to lose a
// tenth of the size of something of weight 1.
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
	if f.empty() || s.most <= 0 {
		return []setting{{}}
	}
	var all []setting
	const step = 0.95
	for size := s.most; ; size *= step {
		size = max(size, s.least)
		ugly := s.weight * math.Log(s.most/size)
		if f.blank {
			all = append(all, setting{Setting: typeset.Setting{Size: size}, blank: true, ugly: ugly})
		} else {
			for _, width := range widths {
				if set, more, ok := s.at(f.text, size, width); ok {
					all = append(all, measured(setting{Setting: set, ugly: ugly + more}))
				}
			}
		}
		if size <= s.least {
			break
		}
	}
	if f.blank {
		return all
	}
	if short := initial(f.text); s.toInitial && short != f.text {
		for size := s.most; ; size *= step {
			size = max(size, s.least)
			ugly := s.cut + s.weight*math.Log(s.most/size)
			set := typeset.Setting{Face: s.face, Size: size, Lines: []string{short}}
			all = append(all, measured(setting{Setting: set, ugly: ugly, kept: short}))
			if size <= s.least {
				break
			}
		}
		return all
	}
	for lines := mostLines; lines > 0; lines-- { // the more is kept, the better
		ugly := s.cut + s.weight*math.Log(s.most/s.least) + s.broken*float64(mostLines-lines)
		for _, width := range widths {
			if set, cut := typeset.CutLines(f.text, s.face, width, s.least, lines); cut {
				all = append(all, measured(setting{Setting: set, ugly: ugly,
					kept: strings.Join(set.Lines, " ")}))
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

func measured(s setting) setting {
	em := s.Size * typeset.MM
	for _, line := range s.Lines {
		above, below := s.Face.Ink(line)
		s.inks = append(s.inks, inkOf{above * em, below * em})
		s.wide = append(s.wide, (s.Face.Width(line)-s.Face.Bearing(line))*em)
	}
	return s
}

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

// names sets given name, family name and organization as large as they go together, and reports false where
// nothing fits. Of all ways the least ugly is taken.
func (b *badge) names(full float64) ([]box, []cut, bool) {
	widths := []float64{b.width - 2*b.margin, b.left - b.margin}
	h := b.holder
	styles := [...]style{
		{what: "given", name: "given name", face: typeset.Bold, most: full,
			least:  max(legible, min(0.42*full, readable)),
			weight: 3, broken: 1, inWord: 0.6, cut: 80},
		{what: "family", name: "family name", face: typeset.Regular, most: familyMost * full,
			least:  max(legible, min(0.5*familyMost*full, 0.6*readable)),
			weight: 1.5, broken: 0.3, inWord: 1, cut: 20, toInitial: true},
		{what: "organization", name: "organization", face: typeset.Regular,
			most: min(max(organizationMost*full, b.small), familyLeast*full), least: 0.8 * b.small,
			weight: 0.6, broken: 0.1, inWord: 0.5, cut: 1.2},
	}
	if h.undivided { // the list does not say where the given name ends
		styles[0].broken = 0.3
	}
	styles[2].least = min(styles[2].most, styles[2].least)
	fields := [...]field{h.given, h.family, h.organization}
	var ways [3][]setting
	for i, s := range styles {
		ways[i] = s.settings(fields[i], widths...)
	}
	best, least := [3]setting{}, math.Inf(1)
	for _, given := range ways[0] {
		if given.ugly >= least {
			continue
		}
		for _, family := range ways[1] {
			over := min(given.Size, max(below*given.Size, styles[1].least))
			if given.ugly+family.ugly >= least || family.Size > over {
				continue
			}
			if family.Size > 0 {
				over = min(family.Size, max(below*family.Size, styles[2].least))
			}
			for _, organization := range ways[2] {
				ugly := given.ugly + family.ugly + organization.ugly
				if ugly >= least || organization.Size > over {
					continue
				}
				if try := [3]setting{given, family, organization}; b.fits(try) {
					best, least = try, ugly
				}
			}
		}
	}
	if math.IsInf(least, 1) {
		return nil, nil, false
	}
	var boxes []box
	var cuts []cut
	b.stack(best, func(i, n int, base float64) bool {
		s, set := styles[i], best[i]
		if set.blank {
			height := capital(set.Size)
			width := widths[0]
			if base+air >= b.codeTop {
				width = widths[1]
			}
			boxes = append(boxes, blank(s.what, b.margin, base, width, height))
		} else {
			boxes = append(boxes, line(s.what, set.Face, set.Size, b.margin, base, ink, set.Lines[n]))
		}
		return true
	})
	for i, set := range best {
		if set.kept != "" {
			cuts = append(cuts, cut{of: styles[i].name, from: fields[i].text, to: set.kept})
		}
	}
	return boxes, cuts, true
}

// below is how large what stands under a given name may be, in em of it, where the given name had to shrink.
const below = 0.8

// stack gives the baseline of each line, from the top: of field i its line n. It stops where put is false.
func (b *badge) stack(fields [3]setting, put func(i, n int, base float64) bool) {
	room := b.top + b.margin - b.clear
	bottom, base, lead := b.top, 0.0, 0.0
	for i, f := range fields {
		if f.Size == 0 {
			continue
		}
		em := f.Size * typeset.MM
		for n := range max(1, len(f.Lines)) {
			ink := inkOf{above: typeset.CapHeight * em, below: ruleWeight}
			if !f.blank {
				ink = f.inks[n]
			}
			switch {
			case base == 0:
				base = max(room+typeset.CapHeight*em, b.top+accent*em)
			case n > 0:
				base = max(base+leadBroken*em, bottom+0.5+ink.above)
			default:
				base = max(base+lead+typeset.CapHeight*em, bottom+0.5+ink.above)
			}
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
func (b *badge) fits(fields [3]setting) bool {
	ok := true
	b.stack(fields, func(i, n int, base float64) bool {
		f := fields[i]
		below, wide := ruleWeight, 0.0
		if !f.blank {
			below, wide = f.inks[n].below, f.wide[n]
		}
		room := b.width - 2*b.margin
		if base+below+air > b.codeTop {
			room = b.left - b.margin
		}
		ok = base+below <= b.end && wide <= room+1e-9
		return ok
	})
	return ok
}

// initial is the first letter of a name and a full stop; a name that is no longer than that stays.
func initial(name string) string {
	for i := range name {
		if short := name[:i] + "."; i > 0 && len(short) < len(name) {
			return short
		}
	}
	return name
}
