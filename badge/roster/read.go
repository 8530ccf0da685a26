package roster

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// Options say how a list is read. The zero value is right.
type Options = input.Options

var limit = input.Limit{Of: "the attendee list", MiB: 64,
	Hint: "split it, or delete columns that are not needed"}

// The bounds of what is in a list.
const (
	maxRows    = 1_000_000 // with those left out
	maxColumns = 1000
	maxField   = 64 << 10 // octets
)

// Read reads an attendee list: CSV with a header, its fields separated by commas, semicolons or tabs, its
// lines ended in any way; UTF-8, UTF-16 with a byte order mark, Windows-1252 or, where lines end in CR
// alone, MacRoman. It leaves Number zero, for [Identify].
//
// Of two columns for one thing the one with the more telling name counts ("Name on badge" before "Name", "Job
// title" before "Title", "Attendee email" before "Email", which may be of the order), else the first. Where a
// name or a status is blank the next such column counts; where an e-mail address is, only one of an equal
// name. A name in one column is split for the badge: its last word, with the lower-case ones before it ("van
// Beethoven"), is the family name; "Lovelace, Ada" is understood; what follows a name ("Jr.", "(she/her)")
// is of neither part; a single word is a given name. Beside a column of given names alone "Name" is the full
// name where most rows repeat the given name in it, else the family name; and the other way around.
//
// A row whose status says that a person does not come, or is not in yet (on a waiting list, to be approved,
// to pay or to answer), is left out. A status that says neither that nor that the person comes is doubtful.
//
// An error is an [agenda.InputError]: a list over 64 MiB (too-large), a million rows (too-many-rows) or 1,000
// columns (too-many-columns), one that is no text (not-text) or empty (no-header), one without a column of
// names (unknown-header), one without an attendee (no-attendees).
//
// These findings tell of rows left out: broken-quotes, field-too-long (over 64 KiB), duplicate-id (it would
// be one ticket twice) and no-name; and, as notes, row-cancelled and row-waiting. These tell of what is
// doubtful in a row that is kept: ragged-row, cleaned-field, not-email, several-emails (the first is used),
// bad-issue, unknown-status (once for each), duplicate-code, duplicate-email and duplicate-name. Three are of
// the whole list: encoding, unused-columns and shared-code (a column "Code" whose codes several people share
// is one of coupons, and is not used). Of one rule the first 1,000 findings are kept, and a last one counts
// the others.
func Read(r io.Reader, o Options) ([]Attendee, agenda.Findings, error) {
	in := reader{file: o.Name}
	b, err := limit.Read(r, o.Name)
	if err != nil {
		return nil, nil, err
	}
	text, encoding := input.Decode(b)
	if err := in.checkText(b, text); err != nil {
		return nil, nil, err
	}
	rows, h, err := in.header(string(text))
	if err != nil {
		return nil, nil, err
	}
	if unused := h.unused(); len(unused) > 0 {
		in.findings.Add("unused-columns", agenda.Note, in.at(h.line), "", "not used: %s", quotedList(unused))
	}
	in.coupons = h.has(code) && letters(h.names[h.columns[code][0].at]) == "code" // and nothing more
	halves := holdsOtherPart(h, rows)
	list := make([]Attendee, 0, len(text)/64) // as rows have about as many octets
	in.first = make(map[duplicateKey]firstSeen, 2*cap(list))
	for n := 1; ; n++ {
		rec, ok := rows.next()
		if !ok {
			break
		}
		if n > maxRows {
			return nil, in.findings.All(), input.Error("too-many-rows", in.at(rec.line), "split the list",
				"the list has more than %d rows", maxRows)
		}
		if a, ok := in.attendee(h, rec, halves); ok {
			list = append(list, a)
		}
	}
	if in.sharedCode {
		for i := range list {
			list[i].Code = ""
		}
	}
	in.reportEncoding(encoding, list)
	if len(list) == 0 {
		return nil, in.findings.All(), input.Error("no-attendees", in.at(0), "add a line for each person",
			"the list has no attendee in it")
	}
	return list, in.findings.All(), nil
}

