package listing

import "testing"

func TestSpoken(t *testing.T) {
	for _, tt := range []struct{ session, event, want string }{
		{"", "en", ""},
		{"en-GB", "EN", ""},
		{"ar", "he", "in Arabic"},
		{"pt-BR", "", "in Portuguese"},
		{"tlh", "en", "language: tlh"},
	} {
		if got := English.spoken(tt.session, tt.event); got != tt.want {
			t.Errorf("%q of %q: %q, want %q", tt.session, tt.event, got, tt.want)
		}
	}
	if got := English.Language("de-CH") + ", " + English.Language("tlh"); got != "German, tlh" {
		t.Error(got)
	}
}
