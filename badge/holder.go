package badge

import (
	"errors"
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/press"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// A holder is an attendee as badge and ticket show one: each text prepared, the code made.
type holder struct {
	given, family, organization field
	undivided                   bool  // given is the whole name, which the list does not divide
	kind                        field // ticket type
	color                       press.Color
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

// A field is a text to draw, or a blank to write on where it cannot be drawn.
type field struct {
	text  string
	blank bool
}

func (f field) empty() bool { return f.text == "" && !f.blank }

// holders checks the list and gives what makes the holder of each attendee, from any goroutine. What there is
// to say of all of them is found before the first page is drawn; of the rest only what must be asked again is
// kept, since lists are long.
func (r *report) holders(list []roster.Attendee, colors map[string]string) (
	func(i int) (holder, error), error) {
	if len(list) == 0 {
		return nil, errors.New("the list has no attendees, so there is nothing to print")
	}
	color, err := typeColors(list, colors, &r.findings)
	if err != nil {
		return nil, err
	}
	prepared := make([][4]answer, len(list))
	for i, a := range list {
		if err := identified(a); err != nil {
			return nil, err
		}
		if a.Code == "" {
			return nil, fmt.Errorf("%s has no code; sign the list first", person(a))
		}
		given, family := parts(a)
		what := "given name"
		if !divided(a) {
			what = "name"
		}
		first := r.personal(a, what, given)
		prepared[i] = [...]answer{first, r.personal(a, "family name", family),
			r.personal(a, "organization", a.Organization), r.personal(a, "ticket type", a.Type)}
		if r.field(given, first).empty() {
			r.add("no-name", agenda.Note, where(a), "write it by hand, or complete the list",
				"%s has no name: a blank is left to write on", person(a))
		}
	}
	if err := r.fonts.Err(); err != nil {
		return nil, err
	}
	return func(i int) (holder, error) {
		a, known := list[i], prepared[i]
		c, err := qr.Encode(a.Code, qr.M)
		if err != nil {
			return holder{}, fmt.Errorf("the code of %s: %w", person(a), err)
		}
		given, family := parts(a)
		h := holder{given: r.field(given, known[0]), family: r.field(family, known[1]),
			organization: r.field(a.Organization, known[2]), kind: r.field(a.Type, known[3]),
			undivided: !divided(a), color: color[a.Type],
			reference: ticket.Number(a.Number).Reference(), code: c}
		if h.given.blank && h.family.blank {
			h.family = field{} // one blank for the whole name
		}
		h.given.blank = h.given.blank || h.given.empty()
		return h, nil
	}, nil
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
	case a.FamilyFirst() && !strings.HasPrefix(a.Name, a.FamilyName):
		return a.FamilyName + a.GivenName, ""
	}
	return a.FullName(), ""
}
