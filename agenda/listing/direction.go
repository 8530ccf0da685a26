package listing

import (
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"

	"github.com/daysheet/daysheet/agenda"
)

// RightToLeft reports whether the pages of an event are read from right to left. The script of its language
// decides, which a tag may name ("az-Arab"); where the event has no language that is known, its name does.
func RightToLeft(e *agenda.Event) bool {
	tag := language.Make(e.Language)
	if script, sure := tag.Script(); sure != language.No && !tag.IsRoot() {
		return rightToLeftScripts[script.String()]
	}
	return startsRightToLeft(e.Name)
}

// rightToLeftScripts are those in use (ISO 15924).
var rightToLeftScripts = map[string]bool{"Adlm": true, "Arab": true, "Aran": true, "Hebr": true, "Mand": true,
	"Mend": true, "Nkoo": true, "Rohg": true, "Samr": true, "Syrc": true, "Syre": true, "Syrj": true,
	"Syrn": true, "Thaa": true, "Yezi": true}

// startsRightToLeft reports whether the first strong character of s runs from right to left (UAX #9, P2, P3).
func startsRightToLeft(s string) bool {
	for _, r := range s {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
	}
	return false
}
