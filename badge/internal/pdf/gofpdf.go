package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"github.com/jung-kurt/gofpdf"
)

// An object holds the text between "obj" and "endobj", its stream apart. Of an object with a stream dict is
// without "<<", ">>" and the stream's length.
type object struct {
	dict   string
	stream []byte
}

// cutFont has gofpdf cut a TrueType font down to runes, which it does only as it writes a document, and
// returns the objects of that by number, with the number of the font. The font's codes are UTF-16.
func cutFont(family string, ttf []byte, runes []rune) (
	objects map[string]object, font string, err error) {
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // of all but fonts
	doc.SetCreationDate(Undated)
	doc.SetModificationDate(Undated)
	doc.CreateTemplate(func(t *gofpdf.Tpl) { // never drawn
		t.AddUTF8FontFromBytes(family, "", bytes.Clone(ttf)) // gofpdf writes into what it is given
		t.SetFont(family, "", 1)
		t.Text(0, 0, string(runes))
	})
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, "", fmt.Errorf("pdf: gofpdf: %w", err)
	}
	objects = readObjects(out.Bytes())
	entry := fontEntry.FindStringSubmatch(objects["2"].dict) // number 2 is the resources
	if entry == nil {
		return nil, "", errors.New("pdf: gofpdf embeds no font")
	}
	return objects, entry[1], nil
}

var (
	objectStart = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	reference   = regexp.MustCompile(`(\d+) 0 R\b`)
	length      = regexp.MustCompile(`/Length \d+`)
	fontEntry   = regexp.MustCompile(`/F[0-9a-f]+ (\d+) 0 R`)
)

// readObjects takes apart a document of gofpdf, whose objects stand one behind the other.
func readObjects(doc []byte) map[string]object {
	objects := map[string]object{}
	starts := objectStart.FindAllSubmatchIndex(doc, -1)
	for i, at := range starts {
		end := len(doc)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		body := doc[at[1]:end]
		body = body[:bytes.LastIndex(body, []byte("endobj"))]
		dict, stream, ok := bytes.Cut(body, []byte("stream\n"))
		o := object{dict: string(bytes.TrimSpace(dict))}
		if ok {
			o.dict = length.ReplaceAllString(o.dict[2:len(o.dict)-2], "")
			o.stream = stream[:bytes.LastIndex(stream, []byte("\nendstream"))]
		}
		objects[string(doc[at[2]:at[3]])] = o
	}
	return objects
}
