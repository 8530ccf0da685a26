package badge

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A programme is laid out as blocks below each other, which then fall onto pages.
type programme struct {
	*report
	width, height float64
	days          []programmeDay
	side          bool                 // there are rooms or tracks, in a column of their own
	scale         float64              // of type and space
	truncations   []compose.Truncation // of the layout made last
}

// Lengths of a programme, in mm. All but the edges of the page grow and shrink with its scale.
const (
	programmeTop    = 18.0
	programmeBottom = 16.0
	measure         = 116.0 // of titles and abstracts: 75 letters or so
	sideGap         = 6.0
)

// scales are tried from the largest. At the smallest, abstracts are of 8.55 pt.
var scales = []float64{1.2, 1.15, 1.1, 1.05, 1, 0.95}

// A block stays on one page. Its boxes are placed from its own top.
type block struct {
	boxes  []compose.Box
	first  []compose.Box // drawn only where the block is the first of a page
	height float64
	before float64 // space above, but for the first of a page
	stays  bool    // with the block after it
	day    int     // whose it is; -1: the head
}

// mostAbstracts is more than a page holds, in runes: 75 lines of the narrowest letters.
const mostAbstracts = 15_000

// manyPages is how many pages a programme has at the smallest scale to be set at scale 1 at once, as a page
// more or less is nothing then.
const manyPages = 4

// pages lays the programme out as large as fits on one page with the abstracts; where no scale does, without
// them, as large as takes the fewest pages.
func (p *programme) pages(ctx context.Context) ([][]compose.Box, error) {
	length := 0
	for _, day := range p.days {
		for _, s := range day.slots {
			if s.Session == nil {
				continue
			}
			length += utf8.RuneCountInString(s.Session.Abstract)
			p.side = p.side || !s.room.Empty() || !s.track.Empty()
		}
	}
	pages, err := [][]compose.Box(nil), error(nil)
	if length > 0 && length <= mostAbstracts {
		if pages, err = p.onOne(ctx); err != nil {
			return nil, err
		}
	}
	switch {
	case len(pages) > 0:
		for _, day := range p.days {
			for _, s := range day.slots {
				if of := s.Session; of != nil {
					p.lost(agenda.Where{ID: s.ID}, "the abstract of "+quote(of.Title),
						"is printed without what no font has:", "give a Latin spelling",
						p.fonts.Prepare(of.Abstract))
				}
			}
		}
	case length > 0:
		p.add("no-abstracts", agenda.Note, agenda.Where{}, "", "the programme has no room for the abstracts")
		fallthrough
	default:
		if pages, err = p.fewest(ctx); err != nil {
			return nil, err
		}
	}
	p.shortened(agenda.Where{}, "the programme", p.truncations...)
	if listing.RightToLeft(p.of) {
		for _, page := range pages {
			compose.Mirror(page, p.width)
		}
	}
	return pages, nil
}

// onOne lays the programme out on one page with the abstracts, nil where no scale lets it.
func (p *programme) onOne(ctx context.Context) ([][]compose.Box, error) {
	for _, p.scale = range scales {
		blocks, err := p.blocks(ctx, true, p.height)
		if err != nil {
			return nil, err
		}
		if pages := p.fall(blocks); len(pages) == 1 {
			return pages, nil
		}
	}
	return nil, nil
}

func (p *programme) fewest(ctx context.Context) ([][]compose.Box, error) {
	least := 0
	for _, p.scale = range append(scales[len(scales)-1:], scales...) {
		blocks, err := p.blocks(ctx, false, math.Inf(1))
		if err != nil {
			return nil, err
		}
		pages := p.fall(blocks)
		switch {
		case least > 0 && len(pages) <= least:
			return pages, nil
		case least == 0:
			least = len(pages)
		}
		if least > manyPages {
			break
		}
	}
	p.scale = 1
	blocks, err := p.blocks(ctx, false, math.Inf(1))
	return p.fall(blocks), err
}

// axis is where titles begin: the end of the column of times and a gap.
func (p *programme) axis() float64 { return axis + (times+timeGap)*p.scale }

func (p *programme) column() compose.Column {
	width := p.width - p.axis() - axis
	if p.side {
		width -= sideGap + 28
	}
	return compose.Column{Fonts: p.fonts, X: p.axis(), Width: min(measure*p.scale, width)}
}

