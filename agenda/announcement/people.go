package announcement

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/daysheet/daysheet/agenda"
)

var (
	byWord = regexp.MustCompile(`(?i)(?:^|[\s,])by\s+`)
	byVerb = regexp.MustCompile(`(?i)[\s,–—-]*\b(?:presented|given)$`)
	notBy  = words(`(?:sponsored|hosted|provided|powered|organi[sz]ed|offered|served|driven|` +
		`brought to you|moderated|led)$`)
	fullParens  = regexp.MustCompile(`^(.*?)[ ]*（([^（）]+[/／][^（）]+)）$`)
	slashPair   = regexp.MustCompile(` \(([^()]+) / ([^()]+)\)$`)
	parenthesis = regexp.MustCompile(`\(([^()]*)\)`)
	andWord     = regexp.MustCompile(`(?i)\s+(?:and|und|et|&|\+)\s+|\s*[＆、]\s*`)
	particle    = words(`^(?:de|den|der|van|von|vom|zu|la|le|di|da|do|dos|du|` +
		`del|della|bin|ibn|al|el|y|e|ter|ten)$`)
)

// byline takes the speakers off the end of a title: "Secure Kafka by Rajasekar Elango (Salesforce)",
// "秘密（山田 / 会社）". Words behind "by" that do not look like people stay in the title.
func byline(title string) (string, []agenda.Speaker) {
	if m := fullParens.FindStringSubmatch(title); m != nil {
		if people := pairs(m[2]); people != nil {
			return m[1], people
		}
	}
	if m := slashPair.FindStringSubmatchIndex(title); m != nil && isName(title[m[2]:m[3]]) {
		return title[:m[0]], pairs(title[m[2]:m[5]])
	}
	all := byWord.FindAllStringIndex(title, -1)
	if len(all) == 0 {
		return title, nil
	}
	at := all[len(all)-1]
	before := title[:at[0]]
	people, ok := scanPeople(title[at[1]:])
	if !ok || notBy.MatchString(before) {
		return title, nil
	}
	return strings.TrimRight(byVerb.ReplaceAllString(before, ""), " ,:|–—-"), people
}

// pairs reads "name / organization", several of them with commas between.
func pairs(s string) []agenda.Speaker {
	var people []agenda.Speaker
	for _, pair := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、,，;", c) }) {
		name, org, _ := strings.Cut(strings.ReplaceAll(pair, "／", "/"), "/")
		if name = strings.TrimSpace(name); name == "" {
			return nil
		}
		people = append(people, agenda.Speaker{Name: name, Organization: strings.TrimSpace(org)})
	}
	return people
}

// scanPeople reads people as a byline names them: "A and B (Org), C (Org)", "A, Org", "A, B and C". It is
// false where one of them does not look like a name; people still has them, as they are in a column of their
// own.
func scanPeople(s string) (people []agenda.Speaker, ok bool) {
	ok = true
	s = strings.TrimRight(strings.TrimSpace(s), " .,;:|")
	rest := 0
	for _, at := range parenthesis.FindAllStringSubmatchIndex(s, -1) {
		names := strings.Trim(s[rest:at[0]], " ,;")
		if i := andPrefix(names); i > 0 {
			names = names[i:]
		}
		group := splitNames(names)
		for _, name := range group {
			org := strings.TrimSpace(s[at[2]:at[3]])
			ok = ok && (isName(name) || len(group) == 1 && isProper(name))
			people = append(people, agenda.Speaker{Name: name, Organization: org})
		}
		rest = at[1]
	}
	tail := strings.Trim(s[rest:], " ,;")
	if i := andPrefix(tail); i > 0 {
		tail = tail[i:]
	}
	if tail != "" {
		more := withCommas(tail)
		for _, p := range more {
			ok = ok && isName(p.Name) && (p.Organization != "" || !gerund(p.Name))
		}
		people = append(people, more...)
	}
	for _, p := range people {
		ok = ok && p.Name != ""
	}
	return people, ok && len(people) > 0
}

// andPrefix is the length of an "and" at the start of names, behind a closed parenthesis.
func andPrefix(names string) int {
	if at := andWord.FindStringIndex(" " + names); at != nil && at[0] == 0 {
		return at[1] - 1
	}
	return 0
}

// splitNames splits "A, B and C".
func splitNames(s string) []string {
	var names []string
	for _, part := range andWord.Split(s, -1) {
		for _, name := range strings.Split(part, ",") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// withCommas reads names whose organizations stand behind commas: "A, Org", "A and B, Org", "A, Org and B,
// Org". With commas before the last "and" only it is a list of names: "A, B and C".
func withCommas(s string) []agenda.Speaker {
	parts := andWord.Split(s, -1)
	var people []agenda.Speaker
	if !strings.Contains(parts[len(parts)-1], ",") {
		for _, name := range splitNames(s) {
			people = append(people, agenda.Speaker{Name: name})
		}
		return people
	}
	alone := 0 // the first of those who share the next organization
	for _, part := range parts {
		name, org, _ := strings.Cut(part, ",")
		people = append(people, agenda.Speaker{Name: strings.TrimSpace(name)})
		if org = strings.TrimSpace(org); org != "" {
			for ; alone < len(people); alone++ {
				people[alone].Organization = org
			}
		}
	}
	return people
}

// isName reports whether s looks like the full name of a person: two to five words, each with a capital or
// in a script without capitals.
func isName(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 1 {
		return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Lo, c) }) && isProper(s)
	}
	return len(fields) >= 2 && len(fields) <= 6 && isProper(s)
}

// isProper reports whether s is made of proper nouns, as far as letters tell.
func isProper(s string) bool {
	for _, w := range strings.Fields(s) {
		for i, c := range w {
			switch {
			case i == 0 && unicode.IsLower(c) && !particle.MatchString(w),
				!unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune(".'’-‐·・", c):
				return false
			}
		}
	}
	return s != "" && !particle.MatchString(s)
}

// gerund reports whether s starts as "Adding Machines" does, which is no one's name.
func gerund(s string) bool { return strings.HasSuffix(strings.Fields(s + " x")[0], "ing") }
