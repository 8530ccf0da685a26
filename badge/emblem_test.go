package badge

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/stock"
)

// logoOf is a blue rectangle.
func logoOf(t testing.TB, width, height float64) *Logo {
	t.Helper()
	l, err := ReadLogo(strings.NewReader(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" `+
		`viewBox="0 0 %g %g"><rect width="%g" height="%g" fill="#124e96"/></svg>`,
		width, height, width, height)))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// logos are those of every shape that can be made out.
func logos(t testing.TB) map[string]*Logo {
	return map[string]*Logo{"wide": logoOf(t, 6, 1), "square": logoOf(t, 1, 1), "tall": logoOf(t, 1, 3)}
}

func find(boxes []compose.Box, what string) (found []compose.Box) {
	for _, b := range boxes {
		if b.What == what {
			found = append(found, b)
		}
	}
	return found
}

// The logo lies over nothing and keeps clear of the edges on every stock, with every name; it is small, and
// stands on each badge of a list in the same place.
func TestLogoOverlapsNothing(t *testing.T) {
	events := []string{"Apache Kafka meetup", "", "Ẫ Ộ gjpqy", strings.Repeat("Streams and logs ", 50)}
	for shape, logo := range logos(t) {
		for _, s := range stock.All() {
			l := labelOf(s)
			if l.logo = logo; tooSmall[s.Name] {
				continue
			}
			for _, event := range events {
				places := map[string]bool{}
				for i, row := range nasty {
					name := fmt.Sprintf("%s logo, %s, %.20q, name %d", shape, s.Name, event, i)
					b, err := l.compose(event, holderOf(row, signedCode()))
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					apart(t, name, b.boxes, l.width, l.height)
					l.clearOf(t, name, b.boxes)
					found := find(b.boxes, "logo")
					if (len(found) == 1) != (b.noLogo == shown) {
						t.Errorf("%s: %d logos, bare: %d", name, len(found), b.noLogo)
					}
					for _, m := range found {
						if m.W > l.width/3+1e-9 || m.H > 12 || m.H < logoLow || m.W < logoNarrow {
							t.Errorf("%s: %.1f × %.1f mm", name, m.W, m.H)
						}
						if !b.holder.kind.Empty() {
							places[fmt.Sprintf("%.3f %.3f %.3f", m.X, m.Y, m.W)] = true
						}
					}
					if b.noLogo != shown && l.height >= smallest && l.width >= 75 && len(event) < 30 {
						t.Errorf("%s: there is no room", name)
					}
				}
				if len(places) > 1 {
					t.Errorf("%s logo, %s, %.20q: in the places %v", shape, s.Name, event, places)
				}
			}
		}
	}
}

// Names that are not long, the code and the type are as they are without a logo.
func TestLogoTakesNoRoom(t *testing.T) {
	for _, logo := range logos(t) {
		for _, s := range stock.All() {
			if tooSmall[s.Name] {
				continue
			}
			for _, row := range [][4]string{{"Todd", "Palino", "LinkedIn", "Guest"},
				{"Ada", "Osei", "", ""}} {
				l := labelOf(s)
				without, err := l.compose("Kafka meetup", holderOf(row, signedCode()))
				if err != nil {
					t.Fatal(err)
				}
				l.logo = logo
				with, err := l.compose("Kafka meetup", holderOf(row, signedCode()))
				if err != nil {
					t.Fatal(err)
				}
				rest := slices.DeleteFunc(with.boxes, func(b compose.Box) bool { return b.What == "logo" })
				if !slices.Equal(rest, without.boxes) {
					t.Errorf("%s: the badge of %s is another with a logo", s.Name, row[0])
				}
			}
		}
	}
}

// A code of any length leaves the logo what room there is.
func TestLogoBesideCodesOfAnyLength(t *testing.T) {
	for shape, logo := range logos(t) {
		for n := 1; n < 1200; n += 199 {
			c := mustEncode(strings.Repeat("a", n))
			for _, s := range stock.All() {
				l := labelOf(s)
				_, without := l.compose("Kafka", holderOf(nasty[3], c))
				l.logo = logo
				b, err := l.compose("Kafka", holderOf(nasty[3], c))
				if (err == nil) != (without == nil) {
					t.Errorf("%s: %v, without a logo %v", s.Name, err, without)
				}
				if err == nil {
					name := fmt.Sprintf("%s logo, %s, %d characters", shape, s.Name, n)
					apart(t, name, b.boxes, b.width, b.height)
					b.clearOf(t, name, b.boxes)
				}
			}
		}
	}
}

