package roster

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// show writes an attendee on a line, leaving out what is empty.
func show(a Attendee) string {
	s := fmt.Sprintf("%d %s=%s|%s", a.Row, a.Name, a.GivenName, a.FamilyName)
	for _, f := range []struct{ name, value string }{
		{"id", a.ID}, {"email", a.Email}, {"org", a.Organization}, {"title", a.Title}, {"type", a.Type},
		{"code", a.Code},
	} {
		if f.value != "" {
			s += " " + f.name + "=" + f.value
		}
	}
	if a.Issue > 0 {
		s += fmt.Sprintf(" issue=%d", a.Issue)
	}
	return s
}

// read gives attendees and findings but for unused columns, each on a line.
func read(t *testing.T, text string) (attendees, findings string) {
	t.Helper()
	list, fs, err := Read(strings.NewReader(text), Options{Name: "a.csv"})
	if err != nil {
		return "", "error " + err.Error()
	}
	var as, said []string
	for _, a := range list {
		as = append(as, show(a))
	}
	for _, f := range fs {
		if f.Rule != "unused-columns" {
			said = append(said, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f))
		}
	}
	return strings.Join(as, "\n"), strings.Join(said, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range lists {
		t.Run(c.name, func(t *testing.T) {
			attendees, findings := read(t, c.text)
			if attendees != c.attendees {
				t.Errorf("attendees:\n%s\nwant:\n%s", attendees, c.attendees)
			}
			if findings != c.findings {
				t.Errorf("findings:\n%s\nwant:\n%s", findings, c.findings)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	const text = "\ufeffName\tFirma\r\nJürgen 🎟\tŁódź\r\n"
	for name, put := range map[string]func([]byte, uint16) []byte{
		"little": func(b []byte, u uint16) []byte { return append(b, byte(u), byte(u>>8)) },
		"big":    func(b []byte, u uint16) []byte { return append(b, byte(u>>8), byte(u)) },
	} {
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = put(b, u)
		}
		attendees, findings := read(t, string(b))
		if want := "2 Jürgen 🎟=Jürgen 🎟| org=Łódź"; attendees != want || findings != "" {
			t.Errorf("%s-endian: %s, %s", name, attendees, findings)
		}
	}
}

func TestUnusedColumns(t *testing.T) {
	_, fs, err := Read(strings.NewReader("Name,Shoe size,,Company,Company\nAda,37,,A,B\n"), Options{})
	if err != nil || len(fs) != 1 || fs[0].String() != `1: not used: "Shoe size", "Company"` {
		t.Errorf("%v, %v", fs, err)
	}
}

// An error tells what it found, what to write, and where.
func TestInputError(t *testing.T) {
	_, _, err := Read(strings.NewReader("\nFoo,Bar\nAda,Bob\n"), Options{Name: "a.csv"})
	var wrong *agenda.InputError
	if !errors.As(err, &wrong) {
		t.Fatalf("%T %v", err, err)
	}
	f := wrong.Findings[0]
	if f.Where != (agenda.Where{File: "a.csv", Line: 2}) || f.Hint != headerHint {
		t.Errorf("%+v", f)
	}
}

// No finding holds a whole row or an e-mail address.
func TestFindingsHoldNoRow(t *testing.T) {
	for _, text := range []string{
		"Ada Lovelace,ada@example.org,secret\n",
		"Name,Email\nAda,\"ada@example.org\nBob,bob@example.org\nBob,Bob@example.org;b@example.org\n" +
			"Cy,bob@example.org\n,secret\nDi,secret@\n",
	} {
		_, fs, err := Read(strings.NewReader(text), Options{Name: "a.csv"})
		said := fmt.Sprintf("%v %+v", err, fs)
		if strings.Contains(said, "@") || strings.Contains(said, "secret") {
			t.Errorf("%q: %s", text, said)
		}
	}
}

func TestStandings(t *testing.T) {
	for _, c := range []struct {
		field field
		want  standing
		said  string // separated by semicolons
	}{
		{status, coming, `approved; Attending; Zusage; Checked In; Bezahlt; confirmé; yes; -;
			partially refunded`},
		{status, waiting, `waitlist; pending_approval; invited; Waitlist; pending; ausstehend; Maybe;
			no response; Pending (overdue); yes, pending payment; Unpaid;
			Genehmigung ausstehend; peut-être; Not paid`},
		{status, gone, `expired; abgelaufen; Transferred; Cancelled by attendee; storniert;
			cancelled - refunded; abgesagt; erstattet; Not Attending; Canceled (paid fee);
			paid (cancelled); Can't make it; Annule; declined`},
		{status, unknown, "Student; not really; attending (not cancelled); ?; Platz 7"},
		{rsvp, coming, "Yes; ja; x; 1; ✓; Yes, with pleasure; In person"},
		{rsvp, gone, "No; no, sorry; nein; 0; ✗"},
		{rsvp, waiting, "Waitlist; vielleicht"},
		{voided, gone, "Voided; yes; true; x; ✓"},
		{voided, coming, "no; false; Active; not voided; –"},
	} {
		for said := range strings.SplitSeq(c.said, ";") {
			if got := standingOf(c.field, strings.TrimSpace(said)); got != c.want {
				t.Errorf("%q in field %d: %d, want %d", said, c.field, got, c.want)
			}
		}
	}
	said := make(map[string]standing)
	for s, words := range standingWords {
		for word := range strings.FieldsSeq(words) {
			word = withoutMarks(word)
			if other, ok := said[word]; ok && other != standing(s) {
				t.Errorf("%q means two things", word)
			}
			if yes[word] || no[word] {
				t.Errorf("%q is an answer", word)
			}
			said[word] = standing(s)
		}
	}
	for _, name := range []string{"Bestellstatus", "Status", "Teilnahmestatus", "Approval status"} {
		if s, ok := fieldOf(name); !ok || s.field != status {
			t.Errorf("%q is no status", name)
		}
	}
}

// No name of a column means two things, and every one is as letters says it.
func TestColumnNames(t *testing.T) {
	seen := make(map[string]field)
	for f, names := range columnNames {
		for name := range strings.FieldsSeq(strings.ReplaceAll(names, ";", " ")) {
			if _, ok := seen[name]; ok {
				t.Errorf("%q is listed twice", name)
			}
			seen[name] = f
			if letters(name) != name {
				t.Errorf("%q is never found, %q would be", name, letters(name))
			}
		}
	}
	for f := range fieldCount {
		if columnNames[f] == "" {
			t.Errorf("field %d has no column name", f)
		}
	}
}

func TestBounds(t *testing.T) {
	const head = "Name,Email\nAda,a@b.c\n"
	text := func(parts ...string) io.Reader { return strings.NewReader(strings.Join(parts, "")) }
	wide := strings.Repeat("x,", maxColumns-1)
	long := strings.Repeat("x", maxField)
	nameless := "," + long[1:] + "\n"
	full := []string{head, strings.Repeat(nameless, limit.MiB<<20/len(nameless)),
		strings.Repeat("\n", limit.MiB<<20%len(nameless)-len(head))}
	for _, c := range []struct {
		name string
		r    io.Reader
		want string // of the error; none: one attendee or more
	}{
		{"size", text(full...), ""},
		{"size and 1", text(append(full, "\n")...), "larger than 64 MiB"},
		{"rows", text(head, strings.Repeat(",\n", maxRows-1)), ""},
		{"rows and 1", text(head, strings.Repeat(",\n", maxRows)), "more than 1000000 rows"},
		{"columns", text(wide, "Name\n", wide, "Ada\n"), ""},
		{"columns and 1", text(wide, "x,Name\n"), "1001 columns"},
		{"field", text("Name\n", long), ""},
		{"field and 1", text("Name\n", long, "x"), "no attendee"},
	} {
		list, _, err := Read(c.r, Options{})
		switch {
		case c.want == "" && (err != nil || len(list) == 0):
			t.Errorf("%s: %d attendees, %.200v", c.name, len(list), err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %.200v, want %q", c.name, err, c.want)
		}
	}
	_, fs, err := Read(text(head, long, "x,\nBob,\n"), Options{})
	if err != nil || len(fs) != 1 || fs[0].Rule != "field-too-long" || fs[0].Source != "" {
		t.Errorf("a long field: %.300v, %v", fs, err)
	}
}

// Of one rule a thousand findings are kept, and the rest is counted.
func TestFindingsAreBounded(t *testing.T) {
	const maxAlike = 1000
	for _, more := range []int{0, 1, 234} {
		rows := strings.Repeat(",n@e.org\n", maxAlike+more)
		_, fs, err := Read(strings.NewReader("Name,Email\n"+rows+"Ada,soon\n"), Options{Name: "a.csv"})
		if err != nil {
			t.Fatal(err)
		}
		nameless, last := 0, fs[len(fs)-1]
		if more > 0 {
			last = fs[len(fs)-2]
		}
		for _, f := range fs {
			if f.Rule == "no-name" {
				nameless++
			}
		}
		want := fmt.Sprintf("a.csv: and %d more of that kind", more)
		switch {
		case more == 0 && (nameless != maxAlike || last.Rule != "not-email"):
			t.Errorf("%d findings, the last is %s", nameless, last)
		case more > 0 && (nameless != maxAlike+1 || last.String() != want || last.Severity != agenda.Warning):
			t.Errorf("%d findings, the last is %s, want %s", nameless, last, want)
		}
	}
}

// Quotes that pair with each other all down the list make every line begin a record to its end.
func TestQuotesTakeLinearTime(t *testing.T) {
	for _, line := range []string{"a\",\"\n", "a, \"\n", "a, \"\"\n", "a, \"\"\"\n", "a, \"", "a, \"b\"\""} {
		text := "Name,Email\n" + strings.Repeat(line, 50_000) + "\"x"
		r := records{text: text, separator: ',', line: 1}
		n := 0
		for {
			if _, ok := r.next(); !ok {
				break
			}
			n++
		}
		if limit := 2 * len(text); r.again > limit {
			t.Errorf("%q: read %d octets again in %d records, want at most %d", line, r.again, n, limit)
		}
		if line == "a\",\"\n" && !r.oneLine() {
			t.Errorf("%q does not come to the bound", line)
		}
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("cable pulled")
	_, _, err := Read(io.MultiReader(strings.NewReader("Name\nA\n"), failing{broken}), Options{})
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Lists that others wrote, where they are at hand.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("DAYSHEET_CORPUS")
	if dir == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	for name, want := range map[string]string{
		"badge-generator-openalt.csv": "2 Alice Johnson=Alice|Johnson title=Speaker",
		"confbadger-kcd.csv": "2 John Doe=John|Doe email=john@example.com " +
			"org=Example Corp title=Software Engineer",
		"eventbrite-columns.csv": "2 Paul One=Paul|One email=paul@example.com type=General Admission",
		"pybadges-attendees-noheader.csv": "error a.csv:1: no column of the first line is a name: it has " +
			`"badges-cdl-2022-attendee.png", "badges-cdl-2022-attendee.png", "John", "Doe", "Python"`,
	} {
		text, err := os.ReadFile(filepath.Join(dir, "attendees", name))
		if err != nil {
			t.Fatal(err)
		}
		attendees, findings := read(t, string(text))
		if first, _, _ := strings.Cut(cmp.Or(attendees, findings), "\n"); first != want {
			t.Errorf("%s: %s, want %s", name, first, want)
		}
		if attendees != "" && findings != "" {
			t.Errorf("%s: %s", name, findings)
		}
	}
}

func TestImports(t *testing.T) {
	foreign := "{{if not .Standard}}{{.ImportPath}}{{end}}"
	out, err := exec.Command("go", "list", "-deps", "-f", foreign, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		ours := []string{"github.com/daysheet/daysheet/agenda",
			"github.com/daysheet/daysheet/agenda/input", "github.com/daysheet/daysheet/badge/roster"}
		if !strings.HasPrefix(dep, "golang.org/x/text/") && !slices.Contains(ours, dep) {
			t.Errorf("roster imports %s", dep)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range lists {
		f.Add([]byte(c.text))
	}
	left := []string{"broken-quotes", "field-too-long", "duplicate-id", "no-name", "row-cancelled",
		"row-waiting"}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, fs, err := Read(bytes.NewReader(text), Options{Name: "a.csv"})
		var wrong *agenda.InputError
		if err != nil && (!errors.As(err, &wrong) || len(wrong.Findings) == 0 || list != nil) {
			t.Fatalf("%v with %d attendees", err, len(list))
		}
		if err != nil && wrong.Findings[0].Rule != "no-attendees" {
			return
		}
		// Every row that is not blank is an attendee or has a finding that says why not.
		in := reader{first: make(map[duplicateKey]firstSeen)}
		decoded, _ := input.Decode(text)
		rows, h, err := in.header(string(decoded))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for {
			rec, ok := rows.next()
			if !ok {
				break
			}
			if rec.broken || !(isBlank(rec.fields) && rec.count <= maxColumns) {
				n++
			}
		}
		if n > 1000 { // some may be counted only
			return
		}
		for _, finding := range fs {
			if slices.Contains(left, finding.Rule) {
				n--
			}
		}
		if n != len(list) {
			t.Fatalf("%d rows that are not left out, but %d attendees", n, len(list))
		}
		line := h.line
		for _, a := range list {
			if a.Row <= line || a.Name == "" || a.Name != strings.TrimSpace(a.Name) {
				t.Fatalf("attendee %+v after line %d", a, line)
			}
			line = a.Row
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("First Name,Last Name,Email,Company,Ticket Type,Attendee #\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "Given%d,Family,p%d@example.org,\"Company, %d\",Guest,%d\n", i, i, i, i)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		list, _, err := Read(strings.NewReader(text.String()), Options{})
		if err != nil || len(list) != 10_000 {
			b.Fatal(len(list), err)
		}
	}
}
