package badge

import (
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge/roster"
)

func TestLetters(t *testing.T) {
	for _, tt := range []struct{ name, list, want string }{
		{"by family name", "Zoe Ames,Todd Águila,Ada Berg,Bo Çelik,Al Zhu", "A0 B1 C1 Z2"},
		{"by given name", "Ada Zhu,Ann Berg,Émile Zola,Eva Ames,Жанна Ким", "A0 E1 Ж2"},
		{"in no order", "Ada Zhu,Bo Zhu,Al Ames,Di Zhu,Bo Ames", ""},
		{"all of one letter", "Ada Ames,Bo Ames,Al Ames", ""},
		{"one page", "Ada Ames,Bo Berg", ""},
		{"no letters", "1 2,3 4,5 6,7 8", ""},
	} {
		var list []roster.Attendee
		for name := range strings.SplitSeq(tt.list, ",") {
			given, family, _ := strings.Cut(name, " ")
			list = append(list, roster.Attendee{GivenName: given, FamilyName: family})
		}
		var got []string
		for _, m := range letters(list, func(i int) int { return i / 2 }) {
			got = append(got, m.Title+string(rune('0'+m.Page)))
		}
		if !slices.Equal(got, strings.Fields(tt.want)) {
			t.Errorf("%s: %q, want %s", tt.name, got, tt.want)
		}
	}
}
