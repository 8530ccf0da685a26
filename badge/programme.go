package badge

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
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
	document.Tagged, document.FromRight = true, r.mirrored()
	for i, page := range pages {
		for _, b := range page {
			if b.what == "day" && b.kind == band && len(pages) > 1 {
				document.Outline = append(document.Outline, pdf.Mark{Title: b.text, Page: i})
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
	id        string
	name      string // as the event has it, for findings
	time      string // "18:30–19:00" or "all day"
	until     string // "until Thursday 5 June", where it ends on a later day
	title     field
	status    string // "Cancelled", "To be confirmed" or nothing
	by        field
	language  field  // "in Arabic", where it is not the event's
	abstract  string // as written; see paragraphs
	room      field
	track     field
	color     pdf.Color // of the track
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
	hours string // "18:30 to 21:00", or "all day" where nothing has hours
	slots []slot
}

// days prepares the programme's texts.
func (r *report) days() []daySheet {
	dir := r.of.Directory()
	order := func(a, b agenda.Entry) int {
		switch {
		case a.AllDay() && !b.AllDay():
			return -1
		case b.AllDay() && !a.AllDay():
			return 1
		}
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End))
	}
	var days []daySheet
	on := false
	for _, day := range r.of.Programme() {
		sheet := daySheet{
			name:  agenda.DateWords(day.Day.Date),
			title: r.title(agenda.Where{}, "day's title", day.Day.Title).text,
		}
		var start, end time.Time
		slices.SortStableFunc(day.Entries, order)
		for _, entry := range day.Entries {
			on = true
			if start.IsZero() && !entry.AllDay() {
				start = entry.Start
			}
			if entry.End.After(end) && !entry.AllDay() && entry.LastWords() == "" {
				end = entry.End
			}
			sheet.slots = append(sheet.slots, r.slot(dir, entry))
			if n := len(sheet.slots); n > 1 && sheet.slots[n-2].time == sheet.slots[n-1].time {
				sheet.slots[n-1].sameTime = true
			}
		}
		switch {
		case !start.IsZero():
			sheet.hours = clockRange(start, end, " to ")
		case len(sheet.slots) > 0:
			sheet.hours = allDay
		}
		days = append(days, sheet)
	}
	if !on {
		r.add("nothing-on", agenda.Warning, agenda.Where{}, "give the sessions a start",
			"the programme is empty: no session has a start")
		return days
	}
	ids := r.of.SessionIDs()
	for i, s := range r.of.Sessions {
		if !s.Start.IsZero() && s.Repeat != "" {
			r.add("repeats", agenda.Note, agenda.Where{ID: ids[i]},
				"expand the event first: see package recur",
				"%s repeats, and is in the programme at its first start", quote(s.Title))
		}
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
		name:      s.Title,
		time:      clockRange(entry.Start, entry.End, "–"),
		until:     entry.LastWords(),
		title:     r.title(at, "title", s.Title),
		by:        r.title(at, "speakers of "+quote(s.Title), dir.Byline(*s)),
		room:      r.title(at, "room of "+quote(s.Title), dir.RoomNames(*s)),
		recedes:   s.Kind.Recedes(),
		cancelled: s.Status == agenda.Cancelled,
		abstract:  s.Abstract,
	}
	spoken := agenda.LanguageWords(s.Language, r.of.Language)
	out.language = r.title(at, "language of "+quote(s.Title), spoken)
	switch {
	case entry.AllDay():
		out.time = allDay
	case out.until != "":
		out.time = clockRange(entry.Start, entry.Start, "")
	}
	switch {
	case s.Online == "" || out.room.blank:
	case out.room.empty():
		out.room.text = "Online"
	default:
		out.room.text += ", online"
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
	return out
}

// allDay is the time of a session that has days.
const allDay = "all day"

// paragraphs prepares an abstract.
func (r *report) paragraphs(abstract string) []string {
	var out []string
	for _, p := range strings.Split(abstract, "\n\n") {
		if t := r.fonts.Prepare(p); t.String != "" {
			out = append(out, t.String)
		}
	}
	return out
}

// lengthWords says how long nothing is on, "1 hour 20 minutes".
func lengthWords(d time.Duration) string {
	var words []string
	for _, unit := range []struct {
		n    int
		name string
	}{{int(d.Hours()), "hour"}, {int(d.Minutes()) % 60, "minute"}} {
		switch {
		case unit.n == 1:
			words = append(words, "1 "+unit.name)
		case unit.n > 1:
			words = append(words, fmt.Sprintf("%d %ss", unit.n, unit.name))
		}
	}
	return strings.Join(words, " ")
}

func clockRange(start, end time.Time, to string) string {
	s := start.Format("15:04")
	if end.After(start) {
		s += to + end.Format("15:04")
	}
	return s
}
