package badge

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
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
	var all cuttings
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
		draw(c, 0, 0, facts.boxes)
		draw(c, 0, 0, boxes)
		draw(c, 0, 0, inside)
		return nil
	})
	for _, k := range all.inOrder() {
		on := "the tickets"
		if !k.shared() {
			k.where, on = where(list[k.attendee]), "the ticket of "+person(list[k.attendee])
		}
		r.shortened(on, k.cut)
	}
	return r.findings, err
}

// A ticketSheet is what all tickets have in common.
type ticketSheet struct {
	*report
	width, height float64 // mm
	turned        bool    // see mirrored
	name          field
	when, hours   field // "Tuesday 3 June 2014"; "18:30 to 21:00, Pacific time"
	venue         field
	address       field
}

func newTicketSheet(r *report, width, height float64) *ticketSheet {
	t := &ticketSheet{report: r, width: width, height: height,
		turned: listing.RightToLeft(r.of), name: r.event("name", r.of.Name)}
	t.when.text, t.hours.text, _ = strings.Cut(r.event("date", listing.English.When(r.of)).text, ", ")
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
func (t *ticketSheet) column() column {
	return column{fonts: t.fonts, x: axis, width: t.width/2 - axis - gutter, y: ticketTop}
}

// turn mirrors what is on a page that is read from the right.
func (t *ticketSheet) turn(boxes []box) {
	if t.turned {
		mirror(boxes, t.width)
	}
}

// facts are what stands first in the upper half of all tickets, at the left: what, when and where.
func (t *ticketSheet) facts() column {
	left := t.column()
	if !t.name.empty() {
		left.field("event's name", typeset.Bold, display, 18, 0, 2, t.name, ink)
	}
	put := func(what string, first, rest field) {
		space := 6.5
		for _, f := range []field{first, rest} {
			if f.empty() {
				continue
			}
			most, lines := heading, 1
			face := typeset.Regular.In(t.fonts)
			if _, broken := largest(f.text, face, left.width, heading, heading-2, 1); broken {
				most, lines = heading-2, 2
			}
			left.field(what, typeset.Regular, most, note, space, lines, f, ink)
			space = next(most)
		}
	}
	put("date", t.when, t.hours)
	put("venue", t.venue, t.address)
	left.boxes = t.crown("the tickets are", left.boxes, left.x, ticketTop, 0)
	t.shortened("the tickets", left.cuts...)
	t.turn(left.boxes)
	return left
}

// who is the rest of the upper half: who, below the facts, and at the right the code alone.
func (t *ticketSheet) who(h holder, facts column) ([]box, []cut) {
	left := t.column()
	left.y, left.low = facts.y, facts.low
	left.name(h, max(9, ticketTop+58-left.y))
	if !h.organization.empty() {
		most := heading
		if name := left.boxes[len(left.boxes)-1]; name.kind == words { // never larger than the name
			most = min(most, name.size)
		}
		left.field("organization", typeset.Regular, most, note, 3, 2, h.organization, ink)
	}
	if h.kind.blank {
		left.field("ticket type", typeset.Bold, heading, heading, 6.5, 1, h.kind, ink)
	} else if h.kind.text != "" {
		left.bar("ticket type", heading, 6.5, h.color, h.kind.text)
	}
	modules := float64(h.code.Size() + 2*qr.Quiet)
	side := max(ticketCode, modules*qr.MinModule) // the largest code, of 185 modules, takes 74 mm
	quiet := side * qr.Quiet / modules
	x := t.width/2 + axis
	ref, _ := typeset.OneLine(h.reference, typeset.Bold, side-2*quiet, 20, 1)
	base := ticketTop + side - quiet + 0.6 + capital(ref.Size)
	boxes := append(left.boxes,
		box{kind: code, what: "code", x: x - quiet, y: ticketTop - quiet, w: side, h: side, code: h.code,
			text: "QR code of ticket " + h.reference},
		line("reference", ref.Face, ref.Size, x, base, ink, h.reference))
	t.turn(boxes)
	return boxes, left.cuts
}

// name sets the name of a holder: on one line if it is short, else given and family name on lines of their
// own, one each as long as these are not small, then two. Words are broken only in the smallest size.
func (c *column) name(h holder, space float64) {
	const most, long, least = 22.0, 14.0, 11.0 // pt
	whole := field{text: strings.TrimSpace(h.given.text + " " + h.family.text)}
	face := typeset.Bold.In(c.fonts)
	if h.given.blank || h.family.blank {
		whole = field{blank: true}
	} else if set, ok := typeset.OneLine(whole.text, face, c.width, most, most); ok {
		c.set("name", set, space, ink)
		return
	} else if h.family.text != "" {
		for size := most; size >= least; size-- {
			lines := 1
			if size < long {
				lines = 2
			}
			for _, f := range []typeset.Face{face, face.Condensed()} {
				if c.both(h, f, size, space, lines, typeset.Hyphens) {
					return
				}
			}
		}
		if c.both(h, face.Condensed(), least, space, 2, typeset.Words) {
			return
		}
	}
	if _, short := largest(whole.text, face, c.width, most, long, 2); short && !whole.blank {
		c.field("name", face, long, least, space, 4, whole, ink)
		return
	}
	c.field("name", face, most, long, space, 2, whole, ink)
}

// both sets given and family name on so many lines each, and reports false where they need more.
func (c *column) both(h holder, face typeset.Face, size, space float64, lines int, at typeset.Place) bool {
	given, ok := face.Copy(h.given.text).Break(size, c.width, lines, at)
	if !ok {
		return false
	}
	family, ok := face.Copy(h.family.text).Break(size, c.width, lines, at)
	if !ok {
		return false
	}
	c.set("name", given, space, ink)
	c.set("name", family, lead(size)-capital(size), ink)
	for i := len(c.boxes) - len(family.Lines); i < len(c.boxes); i++ {
		c.boxes[i].follows = true // it is one name, for those who have it read to them
	}
	return true
}

var conditions = []field{
	{text: "Show the code at the door, on paper or on a screen. If it does not scan, read out the eight " +
		"characters below it."},
	{text: "The code lets one person in, once. Whoever shows it first comes in, so do not post or lend it."},
}

// inside is the lower half, below the fold: the programme at the left, venue and conditions at the right.
func (t *ticketSheet) inside() []box {
	half := t.height / 2
	folds := []box{ // all across, and where the second one begins and ends
		{kind: rule, what: "fold", x: 0, y: half, w: t.width, h: ruleWeight, color: faint},
		{kind: band, what: "fold", x: t.width / 2, y: 0, w: ruleWeight, h: 8, color: faint},
		{kind: band, what: "fold", x: t.width / 2, y: t.height - 8, w: ruleWeight, h: 8, color: faint},
	}
	const small = 7.0 // pt
	folds = append(folds,
		line("fold's word", typeset.Regular, small, axis, half-1.4, second, "first fold back here"),
		line("fold's word", typeset.Regular, small, t.width/2+1.6, 7, second, "then here"))
	left := column{fonts: t.fonts, x: axis, width: t.width/2 - axis - gutter, y: half + 12}
	right := column{fonts: t.fonts, x: t.width/2 + axis, width: t.width/2 - axis - gutter, y: half + 12}

	t.extract(&left, t.height-14)
	section := func(title string, apart float64, lines ...field) {
		right.text("heading", typeset.Bold, body, min(9, right.y-half-12), ink, title)
		space := next(body)
		for _, f := range lines {
			if f.empty() {
				continue
			}
			right.field("text", typeset.Regular, body, body, space, 3, f, ink)
			space = next(body) + apart
		}
	}
	if !t.venue.empty() || !t.address.empty() {
		section("Where", 0, t.venue, t.address)
	}
	section("At the door", 1.4, conditions...)
	contact := []field{
		t.title(agenda.Where{}, "organizer's name", t.of.Organizer.Name),
		t.title(agenda.Where{}, "organizer's e-mail address", t.of.Organizer.Email),
		t.event("URL", t.of.URL),
	}
	if !contact[0].empty() || !contact[1].empty() || !contact[2].empty() {
		section("Questions", 0, contact...)
	}
	t.shortened("the tickets", append(left.cuts, right.cuts...)...)
	boxes := append(append(folds, left.boxes...), right.boxes...)
	t.turn(boxes)
	return boxes
}

// extract sets the programme, or where that is too long the days with their hours, down to bottom.
func (t *ticketSheet) extract(c *column, bottom float64) {
	days := t.days()
	if len(days) == 0 {
		return
	}
	whole := *c
	if t.sessions(&whole, days, bottom); whole.y <= bottom {
		*c = whole
		return
	}
	t.add("programme-short", agenda.Note, agenda.Where{}, "print the programme beside the tickets",
		"the tickets have no room for all sessions, so they give the hours of each day")
	c.text("programme", typeset.Bold, body, 0, ink, "Programme")
	for i, day := range days {
		row := column{fonts: c.fonts, x: c.x, width: c.width, y: c.y}
		row.text("day", typeset.Bold, body, 4, ink, day.Name)
		for _, s := range []string{day.title, day.Hours} {
			if s != "" {
				row.text("day", typeset.Regular, body, 1.9, second, s)
			}
		}
		if row.y > bottom-6 && i < len(days)-1 || row.y > bottom {
			more := "and one more day"
			if n := len(days) - i; n > 1 {
				more = fmt.Sprintf("and %d more days", n)
			}
			c.text("day", typeset.Regular, body, 4, second, more)
			return
		}
		c.boxes, c.y = append(c.boxes, row.boxes...), row.y
	}
}

// sessions sets the programme, and stops where it is past bottom.
func (t *ticketSheet) sessions(c *column, days []daySheet, bottom float64) {
	at := c.x + times + timeGap
	for i, day := range days {
		space := 0.0
		if i > 0 {
			space = 7
		}
		title := "Programme"
		if len(days) > 1 {
			title = day.Name
		}
		c.text("programme", typeset.Bold, body, space, ink, title)
		for j, s := range day.slots {
			if c.y > bottom {
				return
			}
			if s.Session == nil {
				continue
			}
			space := 3.4
			if j > 0 && day.slots[j-1].Session == nil {
				space = 8
			}
			row := column{fonts: c.fonts, x: at, width: c.x + c.width - at, y: c.y}
			tone := ink
			if s.recedes || s.struck {
				tone = second
			}
			title := s.title
			if s.Status != "" && !title.blank {
				title.text = s.Status + ": " + title.text
			}
			row.field("title", typeset.Regular, body, body, space, 3, title, tone)
			if s.Until != "" {
				row.text("until", typeset.Regular, body, 1.9, second, s.Until)
			}
			for _, cut := range row.cuts {
				cut.where.ID = s.ID
				c.cuts = append(c.cuts, cut)
			}
			if !s.sameTime {
				base := c.y + space + capital(body)
				at := lineEnding("time", typeset.Regular, body, c.x+times, base, tone, s.Clock.String())
				row.boxes = append([]box{at}, row.boxes...)
			}
			c.boxes, c.y = append(c.boxes, row.boxes...), row.y
		}
	}
}
