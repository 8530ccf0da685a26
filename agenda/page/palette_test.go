package page

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// contrast is that of WCAG 2.2: from 1 (none) to 21 (black on white).
func contrast(t *testing.T, a, b string) float64 {
	luminance := func(color string) float64 {
		var r, g, b int
		if _, err := fmt.Sscanf(color, "#%2x%2x%2x", &r, &g, &b); err != nil || len(color) != 7 {
			t.Fatalf("%q is not a colour", color)
		}
		linear := func(c int) float64 {
			s := float64(c) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
	}
	l, m := luminance(a), luminance(b)
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

func TestContrast(t *testing.T) {
	if c := contrast(t, "#777777", "#ffffff"); math.Abs(c-4.48) > 0.01 { // the well-known near miss
		t.Fatalf("contrast of #777 on white is %.2f, not 4.48", c)
	}
	n := 0
	for line := range strings.Lines(pageCSS) {
		palette := map[string]string{}
		for _, m := range paletteColor.FindAllStringSubmatch(line, -1) {
			palette[m[1]] = m[2]
		}
		if len(palette) == 0 {
			continue
		}
		n++
		least := 4.5 // WCAG 2.2 AA; for people who ask for more, AAA
		if strings.Contains(line, "(prefers-contrast: more)") {
			least = 7
		}
		for _, what := range []string{"ink", "second", "alert", "link"} {
			if c := contrast(t, palette[what], palette["paper"]); c < least {
				t.Errorf("%s on paper has a contrast of %.2f, %.1f is the least: %s", what, c, least, line)
			}
		}
	}
	if n != 4 {
		t.Errorf("%d palettes, want light and dark, both with more contrast too", n)
	}
}

var paletteColor = regexp.MustCompile(`--(\w+): (#\w+)`)

// Every colour of the style sheet is one of the palettes', so that the test above is about all of them.
func TestStyleSheet(t *testing.T) {
	if rest := paletteColor.ReplaceAllString(pageCSS, ""); strings.Contains(rest, "#") ||
		strings.Contains(rest, "rgb") {
		t.Error("page.css has a colour outside its palettes")
	}
	for _, outside := range []string{"url(", "@import", "@font-face", "//"} {
		if strings.Contains(pageCSS, outside) {
			t.Errorf("page.css has %s", outside)
		}
	}
}

func TestWrapLine(t *testing.T) {
	for _, c := range []struct {
		s          string
		width      int
		line, rest string
	}{
		{"one two", 7, "one two", ""},
		{"one two", 6, "one", "two"},
		{"one two", 3, "one", "two"},
		{"onetwo", 3, "one", "two"},
		{"one  two", 4, "one ", "two"},
		{"大規模な", 5, "大規", "模な"},
		{"大。規", 2, "大", "。規"},
		{"ab大。規", 5, "ab", "大。規"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301", "e\u0301"},
		{"👩🏽‍🚀👩🏽‍🚀", 3, "👩🏽‍🚀", "👩🏽‍🚀"},
		{"", 3, "", ""},
	} {
		if line, rest := wrapLine(c.s, c.width); line != c.line || rest != c.rest {
			t.Errorf("wrapLine(%q, %d) = %q, %q; want %q, %q", c.s, c.width, line, rest, c.line, c.rest)
		}
	}
}
