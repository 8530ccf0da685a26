package typeset

import (
	"bytes"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// parsed is an embedded font as go-text reads it.
func parsed(t *testing.T) *font.Font {
	t.Helper()
	loaders, err := ot.NewLoaders(bytes.NewReader(dejavusanscondensed.TTF))
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.NewFont(loaders[0])
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Listing what a font covers changes nothing of what it covers.
func TestListRanges(t *testing.T) {
	f := parsed(t)
	of := func(f *font.Font) (all []tables.Coverage) {
		for _, l := range f.GSUB.Lookups {
			for _, s := range l.Subtables {
				all = append(all, s.Cov())
			}
		}
		for _, l := range f.GPOS.Lookups {
			for _, s := range l.Subtables {
				all = append(all, s.Cov())
			}
		}
		return all
	}
	before := of(f)
	listRanges(f)
	ranges := 0
	for i, c := range of(f) {
		if _, ok := before[i].(tables.Coverage2); ok {
			ranges++
		}
		if _, ok := c.(tables.Coverage2); ok {
			t.Errorf("coverage %d is still ranges", i)
		}
		for g := range math.MaxUint16 {
			want, covered := before[i].Index(tables.GlyphID(g))
			if got, ok := c.Index(tables.GlyphID(g)); got != want || ok != covered {
				t.Fatalf("coverage %d, glyph %d: %d, %v, want %d, %v", i, g, got, ok, want, covered)
			}
		}
	}
	if ranges == 0 {
		t.Error("the font has no ranges, so nothing is tested")
	}
	for _, hostile := range [][]tables.RangeRecord{
		{{StartGlyphID: 9, EndGlyphID: 3}},
		{{StartGlyphID: 1, EndGlyphID: 5}, {StartGlyphID: 5, EndGlyphID: 9, StartCoverageIndex: 5}},
		{{StartGlyphID: 1, EndGlyphID: 5, StartCoverageIndex: 7}},
	} {
		if glyphs, ok := (&lister{mostListed}).glyphsOf(tables.Coverage2{Ranges: hostile}); ok {
			t.Errorf("%v: %v", hostile, glyphs)
		}
	}
}

// The letters of a word in Nastaliq slope down to the left.
func TestNastaliqSlopes(t *testing.T) {
	folder := slices.IndexFunc(strings.Split(os.Getenv("DAYSHEET_FONTS"), ":"), func(f string) bool {
		_, err := os.Stat(f + "/NotoNastaliqUrdu-Bold.ttf")
		return err == nil
	})
	if folder < 0 {
		if os.Getenv("CI") == "true" {
			t.Fatal("DAYSHEET_FONTS has no Nastaliq")
		}
		t.Skip("DAYSHEET_FONTS has no Nastaliq")
	}
	name := strings.Split(os.Getenv("DAYSHEET_FONTS"), ":")[folder]
	fonts, err := Open(os.DirFS("/"), "ur", false, strings.TrimPrefix(name, "/")+"/NotoNastaliqUrdu-Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	l := Bold.In(fonts).shape("محمد")
	high := l.Glyphs[0].Y
	for _, g := range l.Glyphs[1:] { // from the left
		if g.Y < high {
			t.Errorf("a letter stands at %.2f em, lower than %.2f at its left", g.Y, high)
		}
		high = g.Y
	}
	if high < 0.5 {
		t.Errorf("the first letter stands at %.2f em", high)
	}
}

// go-text still denies glyphs that a lookup covers in ranges; see coverage.go. With the release that mends
// it, delete coverage.go.
func TestRangesAreDenied(t *testing.T) {
	f := parsed(t)
	var last rune
	high := font.GID(0)
	for r := rune(0x80); r < 0x3000; r++ {
		g, ok := f.Cmap.Lookup(r)
		if ok && g > high && language.LookupScript(r) == language.Latin {
			last, high = r, g
		}
	}
	replaced := func() bool { // a lookup of ranges makes another glyph of it
		face := font.NewFace(f)
		out := (&shaping.HarfbuzzShaper{}).Shape(shaping.Input{Text: []rune{last}, RunEnd: 1, Face: face,
			Size: fixed.I(1000), Script: language.Latin, Language: "en", Direction: di.DirectionLTR})
		return out.Glyphs[0].GlyphID != high
	}
	ranges := []tables.RangeRecord{{StartGlyphID: 0, EndGlyphID: 63}, // which fill one mask of three
		{StartGlyphID: tables.GlyphID(high), EndGlyphID: tables.GlyphID(high), StartCoverageIndex: 64}}
	for i := range f.GSUB.Lookups {
		f.GSUB.Lookups[i].Subtables = []tables.GSUBLookup{tables.SingleSubs{Data: tables.SingleSubstData1{
			Coverage: tables.Coverage2{Ranges: ranges}, DeltaGlyphID: -1}}}
	}
	if replaced() {
		t.Error("go-text has mended issue #278: delete coverage.go")
	}
	listRanges(f)
	if !replaced() {
		t.Error("the glyph is not replaced where glyphs are listed, so nothing is tested")
	}
}
