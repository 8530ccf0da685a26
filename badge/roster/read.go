package roster

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// Options say how a list is read. The zero value is right.
type Options struct {
	Name string // of the input, for findings: "attendees.csv"
}

// What a list may be at most.
const (
	maxSize    = 64 << 20  // octets
	maxRows    = 1_000_000 // with those left out
	maxColumns = 1000
	maxField   = 64 << 10 // octets
	maxSource  = 200      // characters of a line shown in a finding
)

// Read reads an attendee list: CSV with a header, its fields separated by commas, semicolons or tabs, its
// lines ended in any way; UTF-8, UTF-16 with a byte order mark, Windows-1252 or, where lines end in CR alone, MacRoman.
// It leaves Number zero, for [Identify].
//
// Of two columns for one thing the one with the more telling name counts ("Name on badge" before "Name", "Job
// title" before "Title", "Attendee email" before "Email", which may be of the order), else the first. Where a
// name or a status is blank the next such column counts; where an e-mail address is, only one of an equal
// name. A name in one column is split for the badge: its last word, with the lower-case ones before it ("van
// Beethoven"), is the family name; "Lovelace, Ada" is understood; what follows a name ("Jr.", "(she/her)")
// is of neither part; a single word is a given name. Beside a column of given names alone "Name" is the full
// name where most rows repeat the given name in it, else the family name; and the other way around.
//
// A row whose status says that a person does not come, or is not in yet (on a waiting list, to be approved, to
// pay or to answer), is left out. A status that says neither that nor that the person comes is doubtful.
//
// An error is an [agenda.InputError]: a list over 64 MiB (too-large), a million rows (too-many-rows) or 1,000
// columns (too-many-columns), one that is no text (not-text) or empty (no-header), one without a column of
// names (unknown-header), one without an attendee (no-attendees).
//
// These findings tell of rows left out: broken-quotes, field-too-long (over 64 KiB), duplicate-id (it would
// be one ticket twice) and no-name; and, as notes, row-cancelled and row-waiting. These tell of what is
// doubtful in a row that is kept: ragged-row, cleaned-field, not-email, bad-issue, unknown-status (once for
// each), duplicate-code, duplicate-email and duplicate-name. Two are of the whole list: encoding and unused-columns.
func Read(r io.Reader, o Options) ([]Attendee, agenda.Findings, error) {
	in := reading{file: o.Name, first: make(map[string]seen)}
	b, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the attendee list: %w", err)
	}
	if len(b) > maxSize {
		return nil, nil, inputError("too-large", in.at(0), "split it, or delete columns that are not needed",
			"", "the list is larger than %d MiB", maxSize>>20)
	}
	if err := in.checkText(b); err != nil {
		return nil, nil, err
	}
	text, encoding := decode(b)
	rows, h, err := in.header(text)
	if err != nil {
		return nil, in.findings, err
	}
	if unused := h.unused(); len(unused) > 0 {
		in.findings.Add("unused-columns", agenda.Note, in.at(h.line), "", "not used: %s", quoted(unused))
	}
	style := styleOf(h, rows)
	var list []Attendee
	for n := 1; ; n++ {
		rec, ok := rows.next()
		if !ok {
			break
		}
		if n > maxRows {
			return nil, in.findings, inputError("too-many-rows", in.at(rec.line), "split the list", "",
				"the list has more than %d rows", maxRows)
		}
		if a, ok := in.attendee(h, rec, style); ok {
			list = append(list, a)
		}
	}
	in.tellEncoding(encoding, list)
	if len(list) == 0 {
		return nil, in.findings, inputError("no-attendees", in.at(0), "add a line for each person",
			"", "the list has no attendee in it")
	}
	return list, in.findings, nil
}

