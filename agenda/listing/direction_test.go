package listing

import (
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
)

func TestRightToLeft(t *testing.T) {
	for _, tt := range []struct {
		language, name string
		want           bool
	}{
		{"", "Apache Kafka meetup", false},
		{"", "ערב קפקא", true},
		{"", "2026: ليلة", true},
		{"", "", false},
		{"he", "Apache Kafka meetup", true},
		{"fa-IR", "Apache Kafka meetup", true},
		{"ckb", "", true},
		{"yi", "", true},
		{"dv", "", true},
		{"uz-Arab", "", true},
		{"az-Arab", "", true},
		{"en", "ערב קפקא", false},
		{"he-Latn", "erev kafka", false},
		{"not a language", "ערב קפקא", true},
		{strings.Repeat("x-", 100_000), "meetup", false},
	} {
		if got := RightToLeft(&agenda.Event{Language: tt.language, Name: tt.name}); got != tt.want {
			t.Errorf("language %.20q, name %q: %v", tt.language, tt.name, got)
		}
	}
}
