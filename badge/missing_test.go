package badge

import (
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Who is told that letters are missing is told what fonts to get.
func TestFontHint(t *testing.T) {
	for text, want := range map[string]string{
		"लल्":                   "Noto Sans Devanagari",
		"花はな":                   "Noto Sans CJK",
		"དཀ":                    "Noto Serif Tibetan",
		"ไทย김 Ada":              "Noto Sans CJK and Noto Sans Thai",
		"Ada🦄":                  "Noto Emoji",
		"Ada🦄 ไ":                "Noto Emoji and Noto Sans Thai",
		"\ue000 \xff Ada\u202e": "",
		"Ada":                   "",
	} {
		hint := fontHint(typeset.Prepare(text))
		if want != "" && !strings.HasPrefix(hint, "get "+want+" (") || want == "" && hint != "" {
			t.Errorf("%s: %q, want %q", text, hint, want)
		}
	}
}
