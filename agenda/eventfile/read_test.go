package eventfile_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/listing"
)

// readTests are files with a single day of sessions, each with the sessions that are read: start, end,
// title, kind and speakers.
var readTests = []struct{ name, source, want string }{
	{"times", in("UTC", "2014-06-03", `    - 18:30-19:00 a
    - 18.30 – 19.00 b
    - "18:30 to 19:00 c"
    - 9:00—9:30   d
    - 19:00 – Opening
    - 19:00 to the moon
    - 23:30-00:30 e
    - 00:00-24:00 f
    - {at: 18:30, title: g}
    - {at: 18.30 to 19.00, title: h}
`), `03 18:30-03 19:00 a
03 18:30-03 19:00 b
03 18:30-03 19:00 c
03 09:00-03 09:30 d
03 19:00 Opening
03 19:00 to the moon
03 23:30-04 00:30 e
03 00:00-04 00:00 f
03 18:30 g
03 18:30-03 19:00 h
`},
	{"start and end", in("UTC", "2014-06-03", `    - {at: 18:00, end: 19:00, title: a}
    - {start: 18:00, end: "19", title: b}
    - {start: 6 pm, end: 7 pm, title: c}
    - {start: "6:30", end: 7 pm, title: d}
    - {at: 11 pm, end: 1:30, title: e}
    - {start: 18.00, title: f}
    - 19:00 g: "2"
      end: 20 Uhr
`), `03 18:00-03 19:00 a
03 18:00-03 19:00 b
03 18:00-03 19:00 c
03 18:30-03 19:00 d
03 23:00-04 01:30 e
03 18:00 f
03 19:00-03 20:00 g: 2
`},
	{"past midnight", "name: x\nzone: UTC\ndays:\n  2014-06-03:\n    ends: 3\n    sessions:\n" + `
    - 22:00-01:00 a
    - 01:00-02:30 b
    - 02:30-03:30 c
    - 03:00-04:00 d
`, `03 22:00-04 01:00 a
04 01:00-04 02:30 b
04 02:30-04 03:30 c
03 03:00-03 04:00 d
`},
	{"text stays text", in("UTC", "2014-06-03", `    - {at: 18:30, title: yes}
    - {at: 18:30, title: null}
    - {at: 18:30, title: 012}
    - {at: 18:30, title: 19:00}
    - {at: 18:30, title: 2014-06-03}
    - 20:00-20:20 Apache Samza: Large scale
    - 20:00-20:20: Just a title
    - 20:00 Talk by Ada Lovelace
`), `03 18:30 yes
03 18:30 null
03 18:30 012
03 18:30 19:00
03 18:30 2014-06-03
03 20:00-03 20:20 Apache Samza: Large scale
03 20:00-03 20:20 Just a title
03 20:00 Talk by Ada Lovelace
`},
	{"brackets", "name: x\nzone: UTC\ndays: {2014-06-03: [18:30 Opening, {at: 19:00-20:00, title: A}]}\n",
		"03 18:30 Opening\n03 19:00-03 20:00 A\n"},
	{"line separators", in("UTC", "2014-06-03", "    - 18:30 A\u2028B\u0085C\ufeff\n"),
		"03 18:30 A\u2002B\u00a0C\ufeff\n"},
	{"kinds", in("UTC", "2014-06-03", `    - 18:30 Registration and networking
    - 18:30 Coffee break
    - 18:30 Breaking Kafka
    - {at: 18:30, title: Lunch, kind: talk}
    - {at: 18:30, title: Lunch, by: Ada}
    - 18:30 Networking, drinks & pizza
    - 18:30 Social engineering
`), `03 18:30 Registration and networking (registration)
03 18:30 Coffee break (break)
03 18:30 Breaking Kafka
03 18:30 Lunch (talk)
03 18:30 Lunch / Ada
03 18:30 Networking, drinks & pizza (social)
03 18:30 Social engineering
`},
	{"speakers", in("UTC", "2014-06-03", `    - {at: 18:30, title: a, by: Ada and Bob (LinkedIn)}
    - {at: 18:30, title: b, by: "Ada, Cy & Dee (X (Y)); Eve"}
    - {at: 18:30, title: c, by: [Fay and Gus, Hal (Z)]}
    - {at: 18:30, title: d, by: "Ian (he/him) Jones, AND Kim, and Lou"}
    - {at: 18:30, title: e, by: [{name: "Max (M)"}]}
    - {at: 18:30, title: f, by: Sandy Anders}
`), `03 18:30 a / Ada and Bob (LinkedIn)
03 18:30 b / Ada (LinkedIn), Cy and Dee (X (Y)), Eve
03 18:30 c / Fay and Gus, Hal (Z)
03 18:30 d / Ian (he/him) Jones, Kim and Lou
03 18:30 e / Max (M)
03 18:30 f / Sandy Anders
`},
	{"tabs", in("UTC", "2014-06-03", "    - 18:30-19:00\tA\ttalk\n"+
		"    -\tat:\t18:30\n      title:\tB\t\tC\t# d\n"+
		"    - {at: 18:30,\ttitle: D\tE}\n    - {at: 18:30, title: 'F\tG', abstract: \"H\tI\"}\n"+
		"    - at: 18:30\n      title: |\n        J\tK\n"+
		"    - at: 18:30\n      title: L\tit's\n        'M\tN\n"),
		`03 18:30-03 19:00 A talk
03 18:30 B  C
03 18:30 D E
03 18:30 F	G
03 18:30 J	K
03 18:30 L it's 'M N
`},
	{"paragraphs", in("UTC", "2014-06-03",
		"    - at: 18:30\n      title: a\n      abstract: >\n        One\n        line.\n\n        Two.\n"),
		"03 18:30 a\n"},
}