// tellEncoding shows, where the encoding was guessed, a name by which to see whether the guess is right.
func (in *reading) tellEncoding(encoding string, list []Attendee) {
	if strings.HasPrefix(encoding, "UTF") {
		return
	}
	const hint = "if names look wrong, save the list as CSV UTF-8"
	said := fmt.Sprintf("the list is not UTF-8 and was read as %s", encoding)
	for _, a := range list {
		if strings.ContainsFunc(a.Name, func(r rune) bool { return r >= utf8.RuneSelf }) {
			in.findings.Add("encoding", agenda.Warning, in.at(a.Row), hint, "%s: is this name right? %.60q", said, a.Name)
			return
		}
	}
	in.findings.Add("encoding", agenda.Warning, in.at(0), hint, "%s; no name depends on it", said)
}

// styleOf looks through a list with a column of one part of the name for what its column of names is: the
// full name where most rows that have both have the part in it, else the other part.
func styleOf(h header, rows records) nameStyle {
	if !h.hasOnePart() {
		return whole
	}
	part := given
	if h.has(family) {
		part = family
	}
	both, held := 0, 0
	for {
		rec, ok := rows.next()
		if !ok {
			break
		}
		name, of := h.pick(rec, full), h.pick(rec, part)
		if name.text == "" || of.text == "" || name.column.ofBadge() {
			continue
		}
		both++
		if holds(name.text, of.text) {
			held++
		}
	}
	if 2*held > both {
		return whole
	}
	return otherHalf
}

// A reading is what is known in the middle of a list.
type reading struct {
	file     string
	findings agenda.Findings
	first    map[string]seen // the first with an identity, a code and so on
}

// seen is where something stood in the list first.
type seen struct {
	line  int
	name  string // folded, of the attendee
	times int    // so far
}

func (in *reading) at(line int) agenda.Where { return agenda.Where{File: in.file, Line: line} }

func (in *reading) add(rule string, s agenda.Severity, rec record, hint, format string, args ...any) {
	in.findings = append(in.findings, agenda.Finding{Rule: rule, Severity: s, Where: in.at(rec.line),
		Message: fmt.Sprintf(format, args...), Hint: hint, Source: rec.source()})
}

func inputError(rule string, where agenda.Where, hint, source, format string, args ...any) error {
	return &agenda.InputError{Findings: agenda.Findings{{Rule: rule, Severity: agenda.Error, Where: where,
		Message: fmt.Sprintf(format, args...), Hint: hint, Source: source}}}
}

// checkText refuses what was never text, before it is taken for a strange header.
func (in *reading) checkText(b []byte) error {
	const hint = "open it in a spreadsheet and save it as CSV UTF-8"
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return inputError("not-text", in.at(0), hint, "", "the list is a spreadsheet file, not CSV")
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return nil
	case bytes.IndexByte(b[:min(len(b), 1024)], 0) >= 0:
		return inputError("not-text", in.at(0), hint, "", "the list is not text")
	}
	return nil
}

// header reads the first line with the separator that makes the most sense of it.
func (in *reading) header(text []byte) (records, header, error) {
	start := records{text: text, line: 1}
	separators := ",;\t"
	if line, ok := start.next(); ok { // Excel may say which it is
		if sep, ok := strings.CutPrefix(strings.ToLower(string(line.first)), "sep="); ok && len(sep) == 1 {
			separators = sep
		} else {
			start = records{text: text, line: 1}
		}
	}
	var (
		best  header
		rows  records
		first record
	)
	for i := range len(separators) {
		r := start
		r.separator = separators[i]
		rec, ok := r.next()
		if !ok {
			return rows, best, inputError("no-header", in.at(0), headerHint, "", "the list is empty")
		}
		if rec.broken {
			rec.fields = nil
		}
		for i, name := range rec.fields {
			rec.fields[i], _, _ = clean(name)
		}
		h := newHeader(rec)
		if i == 0 || h.known() > best.known() || h.known() == best.known() && rec.count > first.count {
			best, rows, first = h, r, rec
		}
	}
	switch {
	case first.broken:
		return rows, best, inputError("unknown-header", in.at(first.line), "close the quotes; "+headerHint,
			first.source(), "the quotes of the first line are broken")
	case first.count > maxColumns:
		return rows, best, inputError("too-many-columns", in.at(first.line),
			"delete columns that are not needed", "",
			"the list has %d columns, more than %d", first.count, maxColumns)
	case !best.hasName():
		return rows, best, inputError("unknown-header", in.at(first.line), headerHint, first.source(),
			"no column of the first line is a name: it has %s", quoted(best.names))
	case first.count == 1:
		rows.separator = 0
	}
	return rows, best, nil
}

