package announcement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

var (
	byWord = pattern(`(?i)(?:^|[\s,])by\s+`)
	byVerb = pattern(`(?i)[\s,–—-]*\b(?:presented|given)$`)
	notBy  = words(`(?:sponsored|hosted|provided|powered|organi[sz]ed|offered|served|driven|` +
		`brought to you|moderated|led)$`)
	byParens   = pattern(`^(.+?) *\(((?i:(?:presented |given )?by) [^()]+)\)$`)
	fullParens = pattern(`^(.*?)[ ]*（([^（）]+[/／][^（）]+)）$`)
	slashPair  = pattern(` \(([^()]+) / ([^()]+)\)$`)
	andWord    = pattern(`(?i)\s+(?:and|und|et|&|\+)\s+|\s*[＆、]\s*`)
	atWord     = pattern(`^(.+?),? +(?:(?i:from|of|at|bei|chez) +|@ *)([^,]+)$`)
	particle   = words(`^(?:de|den|der|van|von|vom|zu|la|le|di|da|do|dos|du|` +
		`del|della|bin|ibn|al|el|y|e|ter|ten)$`)
)

// byline takes the speakers off a title: "Secure Kafka by Rajasekar Elango (Salesforce)", "Rivers - Ada Quill
// (Map Friends)", "秘密（山田 / 会社）". Words that do not look like people stay in the title; doubtful is what
// of them might be people all the same.
func byline(title string) (rest string, people []agenda.Speaker, doubtful string) {
	if m := byParens().FindStringSubmatch(title); m != nil {
		if rest, people, _ := byline(m[1] + " " + m[2]); len(people) > 0 {
			return rest, people, ""
		}
	}
	if m := fullParens().FindStringSubmatch(title); m != nil {
		if people := pairs(m[2]); people != nil {
			return m[1], people, ""
		}
	}
	if m := slashPair().FindStringSubmatchIndex(title); m != nil && isName(title[m[2]:m[3]]) {
		return title[:m[0]], pairs(title[m[2]:m[5]]), ""
	}
	all := byWord().FindAllStringIndex(title, -1)
	if len(all) == 0 {
		return setOffNames(title)
	}
	at := all[len(all)-1]
	before := title[:at[0]]
	people, ok := scanPeople(title[at[1]:])
	switch {
	case notBy().MatchString(before):
		return title, nil, ""
	case !ok && len(people) > 0 && capital(people[0].Organization):
		return title, nil, title[at[1]:]
	case !ok:
		return title, nil, ""
	}
	return strings.TrimRight(byVerb().ReplaceAllString(before, ""), " ,:|–—-"), people, ""
}

// The places in a title that people have without a "by", each with the groups "title" and "people".
var setOffs = []lazyRegexp{
	pattern(`^(?P<people>[^():]+ \([^()]+\)) ?(?::|-|–|—) +(?P<title>.+)$`), // Ada Quill (Org): A
	pattern(`^(?P<title>.+) +(?:-|–|—|//|\|) +(?P<people>.+)$`),             // A - Ada Quill, Org
	pattern(`^(?P<title>.+?) +\((?P<people>[^(),]+,[^()]+)\)$`),             // A (Ada Quill, Org)
}

// setOffNames takes people without a "by" off a title. They must have an organization, or "State Machines"
// would be one of them.
func setOffNames(title string) (rest string, people []agenda.Speaker, doubtful string) {
	for _, form := range setOffs {
		m := form().FindStringSubmatch(title)
		if m == nil {
			continue
		}
		rest, names := m[form().SubexpIndex("title")], m[form().SubexpIndex("people")]
		people, ok := scanPeople(names)
		employed := len(people) > 0
		for _, p := range people {
			ok = ok && isPerson(p.Name)
			employed = employed && capital(p.Organization)
		}
		if ok && employed {
			return rest, people, ""
		}
		if ok || employed && isProper(people[0].Name) && len(strings.Fields(people[0].Name)) <= 3 {
			doubtful = names
		}
	}
	return title, nil, doubtful
}

// capital reports whether s begins as a proper noun does, as far as its script tells.
func capital(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first) && !unicode.IsLower(first)
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

