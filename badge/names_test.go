package badge

import (
	"fmt"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge/stock"
)

// said is what the boxes of one field say together, without the hyphens of broken words.
func said(boxes []compose.Box, what string) string {
	var s []string
	for _, b := range boxes {
		if b.What == what {
			s = append(s, b.Text)
		}
	}
	return strings.NewReplacer(" ", "", "-", "").Replace(strings.Join(s, ""))
}

// Nobody's name or organization is cut while there is room on the badge: it is broken first.
func TestNamesAreWhole(t *testing.T) {
	rows := [][4]string{
		{"Wolfeschlegelsteinhausenbergerdorff", "O", "X", "Guest"},
		{"Clara", "Behrendt", "Bundesministerium für Digitales und Staatsmodernisierung", "Guest"},
		{"Karl-Theodor Maria Nikolaus Johann Jacob", "von und zu Guttenstein", "Forstverwaltung", "Guest"},
		{"Ada", "Donaudampfschifffahrtsgesellschaft", "", "Guest"},
		{"Maximiliana Theodora", "von und zu Hohenberg-Schwarzenstein",
			"Gesellschaft für angewandte Datenströme und Protokolle mbH", "Organizer"},
		{"Ελένη", "Παπαδημητρίου-Κωνσταντινοπούλου", "Πανεπιστήμιο Κρήτης", "Guest"},
	}
	for _, s := range stock.All() {
		if tooSmall[s.Name] {
			continue
		}
		for _, row := range rows {
			l := labelOf(s)
			b, err := l.compose("Apache Kafka meetup", holderOf(row, signedCode()))
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s, %.20s", s.Name, row[0])
			if len(b.truncations) > 0 {
				t.Errorf("%s: %+v", name, b.truncations)
			}
			sizes := map[string]float64{}
			for i, what := range []string{"given", "family", "organization"} {
				want := said([]compose.Box{{What: what, Text: row[i]}}, what)
				if got := said(b.boxes, what); got != want {
					t.Errorf("%s: the %s is %q, want %q", name, what, got, want)
				}
				lines := 0
				for _, x := range b.boxes {
					if x.What == what {
						sizes[what], lines = x.Size, lines+1
					}
				}
				if lines > compose.MostLines {
					t.Errorf("%s: the %s takes %d lines", name, what, lines)
				}
			}
			if sizes["family"] > sizes["given"] || sizes["organization"] > sizes["given"] {
				t.Errorf("%s: sizes %v", name, sizes)
			}
		}
	}
}

// Short names of a list are of one size, whatever else stands on their badges, and family names of half to
// two thirds of it.
func TestShortNamesAreOfOneSize(t *testing.T) {
	kinds := []string{"", "Guest", "Volunteer of the second evening shift"}
	for _, s := range stock.All() {
		if tooSmall[s.Name] {
			continue
		}
		sizes := map[float64]bool{}
		for i, row := range [][3]string{{"Todd", "Palino", "LinkedIn"}, {"Ada", "Osei", ""}, {"I", "", ""},
			{"Jo", "Ng", "X"}, {"Ẫgỷ", "Ẵỵ", "Ằq"}, {"Wu", "\x00", "Hafenkontor"}} {
			b, err := labelOf(s).compose("Apache Kafka meetup",
				holderOf([4]string{row[0], row[1], row[2], kinds[i%len(kinds)]}, signedCode()))
			if err != nil {
				t.Fatal(err)
			}
			given := 0.0
			for _, x := range b.boxes {
				switch {
				case x.What == "given":
					given = x.Size
					sizes[given] = true
				case x.What == "family" && x.Kind == compose.Words &&
					(x.Size < 0.5*given || x.Size > 0.67*given):
					t.Errorf("%s: the family name of %q is %.2f of the given name", s.Name, row, x.Size/given)
				}
			}
		}
		if len(sizes) != 1 {
			t.Errorf("%s: given names of the sizes %v", s.Name, sizes)
		}
	}
}

// Condensed before smaller, smaller before broken, at a space before a hyphen before inside a word.
func TestNamesAreBrokenByTheRule(t *testing.T) {
	for _, tt := range []struct{ stock, name, want string }{
		{"avery-l7418", "Rajasekar", "Rajasekar"},
		{"avery-l7418", "Jean-Baptiste", "Jean-Baptiste"},
		{"avery-l7418", "Karl-Theodor Maria Nikolaus", "Karl-Theodor|Maria Nikolaus"},
		{"a6", "Karl-Theodor Maria Nikolaus Johann Jacob", "Karl-Theodor|Maria Nikolaus|Johann Jacob"},
		{"a6", "Wolfeschlegelsteinhausenbergerdorff", "Wolfeschleg-|elsteinhause-|nbergerdorff"},
	} {
		s, err := stock.Find(tt.stock)
		if err != nil {
			t.Fatal(err)
		}
		h := holderOf([4]string{tt.name, "Osei", "", "Guest"}, signedCode())
		b, err := labelOf(s).compose("Apache Kafka meetup", h)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, x := range b.boxes {
			if x.What == "given" {
				lines = append(lines, x.Text)
			}
		}
		if got := strings.Join(lines, "|"); got != tt.want {
			t.Errorf("%s: %q is set as %q, want %q", tt.stock, tt.name, got, tt.want)
		}
	}
}

// Event, ticket type and reference are of one size.
func TestFootIsOfOneSize(t *testing.T) {
	for _, s := range stock.All() {
		if tooSmall[s.Name] {
			continue
		}
		for _, kind := range []string{"Guest", "Volunteer of the second evening shift"} {
			b, err := labelOf(s).compose("Streams and Logs, the autumn evening",
				holderOf([4]string{"Ada", "Osei", "", kind}, signedCode()))
			if err != nil {
				t.Fatal(err)
			}
			sizes := map[float64]bool{}
			for _, x := range b.boxes {
				if x.What == "event" || x.What == "type" || x.What == "reference" {
					sizes[x.Size] = true
				}
			}
			if len(sizes) != 1 {
				t.Errorf("%s, %s: sizes %v", s.Name, kind, sizes)
			}
		}
	}
}
