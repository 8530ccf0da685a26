package typeset

import (
	"strings"
	"testing"
)

// Where letters show that a syllable goes on, a line does not end; where they show that one begins, it may.
func TestSyllables(t *testing.T) {
	for _, tt := range []struct{ one, begins string }{ // "|" where it is asked
		{"แ|ก้ว", "ปิ่น|แก้ว"},   // a vowel before its consonant
		{"วั|ฒนา", "เหตุ|การณ์"}, // a vowel that a consonant closes; no sign of a beginning
		{"กตัญญูกุ|ล", "ประ|เสริฐ"},
		{"สุวรร|ณ์", "ตัว|อย่าง"},
		{"น|ะ", "ที่|ใช้"},
		{"ສົ|ມ", "ມະຫາ|ໄລ"},
		{"အော|င်", ""},
		{"நாராயண|ன்", ""},
		{"നാരായണ|ൻ", ""},
		{"नारायणस्|वामी", ""},
		{"සුනේත්\u200d|රා", ""},
	} {
		for i, marked := range []string{tt.one, tt.begins} {
			if marked == "" {
				continue
			}
			before, _, _ := strings.Cut(marked, "|")
			text, at := []rune(strings.Replace(marked, "|", "", 1)), len([]rune(before))
			leading := strings.ContainsRune(leadingVowels, text[at])
			if got := oneSyllable(text, at); got != (i == 0) {
				t.Errorf("%s: one syllable %v", marked, got)
			}
			if got := beginsSyllable(text, at); got != leading {
				t.Errorf("%s: begins a syllable %v", marked, got)
			}
		}
	}
}
