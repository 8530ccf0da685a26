package eventfile

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/daysheet/daysheet/agenda"
)

// A node is a part of the file: nothing, a text, a list or a mapping. No text is a number or a date here;
// what it means is for the key it stands under to say.
type node struct {
	kind  nodeKind
	style style
	text  string
	at    place
	items []*node
	pairs []pair
	flow  bool // written in brackets or braces
}

type pair struct {
	key   *node
	colon place
	value *node
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

type style int

const (
	plain style = iota
	quoted
	literal
	folded
)

// Bounds of what is parsed. The parser recurses with depth and takes time quadratic in the keys of one
// mapping, so both are counted before it sees the file.
const (
	maxTokens = 400_000
	maxDepth  = 32
	maxKeys   = 1_000
	maxBare   = 1_000 // entries and keys with nothing behind them: the parser is quadratic in them too
)

// errPanic stands for a panic of the YAML package, which some malformed files cause.
var errPanic = errors.New("the file cannot be read as YAML; look for brackets and quotes that are not closed")

// guard runs a part of the YAML package, and nothing of ours.
func guard[T any](run func() (T, error)) (v T, err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	return run()
}

// parse makes the tree, or fails.
func (f *file) parse() {
	text := f.plain()
	tokens, err := guard(func() (token.Tokens, error) { return lexer.Tokenize(text), nil })
	if err != nil {
		f.syntax(err)
		return
	}
	if !f.bounded(tokens) {
		return
	}
	f.cuts(tokens)
	tree, err := guard(func() (*ast.File, error) {
		return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	})
	if err != nil {
		f.syntax(err)
		return
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil {
			continue
		}
		if f.root != nil {
			f.fail("unsupported-yaml", f.convert(doc.Body, place{1, 1}).at,
				"put each event into a file of its own",
				"there is more than one document in the file")
			return
		}
		f.root = f.convert(doc.Body, place{1, 1})
	}
}

// unsupported are the parts of YAML that an event file does not use, with what the writer probably meant.
var unsupported = map[token.Type][2]string{
	token.AnchorType:     {"& starts an anchor", "put a text that starts with & in quotes"},
	token.AliasType:      {"* starts an alias", "put a text that starts with * in quotes"},
	token.TagType:        {"! starts a tag", "put a text that starts with ! in quotes"},
	token.DirectiveType:  {"% starts a directive", "put a text that starts with % in quotes"},
	token.MergeKeyType:   {"<< merges mappings", "write out what belongs here"},
	token.MappingKeyType: {"? starts a key", "put a text that starts with ? in quotes"},
}

// bounded reports whether the parser may have the tokens, and fails where not.
func (f *file) bounded(tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		f.fail("too-large", at(tokens[maxTokens]), "split the event", "the file has too many parts")
		return false
	}
	type level struct{ column, keys int }
	var block, flow []level
	enter := func(column int) *level {
		for len(block) > 0 && block[len(block)-1].column > column {
			block = block[:len(block)-1]
		}
		if len(block) == 0 || block[len(block)-1].column < column {
			block = append(block, level{column: column})
		}
		return &block[len(block)-1]
	}
	clean, bare := true, 0
	var last *token.Token // that is no comment
	for _, tk := range tokens {
		if tk.Type == token.CommentType {
			continue
		}
		if last != nil && nothingBetween(last, tk) {
			bare++
		}
		if last = tk; bare > maxBare {
			f.fail("too-large", at(tk), "delete them", "there are more than %d empty entries and keys",
				maxBare)
			return false
		}
		if what, ok := unsupported[tk.Type]; ok {
			clean = false
			if f.starred(tk) {
				f.fail("bad-yaml", at(tk), "write - before an entry", "an entry does not start with *")
				continue
			}
			f.fail("unsupported-yaml", at(tk), what[1], "%s, which an event file does not use", what[0])
		}
		keys := 0
		switch tk.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow = append(flow, level{})
		case token.SequenceEndType, token.MappingEndType:
			flow = flow[:max(0, len(flow)-1)]
		case token.SequenceEntryType:
			if len(flow) == 0 {
				enter(tk.Position.Column).keys = 0
			}
		case token.MappingValueType:
			l := &level{}
			switch {
			case len(flow) > 0:
				l = &flow[len(flow)-1]
			case tk.Prev != nil:
				l = enter(tk.Prev.Position.Column)
			}
			l.keys++
			keys = l.keys
		}
		if len(block)+len(flow) > maxDepth {
			f.fail("too-large", at(tk), "an event needs fewer levels", "this is more than %d levels deep",
				maxDepth)
			return false
		}
		if keys > maxKeys {
			f.fail("too-large", at(tk), "split the event", "there are more than %d keys in one place",
				maxKeys)
			return false
		}
	}
	return clean
}

