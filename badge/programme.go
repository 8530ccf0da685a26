package badge

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/press"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// WriteProgramme draws the programme of an event on one page, or on as many as it takes, and writes it as
// one PDF. Abstracts are printed where the whole programme stays on one page with them at 8.5 pt at least.
// Errors are of a page that is neither A4 nor Letter, of ctx and of w.
func WriteProgramme(ctx context.Context, w io.Writer, e *agenda.Event, d Design) (agenda.Findings, error) {
	width, height, err := d.page()
	if err != nil {
		return nil, err
	}
	r := newReport(e)
	p := &programme{report: r, width: width, height: height, days: r.days()}
	pages := p.pages()
	err = press.Write(ctx, w, r.document(d, "Programme", width, height, len(pages)),
		func(page int, c *press.Canvas) error {
			draw(c, 0, 0, pages[page])
			return nil
		})
	return r.findings, err
}

// A slot is an entry of the programme with its texts prepared.
type slot struct {
	id        string
	time      string // "18:30–19:00"
	title     field
	status    string // "Cancelled", "To be confirmed" or nothing
	by        field
	abstract  []string // paragraphs
	room      field
	track     field
	color     press.Color // of the track
	coloured  bool
	recedes   bool
	cancelled bool
	gap       time.Duration // how long nothing is on, instead of a session
	sameTime  bool          // as the slot before
}

// A daySheet is one day of the programme.
type daySheet struct {
	name  string // "Tuesday 3 June 2014"
	title string // its own, may be empty
	hours string // "18:30 to 21:00"
	slots []slot
}

// days prepares the programme's texts.
func (r *report) days() []daySheet {
	dir := r.of.Directory()
	var days []daySheet
	on := false
	for _, day := range r.of.Programme() {
		sheet := daySheet{
			name:  agenda.DateWords(day.Day.Date),
			title: r.title(agenda.Where{}, "day's title", day.Day.Title).text,
		}
		var start, end time.Time
		for _, entry := range day.Entries {
			on = true
			if start.IsZero() {
				start = entry.Start
			}
			if entry.End.After(end) {
				end = entry.End
			}
			sheet.slots = append(sheet.slots, r.slot(dir, entry))
			if n := len(sheet.slots); n > 1 && sheet.slots[n-2].time == sheet.slots[n-1].time {
				sheet.slots[n-1].sameTime = true
			}
		}
		if !start.IsZero() {
			sheet.hours = clockRange(start, end, " to ")
		}
		days = append(days, sheet)
	}
	if !on {
		r.add("nothing-on", agenda.Warning, agenda.Where{}, "give the sessions a start",
			"the programme is empty: no session has a start")
	}
	return days
}

func (r *report) slot(dir agenda.Directory, entry agenda.Entry) slot {
	if entry.Session == nil {
		return slot{gap: entry.End.Sub(entry.Start)}
	}
	s := entry.Session
	at := agenda.Where{ID: entry.ID}
	out := slot{
		id:        entry.ID,
		time:      clockRange(entry.Start, entry.End, "–"),
		title:     r.title(at, "title", s.Title),
		by:        r.title(at, "speakers of "+quote(s.Title), dir.Byline(*s)),
		room:      r.title(at, "room of "+quote(s.Title), dir.RoomNames(*s)),
		recedes:   s.Kind.Recedes(),
		cancelled: s.Status == agenda.Cancelled,
	}
	switch s.Status {
	case agenda.Cancelled:
		out.status = "Cancelled"
	case agenda.Tentative:
		out.status = "To be confirmed"
	}
	track, _ := dir.Track(s.Track)
	out.track = r.title(at, "track of "+quote(s.Title), track.Name)
	if color, err := parseColor(track.Color); err == nil {
		out.color, out.coloured = color, true
	}
	for _, p := range strings.Split(s.Abstract, "\n\n") {
		if p = r.prose(at, "abstract of "+quote(s.Title), p); p != "" {
			out.abstract = append(out.abstract, p)
		}
	}
	return out
}

func clockRange(start, end time.Time, to string) string {
	s := start.Format("15:04")
	if end.After(start) {
		s += to + end.Format("15:04")
	}
	return s
}

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

// pages lays the programme out as large as fits on one page with the abstracts; where no scale does, without
// them, as large as takes the fewest pages.
func (p *programme) pages() [][]box {
	defer func() { p.shortened("the programme", p.cuts...) }()
	abstracts := false
	for _, day := range p.days {
		for _, s := range day.slots {
			abstracts = abstracts || len(s.abstract) > 0
			p.side = p.side || !s.room.empty() || !s.track.empty()
		}
	}
	if abstracts {
		if pages := p.fewest(true); len(pages) == 1 {
			return pages
		}
		p.add("no-abstracts", agenda.Note, agenda.Where{}, "", "the programme has no room for the abstracts")
	}
	return p.fewest(false)
}

func (p *programme) fewest(abstracts bool) [][]box {
	p.scale = scales[len(scales)-1]
	best := p.fall(p.blocks(abstracts))
	for _, p.scale = range scales {
		if pages := p.fall(p.blocks(abstracts)); len(pages) <= len(best) {
			return pages
		}
	}
	return best
}

