package ical

import (
	"cmp"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// arranged is a session with its rooms, speakers and links in the order that p has them in: which one they
// stand in says nothing. Those that p has not are the last.
func (x *eventFeed) arranged(s *agenda.Session, p *published) *agenda.Session {
	if p == nil || len(s.Rooms) < 2 && len(s.Speakers) < 2 && len(s.Links) < 2 {
		return s
	}
	again := *s
	again.Rooms = inOrderOf(p.component.Text("LOCATION"), strings.Index, s.Rooms, func(ref string) string {
		room, _ := x.dir.Room(ref)
		return input.OneLine(room.Name)
	})
	again.Speakers = inOrderOf(p.speakers(), strings.Index, s.Speakers, func(ref string) string {
		speaker, _ := x.dir.Speaker(ref)
		return speakerLine(input.OneLine(speaker.Name), input.OneLine(speaker.Organization))
	})
	// The links are what the description ends in.
	description := "\n" + p.component.Text("DESCRIPTION") + "\n"
	again.Links = inOrderOf(description, strings.LastIndex, s.Links, func(l agenda.Link) string {
		return "\n" + link{title: input.OneLine(l.Title), address: input.OneLine(l.URL)}.String() + "\n"
	})
	return &again
}

// speakers are those of the entry, each on a line.
func (p *published) speakers() string {
	var b strings.Builder
	for i := range p.component.Properties {
		if q := &p.component.Properties[i]; q.Name == "X-DAYSHEET-SPEAKER" {
			b.WriteString(speakerLine(q.Text(), q.Parameter("X-ORGANIZATION")))
		}
	}
	return b.String()
}

func speakerLine(name, organization string) string { return "\n" + name + "\t" + organization + "\n" }

// inOrderOf sorts a list by where in a text each is named. The longest names are looked for first, so that
// one that is part of another is not found in that.
func inOrderOf[T any](text string, find func(text, name string) int, list []T, name func(T) string) []T {
	type placed struct {
		item  T
		name  string
		place int
	}
	all := make([]placed, len(list))
	for i, item := range list {
		all[i] = placed{item, wire.Clean(name(item)), len(text)}
	}
	byLength := make([]*placed, len(all))
	for i := range all {
		byLength[i] = &all[i]
	}
	slices.SortStableFunc(byLength, func(a, b *placed) int { return cmp.Compare(len(b.name), len(a.name)) })
	for _, p := range byLength {
		if at := find(text, p.name); at >= 0 {
			p.place = at
			// What ends a name may begin the next.
			if n := len(p.name) - 2; n > 0 {
				text = text[:at+1] + strings.Repeat("\x00", n) + text[at+1+n:]
			}
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.place, b.place) })
	sorted := make([]T, len(all))
	for i, p := range all {
		sorted[i] = p.item
	}
	return sorted
}