// blocks makes the blocks in order: the head, then the days with their slots, until they are higher than
// most mm.
func (p *programme) blocks(ctx context.Context, abstracts bool, most float64) ([]block, error) {
	k := p.scale
	p.truncations = nil
	blocks := []block{p.head()}
	height := blocks[0].height
	when := p.event("date", listing.English.When(p.of)).Text
	for i, day := range p.days {
		words := day.Name
		if len(p.days) == 1 && when != "" {
			words = when
		}
		if day.title != "" {
			words += ", " + day.title
		}
		c := p.column()
		c.Bar("day", heading*k, 0, compose.Ink, words)
		p.truncations = append(p.truncations, c.Truncations...)
		blocks = append(blocks, block{boxes: c.Boxes, height: c.Y, before: 9 * k, stays: true, day: i})
		for _, s := range day.slots {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			b := p.slotBlock(s, abstracts)
			if b.day, b.before = i, 7*k; s.sameTime {
				b.before = 4.5 * k
			}
			blocks = append(blocks, b)
			if height += b.before + b.height; height > most {
				return blocks, nil
			}
		}
	}
	return blocks, nil
}

func (p *programme) head() block {
	c, k := p.column(), p.scale
	c.Width = p.width - c.X - axis
	if name := p.event("name", p.of.Name); !name.Empty() {
		c.Field("event's name", typeset.Bold, display*k, 16*k, 0, 3, name, compose.Ink)
	}
	space := 5 * k
	if venue := p.venue(); !venue.Empty() {
		c.Field("venue", typeset.Regular, heading*k, note*k, space, 3, venue, compose.Ink)
		space = compose.Next(heading * k)
	}
	p.truncations = append(p.truncations, c.Truncations...)
	if len(p.days) != 1 {
		when := p.event("date", listing.English.When(p.of)).Text
		c.Text("when", typeset.Regular, heading*k, space, compose.Ink, when)
	}
	boxes := p.placeLogo("the programme is", c.Boxes, c.X, 0, -programmeTop)
	return block{boxes: boxes, height: c.Y, day: -1}
}

// venue is name and address on one line; a blank stands for both where one cannot be drawn.
func (p *programme) venue() compose.Field {
	name, address := p.event("venue", p.of.Venue.Name), p.event("address", p.of.Venue.Address)
	if name.Blank || address.Blank {
		return compose.Field{Blank: true}
	}
	if name.Empty() || address.Empty() {
		return compose.Field{Text: name.Text + address.Text}
	}
	return compose.Field{Text: name.Text + ", " + address.Text}
}

func (p *programme) slotBlock(s slot, abstracts bool) block {
	c, k := p.column(), p.scale
	if s.Session == nil {
		c.Text("gap", typeset.Regular, note*k, 0, compose.Second, s.Gap)
		return block{boxes: c.Boxes, height: c.Y}
	}
	face, size, tone := typeset.Bold, heading*k, compose.Ink
	if s.recedes || s.struck {
		face, tone = typeset.Regular, compose.Second
	}
	if s.recedes {
		size = body * k
	}
	base := compose.Capital(size)
	c.Field("title", face, size, size, 0, 4, s.title, tone)
	if s.struck {
		for _, b := range c.Boxes {
			c.Boxes = append(c.Boxes, compose.Box{Kind: compose.Rule, What: "strike", X: b.X, W: b.W,
				Y: b.Base - 0.26*size*typeset.MM, H: compose.RuleWeight, Color: tone})
		}
	}
	if s.Until != "" {
		c.Text("until", typeset.Regular, body*k, 2.4*k, tone, s.Until)
	}
	if s.Status != "" {
		c.Text("status", typeset.Bold, body*k, 2.4*k, compose.Ink, s.Status)
	}
	if !s.by.Empty() {
		c.Field("speakers", typeset.Regular, body*k, body*k, 2.4*k, 4, s.by, compose.Second)
	}
	if !s.language.Empty() {
		space := 2.4 * k
		if !s.by.Empty() {
			space = compose.Next(body * k)
		}
		c.Field("language", typeset.Regular, body*k, body*k, space, 1, s.language, compose.Second)
	}
	if abstracts {
		space := 3.2 * k
		for paragraph := range strings.SplitSeq(listing.Flow(s.Session.Abstract), "\n\n") {
			for line := range strings.SplitSeq(paragraph, "\n") {
				if text := p.fonts.Prepare(line).String; text != "" {
					c.Text("abstract", typeset.Regular, note*k, space, compose.Ink, text)
					space = compose.Next(note * k)
				}
			}
			space = compose.Next(note*k) + 1.4*k
		}
	}
	at := []compose.Box{compose.LineEnding("time", typeset.Regular, body*k, axis+times*k, base, tone,
		s.Clock.String())}
	if p.side {
		p.aside(&c, s, base)
	}
	for i := range c.Truncations {
		c.Truncations[i].ID = s.ID
	}
	p.truncations = append(p.truncations, c.Truncations...)
	if s.sameTime {
		return block{boxes: c.Boxes, first: at, height: c.Y}
	}
	return block{boxes: append(at, c.Boxes...), height: c.Y}
}