// starred reports whether tk is a * before an entry, as other programs write lists.
func (f *file) starred(tk *token.Token) bool {
	from := f.offset(at(tk))
	if tk.Type != token.AliasType || from < 0 || from+1 >= len(f.content) {
		return false
	}
	before := f.content[f.lines[tk.Position.Line-1].from:from]
	next := f.content[from+1]
	return strings.TrimSpace(before) == "" && (next == ' ' || next == '\t' || '0' <= next && next <= '9')
}

// nothingBetween reports whether last is the - of an entry or the colon of a key, and tk belongs to the next.
func nothingBetween(last, tk *token.Token) bool {
	switch last.Type {
	case token.SequenceEntryType:
		return tk.Type == last.Type && tk.Position.Column <= last.Position.Column
	case token.MappingValueType:
		return tk.Position.Line > last.Position.Line && last.Prev != nil &&
			tk.Position.Column <= last.Prev.Position.Column
	}
	return false
}

func at(tk *token.Token) place {
	return place{tk.Position.Line, max(1, tk.Position.Column)}
}

// cuts warns where a # with no space behind it makes a comment of what was meant as text.
func (f *file) cuts(tokens token.Tokens) {
	for _, tk := range tokens {
		prev := tk.Prev
		if tk.Type != token.CommentType || prev == nil {
			continue
		}
		switch prev.Type {
		case token.SingleQuoteType, token.DoubleQuoteType, token.LiteralType, token.FoldedType:
			continue
		}
		_, rest, timed := cutTime(prev.Value)
		if (timed && rest == "" || digits(prev.Value) == len(prev.Value)) && prev.Prev != nil &&
			prev.Prev.Type == token.MappingValueType {
			continue // no text, but a time or a number
		}
		p := at(tk)
		hash := f.offset(p)
		if hash < 0 || !strings.HasPrefix(f.content[hash:], "#") {
			continue
		}
		text := f.content[f.lines[p.line-1].from:hash]
		blanks := len(text) - len(strings.TrimRight(text, " \t"))
		if blanks == 0 || blanks == len(text) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(f.content[hash+1:])
		if unicode.IsDigit(r) || unicode.IsLetter(r) && blanks == 1 || strings.ContainsRune(opening, r) {
			f.add("text-cut", agenda.Warning, p,
				"put the text in quotes, or a space behind the # of a comment",
				"the text ends before the #: what follows is a comment to YAML")
		}
	}
}

// opening are the marks that may stand behind a # that begins no comment.
const opening = `("'[{<“‘„«「（`

// syntax reports what the parser says, in an organizer's words where that is known.
func (f *file) syntax(err error) {
	var wrong *yaml.SyntaxError
	if !errors.As(err, &wrong) || wrong.Token == nil || wrong.Token.Position == nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		message, hint, _ := strings.Cut(message, "; ")
		f.fail("bad-yaml", place{}, hint, "%s", message)
		return
	}
	p := at(wrong.Token)
	message, hint := wrong.Message, "look at the indentation and the quotes of this line and the one before"
	for _, known := range syntaxWords {
		if strings.Contains(message, known[0]) {
			message, hint = known[1], known[2]
			break
		}
	}
	switch prev := wrong.Token.Prev; {
	case strings.Contains(wrong.Message, "unexpected key name"):
		message, hint = "a line of text cannot have keys below it",
			"write `name:` before the text, and indent the keys below like that"
		if _, _, timed := cutTime(wrong.Token.Value); timed {
			hint = "write `at:` before the time, `title:` in a line of its own before the text, " +
				"and indent the keys below like them"
		}
	case prev != nil && prev.Position.Line == p.line &&
		(prev.Type == token.SequenceEndType || prev.Type == token.MappingEndType):
		message, hint = "a text cannot go on behind a bracket", "put the whole text in quotes"
	}
	f.fail("bad-yaml", p, hint, "%s", message)
}