// On tickets and programmes the logo stands above the event's name, and nothing moves for it.
func TestLogoCrownsPages(t *testing.T) {
	names := []string{"Apache Kafka meetup", "", "Ẫ Ộ Ẵ", strings.Repeat("Streams and logs ", 600)}
	for shape, logo := range logos(t) {
		for _, name := range names {
			e := &agenda.Event{Name: name, Venue: agenda.Venue{Name: "Ẫ hall"}}
			for _, size := range paper {
				bare, r := newReport(e), newReport(e)
				r.logo = logo
				what := fmt.Sprintf("%s logo, %.20q", shape, name)
				want := newTicketSheet(bare, size.width, size.height).facts()
				sheet := newTicketSheet(r, size.width, size.height)
				facts := sheet.facts()
				apart(t, "ticket, "+what, append(facts.Boxes, sheet.inside()...), size.width, size.height)
				crowned(t, "ticket, "+what, facts.Boxes, want.Boxes)

				p := &programme{report: bare, width: size.width, height: size.height}
				q := &programme{report: r, width: size.width, height: size.height}
				for _, scale := range scales {
					p.scale, q.scale = scale, scale
					want, got := p.fall([]block{p.head()}), q.fall([]block{q.head()})
					apart(t, "programme, "+what, got[0], size.width, size.height)
					crowned(t, "programme, "+what, got[0], want[0])
				}
				if i := slices.IndexFunc(r.findings, ofRule("no-logo")); i >= 0 {
					t.Errorf("%s: %s", what, r.findings[i])
				}
			}
		}
	}
}

func crowned(t *testing.T, name string, boxes, without []compose.Box) {
	t.Helper()
	if len(boxes) == 0 || boxes[0].What != "logo" || !slices.Equal(boxes[1:], without) {
		t.Fatalf("%s: no logo, or something moved for it", name)
	}
	if b := boxes[0]; b.Y < pageEdge-1e-9 || b.W > logoWidth || b.H > logoHeight+1e-9 {
		t.Errorf("%s: the logo is %.1f × %.1f mm, %.1f mm from the top", name, b.W, b.H, b.Y)
	}
}

// What would be a line or a stain is left out, which is a note.
func TestLogoWithoutRoom(t *testing.T) {
	for _, logo := range []*Logo{logoOf(t, 60, 1), logoOf(t, 1, 40)} {
		r := newReport(&agenda.Event{Name: "Kafka"})
		r.logo = logo
		for _, b := range newTicketSheet(r, 210, 297).facts().Boxes {
			if b.What == "logo" {
				t.Errorf("a logo of %.1f × %.1f mm", b.W, b.H)
			}
		}
		if i := slices.IndexFunc(r.findings, ofRule("no-logo")); i < 0 || len(r.findings) != 1 ||
			!strings.Contains(r.findings[i].Hint, "give one of another shape") {
			t.Errorf("%v", r.findings)
		}
	}
}

// Why a badge or a page is without the logo is told with what to do about it.
func TestWhyThereIsNoLogo(t *testing.T) {
	long := strings.Repeat("Streams and logs ", 9)
	for _, tt := range []struct {
		stock, event  string
		width, height float64
		want          noLogoReason
	}{
		{"avery-5392", "Kafka", 1, 1, shown},
		{"avery-5371", long, 2, 1, longName},
		{"avery-5371", "Kafka", 60, 1, widePicture},
		{"avery-5371", "Kafka", 1, 60, highPicture},
		{"dymo-11356", "Kafka", 1, 1, noRoom},
	} {
		s, err := stock.Find(tt.stock)
		if err != nil {
			t.Fatal(err)
		}
		l := labelOf(s)
		l.logo = logoOf(t, tt.width, tt.height)
		todd := holderOf([4]string{"Todd", "Palino", "LinkedIn", "Guest"}, signedCode())
		b, err := l.compose(tt.event, todd)
		if err != nil || b.noLogo != tt.want {
			t.Errorf("%s, %g × %g: %d, %v, want %d", tt.stock, tt.width, tt.height, b.noLogo, err, tt.want)
		}
	}
}

func ofRule(rule string) func(agenda.Finding) bool {
	return func(f agenda.Finding) bool { return f.Rule == rule }
}
