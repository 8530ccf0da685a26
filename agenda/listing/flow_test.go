package listing

import "testing"

func TestFlow(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"one line":             "one line",
		"Todd and\nClark show": "Todd and Clark show",
		"Todd and \r\n  Clark show\n\nThe end.\n":      "Todd and Clark show\n\nThe end.",
		"\n\na\n \n\n\nb":                              "a\n\nb",
		"You learn:\n- knots\n- splices and\n  whips":  "You learn:\n- knots\n- splices and whips",
		"1. tie\n2) splice\n10. whip\n\n• a\n* b":      "1. tie\n2) splice\n10. whip\n\n• a\n* b",
		"in the year\n2014. It was\n-5 degrees\n- and": "in the year 2014. It was -5 degrees\n- and",
		"Program:\n18:00 Doors\n18:30 Talk\nmore\n+ one\n– two\n— three\na) x": "Program:\n" +
			"18:00 Doors\n18:30 Talk\nmore\n+ one\n– two\n— three\na) x",
		"18.00 – 19.00: Doors\n6 pm Talk\n9:30pm End\n10 p.m. Pub": "18.00 – 19.00: Doors\n" +
			"6 pm Talk\n9:30pm End\n10 p.m. Pub",
		"- one\n- two\nDoors are\nopen":          "- one\n- two\nDoors are open",
		"  - one\n    more\n  - two\nDoors":      "- one more\n- two\nDoors",
		"- one\n\nDoors are\nopen":               "- one\n\nDoors are open",
		"It opens on\n12.06.2026 with\n30 doors": "It opens on 12.06.2026 with 30 doors",
		"version\n1.22.3 of the\n6 people":       "version 1.22.3 of the 6 people",
	} {
		if got := Flow(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := Flow(Flow(text)); again != Flow(text) {
			t.Errorf("%q: twice %q", text, again)
		}
	}
}
