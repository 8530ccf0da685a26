package badge

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// Sign gives each attendee a number (see [roster.Identify]) and a code signed for the event e: all who have
// none, while a code that the list brought stays as it is. It changes list in place, and nothing of it where
// it fails: two attendees of one number, which would be one ticket, and two ticket types that codes cannot
// tell apart are errors. Codes are bound to e.ID for good; see [agenda.Event.Identity] for an event without.
func Sign(key *ticket.Key, e *agenda.Event, list []roster.Attendee) error {
	signed := slices.Clone(list)
	roster.Identify(signed)
	owner := make(map[ticket.Number]int, len(signed))
	types := make([]string, 0, len(signed))
	for i, a := range signed {
		if j, taken := owner[a.Number]; taken {
			return fmt.Errorf("%s and %s have the same ticket number %s; give them different ids",
				person(signed[j]), person(a), ticket.Number(a.Number).Reference())
		}
		owner[a.Number] = i
		types = append(types, a.Type)
	}
	if _, err := key.Public(e.Identity(), types...); err != nil {
		return err
	}
	for i := range signed {
		a := &signed[i]
		if a.Code != "" {
			continue
		}
		code, err := key.Sign(e.Identity(), ticket.Ticket{Number: a.Number, Type: a.Type, Issue: a.Issue})
		if err != nil {
			return fmt.Errorf("the code of %s: %w", person(*a), err)
		}
		a.Code = code
	}
	copy(list, signed)
	return nil
}

// WriteCodes writes the list as CSV (RFC 4180 but for LF line ends, UTF-8) with the columns reference, name,
// email, type and code, for whoever mails tickets or checks people in with another program. A field that a
// spreadsheet would take for a formula, because it begins with =, +, -, @, a tab or a carriage return, gets
// an apostrophe in front. Codes are always written as they are: a code that is changed opens no door, and the
// signed ones are base32, which is no formula. The error is of an attendee without a number, or of w.
func WriteCodes(w io.Writer, list []roster.Attendee) error {
	for _, a := range list {
		if err := identified(a); err != nil {
			return err
		}
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"reference", "name", "email", "type", "code"}); err != nil {
		return err
	}
	for _, a := range list {
		row := []string{ticket.Number(a.Number).Reference(), a.FullName(), a.Email, a.Type, a.Code}
		for i, v := range row {
			if i < len(row)-1 && v != "" && strings.ContainsRune("=+-@\t\r", rune(v[0])) {
				row[i] = "'" + v
			}
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