func TestRead(t *testing.T) {
	for _, tt := range readTests {
		e := read(t, tt.source)
		var b strings.Builder
		names := e.Directory()
		for _, s := range e.Sessions {
			b.WriteString(s.Start.Format("02 15:04"))
			if !s.End.IsZero() {
				b.WriteString(s.End.Format("-02 15:04"))
			}
			b.WriteString(" " + s.Title)
			if s.Kind != "" {
				fmt.Fprintf(&b, " (%s)", s.Kind)
			}
			if len(s.Speakers) > 0 {
				b.WriteString(" / " + listing.English.Byline(names, &s))
			}
			b.WriteByte('\n')
		}
		if b.String() != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, b.String(), tt.want)
		}
	}
	if got := read(t, readTests[len(readTests)-1].source).Sessions[0].Abstract; got != "One line.\n\nTwo." {
		t.Errorf("abstract %q", got)
	}
}

func TestReadNotices(t *testing.T) {
	src := `name: Kafka #1
id: x
zone: UTC # fine
capacity: 48 #fine is not worth the doubt
tracks: [{name: a, color: red}]
days:
  2014-06-03:
    - 18:30-19:00 Ticket #12
    - {id: a, at: 19:00-18:00, title: a, by: Ada (X)}
    - {id: b, at: 19:00-20:00, title: "b #1", by: Ada (Y)}
    - {id: c, at: "18:30", title: c, by: "Todd Palino, LinkedIn"}
    - {id: d, at: 6:00-18:00, title: d, by: "Todd Palino, LinkedIn and Cy, Bo Li, TBA, Ann Ott, Ed (X)"}
  2014-06-04:
    - 11:00-12:00 Opening
    - 10:01 A little earlier
    - 1:00-2:00 Small hours
    - 12:00-13:00 Lunch
    - 8:00 First of all
    - 5:59 Dawn
  2014-06-05:
    - 18:00-19:00 Last
    - 13:00-14:00 First
    - 14:00-15:00 Second
  2014-06-06:
    ends: 3
    sessions:
      - 20:00-22:00 Dinner
      - 1:00-2:00 Dance
  2014-06-07:
    - 5:30 Early
    - 4:31 Earlier
    - start: 3:00
`
	_, findings, err := eventfile.Read(strings.NewReader(src), eventfile.Options{Name: "event.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "notices.golden", told(findings))
}

// cutTests are sessions, and the columns of what cuts their texts short.
var cutTests = []struct {
	sessions string
	want     []int
}{
	{"    - 18:30 A #1\n", []int{15}},
	{"    - 18:30 A  #1\n", []int{16}},
	{"    - 18:30 A\t#1\n", []int{15}},
	{"    - 18:30 A #(b)\n    - 18:30 A #\"b\"\n", []int{15, 15}},
	{"    - 18:30 A talk\n      that is #1\n", []int{15}},
	{"    - at: 18:30\n      abstract: A talk\n        that is  #1, and\n", []int{18}},
	{"    - at: 18:30\n      title: #1\n", []int{14}},
	{"    - at: 18:30\n      room: Ü #b # c\n", []int{15}},
	{"    - 18:30 A   #doors\n    - 18:30 A # 1\n    - \"18:30 A\" #1\n", nil},
	{"    #1 comes first\n    - 18:30 A #---\n    - at: 18:30 #1\n    - at: 18:30   # x #1\n", nil},
	{"    - at: 18:30\n      title: |\n        A #1\n      by: 'A #1'\n", nil},
}

func TestReadCuts(t *testing.T) {
	for _, tt := range cutTests {
		_, findings, err := eventfile.Read(strings.NewReader(in("UTC", "2014-06-03", tt.sessions)),
			eventfile.Options{})
		var got []int
		for _, f := range findings {
			if f.Rule == "text-cut" {
				got = append(got, f.Where.Column)
			}
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %v, want %v, %v", tt.sessions, got, tt.want, err)
		}
	}
}

// A text that begins below its key, or has blanks behind it, is where it stands.
func TestReadPlaces(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"name: x\nzone:\n    Mars\n", "3:5"},
		{"name: x\nzone:  # here\n  # or there\n\n    Mars\n\n\nurl: y\n", "5:5"},
		{"name: x\nzone: Mars   \nurl: y\n", "2:7"},
		{"name: x\nzone: Mars\t \t\nurl: y\n", "2:7"},
		{"name: x\nzone:\tMars and\n  - Venus\nurl: y\n", "2:7"},
		{"name: x\nzone:\n    Mars and\n  - Venus\nurl: y\n", "3:5"},
		{"{name: x,\n zone:\n  Ünter dem Mars ,\n url: y}\n", "3:3"},
	} {
		_, _, err := eventfile.Read(strings.NewReader(tt.src), eventfile.Options{Name: "event.yaml"})
		if err == nil || !strings.HasPrefix(err.Error(), "event.yaml:"+tt.want+": ") {
			t.Errorf("%q: got %v, want %s", tt.src, err, tt.want)
		}
	}
}

