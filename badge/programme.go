package badge

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/pdf"
)

// WriteProgramme draws the programme of an event on one page, or on as many as it takes, and writes it as
// one PDF. Abstracts are printed where the whole programme stays on one page with them at 8.5 pt at least.
// A programme of more than four pages is set at the size of a page of text, not as large as it could be.
// A session that repeats is printed once, which is a note; package recur lists it each time.
// Errors are of an unknown time zone, of a page that is neither A4 nor Letter, of ctx and of w.
func WriteProgramme(ctx context.Context, w io.Writer, e *agenda.Event, d Design) (agenda.Findings, error) {
	width, height, err := d.page()
	if err != nil {
		return nil, err
	}
	if _, err := e.Location(); err != nil {
		return nil, err // the times would be of another zone than is said
	}
	r := newReport(e).in(d.Fonts)
	r.logo = d.Logo
	p := &programme{report: r, width: width, height: height, days: r.days()}
	pages, err := p.pages(ctx)
	if err == nil {
		err = r.fonts.Err()
	}
	if err != nil {
		return r.findings, err
	}
	document := r.document(d, "Programme", width, height, len(pages))
	document.Tagged, document.FromRight = true, listing.RightToLeft(r.of)
	for i, page := range pages {
		for _, b := range page {
			if b.What == "day" && b.Kind == compose.Band && len(pages) > 1 {
				document.Outline = append(document.Outline, pdf.Mark{Title: b.Text, Page: i})
			}
		}
	}
	err = pdf.Write(ctx, w, document, func(page int, c *pdf.Canvas) error {
		draw(c, 0, 0, pages[page])
		return nil
	})
	return r.findings, err
}

// A slot is an entry of the programme with its texts prepared.
type slot struct {
	listing.Slot
	title    compose.Field
	by       compose.Field
	language compose.Field
	room     compose.Field // with "online" behind it, where the session is that too
	track    compose.Field
	color    *agenda.Color // of the track; nil: none
	recedes  bool
	struck   bool // it is cancelled
	sameTime bool // as the slot before
}

// programmeDay is one day of the programme.
type programmeDay struct {
	listing.Day
	title string // its own, may be empty
	slots []slot
}

// days prepares the programme's texts.
func (r *report) days() []programmeDay {
	order := func(a, b listing.Slot) int {
		switch {
		case a.AllDay() && !b.AllDay():
			return -1
		case b.AllDay() && !a.AllDay():
			return 1
		}
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End))
	}
	var days []programmeDay
	on := false
	for _, day := range listing.Of(r.of).Days {
		sheet := programmeDay{Day: day, title: r.title(agenda.Where{}, "day's title", day.Title).Text}
		slices.SortStableFunc(day.Slots, order)
		for i, s := range day.Slots {
			on = true
			sheet.slots = append(sheet.slots, r.slot(s))
			sheet.slots[i].sameTime = i > 0 && day.Slots[i-1].Clock == s.Clock
		}
		days = append(days, sheet)
	}
	if !on {
		r.add("nothing-on", agenda.Warning, agenda.Where{}, "give the sessions a start",
			"the programme is empty: no session has a start")
	}
	return days
}

func (r *report) slot(of listing.Slot) slot {
	out := slot{Slot: of}
	s := of.Session
	if s == nil {
		return out
	}
	at := agenda.Where{ID: of.ID}
	out.title = r.title(at, "title", s.Title)
	out.by = r.title(at, "speakers of "+quote(s.Title), of.Byline)
	out.room = r.title(at, "room of "+quote(s.Title), of.Rooms)
	out.language = r.title(at, "language of "+quote(s.Title), of.Language)
	out.track = r.title(at, "track of "+quote(s.Title), of.Track.Name)
	out.recedes, out.struck = s.Kind.Recedes(), s.Status == agenda.Cancelled
	switch {
	case s.Online == "" || out.room.Blank:
	case out.room.Empty():
		out.room.Text = "Online"
	default:
		out.room.Text += ", online"
	}
	if s.Repeat != "" {
		r.add("repeats", agenda.Note, at, "expand the event first: see package recur",
			"%s repeats, and is in the programme at its first start", quote(s.Title))
	}
	if color, err := agenda.ParseColor(of.Track.Color); err == nil {
		out.color = (*agenda.Color)(&color)
	}
	return out
}
