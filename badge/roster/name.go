package roster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// afterName are what follows a comma behind a whole name, as letters in lower case.
var afterName = set(`jr sr ii iii iv phd dphil drphil md dds jd esq mba msc bsc ma ba msw rn cpa
	pmp pe cissp`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// setName fills the names of an attendee from the columns of a list, any of which may be empty.
//
// Where the list has a column for only one part of the name, halves, a full name that does not hold that part
// is the other one ("Vorname, Name" and "Name, Surname"). A full name alone is split before its last word,
// which is the family name together with the lower-case words before it ("van", "de la"); "Lovelace, Ada" is
// turned around; a single word is a given name.
func (a *Attendee) setName(given, family, full string, halves bool) {
	switch {
	case given != "" && family != "":
		if full == "" {
			full = given + " " + family
		}
	case halves && given != "" && full != "" && !holds(full, given):
		family, full = full, given+" "+full
	case halves && family != "" && full != "" && !holds(full, family):
		given, full = full, full+" "+family
	case full != "":
		full, given, family = splitName(full)
	default:
		full = given + family
	}
	a.Name, a.GivenName, a.FamilyName = full, given, family
}

func holds(full, part string) bool {
	return strings.Contains(" "+fold(full)+" ", " "+fold(part)+" ") ||
		strings.Contains(fold(full), fold(part)+",")
}

func splitName(name string) (full, given, family string) {
	full, bare := name, name
	if before, after, ok := strings.Cut(name, ","); ok {
		before, after = strings.TrimSpace(before), strings.TrimSpace(after)
		switch {
		case before == "" || after == "":
			full, bare = before+after, before+after
		case afterName[letters(after)] || strings.Contains(after, ","):
			bare = before
		default:
			return after + " " + before, after, before
		}
	}
	words := strings.Fields(bare)
	if len(words) < 2 {
		return full, bare, ""
	}
	at := len(words) - 1
	for at > 1 && isParticle(words[at-1]) {
		at--
	}
	return full, strings.Join(words[:at], " "), strings.Join(words[at:], " ")
}

// isParticle reports whether a word inside a name begins in lower case, as "van" and "de la" do.
func isParticle(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}
