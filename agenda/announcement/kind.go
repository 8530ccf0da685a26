package announcement

import (
	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// contentKinds lists words that tell the kind of a session with content; the first that matches decides.
// [input.KindOf] knows the others: breaks, registration, socials.
var contentKinds = []struct {
	kind  agenda.Kind
	title lazyRegexp
}{
	{agenda.Keynote, words(`keynote`)},
	{agenda.Panel, pattern(`(?i)^panel\b|\bpanel discussion\b|[:–—-] panel$|` +
		`\b(?:fireside|q ?(?:&|and|\+) ?a|questions and answers|ask me anything)\b`)},
	{agenda.Workshop, pattern(`(?i)^(?:hands-on|workshop)\b|\bworkshop:|\(workshop\)`)},
}

// framing matches the title of a row that only opens, closes or connects the others.
var framing = pattern(`(?i)^` + frameWord +
	`(?:(?:,| ?&| ?/| ?\+|,? and|,? und) ` + frameWord + `)*` +
	`(?: (?:by|from|to) (?:the|our) [\p{L} ]{1,40})?[.!]?$`)

const frameWord = `(?:(?:short|brief|official|quick|the|final|opening|closing|welcome|welcoming|` +
	`introductory|introduction|participants'?|round-the-room|'round-the-room) )*` +
	`(?:welcome|welcome notes?|opening|closing|close|close up|wrap[- ]?up|words|remarks|announcements?|` +
	`intros?|introductions?|set-?up|end|the end|farewell|goodbye|thanks|begrüßung|eröffnung|` +
	`verabschiedung|abschluss)`

// kindOf guesses the kind of s. A session with a speaker is no break, registration or social.
func kindOf(s *agenda.Session) agenda.Kind {
	for _, k := range contentKinds {
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
	if framing().MatchString(s.Title) {
		return agenda.Other
	}
	return ""
}
