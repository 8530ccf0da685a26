package eventfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// person is a speaker as a session names one.
type person struct {
	name         string // or id
	organization string
	form         form
	at           int // in the file
}

// form says how the words for a person are read where no listed speaker has that name.
type form int

const (
	exact    form = iota // as they are
	single               // one person, maybe with an organization
	sentence             // any number of people
)

// people reads "Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)".
func people(by string) []person {
	var out []person
	for _, s := range input.ParseByline(by) {
		out = append(out, person{name: s.Name, organization: s.Organization})
	}
	return out
}

// onePerson reads "Name (Organization)", an entry of a list, whatever words join the name.
func onePerson(s string) person {
	if one := people(s); len(one) == 1 && (one[0].organization != "" || one[0].name == s) {
		return one[0]
	}
	depth := 0
	for i := len(s) - 1; i >= 0 && strings.HasSuffix(s, ")"); i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			depth--
		}
		if name := strings.TrimSpace(s[:i]); depth == 0 && name != "" {
			return person{name: name, organization: strings.TrimSpace(s[i+1 : len(s)-1])}
		} else if depth == 0 {
			break
		}
	}
	return person{name: s}
}

// read gives the people that p's words name, of whom known are listed.
func (p person) read(known agenda.Directory) []person {
	_, ok := known.Speaker(p.name)
	switch {
	case !ok && p.form == sentence:
		return people(p.name)
	case !ok && p.form == single:
		return []person{onePerson(p.name)}
	}
	return []person{p}
}

// resolveSpeakers finds the speakers that the sessions name. Without a list of speakers it makes one of them.
func (f *file) resolveSpeakers(named [][]person, listed bool) {
	e := f.event
	known := e.Directory()
	index := map[string]int{} // of those in e.Speakers, by what names them
	for i, s := range slices.Backward(e.Speakers) {
		index[s.Name] = i
	}
	for i, s := range slices.Backward(e.Speakers) {
		if s.ID != "" {
			index[s.ID] = i
		}
	}
	told := map[string]bool{}
	for i, by := range named {
		var out []person
		for _, p := range by {
			all := p.read(known)
			for _, q := range all {
				q.at = p.at
				out = append(out, q)
			}
			f.maybeOrganization(p, all, index)
		}
		s := &e.Sessions[i]
		for _, p := range out {
			j, ok := index[p.name]
			if !ok && !listed {
				j, ok = len(e.Speakers), true
				index[p.name] = j
				e.Speakers = append(e.Speakers, agenda.Speaker{Name: p.name})
				f.setPlace(p.name, p.at)
			}
			if !ok {
				s.Speakers = append(s.Speakers, p.name)
				if p.organization != "" && !told[p.name] {
					told[p.name] = true
					f.warnUnlisted(p, len(told) <= maxErrors)
				}
				continue
			}
			who := &e.Speakers[j]
			s.Speakers = append(s.Speakers, speakerRef(*who))
			switch {
			case p.organization == "" || p.organization == who.Organization:
			case who.Organization == "":
				who.Organization = p.organization
			default:
				f.add("two-organizations", agenda.Warning, p.at,
					"write the same one in both places, or give the two people different names",
					"%s is with %s here, but with %s before", who.Name, p.organization, who.Organization)
			}
		}
	}
}

// warnUnlisted warns that the organization of p, who is none of the listed speakers, is left out. With guess
// it looks for the one who is meant.
func (f *file) warnUnlisted(p person, guess bool) {
	var names []string
	for _, s := range f.event.Speakers {
		if guess && s.Name != "" {
			names = append(names, s.Name)
		}
	}
	hint := fmt.Sprintf("list %q in `speakers:`", p.String())
	if near := input.Near(p.name, names); len(near) > 0 {
		hint = fmt.Sprintf("write %q as in `speakers:`, or ", near[0]) + hint
	}
	f.add("unlisted-speaker", agenda.Warning, p.at, hint,
		"%s is none of the listed speakers, so %s is left out", input.Shorten(p.name, 60),
		input.Shorten(p.organization, 60))
}

// maybeOrganization warns where a name in the sentence p, of the people that it names, looks like the
// organization of the one before: one word behind a comma, behind a name of several.
func (f *file) maybeOrganization(p person, people []person, known map[string]int) {
	if p.form != sentence || len(people) == 0 {
		return
	}
	for i, q := range people[1:] {
		before := people[i]
		_, is := known[q.name]
		if !is && q.organization == "" && before.organization == "" &&
			!placeholders[strings.ToLower(q.name)] &&
			len(strings.Fields(q.name)) == 1 && len(strings.Fields(before.name)) > 1 &&
			strings.Contains(p.name, before.name+", "+q.name) {
			f.add("maybe-organization", agenda.Warning, p.at,
				fmt.Sprintf("write %q, if that is an organization",
					person{name: before.name, organization: q.name}),
				"%s is taken for a speaker", input.Quote(q.name))
			return
		}
	}
}

// placeholders are words that stand for a name that is not known yet.
var placeholders = map[string]bool{"tba": true, "tbd": true, "tbc": true, "others": true, "more": true}

func speakerRef(s agenda.Speaker) string { return cmp.Or(s.ID, s.Name) }
