package announcement

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/daysheet/daysheet/agenda"
)

// wrongs are texts that cannot be used, and what Read says of them. A text without options is read with the
// zone of Berlin.
var wrongs = []struct {
	text string
	o    Options
	rule string
	want string // place and message
}{
	{"3 May 2024\n18:00 Doors", Options{Zone: "?"}, "bad-zone",
		`in: unknown time zone "?"; use an IANA name like Europe/Berlin`},
	{"Maps\n\nMonday, June 3, 2014\n18:00 Doors", Options{}, "wrong-weekday",
		"in:3:1: the text says Monday, but 3 June 2014 is a Tuesday"},
	{"Maps\n\nMay 28, 2014\n\nCome to us all on\n  Wed, June 3, 6-7 pm.\n18:00 Doors", Options{},
		"wrong-weekday",
		"in:6:3: the text says Wed, but 3 June 2014 is a Tuesday"},
	{"## Day 1 - Monday, August 09\n18:00 Doors", Options{Year: 2022}, "wrong-weekday",
		"in:1:12: the text says Monday, but 9 August 2022 is a Tuesday"},
	{"## Monday\n18:00 Doors", Options{Date: agenda.Date{Year: 2022, Month: 8, Day: 9}}, "wrong-weekday",
		"in:1: the text says Monday, but 9 August 2022 is a Tuesday"},
	{"3 May 2024\n18:00 Doors\n\nSaturday, 5 May 2024\n18:00 Doors", Options{}, "wrong-weekday",
		"in:4:1: the text says Saturday, but 5 May 2024 is a Sunday"},
	{"Maps\n18:00 Doors", Options{Year: 2024}, "no-date", "in: the text does not tell its date"},
	{"Maps\nTuesday, June 3\n18:00 Doors", Options{}, "no-year",
		`in:2:1: no year is told for "Tuesday, June 3"`},
	{"June 31, 2014\n18:00 Doors", Options{}, "bad-date", `in:1:1: "June 31, 2014" is not in the calendar`},
	{"February 29\n18:00 Doors", Options{Year: 2023}, "bad-date", `in:1:1: "February 29" is not in 2023`},
	{"06/03/2014\n18:00 Doors", Options{}, "ambiguous-date",
		`in:1:1: "06/03/2014" is two dates: 2014-06-03 and 2014-03-06`},
	{"3 May 2024\nCome along.", Options{}, "no-agenda", "in: no line starts with a time"},
	{"", Options{}, "no-agenda", "in: no line starts with a time"},
	{"3 May 2024\n14:00 - 13:00 Talk", Options{}, "ends-before-start", `in:2: "Talk" ends before it starts`},
	{"31 March 2024\n02:30 Film", Options{}, "bad-clock",
		"in:2: 02:30 on 2024-03-31 does not exist in Europe/Berlin: the clocks skip it"},
	{"27 October 2024\n01:30-02:30 Film", Options{}, "bad-clock",
		"in:2: 02:30 on 2024-10-27 exists twice in Europe/Berlin: the clocks are put back"},
	{"26 October 2024\n22:00 Film\n23:00-02:30 Film", Options{}, "bad-clock",
		"in:3: 02:30 on 2024-10-27 exists twice in Europe/Berlin: the clocks are put back"},
	{"3 May 2024\x00\n18:00 Doors", Options{}, "not-text", "in: the input is not text"},
	{"\xff\xfe3\x00", Options{}, "no-agenda", "in: no line starts with a time"},
}

var maxSize = limit.MiB << 20

func TestWrong(t *testing.T) {
	for _, tt := range wrongs {
		o := tt.o
		o.Name = "in"
		if o.Zone == "" {
			o.Zone = "Europe/Berlin"
		}
		e, fs, err := Read(strings.NewReader(tt.text), o)
		var wrong *agenda.InputError
		if !errors.As(err, &wrong) || e != nil || fs != nil {
			t.Errorf("%q: event %v, error %v", tt.text, e, err)
			continue
		}
		f := wrong.Findings[0]
		if f.Rule != tt.rule || f.String() != tt.want || f.Severity != agenda.Error {
			t.Errorf("%q: %s, %s, want %s, %s", tt.text, f.Rule, f, tt.rule, tt.want)
		}
		if f.Where.Line > 0 && f.Source != strings.Split(tt.text, "\n")[f.Where.Line-1] {
			t.Errorf("%q: source %q", tt.text, f.Source)
		}
	}
}