// attendee makes one of a row; not ok where it is left out, for which there is a finding, or is empty.
func (in *reading) attendee(h header, rec record, style nameStyle) (Attendee, bool) {
	if rec.broken {
		in.add("broken-quotes", agenda.Error, rec,
			`a field that begins with a quote ends with one; a quote inside it is written twice`,
			"the row's quotes are broken, and it was left out")
		return Attendee{}, false
	}
	if rec.blank() {
		return Attendee{}, false
	}
	for i, value := range rec.fields {
		if len(value) > maxField {
			in.add("field-too-long", agenda.Error, rec, "shorten it",
				"%s is longer than %d KiB, and the row was left out", h.name(i), maxField>>10)
			return Attendee{}, false
		}
	}
	get := func(f field) string { return in.value(h, rec, f) }
	a := Attendee{List: in.file, Row: rec.line}
	if c := h.pick(rec, full); c.text != "" && c.column.ofBadge() {
		a.setName("", "", get(full), whole)
	} else {
		a.setName(get(given), get(family), get(full), style)
	}
	if a.Name == "" {
		in.add("no-name", agenda.Warning, rec, "fill in a name if this is a person",
			"the row has no name and was left out")
		return Attendee{}, false
	}
	for _, f := range []field{status, rsvp, voided} {
		if !in.comes(a, h, rec, f) {
			return Attendee{}, false
		}
	}
	a.ID, a.Organization, a.Title, a.Type = get(id), get(organization), get(title), get(ticketType)
	a.Code = get(code)
	a.Email = in.email(get(email), rec)
	a.Issue = in.issue(get(issue), rec)
	in.checkWidth(h, rec)
	return a, in.checkTwice(a, rec)
}

func (rec record) blank() bool {
	for _, value := range rec.fields {
		if strings.TrimSpace(value) != "" {
			return false
		}
	}
	return rec.count <= maxColumns
}

// name is what a column is called.
func (h header) name(column int) string {
	if column >= 0 && column < len(h.names) && h.names[column] != "" {
		return fmt.Sprintf("%.40q", h.names[column])
	}
	return fmt.Sprintf("column %d", column+1)
}

// comes reports whether a column for f lets a person come.
func (in *reading) comes(a Attendee, h header, rec record, f field) bool {
	said := h.pick(rec, f)
	if said.text == "" {
		return true
	}
	column := h.name(said.column.at)
	switch standingOf(f, said.text) {
	case gone:
		in.add("row-cancelled", agenda.Note, rec, "", "%s was left out: %s is %.40q", a.Name, column, said.text)
		return false
	case waiting:
		in.add("row-waiting", agenda.Note, rec, `write "confirmed" there if this person comes`,
			"%s was left out, as not in yet: %s is %.40q", a.Name, column, said.text)
		return false
	case unknown:
		key := fmt.Sprint("status:", f, ":", unmarked(said.text))
		if _, told := in.first[key]; !told {
			in.first[key] = seen{line: rec.line}
			in.add("unknown-status", agenda.Warning, rec, "delete the rows of those who do not come",
				"%s is %.40q, which may or may not mean that %s comes; rows like this one are kept",
				column, said.text, a.Name)
		}
	}
	return true
}

// A cell is what a row has in a column, cleaned.
type cell struct {
	column             column
	text               string
	damaged, invisible int
}

