package compose

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Style is how a field of a [Stack] may be set, and the badness of what that may come to: 0.1 is as bad as
// to lose a tenth of the size of a field of weight 1.
type Style struct {
	What, Name  string // of the boxes, and in truncations
	Face        typeset.Face
	Most, Least float64 // pt
	Small       float64 // pt: below it a smaller size is three times as bad, before the text is cut
	Lead        float64 // em from the baseline to the capitals of the next field
	Weight      float64 // of its size
	Broken      float64 // badness of each line after the first
	InWord      float64 // of a word broken with a hyphen
	Cut         float64 // of a shortened text
	ToInitial   bool    // shortened means to its initial
}

// MostLines is how many lines a field may take.
const MostLines = 3

// A candidate is one way to set a field.
type candidate struct {
	typeset.Setting
	blank   bool
	badness float64
	rest    string  // what is left of a shortened text, else ""
	lead    float64 // from line to line, in mm
	inks    [MostLines]lineInk
}

// A lineInk is how far a line reaches above and below its baseline and from the edge of its field, and the
// room that there is above it at least, in mm.
type lineInk struct{ above, below, right, gap float64 }

// candidates are the ways to set a text on lines of the widths, at every size that is worth trying: at each
// on as few lines as do, in the condensed face before on more, inside words only where nothing else does.
// They are found as they are asked for, since for most names the first is the best.
type candidates struct {
	Style
	field  Field
	widths [2]float64 // the wider first
	found  []candidate
	size   float64 // to be tried next
	ended  bool    // all sizes are tried
	done   bool

	// The text in its face and in the condensed one, measured where it is tried.
	upright, condensed *typeset.MeasuredText
}

func newCandidates(s Style, f Field, wide, narrow float64) *candidates {
	c := &candidates{Style: s, field: f, widths: [2]float64{wide, narrow}, size: s.Most}
	if f.Empty() {
		c.found, c.done = []candidate{{}}, true
	} else if !f.Blank {
		c.upright = s.Face.Measure(f.Text)
	}
	return c
}

// at gives candidate i; nil where there is none, and where that and all after it make what is already so bad
// at least as bad as most.
func (c *candidates) at(i int, already, most float64) *candidate {
	for i >= len(c.found) {
		if c.done || already+c.leastBadness() >= most {
			return nil
		}
		c.find()
	}
	return &c.found[i]
}

// leastBadness is the least that a candidate has that is not found yet.
func (c *candidates) leastBadness() float64 {
	switch {
	case c.ended:
		return c.Cut
	case c.field.Blank:
		return c.sizeBadness(c.size)
	}
	return min(c.sizeBadness(c.size), c.Cut)
}

// find adds the candidates of one size, and after the last those of a shortened text.
func (c *candidates) find() {
	if c.ended {
		c.found, c.done = append(c.found, c.shortened(c.field.Text, c.widths[:])...), true
		return
	}
	size := max(c.size, c.Least)
	c.ended = c.size <= c.Least
	c.done = c.ended && c.field.Blank
	c.size *= step
	badness := c.sizeBadness(size)
	if c.field.Blank {
		blank := candidate{Setting: typeset.Setting{Size: size}, blank: true, badness: badness}
		c.found = append(c.found, blank)
		return
	}
	widest := math.Inf(1)
	for _, width := range c.widths {
		if widest <= width {
			break // it would come to the same
		}
		if set, more, ok := c.set(size, width); ok {
			c.found = append(c.found, measured(set, badness+more, ""))
			widest = set.Width()
		}
	}
}

// step is from one size to the next.
const step = 0.95

func (s Style) sizeBadness(size float64) float64 {
	size = max(size, s.Least)
	badness := math.Log(s.Most / size)
	if size < s.Small {
		badness += 2 * math.Log(s.Small/size)
	}
	return s.Weight * badness
}

// shortened gives the ways to set what is left of a text: its initial, at any size, or as much as fits at the
// least size.
func (s Style) shortened(text string, widths []float64) []candidate {
	var all []candidate
	if short := initial(text); s.ToInitial && short != "" {
		for size := s.Most; ; size *= step {
			size = max(size, s.Least)
			set := typeset.Setting{Face: s.Face, Size: size, Lines: []string{short}}
			all = append(all, measured(set, s.Cut+s.sizeBadness(size), short))
			if size == s.Least {
				return all
			}
		}
	}
	for lines := range MostLines {
		lost := s.Broken * float64(MostLines-1-lines)
		badness := s.Cut + s.Weight*math.Log(s.Most/s.Least) + lost
		for _, width := range widths {
			if set, cut := typeset.CutLines(text, s.Face, width, s.Least, lines+1); cut {
				all = append(all, measured(set, badness, strings.Join(set.Lines, " ")))
			}
		}
	}
	return all
}

// set sets the text at one size, and gives the badness beside that of the size.
func (c *candidates) set(size, width float64) (typeset.Setting, float64, bool) {
	const condensed = 0.01
	for place := typeset.Spaces; place <= typeset.Words; place++ {
		for lines := 1; lines <= MostLines; lines++ {
			if lines == 1 && place > typeset.Spaces || lines > 1 && !c.upright.Breaks(place) {
				continue // that is no other way than those before
			}
			badness := c.Broken * float64(lines-1)
			if place == typeset.Words {
				badness += c.InWord
			}
			if set, ok := c.upright.Break(size, width, lines, place); ok {
				return set, badness, true
			}
			if c.condensed == nil {
				c.condensed = c.Face.Condensed().Measure(c.field.Text)
			}
			if set, ok := c.condensed.Break(size, width, lines, place); ok {
				return set, badness + condensed, true
			}
		}
	}
	return typeset.Setting{}, 0, false
}

// measured is a candidate with the ink of its lines; rest is what is left of a text, "" for all.
func measured(set typeset.Setting, badness float64, rest string) candidate {
	c := candidate{Setting: set, badness: badness, rest: rest}
	em := set.Size * typeset.MM
	for i, line := range set.Lines {
		e := set.Face.Extent(line)
		ink := lineInk{above: e.Ascent * em, below: e.Descent * em, gap: inkApart,
			right: set.Indent(i) + (e.Width-e.Left)*em}
		if set.Face.Shaped(line) {
			ink.gap += shapedAir * em
		}
		if i > 0 {
			c.lead = max(c.lead, leadBroken*em, c.inks[i-1].below+ink.gap+ink.above)
		}
		c.inks[i] = ink
	}
	return c
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
