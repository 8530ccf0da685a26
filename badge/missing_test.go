package badge

import (
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Who is told that letters are missing is told of which scripts, in how many texts, and what fonts to get.
func TestFontsMissing(t *testing.T) {
	for _, tt := range []struct{ texts, message, fonts string }{
		{"लल्", "letters of one text: Devanagari (1)", "Noto Sans Devanagari ("},
		{"लल् ल लल्", "letters of 2 texts: Devanagari (2)", "Noto Sans Devanagari ("},
		{"花はな", "letters of one text: Chinese and Japanese (1)", "Noto Sans CJK ("},
		{"དཀ", "letters of one text: Tibetan (1)", "Noto Serif Tibetan ("},
		{"ไทย김 김 Ada", "letters of 2 texts: Korean (2), Thai (1)", "Noto Sans CJK and Noto Sans Thai ("},
		{"Ada🦄", "signs of one text: emoji (1)", "Noto Emoji ("},
		{"Ada🦄 ไ", "letters of 2 texts: Thai (1), emoji (1)", "Noto Emoji and Noto Sans Thai ("},
		{"\ue000 \xff Ada\u202e", "", ""},
	} {
		var l lacking
		known := false
		for _, s := range strings.Fields(tt.texts) {
			if text := typeset.Prepare(s); l.add(s, text) {
				known = true
			}
		}
		f := l.finding()
		if known != (tt.message != "") {
			t.Errorf("%s: %t", tt.texts, known)
		}
		if known && (f.Message != "no font has the "+tt.message ||
			!strings.Contains(f.Hint, "get "+tt.fonts) ||
			(f.Severity == agenda.Warning) != strings.Contains(tt.message, "letters")) {
			t.Errorf("%s: %+v", tt.texts, f)
		}
	}
}
