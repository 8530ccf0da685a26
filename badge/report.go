package badge

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// A report collects the findings of one run, each once, and prepares texts on the way.
type report struct {
	of       *agenda.Event
	fonts    *typeset.Fonts // beside the embedded ones
	logo     *Logo
	findings agenda.Findings
	seen     map[string]bool
}

func newReport(e *agenda.Event) *report { return &report{of: e, seen: map[string]bool{}} }

// in has the report prepare texts for fonts.
func (r *report) in(f *Fonts) *report {
	if f != nil {
		r.fonts = f.set
	}
	return r
}

func (r *report) add(rule string, s agenda.Severity, where agenda.Where, hint, format string, args ...any) {
	key := fmt.Sprint(rule, where, fmt.Sprintf(format, args...))
	if !r.seen[key] {
		r.seen[key] = true
		r.findings.Add(rule, s, where, hint, format, args...)
	}
}

func (r *report) document(d Design, what string, width, height float64, pages int) pdf.Document {
	name := bounded(r.of.Name)
	if t := r.fonts.Prepare(name); t.String != "" || !t.Drawable() {
		what += " · " + name
	}
	return pdf.Document{Title: what, Lang: r.of.Language, Width: width, Height: height, Pages: pages,
		Date: r.of.Revised, Progress: d.Progress}
}

// drawn is a text to draw, or the blank that stands for it.
func drawn(t typeset.Text) compose.Field {
	if !t.Drawable() {
		return compose.Field{Blank: true}
	}
	return compose.Field{Text: bounded(t.String)}
}

// longest is how much of a text of one or a few lines is looked at, in runes: more than fits on any page,
// and so little that a name of any length costs no time.
const longest = 500

func bounded(s string) string {
	if len(s) > longest {
		if r := []rune(s); len(r) > longest {
			return string(r[:longest])
		}
	}
	return s
}

// event prepares a text of the event, for which a blank may stand.
func (r *report) event(name, s string) compose.Field {
	return r.title(agenda.Where{}, "event's "+name, s)
}

// title prepares a short text, for which a blank may stand.
func (r *report) title(where agenda.Where, name, s string) compose.Field {
	t := r.fonts.Prepare(s)
	r.lost(where, "the "+name, quote(s)+" cannot be drawn: no font has", "give a Latin spelling", t)
	return drawn(t)
}

// lost adds what a prepared text lacks: signs, and letters with the consequence and the hint for them.
func (r *report) lost(where agenda.Where, what, consequence, hint string, t typeset.Text) {
	if len(t.LeftOut) > 0 {
		r.add("left-out", agenda.Note, where, fontHint(t), "%s is printed without %s", what, runes(t.LeftOut))
	}
	if !t.Drawable() {
		r.add("undrawable", agenda.Warning, where, cmp.Or(fontHint(t), hint), "%s %s %s",
			what, consequence, runes(t.Missing))
	}
}

func where(a roster.Attendee) agenda.Where {
	return agenda.Where{File: a.List, Line: a.Row, ID: cmp.Or(a.ID, ticket.Number(a.Number).Reference())}
}

// person names an attendee to the organizer, and never by the e-mail address.
func person(a roster.Attendee) string {
	if name := strings.TrimSpace(a.FullName()); name != "" {
		return quote(name)
	}
	if a.Row > 0 || a.Number == [8]byte{} {
		return fmt.Sprintf("the attendee of row %d", a.Row)
	}
	return "ticket " + ticket.Number(a.Number).Reference()
}

// quote shows a text of any length and content in a message.
func quote(s string) string { return input.Quote(s) }

// quoteEnd is quote of what was shortened: of a long text it shows the last words that are left.
func quoteEnd(s string) string {
	const most = 59
	if r := []rune(s); len(r) > most {
		s = "…" + strings.TrimLeft(string(r[len(r)-most:]), " ")
	}
	return input.Quote(s)
}

// runes lists characters by code point, with their shape where they have one: "U+8FBB 辻".
func runes(list []rune) string {
	const most = 3
	names := make([]string, 0, most+1)
	for i, r := range list {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(list)-most))
			break
		}
		format := "%#U"
		if typeset.Invisible(r) {
			format = "%U"
		}
		names = append(names, fmt.Sprintf(format, r))
	}
	return listing.English.Join(names)
}
