package badge

import (
	"cmp"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A mend is what may be done to names to make them fit.
type mend struct {
	breaks  bool // two lines where one does not do
	initial bool // the family name becomes its initial
	cuts    bool // the given name is cut
}

// Leads from one baseline to the next, in em of the given name: room for the descenders of the one, the
// capitals of the other and a little air.
const (
	leadFamily       = 0.36 + familyMost*typeset.CapHeight
	leadOrganization = 0.26 + organizationMost*typeset.CapHeight
	leadBroken       = 0.98
	accent           = 0.91 // from the baseline to the top of an accented capital
)

// air is the least room between names and code, in mm.
const air = 0.8

// A stack is the names as they come to stand on each other.
type stack struct {
	*badge
	boxes []box
	cuts  []cut
	base  float64 // of the line set last
	full  bool    // something did not fit
}

// names sets the names with the given name at size pt, and reports whether they fit.
func (b *badge) names(size float64, m mend) ([]box, []cut, bool) {
	s := &stack{badge: b}
	em := size * typeset.MM
	h := b.holder
	room := b.top + b.margin - b.clear
	s.base = max(room+typeset.CapHeight*em, b.top+accent*em)

	s.put("given", h.given, typeset.Bold, size, size, s.base, m)
	lead := leadFamily * em
	family := h.family
	if short := initial(family.text); m.initial && short != family.text {
		s.cuts = append(s.cuts, cut{of: "family name", from: family.text, to: short})
		family.text = short
	}
	if !family.empty() {
		s.put("family", family, typeset.Regular, familyMost*size, familyLeast*size, s.base+lead, m)
		lead = leadOrganization * em
	}
	if !h.organization.empty() {
		most := min(max(organizationMost*size, s.small), familyLeast*size)
		least := min(most, max(organizationLeast*size, 0.8*s.small))
		s.put("organization", h.organization, typeset.Regular, most, least, s.base+lead, m)
	}
	return s.boxes, s.cuts, !s.full
}

// put sets one field, its first baseline at base or lower. It takes the full width above the code and the
// left column beside it.
func (s *stack) put(what string, f field, face typeset.Face, most, least, base float64, m mend) {
	if f.empty() || s.full {
		return
	}
	if f.blank {
		width := s.left - s.margin
		if base+air < s.codeTop {
			width = s.width - 2*s.margin
		}
		height := most * typeset.MM * typeset.CapHeight
		s.add([]box{blank(what, s.margin, base, width, height)}, base)
		return
	}
	beside := s.left - s.margin
	for _, width := range []float64{s.width - 2*s.margin, beside} {
		set, ok := s.fit(what, f.text, face, width, most, least, m)
		if !ok {
			continue
		}
		boxes, last := s.lines(what, set, base)
		if boxes[len(boxes)-1].bottom()+air > s.codeTop && set.Width() > beside && width > beside {
			continue
		}
		if s.add(boxes, last); !s.full && set.Lines[len(set.Lines)-1] != f.text && len(set.Lines) == 1 {
			s.cuts = append(s.cuts, cut{of: cmp.Or(fieldNames[what], what), from: f.text, to: set.Lines[0]})
		}
		return
	}
	s.full = true
}

var fieldNames = map[string]string{"given": "given name", "family": "family name"}

func (s *stack) fit(what, text string, face typeset.Face, width, most, least float64, m mend) (
	typeset.Setting, bool) {
	if set, ok := typeset.OneLine(text, face, width, most, least); ok {
		return set, true
	}
	organization := what == "organization" // never makes the name smaller: it breaks and is cut at any size
	if m.breaks || organization {
		if set, ok := typeset.TwoLines(text, face, width, most*0.9, least*0.9); ok {
			return set, true
		}
	}
	if m.cuts && what == "given" || organization {
		set, _ := typeset.Cut(text, face, width, least)
		return set, true
	}
	return typeset.Setting{}, false
}

// lines places the lines of a setting, each clear of the ink of what stands above it.
func (s *stack) lines(what string, set typeset.Setting, base float64) ([]box, float64) {
	var boxes []box
	for i, text := range set.Lines {
		if i > 0 {
			base += leadBroken * set.Size * typeset.MM
		}
		b := line(what, set.Face, set.Size, s.margin, base, ink, text)
		over := s.top
		if all := append(s.boxes[:len(s.boxes):len(s.boxes)], boxes...); len(all) > 0 {
			over = all[len(all)-1].bottom() + 0.5
		}
		if b.y < over {
			down := over - b.y
			base, b.y, b.base = base+down, b.y+down, b.base+down
		}
		boxes = append(boxes, b)
	}
	return boxes, base
}

func (s *stack) add(boxes []box, base float64) {
	for _, b := range boxes {
		s.full = s.full || b.bottom() > s.end
	}
	s.boxes, s.base = append(s.boxes, boxes...), base
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
