package badge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// fontHint names the fonts to get for the letters and emoji of a text that no font has. It is empty where
// none is known.
func fontHint(t typeset.Text) string {
	var fonts []string
	need := func(r rune, letters bool) {
		font := fontFor(r)
		if font != "" && (letters || font == emojiFont) && !slices.Contains(fonts, font) {
			fonts = append(fonts, font)
		}
	}
	for _, r := range t.Missing {
		need(r, true)
	}
	for _, r := range t.LeftOut {
		need(r, false)
	}
	if fonts == nil {
		return ""
	}
	slices.Sort(fonts)
	return "get " + input.First(12, fonts, " and ") +
		" (fonts.google.com/noto), put X-Regular.ttf and X-Bold.ttf in a folder beside the event file, " +
		"and say in the file: fonts: FOLDER"
}

const emojiFont = "Noto Emoji"

// scriptFonts are the fonts of scripts whose font is not Noto Sans with the name of the script.
var scriptFonts = map[string]string{
	"Han": "Noto Sans CJK", "Hiragana": "Noto Sans CJK", "Katakana": "Noto Sans CJK",
	"Bopomofo": "Noto Sans CJK", "Hangul": "Noto Sans CJK",
	"Tibetan": "Noto Serif Tibetan", "Nko": "Noto Sans NKo",
	"Latin": "Noto Sans", "Greek": "Noto Sans", "Cyrillic": "Noto Sans",
}

// fontFor names a font that has r, and none where r may be of any script.
func fontFor(r rune) string {
	switch {
	case r == utf8.RuneError || unicode.In(r, unicode.Inherited, unicode.Co):
		return ""
	case unicode.Is(unicode.Common, r) && unicode.In(r, unicode.So, unicode.Sk):
		return emojiFont
	case unicode.Is(unicode.Common, r):
		return ""
	}
	for name, table := range unicode.Scripts { // each rune is in one
		if unicode.Is(table, r) {
			return cmp.Or(scriptFonts[name], "Noto Sans "+strings.ReplaceAll(name, "_", " "))
		}
	}
	return ""
}
