package badge

import (
	"fmt"

	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/stock"
)

// A label is the room that a stock gives to a badge, turned so that names run along its longer side where
// it comes off a roll. Lengths are in mm.
type label struct {
	width, height float64
	turned        bool    // a quarter turn anticlockwise on the stock
	clear         float64 // from each edge to what must be read: holders cover edges and printers drift
	top           float64 // the same at the top, where a badge that hangs has its slot or clip
	margin        float64 // from the left edge to the letters, the axis on which all of them stand
	code          float64 // side of the code's square, quiet zone included, where the code needs no more
	fonts         *typeset.Fonts
	logo          *Logo
	small         float64 // size of the event's name, the ticket type and the reference, in pt
}

// Rules of the label, in mm. The 5 mm and the 15 mm are those of holders: a slot is 14 × 3 mm, 6 to 9 mm
// from the edge.
const (
	clearOfEdges = 5.0
	clearOfPeel  = 3.0 // of a small label, which is stuck on and has no holder
	clearOfSlot  = 15.0
	smallest     = 42.0 // shorter side below which a label is small
	hangsFrom    = 70.0 // width from which an upright badge hangs
	beside       = 24.0 // least width of the column beside the code
	aside        = 1.5  // between that column and the code
)

func labelOf(s stock.Stock) label {
	l := label{width: s.Width, height: s.Height, clear: clearOfEdges}
	if s.Height > s.Width && s.Width < hangsFrom {
		l.width, l.height, l.turned = s.Height, s.Width, true
	}
	short := min(l.width, l.height)
	if short < smallest {
		l.clear = clearOfPeel
	}
	l.margin = l.clear + 1
	if short >= 60 {
		l.margin = l.clear + 2
	}
	l.top = l.clear
	if l.height > l.width {
		l.top = clearOfSlot
	}
	l.code = min(max(0.3*short, 21), 45)
	// Eight characters of the bold face are seldom over 5.4 em wide: the black of a version 6 code.
	l.small = min(max(l.code*41/49/5.4/typeset.MM, 7), 18)
	return l
}

// The proportions of a badge. The given name's size is 1 em.
const (
	fullName         = 0.26 // em at most, of the label's width
	familyMost       = 0.60
	organizationMost = 0.33
	readable         = 8 / typeset.CapHeight / typeset.MM // pt: a cap height of 8 mm, read from 3 m
	legible          = 2.5 / typeset.CapHeight / typeset.MM
)

// A badge is the composition of one holder's label.
type badge struct {
	label
	event  string
	holder holder
	boxes  []box
	cuts   []cut
	bare   bareness

	left    float64 // where the column beside the code ends
	codeTop float64
	end     float64 // where the names must end
}

// mostBoxes are seldom exceeded: code, reference, band, event, logo, and each of the names on a line or two.
const mostBoxes = 8

// compose decides what goes where on the label. Code, reference, ticket type and event stand at the bottom;
// the names take what is left (see names).
func (l label) compose(event string, h holder) (*badge, error) {
	b := &badge{label: l, event: event, holder: h, boxes: make([]box, 0, mostBoxes)}
	if l.logo != nil {
		b.bare = noRoom
	}
	if err := b.foot(); err != nil {
		return nil, err
	}
	most := l.largest(b.end)
	if most < legible {
		return nil, l.tooSmall(h.code)
	}
	for !b.names(most) {
		if !b.withoutTallest() {
			return nil, l.tooSmall(h.code)
		}
	}
	if b.mirrored() {
		mirror(b.boxes, b.width)
	}
	return b, nil
}

// enough is the smallest label, in mm, that holds a name and the code of a signed ticket.
const enoughWidth, enoughHeight = 60.0, 38.0

func (l label) tooSmall(c *qr.Code) error {
	need := float64(c.Size()+2*qr.Quiet) * qr.MinModule
	size := fmt.Sprintf("a label of %g × %g mm is too small for a name and a code of %.1f mm",
		l.width, l.height, need)
	if need <= 21 {
		return fmt.Errorf("%s; use one of at least %g × %g mm", size, enoughWidth, enoughHeight)
	}
	return fmt.Errorf("%s; use a larger label or a shorter code", size)
}

