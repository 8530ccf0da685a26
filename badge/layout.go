package badge

import (
	"context"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A programme is laid out as blocks below each other, which then fall onto pages.
type programme struct {
	*report
	width, height float64
	days          []daySheet
	side          bool    // there are rooms or tracks, in a column of their own
	scale         float64 // of type and space
	cuts          []cut   // of the layout made last
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
	boxes  []box
	first  []box // drawn only where the block is the first of a page
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
func (p *programme) pages(ctx context.Context) ([][]box, error) {
	length := 0
	for _, day := range p.days {
		for _, s := range day.slots {
			if s.Session == nil {
				continue
			}
			length += utf8.RuneCountInString(s.Session.Abstract)
			p.side = p.side || !s.room.empty() || !s.track.empty()
		}
	}
	pages, err := [][]box(nil), error(nil)
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
					p.prose(agenda.Where{ID: s.ID}, "abstract of "+quote(of.Title), of.Abstract)
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
	p.shortened("the programme", p.cuts...)
	if listing.RightToLeft(p.of) {
		for _, page := range pages {
			mirror(page, p.width)
		}
	}
	return pages, nil
}

// onOne lays the programme out on one page with the abstracts, nil where no scale lets it.
func (p *programme) onOne(ctx context.Context) ([][]box, error) {
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

func (p *programme) fewest(ctx context.Context) ([][]box, error) {
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

func (p *programme) column() column {
	width := p.width - p.axis() - axis
	if p.side {
		width -= sideGap + 28
	}
	return column{fonts: p.fonts, x: p.axis(), width: min(measure*p.scale, width)}
}

// blocks makes the blocks in order: the head, then the days with their slots, until they are higher than
// most mm.
func (p *programme) blocks(ctx context.Context, abstracts bool, most float64) ([]block, error) {
	k := p.scale
	p.cuts = nil
	blocks := []block{p.head()}
	height := blocks[0].height
	when := p.event("date", listing.English.When(p.of)).text
	for i, day := range p.days {
		words := day.Name
		if len(p.days) == 1 && when != "" {
			words = when
		}
		if day.title != "" {
			words += ", " + day.title
		}
		c := p.column()
		c.bar("day", heading*k, 0, ink, words)
		p.cuts = append(p.cuts, c.cuts...)
		blocks = append(blocks, block{boxes: c.boxes, height: c.y, before: 9 * k, stays: true, day: i})
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
	c.width = p.width - c.x - axis
	if name := p.event("name", p.of.Name); !name.empty() {
		c.field("event's name", typeset.Bold, display*k, 16*k, 0, 3, name, ink)
	}
	space := 5 * k
	if venue := p.venue(); !venue.empty() {
		c.field("venue", typeset.Regular, heading*k, note*k, space, 3, venue, ink)
		space = next(heading * k)
	}
	p.cuts = append(p.cuts, c.cuts...)
	if len(p.days) != 1 {
		when := p.event("date", listing.English.When(p.of)).text
		c.text("when", typeset.Regular, heading*k, space, ink, when)
	}
	boxes := p.crown("the programme is", c.boxes, c.x, 0, -programmeTop)
	return block{boxes: boxes, height: c.y, day: -1}
}

// venue is name and address on one line; a blank stands for both where one cannot be drawn.
func (p *programme) venue() field {
	name, address := p.event("venue", p.of.Venue.Name), p.event("address", p.of.Venue.Address)
	if name.blank || address.blank {
		return field{blank: true}
	}
	if name.empty() || address.empty() {
		return field{text: name.text + address.text}
	}
	return field{text: name.text + ", " + address.text}
}

func (p *programme) slotBlock(s slot, abstracts bool) block {
	c, k := p.column(), p.scale
	if s.Session == nil {
		c.text("gap", typeset.Regular, note*k, 0, second, s.Gap)
		return block{boxes: c.boxes, height: c.y}
	}
	face, size, tone := typeset.Bold, heading*k, ink
	if s.recedes || s.struck {
		face, tone = typeset.Regular, second
	}
	if s.recedes {
		size = body * k
	}
	base := capital(size)
	c.field("title", face, size, size, 0, 4, s.title, tone)
	if s.struck {
		for _, b := range c.boxes {
			c.boxes = append(c.boxes, box{kind: rule, what: "strike", x: b.x, w: b.w,
				y: b.base - 0.26*size*typeset.MM, h: ruleWeight, color: tone})
		}
	}
	if s.Until != "" {
		c.text("until", typeset.Regular, body*k, 2.4*k, tone, s.Until)
	}
	if s.Status != "" {
		c.text("status", typeset.Bold, body*k, 2.4*k, ink, s.Status)
	}
	if !s.by.empty() {
		c.field("speakers", typeset.Regular, body*k, body*k, 2.4*k, 4, s.by, second)
	}
	if !s.language.empty() {
		space := 2.4 * k
		if !s.by.empty() {
			space = next(body * k)
		}
		c.field("language", typeset.Regular, body*k, body*k, space, 1, s.language, second)
	}
	if abstracts {
		space := 3.2 * k
		for _, text := range p.paragraphs(s.Session.Abstract) {
			c.text("abstract", typeset.Regular, note*k, space, ink, text)
			space = next(note*k) + 1.4*k
		}
	}
	at := []box{lineEnding("time", typeset.Regular, body*k, axis+times*k, base, tone, s.Clock.String())}
	if p.side {
		p.aside(&c, s, base)
	}
	for i := range c.cuts {
		c.cuts[i].where.ID = s.ID
	}
	p.cuts = append(p.cuts, c.cuts...)
	if s.sameTime {
		return block{boxes: c.boxes, first: at, height: c.y}
	}
	return block{boxes: append(at, c.boxes...), height: c.y}
}

// aside sets room and track in the column at the right: the room, then the track's colour and name.
func (p *programme) aside(c *column, s slot, base float64) {
	x, size := c.x+c.width+sideGap, note*p.scale
	side := column{fonts: p.fonts, x: x, width: p.width - axis/2 - x, y: base - capital(size)}
	space := 0.0
	if !s.room.empty() {
		side.field("room", typeset.Regular, size, 7, 0, 2, s.room, ink)
		space = next(size)
	}
	if !s.track.empty() {
		indent := 0.0
		if s.color != nil {
			square := capital(size)
			side.boxes = append(side.boxes, box{kind: band, what: "track's colour", x: x, y: side.y + space,
				w: square, h: square, color: *s.color, outlined: light(*s.color)})
			indent = square + 1.2
		}
		side.x, side.width = x+indent, side.width-indent
		side.field("track", typeset.Regular, size, 7, space, 2, s.track, second)
	}
	c.boxes, c.y = append(c.boxes, side.boxes...), max(c.y, side.y)
	c.cuts = append(c.cuts, side.cuts...)
}

// fall puts the blocks on pages. Each page but the first begins with the name of the day, and where there is
// more than one each has its number at the foot.
func (p *programme) fall(blocks []block) [][]box {
	var pages [][]box
	var page []box
	y, bottom := programmeTop, p.height-programmeBottom
	put := func(boxes []box) {
		for _, b := range boxes {
			b.y, b.base = b.y+y, b.base+y
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
				c.text("continued", typeset.Bold, body*p.scale, 0, ink, p.days[b.day].Name)
				put(c.boxes)
				y += c.y + 7*p.scale
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
func (p *programme) number(pages [][]box) {
	text := p.event("name", p.of.Name).text
	name, short := typeset.Cut(text, typeset.Regular.In(p.fonts), p.column().width, note)
	if short {
		p.cuts = append(p.cuts, cut{of: "event's name at the foot", from: text, to: name.Lines[0]})
	}
	for i := range pages {
		base := p.height - 9
		pages[i] = append(pages[i],
			lineEnding("page", typeset.Regular, note, axis+times*p.scale, base, second,
				fmt.Sprintf("%d of %d", i+1, len(pages))),
			line("event", name.Face, name.Size, p.axis(), base, second, name.Lines[0]))
	}
}
