package badge

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/roster"
)

// WriteTickets draws a ticket for each attendee, one a page, in the order of the list, and writes them as
// one PDF. The upper half says what, when, where and who, and holds the code; folded backwards twice it is
// a card of A6 (or a quarter of Letter) with title and code outside. The lower half, inside, has the
// programme, the venue and the conditions. An unknown time zone is an error; for the others see
// [WriteBadges].
func WriteTickets(ctx context.Context, w io.Writer, e *agenda.Event, list []roster.Attendee, d Design) (
	agenda.Findings, error) {
	width, height, err := d.page()
	if err != nil {
		return nil, err
	}
	if _, err := e.Location(); err != nil {
		return nil, err // the times would be of another zone than is said
	}
	r := newReport(e).in(d.Fonts)
	holders, err := r.holders(list, d.Colors)
	if err != nil {
		return r.findings, err
	}
	r.logo = d.Logo
	t := newTicketSheet(r, width, height)
	facts, inside := t.facts(), t.inside()
	var all truncations
	document := r.document(d, "Tickets", width, height, len(list))
	document.Tagged, document.FromRight = true, t.turned
	document.Outline = letters(list, func(i int) int { return i })
	err = pdf.Write(ctx, w, document, func(page int, c *pdf.Canvas) error {
		h, err := holders(page)
		if err != nil {
			return err
		}
		boxes, cuts := t.who(h, facts)
		all.add(page, cuts)
		draw(c, 0, 0, facts.Boxes)
		draw(c, 0, 0, boxes)
		draw(c, 0, 0, inside)
		return nil
	})
	all.report(r, list, "ticket")
	return r.findings, err
}

// A ticketSheet holds the parts that all tickets have in common.
type ticketSheet struct {
	*report
	width, height float64 // mm
	turned        bool    // see mirrored
	name          compose.Field
	when, hours   compose.Field // "Tuesday 3 June 2014"; "18:30 to 21:00, Pacific time"
	venue         compose.Field
	address       compose.Field
}

func newTicketSheet(r *report, width, height float64) *ticketSheet {
	t := &ticketSheet{report: r, width: width, height: height,
		turned: listing.RightToLeft(r.of), name: r.event("name", r.of.Name)}
	t.when.Text, t.hours.Text, _ = strings.Cut(r.event("date", listing.English.When(r.of)).Text, ", ")
	t.venue = r.event("venue", r.of.Venue.Name)
	t.address = r.event("address", r.of.Venue.Address)
	return t
}

// Lengths of a ticket, in mm.
const (
	ticketTop  = 18.0
	ticketCode = 50.0 // side of the code, quiet zone included; a version 6 code alone is then 42
)

// column is the left one of the upper half.
func (t *ticketSheet) column() compose.Column {
	return compose.Column{Fonts: t.fonts, X: axis, Width: t.width/2 - axis - gutter, Y: ticketTop}
}

// turn mirrors what is on a page that is read from the right.
func (t *ticketSheet) turn(boxes []compose.Box) {
	if t.turned {
		compose.Mirror(boxes, t.width)
	}
}

// facts gives the first texts of each ticket, at the upper left: what, when and where.
func (t *ticketSheet) facts() compose.Column {
	left := t.column()
	if !t.name.Empty() {
		left.Field("event's name", typeset.Bold, display, 18, 0, 2, t.name, compose.Ink)
	}
	put := func(what string, first, rest compose.Field) {
		space := 6.5
		for _, f := range []compose.Field{first, rest} {
			if f.Empty() {
				continue
			}
			most, lines := heading, 1
			face := typeset.Regular.In(t.fonts)
			if _, broken := compose.Largest(f.Text, face, left.Width, heading, heading-2, 1); broken {
				most, lines = heading-2, 2
			}
			left.Field(what, typeset.Regular, most, note, space, lines, f, compose.Ink)
			space = compose.Next(most)
		}
	}
	put("date", t.when, t.hours)
	put("venue", t.venue, t.address)
	left.Boxes = t.placeLogo("the tickets are", left.Boxes, left.X, ticketTop, 0)
	t.shortened(agenda.Where{}, "the tickets", left.Truncations...)
	t.turn(left.Boxes)
	return left
}

