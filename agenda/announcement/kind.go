package announcement

import (
	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// spoken are the words by which the title of a row with content tells what it is; the first that matches
// decides. What the room around the content is called, [input.KindOf] knows.
var spoken = []struct {
	kind  agenda.Kind
	title compiled
}{
	{agenda.Keynote, words(`keynote`)},
	{agenda.Panel, pattern(`(?i)^panel\b|\bpanel discussion\b|[:–—-] panel$|` +
		`\b(?:fireside|q ?(?:&|and|\+) ?a|questions and answers|ask me anything)\b`)},
	{agenda.Workshop, pattern(`(?i)^(?:hands-on|workshop)\b|\bworkshop:|\(workshop\)`)},
}

// frame is the title of a row that only opens, closes or connects the others, and says nothing else.
var frame = pattern(`(?i)^` + frameWord +
	`(?:(?:,| ?&| ?/| ?\+|,? and|,? und) ` + frameWord + `)*` +
	`(?: (?:by|from|to) (?:the|our) [\p{L} ]{1,40})?[.!]?$`)

const frameWord = `(?:(?:short|brief|official|quick|the|final|opening|closing|welcome|welcoming|` +
	`introductory|introduction|participants'?|round-the-room|'round-the-room) )*` +
	`(?:welcome|welcome notes?|opening|closing|close|close up|wrap[- ]?up|words|remarks|announcements?|` +
	`intros?|introductions?|set-?up|end|the end|farewell|goodbye|thanks|begrüßung|eröffnung|` +
	`verabschiedung|abschluss)`

// kindOf guesses the kind of s. A session with a speaker is not the room around the content.
func kindOf(s *agenda.Session) agenda.Kind {
	for _, k := range spoken {
		if k.title().MatchString(s.Title) {
			return k.kind
		}
	}
	if len(s.Speakers) > 0 {
		return ""
	}
	if kind := input.KindOf(s.Title); kind != "" {
		return kind
	}
	if frame().MatchString(s.Title) {
		return agenda.Other
	}
	return ""
}