// syntaxWords are the parser's messages, what they mean, and what to do.
var syntaxWords = [][3]string{
	{"mapping value is not allowed", "a colon in this text makes YAML take it for a key",
		"put the text in quotes, or indent the line like the one above it"},
	{"cannot start any token", "a tab is not allowed here", "indent with spaces"},
	{"tab character where an indentation", "a tab is not allowed here", "indent with spaces"},
	{"could not find end character", "the quotes are not closed", "add the closing quote"},
	{"',' or ']' must", "the [ is not closed", "add the ], or put a text that starts with [ in quotes"},
	{"',' or '}' must", "the { is not closed", "add the }, or put a text that starts with { in quotes"},
	{"sequence end token", "the [ is not closed", "add the ], or put a text that starts with [ in quotes"},
	{"could not find flow map", "the { is not closed",
		"add the }, or put a text that starts with { in quotes"},
	{"reserved character", "a text cannot start with this character", "put the text in quotes"},
	{"pre-defined", "this does not belong to the value before it", "put the whole text in quotes"},
	{"non-map value", "this line is neither a key with a value nor an entry of a list",
		"write `key: value`, or `- ` before an entry"},
	{"value is not allowed in this context", "this line does not fit the lines above it",
		"indent it like the line it belongs with"},
	{"block sequence entries are not allowed", "a list cannot begin here", "put the - on a line of its own"},
}

// convert makes a node of what the parser found. near is the place to name where the parser names none.
func (f *file) convert(n ast.Node, near place) *node {
	switch n := n.(type) {
	case nil:
		return &node{at: near}
	case *ast.NullNode:
		if tk := n.GetToken(); tk.Type == token.NullType {
			return &node{kind: scalar, text: tk.Value, at: at(tk)}
		}
		return &node{at: near}
	case *ast.LiteralNode:
		out := &node{kind: scalar, style: literal, text: n.Value.Value, at: at(n.Start)}
		if strings.HasPrefix(n.Start.Value, ">") {
			out.style = folded
		}
		if !strings.Contains(n.Start.Value, "+") {
			out.text = strings.TrimRight(out.text, "\n")
		}
		return out
	case *ast.MappingNode:
		out := &node{kind: mapping, at: at(n.Start), flow: n.IsFlowStyle}
		for _, v := range n.Values {
			out.pairs = append(out.pairs, f.pair(v))
		}
		if !out.flow && len(out.pairs) > 0 {
			out.at = out.pairs[0].key.at
		}
		return out
	case *ast.MappingValueNode:
		p := f.pair(n)
		return &node{kind: mapping, at: p.key.at, flow: n.IsFlowStyle, pairs: []pair{p}}
	case *ast.SequenceNode:
		out := &node{kind: list, at: at(n.Start), flow: n.IsFlowStyle}
		for i, v := range n.Values {
			near := out.at
			if i < len(n.Entries) && n.Entries[i] != nil && n.Entries[i].Start != nil {
				near = at(n.Entries[i].Start)
			}
			out.items = append(out.items, f.convert(v, near))
		}
		return out
	case ast.ScalarNode:
		tk := n.GetToken()
		out := &node{kind: scalar, text: tk.Value, at: f.begin(tk)}
		if tk.Type == token.SingleQuoteType || tk.Type == token.DoubleQuoteType {
			out.style = quoted
		}
		return out
	}
	f.fail("unsupported-yaml", at(n.GetToken()), "write it as a text, a list or a mapping",
		"an event file does not use this part of YAML (%s)", strings.ToLower(fmt.Sprint(n.Type())))
	return &node{at: at(n.GetToken())}
}

// begin is where a text begins. The parser is mistaken in that where it goes on in another line, so this is
// what follows on the mark before it.
func (f *file) begin(tk *token.Token) place {
	mark := tk.Prev
	for mark != nil && mark.Type == token.CommentType {
		mark = mark.Prev
	}
	if mark == nil {
		return at(tk)
	}
	switch mark.Type {
	case token.MappingValueType, token.SequenceEntryType, token.CollectEntryType,
		token.SequenceStartType, token.MappingStartType:
	default:
		return at(tk)
	}
	p := at(mark)
	from := f.offset(p)
	if from < 0 {
		return at(tk)
	}
	p.column++
	for from++; p.line <= len(f.lines); {
		l := f.lines[p.line-1]
		rest := strings.TrimLeft(f.content[from:l.to], " \t")
		if rest != "" && rest[0] != '#' {
			p.column += l.to - len(rest) - from
			return p
		}
		if p = (place{p.line + 1, 1}); p.line <= len(f.lines) {
			from = f.lines[p.line-1].from
		}
	}
	return at(tk)
}

func (f *file) pair(v *ast.MappingValueNode) pair {
	colon := at(v.Start)
	return pair{f.convert(v.Key, colon), colon, f.convert(v.Value, colon)}
}
