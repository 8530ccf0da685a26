package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"eliasnaur.com/font/noto/emoji/color"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/segmenter"
	"github.com/google/go-cmp/cmp"
)

// altered is a font with other tables; of those that are nil the octets are zero.
func altered(ttf []byte, tables map[string][]byte) []byte {
	all := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:]
		at, n := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		all[string(entry[:4])] = ttf[at : at+n]
	}
	for tag, table := range tables {
		if table == nil {
			table = make([]byte, len(all[tag]))
		}
		all[tag] = table
	}
	out := binary.BigEndian.AppendUint16([]byte{0, 1, 0, 0}, uint16(len(all)))
	out = append(out, make([]byte, 6+16*len(all))...)
	for i, tag := range slices.Sorted(maps.Keys(all)) {
		entry := out[12+16*i:]
		copy(entry, tag)
		binary.BigEndian.PutUint32(entry[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(entry[12:], uint32(len(all[tag])))
		out = append(out, all[tag]...)
		out = append(out, make([]byte, -len(all[tag])&3)...)
	}
	return out
}

// glyphOf is the number of a rune's glyph in DejaVu.
func glyphOf(t *testing.T, r rune) uint16 {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(dejavusanscondensed.TTF))
	if err != nil {
		t.Fatal(err)
	}
	g, _ := face.NominalGlyph(r)
	return uint16(g)
}

