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
// All names are set as large as they fit: on one line, then in a condensed face, then smaller, then on two
// lines. Nothing is clipped and nothing overlaps. Latin with Vietnamese, Greek and Cyrillic are drawn from
// embedded fonts; a name in another script leaves a ruled blank to write on. Codes are QR codes with
// modules of at least 0.4 mm in a white quiet zone of four, or the writer refuses and says what would fit.
//
// The same input gives the same bytes: nothing reads the clock, and the date in the file is the event's
// revision. An error means that nothing was written. What else a person must know is a Finding:
//
//	undrawable        warning  a name or text has letters that no font has; a ruled blank is left, or the
//	                           letters of a longer text are
//	left-out          note     signs (emoji) and invisible characters that are not printed
//	shortened         warning  a text that does not fit at the smallest size: the family name to its
//	                           initial, everything else after a whole word, ended with "…"
//	no-name           note     an attendee without a name; a ruled blank is left
//	colors-repeat     note     there are more ticket types than colours
//	unknown-type      warning  Design.Colors names a type that nobody has
//	no-abstracts      note     the programme has no room for the abstracts
//	programme-short   note     tickets have no room for the whole programme
//	nothing-on        warning  no session has a start, so the programme is empty
package badge

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/press"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/daysheet/daysheet/badge/ticket"
)

// A Design says how badges, tickets and programme look. The zero value is right.
type Design struct {
	Stock  stock.Stock       // of badges; zero is Avery 5392
	Skip   int               // labels at the start of the first sheet that are gone
	Colors map[string]string // of ticket types, "#124e96"; the others get one of eight
	Page   string            // of tickets and programme: "A4" or "Letter"; empty is that of the stock, else A4
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
// Errors are of an empty list, of an attendee without a code (see [Sign]), of a stock too small for name and
// code, of a colour that is none, of ctx and of w.
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
	r := newReport(e)
	holders, err := r.holders(list, d.Colors)
	if err != nil {
		return r.findings, err
	}
	l := labelOf(s)
	event := r.event("name", e.Name).text
	last, _, _ := s.Place(d.Skip + len(list) - 1)
	err = press.Write(ctx, w, r.document("Badges", s.PageWidth, s.PageHeight, last+1),
		func(page int, c *press.Canvas) error {
			from := max(0, page*s.PerPage()-d.Skip)
			for i := from; i < min(len(list), (page+1)*s.PerPage()-d.Skip); i++ {
				h, err := holders(i)
				if err != nil {
					return err
				}
				b, err := l.compose(event, h)
				if err != nil {
					return fmt.Errorf("stock %q: %w", s.Name, err)
				}
				for _, cut := range b.cut {
					r.shortened(list[i], "badge", cut)
				}
				_, x, y := s.Place(d.Skip + i)
				if l.turned {
					c.Turned(x, y+s.Height, func() { draw(c, 0, 0, b.boxes) })
				} else {
					draw(c, x, y, b.boxes)
				}
			}
			return nil
		})
	return r.findings, err
}

// A report collects the findings of one run, each once, and prepares texts on the way.
type report struct {
	of       *agenda.Event
	findings agenda.Findings
	seen     map[string]bool
}

func newReport(e *agenda.Event) *report { return &report{of: e, seen: map[string]bool{}} }

func (r *report) add(rule string, s agenda.Severity, where agenda.Where, hint, format string, args ...any) {
	key := fmt.Sprint(rule, where, fmt.Sprintf(format, args...))
	if !r.seen[key] {
		r.seen[key] = true
		r.findings.Add(rule, s, where, hint, format, args...)
	}
}

func (r *report) document(what string, width, height float64, pages int) press.Document {
	return press.Document{Title: strings.TrimSpace(what + " · " + r.of.Name), Width: width, Height: height,
		Pages: pages, Date: r.of.Revised.Truncate(time.Second)}
}

