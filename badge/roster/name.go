package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// afterName lists what may follow a comma behind a whole name, in letters of lower case.
var afterName = set(`jr sr ii iii iv phd dphil drphil md dds jd esq mba msc bsc ma ba msw rn cpa
	pmp pe cissp`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// afterWords lists those of them that are no family name, and need no comma.
var afterWords = set(`jr sr ii iii iv phd dphil drphil esq`)

// setName fills the names of an attendee from the columns of a list, any of which may be empty. A full name
// is the other part of the name where the list has halves, unless it holds the given or family name.
func (a *Attendee) setName(given, family, full string, halves bool) {
	halves = halves && full != ""
	switch {
	case given != "" && family != "":
		if full == "" {
			full = given + " " + family
		}
	case halves && given != "" && !containsPart(full, given):
		family, full = full, given+" "+full
	case halves && family != "" && !containsPart(full, family):
		given, full = full, full+" "+family
	case full != "":
		full, given, family = splitName(full)
	default:
		full = given + family
	}
	a.Name, a.GivenName, a.FamilyName = full, given, family
}

// containsPart reports whether a part is among the words of a full name, and not all of it.
func containsPart(full, part string) bool {
	full, part = withoutMarks(full), withoutMarks(part)
	return full != part && strings.Contains(" "+full+" ", " "+part+" ")
}

// withoutMarks reduces a name to its letters and digits without their marks, so that "Zoe" is found in
// "Dupont, Zoé".
func withoutMarks(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(fold(name)) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// splitName splits a full name before its last word. That is the family name, together with lower-case words
// before it ("van", "de la"). "Lovelace, Ada" is turned around; a single word is a given name. What
// follows a name, as "Jr." and "(she/her)" do, stays in the full name and is of neither part.
func splitName(name string) (full, given, family string) {
	name = strings.Trim(name, " ,")
	bare := cutParentheses(name)
	parts := strings.Split(bare, ",")
	n := len(parts)
	for n > 1 && (strings.TrimSpace(parts[n-1]) == "" || afterName[letters(parts[n-1])]) {
		n--
	}
	end := len(strings.Join(parts[:n], ","))
	if n == 2 {
		family, suffix := cutSuffix(parts[0], 1)
		given, other := cutSuffix(parts[1], 1)
		return given + " " + family + suffix + other + name[end:], given, family
	}
	full = name
	bare, _ = cutSuffix(parts[0], 2)
	words := strings.Fields(bare)
	first, at := slices.IndexFunc(words, hasLetter), len(words)-1
	for at > first && !hasLetter(words[at]) {
		at-- // a flag behind the family name goes with it, and is none
	}
	if at <= first {
		return full, bare, ""
	}
	if familyFirst(words[first], words[first+1:at+1]...) {
		return full, strings.Join(words[first+1:], " "), words[first]
	}
	for at > first+1 && isParticle(words[at-1]) {
		at--
	}
	return full, strings.Join(words[:at], " "), strings.Join(words[at:], " ")
}

// cutParentheses gives a name without the parentheses at its end.
func cutParentheses(name string) string {
	depth, end := 0, len(name)
	for i := len(name) - 1; i > 0; i-- {
		switch {
		case name[i] == ')':
			depth++
		case name[i] == '(' && depth > 0:
			if depth--; depth == 0 {
				end = i
			}
		case depth == 0 && name[i] != ' ':
			return strings.TrimRight(name[:end], " ")
		}
	}
	return name // nothing but parentheses, or they are not pairs
}

// cutSuffix parts a name, of which at least so many words remain, from words like "Jr." at its end.
func cutSuffix(name string, least int) (bare, after string) {
	words := strings.Fields(name)
	n := len(words)
	for n > least && afterWords[letters(words[n-1])] {
		n--
	}
	if n < len(words) {
		after = " " + strings.Join(words[n:], " ")
	}
	return strings.Join(words[:n], " "), after
}

// hasLetter reports whether a word has a letter or digit.
func hasLetter(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func familyFirst(family string, given ...string) bool {
	own := func(r rune) bool {
		return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana)
	}
	other := func(r rune) bool { return unicode.IsLetter(r) && !own(r) && !unicode.Is(unicode.Katakana, r) }
	return strings.ContainsFunc(family, own) && !strings.ContainsFunc(family, other) &&
		!slices.ContainsFunc(given, func(s string) bool { return s == "" || strings.ContainsFunc(s, other) })
}

// isParticle reports whether a word inside a name begins in lower case, as "van" and "de la" do.
func isParticle(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}
