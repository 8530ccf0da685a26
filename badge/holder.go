package badge

import (
	"errors"
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// A holder is an attendee as badge and ticket show one: each text prepared, the code made.
type holder struct {
	given, family, organization compose.Field
	undivided                   bool          // given is the whole name, which the list does not divide
	kind                        compose.Field // ticket type
	color                       agenda.Color
	reference                   string
	code                        *qr.Code
}

// identified is an error for an attendee without a number, whose reference would be everybody's.
func identified(a roster.Attendee) error {
	if a.Number == [8]byte{} {
		return fmt.Errorf("%s has no ticket number; identify the list first: roster.Identify or Sign",
			person(a))
	}
	return nil
}

// holders checks the list and gives what makes the holder of each attendee, from any goroutine. What there is
// to say of all of them is found before the first page is drawn.
func (r *report) holders(list []roster.Attendee, colors map[string]string) (
	func(i int) (holder, error), error) {
	if len(list) == 0 {
		return nil, errors.New("the list has no attendees, so there is nothing to print")
	}
	color, err := typeColors(list, colors, &r.findings)
	if err != nil {
		return nil, err
	}
	for _, a := range list {
		if err := identified(a); err != nil {
			return nil, err
		}
		if a.Code == "" {
			return nil, fmt.Errorf("%s has no code; sign the list first", person(a))
		}
		names := [...]string{"given name", "family name", "organization", "ticket type"}
		if !divided(a) {
			names[0] = "name"
		}
		prepared := r.prepared(a)
		for i, t := range prepared {
			r.lost(where(a), fmt.Sprintf("the %s of %s", names[i], person(a)), "cannot be drawn: no font has",
				"write it by hand on the blank", t)
		}
		if drawn(prepared[0]).Empty() {
			r.add("no-name", agenda.Note, where(a), "write it by hand, or complete the list",
				"%s has no name: a blank is left to write on", person(a))
		}
	}
	if err := r.fonts.Err(); err != nil {
		return nil, err
	}
	return func(i int) (holder, error) {
		a := list[i]
		c, err := qr.Encode(a.Code, qr.M)
		if err != nil {
			return holder{}, fmt.Errorf("the code of %s: %w", person(a), err)
		}
		said := r.prepared(a)
		h := holder{given: drawn(said[0]), family: drawn(said[1]), organization: drawn(said[2]),
			kind: drawn(said[3]), undivided: !divided(a), color: color[a.Type],
			reference: ticket.Number(a.Number).Reference(), code: c}
		if h.given.Blank && h.family.Blank {
			h.family = compose.Field{} // one blank for the whole name
		}
		h.given.Blank = h.given.Blank || h.given.Empty()
		return h, nil
	}, nil
}

// prepared holds the texts that a badge shows of an attendee: given name, family name, organization, type.
func (r *report) prepared(a roster.Attendee) [4]typeset.Text {
	given, family := parts(a)
	return [...]typeset.Text{r.fonts.Prepare(given), r.fonts.Prepare(family),
		r.fonts.Prepare(a.Organization), r.fonts.Prepare(a.Type)}
}

// divided reports whether the list says which part of a name is the given one, and the badge is to show it.
func divided(a roster.Attendee) bool {
	return strings.TrimSpace(a.GivenName) != "" && strings.TrimSpace(a.FamilyName) != "" && !a.FamilyFirst()
}

// parts are given name and family name; the whole name where the list does not divide it, or where it is read
// as one word, family name first.
func parts(a roster.Attendee) (given, family string) {
	switch {
	case divided(a):
		return a.GivenName, a.FamilyName
	case a.FamilyFirst() && a.FullName() == a.GivenName+" "+a.FamilyName: // as no one writes it
		return a.FamilyName + a.GivenName, ""
	}
	return a.FullName(), ""
}
