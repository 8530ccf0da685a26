package page

import (
	"fmt"
	"strings"
)

// A palette is the colours of one appearance, each "#rrggbb". Ink is for titles and text, second for what
// recedes, alert for what is cancelled or tentative, link for what can be followed: all four read on paper
// at WCAG 2.2 AA (4.5:1) at least. Rule only separates.
type palette struct{ paper, ink, second, rule, alert, link string }

var (
	light = palette{
		paper: "#ffffff", ink: "#15181c", second: "#565d66", rule: "#d9dde2", alert: "#b3261e",
		link: "#0a4f9e",
	}
	dark = palette{
		paper: "#14171b", ink: "#eceff2", second: "#a3abb5", rule: "#343a42", alert: "#ff9c8f",
		link: "#8fc0ff",
	}
	// The two for people who ask for more contrast read at 7:1, AAA.
	lightMore = palette{
		paper: "#ffffff", ink: "#000000", second: "#33383e", rule: "#33383e", alert: "#8a0f0a",
		link: "#003a80",
	}
	darkMore = palette{
		paper: "#000000", ink: "#ffffff", second: "#d5dae0", rule: "#d5dae0", alert: "#ffbdb4",
		link: "#b8d7ff",
	}
)

func (p palette) css() string {
	return fmt.Sprintf(":root { --paper: %s; --ink: %s; --second: %s; --rule: %s; --alert: %s; "+
		"--link: %s }\n",
		p.paper, p.ink, p.second, p.rule, p.alert, p.link)
}

// colors is the style sheet's first part: which palette holds when. On paper it is the light one.
func colors() string {
	var b strings.Builder
	b.WriteString(light.css())
	for _, m := range []struct {
		when string
		palette
	}{
		{"screen and (prefers-color-scheme: dark)", dark},
		{"(prefers-contrast: more)", lightMore},
		{"screen and (prefers-color-scheme: dark) and (prefers-contrast: more)", darkMore},
	} {
		b.WriteString("@media " + m.when + " { " + strings.TrimSuffix(m.css(), "\n") + " }\n")
	}
	return b.String()
}
