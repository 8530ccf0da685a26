package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime/debug"
	"strconv"
	"sync"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A font is one that the pages name, and the number of its object.
type font struct {
	name   string
	number int
}

// embed writes the faces that the pages use, each subset to the runes that were drawn. gofpdf does that as
// it writes a document, so it writes one for each without a page of ours, of which the font is taken.
func embed(f *file, used typeset.Used) ([]font, error) {
	subsets := used.Subsets()
	documents, errs := make([]bytes.Buffer, len(subsets)), make([]error, len(subsets))
	var working sync.WaitGroup
	for i, s := range subsets {
		working.Go(func() {
			defer func() {
				if v := recover(); v != nil {
					errs[i] = &panicked{v, debug.Stack()}
				}
			}()
			doc := blank(100, 100)
			doc.CreateTemplate(func(t *gofpdf.Tpl) { errs[i] = s.Embed(&t.Fpdf) }) // never drawn
			if errs[i] == nil {
				errs[i] = doc.Output(&documents[i])
			}
		})
	}
	working.Wait()
	var fonts []font
	for i, s := range subsets {
		if errs[i] != nil {
			return nil, fmt.Errorf("pdf: %w", errs[i])
		}
		n, err := copyFont(f, documents[i].Bytes())
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, font{s.Name, n})
	}
	return fonts, nil
}

var (
	beginning = regexp.MustCompile(`^\s*(\d+) 0 obj\n`)
	reference = regexp.MustCompile(`(\d+) 0 R\b`)
	length    = regexp.MustCompile(`/Length (\d+)`)
	named     = regexp.MustCompile(`/F[0-9a-f]+ (\d+) 0 R`)
)

// A part is an object of gofpdf's: what stands between "obj" and "endobj", its stream apart.
type part struct {
	dict   string
	stream []byte
}

// copyFont copies the one font of a document as gofpdf writes it, and all that it refers to, under numbers of
// ours.
func copyFont(f *file, doc []byte) (int, error) {
	parts, err := parse(doc)
	if err != nil {
		return 0, err
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
			return 0, fmt.Errorf("pdf: the fonts refer to an object %s that there is not", old)
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
	m := named.FindAllStringSubmatch(parts[resources].dict, -1)
	if len(m) != 1 {
		return 0, fmt.Errorf("pdf: gofpdf embeds %d fonts for one", len(m))
	}
	return add(m[0][1])
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
			return nil, fmt.Errorf("pdf: gofpdf's object %s has no end", m[1])
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
				return nil, fmt.Errorf("pdf: gofpdf's stream %s is not understood", m[1])
			}
			p.dict = string(length.ReplaceAll(dict[2:len(dict)-2], nil))
			p.stream = rest[:n:n]
			rest = rest[n:]
			end = bytes.Index(rest, []byte("endobj"))
			if end < 0 {
				return nil, fmt.Errorf("pdf: gofpdf's object %s has no end", m[1])
			}
		}
		parts[string(m[1])] = p
		rest = rest[end+len("endobj"):]
	}
}
