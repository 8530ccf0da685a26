package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// A fontFile is a PDF as gofpdf writes it that holds nothing but one font.
type fontFile struct {
	objects map[string]object // by number
	font    string            // the number of the font's
}

// An object is what stands between "obj" and "endobj", its stream apart. Of an object with a stream dict is
// without "<<", ">>" and the stream's length.
type object struct {
	dict   string
	stream []byte
}

// embedFont has gofpdf cut a TrueType font down to runes, which it does only as it writes a document. The
// font's codes are UTF-16.
func embedFont(family string, ttf []byte, runes iter.Seq[rune]) (fontFile, error) {
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // of all but fonts
	doc.SetCreationDate(Undated)
	doc.SetModificationDate(Undated)
	doc.CreateTemplate(func(t *gofpdf.Tpl) { // never drawn
		t.AddUTF8FontFromBytes(family, "", bytes.Clone(ttf)) // gofpdf writes into what it is given
		t.SetFont(family, "", 1)
		for r := range runes {
			t.Text(0, 0, string(r))
		}
	})
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return fontFile{}, fmt.Errorf("pdf: gofpdf: %w", err)
	}
	return parseFontFile(out.Bytes())
}

var (
	objectStart = regexp.MustCompile(`^\s*(\d+) 0 obj\n`)
	reference   = regexp.MustCompile(`(\d+) 0 R\b`)
	length      = regexp.MustCompile(`/Length (\d+)`)
	fontEntry   = regexp.MustCompile(`/F[0-9a-f]+ (\d+) 0 R`)
)

// parseFontFile takes apart what gofpdf writes: a line for the version, the objects, of which number 2 is the
// resources that name the font, and a cross-reference table.
func parseFontFile(doc []byte) (fontFile, error) {
	f := fontFile{objects: map[string]object{}}
	_, rest, _ := bytes.Cut(doc, []byte("\n"))
	for {
		m := objectStart.FindSubmatch(rest)
		if m == nil {
			break
		}
		o, after, err := parseObject(rest[len(m[0]):])
		if err != nil {
			return f, fmt.Errorf("pdf: object %s of gofpdf: %w", m[1], err)
		}
		f.objects[string(m[1])], rest = o, after
	}
	fonts := fontEntry.FindAllStringSubmatch(f.objects["2"].dict, -1)
	if len(fonts) != 1 {
		return f, fmt.Errorf("pdf: gofpdf embeds %d fonts for one", len(fonts))
	}
	f.font = fonts[0][1]
	return f, nil
}

// parseObject takes the rest of an object, and gives what stands behind it.
func parseObject(b []byte) (o object, rest []byte, err error) {
	body, rest, ended := bytes.Cut(b, []byte("endobj"))
	o.dict = string(bytes.TrimSpace(body))
	if dict, stream, ok := bytes.Cut(b, []byte("stream\n")); ok && len(dict) < len(body) {
		dict, n := bytes.TrimSpace(dict), -1
		if l := length.FindSubmatch(dict); l != nil {
			n, _ = strconv.Atoi(string(l[1]))
		}
		if n < 0 || n > len(stream) ||
			!bytes.HasPrefix(dict, []byte("<<")) || !bytes.HasSuffix(dict, []byte(">>")) {
			return o, nil, errors.New("its stream is not understood")
		}
		o.dict = string(length.ReplaceAll(dict[2:len(dict)-2], nil))
		o.stream = stream[:n:n]
		_, rest, ended = bytes.Cut(stream[n:], []byte("endobj"))
	}
	if !ended {
		return o, nil, errors.New("it has no end")
	}
	return o, rest, nil
}
