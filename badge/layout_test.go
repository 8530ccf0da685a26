package badge

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
	"github.com/daysheet/daysheet/badge/stock"
)

// signedCode is as long and as dense as a ticket's.
var signedCode = sync.OnceValue(func() *qr.Code { return mustEncode(strings.Repeat("ABCDEFGHIJK", 12)) })

func mustEncode(content string) *qr.Code {
	c, err := qr.Encode(content, qr.M)
	if err != nil {
		panic(err)
	}
	return c
}

// nasty are given name, family name, organization and ticket type.
var nasty = [][4]string{
	{"Todd", "Palino", "LinkedIn", "Speaker"},
	{"I", "", "", ""},
	{"O", "O", "X", "Y"},
	{"Rajasekar", "Elango", "Salesforce", "Speaker"},
	{"Ẫgỷ", "Ẵỵ", "Ằq", "Ộ"},
	{"Þórdís", "Guðmundsdóttir", "Veðurstofa Íslands", "Fyrirlesari"},
	{"Nguyễn Thị Hồng", "Trương Vĩnh Ký", "Trường Đại học Bách khoa Thành phố Hồ Chí Minh", "Khách"},
	{"Жанна", "Воскресенская-Преображенская", "Лаборатория потоков данных", "Гость"},
	{"Ελευθερία", "Παπαδημητρίου-Κωνσταντινοπούλου", "Πανεπιστήμιο Κρήτης", "Ομιλητής"},
	{"Maximiliana Theodora", "von und zu Hohenberg-Schwarzenstein", strings.Repeat("Verein für ", 20), "G"},
	{"Wolfeschlegelsteinhausenbergerdorff", "Donaudampfschifffahrtsgesellschaftskapitän", "", "Guest"},
	{"Jo", strings.Repeat("W", 200), strings.Repeat("M", 300), strings.Repeat("Volunteer ", 20)},
	{strings.Repeat("W", 10_000), strings.Repeat("ab ", 3_000), strings.Repeat("-", 5_000), "T"},
	{strings.Repeat("Ab ", 3_000), "", strings.Repeat("ab-", 3_000), strings.Repeat("W", 100)},
	{"jgpqy", "jgpqy", "jgpqy", "jgpqy"},
	{"", "", "", ""},
	{"\x00", "Palino", "", "Guest"}, // a blank for the given name
	{"Ada", "\x00", "\x00", "Guest"},
	{"\x00", "\x00", "\x00", "Guest"},
	{"Ada", "Osei", "", "\x00"},
}

// holderOf makes a holder of a row of nasty; NUL stands for what cannot be drawn.
func holderOf(row [4]string, c *qr.Code) holder {
	f := func(s string) compose.Field {
		return compose.Field{Text: bounded(strings.Trim(s, " \x00")), Blank: s == "\x00"}
	}
	h := holder{given: f(row[0]), family: f(row[1]), organization: f(row[2]), kind: f(row[3]),
		color: palette[0], reference: "WMQ7WMWM", code: c, undivided: row[1] == ""}
	if h.given.Empty() {
		h.given.Blank = true
	}
	return h
}

// apart fails where two boxes overlap or one is not inside a rectangle.
func apart(t *testing.T, name string, boxes []compose.Box, width, height float64) {
	t.Helper()
	const slack = 1e-6
	for i, b := range boxes {
		if b.X < -slack || b.Y < -slack || b.Right() > width+slack || b.Bottom() > height+slack {
			t.Errorf("%s: %s %.40q reaches %.2f,%.2f to %.2f,%.2f, outside %g × %g mm",
				name, b.What, b.Text, b.X, b.Y, b.Right(), b.Bottom(), width, height)
		}
		for _, o := range boxes[:i] {
			if b.What == "strike" || b.What == "fold" || o.What == "fold" {
				continue
			}
			if min(b.Right(), o.Right())-max(b.X, o.X) > slack &&
				min(b.Bottom(), o.Bottom())-max(b.Y, o.Y) > slack {
				t.Errorf("%s: %s %.40q lies over %s %.40q", name, b.What, b.Text, o.What, o.Text)
			}
		}
	}
}

// tooSmall are the stocks that hold no name beside a code.
var tooSmall = map[string]bool{"avery-5160": true, "herma-9642": true, "dymo-30252": true}

