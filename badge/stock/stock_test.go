package stock

import (
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	for _, s := range All() {
		if err := s.Check(); err != nil {
			t.Error(err)
		}
		if s.Title == "" || s.Source == "" {
			t.Errorf("%s: has no title or no source", s.Name)
		}
		if fromBoth := s.Source == both; strings.Contains(s.Source, glabels) && s.Proofed != fromBoth {
			t.Errorf("%s: proofed is %t, from %s", s.Name, s.Proofed, s.Source)
		}
		left, top, right, bottom := s.margins()
		even := math.Abs(left-right) <= slack && math.Abs(top-bottom) <= slack
		if _, excepted := lopsided[s.Name]; even == excepted {
			t.Errorf("%s: margins left %.2f right %.2f top %.2f bottom %.2f, listed as lopsided: %t",
				s.Name, left, right, top, bottom, excepted)
		}
	}
}

// Two labels overlap where they share more than a line, whatever Check makes of it.
func TestLabelsApart(t *testing.T) {
	for _, s := range All() {
		for i := range s.PerPage() {
			_, x, y := s.Place(i)
			if x < 0 || y < 0 || x+s.Width > s.PageWidth+slack || y+s.Height > s.PageHeight+slack {
				t.Errorf("%s: label %d at %.2f, %.2f is off the page", s.Name, i, x, y)
			}
			for j := range i {
				_, u, v := s.Place(j)
				if math.Abs(x-u) < s.Width-slack && math.Abs(y-v) < s.Height-slack {
					t.Errorf("%s: labels %d and %d overlap", s.Name, j, i)
				}
			}
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	keys := make(map[string]string)
	claim := func(key, name string) {
		if other, taken := keys[key]; taken && other != name {
			t.Errorf("%q finds both %s and %s", key, other, name)
		}
		keys[key] = name
	}
	for _, s := range All() {
		for _, name := range append([]string{s.Name}, strings.Fields(s.Also)...) {
			claim(fold(name), s.Name)
			if _, number, ok := strings.Cut(name, "-"); ok {
				claim(fold(number), s.Name)
			}
		}
	}
}

func TestFind(t *testing.T) {
	for name, want := range map[string]string{
		"5392": "avery-5392", "Avery 5392": "avery-5392", " AVERY_5384 ": "avery-5392",
		"L7418": "avery-l7418", "AVERY l7418": "avery-l7418", "a6": "a6", "A6": "a6", "A-6": "a6",
		"4 × 3 in": "4x3in", "3x4": "3x4in", "DK 2205": "brother-dk-2205", "Zweckform 32010": "avery-c32011",
		"ID-1": "cr80", "CR-80": "cr80", "US Letter": "letter", "Letter": "letter",
	} {
		s, err := Find(name)
		if err != nil || s.Name != want {
			t.Errorf("Find(%q) = %q, %v, want %s", name, s.Name, err, want)
		}
	}
	for name, want := range map[string]string{
		"5393":    `no stock is named "5393"; the nearest are avery-5392, avery-5395, avery-5390`,
		"L7481":   `no stock is named "L7481"; the nearest are avery-l7418`,
		"1":       `no stock is named "1"; one is "avery-5392"`,
		"":        `no stock is named ""; one is "avery-5392"`,
		"xyzzyzz": `no stock is named "xyzzyzz"; one is "avery-5392"`,
	} {
		if _, err := Find(name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Find(%q): %v, want %s", name, err, want)
		}
	}
	if _, err := Find(strings.Repeat("5", 1<<20)); err == nil || len(err.Error()) > 300 {
		t.Errorf("a long name: %.400v", err)
	}
}

func TestPlace(t *testing.T) {
	s, err := Find("avery-l7418")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		i, page int
		x, y    float64
	}{
		{0, 0, 19, 38.5}, {1, 0, 105, 38.5}, {2, 0, 19, 93.5}, {7, 0, 105, 203.5},
		{8, 1, 19, 38.5}, {23, 2, 105, 203.5},
	} {
		if page, x, y := s.Place(c.i); page != c.page || x != c.x || y != c.y {
			t.Errorf("Place(%d) = page %d at %g, %g, want %d at %g, %g", c.i, page, x, y, c.page, c.x, c.y)
		}
	}
	if page, x, y := (Stock{X: 1, Y: 2}).Place(3); page != 3 || x != 1 || y != 2 {
		t.Errorf("without columns and rows: page %d at %g, %g, want one a page", page, x, y)
	}
}

func TestCheck(t *testing.T) {
	good := Stock{Name: "own", PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 2,
		Width: 90, Height: 50, X: 15, Y: 20, DX: 90, DY: 50}
	if err := good.Check(); err != nil {
		t.Errorf("a good stock: %v", err)
	}
	for want, spoil := range map[string]func(*Stock){
		"page width":          func(s *Stock) { s.PageWidth = 0 },
		"height of NaN":       func(s *Stock) { s.Height = math.NaN() },
		"2001":                func(s *Stock) { s.PageHeight = 2001 },
		"lie over each other": func(s *Stock) { s.DX = 89 },
		"off the page":        func(s *Stock) { s.X = 31 },
		"left NaN":            func(s *Stock) { s.X = math.NaN() },
		"radius 26":           func(s *Stock) { s.Radius = 26 },
		"101 × 2 labels":      func(s *Stock) { s.Columns = 101 },
	} {
		s := good
		spoil(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check: %v, want an error with %q", err, want)
		}
	}
}

func TestAllIsACopy(t *testing.T) {
	All()[0].Width = 1
	if s, _ := Find(All()[0].Name); s.Width == 1 {
		t.Error("a change of what All returned reached the table")
	}
}

func TestImports(t *testing.T) {
	foreign := "{{if not .Standard}}{{.ImportPath}}{{end}}"
	out, err := exec.Command("go", "list", "-deps", "-f", foreign, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		ours := []string{"github.com/daysheet/daysheet/agenda", "github.com/daysheet/daysheet/agenda/input",
			"github.com/daysheet/daysheet/badge/stock"}
		if !strings.HasPrefix(dep, "golang.org/x/text/") && !slices.Contains(ours, dep) {
			t.Errorf("stock is a leaf, but imports %s", dep)
		}
	}
}
