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

// unsupportedMarks are the marks of those parts of YAML that an event file does not use, with what they are
// and what the writer probably meant.
var unsupportedMarks = map[string][2]string{
	"&":  {"& starts an anchor", "put a text that starts with & in quotes"},
	"*":  {"* starts an alias", "put a text that starts with * in quotes"},
	"!":  {"! starts a tag", "put a text that starts with ! in quotes"},
	"%":  {"% starts a directive", "put a text that starts with % in quotes"},
	"?":  {"? starts a key", "put a text that starts with ? in quotes"},
	"<<": {"<< merges mappings", "write out what belongs here"},
}

// unsupported fails at text, which begins with a mark of a part of YAML that an event file does not use.
func (f *file) unsupported(text string, at int) {
	what := [2]string{"this is a part of YAML", "write it as a text, a list or a mapping"}
	for mark, words := range unsupportedMarks {
		if strings.HasPrefix(text, mark) {
			what = words
		}
	}
	f.fail("unsupported-yaml", at, what[1], "%s, which an event file does not use", what[0])
}

// faultWords says in an organizer's words what the YAML package reports.
type faultWords struct {
	says          string // a part of its message
	message, hint string
	found         search
	repair        byte // lets the parser go on to the next fault, in the place of this one; 0: nothing does
}

// search says how the place of a fault is found: the YAML package names a line only, and of some faults the
// line in which the list or mapping around them begins.
type search int

const (
	byPrefix  search = iota // the text up to there has the same fault, and no shorter one does
	byLine                  // the first letter of the line that is named
	byOpening               // the quote or bracket that is open at the end of the line that is named
)

const (
	doubleQuotes = `write \\ where a \ is meant, or use single quotes`
	sameIndent   = "indent it like the line it belongs with"
	wholeQuotes  = "put the whole text in quotes"
)

// faults is searched from the first entry to the last, which fits all.
var faults = []faultWords{
	{"mapping values are", "a colon in this text makes YAML take it for a key",
		"put the text in quotes, or indent the line like the one above it", byPrefix, 'x'},
	{"tab character", "a tab is not allowed here", "indent with spaces", byPrefix, 0},
	{"start any token", "a text cannot start with this character", "put the text in quotes", byPrefix, 'x'},
	{"end of stream", "the quotes are not closed", "add the closing quote", byOpening, 'x'},
	{"document indicator", "the quotes are not closed", "add the closing quote", byOpening, 0},
	{"',' or ']'", "the [ is not closed", "add the ], or put a text that starts with [ in quotes",
		byOpening, 'x'},
	{"',' or '}'", "the { is not closed", "add the }, or put a text that starts with { in quotes",
		byOpening, 'x'},
	{"expected ':'", "this line is neither a key with a value nor an entry of a list",
		"write `key: value`, or `- ` before an entry", byLine, '#'},
	{"entries are not", "a list cannot begin here", "put the - on a line of its own", byPrefix, 'x'},
	{"unknown escape", `double quotes do not know this character behind a \`, doubleQuotes, byPrefix, 0},
	{"character escape", `double quotes do not know the character of this number`, doubleQuotes, byPrefix, 0},
	{"hexdecimal", `the number of a character is missing behind this \`, doubleQuotes, byPrefix, 0},
	{"comment or line break", "a text cannot stand behind | or > in the same line",
		"begin it in the next line, or put it in quotes", byPrefix, 0},
	{"node content", "there is no value here",
		"write one, or put a text with brackets, braces or commas in quotes", byPrefix, 0},
	{"expected key", "this line does not fit the lines above it", sameIndent, byPrefix, 0},
	{"'-' indicator", "this line does not fit the lines above it", sameIndent, byPrefix, 0},
	{"<document start>", "this line does not fit the lines above it", sameIndent, byPrefix, 0},
	{"", "", "look at the indentation and the quotes of this line and the one before", byLine, 0},
}

// Bounds of the work that a file with faults makes.
const (
	maxFaults   = 20      // how many are told: behind each of them the text is parsed again
	maxSearched = 1 << 18 // octets of a text whose prefixes are parsed
	maxOpening  = 1_000   // octets of a line whose prefixes are parsed
)

// syntax reports err, which the YAML package found in f.parsed, and the faults behind it as far as the text
// can be repaired.
func (f *file) syntax(err error) {
	last := 0
	for range maxFaults {
		at, repair := f.fault(err.Error())
		line := f.lineAt(at) + 1
		if line <= last || repair == 0 || at >= len(f.parsed) {
			return
		}
		last = line
		_, size := utf8.DecodeRuneInString(f.parsed[at:])
		f.parsed = f.parsed[:at] + strings.Repeat(string(rune(repair)), size) + f.parsed[at+size:]
		if _, err = documents(f.parsed); err == nil {
			return
		}
	}
}

var (
	namedLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)`)
	markFault = regexp.MustCompile(`anchor|alphabetic or numeric|undefined tag|directive|mapping keys`)
)