func TestNothingOverlaps(t *testing.T) {
	for _, s := range stock.All() {
		l := labelOf(s)
		for i, row := range nasty {
			for _, event := range []string{"Kafka meetup", "", strings.Repeat("Streams and logs ", 50)} {
				name := fmt.Sprintf("%s, name %d", s.Name, i)
				b, err := l.compose(event, holderOf(row, signedCode()))
				if (err != nil) != tooSmall[s.Name] {
					t.Fatalf("%s: %v", name, err)
				}
				if err != nil {
					continue
				}
				apart(t, name, b.boxes, l.width, l.height)
				l.clearOf(t, name, b.boxes)
			}
		}
	}
}

// clearOf fails where something that must be read comes near the edge, the slot or the code's quiet zone.
func (l label) clearOf(t *testing.T, name string, boxes []compose.Box) {
	t.Helper()
	for _, b := range boxes {
		x, right := b.X, b.Right()
		if b.Kind == compose.Band {
			x, right = b.Start, b.Start+b.Face.Width(b.Text)*b.Size*typeset.MM
			if right > b.Right() {
				t.Errorf("%s: the word %.40q is wider than its band", name, b.Text)
			}
		}
		const slack = 1e-6
		if x < l.clear-slack || right > l.width-l.clear+slack ||
			b.Y < l.top-slack || b.Bottom() > l.height-l.clear+slack {
			t.Errorf("%s: %s %.40q reaches %.2f,%.2f to %.2f,%.2f on a label of %g × %g mm",
				name, b.What, b.Text, x, b.Y, right, b.Bottom(), l.width, l.height)
		}
		if b.Kind == compose.Code {
			if module, err := b.Code.Module(b.W); err != nil {
				t.Errorf("%s: modules of %g mm: %v", name, module, err)
			}
		}
	}
}

// A name that is not long is read from three metres wherever the stock is made for badges, and all such
// names on a stock are of one size.
func TestGivenNameIsTheBadge(t *testing.T) {
	for name, want := range map[string]float64{"avery-5392": 12, "4x3in": 12, "a6": 15, "a7": 12,
		"3x4in": 12, "avery-l7418": 8, "avery-5395": 8, "cr80": 8, "avery-l4784": 7,
		"herma-10809": 15, "a4": 25} {
		s, err := stock.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[float64]bool{}
		for _, row := range [][4]string{{"Todd", "Palino", "LinkedIn", "Guest"}, {"Ada", "Osei", "", ""}} {
			b, err := labelOf(s).compose("Apache Kafka meetup", holderOf(row, signedCode()))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range b.boxes {
				if x.What == "given" {
					sizes[x.Size] = true
					if got := x.Size * typeset.MM * typeset.CapHeight; got < want {
						t.Errorf("%s: capitals of %.1f mm, want %g", name, got, want)
					}
				}
			}
		}
		if len(sizes) != 1 {
			t.Errorf("%s: given names of sizes %v", name, sizes)
		}
	}
}

// Letters of every size stand on one edge, whatever room the font leaves at their left.
func TestLettersStandOnTheAxis(t *testing.T) {
	s, err := stock.Find("avery-5392")
	if err != nil {
		t.Fatal(err)
	}
	b, err := labelOf(s).compose("Kafka", holderOf([4]string{"Herb", "Hill", "Hof", "Host"}, signedCode()))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range b.boxes {
		// An H is a stem: 0.06 to 0.09 em after its start in every face.
		if em := x.Size * typeset.MM; strings.HasPrefix(x.Text, "H") &&
			(b.margin-x.Start < 0.06*em || b.margin-x.Start > 0.09*em) {
			t.Errorf("%s starts %.2f em before the axis", x.What, (b.margin-x.Start)/em)
		}
	}
}

func TestNamesAreShortenedByTheRule(t *testing.T) {
	s, err := stock.Find("avery-l7418")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		row  [4]string
		want []string // of what is said
	}{
		{nasty[0], nil},
		{nasty[9], []string{"the organization \"Verein für", "is shortened to \"Verein für"}},
		{[4]string{"Maximiliana", strings.Repeat("W", 200)}, []string{"family name", `shortened to "W."`}},
		{[4]string{strings.Repeat("Wo", 100), "Palino"}, []string{"the given name", "…\""}},
		{[4]string{"Ada", "Osei", "", strings.Repeat("Helper ", 30)}, []string{"ticket type", "Helper…\""}},
	} {
		b, err := labelOf(s).compose("Apache Kafka meetup", holderOf(tt.row, signedCode()))
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, c := range b.truncations {
			said += fmt.Sprintf("the %s %q is shortened to %q; ", c.Of, c.From, c.To)
		}
		if len(tt.want) == 0 && said != "" {
			t.Errorf("%q: %s", tt.row, said)
		}
		for _, w := range tt.want {
			if !strings.Contains(said, w) {
				t.Errorf("%.40q: %s, want %s", tt.row, said, w)
			}
		}
		if strings.HasPrefix(tt.row[0], "Maxi") && tt.row[1][0] == 'W' {
			for _, x := range b.boxes {
				if x.What == "given" && x.Text != tt.row[0] {
					t.Errorf("the given name became %q", x.Text)
				}
			}
		}
	}
}

