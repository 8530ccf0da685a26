package reader

import (
	"fmt"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// people find the speakers of an event again as its sessions name them.
type people struct {
	refs   map[person]string
	first  map[string]int // of a name, the index of the first
	number map[string]int // of a name, how many there are
	ids    map[string]bool
}

type person struct{ name, organization string }

// add gives the reference of a speaker, who is listed with the event unless already there. Where the feed is
// not exact about organizations, one that is named without goes for one that has any.
func (p *people) add(e *agenda.Event, s agenda.Speaker, exact bool) string {
	if p.refs == nil {
		p.refs, p.first, p.number = map[person]string{}, map[string]int{}, map[string]int{}
		p.ids = map[string]bool{}
	}
	key := person{s.Name, s.Organization}
	if ref, ok := p.refs[key]; ok {
		return ref
	}
	ref := s.Name
	if i, ok := p.first[s.Name]; ok && !exact && s.Organization == "" {
		ref = s.Name
	} else if ok && !exact && e.Speakers[i].Organization == "" {
		e.Speakers[i].Organization = s.Organization
	} else {
		if !ok {
			p.first[s.Name] = len(e.Speakers)
		}
		if p.number[s.Name]++; p.number[s.Name] > 1 {
			s.ID = fmt.Sprintf("%s-%d", agenda.Slug(s.Name), p.number[s.Name])
			for n := 2; p.ids[s.ID]; n++ {
				s.ID = fmt.Sprintf("%s-%d-%d", agenda.Slug(s.Name), p.number[s.Name], n)
			}
			p.ids[s.ID] = true
			ref = s.ID
		}
		e.Speakers = append(e.Speakers, s)
	}
	p.refs[key] = ref
	return ref
}

// byline is how a description of ours names speakers.
func byline(speakers []agenda.Speaker) string {
	speakers = slices.Clone(speakers)
	var s agenda.Session
	for i := range speakers {
		speakers[i].ID = fmt.Sprint(i)
		s.Speakers = append(s.Speakers, speakers[i].ID)
	}
	return listing.English.Byline((&agenda.Event{Speakers: speakers}).Directory(), &s)
}
