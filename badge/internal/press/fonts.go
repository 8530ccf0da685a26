package press

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A font is one that the pages name, and the number of its object.
type font struct {
	name   string
	number int
}

// embed writes the faces that the pages use, each subset to the runes that were drawn. gofpdf does that as
// it writes a document, so it writes one without a page of ours, of which the fonts are taken.
func embed(f *file, doc *gofpdf.Fpdf, used typeset.Used) ([]font, error) {
	var err error
	t := doc.CreateTemplate(func(t *gofpdf.Tpl) { // never drawn
		err = typeset.NewPen(&t.Fpdf).Register(used)
	})
	if err != nil {
		return nil, fmt.Errorf("press: %w", err)
	}
	// The names that gofpdf has for them, in order, and those that the pages have.
	names, ours := map[string]string{}, used.Faces()
	for _, m := range chosen.FindAllSubmatch(t.Bytes(), -1) {
		if name := string(m[1]); names[name] == "" && len(names) < len(ours) {
			names[name] = ours[len(names)]
		}
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("press: %w", err)
	}
	fonts, err := copyFonts(f, out.Bytes(), names)
	if err == nil && len(fonts) != len(ours) {
		err = fmt.Errorf("press: gofpdf embeds %d fonts of %d", len(fonts), len(ours))
	}
	return fonts, err
}

var (
	beginning = regexp.MustCompile(`^\s*(\d+) 0 obj\n`)
	reference = regexp.MustCompile(`(\d+) 0 R\b`)
	length    = regexp.MustCompile(`/Length (\d+)`)
	named     = regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`)
	chosen    = regexp.MustCompile(`(?m)^BT /(F[0-9a-f]+) [0-9.]+ Tf ET$`)
)

// A part is an object of gofpdf's: what stands between "obj" and "endobj", its stream apart.
type part struct {
	dict   string
	stream []byte
}

// copyFonts copies the fonts of a document as gofpdf writes it: those of its resources that have a name of
// ours and all that these refer to, under numbers of ours.
func copyFonts(f *file, doc []byte, names map[string]string) ([]font, error) {
	parts, err := parse(doc)
	if err != nil {
		return nil, err
	}
	const resources = "2" // of every document that gofpdf writes
	numbers := map[string]int{}
	var add func(old string) (int, error)
	add = func(old string) (int, error) {
		if n, ok := numbers[old]; ok {
			return n, nil
		}
		p, ok := parts[old]
		if !ok {
			return 0, fmt.Errorf("press: the fonts refer to an object %s that there is not", old)
		}
		n := f.number()
		numbers[old] = n
		var failed error
		dict := reference.ReplaceAllStringFunc(p.dict, func(s string) string {
			m, err := add(s[:len(s)-len(" 0 R")])
			if err != nil {
				failed = err
			}
			return strconv.Itoa(m) + " 0 R"
		})
		switch {
		case failed != nil:
			return 0, failed
		case p.stream == nil:
			f.object(n, "%s", dict)
		default:
			f.stream(n, dict, p.stream)
		}
		return n, nil
	}
	var fonts []font
	for _, m := range named.FindAllStringSubmatch(parts[resources].dict, -1) {
		if names[m[1]] == "" {
			continue
		}
		n, err := add(m[2])
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, font{names[m[1]], n})
	}
	return fonts, nil
}

// parse takes gofpdf's document apart. The dictionary of a stream is given as file.stream wants it.
func parse(doc []byte) (map[string]part, error) {
	parts := map[string]part{}
	_, rest, _ := bytes.Cut(doc, []byte("\n"))
	for {
		m := beginning.FindSubmatch(rest)
		if m == nil {
			return parts, nil // the cross-reference table
		}
		rest = rest[len(m[0]):]
		end := bytes.Index(rest, []byte("endobj"))
		if end < 0 {
			return nil, fmt.Errorf("press: gofpdf's object %s has no end", m[1])
		}
		p := part{dict: string(bytes.TrimSpace(rest[:end]))}
		if start := bytes.Index(rest[:end], []byte("stream\n")); start >= 0 {
			dict := bytes.TrimSpace(rest[:start])
			rest = rest[start+len("stream\n"):]
			l := length.FindSubmatch(dict)
			n := -1
			if l != nil {
				n, _ = strconv.Atoi(string(l[1]))
			}
			if n < 0 || n > len(rest) ||
				!bytes.HasPrefix(dict, []byte("<<")) || !bytes.HasSuffix(dict, []byte(">>")) {
				return nil, fmt.Errorf("press: gofpdf's stream %s is not understood", m[1])
			}
			p.dict = string(length.ReplaceAll(dict[2:len(dict)-2], nil))
			p.stream = rest[:n:n]
			rest = rest[n:]
			end = bytes.Index(rest, []byte("endobj"))
			if end < 0 {
				return nil, fmt.Errorf("press: gofpdf's object %s has no end", m[1])
			}
		}
		parts[string(m[1])] = p
		rest = rest[end+len("endobj"):]
	}
}
