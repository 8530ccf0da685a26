package pdf

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// What is expected of gofpdf's file for one font: a composite font whose codes are UTF-16, and all that it
// refers to.
func TestEmbedFont(t *testing.T) {
	f, err := embedFont("roboto", typeset.Regular.TTF(), slices.Values([]rune("Todd Ĉ")))
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string][]string{
		f.font: {"/Type /Font", "/Subtype /Type0", "/BaseFont /utf8roboto", "/Encoding /Identity-H",
			"/DescendantFonts", "/ToUnicode"},
		"/DescendantFonts": {"/Subtype /CIDFontType2", "/CIDToGIDMap", "/W ["},
		"/ToUnicode":       {"begincmap"},
		"/FontDescriptor":  {"/Type /FontDescriptor", "/FontFile2"},
		"/FontFile2":       {"/Filter /FlateDecode"},
	} {
		number := from
		for _, o := range f.objects { // an entry that refers to the object
			entry := regexp.MustCompile(regexp.QuoteMeta(from) + ` ?\[?(\d+) 0 R`)
			if m := entry.FindStringSubmatch(o.dict); m != nil {
				number = m[1]
			}
		}
		o, ok := f.objects[number]
		for _, w := range want {
			if !ok || !strings.Contains(o.dict+string(o.stream), w) {
				t.Errorf("object %s of %s: %q is not in %.500s", number, from, w, o.dict)
			}
		}
	}
	if strings.Contains(f.objects[f.font].dict, "/Length") || len(f.objects) > 20 {
		t.Errorf("%d objects", len(f.objects))
	}
}

func TestParseFontFileRefuses(t *testing.T) {
	for name, doc := range map[string]string{
		"nothing":     "",
		"no font":     "%PDF-1.3\n2 0 obj\n<</Font <<>>>>\nendobj\n",
		"two fonts":   "%PDF-1.3\n2 0 obj\n<</Font <</Fa 3 0 R /Fb 4 0 R>>>>\nendobj\n",
		"no end":      "%PDF-1.3\n2 0 obj\n<</Font <</Fa 3 0 R>>>>\n",
		"no length":   "%PDF-1.3\n2 0 obj\n<<>>\nstream\nabc\nendstream\nendobj\n",
		"long stream": "%PDF-1.3\n2 0 obj\n<</Length 99>>\nstream\nabc\nendstream\nendobj\n",
	} {
		if f, err := parseFontFile([]byte(doc)); err == nil {
			t.Errorf("%s: %+v", name, f)
		}
	}
	f, err := parseFontFile([]byte("%PDF-1.3\n2 0 obj\n<</Font <</Fa 3 0 R>>>>\nendobj\n" +
		"3 0 obj\n<</Length 6 /K 1>>\nstream\nendobj\nendstream\nendobj\nxref\n"))
	if o := f.objects[f.font]; err != nil || o.dict != " /K 1" || string(o.stream) != "endobj" {
		t.Errorf("%+v, %v", f, err)
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
	if _, err := embedFont("robotobold", typeset.Bold.TTF(), slices.Values([]rune("Todd"))); err != nil {
		t.Fatal(err)
	}
	if before != string(typeset.Bold.TTF()) {
		t.Error("embedding changed the font")
	}
}
