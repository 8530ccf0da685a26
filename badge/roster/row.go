package roster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// attendee makes an attendee of a row. It is not ok where the row is empty, or left out with a finding.
func (in *reader) attendee(h header, rec record, halves bool) (Attendee, bool) {
	if rec.broken {
		in.add("broken-quotes", agenda.Error, rec,
			`a field that begins with a quote ends with one; a quote inside it is written twice`,
			"the row's quotes are broken, and it was left out")
		return Attendee{}, false
	}
	if isBlank(rec.fields) && rec.count <= maxColumns {
		return Attendee{}, false
	}
	if i := slices.IndexFunc(rec.fields, func(s string) bool { return len(s) > maxField }); i >= 0 {
		in.add("field-too-long", agenda.Error, rec, "shorten it",
			"%s is longer than %d KiB, and the row was left out", h.name(i), maxField>>10)
		return Attendee{}, false
	}
	get := func(f field) string { return in.value(h, rec, f) }
	a := Attendee{List: in.file, Row: rec.line}
	if c := h.firstValue(rec, full); c.text != "" && c.column.ofBadge() {
		a.setName("", "", get(full), false)
	} else {
		a.setName(get(given), get(family), get(full), halves)
	}
	if a.Name == "" {
		in.add("no-name", agenda.Warning, rec, "fill in a name if this is a person",
			"the row has no name and was left out")
		return Attendee{}, false
	}
	for _, f := range []field{status, rsvp, voided} {
		if !in.attends(a, h, rec, f) {
			return Attendee{}, false
		}
	}
	a.ID, a.Organization, a.Title, a.Type = get(id), get(organization), get(title), get(ticketType)
	a.Code = get(code)
	a.Email = in.email(a.Name, get(email), rec)
	a.Issue = in.issue(get(issue), rec)
	in.checkWidth(h, rec)
	return a, in.checkTwice(a, rec)
}

func isBlank(fields []string) bool { return strings.TrimSpace(strings.Join(fields, "")) == "" }

// name gives the name of a column, for messages.
func (h header) name(column int) string {
	if column < len(h.names) && h.names[column] != "" {
		return input.Quote(h.names[column])
	}
	return fmt.Sprintf("column %d", column+1)
}

// attends reports whether the status in a column for f lets a person come.
func (in *reader) attends(a Attendee, h header, rec record, f field) bool {
	said := h.firstValue(rec, f)
	if said.text == "" {
		return true
	}
	column := h.name(said.column.at)
	switch standingOf(f, said.text) {
	case gone:
		in.add("row-cancelled", agenda.Note, rec, "",
			"%s was left out: %s is %s", a.Name, column, input.Quote(said.text))
		return false
	case waiting:
		in.add("row-waiting", agenda.Note, rec, `write "confirmed" there if this person comes`,
			"%s was left out, as not in yet: %s is %s", a.Name, column, input.Quote(said.text))
		return false
	case unknown:
		key := duplicateKey{"status:" + strconv.Itoa(int(f)), withoutMarks(said.text)}
		if _, told := in.before(key, a); !told {
			in.add("unknown-status", agenda.Warning, rec, "delete the rows of those who do not come",
				"%s is %s, which may or may not mean that %s comes; rows like this one are kept",
				column, input.Quote(said.text), a.Name)
		}
	}
	return true
}

// A cell is the cleaned value of a row in a column.
type cell struct {
	column             column
	text               string
	damaged, invisible int
}

// firstValue gives the first of a field's columns that is not blank. An e-mail address goes before others.
func (h header) firstValue(rec record, f field) cell {
	var best cell
	for _, c := range h.columns[f] {
		if c.at >= len(rec.fields) {
			continue
		}
		raw := rec.fields[c.at]
		text, damaged, invisible := clean(raw)
		if f == code && damaged == 0 && invisible == 0 {
			text = strings.TrimSpace(raw) // scanned as it is, two spaces included
		}
		if text == "" || strings.EqualFold(text, placeholder) {
			continue
		}
		if f != email || strings.Contains(text, "@") {
			return cell{c, text, damaged, invisible}
		}
		if best.text == "" {
			best = cell{c, text, damaged, invisible}
		}
	}
	return best
}

// placeholder is the text of Eventbrite for a ticket whose holder is not known yet.
const placeholder = "Info Requested"

// value is the cleaned text of a field, empty where the row has none.
func (in *reader) value(h header, rec record, f field) string {
	c := h.firstValue(rec, f)
	if c.damaged > 0 {
		in.add("cleaned-field", agenda.Warning, rec, "write it anew",
			"%s holds damaged characters (%d), which were left out: %s",
			h.name(c.column.at), c.damaged, input.Quote(c.text))
	}
	if c.invisible > 0 {
		in.add("cleaned-field", agenda.Note, rec, "",
			"%s holds invisible characters (%d), which were left out: %s",
			h.name(c.column.at), c.invisible, input.Quote(c.text))
	}
	return c.text
}

func (in *reader) issue(s string, rec record) uint8 {
	if s == "" {
		return 0
	}
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil {
		in.add("bad-issue", agenda.Warning, rec, "0 is the first, 1 the first issued anew",
			"the issue %s is no number from 0 to 255 and was taken for 0", input.Quote(s))
		return 0
	}
	return uint8(n)
}

// checkWidth finds rows with other fields than the header has. Empty ones at the end are the doing of
// spreadsheets.
func (in *reader) checkWidth(h header, rec record) {
	extra := !isBlank(rec.fields[min(len(h.names), len(rec.fields)):])
	if extra || rec.count > maxColumns || rec.count < len(h.names) {
		in.add("ragged-row", agenda.Warning, rec, "look whether each value stands in its column",
			"the row has %d fields, the header %d", rec.count, len(h.names))
	}
}