// fault reports what the YAML package describes in text. It gives the offset of the fault, and what repairs
// it there.
func (f *file) fault(text string) (at int, repair byte) {
	m := namedLine.FindStringSubmatch(text)
	says := m[2]
	w := faults[slices.IndexFunc(faults, func(w faultWords) bool { return strings.Contains(says, w.says) })]
	isMark := markFault.MatchString(says)
	switch {
	case len(f.parsed) > maxSearched && (isMark || w.found == byPrefix):
		w, isMark = faults[len(faults)-1], false
	case isMark:
		w.found, w.repair = byPrefix, 'x'
	}
	named, _ := strconv.Atoi(m[1])
	if !strings.HasPrefix(says, "did not find expected ") {
		named-- // an empty line stands before the text; the parser counts lines from 0, the scanner from 1
	}
	l := f.lines[min(max(named, 1), len(f.lines))-1]
	at = l.to - len(f.unindented(l))
	switch w.found {
	case byPrefix:
		at = f.shortestPrefix(says)
	case byOpening:
		at = f.opening(line{at, l.to})
	}
	if isMark {
		return f.wrongMark(at), w.repair
	}
	if w.message == "" {
		w.message = says
	}
	before := strings.TrimSpace(f.parsed[f.lineOf(at).from:at])
	switch {
	case w.found == byLine && strings.Contains(f.content[l.from:l.to], "\u00a0"):
		w.message, w.hint = "there is a no-break space in this line", "replace it by a space of the space bar"
	case strings.HasPrefix(f.parsed[at:], "\t"):
		w.message, w.hint, w.repair = "a tab is not allowed here", "indent with spaces", 0
	case before == "":
	case strings.HasPrefix(w.says, "mapping values") && !strings.Contains(before, ": "):
		return f.keysBelow(at), 0
	case w.hint == sameIndent:
		w.message, w.hint, w.repair = "this does not belong to the value before it", wholeQuotes, '#'
		if strings.ContainsAny(before[len(before)-1:], "]}") {
			w.message = "a text cannot go on behind a bracket"
		}
	}
	f.fail("bad-yaml", at, w.hint, "%s", w.message)
	return at, w.repair
}

// shortestPrefix is the last letter of the shortest prefix of the text of which the YAML package says that.
func (f *file) shortestPrefix(says string) int {
	wrong := func(end int) bool {
		for end < len(f.parsed) && !utf8.RuneStart(f.parsed[end]) {
			end++
		}
		_, err := documents(f.parsed[:end])
		return err != nil && strings.HasSuffix(err.Error(), says)
	}
	n := sort.Search(len(f.lines)-1, func(i int) bool { return wrong(f.lines[i].to) })
	l := f.lines[n]
	return l.from + sort.Search(l.to-l.from, func(i int) bool { return wrong(l.from + i + 1) })
}

// opening is the quote or bracket in l that is not closed there: the last place up to which l has no fault.
func (f *file) opening(l line) int {
	for at := min(l.to, l.from+maxOpening) - 1; at > l.from; at-- {
		if _, err := documents(f.parsed[l.from:at]); err == nil {
			return at
		}
	}
	return l.from
}

// wrongMark reports a mark that YAML gives a meaning, in the word that ends at content[at].
func (f *file) wrongMark(at int) int {
	for at > 0 && !strings.ContainsRune(" \t\r\n[{,", rune(f.parsed[at-1])) {
		at--
	}
	l := f.lineOf(at)
	next := f.parsed[min(at+1, l.to):l.to]
	isFirst := strings.TrimSpace(f.parsed[l.from:at]) == ""
	if isFirst && strings.HasPrefix(f.parsed[at:], "*") && (blankAt(next, 0) || digits(next) > 0) {
		f.fail("bad-yaml", at, "write - before an entry", "an entry does not start with *")
	} else {
		f.unsupported(f.parsed[at:], at)
	}
	return at
}

// closeKey is a key that has no space behind its colon.
var closeKey = regexp.MustCompile(`^([a-z]+):([^\s/].*)`)

// keysBelow reports the key whose colon is at a place, and which makes a mapping of the text above it. It
// gives the place of what is reported.
func (f *file) keysBelow(colon int) int {
	n := f.lineAt(colon)
	at := f.lines[n].to - len(f.unindented(f.lines[n]))
	message, hint := "this line is indented like a part of the text above it",
		"indent it like the line above it, or put the text in quotes"
	for i := n - 1; i >= 0; i-- {
		l := f.lines[i]
		line := f.unindented(l)
		text := strings.TrimLeft(line, "- \t")
		if text == "" || text[0] == '#' {
			continue
		}
		if strings.Contains(text, ": ") {
			break
		}
		at = l.to - len(text)
		message, hint = "a line of text cannot have keys below it",
			"write `name:` before the text, and indent the keys below like that"
		if _, _, timed := cutTime(text); timed {
			hint = "write `at:` before the time, `title:` in a line of its own before the text, " +
				"and indent the keys below like them"
		} else if m := closeKey.FindStringSubmatch(text); m != nil {
			message = "there is no space behind this colon"
			hint = "write `" + m[1] + ": " + input.Shorten(m[2], 60) + "`"
		}
		if line != text {
			break
		}
	}
	f.fail("bad-yaml", at, hint, "%s", message)
	return at
}

// blankAt reports whether there is no letter at line[at].
func blankAt(line string, at int) bool {
	return at >= len(line) || line[at] == ' ' || line[at] == '\t'
}
