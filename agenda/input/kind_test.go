package input

import (
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
)

var kindTitles = map[agenda.Kind][]string{
	agenda.Registration: {
		"Registration", "Doors open", "registration and networking", "Check-in & coffee", "Einlass",
		"Anmeldung", "Registration opens", "Speaker registration", "  DOORS  ", "Registration.", "受付",
		"Arrival, registration, and breakfast", "Türöffnung",
	},
	agenda.Break: {
		"Break", "Lunch", "Coffee break", "Mittagspause", "Kaffeepause", "☕ Coffee break", "Lunch (vegan)",
		"15 min break", "Short break", "Break 2", "Coffee break #3", "Coffee/Tea", "Lunch & networking",
		"Lunch sponsored by Lakeside Systems", "Lunch, provided by the hosts", "Pause café", "Break!",
		"Morning coffee", "10-minute coffee break",
	},
	agenda.Social: {
		"Networking", "Drinks", "Drinks & DJ", "Networking, drinks & pizza", "Welcome reception",
		"After-party", "Networking with drinks", "Gemütlicher Ausklang", "Opening party", "Happy hour 🍻",
		"Meet & greet",
	},
	"": {
		"", "2", "Coffee-driven development", "Register allocation in LLVM", "Social graphs at scale",
		"Break the monolith", "Breaking Kafka", "Lunch with the founders", "Social engineering", "Keynote",
		"Networking in Kubernetes", "Doors and how to open them", "Tea, Earl Grey, hot", "Party planning",
		"Drinks & tokens", "Registration of domains", "Lunch 2.0", "The break", "Q&A", "Opening", "Welcome",
		"Short", "Coffee (script) for all", "Java (coffee)", "Break: a post-mortem", "and", "&",
		"Lunch" + strings.Repeat(" ", 200),
	},
}

func TestKindOf(t *testing.T) {
	for want, titles := range kindTitles {
		for _, title := range titles {
			if got := KindOf(title); got != want {
				t.Errorf("%q: got %q, want %q", title, got, want)
			}
		}
	}
}

// Each entry of the table is found.
func TestKindWords(t *testing.T) {
	for words, kind := range kindOfWords {
		if got := KindOf(strings.ToUpper(words)); got != kind {
			t.Errorf("%q: got %q, want %q", words, got, kind)
		}
	}
}

func FuzzKindOf(f *testing.F) {
	for _, titles := range kindTitles {
		for _, title := range titles {
			f.Add(title)
		}
	}
	f.Fuzz(func(t *testing.T, title string) {
		kind := KindOf(title)
		if kind != "" && !kind.Recedes() {
			t.Errorf("%q is %q", title, kind)
		}
		if kind != "" && !slices.Contains([]agenda.Kind{kind, ""}, KindOf(title+" & lunch")) {
			t.Errorf("%q: what stands behind it changes the kind", title)
		}
		if KindOf("The enemies of "+title) != "" {
			t.Errorf("The enemies of %q", title)
		}
	})
}
