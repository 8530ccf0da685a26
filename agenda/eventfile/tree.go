package eventfile

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/daysheet/daysheet/agenda"
)

// node is a part of the file: nothing, a text, a list or a mapping. Numbers and dates are texts, too, until
// the reader of their key takes them.
type node struct {
	kind  nodeKind
	style yaml.Style
	text  string
	at    int // of nothing, the - or : before it
	items []*node
	pairs []pair
}

type pair struct{ key, value *node }

// flow reports whether n is written in brackets or braces.
func (n *node) flow() bool { return n.style&yaml.FlowStyle != 0 }

// find is the first pair of a mapping that has this key, or nil.
func (n *node) find(key string) *pair {
	for i := range n.pairs {
		if n.pairs[i].key.text == key {
			return &n.pairs[i]
		}
	}
	return nil
}

// value is the value of find, or nil.
func (n *node) value(key string) *node {
	if p := n.find(key); p != nil {
		return p.value
	}
	return nil
}

type nodeKind int

const (
	nothing nodeKind = iota
	scalar
	list
	mapping
)

func (k nodeKind) String() string {
	return [...]string{"nothing", "a text", "a list", "a mapping"}[k]
}

const quotes = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle

// maxDepth bounds the levels of a file, and with them the recursion over its nodes.
const maxDepth = 32

// parse makes the tree, or fails.
func (f *file) parse() {
	docs, _, err := documents(f.parsed)
	if err != nil && strings.Contains(f.parsed, "-\t") {
		f.parsed = entryMarks.ReplaceAllStringFunc(f.parsed, func(s string) string {
			return strings.ReplaceAll(s, "\t", " ")
		})
		docs, _, err = documents(f.parsed)
	}
	if err != nil {
		f.syntax()
		return
	}
	for _, doc := range docs {
		root := f.convert(doc.Content[0], false, 1)
		if f.root != nil && root.kind != nothing {
			f.fail("unsupported-yaml", root.at, "put each event into a file of its own",
				"there is more than one document in the file")
			return
		}
		if root.kind != nothing {
			f.root = root
		}
	}
}

// entryMarks are the marks of entries of lists at the begin of a line. Behind them the YAML package takes no
// tabs.
var entryMarks = regexp.MustCompile(`(?m)^ *(?:-[ \t]+)+`)

// documents parses text. The YAML package does not name the first line in its errors, so that one is empty.
func documents(text string) (docs []*yaml.Node, read int, err error) {
	lines := lineReader{text: "\n" + text}
	decoder := yaml.NewDecoder(&lines)
	for len(docs) < 100 {
		doc := new(yaml.Node)
		if err := decoder.Decode(doc); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, max(lines.begun-1, 0), err
		}
		docs = append(docs, doc)
	}
	return docs, len(text), nil
}

// lineReader gives a text line by line, so that one sees how far it was read.
type lineReader struct {
	text        string
	begun, next int // where what was read last begins, and ends
}

func (r *lineReader) Read(p []byte) (int, error) {
	if r.next == len(r.text) {
		return 0, io.EOF
	}
	rest := r.text[r.next:]
	if end := strings.IndexAny(rest[:min(len(rest), len(p))], "\r\n"); end >= 0 {
		rest = rest[:end+1]
	}
	n := copy(p, rest)
	r.begun, r.next = r.next, r.next+n
	return n, nil
}

// convert makes a node of one that was parsed, at a depth from 1. It fails where that is a part of YAML that
// an event file does not use.
func (f *file) convert(n *yaml.Node, isValue bool, depth int) *node {
	from := f.offset(n.Line-1, n.Column)
	out := &node{at: from, style: n.Style}
	if depth > maxDepth {
		f.fail("too-large", from, "an event needs fewer levels", "this is more than %d levels deep", maxDepth)
		return out
	}
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 ||
		n.Kind == yaml.ScalarNode && strings.HasPrefix(f.parsed[from:], "!") {
		w := unsupported(f.parsed[from:], from)
		f.fail(w.rule, from, w.hint, "%s", w.message)
		return out
	}
	switch n.Kind {
	case yaml.SequenceNode:
		out.kind = list
		for _, item := range n.Content {
			out.items = append(out.items, f.convert(item, false, depth+1))
		}
	case yaml.MappingNode:
		out.kind = mapping
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := f.convert(n.Content[i], true, depth+1)
			if n.Content[i].Tag == "!!merge" && key.style == 0 {
				f.fail("unsupported-yaml", key.at, "write out what belongs here",
					"<< merges mappings, which an event file does not use")
			}
			out.pairs = append(out.pairs, pair{key, f.convert(n.Content[i+1], true, depth+1)})
		}
	case yaml.ScalarNode:
		out.kind, out.text = scalar, n.Value
		switch {
		case n.Style&quotes != 0:
		case n.Style != 0: // | or >
			if header, _, _ := strings.Cut(f.parsed[from:], "\n"); !strings.Contains(header, "+") {
				out.text = strings.TrimRight(out.text, "\n")
			}
		case n.Value == "":
			out.kind = nothing
			out.at = max(f.lineOf(from).from, from-1)
			f.cut(from, "", isValue)
		default:
			out.text = strings.ReplaceAll(out.text, "\t", " ")
			f.cut(plainEnd(f.parsed, from, out.text), out.text, isValue)
		}
	}
	return out
}

// cut warns where a # with no space behind it makes a comment of what was meant as a part of the text that
// ends at content[end]. The value of a key that is a time or a number is none.
func (f *file) cut(end int, text string, isValue bool) {
	if end < 0 {
		return
	}
	rest := f.parsed[end:f.lineOf(end).to]
	behind := strings.TrimLeft(rest, " \t")
	blanks := len(rest) - len(behind)
	if blanks == 0 || !strings.HasPrefix(behind, "#") {
		return
	}
	_, title, timed := cutTime(text)
	if isValue && text != "" && (timed && title == "" || digits(text) == len(text)) {
		return
	}
	r, _ := utf8.DecodeRuneInString(behind[1:])
	if unicode.IsDigit(r) || unicode.IsLetter(r) && blanks == 1 || strings.ContainsRune(opening, r) {
		f.add("text-cut", agenda.Warning, end+blanks,
			"put the text in quotes, or a space behind the # of a comment",
			"the text ends before the #: what follows is a comment to YAML")
	}
}

// opening are the marks that may stand behind a # that begins no comment.
const opening = `("'[{<“‘„«「（`
