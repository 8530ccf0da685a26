package eventfile

import (
	"strings"

	"github.com/daysheet/daysheet/agenda"
)

// A person is a speaker as a session names him.
type person struct {
	name         string // or id
	organization string
	form         form
	at           place
}

// A form says how a person's words are to be read, where they are not those of a listed speaker.
type form int

const (
	exact    form = iota // as they are
	single               // one person, maybe with an organization
	sentence             // any number of people
)

// people reads "Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)".
func people(by string) []person {
	var out []person
	for _, s := range agenda.ParseByline(by) {
		out = append(out, person{name: s.Name, organization: s.Organization})
	}
	return out
}

// onePerson reads "Name (Organization)", an entry of a list, whatever words join the name.
func onePerson(s string) person {
	if one := people(s); len(one) == 1 && (one[0].organization != "" || one[0].name == s) {
		return one[0]
	}
	open, depth := len(s), 0
	for strings.HasSuffix(s, ")") && open > 0 && (depth > 0 || open == len(s)) {
		open--
		switch s[open] {
		case ')':
			depth++
		case '(':
			depth--
		}
	}
	if name := strings.TrimSpace(s[:open]); depth == 0 && name != "" && open < len(s) {
		return person{name: name, organization: strings.TrimSpace(s[open+1 : len(s)-1])}
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

// introduce finds the speakers that the sessions name, and makes those speakers who are not listed.
func (f *file) introduce(named [][]person, listed bool) {
	e := f.event
	known := e.Directory()
	index := map[string]int{} // of those in e.Speakers, by what names them
	for i := len(e.Speakers) - 1; i >= 0; i-- {
		index[e.Speakers[i].Name] = i
	}
	for i := len(e.Speakers) - 1; i >= 0; i-- {
		if id := e.Speakers[i].ID; id != "" {
			index[id] = i
		}
	}
	for i, by := range named {
		var out []person
		for _, p := range by {
			for _, q := range p.read(known) {
				q.at = p.at
				out = append(out, q)
			}
		}
		s := &e.Sessions[i]
		for _, p := range out {
			j, ok := index[p.name]
			if !ok && (!listed || p.organization != "") {
				j = len(e.Speakers)
				index[p.name] = j
				e.Speakers = append(e.Speakers, agenda.Speaker{Name: p.name})
				f.places.speakers[p.name] = p.at
				ok = true
			}
			ref := p.name
			if ok {
				who := &e.Speakers[j]
				ref = reference(*who)
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
			s.Speakers = append(s.Speakers, ref)
		}
	}
}

func reference(s agenda.Speaker) string {
	if s.ID != "" {
		return s.ID
	}
	return s.Name
}
