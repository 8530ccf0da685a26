package page

import (
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// lengthWords says how long d is: "10 minutes", "1 hour 30 minutes".
func lengthWords(d time.Duration) string {
	minutes := int(d / time.Minute)
	var words []string
	for _, unit := range []struct {
		n    int
		name string
	}{{minutes / 60, "hour"}, {minutes % 60, "minute"}} {
		if unit.n > 0 {
			words = append(words, counted(unit.n, unit.name))
		}
	}
	if words == nil {
		return "less than a minute"
	}
	return strings.Join(words, " ")
}

// counted gives "1 hour", "2 hours".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// kindWords are the kinds worth a word; a talk is what one expects, and a break says so itself.
var kindWords = map[agenda.Kind]string{
	agenda.Keynote: "Keynote", agenda.Panel: "Panel", agenda.Workshop: "Workshop",
	agenda.Social: "Social",
}

var statusWords = map[agenda.Status]string{agenda.Tentative: "Tentative", agenda.Cancelled: "Cancelled"}

// languages names those in which sessions are most often held; others are named by their tag.
var languages = map[string]string{
	"ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
	"el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
	"fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
	"it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
	"no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
	"ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
	"tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}

// primary is the language of a tag without its script and region: "pt" of "pt-BR".
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}

// languageWords says in which language a session is held, where it is not that of the event.
func languageWords(session, event string) string {
	p := primary(session)
	if p == "" || p == primary(event) {
		return ""
	}
	if name := languages[p]; name != "" {
		return "in " + name
	}
	return "language: " + session
}

// direction is that of the writing of a language: "rtl" or "ltr".
func direction(tag string) string {
	switch primary(tag) {
	case "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
