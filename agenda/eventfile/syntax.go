package eventfile

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda/input"
)

// fault is a place at which a file is not YAML as an event file has it.
type fault struct {
	at                  int
	rule, message, hint string
}

// faultWords says in an organizer's words what the YAML package reports.
type faultWords struct {
	says          string // a regular expression of a part of its message
	message, hint string
}

// faults is searched from the first entry to the last, which fits all.
var faults = []faultWords{
	{"anchor|alphabetic or numeric|undefined tag|directive|mapping keys", aMark, ""},
	{"mapping values are", "a colon in this text makes YAML take it for a key",
		"put the text in quotes, or indent the line like the one above it"},
	{"start any token", "a text cannot start with this character", "put the text in quotes"},
	{"end of stream|document indicator", "the quotes are" + notClosed, "add the closing quote"},
	{"',' or ']'", "the [ is" + notClosed, "add the ], or put a text that starts with [ in quotes"},
	{"',' or '}'", "the { is" + notClosed, "add the }, or put a text that starts with { in quotes"},
	{"expected ':'", "this line is neither a key with a value nor an entry of a list",
		"write `key: value`, or `- ` before an entry"},
	{"entries are not", "a list cannot begin here", "put the - on a line of its own"},
	{"escape|hexdecimal", `double quotes do not know what stands behind this \`,
		`write \\ where a \ is meant, or use single quotes`},
	{"comment or line break", "a text cannot stand behind | or > in the same line",
		"begin it in the next line, or put it in quotes"},
	{"node content", "there is no value here",
		"write one, or put a text with brackets, braces or commas in quotes"},
	{"expected key|'-' indicator|<document start>", noFit, "indent it like the line it belongs with"},
	{"", "", "look at the indentation and the quotes of this line and the one before"},
}

const (
	aMark     = "a mark that YAML gives a meaning"
	notClosed = " not closed"
	noFit     = "this line does not fit the lines above it"
)

// Bounds of the work that a file with faults makes.
const (
	maxFaults   = 20      // how many are told: behind each of them the text is parsed again
	maxSearched = 1 << 22 // octets parsed for places: of further faults the line is told
	maxOpening  = 1_000   // octets of a line whose prefixes are parsed
)

// ofIndentation are the hints of faults of the indentation, on which the lines below depend, too.
var ofIndentation = regexp.MustCompile(`^(?:indent|look at the indentation)`)

// syntax reports the fault that the YAML package finds in f.parsed, and those of later lines: for that, what
// begins at a fault is made a comment.
func (f *file) syntax() {
	for last := -1; f.errors < maxFaults; {
		_, read, err := documents(f.parsed)
		if err == nil {
			return
		}
		w := f.fault(err.Error(), last, f.lineAt(read))
		n := f.lineAt(w.at)
		if n <= last {
			return
		}
		last = n
		f.fail(w.rule, w.at, w.hint, "%s", w.message)
		if w.at == f.lines[n].to || ofIndentation.MatchString(w.hint) {
			return
		}
		_, size := utf8.DecodeRuneInString(f.parsed[w.at:])
		f.parsed = f.parsed[:w.at] + "#" + strings.Repeat(" ", size-1) + f.parsed[w.at+size:]
	}
}

var namedLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

// fault makes a finding's words of what the YAML package says in text. The package names a line only, and of
// some faults the line in which the list or mapping around them begins: their place is the end of the
// shortest prefix of the file that has them. It lies behind the line good and not behind the line
// read, the last that the package has read.
func (f *file) fault(text string, good, read int) fault {
	m := namedLine.FindStringSubmatch(text)
	n, _ := strconv.Atoi(m[1])
	around := strings.HasPrefix(m[2], "did not find expected ")
	if !around {
		n-- // an empty line stands before the text; the parser counts lines from 0, the scanner from 1
	}
	n = min(max(n, 1), len(f.lines)) - 1
	words := faults[slices.IndexFunc(faults, func(w faultWords) bool {
		return regexp.MustCompile(w.says).MatchString(m[2])
	})]
	w := fault{f.begin(n), "bad-yaml", words.message, words.hint}
	switch {
	case strings.HasSuffix(w.message, notClosed):
		w.at = f.opening(line{w.at, f.lines[n].to})
		return w
	case w.message == "":
		w.message = m[2]
	default:
		if around {
			w.at = f.begin(read)
		}
		w.at = f.shortestPrefix(m[2], good, read, w.at)
	}
	n = f.lineAt(w.at)
	before := strings.TrimSpace(f.parsed[f.lines[n].from:w.at])
	switch {
	case w.message == aMark:
		return f.wrongMark(w.at)
	case strings.HasPrefix(f.parsed[w.at:], "\t"):
		w.message, w.hint = "a tab is not allowed here", "indent with spaces"
	case before == "" && strings.Contains(f.content[w.at:f.lines[n].to], "\u00a0"):
		w.message, w.hint = "there is a no-break space in this line", "replace it by a space of the space bar"
	case before == "":
	case strings.HasPrefix(m[2], "mapping values") && !strings.Contains(before, ": "):
		return f.keysBelow(n)
	case w.message == noFit && strings.ContainsAny(before[len(before)-1:], "]}"):
		w.message, w.hint = "a text cannot go on behind a bracket", "put the whole text in quotes"
	case w.message == noFit:
		w.message, w.hint = "this does not belong to the value before it", "put the whole text in quotes"
	}
	return w
}

// shortestPrefix is the last letter of the shortest prefix of the text of which the YAML package says that.
// It ends behind the line good, and at the end of the line read at the latest. Where that takes too long to
// find, the place is about.
func (f *file) shortestPrefix(says string, good, read, about int) int {
	wrong := func(end int) bool {
		for end < len(f.parsed) && !utf8.RuneStart(f.parsed[end]) {
			end++
		}
		err := f.try(0, end)
		return err != nil && strings.HasSuffix(err.Error(), says)
	}
	from, step := read, 1
	for from > good+1 && wrong(f.lines[from-1].to) {
		read = from - 1
		from, step = max(read-step, good+1), 2*step
	}
	n := from + sort.Search(read-from, func(i int) bool { return wrong(f.lines[from+i].to) })
	l := f.lines[n]
	at := l.from + sort.Search(l.to-l.from, func(i int) bool { return wrong(l.from + i + 1) })
	if f.searched > maxSearched {
		return about
	}
	return at
}

// try parses a part of the text, unless too much was parsed before.
func (f *file) try(from, to int) error {
	if f.searched > maxSearched {
		return nil
	}
	f.searched += to - from
	_, _, err := documents(f.parsed[from:to])
	return err
}

// opening is the quote or bracket in l that is not closed there: the last place up to which l has no fault.
func (f *file) opening(l line) int {
	for at := min(l.to, l.from+maxOpening) - 1; at > l.from && f.searched <= maxSearched; at-- {
		if err := f.try(l.from, at); err == nil && f.searched <= maxSearched {
			return at
		}
	}
	return l.from
}

// marks are the beginnings of those parts of YAML that an event file does not use.
var marks = map[string]string{
	"&": "an anchor", "*": "an alias", "!": "a tag", "%": "a directive", "?": "a key",
}

// unsupported is the fault of a text that begins with one of the marks.
func unsupported(text string, at int) fault {
	for mark, what := range marks {
		if strings.HasPrefix(text, mark) {
			return fault{at, "unsupported-yaml",
				mark + " starts " + what + ", which an event file does not use",
				"put a text that starts with " + mark + " in quotes"}
		}
	}
	return fault{at, "unsupported-yaml", "this is a part of YAML, which an event file does not use",
		"write it as a text, a list or a mapping"}
}

// starEntry is an entry as other formats have it.
var starEntry = regexp.MustCompile(`^\*(?:[\s\d]|$)`)

// wrongMark is the fault of the word that ends at content[at], and begins with one of the marks.
func (f *file) wrongMark(at int) fault {
	for at > 0 && !strings.ContainsRune(" \t\r\n[{,", rune(f.parsed[at-1])) {
		at--
	}
	n := f.lineAt(at)
	if at == f.begin(n) && starEntry.MatchString(f.parsed[at:f.lines[n].to]) {
		return fault{at, "bad-yaml", "an entry does not start with *", "write - before an entry"}
	}
	return unsupported(f.parsed[at:], at)
}

// closeKey is a key that has no space behind its colon.
var closeKey = regexp.MustCompile(`^([a-z]+):([^\s/].*)`)

// keysBelow is the fault of a line whose colon makes a mapping of the text above it.
func (f *file) keysBelow(n int) fault {
	w := fault{f.begin(n), "bad-yaml", "this line is indented like a part of the text above it",
		"indent it like the line above it, or put the text in quotes"}
	for _, l := range slices.Backward(f.lines[:n]) {
		line := f.unindented(l)
		text := strings.TrimLeft(line, "- \t")
		if text == "" || text[0] == '#' {
			continue
		}
		if strings.Contains(text, ": ") {
			break
		}
		w.at, w.message = l.to-len(text), "a line of text cannot have keys below it"
		w.hint = "write `name:` before the text, and indent the keys below like that"
		if _, _, timed := cutTime(text); timed {
			w.hint = "write `at:` before the time, `title:` in a line of its own before the text, " +
				"and indent the keys below like them"
		} else if m := closeKey.FindStringSubmatch(text); m != nil {
			w.message = "there is no space behind this colon"
			w.hint = "write `" + m[1] + ": " + input.Shorten(m[2], 60) + "`"
		}
		if line != text {
			break
		}
	}
	return w
}