// largest is the size of the given name at which it, a family name and an organization, a line each, fill
// the height, in pt. So all names of a list that are short enough have one size.
func (l label) largest(end float64) float64 {
	return min((end-l.top)/leadStack, fullName*l.width) / typeset.MM
}

func (b *badge) codeSide() float64 {
	return max(b.label.code, float64(b.holder.code.Size()+2*qr.Quiet)*qr.MinModule)
}

// foot places code and reference at the right, band and event at the left of them, bottom up.
func (b *badge) foot() error {
	side := b.codeSide()
	capital := b.small * typeset.MM * typeset.CapHeight
	pad := 0.75 * capital
	base := b.height - b.margin - pad
	quiet := side * qr.Quiet / float64(b.holder.code.Size()+2*qr.Quiet)
	x := b.width - max(b.clear+side, b.margin+side-quiet) // the black stands on the margin where it can
	b.codeTop = base - capital - 0.4 - side
	b.left = x - aside
	if b.codeTop < b.top || b.left-b.margin < beside {
		return b.tooSmall(b.holder.code)
	}
	b.boxes = append(b.boxes, box{kind: code, what: "code", x: x, y: b.codeTop, w: side, h: side,
		code: b.holder.code})
	width, size := b.left-b.margin, b.footSize(side-2*quiet)
	ref, _ := typeset.OneLine(b.holder.reference, typeset.Bold, side-2*quiet, size, 1)
	b.boxes = append(b.boxes, line("reference", ref.Face, ref.Size, x+quiet, base, ink, b.holder.reference))

	// Names end where they would with a band and an event in full size, so that those of a list are of one
	// size.
	b.end = base - capital - pad
	if kind := b.holder.kind; kind.blank {
		b.boxes = append(b.boxes, blank("type", b.margin, base, width, capital))
	} else if kind.text != "" {
		word, short := typeset.Line(kind.text, typeset.Bold.In(b.fonts), width-bandEnd, size, size)
		if short {
			b.cuts = append(b.cuts, cut{of: ticketType, from: kind.text, to: word.Lines[0]})
		}
		word, up := onBand(word, capital+pad, pad)
		w := line("", word.Face, word.Size, b.margin, base-up, ink, word.Lines[0])
		b.boxes = append(b.boxes, box{kind: band, what: "type", y: b.end, w: b.left, h: capital + 2*pad,
			face: w.face, size: w.size, start: w.start, base: w.base, text: w.text, color: b.holder.color,
			outlined: light(b.holder.color)})
	}
	if (b.event != "" || b.logo != nil) && b.height >= smallest {
		e := typeset.Regular.In(b.fonts).Extent(b.event)
		em := b.small * typeset.MM
		up := b.end - max(e.Descent*em+0.6, 0.6*capital)
		b.end = up - e.Ascent*em
		if b.event == "" {
			b.end = up - capital
		}
		at := up
		if b.holder.kind.empty() {
			at = base
		}
		width -= b.emblem(width, up, at-up)
		if b.event != "" {
			set, short := typeset.Line(b.event, typeset.Regular.In(b.fonts), width, size, size)
			if short {
				b.cuts = append(b.cuts, cut{of: eventsName, from: b.event, to: set.Lines[0]})
			}
			b.boxes = append(b.boxes,
				line("event", set.Face, set.Size, b.margin, at, second, set.Lines[0]))
		}
	}
	b.end -= 0.8 * capital
	return nil
}

// bandEnd is the least room between the word on a band and the band's end, in mm.
const bandEnd = 2.0

// footSize is the one size of event, ticket type and reference at which all three fit, or what does not fit
// even at three quarters of the full size is cut.
func (b *badge) footSize(reference float64) float64 {
	width, size := b.left-b.margin, b.small
	for _, t := range []struct {
		text  string
		face  typeset.Face
		width float64
	}{
		{b.holder.reference, typeset.Bold, reference},
		{b.holder.kind.text, typeset.Bold.In(b.fonts), width - bandEnd},
		{b.event, typeset.Regular.In(b.fonts), width},
	} {
		if set, _ := typeset.Line(t.text, t.face, t.width, b.small, 0.75*b.small); t.text != "" {
			size = min(size, set.Size)
		}
	}
	return size
}