// pick gives the first of a field's columns that is not blank; an e-mail address goes before what is none.
func (h header) pick(rec record, f field) cell {
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

// placeholder is what Eventbrite writes where a buyer has not yet said who comes.
const placeholder = "Info Requested"

// value is the cleaned text of a field, empty where the row has none.
func (in *reading) value(h header, rec record, f field) string {
	c := h.pick(rec, f)
	if c.damaged > 0 {
		in.add("cleaned-field", agenda.Warning, rec, "write it anew",
			"%s holds damaged characters (%d), which were left out: %.60q",
			h.name(c.column.at), c.damaged, c.text)
	}
	if c.invisible > 0 {
		in.add("cleaned-field", agenda.Note, rec, "",
			"%s holds invisible characters (%d), which were left out: %.60q",
			h.name(c.column.at), c.invisible, c.text)
	}
	return c.text
}

// nobody are the e-mail addresses that say that there is none; Microsoft Forms has "anonymous".
var nobody = set(`anonymous none na nan null unknown keine`)

func (in *reading) email(s string, rec record) string {
	if strings.Contains(s, "@") {
		return s
	}
	if word := letters(s); word != "" && !nobody[word] {
		in.add("not-email", agenda.Note, rec, "", "%.60q is no e-mail address and was not used", s)
	}
	return ""
}

func (in *reading) issue(s string, rec record) uint8 {
	if s == "" {
		return 0
	}
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil {
		in.add("bad-issue", agenda.Warning, rec, "0 is the first, 1 the first issued anew",
			"the issue %.20q is no number from 0 to 255 and was taken for 0", s)
		return 0
	}
	return uint8(n)
}

// checkWidth finds rows with other fields than the header has. Empty ones at the end are the doing of
// spreadsheets.
func (in *reading) checkWidth(h header, rec record) {
	extra := rec.count > maxColumns
	for _, value := range rec.fields[min(len(h.names), len(rec.fields)):] {
		extra = extra || strings.TrimSpace(value) != ""
	}
	if extra || rec.count < len(h.names) {
		in.add("ragged-row", agenda.Warning, rec, "look whether each value stands in its column",
			"the row has %d fields, the header %d", rec.count, len(h.names))
	}
}

// checkTwice finds attendees who are told apart only by their order, and reports whether a is a row of its
// own: two rows of one id are one ticket.
func (in *reading) checkTwice(a Attendee, rec record) bool {
	before, again := in.once(a.identity(), a)
	switch {
	case !again:
	case a.hasID():
		in.add("duplicate-id", agenda.Error, rec, "give each row an id of its own, or delete one",
			"%s has the id %q of line %d, which is one ticket, and was left out", a.Name, a.ID, before.line)
		return false
	default:
		in.tellTwice(a, rec, before, agenda.Warning)
	}
	if a.Code != "" {
		if before, again := in.once("code:"+a.Code, a); again {
			in.add("duplicate-code", agenda.Warning, rec, "give each row a code of its own",
				"%s has the code of line %d; the door cannot tell them apart", a.Name, before.line)
		}
	}
	if a.hasID() && a.Email != "" {
		if before, again := in.once("email:"+fold(a.Email), a); again {
			in.tellTwice(a, rec, before, agenda.Note)
		}
	}
	return true
}

// once gives what had a key before, or remembers that a has it.
func (in *reading) once(key string, a Attendee) (before seen, again bool) {
	now, again := in.first[key]
	if before = now; !again {
		now.line, now.name = a.Row, fold(a.Name)
	}
	now.times++
	in.first[key] = now
	return before, again
}

// tellTwice tells of an attendee with the e-mail address of another or, without one, the name.
func (in *reading) tellTwice(a Attendee, rec record, before seen, s agenda.Severity) {
	rule := "duplicate-email"
	if a.Email == "" {
		rule = "duplicate-name"
	}
	if before.name == fold(a.Name) {
		said := "%s is listed twice, on lines %d and %d, and gets two tickets"
		if before.times > 1 {
			said = "%s is listed again, on line %[3]d as on line %[2]d, and gets one more ticket"
		}
		in.add(rule, s, rec, "delete one line if that is one person", said, a.Name, before.line, a.Row)
		return
	}
	hint := "give each an address of their own, or the list an ID column; else never change the order of these " +
		"lines, which decides whose ticket is whose"
	if s == agenda.Note {
		hint = ""
	}
	in.add(rule, s, rec, hint, "%s has the same e-mail address as line %d: %s", a.Name, before.line, a.Email)
}
