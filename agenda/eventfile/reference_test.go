package eventfile

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// Each word that the reader knows stands in the reference for organizers and in the example.
func TestReference(t *testing.T) {
	example, err := os.ReadFile("../../examples/everything/event.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := slices.Concat(eventSchema.all(), venueSchema.all(), organizerSchema.all(), trackSchema.all(),
		roomSchema.all(), speakerSchema.all(), linkSchema.all(), daySchema.all(), sessionSchema.all())
	for _, text := range []string{Reference, string(example)} {
		known := map[string]bool{}
		separator := func(r rune) bool { return strings.ContainsRune(" \n{,`", r) }
		for _, word := range strings.FieldsFunc(text, separator) {
			known[word] = true
		}
		for _, key := range words {
			if !known[key+":"] {
				t.Errorf("%.20s…: there is no %s:", text, key)
			}
		}
		for _, kind := range agenda.Kinds() {
			if !strings.Contains(text, string(kind)) {
				t.Errorf("%.20s…: there is no kind %s", text, kind)
			}
		}
		for _, status := range agenda.Statuses() {
			if !strings.Contains(text, string(status)) {
				t.Errorf("%.20s…: there is no status %s", text, status)
			}
		}
	}
	for n, line := range strings.Split(Reference, "\n") {
		if utf8.RuneCountInString(line) > 80 || strings.TrimRight(line, " ") != line {
			t.Errorf("line %d: %q", n+1, line)
		}
	}
}