// who is the rest of the upper half: who, below the facts, and at the right the code alone.
func (t *ticketSheet) who(h holder, facts compose.Column) ([]compose.Box, []compose.Truncation) {
	left := t.column()
	left.Y, left.Low = facts.Y, facts.Low
	holderName(&left, h, max(9, ticketTop+58-left.Y))
	if !h.organization.Empty() {
		most := heading
		if name := left.Boxes[len(left.Boxes)-1]; name.Kind == compose.Words { // never larger than the name
			most = min(most, name.Size)
		}
		left.Field("organization", typeset.Regular, most, note, 3, 2, h.organization, compose.Ink)
	}
	if h.kind.Blank {
		left.Field("ticket type", typeset.Bold, heading, heading, 6.5, 1, h.kind, compose.Ink)
	} else if h.kind.Text != "" {
		left.Bar("ticket type", heading, 6.5, h.color, h.kind.Text)
	}
	modules := float64(h.code.Size() + 2*qr.Quiet)
	side := max(ticketCode, modules*qr.MinModule) // the largest code, of 185 modules, takes 74 mm
	quiet := side * qr.Quiet / modules
	x := t.width/2 + axis
	ref, _ := typeset.OneLine(h.reference, typeset.Bold, side-2*quiet, 20, 1)
	base := ticketTop + side - quiet + 0.6 + compose.Capital(ref.Size)
	boxes := append(left.Boxes,
		compose.Box{Kind: compose.Code, What: "code", X: x - quiet, Y: ticketTop - quiet, W: side, H: side,
			Code: h.code, Text: "QR code of ticket " + h.reference},
		compose.Line("reference", ref.Face, ref.Size, x, base, compose.Ink, h.reference))
	t.turn(boxes)
	return boxes, left.Truncations
}

// holderName sets the name of a holder: on one line if it is short, else given and family name on lines of
// their own, one each as long as these are not small, then two. Words are broken only in the smallest size.
func holderName(c *compose.Column, h holder, space float64) {
	const most, long, least = 22.0, 14.0, 11.0 // pt
	whole := compose.Field{Text: strings.TrimSpace(h.given.Text + " " + h.family.Text)}
	face := typeset.Bold.In(c.Fonts)
	if h.given.Blank || h.family.Blank {
		whole = compose.Field{Blank: true}
	} else if set, ok := typeset.OneLine(whole.Text, face, c.Width, most, most); ok {
		c.Set("name", set, space, compose.Ink)
		return
	} else if h.family.Text != "" {
		for size := most; size >= least; size-- {
			lines := 1
			if size < long {
				lines = 2
			}
			for _, f := range []typeset.Face{face, face.Condensed()} {
				if bothNames(c, h, f, size, space, lines, typeset.Hyphens) {
					return
				}
			}
		}
		if bothNames(c, h, face.Condensed(), least, space, 2, typeset.Words) {
			return
		}
	}
	if _, short := compose.Largest(whole.Text, face, c.Width, most, long, 2); short && !whole.Blank {
		c.Field("name", face, long, least, space, 4, whole, compose.Ink)
		return
	}
	c.Field("name", face, most, long, space, 2, whole, compose.Ink)
}

// bothNames sets given and family name on so many lines each, and reports false where they need more.
func bothNames(c *compose.Column, h holder, face typeset.Face, size, space float64, lines int,
	at typeset.Place) bool {
	given, ok := face.Measure(h.given.Text).Break(size, c.Width, lines, at)
	if !ok {
		return false
	}
	family, ok := face.Measure(h.family.Text).Break(size, c.Width, lines, at)
	if !ok {
		return false
	}
	c.Set("name", given, space, compose.Ink)
	c.Set("name", family, compose.Lead(size)-compose.Capital(size), compose.Ink)
	for i := len(c.Boxes) - len(family.Lines); i < len(c.Boxes); i++ {
		c.Boxes[i].Follows = true // it is one name, for those who have it read to them
	}
	return true
}

var conditions = []compose.Field{
	{Text: "Show the code at the door, on paper or on a screen. If it does not scan, read out the eight " +
		"characters below it."},
	{Text: "The code lets one person in, once. Whoever shows it first comes in, so do not post or lend it."},
}

