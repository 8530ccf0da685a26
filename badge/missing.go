package badge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// advice says to an organizer what to do about letters that no font has: which font to get for which script,
// as far as the letters tell, or what else.
func advice(missing []rune, otherwise string) string {
	var scripts, fonts []string
	for _, r := range missing {
		script, font := fontFor(r)
		if script != "" && !slices.Contains(scripts, script) {
			scripts = append(scripts, script)
		}
		if font != "" && !slices.Contains(fonts, font) {
			fonts = append(fonts, font)
		}
	}
	const most = 3
	if len(fonts) == 0 || len(fonts) > most {
		return "name a font that has it with fonts: in the event file, or " + otherwise
	}
	return "get a font for " + agenda.Join(scripts) + ", such as " + agenda.Join(fonts) +
		" (fonts.google.com/noto), and name its file with fonts: in the event file, or " + otherwise
}

// known are the scripts that readers call otherwise than Unicode does, or whose font is not Noto Sans with
// the name of the script.
var known = map[string]struct{ script, font string }{
	"Han":      {"Chinese and Japanese", "Noto Sans CJK"},
	"Hiragana": {"Chinese and Japanese", "Noto Sans CJK"},
	"Katakana": {"Chinese and Japanese", "Noto Sans CJK"},
	"Bopomofo": {"Chinese and Japanese", "Noto Sans CJK"},
	"Hangul":   {"Korean", "Noto Sans CJK"},
	"Myanmar":  {"Burmese", ""},
	"Ethiopic": {"Amharic", ""},
	"Tibetan":  {"", "Noto Serif Tibetan"},
	"Nko":      {"N’Ko", "Noto Sans NKo"},
	"Latin":    {"", "Noto Sans"},
	"Greek":    {"", "Noto Sans"},
	"Cyrillic": {"", "Noto Sans"},
}

// fontFor names the script of a rune and a font that has it; both are empty where it may be of any script.
func fontFor(r rune) (script, font string) {
	if r == utf8.RuneError || unicode.In(r, unicode.Inherited, unicode.Co) {
		return "", ""
	}
	if unicode.Is(unicode.Common, r) {
		if unicode.In(r, unicode.So, unicode.Sk) {
			return "emoji", "Noto Color Emoji"
		}
		return "", ""
	}
	for name, table := range unicode.Scripts { // each rune is in one
		if unicode.Is(table, r) {
			words := strings.ReplaceAll(name, "_", " ")
			k := known[name]
			return cmp.Or(k.script, words), cmp.Or(k.font, "Noto Sans "+words)
		}
	}
	return "", ""
}
