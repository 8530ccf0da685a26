package pdf

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// What is expected of gofpdf's file for one font: a composite font whose codes are UTF-16, and all that it
// refers to.
func TestCutFont(t *testing.T) {
	objects, font, err := cutFont("roboto", typeset.Regular.TTF(), []rune("Todd Ĉ"))
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string][]string{
		font: {"/Type /Font", "/Subtype /Type0", "/BaseFont /utf8roboto", "/Encoding /Identity-H",
			"/DescendantFonts", "/ToUnicode"},
		"/DescendantFonts": {"/Subtype /CIDFontType2", "/CIDToGIDMap", "/W ["},
		"/ToUnicode":       {"begincmap"},
		"/FontDescriptor":  {"/Type /FontDescriptor", "/FontFile2"},
		"/FontFile2":       {"/Filter /FlateDecode"},
	} {
		number := from
		for _, o := range objects { // an entry that refers to the object
			entry := regexp.MustCompile(regexp.QuoteMeta(from) + ` ?\[?(\d+) 0 R`)
			if m := entry.FindStringSubmatch(o.dict); m != nil {
				number = m[1]
			}
		}
		o, ok := objects[number]
		for _, w := range want {
			if !ok || !strings.Contains(o.dict+string(o.stream), w) {
				t.Errorf("object %s of %s: %q is not in %.500s", number, from, w, o.dict)
			}
		}
	}
	if strings.Contains(objects[font].dict, "/Length") || len(objects) > 20 {
		t.Errorf("%d objects", len(objects))
	}
}

func TestWidthIsThatOfThePDF(t *testing.T) {
	doc := gofpdf.New("P", "mm", "A4", "")
	for _, face := range typeset.Faces {
		doc.AddUTF8FontFromBytes(face.Family(), "", bytes.Clone(face.TTF()))
		doc.SetFont(face.Family(), "", 40)
		for _, s := range []string{"Todd", "Nguyễn Thị Hồng", "Жанна", "Ελένη", "Ĉapel (č) \\ )(", "…"} {
			got, want := face.Width(s)*40*typeset.MM, doc.GetStringWidth(s)
			if math.Abs(got-want) > 1e-6 {
				t.Errorf("%s: %q measures %g mm, gofpdf says %g", face.Family(), s, got, want)
			}
		}
	}
}

func TestEmbeddingLeavesTheFontsAlone(t *testing.T) {
	before := string(typeset.Bold.TTF())
	if _, _, err := cutFont("robotobold", typeset.Bold.TTF(), []rune("Todd")); err != nil {
		t.Fatal(err)
	}
	if before != string(typeset.Bold.TTF()) {
		t.Error("embedding changed the font")
	}
}