// aside sets room and track in the column at the right: the room, then the track's colour and name.
func (p *programme) aside(c *compose.Column, s slot, base float64) {
	x, size := c.X+c.Width+sideGap, note*p.scale
	side := compose.Column{Fonts: p.fonts, X: x, Width: p.width - axis/2 - x, Y: base - compose.Capital(size)}
	space := 0.0
	if !s.room.Empty() {
		side.Field("room", typeset.Regular, size, 7, 0, 2, s.room, compose.Ink)
		space = compose.Next(size)
	}
	if !s.track.Empty() {
		indent := 0.0
		if s.color != nil {
			square := compose.Capital(size)
			side.Boxes = append(side.Boxes, compose.Box{Kind: compose.Band, What: "track's colour",
				X: x, Y: side.Y + space, W: square, H: square,
				Color: *s.color, Outlined: compose.Light(*s.color)})
			indent = square + 1.2
		}
		side.X, side.Width = x+indent, side.Width-indent
		side.Field("track", typeset.Regular, size, 7, space, 2, s.track, compose.Second)
	}
	c.Boxes, c.Y = append(c.Boxes, side.Boxes...), max(c.Y, side.Y)
	c.Truncations = append(c.Truncations, side.Truncations...)
}

// fall puts the blocks on pages. Each page but the first begins with the name of the day, and where there is
// more than one each has its number at the foot.
func (p *programme) fall(blocks []block) [][]compose.Box {
	var pages [][]compose.Box
	var page []compose.Box
	y, bottom := programmeTop, p.height-programmeBottom
	put := func(boxes []compose.Box) {
		for _, b := range boxes {
			b.Y, b.Base = b.Y+y, b.Base+y
			page = append(page, b)
		}
	}
	for i, b := range blocks {
		need := b.height
		if b.stays && i+1 < len(blocks) {
			need += blocks[i+1].before + blocks[i+1].height
		}
		if i > 0 && y+b.before+need > bottom {
			pages = append(pages, page)
			page, y = nil, programmeTop
			if !b.stays {
				c := p.column()
				c.Text("continued", typeset.Bold, body*p.scale, 0, compose.Ink, p.days[b.day].Name)
				put(c.Boxes)
				y += c.Y + 7*p.scale
			}
			put(b.first)
		} else if i > 0 {
			y += b.before
		}
		put(b.boxes)
		y += b.height
	}
	pages = append(pages, page)
	if len(pages) > 1 {
		p.number(pages)
	}
	return pages
}

// number sets each page's number and the event's name at its foot.
func (p *programme) number(pages [][]compose.Box) {
	text := p.event("name", p.of.Name).Text
	name, short := typeset.Cut(text, typeset.Regular.In(p.fonts), p.column().Width, note)
	if short {
		p.truncations = append(p.truncations,
			compose.Truncation{Of: "event's name at the foot", From: text, To: name.Lines[0]})
	}
	for i := range pages {
		base := p.height - 9
		pages[i] = append(pages[i],
			compose.LineEnding("page", typeset.Regular, note, axis+times*p.scale, base, compose.Second,
				fmt.Sprintf("%d of %d", i+1, len(pages))),
			compose.Line("event", name.Face, name.Size, p.axis(), base, compose.Second, name.Lines[0]))
	}
}

// The grid of tickets and programmes, in mm. A page is four quarters, of A6 or a quarter of Letter; each has
// its axis, on which all letters stand, at the same distance from its left edge, as a badge has.
const (
	axis    = 14.0 // from the left edge of a quarter to the letters
	gutter  = 9.0  // from the end of a column to the fold
	times   = 22.0 // width of a column of times
	timeGap = 4.0  // from the times to the titles
)

// Sizes of type on a page, in pt.
const (
	display = 28.0 // the event's name, at most
	heading = 13.0 // the date, the venue, a holder's organization, a day, the title of a session
	body    = 10.0
	note    = 9.0 // abstracts, rooms
)
