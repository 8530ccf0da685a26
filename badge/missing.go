package badge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A lacking is the texts that no font has all letters and emoji of. It may be used from any goroutine.
type lacking struct {
	mu      sync.Mutex
	texts   map[string]bool
	scripts map[string]int // how many texts lack letters of it
	fonts   []string
	letters bool // there are more than emoji
}

// add adds a text, where there is a font to get for it.
func (l *lacking) add(s string, t typeset.Text) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.texts[s] {
		return true
	}
	var scripts []string
	of := func(r rune, wanted bool) {
		script, font := fontFor(r)
		if script == "" || !wanted && script != emoji {
			return
		}
		l.letters = l.letters || script != emoji
		if !slices.Contains(scripts, script) {
			scripts = append(scripts, script)
		}
		if !slices.Contains(l.fonts, font) {
			l.fonts = append(l.fonts, font)
		}
	}
	for _, r := range t.Missing {
		of(r, true)
	}
	for _, r := range t.LeftOut {
		of(r, false)
	}
	if scripts == nil {
		return false
	}
	if l.texts == nil {
		l.texts, l.scripts = map[string]bool{}, map[string]int{}
	}
	l.texts[s] = true
	for _, script := range scripts {
		l.scripts[script]++
	}
	return true
}

// finding says which scripts are lacking, and which fonts to get.
func (l *lacking) finding() agenda.Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	const most = 12
	var scripts []string
	for _, script := range slices.Sorted(maps.Keys(l.scripts)) {
		scripts = append(scripts, fmt.Sprintf("%s (%d)", script, l.scripts[script]))
	}
	what, severity := "letters", agenda.Warning
	if !l.letters {
		what, severity = "signs", agenda.Note
	}
	texts := "one text"
	if n := len(l.texts); n > 1 {
		texts = fmt.Sprintf("%d texts", n)
	}
	fonts := listing.English.Join(upTo(most, slices.Sorted(slices.Values(l.fonts))))
	return agenda.Finding{Rule: "fonts-missing", Severity: severity,
		Message: fmt.Sprintf("no font has the %s of %s: %s", what, texts,
			strings.Join(upTo(most, scripts), ", ")),
		Hint: "get " + fonts + " (fonts.google.com/noto), put X-Regular.ttf and X-Bold.ttf in a folder " +
			"beside the event file, and say in the file: fonts: FOLDER"}
}

// upTo is the first of a list, and how many more there are.
func upTo(most int, list []string) []string {
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), fmt.Sprintf("%d more", len(list)-most))
}

// emoji is the script of pictures, which a text may lack without being another.
const emoji = "emoji"

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
			return emoji, "Noto Emoji"
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