// holders checks the list and gives what makes the holder of each attendee. Findings are added for all of
// them before the first page is drawn.
func (r *report) holders(list []roster.Attendee, colors map[string]string) (func(i int) (holder, error), error) {
	if len(list) == 0 {
		return nil, errors.New("the list has no attendees, so there is nothing to print")
	}
	color, err := typeColors(list, colors, &r.findings)
	if err != nil {
		return nil, err
	}
	type names struct {
		given, family, organization, kind field
		undivided                         bool
	}
	prepared := make([]names, len(list))
	for i, a := range list {
		if a.Code == "" {
			return nil, fmt.Errorf("%s has no code; sign the list first", person(a))
		}
		given, family := a.GivenName, a.FamilyName
		undivided := strings.TrimSpace(given) == "" || strings.TrimSpace(family) == ""
		if undivided {
			given, family = a.FullName(), ""
		}
		n := names{
			r.personal(a, "given name", given), r.personal(a, "family name", family),
			r.personal(a, "organization", a.Organization), r.personal(a, "ticket type", a.Type), undivided,
		}
		if n.given.blank && n.family.blank {
			n.family = field{} // one blank for the whole name
		}
		if n.given.empty() {
			n.given.blank = true
			r.add("no-name", agenda.Note, where(a), "write it by hand, or complete the list",
				"%s has no name: a blank is left to write on", person(a))
		}
		prepared[i] = n
	}
	return func(i int) (holder, error) {
		a, n := list[i], prepared[i]
		c, err := qr.Encode(a.Code, qr.M)
		if err != nil {
			return holder{}, fmt.Errorf("the code of %s: %w", person(a), err)
		}
		return holder{given: n.given, family: n.family, organization: n.organization, undivided: n.undivided,
			kind: n.kind, color: color[a.Type], reference: ticket.Number(a.Number).Reference(), code: c}, nil
	}, nil
}

// personal prepares a text of an attendee.
func (r *report) personal(a roster.Attendee, name, s string) field {
	t := typeset.Prepare(s)
	r.leftOut(where(a), fmt.Sprintf("the %s of %s", name, person(a)), t)
	if !t.Drawable() {
		r.add("undrawable", agenda.Warning, where(a), "write it by hand on the blank, or give a Latin spelling",
			"the %s of %s cannot be drawn: no font has %s", name, person(a), runes(t.Missing))
		return field{blank: true}
	}
	return field{text: bounded(t.String)}
}

// longest is how much of a text of one or a few lines is looked at, in runes: more than fits on any page, and
// so little that a name of any length costs no time.
const longest = 500

func bounded(s string) string {
	if len(s) > longest {
		if r := []rune(s); len(r) > longest {
			return string(r[:longest])
		}
	}
	return s
}

// event prepares a text of the event that may be left blank.
func (r *report) event(name, s string) field { return r.title(agenda.Where{}, "event's "+name, s) }

func (r *report) title(where agenda.Where, name, s string) field {
	t := typeset.Prepare(s)
	r.leftOut(where, "the "+name, t)
	if !t.Drawable() {
		r.add("undrawable", agenda.Warning, where, "give a Latin spelling",
			"the %s %s cannot be drawn: no font has %s", name, quote(s), runes(t.Missing))
		return field{blank: true}
	}
	return field{text: bounded(t.String)}
}

// prose prepares a longer text, which is printed without the letters that cannot be drawn.
func (r *report) prose(where agenda.Where, name, s string) string {
	t := typeset.Prepare(s)
	r.leftOut(where, "the "+name, t)
	if !t.Drawable() {
		r.add("undrawable", agenda.Warning, where, "give a Latin spelling",
			"the %s is printed without what no font has: %s", name, runes(t.Missing))
	}
	return t.String
}

func (r *report) leftOut(where agenda.Where, what string, t typeset.Text) {
	if len(t.LeftOut) > 0 {
		r.add("left-out", agenda.Note, where, "", "%s is printed without %s", what, runes(t.LeftOut))
	}
}

func (r *report) shortened(a roster.Attendee, on, what string) {
	r.add("shortened", agenda.Warning, where(a), "give a shorter spelling", "on the %s of %s %s", on, person(a), what)
}

func where(a roster.Attendee) agenda.Where {
	return agenda.Where{File: a.List, Line: a.Row, ID: cmp.Or(a.ID, ticket.Number(a.Number).Reference())}
}

// person names an attendee to the organizer.
func person(a roster.Attendee) string {
	if name := strings.TrimSpace(a.FullName()); name != "" {
		return quote(name)
	}
	if a.Email != "" {
		return quote(a.Email)
	}
	return "ticket " + ticket.Number(a.Number).Reference()
}

// quote shows a text of any length and content in a message.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// runes lists characters by code point, with their shape where they have one: "U+8FBB 辻".
func runes(list []rune) string {
	const most = 8
	names := make([]string, 0, most)
	for i, r := range list {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(list)-most))
			break
		}
		names = append(names, fmt.Sprintf("%#U", r))
	}
	return agenda.Join(names)
}