// axis is where titles begin: the end of the column of times and a gap.
func (p *programme) axis() float64 { return axis + (times+timeGap)*p.scale }

func (p *programme) column() column {
	width := p.width - p.axis() - axis
	if p.side {
		width -= sideGap + 28
	}
	return column{x: p.axis(), width: min(measure*p.scale, width)}
}

// blocks makes the blocks in order: the head, then the days with their slots.
func (p *programme) blocks(abstracts bool) []block {
	k := p.scale
	p.cuts = nil
	blocks := []block{p.head()}
	for i, day := range p.days {
		words := day.name
		if len(p.days) == 1 && p.of.When() != "" {
			words = p.of.When()
		}
		if day.title != "" {
			words += ", " + day.title
		}
		c := p.column()
		c.bar("day", heading*k, 0, ink, words)
		p.cuts = append(p.cuts, c.cuts...)
		blocks = append(blocks, block{boxes: c.boxes, height: c.y, before: 9 * k, stays: true, day: i})
		space := 7.0
		for _, s := range day.slots {
			if s.gap > 0 {
				space = 7 + min(max(s.gap.Minutes()*0.4, 5), 12)
				continue
			}
			b := p.slotBlock(s, abstracts)
			if b.day, b.before = i, space*k; s.sameTime {
				b.before = 4.5 * k
			}
			space = 7
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func (p *programme) head() block {
	c, k := p.column(), p.scale
	c.width = p.width - c.x - axis
	if name := p.event("name", p.of.Name); !name.empty() {
		c.field("event's name", typeset.Bold, display*k, 16*k, 0, 3, name, ink)
	}
	space := 5 * k
	if venue := p.event("venue", p.of.Venue.String()); !venue.empty() {
		c.field("venue", typeset.Regular, heading*k, note*k, space, 3, venue, ink)
		space = next(heading * k)
	}
	p.cuts = append(p.cuts, c.cuts...)
	if len(p.days) != 1 {
		c.text("when", typeset.Regular, heading*k, space, ink, p.of.When())
	}
	return block{boxes: c.boxes, height: c.y, day: -1}
}

func (p *programme) slotBlock(s slot, abstracts bool) block {
	c, k := p.column(), p.scale
	face, size, tone := typeset.Bold, heading*k, ink
	if s.recedes || s.cancelled {
		face, tone = typeset.Regular, second
	}
	if s.recedes {
		size = body * k
	}
	base := capital(size)
	c.field("title", face, size, size, 0, 4, s.title, tone)
	if s.cancelled {
		for _, b := range c.boxes {
			c.boxes = append(c.boxes, box{kind: rule, what: "strike", x: b.x, w: b.w,
				y: b.base - 0.26*size*typeset.MM, h: ruleWeight, color: tone})
		}
	}
	if s.status != "" {
		c.text("status", typeset.Bold, body*k, 2.4*k, ink, s.status)
	}
	if !s.by.empty() {
		c.field("speakers", typeset.Regular, body*k, body*k, 2.4*k, 4, s.by, second)
	}
	if abstracts {
		space := 3.2 * k
		for _, text := range s.abstract {
			c.text("abstract", typeset.Regular, note*k, space, ink, text)
			space = next(note*k) + 1.4*k
		}
	}
	at := []box{lineEnding("time", typeset.Regular, body*k, axis+times*k, base, tone, s.time)}
	if p.side {
		p.aside(&c, s, base)
	}
	for i := range c.cuts {
		c.cuts[i].where.ID = s.id
	}
	p.cuts = append(p.cuts, c.cuts...)
	if s.sameTime {
		return block{boxes: c.boxes, first: at, height: c.y}
	}
	return block{boxes: append(c.boxes, at...), height: c.y}
}

// aside sets room and track in the column at the right: the room, then the track's colour and name.
func (p *programme) aside(c *column, s slot, base float64) {
	x, size := c.x+c.width+sideGap, note*p.scale
	side := column{x: x, width: p.width - axis/2 - x, y: base - capital(size)}
	space := 0.0
	if !s.room.empty() {
		side.field("room", typeset.Regular, size, 7, 0, 2, s.room, ink)
		space = next(size)
	}
	if !s.track.empty() {
		indent := 0.0
		if s.coloured {
			square := capital(size)
			side.boxes = append(side.boxes, box{kind: band, what: "track's colour", x: x, y: side.y + space,
				w: square, h: square, color: s.color})
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
				c.text("continued", typeset.Bold, body*p.scale, 0, ink, p.days[b.day].name)
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
	name, _ := typeset.Cut(p.event("name", p.of.Name).text, typeset.Regular, p.column().width, note)
	for i := range pages {
		base := p.height - 9
		pages[i] = append(pages[i],
			lineEnding("page", typeset.Regular, note, axis+times*p.scale, base, second,
				fmt.Sprintf("%d of %d", i+1, len(pages))),
			line("event", name.Face, name.Size, p.axis(), base, second, name.Lines[0]))
	}
}
