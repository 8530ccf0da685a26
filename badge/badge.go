// Package badge prints what a gathering needs on paper: badges on label stock, tickets with signed codes and
// the programme, as PDF.
//
//	if err := badge.Sign(key, event, list); err != nil { // numbers, and a code for each who has none
//		return err
//	}
//	s, err := stock.Find("avery-l7418")
//	if err != nil {
//		return err
//	}
//	findings, err := badge.WriteBadges(ctx, w, event, list, badge.Design{Stock: s})
//
// The list comes from [roster.Read] or from your own database. The zero Design is right for Avery 5392 and
// Letter paper.
//
// All names are set as large as they fit: on one line, then in a condensed face, then smaller, then broken
// onto up to three lines, at a space before a hyphen before inside a word, and shortened only where even that
// does not do. Short names of a list are all of one size. Nothing is clipped and nothing overlaps. Latin,
// Greek, Cyrillic, Hebrew, Arabic, Armenian and Georgian are drawn from embedded fonts, other scripts and
// coloured emoji from those of Design.Fonts; a name that no font has leaves a ruled blank to write on. A
// badge whose given name runs from right to left is the mirror image of others: its lines end on an axis at
// the right, and the code is at the left. So are tickets and programme of an event whose language, or where
// that is not said its name, is written from right to left. Every name can be searched and copied. Codes are
// QR codes with modules of at least 0.4 mm in a white quiet zone of four, or the writer refuses and says what
// would fit.
//
// The same input gives the same bytes: nothing reads the clock, and the date in the file is the event's
// revision. Pages are drawn by as many workers as there are processors, and written while others are drawn,
// so what they take of memory does not grow with the list. After an error what was written is no PDF, and is
// to be thrown away: write to a file that is renamed when it is whole. What [agenda.Check] names is left out
// in silence. What else a person must know is a Finding; those of names that cannot be drawn are made before
// anything is written:
//
//	undrawable        warning  letters that no font has; a ruled blank is left to write on, and an abstract
//	                           is printed without them; the hint names the fonts to get
//	left-out          note     signs (emoji) and invisible characters that are not printed
//	shortened         warning  a text that does not fit at the smallest size: the family name to its
//	                           initial in scripts that have capitals, everything else after a whole
//	                           word, ended with "…"; a ruled blank is left for a tower of marks;
//	                           a ticket type and the event's name once for all badges
//	no-name           note     an attendee without a name; a ruled blank is left
//	colors-repeat     note     more ticket types have no colour of their own than there are colours
//	unknown-type      warning  Design.Colors names a type that nobody has
//	no-abstracts      note     the programme has no room for the abstracts
//	no-logo           note     badges, tickets or programme have no room for the logo
//	programme-short   note     tickets have no room for the whole programme
//	nothing-on        warning  no session has a start, so the programme is empty
package badge

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"sync/atomic"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
)

// A Design says how badges, tickets and programme look. The zero value is right.
type Design struct {
	Stock  stock.Stock       // of badges; zero is Avery 5392
	Skip   int               // labels at the start of the first sheet that are gone
	Fonts  *Fonts            // beside the embedded ones; nil: none
	Logo   *Logo             // of the event; nil: none
	Colors map[string]string // of ticket types, "#124e96"; the others get one of eight, by their names
	Page   string            // of tickets and programme, "A4" or "Letter"; empty: the stock's, else A4

	Progress func(done, total int) // called after each page that is drawn, one call at a time; nil: not told
}

// paper are the pages of tickets and programmes, in mm.
var paper = map[string]struct{ width, height float64 }{
	"a4":     {210, 297},
	"letter": {215.9, 279.4},
}

const defaultStock = "avery-5392"

func (d Design) stock() (stock.Stock, error) {
	if d.Stock == (stock.Stock{}) {
		return stock.Find(defaultStock)
	}
	return d.Stock, d.Stock.Check()
}

// page gives width and height of a ticket or a programme page, in mm.
func (d Design) page() (width, height float64, err error) {
	name := strings.ToLower(d.Page)
	if name == "" {
		name = "a4"
		if s, err := d.stock(); err == nil && math.Abs(s.PageWidth-paper["letter"].width) < 0.1 {
			name = "letter"
		}
	}
	p, ok := paper[name]
	if !ok {
		return 0, 0, fmt.Errorf("unknown page %q; use A4 or Letter", d.Page)
	}
	return p.width, p.height, nil
}

// WriteBadges draws a badge for each attendee, in the order of the list, and writes the sheets as one PDF.
// Errors are of an empty list, of an attendee without a number or a code (see [Sign]), of a stock too small
// for name and code, of a colour that is none, of ctx and of w.
func WriteBadges(ctx context.Context, w io.Writer, e *agenda.Event, list []roster.Attendee, d Design) (
	agenda.Findings, error) {
	s, err := d.stock()
	if err != nil {
		return nil, err
	}
	if d.Skip < 0 || d.Skip >= s.PerPage() {
		return nil, fmt.Errorf("%d labels to skip, but a sheet of %q has %d; skip fewer",
			d.Skip, s.Name, s.PerPage())
	}
	r := newReport(e).in(d.Fonts)
	holders, err := r.holders(list, d.Colors)
	if err != nil {
		return r.findings, err
	}
	l := labelOf(s)
	l.fonts, l.logo = r.fonts, d.Logo
	event := r.event("name", e.Name).Text
	var all truncations
	var withoutLogo [len(remedies)]atomic.Int64 // badges, by why
	document := r.document(d, "Badges", s.PageWidth, s.PageHeight, pageOf(s, d.Skip+len(list)-1)+1)
	document.Label = "sheet "
	document.Outline = letters(list, func(i int) int { return pageOf(s, d.Skip+i) })
	err = pdf.Write(ctx, w, document, func(page int, c *pdf.Canvas) error {
		from := max(0, page*s.PerPage()-d.Skip)
		for i := from; i < min(len(list), (page+1)*s.PerPage()-d.Skip); i++ {
			h, err := holders(i)
			if err != nil {
				return err
			}
			b, err := l.compose(event, h)
			if err != nil {
				return fmt.Errorf("the badge of %s: stock %q: %w", person(list[i]), s.Name, err)
			}
			all.add(i, b.truncations)
			withoutLogo[b.noLogo].Add(1)
			_, x, y := s.Place(d.Skip + i)
			if l.turned {
				c.Turned(x, y+s.Height, func() { draw(c, 0, 0, b.boxes) })
			} else {
				draw(c, x, y, b.boxes)
			}
		}
		return nil
	})
	for why := noRoom; int(why) < len(withoutLogo); why++ {
		if n := withoutLogo[why].Load(); n > 0 {
			r.noLogo(why, fmt.Sprintf("%d of %d badges are", n, len(list)))
		}
	}
	all.report(r, list, "badge")
	return r.findings, err
}

// pageOf is the page on which label i lies.
func pageOf(s stock.Stock, i int) int { return i / s.PerPage() }
