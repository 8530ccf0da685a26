package eventfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	waiting := 0 // the first of out that waits for its organization
	from := 0
	name := func(to int) {
		if s := strings.TrimSpace(by[from:to]); s != "" {
			out = append(out, person{name: s})
		}
	}
	closed := parentheses(by)
	for i := 0; i < len(by); {
		if n := separator(by, i); n > 0 {
			name(i)
			i += n
			from = i
			continue
		}
		end, ok := closed[i]
		if !ok {
			i++
			continue
		}
		behind := end + len(by[end:]) - len(strings.TrimLeft(by[end:], " \t\n"))
		last := behind == len(by) || separator(by, behind) > 0 || separator(by, end) > 0
		if last && (waiting < len(out) || strings.TrimSpace(by[from:i]) != "") {
			name(i)
			for ; waiting < len(out); waiting++ {
				out[waiting].organization = strings.TrimSpace(by[i+1 : end-1])
			}
			from = end
		}
		i = end
	}
	name(len(by))
	return out
}

// parentheses gives the end of each parenthesis of s by its start.
func parentheses(s string) map[int]int {
	var open []int
	closed := map[int]int{}
	for i := range len(s) {
		switch {
		case s[i] == '(':
			open = append(open, i)
		case s[i] == ')' && len(open) > 0:
			closed[open[len(open)-1]] = i + 1
			open = open[:len(open)-1]
		}
	}
	return closed
}

// separator is the length of what parts two names at by[i:], or 0: a comma, a semicolon, or " and " and
// " & " without the space behind them.
func separator(by string, i int) int {
	switch by[i] {
	case ',', ';':
		return 1
	case ' ', '\t', '\n':
		for _, word := range [...]string{"and", "&"} {
			end := i + 1 + len(word)
			if end <= len(by) && strings.EqualFold(by[i+1:end], word) {
				if r, _ := utf8.DecodeRuneInString(by[end:]); end == len(by) || unicode.IsSpace(r) {
					return 1 + len(word)
				}
			}
		}
	}
	return 0
}

// onePerson reads "Name (Organization)", an entry of a list.
func onePerson(s string) person {
	for start, end := range parentheses(s) {
		if name := strings.TrimSpace(s[:start]); end == len(s) && name != "" {
			return person{name: name, organization: strings.TrimSpace(s[start+1 : end-1])}
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
