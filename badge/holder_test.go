package badge

import (
	"testing"

	"github.com/daysheet/daysheet/badge/roster"
)

// A name of China, Japan or Korea is whole: family name first, or as the list writes it, and nothing is lost.
func TestEasternNames(t *testing.T) {
	for want, a := range map[string]roster.Attendee{
		"王小明":      {GivenName: "小明", FamilyName: "王"},
		"佐藤 花子":    {Name: "佐藤 花子", GivenName: "花子", FamilyName: "佐藤"},
		"🎉 王 小明":   {Name: "🎉 王 小明", GivenName: "小明", FamilyName: "王"},
		"김민준 (PM)": {Name: "김민준 (PM)", GivenName: "민준", FamilyName: "김"},
	} {
		if got, rest := parts(a); got != want || rest != "" {
			t.Errorf("%q, %q, want %q", got, rest, want)
		}
	}
}
