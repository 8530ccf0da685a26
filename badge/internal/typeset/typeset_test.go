package typeset

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPrepare(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     Text
	}{
		{"plain", "Todd Palino", Text{String: "Todd Palino"}},
		{"spaces", " Ana\t María\u00a0\u2003Lima\n", Text{String: "Ana María Lima"}},
		{"composed", "Zoe\u0308", Text{String: "Zoë"}},
		{"Vietnamese, decomposed", "Nguye\u0302\u0303n", Text{String: "Nguyễn"}},
		{"Greek and Cyrillic", "Ελένη Жанна Ѓорѓи", Text{String: "Ελένη Жанна Ѓорѓи"}},
		{"mark that does not compose", "x\u0301y", Text{String: "x\u0301y"}},
		{"tower", "Z" + strings.Repeat("\u0338", 1000),
			Text{String: "Z" + strings.Repeat("\u0338", mostMarks), LeftOut: []rune{0x338}}},
		{"mark on nothing", "\u0301 \u0301a", Text{String: "a", LeftOut: []rune{0x301}}},
		{"mark of Thai on nothing", "a \u0e47", Text{String: "a", Missing: []rune{0xe47}}},
		{"doubled mark of Hebrew", "ש\u05b8\u05b8", Text{String: "ש\u05b8", LeftOut: []rune{0x5b8}}},
		{"control", "An\x00na\x7f", Text{String: "Anna", LeftOut: []rune{0, 0x7f}}},
		{"invisible", "An\u200bna\ufeff\u00ad", Text{String: "Anna", LeftOut: []rune{0x200b, 0xfeff, 0xad}}},
		{"override", "\u202eanna", Text{String: "anna", LeftOut: []rune{0x202e}}},
		{"emoji", "Anna 👩🏽\u200d🚀 ❤\ufe0f", Text{String: "Anna ❤\ufe0f",
			LeftOut: []rune{'👩', '🏽', '🚀', 0x200d}}},
		{"emoji alone", "🦄", Text{Missing: []rune{'🦄'}}},
		{"invisible alone", "\u200b", Text{LeftOut: []rune{0x200b}}},
		{"Japanese", "佐藤 花子", Text{Missing: []rune("佐藤花子")}},
		{"Hebrew", "דנה", Text{String: "דנה"}},
		{"Arabic", "ليلى L", Text{String: "ليلى L"}},
		{"Persian, with a joiner", "علی\u200cرضا", Text{String: "علی\u200cرضا"}},
		{"joiner among Latin", "An\u200cna", Text{String: "Anna", LeftOut: []rune{0x200c}}},
		{"Devanagari", "ल", Text{Missing: []rune("ल")}},
		{"beyond the BMP", "𠮷田 \U0010FFFF", Text{Missing: []rune("𠮷田"), LeftOut: []rune{0x10ffff}}},
		{"private use", "\ue000Anna", Text{String: "Anna", Missing: []rune{0xe000}}},
		{"newer than this", "A\U0002EBF0B", Text{String: "AB", Missing: []rune{0x2ebf0}}},
		{"mark of another script", "Wolfgang ≱\u08d5", Text{String: "Wolfgang ≱", Missing: []rune{0x8d5}}},
		{"noncharacter", "a\ufdd0", Text{String: "a", LeftOut: []rune{0xfdd0}}},
		{"key", "1\ufe0f\u20e3", Text{String: "1", LeftOut: []rune{key, 0xfe0f}}},
		{"selector after a digit", "1\ufe0f", Text{String: "1", LeftOut: []rune{0xfe0f}}},
		{"tower of signs around", "a" + strings.Repeat("\u20dd", 9),
			Text{String: "a", LeftOut: []rune{0x20dd}}},
		{"not UTF-8", "Jos\xe9", Text{String: "Jos", Missing: []rune{utf8.RuneError}}},
		{"alias of gofpdf", "{nb}", Text{String: "{nb}"}},
		{"empty", " \t", Text{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Prepare(tt.in)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("Prepare(%q): -want +got\n%s", tt.in, d)
			}
		})
	}
}

