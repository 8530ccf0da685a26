package ical

import (
	"testing"
	"unicode/utf8"
)

// FuzzAppendPlain: a text is digested as a reader of the feed has it.
func FuzzAppendPlain(f *testing.F) {
	for _, s := range []string{
		"", " a  b\n", "x\x00y\tz\u0085\u009f.", "é \u2028日本\u3000語", "a\x00 \r\n b\x7f",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, want := string(appendPlain([]byte("b"), s)), "b"+plainText(s)
		if utf8.ValidString(s) && got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}
