package badge_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/daysheet/daysheet/badge/ticket"
)

// write is what WriteBadges and WriteTickets have in common.
type write func(context.Context, *bytes.Buffer, *agenda.Event, []roster.Attendee, badge.Design) (
	agenda.Findings, error)

func badges(ctx context.Context, b *bytes.Buffer, e *agenda.Event, list []roster.Attendee, d badge.Design) (
	agenda.Findings, error) {
	return badge.WriteBadges(ctx, b, e, list, d)
}

func tickets(ctx context.Context, b *bytes.Buffer, e *agenda.Event, list []roster.Attendee, d badge.Design) (
	agenda.Findings, error) {
	return badge.WriteTickets(ctx, b, e, list, d)
}

func programme(ctx context.Context, b *bytes.Buffer, e *agenda.Event, _ []roster.Attendee, d badge.Design) (
	agenda.Findings, error) {
	return badge.WriteProgramme(ctx, b, e, d)
}

var writers = map[string]write{"badges": badges, "tickets": tickets, "programme": programme}

// print draws and returns the PDF, having seen that it is one, and the same twice.
func print(t *testing.T, w write, e *agenda.Event, list []roster.Attendee, d badge.Design) []byte {
	t.Helper()
	var a, b bytes.Buffer
	for _, buffer := range []*bytes.Buffer{&a, &b} {
		if _, err := w(t.Context(), buffer, e, list, d); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
	conf := model.NewDefaultConfiguration()
	conf.Offline = true
	if err := api.Validate(bytes.NewReader(a.Bytes()), conf); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	return a.Bytes()
}

// tool runs a program that this machine may lack: then the test is skipped, but in CI it fails.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	cmd := exec.Command(name, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, &out, &errs)
	}
	return out.String()
}

