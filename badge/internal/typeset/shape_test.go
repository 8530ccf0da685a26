package typeset

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Runs stand as UAX #9 puts them, seen from the left.
func TestOrder(t *testing.T) {
	for _, tt := range []struct {
		text string
		runs []string
	}{
		{"Dana דנה Levi", []string{"Dana ", "דנה", " Levi"}},
		{"דנה Levi", []string{"Levi", "דנה "}},
		{"גיל 24, Kafka 3 נע", []string{" נע", "Kafka 3", ", ", "24", "גיל "}},
		{"ab אב 12cd", []string{"ab 12", "אב ", "cd"}}, // digits go with the letters before them
		{"אב 12", []string{"12", "אב "}},
		{toTheLeft + "Kafka", []string{"Kafka", toTheLeft}},
		{"ليلى ١٢", []string{"١٢", "ليلى "}},
	} {
		var runs []string
		for _, r := range Regular.shape(tt.text).Runs {
			runs = append(runs, string(r.Text))
		}
		if got := strings.Join(runs, "|"); got != strings.Join(tt.runs, "|") {
			t.Errorf("%q: %q, want %q", tt.text, runs, tt.runs)
		}
	}
}

// Lam and alef are one glyph, a mark stands on its letter, and what joins is shorter than what stands alone.
func TestShaping(t *testing.T) {
	if l := Bold.shape("لا"); len(l.Glyphs) != 1 {
		t.Errorf("lam-alef is %d glyphs", len(l.Glyphs))
	}
	if plain, marked := Bold.Width("o"), Bold.Width("o\u0323\u0300"); math.Abs(plain-marked) > 0.0015 {
		t.Errorf("marks make o %g em wide, not %g", marked, plain)
	}
	high := Bold.Extent("o\u0323\u0300").Ascent
	if low := Bold.Extent("o").Ascent; high <= low {
		t.Error("a mark above has no ink")
	}
	if joined, apart := Bold.Width("ببب"), 3*Bold.Width("ب"); joined >= apart {
		t.Errorf("joined %g em, apart %g", joined, apart)
	}
}

// Words of Arabic are never parted, those of other scripts where readers expect it.
func TestBreakShaped(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   Place
		want []string
	}{
		{"عبد الرحمن", Spaces, []string{"عبد", "الرحمن"}},
		{"عبدالرحمنالمنصوري", Words, nil},
		{"Տեր-Հովհաննիսյան", Hyphens, []string{"Տեր-", "Հովհաննիսյան"}},
		{"גירשוןאבנריאלישבע", Words, []string{"גירשוןאב-", "נריאלישבע"}},
		{"ערב · Go", Spaces, []string{"ערב ·", toTheLeft + "Go"}},
		{"Go בחיפה · ליל", Spaces, []string{"Go בחיפה ·", toTheRight + "ליל"}},
		{"Kafka אבגדה", Spaces, []string{"Kafka", toTheRight + "אבגדה"}},
	} {
		width := 0.8 * Bold.Width(tt.text) * 30 * MM
		got, ok := Bold.Measure(tt.text).Break(30, width, 2, tt.at)
		if !slices.Equal(got.Lines, tt.want) || ok != (tt.want != nil) {
			t.Errorf("%q: %q, %v, want %q", tt.text, got.Lines, ok, tt.want)
		}
	}
}

// Points of Hebrew stand close above, below and in their letters, and not beside them.
func TestHebrewPoints(t *testing.T) {
	for _, face := range []Face{Regular, Bold} {
		for text, reach := range map[string]struct{ above, below bool }{
			"שׁ": {above: true}, "שׂ": {above: true}, "רִ": {below: true}, "מּ": {}, "שָׁ": {true, true},
		} {
			bare, pointed := face.shape(string([]rune(text)[:1])).ink, face.shape(text).ink
			above, below := pointed.Top-bare.Top, bare.Bottom-pointed.Bottom
			if pointed.Left < bare.Left-0.01 || pointed.Right > bare.Right+0.01 ||
				(above > 0.05) != reach.above || (below > 0.05) != reach.below || max(above, below) > 0.3 {
				t.Errorf("%s: the letter alone takes %+v, with its points %+v", text, bare, pointed)
			}
		}
	}
}
