package badge

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

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
	known := make([][4]prepared, len(list))
	texts := make([][4]typeset.Text, min(len(list), atOnce))
	for i, a := range list {
		if i%atOnce == 0 {
			r.prepare(texts, list[i:])
		}
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
		said := fields(a)
		for k, t := range texts[i%atOnce] {
			known[i][k] = r.personal(a, names[k], said[k], t)
		}
		if r.field(said[0], known[i][0]).Empty() {
			r.add("no-name", agenda.Note, where(a), "write it by hand, or complete the list",
				"%s has no name: a blank is left to write on", person(a))
		}
	}
	if err := r.fonts.Err(); err != nil {
		return nil, err
	}
	return func(i int) (holder, error) {
		a, known := list[i], known[i]
		c, err := qr.Encode(a.Code, qr.M)
		if err != nil {
			return holder{}, fmt.Errorf("the code of %s: %w", person(a), err)
		}
		said := fields(a)
		h := holder{given: r.field(said[0], known[0]), family: r.field(said[1], known[1]),
			organization: r.field(said[2], known[2]), kind: r.field(said[3], known[3]),
			undivided: !divided(a), color: color[a.Type],
			reference: ticket.Number(a.Number).Reference(), code: c}
		if h.given.Blank && h.family.Blank {
			h.family = compose.Field{} // one blank for the whole name
		}
		h.given.Blank = h.given.Blank || h.given.Empty()
		return h, nil
	}, nil
}

// atOnce is how many attendees' texts are prepared at a time, on all processors.
const atOnce = 1 << 12

// prepare prepares the texts of the first attendees of a list, as many as there is room for.
func (r *report) prepare(texts [][4]typeset.Text, list []roster.Attendee) {
	list = list[:min(len(list), len(texts))]
	workers := min(runtime.GOMAXPROCS(0), 1+len(list)/32)
	var next atomic.Int64
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(list); i = next.Add(1) - 1 {
				for k, s := range fields(list[i]) {
					texts[i][k] = r.fonts.Prepare(s)
				}
			}
		})
	}
	working.Wait()
}

// fields are what a badge shows of an attendee: given name, family name, organization, ticket type.
func fields(a roster.Attendee) [4]string {
	given, family := parts(a)
	return [...]string{given, family, a.Organization, a.Type}
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