// scanPeople reads people as a byline names them: "A and B (Org), C (Org)", "A, Org", "A, B and C", "A from
// Org", "A, engineer at Org". It is false where one of them does not look like a name; people still has them,
// as they are in a column of their own.
func scanPeople(s string) (people []agenda.Speaker, ok bool) {
	s = strings.TrimRight(strings.TrimSpace(s), " .,;:|")
	if strings.ContainsAny(s, "(（;；") {
		people = input.ParseByline(s)
	} else {
		people = withCommas(s)
	}
	ok = len(people) > 0
	for i := range people {
		p := &people[i]
		if m := atWord().FindStringSubmatch(p.Name); m != nil && p.Organization == "" && isName(m[1]) &&
			capital(m[2]) {
			p.Name, p.Organization = m[1], m[2]
		} else if m := role().FindStringSubmatch(p.Organization); m != nil {
			p.Biography, p.Organization = p.Organization, m[1]
		}
		shared := i > 0 && people[i-1].Organization == p.Organization ||
			i+1 < len(people) && people[i+1].Organization == p.Organization
		ok = ok && (isName(p.Name) && (p.Organization != "" || !gerund(p.Name)) ||
			p.Organization != "" && !shared && isProper(p.Name))
	}
	return people, ok
}

// withCommas reads names whose organizations stand behind commas: "A, Org", "A and B, Org", "A, Org and B,
// Org". With commas before the last "and" only it is a list of names: "A, B and C", unless a part like
// "engineer at Org" tells that it is none.
func withCommas(s string) []agenda.Speaker {
	if roles := listed(s); roles != nil {
		return roles
	}
	var people []agenda.Speaker
	parts := andWord().Split(s, -1)
	if !strings.Contains(parts[len(parts)-1], ",") {
		return input.ParseByline(s)
	}
	alone := 0 // the first of those who share the next organization
	for _, part := range parts {
		name, org, _ := strings.Cut(part, ",")
		people = append(people, agenda.Speaker{Name: strings.TrimSpace(name)})
		if org = strings.Trim(org, " ,"); org != "" {
			for ; alone < len(people); alone++ {
				people[alone].Organization = org
			}
		}
	}
	return people
}

// listed reads "A, engineer at Org, and B, founder of Org"; nil where nobody has such a part.
func listed(s string) []agenda.Speaker {
	var people []agenda.Speaker
	all := input.ParseByline(s)
	for _, p := range all {
		last := len(people) - 1
		if last >= 0 && people[last].Organization == "" && role().MatchString(p.Name) {
			people[last].Organization = p.Name
			continue
		}
		people = append(people, p)
	}
	if len(people) == len(all) {
		return nil
	}
	return people
}

// role matches a position with its organization: "CTO at Acme", "@ Acme".
var role = pattern(`^(?:(?i:[^,@]*\b(?:c[eftio]o|vp|engineer|developer|architect|manager|` +
	`director|lead|head|chief|founder|professor|researcher|scientist|consultant|analyst|designer|advocate|` +
	`evangelist|owner|president|student|maintainer|committer|sre|officer|author|specialist|partner|` +
	`entwickler(?:in)?)\b` +
	`[^,@]*?) (?:at|@|of|bei|chez) ?|[^,@]*@ ?)([\p{Lu}\p{Lo}\d][^,]*)$`)

// isPerson reports whether s is a name and holds none of the words of titles and rooms. It is for texts that
// nothing marks as a person.
func isPerson(s string) bool {
	return isName(s) && !gerund(s) && len(strings.Fields(s)) <= 4 && !noName().MatchString(s)
}

var noName = words(`a|an|the|in|on|of|for|with|how|why|what|your|my|our|from|to|is|part|level|session|` +
	`track|room|hall|floor|building|stage|street|house|day|talk|talks|workshop|keynote|panel|demo|intro|` +
	`introduction|advanced|beginners?|lightning|open|live|online|remote|apache|google|amazon|microsoft|` +
	`cloud|data|machine|` +
	`machines|learning|streams?|systems?|guide|course|overview|update|questions|answers|discussion|edition|` +
	`saal|raum|teil|halle|straße`)

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
			case i == 0 && unicode.IsLower(c) && !particle().MatchString(w),
				!unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune(".'’-‐·・", c):
				return false
			}
		}
	}
	return s != "" && !particle().MatchString(s)
}

// gerund reports whether s starts as "Adding Machines" does, which is no one's name.
func gerund(s string) bool { return strings.HasSuffix(strings.Fields(s + " x")[0], "ing") }
