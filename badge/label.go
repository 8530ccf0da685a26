package badge

import (
	"fmt"

	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/stock"
)

// A label is the room that a stock gives to a badge, turned so that names run along its longer side where
// it comes off a roll. Lengths are in mm.
type label struct {
	design        *labelDesign
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
)

func labelOf(s stock.Stock) label {
	d := &classic
	l := label{design: d, width: s.Width, height: s.Height, clear: clearOfEdges}
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
	l.code = min(max(d.code.share*short, d.code.least), d.code.most)
	// Eight characters of the bold face are seldom over 5.4 em wide: the black of a version 6 code.
	l.small = min(max(l.code*41/49/5.4/typeset.MM, d.foot.least), d.foot.most)
	return l
}

// A badge is the composition of one holder's label.
type badge struct {
	label
	event       string
	holder      holder
	boxes       []compose.Box
	truncations []compose.Truncation
	noLogo      noLogoReason

	left    float64 // where the column beside the code ends
	codeTop float64
	end     float64 // where the names must end
}

// compose decides what goes where on the label. Code, reference, ticket type and event stand at the bottom;
// the names take what is left (see names).
func (l label) compose(event string, h holder) (*badge, error) {
	b := &badge{label: l, event: event, holder: h}
	if l.logo != nil {
		b.noLogo = noRoom
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
		compose.Mirror(b.boxes, b.width)
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
	return min((end-l.top)/l.design.stack, l.design.fullName*l.width) / typeset.MM
}

// foot places code and reference at the right, band and event at the left of them, bottom up.
func (b *badge) foot() error {
	d := b.design
	side := max(b.label.code, float64(b.holder.code.Size()+2*qr.Quiet)*qr.MinModule)
	capital := b.small * typeset.MM * typeset.CapHeight
	pad := 0.75 * capital
	base := b.height - b.margin - pad
	quiet := side * qr.Quiet / float64(b.holder.code.Size()+2*qr.Quiet)
	x := b.width - max(b.clear+side, b.margin+side-quiet) // the black stands on the margin where it can
	b.codeTop = base - capital - 0.4 - side
	b.left = x - d.code.apart
	if b.codeTop < b.top || b.left-b.margin < d.code.beside {
		return b.tooSmall(b.holder.code)
	}
	width, size := b.left-b.margin, b.footSize(side-2*quiet)
	ref, _ := typeset.OneLine(b.holder.reference, d.foot.reference, side-2*quiet, size, 1)
	b.boxes = append(b.boxes,
		compose.Box{Kind: compose.Code, What: "code", X: x, Y: b.codeTop, W: side, H: side,
			Code: b.holder.code},
		compose.Line("reference", ref.Face, ref.Size, x+quiet, base, compose.Ink, b.holder.reference))

	// Names end where they would with a band and an event in full size, so that those of a list are of one
	// size.
	b.end = base - capital - pad
	if kind := b.holder.kind; kind.Blank {
		b.boxes = append(b.boxes, compose.Blank("type", b.margin, base, width, capital))
	} else if kind.Text != "" {
		word := b.footLine(ticketType, kind.Text, d.foot.kind, width-bandEnd, size)
		b.boxes = append(b.boxes,
			compose.WordOnBand("type", word, b.margin, base, b.left, capital, pad, b.holder.color))
	}
	if (b.event != "" || b.logo != nil) && b.height >= smallest {
		e := d.foot.event.In(b.fonts).Extent(b.event)
		em := b.small * typeset.MM
		up := b.end - max(e.Descent*em+0.6, 0.6*capital)
		b.end = up - e.Ascent*em
		if b.event == "" {
			b.end = up - capital
		}
		at := up
		if b.holder.kind.Empty() {
			at = base
		}
		width -= b.placeLogo(width, up, at-up)
		if b.event != "" {
			set := b.footLine(eventsName, b.event, d.foot.event, width, size)
			b.boxes = append(b.boxes,
				compose.Line("event", set.Face, set.Size, b.margin, at, compose.Second, set.Lines[0]))
		}
	}
	b.end -= 0.8 * capital
	return nil
}

// footLine sets a text of the foot on one line, shortened where it is too long.
func (b *badge) footLine(what, text string, face typeset.Face, width, size float64) typeset.Setting {
	set, short := typeset.Line(text, face.In(b.fonts), width, size, size)
	if short {
		b.truncations = append(b.truncations, compose.Truncation{Of: what, From: text, To: set.Lines[0]})
	}
	return set
}

// bandEnd is the least room between the word on a band and the band's end, in mm.
const bandEnd = 2.0

// footSize is the one size of event, ticket type and reference at which all three fit, or what does not fit
// even at the least size of the foot is cut.
func (b *badge) footSize(reference float64) float64 {
	f, width, size := b.design.foot, b.left-b.margin, b.small
	for _, t := range []struct {
		text  string
		face  typeset.Face
		width float64
	}{
		{b.holder.reference, f.reference, reference},
		{b.holder.kind.Text, f.kind.In(b.fonts), width - bandEnd},
		{b.event, f.event.In(b.fonts), width},
	} {
		if set, _ := typeset.Line(t.text, t.face, t.width, b.small, f.share*b.small); t.text != "" {
			size = min(size, set.Size)
		}
	}
	return size
}