// A tower of vowel signs, which take room, is taken down too.
func TestTowerOfVowels(t *testing.T) {
	p := preparation{seen: map[rune]bool{}}
	want := "क" + strings.Repeat("ा", mostOwnMarks)
	if got := p.composed("क" + strings.Repeat("ा", 1000)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The languages that the package promises, in letters that are not in ASCII.
func TestCoverage(t *testing.T) {
	for name, letters := range map[string]string{
		"Western":    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŸ",
		"Central":    "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț",
		"Vietnamese": "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸơưƠƯ",
		"Greek":      "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ",
		"Cyrillic": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя" +
			"ЁёЄєІіЇїҐґЎўЂђЈјЉљЊњЋћЏџЃѓЌќ",
		"signs": "–—‘’“”„…•·«»°€£¥@&№",
	} {
		if got := Prepare(letters); got.String != letters {
			t.Errorf("%s: %q comes out as %q, missing %q, left out %q", name, letters, got.String,
				string(got.Missing), string(got.LeftOut))
		}
	}
}

func TestFiguresAreTabular(t *testing.T) {
	for f := range faces {
		for r := '1'; r <= '9'; r++ {
			if a, b := (Face{style: style(f)}).Width("0"), (Face{style: style(f)}).Width(string(r)); a != b {
				t.Errorf("%s: 0 is %g em wide, %c is %g", faces[f].family, a, r, b)
			}
		}
	}
}

func TestCapHeight(t *testing.T) {
	for f := range faces {
		face := Face{style: style(f)}
		if h := face.Extent("H"); math.Abs(h.Ascent-CapHeight) > 0.001 || h.Descent != 0 {
			t.Errorf("%s: H is %g em above and %g below the line", faces[f].family, h.Ascent, h.Descent)
		}
	}
}

func TestOneLine(t *testing.T) {
	wide := Bold.Width("Rajasekar") * 30 * MM
	for _, tt := range []struct {
		name  string
		width float64
		face  Face
		size  float64
		ok    bool
	}{
		{"whole", wide, Bold, 30, true},
		{"condensed before smaller", wide - 0.1, CondensedBold, 30, true},
		{"smaller", wide / 2, CondensedBold, 17.3, true},
		{"too small", wide / 3, CondensedBold, 11.5, false},
	} {
		got, ok := OneLine("Rajasekar", Bold, tt.width, 30, 15)
		if got.Face != tt.face || math.Abs(got.Size-tt.size) > 0.5 || ok != tt.ok {
			t.Errorf("%s: face %d at %g pt, %v", tt.name, got.Face.style, got.Size, ok)
		}
	}
}

func TestBreak(t *testing.T) {
	for _, tt := range []struct {
		text  string
		chars float64 // room, in widths of "n"
		lines int
		at    Place
		want  []string
	}{
		{"Ana María", 20, 3, Spaces, []string{"Ana María"}},
		{"Ana María", 6, 3, Spaces, []string{"Ana", "María"}},
		{"José Luis Rodríguez de la Vega", 20, 3, Spaces, []string{"José Luis Rodríguez", "de la Vega"}},
		{"one two three four", 5, 3, Spaces, nil},
		{"Jean-Baptiste Emmanuel", 15, 3, Spaces, []string{"Jean-Baptiste", "Emmanuel"}},
		{"Go by night · Berlin", 12, 2, Spaces, []string{"Go by night ·", "Berlin"}},
		{"Talks | Hall 2 – Studio", 8, 3, Spaces, []string{"Talks |", "Hall 2 –", "Studio"}},
		{"Talks ·x | y", 6, 2, Spaces, []string{"Talks", "·x | y"}},
		{"Logs · Queues", 4.5, 3, Spaces, nil},
		{"Karl-Theodor", 8, 2, Spaces, nil},
		{"Karl-Theodor", 8, 2, Hyphens, []string{"Karl-", "Theodor"}},
		{"Rajasekar", 7, 3, Hyphens, nil},
		{"Rajasekar", 7, 3, Words, []string{"Raja-", "sekar"}},
		{"Wolfeschlegelsteinhausenbergerdorff", 14, 3, Words,
			[]string{"Wolfeschleg-", "elsteinhause-", "nbergerdorff"}},
		{"Wolfeschlegelsteinhausenbergerdorff", 12, 2, Words, nil},
		{"abcde", 3, 3, Words, nil}, // each part has three letters
		{"------", 3, 3, Words, nil},
		{"", 3, 3, Words, nil},
	} {
		width := tt.chars * Bold.Width("n") * 30 * MM
		got, ok := Bold.Measure(tt.text).Break(30, width, tt.lines, tt.at)
		if d := cmp.Diff(tt.want, got.Lines); d != "" || ok != (tt.want != nil) {
			t.Errorf("%q: %v, -want +got\n%s", tt.text, ok, d)
		}
		if got.Width() > width {
			t.Errorf("%q is %g mm wide, not %g", got.Lines, got.Width(), width)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		text  string
		chars float64 // room, in widths of "n"
		want  string
		cut   bool
	}{
		{"LinkedIn", 20, "LinkedIn", false},
		{"Institute of Applied Stream Processing", 20, "Institute of Applied…", true},
		{"Müller, Meier, Schulze", 11, "Müller…", true},
		{"Donaudampfschifffahrtsgesellschaft", 10, "Donaudam…", true},
		{"LinkedIn", 0.1, "…", true},
	} {
		width := tt.chars * CondensedRegular.Width("n") * 10 * MM
		got, cut := Cut(tt.text, Regular, width, 10)
		if cut != tt.cut || got.Lines[0] != tt.want {
			t.Errorf("%q: %q, %v", tt.text, got.Lines, cut)
		}
		if got.Width() > width && got.Lines[0] != Ellipsis {
			t.Errorf("%q: %q is too wide", tt.text, got.Lines)
		}
	}
}

// What fits is not said to be cut, at whatever width.
func TestLine(t *testing.T) {
	const text = "Volunteer of the evening"
	for width := 5.0; width < 60; width += 0.01 {
		set, cut := Line(text, Bold, width, 10, 7.5)
		if cut != (set.Lines[0] != text) || set.Width() > width+1e-9 {
			t.Fatalf("at %g mm: %q, %v", width, set.Lines, cut)
		}
	}
}

func TestCutLines(t *testing.T) {
	for _, tt := range []struct {
		text  string
		lines int
		want  []string
		cut   bool
	}{
		{"LinkedIn", 3, []string{"LinkedIn"}, false},
		{"Institute of Applied Stream Processing", 3,
			[]string{"Institute of", "Applied Stream", "Processing"}, false},
		{"Institute of Applied Stream Processing", 2, []string{"Institute of", "Applied…"}, true},
		{"Donaudampfschifffahrtsgesellschaft", 2, []string{"Donaudampfsc-", "hifffahrtsgese…"}, true},
		{"----------------------------------", 2, []string{"…"}, true},
	} {
		width := 13 * CondensedRegular.Width("n") * 10 * MM
		got, cut := CutLines(tt.text, Regular, width, 10, tt.lines)
		if d := cmp.Diff(tt.want, got.Lines); d != "" || cut != tt.cut {
			t.Errorf("%q: %v, -want +got\n%s", tt.text, cut, d)
		}
		if got.Width() > width {
			t.Errorf("%q is %g mm wide, not %g", got.Lines, got.Width(), width)
		}
	}
}

func TestWrap(t *testing.T) {
	text := "Stream processing is an essential part of real-time data systems, such as news/feeds."
	for width := 1.0; width < 200; width *= 1.3 {
		lines := Wrap(text, Regular, 10, width)
		if letters(lines...) != letters(text) {
			t.Errorf("at %g mm something is lost: %q", width, lines)
		}
		for _, line := range lines {
			if w := Regular.Width(line) * 10 * MM; w > width && utf8.RuneCountInString(line) > 1 {
				t.Errorf("at %g mm the line %q is %g mm wide", width, line, w)
			}
		}
	}
}

// No line of a paragraph begins with a sign that parts, as long as there is another space.
func TestWrapParts(t *testing.T) {
	for _, text := range []string{"Go by night · Berlin | Talks – and more — to come • Hall",
		"Go בחיפה · ערב ארוך | הרצאות – ועוד — מפגש • אולם"} {
		for width := 17.0; width < 80; width += 0.5 {
			for i, line := range Wrap(text, Regular, 10, width) {
				line = strings.Trim(line, toTheLeft+toTheRight)
				if first, _ := utf8.DecodeRuneInString(line); strings.ContainsRune("·|–—•", first) {
					t.Errorf("at %g mm line %d is %q", width, i+1, line)
				}
			}
		}
	}
}

// Where a word leaves no room for the sign after it, the word stays whole all the same.
func TestWrapPartsNoWord(t *testing.T) {
	for _, text := range []string{"Berlin · Go", "בחיפה · Go"} {
		word, _, _ := strings.Cut(text, " ")
		lines := Wrap(text, Regular, 10, (Regular.Width(word)+0.05)*10*MM)
		if lines[0] != word {
			t.Errorf("%q becomes %q", text, lines)
		}
	}
}

// BenchmarkLongInput prepares, breaks and cuts hostile names, whose cost must grow with their length alone.
func BenchmarkLongInput(b *testing.B) {
	units := []string{"a", "a ", "a-", "e\u0301", "\u0301", "x\u0301", "辻", "שלום ", "aא", "م", "1א",
		"👩\u200d", "☺", "$☺", "1\ufe0f\u20e3", "\xff"}
	for _, length := range []int{600, 6_000} {
		b.Run(fmt.Sprint(length), func(b *testing.B) {
			for b.Loop() {
				for _, unit := range units {
					text := Prepare(strings.Repeat(unit, length)).String
					OneLine(text, Bold, 80, 48, 20)
					Bold.Measure(text).Break(20, 80, 3, Words)
					CutLines(text, Bold, 80, 20, 3)
					Cut(text, Bold, 80, 20)
					Wrap(text, Regular, 10, 80)
				}
			}
		})
	}
}

// letters is what lines say, however they are broken.
func letters(lines ...string) string {
	return strings.NewReplacer(" ", "", toTheLeft, "", toTheRight, "").Replace(strings.Join(lines, ""))
}

func FuzzFit(f *testing.F) {
	for _, s := range []string{"Todd", "Ana María", "Karl-Theodor", "Nguye\u0302\u0303n", "x\u0301",
		"👩🏽\u200d🚀", "\u202eanna", "Jos\xe9", "\U0010FFFF", " - - ", "{nb}",
		"עברית abc 12, דנה", "محمد بن عبد الله", "ọ̀ x" + strings.Repeat("\u0301", 40), "a\u200f\u202eb",
		"Տեր-Հովհաննիսյան", "\u0644\u0627\u064b\u0651\u0670", "שָׁלוֹם־אֲבִיעֵזֶר", "❤\ufe0f\u200d",
		"1\u0660א2b", "Wolfgang ≱\u08d5", "\U000111c2", "\U00011a84", "☺\u05b8\u05b0", "1\uaabe",
		"1\ufe0f\u20e3", "\u0600a\u0903 \u0600ب1", "A\U0002EBF0B"} {
		f.Add(s, 80.0)
		f.Add(s, 0.5)
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if !(width > 0 && width < 1e6) {
			return
		}
		text := Prepare(s)
		if d := cmp.Diff(Text{String: text.String}, Prepare(text.String)); d != "" {
			t.Fatalf("Prepare(%q) is not done: -first +second\n%s", s, d)
		}
		all := letters(text.String)
		draw := func(how string, face Face, lines ...string) {
			for _, line := range lines {
				if _, err := face.Shape(line); err != nil && face.Shaped(line) {
					t.Fatalf("%s: %q of %q: %v", how, line, text.String, err)
				}
			}
		}
		fits := func(how string, set Setting) {
			draw(how, set.Face, set.Lines...)
			if set.Width() > width+1e-9 {
				t.Fatalf("%s: %q is %g mm wide, not %g", how, set.Lines, set.Width(), width)
			}
			if letters(set.Lines...) != all {
				t.Fatalf("%s: %q becomes %q", how, text.String, set.Lines)
			}
		}
		if set, ok := OneLine(text.String, Bold, width, 48, 6); ok {
			fits("one line", set)
		}
		if set, ok := Bold.Measure(text.String).Break(6, width, 3, Hyphens); ok {
			fits("broken", set)
		}
		if set, ok := Bold.Measure(text.String).Break(6, width, 3, Words); ok {
			draw("broken inside words", set.Face, set.Lines...)
			if len(set.Lines) > 3 || set.Width() > width+1e-9 {
				t.Fatalf("%q is %g mm wide, not %g", set.Lines, set.Width(), width)
			}
			said := strings.ReplaceAll(letters(set.Lines...), "-", "")
			if said != strings.ReplaceAll(all, "-", "") {
				t.Fatalf("broken inside words, %q becomes %q", text.String, set.Lines)
			}
		}
		if set, cut := Cut(text.String, Bold, width, 6); !cut {
			fits("cut", set)
		} else if draw("cut", set.Face, set.Lines...); set.Width() > width+1e-9 &&
			letters(set.Lines...) != Ellipsis {
			t.Fatalf("cut: %q is %g mm wide, not %g", set.Lines, set.Width(), width)
		}
		lines := Wrap(text.String, Regular, 10, width)
		if letters(lines...) != all {
			t.Fatalf("wrapped, %q becomes %q", text.String, lines)
		}
		draw("wrapped", Regular, lines...)
		for _, face := range []Face{Regular, Bold, CondensedRegular, CondensedBold} {
			draw("whole", face, text.String)
		}
		if short := FirstLetter(text.String); short != "" {
			draw("initial", Bold, short+".")
		}
	})
}
