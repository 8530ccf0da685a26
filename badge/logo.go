package badge

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A Logo is an event's. Badges, tickets and programmes show it small, and only where it takes no room from
// what must be read. It may be used for any number of writers, at the same time too.
type Logo struct{ image *pdf.Image }

// OpenLogo reads a file of fsys as [ReadLogo] does. Its error is an [agenda.InputError], "bad-logo".
func OpenLogo(fsys fs.FS, name string) (logo *Logo, err error) {
	file, err := fsys.Open(name)
	if err == nil {
		defer file.Close()
		if logo, err = ReadLogo(file); err == nil {
			return logo, nil
		}
		err = fmt.Errorf("%s: %w", name, err)
	}
	hint := ""
	if errors.As(err, new(*fs.PathError)) || errors.Is(err, pdf.ErrKind) {
		hint = "name a PNG, JPEG or SVG file with logo: in the event file, by its path from there"
	}
	return nil, wrongFile("logo", err, hint)
}

// ReadLogo reads a PNG, JPEG or SVG file. What white paper does not show of its edges is cut off, so that
// what is seen stands where it should. SVG is drawn as paths, sharp at any size. The error says what to do
// about a file that is none of these or is damaged, that has more than 16 MiB (1 MiB of SVG) or 16,777,216
// pixels, or of which nothing is seen on white paper. Of SVG, paths and other shapes with colours, lines and
// gradients are taken; text, pictures, clips, effects and whatever else would not be drawn as browsers do are
// refused.
func ReadLogo(r io.Reader) (*Logo, error) {
	// Twice as fine as printers, for what is left once edges are cut off.
	image, err := pdf.ReadImage(r, 2*logoWidth)
	if err != nil {
		return nil, err
	}
	return &Logo{image}, nil
}

// Lengths of a logo, in mm.
const (
	logoWidth    = 45.0 // at most
	logoHeight   = 7.5  // at most, on a page
	logoCapitals = 2.6  // at most how high on a badge, in capitals of the event's name
	logoLow      = 2.0  // at least how high: less is a stain
	logoNarrow   = 1.0  // at least how wide
	logoApart    = 3.3  // from the capitals of the event's name on a page
	pageEdge     = 5.5  // of a page: printers leave as much white
)

// within is how large the logo is in width × height mm, and whether it can be made out.
func (l *Logo) within(width, height float64) (w, h float64, ok bool) {
	if width <= 0 || height <= 0 {
		return 0, 0, false
	}
	w, h = l.image.Within(min(width, logoWidth), height)
	return w, h, w >= logoNarrow && h >= logoLow
}

// noLogoReason says why something is without the logo.
type noLogoReason uint8

const (
	shown noLogoReason = iota // it is not
	noRoom
	longName
	highName
	widePicture
	highPicture
)

// remedies say to an organizer why, and what to do.
var remedies = [...]string{
	noRoom:      "use a larger label",
	longName:    "the event's name is too long beside it; shorten the name, or use a larger label",
	highName:    "the marks on the event's name stand too high below it; give a plainer spelling",
	widePicture: "the picture is too wide to be made out so small; give one of another shape",
	highPicture: "the picture is too high to be made out so small; give one of another shape",
}

// noLogoReason says why the logo cannot be made out in width × height mm.
func (l *Logo) noLogoReason(width, height float64) noLogoReason {
	switch w, h, ok := l.within(width, height); {
	case ok:
		return shown
	case height < logoLow || width < logoNarrow:
		return noRoom
	case h < logoLow:
		return widePicture
	case w < logoNarrow:
		return highPicture
	}
	return noRoom
}

// box places the logo. event stands for its name where that is read out.
func (l *Logo) box(event string, x, y, w, h float64) compose.Box {
	text := "logo"
	if event != "" {
		text += " of " + event
	}
	return compose.Box{Kind: compose.Picture, What: "logo", X: x, Y: y, W: w, H: h, Text: text,
		Image: l.image}
}

// placeLogo places the logo by the event's name, whose baseline is up, and gives how much of the width of
// that line it takes. It stands above the name on the axis where short names of full size leave the room,
// else at the end of the line, in what is free there between names and band: they are no smaller for it.
// drop is how much lower than up the name stands where there is no band.
func (b *badge) placeLogo(width, up, drop float64) (taken float64) {
	if b.logo == nil {
		return 0
	}
	capital := compose.Capital(b.small)
	gap, third := 0.8*capital, min(width, b.width/3)
	full := b.top + b.design.fullName*b.width*b.design.stack // down to which names of full size reach
	w, h, above := b.logo.within(third, min(logoCapitals*capital, b.end-2*gap-full))

	top, bottom := b.end-gap+compose.Air, up+0.15*capital
	beside, sideW, sideH := false, 0.0, 0.0
	for _, face := range []typeset.Face{typeset.Regular, typeset.Regular.Condensed()} {
		if !beside {
			free := width - b.besideEvent(face.In(b.fonts))
			sideW, sideH, beside = b.logo.within(min(third, free), bottom-top)
		}
	}
	b.noLogo = shown
	switch {
	case !above && !beside:
		if b.noLogo = b.logo.noLogoReason(third, bottom-top); b.noLogo == shown {
			b.noLogo = longName
		}
		return 0
	case above && (!beside || h >= sideH):
		b.end -= gap + h
		b.boxes = append(b.boxes, b.logo.box(b.event, b.margin, b.end+drop, w, h))
		return 0
	}
	x := b.left - sideW
	if b.event == "" {
		x = b.margin
	}
	b.boxes = append(b.boxes, b.logo.box(b.event, x, (top+bottom-sideH)/2+drop, sideW, sideH))
	return sideW + 1.2*capital
}

// besideEvent gives the width of the event's name in full size with the space after it, in mm.
func (b *badge) besideEvent(face typeset.Face) float64 {
	const rounding = 0.01
	return face.Width(b.event)*b.small*typeset.MM + 1.2*compose.Capital(b.small) + rounding
}

// noLogo notes what is without the logo, "the tickets are", and why.
func (r *report) noLogo(why noLogoReason, what string) {
	r.add("no-logo", agenda.Note, agenda.Where{}, remedies[why],
		"%s without the logo: there is no room for it", what)
}

// placeLogo places the logo above the first of boxes, whose capitals begin at y = top, in the margin of a
// page that begins at edge. So nothing moves for it.
func (r *report) placeLogo(what string, boxes []compose.Box, x, top, edge float64) []compose.Box {
	if r.logo == nil {
		return boxes
	}
	bottom := top - logoApart
	if len(boxes) > 0 {
		bottom = min(bottom, boxes[0].Y-logoApart/2) // accents
	}
	height := min(logoHeight, bottom-edge-pageEdge)
	w, h, ok := r.logo.within(logoWidth, height)
	if !ok {
		why := r.logo.noLogoReason(logoWidth, height)
		if why == noRoom {
			why = highName
		}
		r.noLogo(why, what)
		return boxes
	}
	name := r.event("name", r.of.Name).Text
	return append([]compose.Box{r.logo.box(name, x, bottom-h, w, h)}, boxes...)
}