func save(t *testing.T, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Every code of 48 badges and 48 tickets is read back at 150 dpi, and verified with the public key alone.
func TestEveryCodeScans(t *testing.T) {
	e := kafka()
	list := signed(t, e, people())
	public, err := key(t).Public(e.ID, "Speaker", "Guest", "Organizer", "Volunteer")
	if err != nil {
		t.Fatal(err)
	}
	l7418, err := stock.Find("avery-l7418")
	if err != nil {
		t.Fatal(err)
	}
	roll, err := stock.Find("dymo-30374")
	if err != nil {
		t.Fatal(err)
	}
	logo, err := badge.ReadLogo(strings.NewReader(disc))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		write write
		list  []roster.Attendee
		d     badge.Design
		half  string // where the codes of pages are, in pixels from the left
		lang  string
	}{
		"badges":           {badges, list, badge.Design{}, "", "en"},
		"small":            {badges, list, badge.Design{Stock: l7418, Skip: 3}, "", "en"},
		"turned":           {badges, list[:4], badge.Design{Stock: roll}, "", "en"},
		"logo":             {badges, list[:8], badge.Design{Stock: l7418, Logo: logo}, "", "en"},
		"tickets":          {tickets, list, badge.Design{Page: "A4"}, "620", "en"},
		"mirrored tickets": {tickets, list[:8], badge.Design{Page: "A4", Logo: logo}, "0", "he"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := *e
			e.Language = tt.lang
			file := save(t, print(t, tt.write, &e, tt.list, tt.d))
			pages := strings.TrimSuffix(file, ".pdf")
			args := []string{"-r", "150", "-gray", file, pages}
			if tt.half != "" { // they are in an upper quarter
				args = append([]string{"-x", tt.half, "-y", "0", "-W", "620", "-H", "620"}, args...)
			}
			tool(t, "pdftoppm", args...)
			images, err := filepath.Glob(pages + "-*.pgm")
			if err != nil || len(images) == 0 {
				t.Fatal("no pages", err)
			}
			// Only QR codes are looked for, which takes half as long.
			args = []string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}
			got := strings.Fields(tool(t, "zbarimg", append(args, images...)...))
			var want []string
			for _, a := range tt.list {
				want = append(want, a.Code)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("%d codes are read, want %d", len(got), len(want))
			}
			for _, c := range got {
				if _, err := public.Verify(c); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// Names can be searched for and copied.
func TestEveryNameIsText(t *testing.T) {
	e, list := kafka(), signed(t, kafka(), people())
	for name, w := range map[string]write{"badges": badges, "tickets": tickets} {
		t.Run(name, func(t *testing.T) {
			file := save(t, print(t, w, e, list, badge.Design{}))
			tool(t, "qpdf", "--check", file)
			text := strings.Join(strings.Fields(tool(t, "pdftotext", "-raw", file, "-")), " ")
			for _, want := range []string{"Todd", "Palino", "Rajasekar", "Þórdís", "Guðmundsdóttir",
				"Nguyễn Thị", "Hồng Nhung", "Жанна", "Воскресенская", "Ελένη", "Παπαδημητρίου", "Anna",
				"Nowak", "Krisztián", "Jean-Baptiste", "Lefebvre-Desnouettes", "Maximiliana Theodora",
				"Organizer",
				ticket.Number(list[0].Number).Reference(), "Apache Kafka meetup"} {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not found", want)
				}
			}
			if strings.Contains(text, "花") || strings.Contains(text, "🎉") {
				t.Error("something is drawn that no font has")
			}
		})
	}
}

func TestProgramme(t *testing.T) {
	one := &agenda.Event{Name: "One talk", Sessions: kafka().Sessions[2:3]}
	many := &agenda.Event{Name: "Two hundred talks", Zone: "UTC"}
	for i := range 200 {
		start := time.Date(2026, 9, 17+i/50, 9, i%50*10, 0, 0, time.UTC)
		many.Sessions = append(many.Sessions, agenda.Session{Title: fmt.Sprintf("Talk number %d", i),
			Start: start, End: start.Add(10 * time.Minute), Rooms: []string{"Hall"}})
	}
	for _, tt := range []struct {
		name  string
		event *agenda.Event
		pages int
		text  []string
	}{
		{"meetup", kafka(), 1, []string{"Apache Kafka meetup", "Unite conference room",
			"Tuesday 3 June 2014, 18:30 to 21:00, Pacific time", "18:30–19:00", "Registration",
			"Operating Kafka", "Todd Palino and Clark Haskins (LinkedIn)", "many tenants", "Secure Kafka",
			"Q&A session"}},
		{"conference", conference(), 3, []string{"Thursday 17 to Friday 18 September 2026, Berlin time",
			"Thursday 17 September 2026, Talks", "Compaction by hand", "Cancelled", "To be confirmed",
			"Friday 18"}},
		{"one talk", one, 1, []string{"One talk", "Secure Kafka", "Rajasekar Elango"}},
		{"many talks", many, 0, []string{"Talk number 0", "Talk number 199"}},
		{"nothing", &agenda.Event{}, 1, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, page := range []string{"A4", "Letter"} {
				file := save(t, print(t, programme, tt.event, nil, badge.Design{Page: page}))
				pages, err := api.PageCountFile(file)
				if err != nil || tt.pages > 0 && pages != tt.pages {
					t.Errorf("%s: %d pages, want %d (%v)", page, pages, tt.pages, err)
				}
				text := strings.Join(strings.Fields(tool(t, "pdftotext", "-layout", file, "-")), " ")
				for _, want := range tt.text {
					if !strings.Contains(text, want) {
						t.Errorf("%s: %q is not found in %s", page, want, text)
					}
				}
				for _, s := range tt.event.Sessions {
					if first := strings.Fields(s.Title)[0]; !strings.Contains(text, first) {
						t.Errorf("%s: nothing of %q is found", page, s.Title)
					}
				}
			}
		})
	}
}

func TestFindings(t *testing.T) {
	e := kafka()
	e.Sessions[0].Title = "登録"
	var out bytes.Buffer
	list := signed(t, e, people()[:18])
	fs, err := badge.WriteBadges(t.Context(), &out, e, list, badge.Design{
		Colors: map[string]string{"Speaker": "#fff", "Spekaer": "#124e96"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range fs {
		got = append(got, fmt.Sprintf("%s %s: %s", f.Severity, f.Rule, f))
	}
	want := []string{
		`warning unknown-type: a colour is given for the ticket type "Spekaer", which nobody on the list ` +
			`has`,
		`warning undrawable: 13: the name of "花子 佐藤" cannot be drawn: no font has U+4F50 '佐', U+85E4 '藤', ` +
			`U+82B1 '花' and 1 more`,
		`warning undrawable: 13: the organization of "花子 佐藤" cannot be drawn: no font has U+682A '株', ` +
			`U+5F0F '式', U+4F1A '会' and 2 more`,
		`note left-out: 18: the given name of "Anna 🎉 Nowak" is printed without U+1F389 '🎉'`,
		`note no-name: 19: the attendee of row 19 has no name: a blank is left to write on`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	fs, err = badge.WriteProgramme(t.Context(), &out, e, badge.Design{})
	if err != nil || len(fs) != 1 || fs[0].Rule != "undrawable" || !strings.Contains(fs[0].Message, "登") ||
		!strings.HasPrefix(fs[0].Hint, "get Noto Sans CJK (") {
		t.Errorf("programme: %v, %v", fs, err)
	}
}

// A ticket type that is too long is told of once, not with everyone who has it.
func TestTicketTypeCutOnce(t *testing.T) {
	e := kafka()
	list := people()[:12]
	for i := range list {
		list[i].Type = strings.Repeat("Helper ", 30)
		if i%3 == 0 {
			list[i].Type = strings.Repeat("Speaker ", 30)
		}
	}
	for n, write := range []func() (agenda.Findings, error){
		func() (agenda.Findings, error) {
			return badge.WriteBadges(t.Context(), io.Discard, e, signed(t, e, list), badge.Design{})
		},
		func() (agenda.Findings, error) {
			return badge.WriteTickets(t.Context(), io.Discard, e, signed(t, e, list), badge.Design{})
		},
	} {
		fs, err := write()
		var got []string
		for _, f := range fs {
			if f.Rule == "shortened" && strings.Contains(f.Message, "ticket type") {
				got = append(got, f.Message)
			}
		}
		if err != nil || len(got) != 2 || !strings.Contains(got[0], "Speaker") {
			t.Errorf("%d: %q, %v", n, got, err)
		}
	}
}

func TestErrors(t *testing.T) {
	e := kafka()
	list := signed(t, e, people())
	small, err := stock.Find("avery-5160")
	if err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	unsigned := slices.Clone(list)
	unsigned[3].Code = ""
	unknown := slices.Clone(list)
	unknown[4].Number = [8]byte{}
	if err := badge.WriteCodes(io.Discard, unknown); err == nil ||
		!strings.Contains(err.Error(), "identify") {
		t.Errorf("codes of one without a number: %v", err)
	}
	long := slices.Clone(list[:1])
	long[0].Code = strings.Repeat("x", 5000)
	for _, tt := range []struct {
		name    string
		ctx     context.Context
		writers string
		list    []roster.Attendee
		d       badge.Design
		want    string
	}{
		{"empty list", nil, "badges tickets", nil, badge.Design{}, "the list has no attendees"},
		{"no code", nil, "badges tickets", unsigned, badge.Design{}, `"Chris Riccomini" has no code`},
		{"no number", nil, "badges tickets", unknown, badge.Design{},
			`"Ada Osei" has no ticket number; identify the list first: roster.Identify or Sign`},
		{"long code", nil, "badges tickets", long, badge.Design{}, `the code of "Todd Palino"`},
		{"small stock", nil, "badges", list, badge.Design{Stock: small}, "use one of at least 60 × 38 mm"},
		{"bad stock", nil, "badges", list, badge.Design{Stock: stock.Stock{Name: "mine"}}, `stock "mine"`},
		{"skip a sheet", nil, "badges", list, badge.Design{Skip: 6}, "has 6; skip fewer"},
		{"skip less than none", nil, "badges", list, badge.Design{Skip: -1}, "-1 labels to skip"},
		{"colour", nil, "badges tickets", list, badge.Design{Colors: map[string]string{"Guest": "blue"}},
			`"blue" is not a colour`},
		{"page", nil, "tickets programme", list, badge.Design{Page: "A3"}, `"A3"; use A4 or Letter`},
		{"cancelled", stopped, "badges tickets programme", list, badge.Design{}, "context canceled"},
	} {
		for _, name := range strings.Fields(tt.writers) {
			ctx := tt.ctx
			if ctx == nil {
				ctx = t.Context()
			}
			var out bytes.Buffer
			_, err := writers[name](ctx, &out, e, tt.list, tt.d)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s, %s: %v, want %q", tt.name, name, err, tt.want)
			}
			if out.Len() > 0 {
				t.Errorf("%s, %s: %d octets are written", tt.name, name, out.Len())
			}
		}
	}
}

func TestPage(t *testing.T) {
	a6, err := stock.Find("a6")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		d    badge.Design
		want string
	}{
		"zero is Avery 5392": {badge.Design{}, "612.00 792.00"},
		"A6":                 {badge.Design{Stock: a6}, "595.28 841.89"},
		"asked for":          {badge.Design{Stock: a6, Page: "letter"}, "612.00 792.00"},
	} {
		pdf := print(t, programme, kafka(), nil, tt.d)
		dims, err := api.PageDims(bytes.NewReader(pdf), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%.2f %.2f", dims[0].Width, dims[0].Height); got != tt.want {
			t.Errorf("%s: the page is %s pt, want %s", name, got, tt.want)
		}
	}
}

func TestSign(t *testing.T) {
	e := kafka()
	list := people()[:3]
	list[1].Code = "EVENTBRITE1"
	if err := badge.Sign(key(t), e, list); err != nil {
		t.Fatal(err)
	}
	public, err := key(t).Public(e.ID, "Speaker")
	if err != nil {
		t.Fatal(err)
	}
	got, err := public.Verify(list[0].Code)
	if want := (ticket.Ticket{Number: list[0].Number, Type: "Speaker"}); err != nil || got != want {
		t.Errorf("the code says %+v, %v, want %+v", got, err, want)
	}
	if list[1].Code != "EVENTBRITE1" {
		t.Errorf("the list's own code became %q", list[1].Code)
	}
	twins := people()[:3]
	twins[0].ID, twins[2].ID = "7", "7"
	before := slices.Clone(twins)
	err = badge.Sign(key(t), e, twins)
	if err == nil || !strings.Contains(err.Error(), "same ticket number") {
		t.Errorf("two attendees of one id: %v", err)
	}
	if !slices.Equal(before, twins) {
		t.Error("a failed Sign changed the list")
	}
}

func TestWriteCodes(t *testing.T) {
	list := []roster.Attendee{
		{GivenName: "Ada", FamilyName: "Osei", Email: "ada@example.org", Type: "Guest", Code: "ABC"},
		{Name: `=HYPERLINK("http://example.org")`, Email: "+1@example.org", Type: "-", Code: "@x"},
		{Name: "Zoë \"Z\", Lima", Type: "\tGuest", Code: "-1234"},
	}
	for i := range list {
		list[i].Number[0] = byte(i + 1)
	}
	var out bytes.Buffer
	if err := badge.WriteCodes(&out, list); err != nil {
		t.Fatal(err)
	}
	want := `reference,name,email,type,code
AEAAAAAA,Ada Osei,ada@example.org,Guest,ABC
AIAAAAAA,"'=HYPERLINK(""http://example.org"")",'+1@example.org,'-,@x
AMAAAAAA,"Zoë ""Z"", Lima",,'	Guest,-1234
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if err := badge.WriteCodes(failing{}, list); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// anEvent is one whose every text, and the time of the second of its sessions, come from the fuzzer.
func anEvent(name, place, title, abstract string, shift int16) *agenda.Event {
	start := time.Date(2014, time.June, 3, 18, 30, 0, 0, time.UTC)
	return &agenda.Event{ID: "kafka-2014.example.org", Name: name, Zone: "America/Los_Angeles",
		Venue:     agenda.Venue{Name: place, Address: place},
		Organizer: agenda.Organizer{Name: place, Email: name}, URL: title,
		Speakers: []agenda.Speaker{{Name: place, Organization: name}},
		Tracks:   []agenda.Track{{Name: place, Color: name}},
		Rooms:    []agenda.Room{{Name: title}},
		Days:     []agenda.Day{{Date: agenda.DateOf(start), Title: title}},
		Sessions: []agenda.Session{
			{Title: title, Abstract: abstract, Speakers: []string{place}, Start: start,
				End: start.Add(time.Duration(shift) * time.Minute), Track: place, Rooms: []string{title}},
			{Title: name, Start: start.Add(time.Duration(shift) * time.Hour), Status: agenda.Cancelled},
			{Title: abstract, Kind: agenda.Break},
		}}
}

// anyCode is a code that is there, and no longer than one that is made at once.
func anyCode(code string) string {
	if code == "" {
		return "A1"
	}
	return code[:min(len(code), 400)]
}

// printed fails where a writer fails on what is only text, writes no PDF or says nothing in a finding.
func printed(t *testing.T, w write, e *agenda.Event, a roster.Attendee, d badge.Design) {
	var out bytes.Buffer
	fs, err := w(t.Context(), &out, e, []roster.Attendee{a}, d)
	if err != nil {
		for _, of := range []string{"too small", "too many for a QR code"} {
			if strings.Contains(err.Error(), of) && out.Len() == 0 {
				return
			}
		}
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) {
		t.Fatal("no PDF")
	}
	for _, f := range fs {
		if f.Message == "" || f.Rule == "" {
			t.Fatalf("%+v", f)
		}
	}
}

func FuzzWriteBadges(f *testing.F) {
	for i, a := range people()[:18] {
		f.Add(a.GivenName, a.FamilyName, a.Organization, a.Type, "Kafka meetup", "EB-1001", uint8(i))
	}
	f.Add("{nb}", "\xff\xfe", "\U0010FFFF", "\u202e", "\u200b", "\x00", uint8(7))
	f.Add(strings.Repeat("W", 10_000), strings.Repeat("e\u0301", 99), "---", "a\x00b",
		strings.Repeat("b ", 999), strings.Repeat("x", 400), uint8(30))
	stocks := stock.All()
	f.Fuzz(func(t *testing.T, given, family, organization, kind, event, code string, n uint8) {
		code = anyCode(code)
		a := roster.Attendee{GivenName: given, FamilyName: family, Organization: organization, Type: kind,
			Code: code, Number: [8]byte{1}}
		printed(t, badges, &agenda.Event{Name: event}, a, badge.Design{Stock: stocks[int(n)%len(stocks)]})
	})
}

func FuzzWriteTickets(f *testing.F) {
	f.Add("Todd Palino", "LinkedIn", "Kafka meetup", "Unite", "Secure Kafka", "An abstract.", "EB-1001",
		int16(30))
	f.Add("辻", "\xff", "\u200b", "{nb}", "\U0010FFFF", "\u202e", "\x00", int16(-700))
	f.Add(strings.Repeat("W", 9999), "-", strings.Repeat("b ", 999), strings.Repeat("ab-", 999), "", "",
		strings.Repeat("x", 400), int16(32000))
	f.Fuzz(func(t *testing.T, name, organization, event, place, title, abstract, code string, shift int16) {
		code = anyCode(code)
		a := roster.Attendee{Name: name, Organization: organization, Type: place, Code: code,
			Number: [8]byte{1}}
		printed(t, tickets, anEvent(event, place, title, abstract, shift), a, badge.Design{Page: "A4"})
	})
}

func FuzzWriteProgramme(f *testing.F) {
	f.Add("Kafka meetup", "Unite", "Secure Kafka", "An abstract.\n\nOf two paragraphs.", int16(30))
	f.Add("辻", "\u200b", "{nb}", "\U0010FFFF\xff", int16(-700))
	f.Add("#fff", strings.Repeat("ab-", 999), strings.Repeat("W", 9999), strings.Repeat("ab ", 9999),
		int16(32000))
	f.Fuzz(func(t *testing.T, event, place, title, abstract string, shift int16) {
		printed(t, programme, anEvent(event, place, title, abstract, shift), roster.Attendee{},
			badge.Design{Page: "A4"})
	})
}