// Where the speakers are listed, nobody else becomes one, and the organization of who is none is not lost
// silently.
func TestReadUnlistedSpeakers(t *testing.T) {
	src := `name: x
id: x
zone: UTC
speakers: [Todd Palino (LinkedIn), Clark Haskins]
sessions:
  - {id: a, title: a, by: Tod Palino (LinkedIn)}
  - {id: b, title: b, by: "Tod Palino (LinkedIn), Ada (Salesforce) and Clark Haskins (LinkedIn)"}
  - {id: c, title: c, by: Nobody}
  - {id: d, title: d, by: "Todd Palino, LinkedIn"}
`
	e, findings, err := eventfile.Read(strings.NewReader(src), eventfile.Options{Name: "event.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Speakers) != 2 || e.Speakers[1].Organization != "LinkedIn" {
		t.Errorf("speakers %v", e.Speakers)
	}
	golden(t, "unlisted.golden", told(findings))
	unknown := 0
	for _, f := range agenda.Check(e) {
		if f.Rule == "unknown-speaker" {
			unknown++
		}
	}
	if unknown != 5 {
		t.Errorf("Check finds %d unknown speakers, want 5", unknown)
	}
	keeps(t, src)
}

func TestReadListedSpeakers(t *testing.T) {
	e := read(t, `name: x
zone: UTC
speakers: [{id: ada, name: Ada Lovelace}, Smith and Sons]
sessions:
  - {title: a, by: "Smith and Sons"}
  - {title: b, by: "Ada Lovelace and Bob (X)"}
  - {title: c, by: [ada, Nobody]}
`)
	got := fmt.Sprint(e.Speakers, e.Sessions[0].Speakers, e.Sessions[1].Speakers, e.Sessions[2].Speakers)
	want := "[{ada Ada Lovelace X  []} { Smith and Sons   []}] [Smith and Sons] [ada Bob] [ada Nobody]"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// everything is the example that holds each word of an event file.
const everything = "../../examples/everything/event.yaml"

// The example has no fault but that some ids are not written, and is written as the golden one, which says
// the same.
func TestEverything(t *testing.T) {
	src, err := os.Open(everything)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	f, findings, err := eventfile.Parse(src, eventfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range findings {
		if finding.Rule != "ids-not-written" {
			t.Error(finding)
		}
	}
	if err := agenda.Check(f.Event).Err(); err != nil {
		t.Error(err)
	}
	golden(t, "everything.golden", writeFile(t, f))
}

func TestWriteRefuses(t *testing.T) {
	for _, e := range []agenda.Event{
		{Zone: "Mars/Olympus"}, {Zone: "Local"}, {ID: " "}, {Capacity: -1},
		{Venue: agenda.Venue{Latitude: 91}},
		{Days: []agenda.Day{{Date: agenda.Date{Year: 2014, Month: 13, Day: 1}}}},
		{Days: []agenda.Day{{Date: agenda.Date{Year: 2014, Month: 6, Day: 3}},
			{Date: agenda.Date{Year: 2014, Month: 6, Day: 3}}}},
		{Days: []agenda.Day{{Date: agenda.Date{Year: 2014, Month: 6, Day: 3}, Ends: 24}}},
		{Sessions: []agenda.Session{{Kind: "keynot"}}}, {Sessions: []agenda.Session{{Status: "maybe"}}},
		{Sessions: []agenda.Session{{Start: clock("18:30").AddDate(9000, 0, 0)}}},
	} {
		var b strings.Builder
		if _, err := eventfile.Write(&b, &e, eventfile.Options{}); err == nil || b.Len() > 0 {
			t.Errorf("written: %+v", e)
		}
	}
	var b strings.Builder
	e := agenda.Event{Name: "a\xff", Rooms: []agenda.Room{{}}}
	findings, err := eventfile.Write(&b, &e, eventfile.Options{})
	if err != nil || len(findings) != 2 || findings[0].Rule != "not-utf-8" || findings[1].Rule != "nameless" {
		t.Errorf("%v, %v", findings, err)
	}
}

// Each bound holds at its limit and not just over it.
func TestBounds(t *testing.T) {
	head := "name: x\nzone: UTC\n"
	fill := func(n int) string { return head + "#" + strings.Repeat(" ", n-len(head)-1) }
	nest := func(n int) string {
		return head + "x: " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n"
	}
	for _, tt := range []struct {
		name       string
		file       func(n int) string
		most, over int
	}{
		{"octets", fill, eventfile.MaxSize, eventfile.MaxSize + 1},
		{"levels", nest, 31, 32},
		{"parts", func(n int) string { return head + "x: [" + strings.Repeat("a,", n-3) + "]\n" },
			400_000, 400_001},
		{"sessions", func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "- talk %d\n", i)
			}
			return head + "sessions:\n" + b.String()
		}, 5000, 5001},
	} {
		for n, want := range map[int]bool{tt.most: false, tt.over: true} {
			_, _, err := eventfile.Read(strings.NewReader(tt.file(n)), eventfile.Options{})
			got := err != nil && (strings.Contains(err.Error(), "more than") ||
				strings.Contains(err.Error(), "larger than"))
			if got != want {
				t.Errorf("%d %s: %.200v", n, tt.name, err)
			}
		}
	}
}

// The places in a file of one long line are found without walking it for each of them.
func BenchmarkReadLongLine(b *testing.B) {
	entry := "{title: a, abstract: " + strings.Repeat("ä ", 500) + ", by: [Ädä, Bob], rooms: [a, b]}, "
	src := "{name: x, zone: UTC, sessions: [" + strings.Repeat(entry, 4_000) + "]}\n"
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if e := read(b, src); len(e.Sessions) != 4_000 {
			b.Fatalf("%d sessions", len(e.Sessions))
		}
	}
}

func BenchmarkReadKeys(b *testing.B) {
	var src strings.Builder
	src.WriteString("name: x\nzone: UTC\ndays:\n")
	for i := range 100_000 {
		fmt.Fprintf(&src, "  %s: []\n", agenda.Date{Year: 2000, Month: 1, Day: 1}.AddDays(i))
	}
	b.SetBytes(int64(src.Len()))
	for b.Loop() {
		if e := read(b, src.String()); len(e.Days) != 100_000 {
			b.Fatalf("%d days", len(e.Days))
		}
	}
}
