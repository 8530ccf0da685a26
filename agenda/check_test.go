package agenda

import (
	"fmt"
	"strings"
	"testing"
)

// TestCheckGivesNoAddress holds the promise that no message gives an e-mail address.
func TestCheckGivesNoAddress(t *testing.T) {
	for _, address := range []string{"Ada <ada@private.example>", "mailto:ada@private.example",
		"ada@private.example", "ada%40private.example", "https:ada@private.example"} {
		e := Event{Name: "x", URL: address, Online: address, Image: address, Venue: Venue{URL: address},
			Organizer: Organizer{URL: address, Email: "<" + address + ">"},
			Speakers:  []Speaker{{Name: "Ada", Links: []Link{{URL: address}}}},
			Sessions: []Session{{Title: "a", Online: address, Image: address,
				Links: []Link{{URL: address}}}}}
		found := Check(&e)
		if len(found) < 6 {
			t.Errorf("%s: %d findings", address, len(found))
		}
		for _, f := range found {
			if text := fmt.Sprint(f, f.Message, f.Hint, f.Source); strings.Contains(text, "private") {
				t.Errorf("%s: %s", address, text)
			}
		}
	}
	e := Event{Name: "x", URL: "example.org", Organizer: Organizer{Email: "ada"}}
	want := []string{`the event's address, "example.org", is not a web address`,
		`the organizer's address, "ada", is no e-mail address`}
	for i, f := range Check(&e)[1:] {
		if f.Message != want[i] {
			t.Errorf("got %s, want %s", f.Message, want[i])
		}
	}
}
