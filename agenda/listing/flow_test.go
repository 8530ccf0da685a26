package listing

import "testing"

func TestFlow(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"one line":             "one line",
		"Todd and\nClark show": "Todd and Clark show",
		"Todd and \r\n  Clark show\n\nThe end.\n":     "Todd and Clark show\n\nThe end.",
		"\n\na\n \n\n\nb":                             "a\n\nb",
		"You learn:\n- knots\n- splices and\n  whips": "You learn:\n- knots\n- splices and whips",
		"1. tie\n2) splice\n10. whip\n\n• a\n* b":     "1. tie\n2) splice\n10. whip\n\n• a\n* b",
		"Program:\n18:00 Doors\n18:30 Talk\n+ one\n– two\n— three\na) x": "Program:\n" +
			"18:00 Doors\n18:30 Talk\n+ one\n– two\n— three\na) x",
		"18.00 Doors\n6 pm Talk\n7:30 p.m. Pizza\n19 Uhr Ende\n20:00–21:00 Bar": "18.00 Doors\n6 pm Talk\n" +
			"7:30 p.m. Pizza\n19 Uhr Ende\n20:00–21:00 Bar",
		"we met at\n18 people\n3.5 times\n6 pmx\n25:00 y": "we met at 18 people 3.5 times 6 pmx 25:00 y",
		"in the year\n2014. It was\n-5 degrees\n- and":    "in the year 2014. It was -5 degrees\n- and",
	} {
		if got := Flow(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := Flow(Flow(text)); again != Flow(text) {
			t.Errorf("%q: twice %q", text, again)
		}
	}
}
