package eventfile

import (
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
)

// kindWords are what the titles of sessions consist of that are no talk. Each part of a title must be one
// of them, and the first one gives the kind; a title that says anything else is not guessed at.
var kindWords = map[agenda.Kind][]string{
	agenda.Registration: {"registration", "check-in", "check in", "doors open", "doors", "badge pickup",
		"registration opens", "arrival", "anmeldung", "einlass"},
	agenda.Break: {"break", "coffee", "coffee break", "tea", "tea break", "lunch", "lunch break",
		"short break",
		"breakfast", "intermission", "pause", "kaffeepause", "mittagspause"},
	agenda.Social: {"networking", "social", "drinks", "reception", "dinner", "party", "pizza", "beer",
		"mingling", "after-party", "afterparty", "happy hour", "welcome reception"},
}

var kindOfWord = func() map[string]agenda.Kind {
	m := map[string]agenda.Kind{}
	for kind, words := range kindWords {
		for _, w := range words {
			m[w] = kind
		}
	}
	return m
}()

// guessKind gives the kind that a title alone tells: that of "Registration and networking" or "Lunch".
func guessKind(title string) agenda.Kind {
	if len(title) > 60 {
		return ""
	}
	title = strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", "/", ",", "+", ",").
		Replace(strings.ToLower(title))
	parts := strings.Split(title, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if slices.ContainsFunc(parts, func(p string) bool { return kindOfWord[p] == "" }) {
		return ""
	}
	return kindOfWord[parts[0]]
}