// inside is the lower half, below the fold: the programme at the left, venue and conditions at the right.
func (t *ticketSheet) inside() []compose.Box {
	half := t.height / 2
	folds := []compose.Box{ // all across, and where the second one begins and ends
		{Kind: compose.Rule, X: 0, Y: half, W: t.width, H: compose.RuleWeight},
		{Kind: compose.Band, X: t.width / 2, Y: 0, W: compose.RuleWeight, H: 8},
		{Kind: compose.Band, X: t.width / 2, Y: t.height - 8, W: compose.RuleWeight, H: 8},
	}
	for i := range folds {
		folds[i].What, folds[i].Color = "fold", compose.Faint
	}
	const small = 7.0 // pt
	folds = append(folds,
		compose.Line("fold's word", typeset.Regular, small, axis, half-1.4, compose.Second,
			"first fold back here"),
		compose.Line("fold's word", typeset.Regular, small, t.width/2+1.6, 7, compose.Second, "then here"))
	left := compose.Column{Fonts: t.fonts, X: axis, Width: t.width/2 - axis - gutter, Y: half + 12}
	right := left
	right.X = t.width/2 + axis

	t.extract(&left, t.height-14)
	section := func(title string, apart float64, lines ...compose.Field) {
		right.Text("heading", typeset.Bold, body, min(9, right.Y-half-12), compose.Ink, title)
		space := compose.Next(body)
		for _, f := range lines {
			if f.Empty() {
				continue
			}
			right.Field("text", typeset.Regular, body, body, space, 3, f, compose.Ink)
			space = compose.Next(body) + apart
		}
	}
	if !t.venue.Empty() || !t.address.Empty() {
		section("Where", 0, t.venue, t.address)
	}
	section("At the door", 1.4, conditions...)
	contact := []compose.Field{
		t.title(agenda.Where{}, "organizer's name", t.of.Organizer.Name),
		t.title(agenda.Where{}, "organizer's e-mail address", t.of.Organizer.Email),
		t.event("URL", t.of.URL),
	}
	if !contact[0].Empty() || !contact[1].Empty() || !contact[2].Empty() {
		section("Questions", 0, contact...)
	}
	t.shortened(agenda.Where{}, "the tickets", append(left.Truncations, right.Truncations...)...)
	boxes := append(append(folds, left.Boxes...), right.Boxes...)
	t.turn(boxes)
	return boxes
}

// extract sets the programme, or where that is too long the days with their hours, down to bottom.
func (t *ticketSheet) extract(c *compose.Column, bottom float64) {
	days := t.days()
	if len(days) == 0 {
		return
	}
	whole := *c
	if t.sessions(&whole, days, bottom); whole.Y <= bottom {
		*c = whole
		return
	}
	t.add("programme-short", agenda.Note, agenda.Where{}, "print the programme beside the tickets",
		"the tickets have no room for all sessions, so they give the hours of each day")
	c.Text("programme", typeset.Bold, body, 0, compose.Ink, "Programme")
	for i, day := range days {
		row := compose.Column{Fonts: c.Fonts, X: c.X, Width: c.Width, Y: c.Y}
		row.Text("day", typeset.Bold, body, 4, compose.Ink, day.Name)
		for _, s := range []string{day.title, day.Hours} {
			if s != "" {
				row.Text("day", typeset.Regular, body, 1.9, compose.Second, s)
			}
		}
		if row.Y > bottom-6 && i < len(days)-1 || row.Y > bottom {
			more := "and one more day"
			if n := len(days) - i; n > 1 {
				more = fmt.Sprintf("and %d more days", n)
			}
			c.Text("day", typeset.Regular, body, 4, compose.Second, more)
			return
		}
		c.Boxes, c.Y = append(c.Boxes, row.Boxes...), row.Y
	}
}

// sessions sets the programme, and stops where it is past bottom.
func (t *ticketSheet) sessions(c *compose.Column, days []programmeDay, bottom float64) {
	at := c.X + times + timeGap
	for i, day := range days {
		space := 0.0
		if i > 0 {
			space = 7
		}
		title := "Programme"
		if len(days) > 1 {
			title = day.Name
		}
		c.Text("programme", typeset.Bold, body, space, compose.Ink, title)
		for j, s := range day.slots {
			if c.Y > bottom {
				return
			}
			if s.Session == nil {
				continue
			}
			space := 3.4
			if j > 0 && day.slots[j-1].Session == nil {
				space = 8
			}
			row := compose.Column{Fonts: c.Fonts, X: at, Width: c.X + c.Width - at, Y: c.Y}
			tone := compose.Ink
			if s.recedes || s.struck {
				tone = compose.Second
			}
			title := s.title
			if s.Status != "" && !title.Blank {
				title.Text = s.Status + ": " + title.Text
			}
			row.Field("title", typeset.Regular, body, body, space, 3, title, tone)
			if s.Until != "" {
				row.Text("until", typeset.Regular, body, 1.9, compose.Second, s.Until)
			}
			for _, cut := range row.Truncations {
				cut.ID = s.ID
				c.Truncations = append(c.Truncations, cut)
			}
			if !s.sameTime {
				base := c.Y + space + compose.Capital(body)
				at := compose.LineEnding("time", typeset.Regular, body, c.X+times, base, tone,
					s.Clock.String())
				row.Boxes = append([]compose.Box{at}, row.Boxes...)
			}
			c.Boxes, c.Y = append(c.Boxes, row.Boxes...), row.Y
		}
	}
}
