package input_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

func Example() {
	limit := input.Limit{Of: "the list of rooms", MiB: 1, Hint: "split it"}
	file, err := limit.Read(strings.NewReader("Caf\xe9\nFoyer\x00\x07\n"), "rooms.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, encoding := input.Decode(file)
	fmt.Println(encoding)
	var found input.Findings
	for i, line := range strings.Split(string(text), "\n") {
		room, _, unseen := input.Clean(line)
		if unseen > 0 {
			found.Add("cleaned", agenda.Note, agenda.Where{File: "rooms.txt", Line: i + 1}, "",
				"%s holds %s", input.Quote(room), input.Quantity(unseen, "control character"))
		}
	}
	for _, f := range found.All() {
		fmt.Println(f)
	}
	fmt.Println(input.DidYouMean("Foyre", []string{"Café", "Foyer"}))
	// Output:
	// Windows-1252
	// rooms.txt:2: "Foyer" holds 2 control characters
	// did you mean "Foyer"?
}

func TestLimit(t *testing.T) {
	limit := input.Limit{Of: "the list", MiB: 1, Hint: "split it"}
	if b, err := limit.Read(bytes.NewReader(make([]byte, 1<<20)), "a.csv"); err != nil || len(b) != 1<<20 {
		t.Errorf("at the limit: %d octets, %v", len(b), err)
	}
	_, err := limit.Read(bytes.NewReader(make([]byte, 1<<20+1)), "a.csv")
	var wrong *agenda.InputError
	if !errors.As(err, &wrong) || err.Error() != "a.csv: the list is larger than 1 MiB" {
		t.Errorf("over the limit: %v", err)
	}
	broken := errors.New("broken")
	for name, want := range map[string]string{
		"a.csv": "reading a.csv: broken", "": "reading the list: broken",
	} {
		_, err := limit.Read(iotest.ErrReader(broken), name)
		if !errors.Is(err, broken) || err.Error() != want {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
	if _, err := limit.Read(strings.NewReader(""), ""); err != nil || errors.Is(err, io.EOF) {
		t.Errorf("empty: %v", err)
	}
}

func TestFindings(t *testing.T) {
	var fs input.Findings
	if fs.All() != nil {
		t.Error("the zero value has findings")
	}
	for i := range 2630 {
		fs.Add("bad-row", agenda.Warning, agenda.Where{File: "a.csv", Line: i + 2}, "mend it", "row %d", i)
		if i < 2 {
			fs.Add("bad-row", agenda.Note, agenda.Where{}, "", "a note")
		}
	}
	fs.Add("last", agenda.Note, agenda.Where{}, "", "the last")
	all := fs.All()
	if len(all) != 1000+2+1+1 {
		t.Fatalf("%d findings", len(all))
	}
	more, last := all[len(all)-2], all[len(all)-1]
	want := agenda.Finding{Rule: "bad-row", Severity: agenda.Warning, Where: agenda.Where{File: "a.csv"},
		Message: "and 1,630 more of that kind", Hint: "mend it", More: 1629}
	if more != want || last.Rule != "last" {
		t.Errorf("got %+v, then %+v", more, last)
	}
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct{ file, text, encoding string }{
		{"", "", "UTF-8"},
		{"Zoé", "Zoé", "UTF-8"},
		{"\ufeffZoé", "Zoé", "UTF-8"},
		{"\xff\xfeZ\x00o\x00\xe9\x00", "Zoé", "UTF-16"},
		{"\xfe\xff\x00Z\x00o\x00\xe9", "Zoé", "UTF-16"},
		{"Zo\xe9\n\x80 \x81", "Zoé\n€ \ufffd", "Windows-1252"},
		{"Zo\x8e\rB", "Zoé\rB", "MacRoman"},
		{"Zoé, Zoë, \xc3", "Zoé, Zoë, \xc3", "UTF-8"}, // damage
	} {
		text, encoding := input.Decode([]byte(tt.file))
		if string(text) != tt.text || encoding != tt.encoding {
			t.Errorf("%q: %q in %s, want %q in %s", tt.file, text, encoding, tt.text, tt.encoding)
		}
	}
	if got := input.Windows1252([]byte("Zo\xe9 and Zoë \x93x\x94")); got != "Zoé and Zoë “x”" {
		t.Errorf("mixed: %q", got)
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		s, text         string
		damaged, unseen int
	}{
		{"", "", 0, 0},
		{"Ada Lovelace", "Ada Lovelace", 0, 0},
		{"  Ada \t\n Lovelace\u00a0", "Ada Lovelace", 0, 0},
		{"A\xe9d\ufffda", "Ada", 2, 0},
		{"A\x00d\u202ea\ufeff\u2069", "Ada", 0, 4},
		{"می\u200cروم 👩\u200d🚀", "می\u200cروم 👩\u200d🚀", 0, 0},
		{" \x07 ", "", 0, 1},
	} {
		text, damaged, unseen := input.Clean(tt.s)
		if text != tt.text || damaged != tt.damaged || unseen != tt.unseen {
			t.Errorf("%q: %q, %d damaged and %d unseen", tt.s, text, damaged, unseen)
		}
	}
}

func TestNear(t *testing.T) {
	known := []string{"title", "tickets", "ticket", "Operations", "at", strings.Repeat("x", 1000)}
	for word, want := range map[string][]string{
		"tilte":                   {"title"}, // swapped
		"tickt":                   {"ticket"},
		"TICKETS":                 {"tickets", "ticket"},
		"oper":                    {"Operations"},
		"ta":                      {"at"},
		"zz":                      nil,
		"":                        nil,
		strings.Repeat("x", 1000): nil,
	} {
		if got := input.Near(word, known); !slices.Equal(got, want) {
			t.Errorf("%.20q: %q, want %q", word, got, want)
		}
	}
	if got := input.DidYouMean("zz", known[:2]); got != "use one of: title, tickets" {
		t.Error(got)
	}
}

func TestWords(t *testing.T) {
	long := strings.Repeat("ä", 59) + " ö"
	for _, tt := range []struct{ got, want string }{
		{input.Shorten("Ada", 3), "Ada"},
		{input.Shorten("Ada L", 4), "Ada…"},
		{input.Shorten("\xff\xff\xff", 2), "\xff\xff…"},
		{input.Quote("a \"b\"\x1b\u200d"), "\"a \\\"b\\\"\\x1b\u200d\""},
		{input.Quote(long), `"` + strings.Repeat("ä", 59) + `…"`},
		{input.Quantity(1, "badge"), "1 badge"},
		{input.Quantity(0, "badge"), "0 badges"},
		{input.Plural(2, "is", "are"), "are"},
		{input.Number(999), "999"},
		{input.Number(-1234567), "-1,234,567"},
		{input.Number(-123), "-123"},
		{input.First(1, make([]string, 2630), ", "), " and 2,629 more"},
		{input.First(2, []string{"a", "b", "c"}, " and "), "a, b and 1 more"},
		{input.First(3, []string{"a", "b", "c"}, " and "), "a, b and c"},
		{input.First(3, []string{"a", "b", "c"}, ", "), "a, b, c"},
		{input.First(3, []string{"a"}, ", ") + input.First(3, nil, ", "), "a"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("  A\xe9\u202ed \x00a", "title")
	f.Fuzz(func(t *testing.T, s, word string) {
		text, damaged, unseen := input.Clean(s)
		if again, d, u := input.Clean(text); again != text || d+u > 0 || !utf8.ValidString(text) {
			t.Errorf("%q: %q, cleaned again %q", s, text, again)
		}
		if damaged+unseen > utf8.RuneCountInString(s) {
			t.Errorf("%q: %d left out", s, damaged+unseen)
		}
		input.Near(s, []string{word})
		if n := utf8.RuneCountInString(input.Shorten(s, 20)); n > 21 {
			t.Errorf("%q: %d characters", s, n)
		}
	})
}
