package diff

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda/input"
)

// FuzzAppendPlain proves that a digest reads a text as a reader of the feed does, on one line.
func FuzzAppendPlain(f *testing.F) {
	for _, s := range []string{
		"", " a  b\n", "x\x00y\tz\u0085\u009f.", "é \u2028日本\u3000語", "a\x00 \r\n b\x7f",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, want := string(appendPlain([]byte("b"), s)), "b"+input.OneLine(withoutControls(s))
		if utf8.ValidString(s) && got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}

func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
