package announcement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A row holds an entry of the agenda, and the lines that follow it.
type row struct {
	span
	prefixed    bool // by a word: "from 18:00"
	line        *line
	under       []*line // up to the next row
	day         int     // index of reader.days
	parallel    bool    // from a table, where rooms run side by side
	title       string
	rooms       []string
	track       string
	people      []agenda.Speaker
	doubtful    string // what of the title might be people
	links       []agenda.Link
	abstract    []string // paragraphs
	from, until int      // minutes since the day's midnight; until is -1 where it is not known
}

var (
	rowOpening = pattern(`^[(\[|<"“]? ?`)
	rowSetOff  = pattern(`^[ )\]|>]*(?:[-–—:;.,|/→]+[ |]*)*`)
	aside      = pattern(`\(([^()]*)\)`)
	rowLead    = pattern(`^(?i:(ab|from|at|um|von)|gegen) `)
	onlyEnd    = pattern(`^(?i:end|ends|ende|fin|close)[.!]?$`)
)

// scanRow reads a line that is an entry of the agenda: it starts with a time, or is a heading or a bullet
// with a time in parentheses.
func scanRow(l *line) (*row, bool) {
	w := &row{line: l, until: -1, links: l.links}
	text := l.text[len(rowOpening().FindString(l.text)):]
	lead := rowLead().FindStringSubmatch(head(text))
	if lead != nil {
		text, w.prefixed = text[len(lead[0]):], true
	}
	if p, rest, ok := scanSpan(text); ok {
		w.span, rest = p, rest[len(rowSetOff().FindString(rest)):]
		w.about = w.about || lead != nil && lead[1] == ""
		w.setTitle(rest)
		return w, !w.prefixed || isTitle(rest)
	}
	if l.heading == 0 && !l.bullet {
		return nil, false
	}
	for _, at := range aside().FindAllStringSubmatchIndex(l.text, -1) {
		if p, rest, ok := scanSpan(l.text[at[2]:at[3]]); ok && rest == "" {
			w.span = p
			w.setTitle(input.OneLine(l.text[:at[0]] + l.text[at[1]:]))
			return w, true
		}
	}
	return nil, false
}

// isTitle reports whether s, behind "at 18:00", is what happens then and no sentence.
func isTitle(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && !strings.ContainsRune(".!?,;:", last) &&
		(!unicode.IsLower(first) || len(strings.Fields(s)) <= 5)
}

// endsAgenda reports whether w says only when the agenda ends.
func (w *row) endsAgenda() bool {
	return !w.ranged && onlyEnd().MatchString(w.title) && len(w.people)+len(w.links)+len(w.abstract) == 0
}

func (w *row) setTitle(s string) {
	s = unquoted(strings.TrimSpace(s))
	title, people, doubtful := byline(s)
	w.people, w.doubtful = append(w.people, people...), doubtful
	w.title = unquoted(strings.Trim(title, " |"))
}

// quotes are the marks that go around a whole title.
var quotes = [...]string{"[]", "“”", "„“", "„”", "””", "‘’", "‚‘", "’’", "«»", "»«", `""`, "''"}

// unquoted takes the marks off s that stand around all of it.
func unquoted(s string) string {
	for _, around := range quotes {
		marks := []rune(around)
		if inner, ok := strings.CutPrefix(s, string(marks[0])); ok {
			inner, ok = strings.CutSuffix(inner, string(marks[1]))
			if ok && inner != "" && !strings.ContainsAny(inner, around) {
				return strings.TrimSpace(inner)
			}
		}
	}
	return s
}

var (
	linkAlone   = pattern(`^[(<\[]?(https?://[^\s<>]+?)[)>\]]?$`)
	speakerWord = pattern(`^(?i:(?:speakers?|presenters?|presented by|with|by|` +
		`hosts?)(?: ?[:–—-]+ ?| ))`)
	labelled = pattern(`^(?i:speakers?|presenters?) ?[:–—-]`)
)

// read sorts out lines under w: who speaks, where to look, and what it is about.
func (w *row) read(lines []*line) {
	var paragraph []string
	flush := func() {
		if paragraph != nil {
			text, links := withoutLinks(strings.Join(paragraph, " ")) // a link may go on in the next line
			w.abstract, w.links = append(w.abstract, text), append(w.links, links...)
		}
		paragraph = nil
	}
	for _, l := range lines {
		if l.blank() || l.layout() {
			flush()
			continue
		}
		switch {
		case linkAlone().MatchString(l.text) && len(l.links) == 0:
			w.links = append(w.links, agenda.Link{URL: linkAlone().FindStringSubmatch(l.text)[1]})
		case w.title == "":
			w.setTitle(l.text)
			w.links = append(w.links, l.links...)
		case paragraph == nil && w.abstract == nil && w.speakers(l):
			w.links = append(w.links, l.links...)
		default:
			text := l.text
			if l.bullet {
				flush()
				text = "- " + text
			}
			paragraph = append(paragraph, text)
			w.links = append(w.links, l.links...)
		}
		l.used = true
	}
	flush()
}

// speakers reads "Speaker: A (Org)", "by A and B", and "A, Org" before any abstract; in a bullet one level
// below its row a name with a link will do.
func (w *row) speakers(l *line) bool {
	mark := speakerWord().FindString(l.text)
	nested := l.bullet && w.line.bullet && l.indent > w.line.indent
	if mark == "" && !nested && (l.bullet && w.line.bullet || l.heading > 0 || l.quote) {
		return false
	}
	people, ok := scanPeople(l.text[len(mark):])
	if mark == "" && ok {
		for _, p := range people {
			ok = ok && (nested && len(l.links) > 0 || capital(p.Organization) &&
				(nested || isPerson(p.Name) && len(strings.Fields(p.Organization)) <= 5))
		}
		ok = ok && (nested || !strings.HasSuffix(l.text, "."))
	}
	if !ok && (len(people) == 0 || !labelled().MatchString(l.text)) {
		return false
	}
	w.people = append(w.people, people...)
	return true
}
