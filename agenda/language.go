package agenda

import (
	"cmp"
	"strings"
)

// languageNames names those in which sessions are most often held; others are named by their tag.
var languageNames = map[string]string{
	"ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
	"el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
	"fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
	"it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
	"no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
	"ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
	"tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}

// primaryLanguage is that of a tag (BCP 47) without script and region: "pt" of "pt-BR".
func primaryLanguage(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}

// LanguageName names the language of a tag in English: "German" of "de-CH". One that has no name here is its
// tag.
func LanguageName(tag string) string { return cmp.Or(languageNames[primaryLanguage(tag)], tag) }

// LanguageWords says in which language a session is held, "in Arabic", where that is not the event's. Both
// are tags (BCP 47), and empty where they are unknown.
func LanguageWords(session, event string) string {
	p := primaryLanguage(session)
	if p == "" || p == primaryLanguage(event) {
		return ""
	}
	if name := languageNames[p]; name != "" {
		return "in " + name
	}
	return "language: " + session
}