// A list's own code may be longer than a signed one: the square grows, or the stock is refused.
func TestCodesOfAnyLength(t *testing.T) {
	for n := 1; n < 1200; n += 97 {
		c := mustEncode(strings.Repeat("a", n))
		for _, s := range stock.All() {
			b, err := labelOf(s).compose("Kafka", holderOf(nasty[3], c))
			if err != nil {
				if !strings.Contains(err.Error(), "too small") {
					t.Errorf("%s, %d characters: %v", s.Name, n, err)
				}
				continue
			}
			name := fmt.Sprintf("%s, %d characters", s.Name, n)
			apart(t, name, b.boxes, b.width, b.height)
			b.clearOf(t, name, b.boxes)
		}
	}
}

func TestEnoughIsEnough(t *testing.T) {
	s := stock.Stock{Name: "least", PageWidth: enoughWidth, PageHeight: enoughHeight, Width: enoughWidth,
		Height: enoughHeight}
	for _, row := range nasty {
		if _, err := labelOf(s).compose("Apache Kafka meetup", holderOf(row, signedCode())); err != nil {
			t.Error(err)
		}
	}
}

func TestTicketsFitTheirHalves(t *testing.T) {
	long := strings.Repeat("Streams and logs ", 600)
	events := map[string]*agenda.Event{
		"plain":   {Name: "Apache Kafka meetup"},
		"nothing": {},
		"long": {Name: long, Venue: agenda.Venue{Name: long, Address: long},
			URL:       "https://" + strings.Repeat("w", 999),
			Organizer: agenda.Organizer{Name: long, Email: long}},
		"one word": {Name: strings.Repeat("W", 999), Venue: agenda.Venue{Name: strings.Repeat("W", 999)}},
	}
	for name, e := range events {
		for _, size := range paper {
			sheet := newTicketSheet(newReport(e), size.width, size.height)
			facts, inside := sheet.facts(), sheet.inside()
			for i, row := range nasty {
				who, _ := sheet.who(holderOf(row, signedCode()), facts)
				outside := slices.Concat(facts.Boxes, who)
				name := fmt.Sprintf("%s, name %d", name, i)
				apart(t, name+", outside", outside, size.width, size.height/2)
				apart(t, name, append(outside, inside...), size.width, size.height)
			}
		}
	}
}

func TestPalette(t *testing.T) {
	for i, c := range palette {
		if got := compose.Contrast(c, compose.TextOn(c)); got < 4.5 || compose.TextOn(c) != compose.White {
			t.Errorf("colour %d: a contrast of %.2f:1 with white", i, got)
		}
		for j, o := range palette[:i] {
			square := func(a, b uint8) int { return (int(a) - int(b)) * (int(a) - int(b)) }
			if d := square(c.R, o.R) + square(c.G, o.G) + square(c.B, o.B); d < 40*40 {
				t.Errorf("colours %d and %d are alike", i, j)
			}
		}
	}
	for v := range 256 { // the worst of any colour lies on the way from black to white
		c := agenda.Color{R: uint8(v), G: uint8(v), B: uint8(v)}
		if got := compose.Contrast(c, compose.TextOn(c)); got < 4.5 {
			t.Errorf("%v: a contrast of %.2f:1", c, got)
		}
	}
	if got := compose.Contrast(compose.Second, compose.White); got < 4.5 {
		t.Errorf("the second tone has a contrast of %.2f:1", got)
	}
}

func TestContrast(t *testing.T) { // values from the definition of contrast ratio, WCAG 2.2
	if got := compose.Contrast(compose.Ink, compose.White); got != 21 {
		t.Errorf("black on white: %g", got)
	}
	grey := agenda.Color{R: 0x77, G: 0x77, B: 0x77}
	if got := compose.Contrast(grey, compose.White); got < 4.47 || got > 4.49 {
		t.Errorf("#777 on white: %g, want 4.48", got)
	}
}

func BenchmarkCompose(b *testing.B) {
	s, err := stock.Find("a6")
	if err != nil {
		b.Fatal(err)
	}
	l := labelOf(s)
	for name, rows := range map[string][][4]string{"short names": nasty[:4], "long names": nasty[6:10]} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := l.compose("Apache Kafka meetup", holderOf(rows[i%4], signedCode())); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