// big writes numbers of 16 bits and of 32.
func big(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&b, binary.BigEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

// palette has red alone (ISO/IEC 14496-22 §5.7.12).
var palette = big([]uint16{0, 1, 1, 1}, uint32(14), []uint16{0}, []byte{0, 0, 0xff, 0xff})

// painted is a COLR table, version 1, in which a glyph is a solid paint.
func painted(glyph uint16) []byte {
	return big([]uint16{1, 0}, []uint32{0, 0}, uint16(0), []uint32{34, 0, 0, 0, 0}, // header
		uint32(1), glyph, uint32(10), // the glyph, and where its paint is
		byte(2), []uint16{0, 0x4000})
}

// layered is a COLR table, version 0, in which a glyph is layers, each a glyph and a colour.
func layered(glyph uint16, layers []uint16) []byte {
	n := uint16(len(layers) / 2)
	return big([]uint16{0, 1}, []uint32{14, 20}, n, []uint16{glyph, 0, n}, layers)
}

// What a font maps to a glyph without ink the next of the chain draws, and what none draws is missing.
func TestInk(t *testing.T) {
	dejavu := dejavusanscondensed.TTF
	none := map[string][]byte{"glyf": nil, "loca": nil}
	smile := glyphOf(t, '☺')
	for _, tt := range []struct {
		name, text string
		ttf        []byte
		want       Text
		drawn      string // by the first fonts, not those that stand in for them
	}{
		{"whole", "שלום ☺", dejavu, Text{String: "שלום ☺"}, "שלום ☺"},
		{"without outlines", "שָׁלוֹם ☺ 1", altered(dejavu, none), Text{String: "שָׁלוֹם ☺ 1"}, ""},
		{"paint with an outline", "☺", altered(dejavu, map[string][]byte{"COLR": painted(smile),
			"CPAL": palette}), Text{String: "☺"}, "☺"},
		{"paint alone", "☺ ❤\ufe0f", altered(dejavu, map[string][]byte{"COLR": painted(smile),
			"CPAL": palette, "glyf": nil, "loca": nil}), Text{String: "☺ ❤\ufe0f"}, ""},
		{"more layers than are drawn", "☺", altered(dejavu, map[string][]byte{"CPAL": palette,
			"COLR": layered(smile, slices.Repeat([]uint16{smile, 0}, 5000))}), Text{String: "☺"}, ""},
		{"bitmaps", "☺ 🦄", color.TTF, Text{String: "☺ 🦄"}, "☺🦄"},
		{"no bitmaps", "Ana ☺ 🦄", altered(color.TTF, map[string][]byte{"CBDT": nil}),
			Text{String: "Ana ☺", LeftOut: []rune{'🦄'}}, ""},
		{"no bitmaps, alone", "🦄", altered(color.TTF, map[string][]byte{"CBDT": nil}),
			Text{Missing: []rune{'🦄'}}, ""},
		{"no bitmaps, key", "Team 1\u20e3", altered(color.TTF, map[string][]byte{"CBDT": nil}),
			Text{String: "Team 1", LeftOut: []rune{key}}, ""},
	} {
		fonts := opened(t, tt.ttf)
		got := fonts.Prepare(tt.text)
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, d)
		}
		added := 0
		for _, g := range Bold.In(fonts).shape(got.String).Glyphs {
			if strings.HasPrefix(g.Form.Name, fmt.Sprintf("g%dx", firstAdded)) {
				added++
			}
		}
		if drawn := strings.ReplaceAll(tt.drawn, " ", ""); (added > 0) != (drawn != "") {
			t.Errorf("%s: %d glyphs are the added font's, want those of %q", tt.name, added, drawn)
		}
		if err := fonts.Err(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Where all that draws a letter is damaged, a name without it is not drawn.
func TestInkNowhere(t *testing.T) {
	fonts := opened(t, altered(dejavusanscondensed.TTF, map[string][]byte{"glyf": nil, "loca": nil}))
	for s := range fonts.chains {
		c := &fonts.chains[s]
		c.letters, c.emoji = c.letters[:2], c.emoji[:2] // nothing stands in
	}
	if got := fonts.Prepare("Dana דנה"); string(got.Missing) != "דנה" || got.Drawable() {
		t.Errorf("%+v", got)
	}
}

// The embedded fonts, which are not asked, have ink for all that they have.
func TestEmbeddedInk(t *testing.T) {
	sh := standard().shaper()
	for _, file := range slices.Concat(roboto[:], embedded) {
		for r := range rune(0x20000) {
			if unseen(r) || r == '\ufffc' { // which says that something is lacking
				continue
			}
			if file.covers(r) && needsInk([]rune{r}) && !sh.inks(file, r) {
				t.Errorf("%s has no ink for %U", file.name, r)
			}
		}
	}
}

// A table of characters that leads to no glyph covers nothing.
func TestGlyphZeroIsNoGlyph(t *testing.T) {
	cmap := big([]uint16{0, 1, 3, 10}, uint32(12), []uint16{12, 0}, []uint32{28, 0, 1, 'A', 'A', 0})
	fonts := opened(t, altered(dejavusanscondensed.TTF, map[string][]byte{"cmap": cmap}))
	if fonts.added[0].covers('A') {
		t.Error("glyph 0 counts as covered")
	}
}

// Layers without a colour of their own have that of text, whatever stood before them.
func TestLayers(t *testing.T) {
	smile, dash := glyphOf(t, '☺'), glyphOf(t, '-')
	fonts := opened(t, altered(dejavusanscondensed.TTF, map[string][]byte{"CPAL": palette,
		"COLR": layered(smile, []uint16{dash, 0, dash, foreground, dash, 0})}))
	l := Bold.In(fonts).shape("☺")
	if len(l.Glyphs) != 1 || l.missing[0] {
		t.Fatalf("%d glyphs", len(l.Glyphs))
	}
	var colors []string
	for _, layer := range l.Glyphs[0].Form.Layers {
		if c := layer.Color; c != nil {
			colors = append(colors, fmt.Sprint(c.R, c.G, c.B))
		} else {
			colors = append(colors, "text")
		}
	}
	if got := strings.Join(colors, "|"); got != "255 0 0|text|255 0 0" {
		t.Error(got)
	}
}

// What stands before any letter is known as the segmenter knows it.
func TestPrepended(t *testing.T) {
	var seg segmenter.Segmenter
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		seg.Init([]rune{r, '.'})
		it := seg.GraphemeIterator()
		it.Next()
		if want := len(it.Grapheme().Text) == 2; prepended(r) != want {
			t.Errorf("%U: %v", r, !want)
		}
	}
}

// A text that go-text (v0.3.5) panics at is missing, and its font serves the others. DAYSHEET_FONTS has one.
func TestShaperPanics(t *testing.T) {
	for _, folder := range filepath.SplitList(os.Getenv("DAYSHEET_FONTS")) {
		fonts, err := Open(os.DirFS(folder), "", false, "NotoSerifBengali-Regular.ttf")
		if err != nil {
			continue
		}
		if got := fonts.Prepare("ঌোো᳖᳐ঁোৌ"); got.Drawable() {
			t.Logf("%q is drawn by now", got.String)
		}
		if got := fonts.Prepare("ঐন্দ্রিলা"); got.String != "ঐন্দ্রিলা" || fonts.Err() != nil {
			t.Errorf("%+v, %v", got, fonts.Err())
		}
		return
	}
	t.Skip("DAYSHEET_FONTS has no NotoSerifBengali-Regular.ttf")
}
