package input

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// ParseByline reads the speakers of an announcement, with the organizations in parentheses behind them, as
// the listing of a programme writes them and as people do:
//
//	Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)
//
// Commas, semicolons and the words and, &, +, und and et part the names. An organization belongs to the
// name before it, and to those that such a word joins to that name: "A and B (X)" and "A, B and C (X)" are
// all of X, but of "A, B (X)" and "A and B, C (X)" only the last. It reaches over no semicolon and over no
// other organization. What is in parentheses inside a name, or says he/him, is part of the name, and so is
// a "Jr." behind a comma.
//
// Every name and organization is a part of text, in its order, without space around it; no name is empty.
func ParseByline(text string) []agenda.Speaker {
	b := byline{text: text}
	closed := closings(text)
	for i := 0; i < len(text); {
		if link, n := separator(text[i:], i == 0 || !b.word(i)); n > 0 {
			b.name(i)
			b.link = max(b.link, link)
			i += n
			b.from = i
			continue
		}
		end, ok := closed[i]
		if !ok {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if b.last(end) && !pronouns(text[i:end]) {
			b.organization(i, end)
		}
		i = end
	}
	b.name(len(text))
	return b.out
}

// A byline is read from left to right.
type byline struct {
	text   string
	from   int // where the name begins that is being read
	out    []agenda.Speaker
	begin  int  // where the last of out begins in text
	list   int  // the first of out that the next organization may be for
	joined bool // the last of out is joined to those before it by a word
	link   link // between the last of out and what is being read
}

// A link is a kind of separator between two names; of several the greatest counts.
type link int

const (
	comma link = iota
	word       // and
	semicolon
)

// word reports whether text[:i] ends inside a word.
func (b *byline) word(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(b.text[:i])
	return !unicode.IsSpace(r) && !strings.ContainsRune(",;)，；、）", r)
}

// name takes what was read up to text[to] for a name, where there is something.
func (b *byline) name(to int) {
	name := strings.TrimSpace(b.text[b.from:to])
	if name == "" {
		return
	}
	begin := b.from + strings.Index(b.text[b.from:to], name)
	n := len(b.out)
	switch {
	case n > b.list && b.link == comma && suffixes[strings.ToLower(strings.ReplaceAll(name, ".", ""))]:
		b.out[n-1].Name = b.text[b.begin : begin+len(name)]
		b.from = to
		return
	case n > b.list && b.link == word:
		b.joined = true
	case b.link == semicolon, b.joined:
		b.list, b.joined = n, false
	}
	b.out = append(b.out, agenda.Speaker{Name: name})
	b.begin, b.link, b.from = begin, comma, to
}

// last reports whether nothing but a separator follows on text[:end].
func (b *byline) last(end int) bool {
	rest := strings.TrimLeftFunc(b.text[end:], unicode.IsSpace)
	_, n := separator(rest, true)
	return rest == "" || n > 0
}

// organization takes the parenthesis text[from:to] for the organization of the names before it.
func (b *byline) organization(from, to int) {
	b.name(from)
	n := len(b.out)
	if n == b.list || b.link == semicolon {
		return // of nobody: it is a name, as it stands
	}
	first := n - 1
	if b.joined {
		first = b.list
	}
	_, open := utf8.DecodeRuneInString(b.text[from:])
	_, shut := utf8.DecodeLastRuneInString(b.text[:to])
	organization := strings.TrimSpace(b.text[from+open : to-shut])
	for i := first; i < n; i++ {
		b.out[i].Organization = organization
	}
	b.from, b.list, b.joined = to, n, false
}

// suffixes belong to the name before them, in spite of the comma. They are without points and in lower case.
var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true,
	"md": true, "esq": true, "mba": true, "msc": true, "bsc": true}

// linkWord joins names where it stands between spaces, and etAl is no such word.
var (
	linkWord = regexp.MustCompile(`^(?i:and|und|et|&|\+)(?:[\s\pZ]|$)`)
	etAl     = regexp.MustCompile(`^(?i:et)[\s\pZ]+al(?:\.|$)`)
)

// separator gives what parts two names at the start of s, and its length, or 0. Words part them where no
// other word touches them; free says that none does on the left.
func separator(s string, free bool) (link, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case ',', '，', '、':
		return comma, n
	case ';', '；':
		return semicolon, n
	case '＆':
		return word, n
	}
	if w := linkWord.FindString(s); w != "" && free && !etAl.MatchString(s) {
		return word, len(strings.TrimSpace(w))
	}
	return 0, 0
}

// closings gives the end of each parenthesis of s by its start.
func closings(s string) map[int]int {
	var open []int
	closed := map[int]int{}
	for i, r := range s {
		switch r {
		case '(', '（':
			open = append(open, i)
		case ')', '）':
			if last := len(open) - 1; last >= 0 {
				closed[open[last]] = i + utf8.RuneLen(r)
				open = open[:last]
			}
		}
	}
	return closed
}

// pronouns reports whether a parenthesis says how to speak of a person: "(she/her)".
func pronouns(s string) bool {
	const known = " he him his she her hers they them theirs any all er ihm ihn sie ihr elle elles il lui "
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		if !strings.Contains(known, " "+strings.ToLower(w)+" ") {
			return false
		}
	}
	return len(words) > 1
}
