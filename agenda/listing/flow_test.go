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
	} {
		if got := Flow(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := Flow(Flow(text)); again != Flow(text) {
			t.Errorf("%q: twice %q", text, again)
		}
	}
}