// reportEncoding shows a name by which to see whether an encoding was guessed right.
func (in *reader) reportEncoding(encoding string, list []Attendee) {
	if strings.HasPrefix(encoding, "UTF") {
		return
	}
	const hint = "if names look wrong, save the list as CSV UTF-8"
	line, proof := 0, "; no name depends on it"
	i := slices.IndexFunc(list, func(a Attendee) bool {
		return strings.ContainsFunc(a.Name, func(r rune) bool { return r >= utf8.RuneSelf })
	})
	if i >= 0 {
		line, proof = list[i].Row, ": is this name right? "+input.Quote(list[i].Name)
	}
	in.findings.Add("encoding", agenda.Warning, in.at(line), hint,
		"the list is not UTF-8 and was read as %s%s", encoding, proof)
}

// holdsOtherPart looks through a list with a column for one part of the name only, and one of names. That
// holds the full name where most rows that have both repeat the part in it, else the other: "Vorname, Name".
func holdsOtherPart(h header, rows records) bool {
	if !h.has(full) || h.has(given) == h.has(family) {
		return false
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
		name, of := h.firstValue(rec, full), h.firstValue(rec, part)
		if name.text == "" || of.text == "" || name.column.ofBadge() {
			continue
		}
		both++
		if containsPart(name.text, of.text) {
			held++
		}
	}
	return 2*held <= both
}

// A reader reads one list, row by row.
type reader struct {
	file     string
	findings input.Findings
	first    map[duplicateKey]firstSeen // the first with an identity, a code and so on

	coupons, sharedCode bool // the codes may be coupons, and they are
}

func (in *reader) at(line int) agenda.Where { return agenda.Where{File: in.file, Line: line} }

func (in *reader) add(rule string, s agenda.Severity, rec record, hint, format string, args ...any) {
	in.findings.Add(rule, s, in.at(rec.line), hint, format, args...)
}

// checkText refuses a file that was never text, before it is taken for a strange header.
func (in *reader) checkText(b, text []byte) error {
	const hint = "open it in a spreadsheet and save it as CSV UTF-8"
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return input.Error("not-text", in.at(0), hint, "the list is a spreadsheet file, not CSV")
	case bytes.IndexByte(text[:min(len(text), 1024)], 0) >= 0:
		return input.Error("not-text", in.at(0), hint, "the list is not text")
	}
	return nil
}

// header reads the first line with the separator that makes the most sense of it.
func (in *reader) header(text string) (records, header, error) {
	start := records{text: text, line: 1}
	separators := ",;\t"
	below := start
	line, _ := below.next() // Excel may say which it is
	if sep, ok := strings.CutPrefix(strings.ToLower(line.first), "sep="); ok && len(sep) == 1 {
		start, separators = below, sep
	}
	var best header
	var rows records
	var first record
	wrong := func(rule, hint, format string, args ...any) (records, header, error) {
		return rows, best, input.Error(rule, in.at(first.line), hint, format, args...)
	}
	for i := range len(separators) {
		r := start
		r.separator = separators[i]
		rec, ok := r.next()
		if !ok {
			return wrong("no-header", headerHint, "the list is empty")
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
		return wrong("unknown-header", "close the quotes; "+headerHint,
			"the quotes of the first line are broken")
	case first.count > maxColumns:
		return wrong("too-many-columns", "delete columns that are not needed",
			"the list has %d columns, more than %d", first.count, maxColumns)
	case !best.hasName() && slices.ContainsFunc(best.names, isAddress):
		return wrong("unknown-header", headerHint,
			"the first line names no columns: it is the row of an attendee")
	case !best.hasName():
		return wrong("unknown-header", headerHint,
			"no column of the first line is a name: it has %s", quotedList(best.names))
	case first.count == 1:
		rows.separator = 0
	}
	return rows, best, nil
}