func TestNoZone(t *testing.T) {
	_, _, err := Read(strings.NewReader("3 May 2024\n18:00 Doors"), Options{})
	var wrong *agenda.InputError
	if !errors.As(err, &wrong) || wrong.Findings[0].Rule != "no-zone" || wrong.Findings[0].Hint == "" {
		t.Errorf("error %v", err)
	}
}

func TestUnreadable(t *testing.T) {
	broken := errors.New("the cable is out")
	if _, _, err := Read(iotest.ErrReader(broken), Options{Zone: "UTC"}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestBounds(t *testing.T) {
	const start = "3 May 2024\n18:00 Doors\n"
	read := func(text string) (agenda.Findings, error) {
		_, fs, err := Read(strings.NewReader(text), Options{Zone: "UTC"})
		return fs, err
	}
	full := start + strings.Repeat(strings.Repeat("x", 1023)+"\n", (maxSize-len(start))/1024)
	full += strings.Repeat("y", maxSize-len(full))
	if _, err := read(full); err != nil {
		t.Errorf("%d octets: %v", maxSize, err)
	}
	if _, err := read(full + "y"); err == nil || !strings.Contains(err.Error(),
		"larger than 1 MiB") {
		t.Errorf("%d octets: %v", maxSize+1, err)
	}
	long := strings.Repeat("z", MaxLine)
	if fs, err := read(start + long); err != nil || rules(fs) != "no-name" {
		t.Errorf("%d octets in a line: %s, %v", MaxLine, rules(fs), err)
	}
	if fs, err := read(start + long + "z"); err != nil || rules(fs) != "no-name line-too-long" {
		t.Errorf("%d octets in a line: %s, %v", MaxLine+1, rules(fs), err)
	}
}

func rules(fs agenda.Findings) string {
	var names []string
	for _, f := range fs {
		names = append(names, f.Rule)
	}
	return strings.Join(names, " ")
}

// BenchmarkLarge reads long texts of one small piece: milliseconds each where time grows with the input, many
// seconds where it grows with its square.
func BenchmarkLarge(b *testing.B) {
	for _, unit := range []string{"18:00 Doors\n", "x\n", "* ", "[", "[a](b) ", "June 3, ", "Tuesday ",
		"18 - ",
		"by A and ", "A (B) ", "A - ", "A B, ", "=", "best ", "Day 2 (",
		"-- ", "| a ", "in the A, ", "1.", ">", "a. "} {
		line := strings.Repeat(unit, MaxLine/len(unit)-1)
		text := strings.Repeat("Words to come.\n"+line+"\n", maxSize/64/(len(line)+16))
		for _, head := range []string{"", "3 May 2024\n18:00 Doors by A B\n",
			"| Time | Title | Speaker |\n| 18:00 | "} {
			b.Run(fmt.Sprintf("%q after %q", unit, head), func(b *testing.B) {
				for b.Loop() {
					_, _, _ = Read(strings.NewReader(head+text+"\n3 May 2024\n18:00 Doors"),
						Options{Zone: "UTC"})
				}
			})
		}
	}
}

// BenchmarkLargeClosing reads many paragraphs below many rows: each might name any of them.
func BenchmarkLargeClosing(b *testing.B) {
	var text strings.Builder
	text.WriteString("3 May 2024\n\n")
	for i := range MaxRows {
		fmt.Fprintf(&text, "18:00 Talk number %d by Ada Quill (Org)\n", i)
	}
	for text.Len() < maxSize-1200 {
		text.WriteString("\n" + strings.Repeat("Talk number ", 80) + "\n")
	}
	for b.Loop() {
		if _, _, err := Read(strings.NewReader(text.String()), Options{Zone: "UTC"}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestOctets(t *testing.T) {
	e, fs, err := Read(bytes.NewReader([]byte("\xef\xbb\xbf3\u00a0May 2024\r\n6:30\u202fPM Caf\xe9\r\n")),
		Options{Zone: "UTC"})
	if err != nil || e.Sessions[0].Title != "Café" || e.Sessions[0].Start.Hour() != 18 {
		t.Fatalf("%+v, %v", e, err)
	}
	if len(fs) != 2 || fs[1].Rule != "invalid-utf-8" || fs[1].Where.Line != 2 || fs[1].Where.Column != 12 {
		t.Errorf("findings %v", fs)
	}
}
