package announcement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// The words with which an announcement ends, below its last row.
var (
	// invites matches a paragraph that closes the announcement.
	invites = words(`rsvp|see you|sign up|register (?:now|here|at|on)|will be served|thanks to our|` +
		`follow us|about (?:us|the speakers?)|wir freuen uns|anmeldung unter|anmelden`)
	// reachable matches a telephone number or an e-mail address.
	reachable = pattern(`(?i)\b[\w.+-]+@[\w-]+\.\w|(?:^|\s)\+\d[\d ()/.-]{6,}|` +
		`\b(?:tel|phone|fon|telefon|mobile?|handy|call|fax)\b[.:]? ?[(\d][\d ()/.-]{5,}|` +
		`^\(?0\d[\d ()/.-]{6,}$`)
	// phoneAlone matches a line with a telephone number and nothing else.
	phoneAlone = pattern(`^(?i:(?:tel|phone|fon|telefon|mobile?|handy|fax|call)\b[.:]*)? ?` +
		`[+(]*\d[\d ()/.-]{6,}$`)
	// signOffLine matches the line that ends a letter.
	signOffLine = pattern(`^(?i:(?:(?:with )?(?:kind|best|warm|many|all the|our) )*` +
		`(?:cheers|regards|best|wishes|greetings|thanks|thank you|sincerely|love|` +
		`yours(?: sincerely| truly| faithfully)?)` +
		`(?:,? (?:and )?(?:see you|all|everyone|everybody|again|so much|soon|there|` +
		`for (?:reading|coming|joining)))*|` +
		`(?:viele|liebe|beste|herzliche|schöne)(?: (?:und|&) (?:viele|liebe|beste|herzliche))? grüße|` +
		`mit freundlichen grüßen|(?:vielen )?dank|danke|bis (?:bald|dann|dahin)|vg|lg|mfg|` +
		`cordialement|amicalement|à bientôt|bien à vous|` +
		`(?:we(?:'re| are)? )?look(?:ing)? forward to .*|(?:we )?hope to see you.*|` +
		`see you(?: there| soon| then)?)` +
		`(?:[,.! –—-]+(?:from )?(?:(?:\p{Lu}|(?:the|your|and)\b)[\p{L}.]*[ ,&]*){0,5})?[,.!]*$`)
)

// cutTail takes what follows the first blank line under w, once w has a title, off as paragraphs: they may
// belong to another row, or to none. What follows the end of a letter belongs to none.
func (w *row) cutTail() [][]*line {
	if i := slices.IndexFunc(w.under, func(l *line) bool { return l.text == "--" }); i >= 0 {
		w.under = w.under[:i] // a signature follows
	}
	titled := w.title != ""
	begun := false
	for i, l := range w.under {
		blank := l.layout() && !l.quote
		switch {
		case !blank && titled && l.signsOff():
			w.under = w.under[:i]
			return nil
		case !blank:
			begun = true
		case titled || begun:
			rest := w.under[i:]
			w.under = w.under[:i]
			return blocks(rest)
		}
	}
	return nil
}

// blocks cuts lines into paragraphs; a quotation is one, however many it has inside.
func blocks(lines []*line) [][]*line {
	var all [][]*line
	open := false
	for _, l := range lines {
		if l.layout() && !l.quote {
			open = false
			continue
		}
		if !open || !l.quote && all[len(all)-1][0].quote {
			all = append(all, nil)
		}
		open = true
		all[len(all)-1] = append(all[len(all)-1], l)
	}
	return all
}

// assignTail gives the paragraphs below the last row to the rows that they are about. One that begins with a
// title or a speaker, or names a title of several words, goes to that row with those that follow it; others
// go to the last row, where it is a talk, unless talks above have no abstracts either. The end of the
// announcement, and what stands behind a row that needs no abstract, is left unused.
func (r *reader) assignTail(last *row, tail [][]*line) {
	target := last
	if last.recedes() || r.isMereList(last) {
		target = nil
	}
	names := r.rowNames()
	for n, lines := range tail {
		end := slices.IndexFunc(lines, (*line).signsOff)
		if end < 0 {
			end = len(lines)
		}
		text := joined(lines[:end], " ")
		var named *row
		if n < maxNamed {
			named = names.in(text)
		}
		switch {
		case lines[0].quote || lines[0].indent > last.line.indent:
			last.read(lines)
			continue
		case named != nil:
			target = named
		case invites().MatchString(text) || reachable().MatchString(text):
			target = nil
		}
		if target != nil {
			target.read(lines[:end])
		}
		if end < len(lines) {
			return
		}
	}
}

// signsOff reports whether l ends a letter.
func (l *line) signsOff() bool {
	return len(l.text) <= 120 && (signOffLine().MatchString(l.text) || phoneAlone().MatchString(l.text))
}

// recedes reports whether w is one of those rows that need no abstract.
func (w *row) recedes() bool {
	s := agenda.Session{Title: w.title, Speakers: make([]string, len(w.people))}
	return len(w.people) == 0 && kindOf(&s) != ""
}

// isMereList reports whether the agenda has other talks than the last, and none of them an abstract.
func (r *reader) isMereList(last *row) bool {
	talks := 0
	for _, w := range r.rows {
		if w == last || w.recedes() {
			continue
		}
		if talks++; len(w.abstract) > 0 {
			return false
		}
	}
	return talks > 1
}

// A rowName is a title or a speaker, by which a paragraph may name a row.
type rowName struct {
	text string // in lower case
	of   *row
	near bool // it must stand at the start
	off  bool // and be set off from what follows
}

// maxNamed bounds the paragraphs that are searched for names, and reach how far.
const maxNamed = 50

type rowNameList []rowName

// rowNames lists the titles and the speakers of the rows.
func (r *reader) rowNames() rowNameList {
	var all rowNameList
	for _, w := range r.rows {
		if title := strings.ToLower(w.title); utf8.RuneCountInString(title) >= 3 {
			all = append(all, rowName{title, w, !strings.Contains(title, " ") || w.recedes(), w.recedes()})
		}
		for _, p := range w.people {
			all = append(all, rowName{strings.ToLower(p.Name), w, true, false})
		}
	}
	return all
}

// in finds the row that text is about: the one with the longest name at its start, else the first of which it
// holds the name; nil: none.
func (all rowNameList) in(text string) *row {
	text = strings.ToLower(strings.TrimLeft(text[:min(len(text), reach)], `"“„‘'*- `))
	var found *row
	longest := 0
	for _, n := range all {
		at := strings.Index(text, n.text)
		if n.near && at != 0 || at < 0 || at == 0 && n.off && !isSetOff(text[len(n.text):]) ||
			!isWholeWord(text, at, at+len(n.text)) {
			continue
		}
		if at == 0 && len(n.text) > longest {
			found, longest = n.of, len(n.text)
		} else if found == nil {
			found = n.of
		}
	}
	return found
}

// isWholeWord reports whether text[from:to] is no part of a longer word.
func isWholeWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

// isSetOff reports whether s, behind a title, begins as what is said about it does.
func isSetOff(s string) bool {
	s = strings.TrimLeft(s, `"”“’' `)
	first, _ := utf8.DecodeRuneInString(s)
	return s == "" || strings.ContainsRune(":-–—(", first)
}
