package announcement

import (
	"regexp"

	"github.com/daysheet/daysheet/agenda"
)

// kinds are the words by which a title tells what it is; the first that matches decides. The spoken ones go
// for every row, the others for rows without a speaker: a talk may well be about a party.
var kinds = []struct {
	kind   agenda.Kind
	spoken bool
	title  *regexp.Regexp
}{
	{agenda.Keynote, true, words(`keynote`)},
	{agenda.Panel, true, words(`panel|fireside|q ?(&|and|\+) ?a|questions and answers|ask me anything`)},
	{agenda.Workshop, true, regexp.MustCompile(`(?i)^(hands-on|workshop\b)|\bworkshop:|\(workshop\)`)},
	{agenda.Registration, false, words(`registration|register|check-?in|doors|arriv\w*|sign-?in`)},
	{agenda.Break, false, words(`break|breakfast|lunch|coffee|tea|pause|intermission`)},
	{agenda.Social, false,
		words(`networking|meet and greet|meet & greet|social|drinks|beers?|pizza|` +
			`party|dinner|mingl\w*|reception|happy hour|hang ?out`)},
	{agenda.Other, false,
		regexp.MustCompile(`(?i)\bwelcome\b|` +
			`^(?:opening|closing|close|wrap|final words|set-?up|end)\b|` +
			`\b(?:announcements|remarks|closed?|introductionary)\b|\bintro(?:duction)?s?(?:$|,| &| and)`)},
}

func words(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`) }

func kindOf(s *agenda.Session) agenda.Kind {
	for _, k := range kinds {
		if (k.spoken || len(s.Speakers) == 0) && k.title.MatchString(s.Title) {
			return k.kind
		}
	}
	return agenda.Talk
}
