package picture

import (
	"strings"
	"testing"
)

var svgs = map[string]struct{ file, want string }{
	"shapes": {`<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" width="80mm" height="40mm" viewBox="0 0 20 10">
<title>Logo</title><metadata><i:work>text</i:work></metadata><i:view text="1"/>
<style>.a{fill:#ff0000}</style>
<g transform="translate(0 0)"><path class="a" d="M0 0H10V10H0Z"/></g>
<rect x="10" y="0" width="10" height="10" fill="#0000ff" fill-opacity=".5" clip-path="none"/></svg>`, ""},
	"charset": {`<?xml version="1.0" encoding="iso-8859-1"?><svg viewBox="0 0 9 9"><circle r="9"/>` +
		`</svg>`, ""},
	"pixels": {`<svg width="20px" height="10"><circle cx="5" cy="5" r="4"/></svg>`, ""},
	"gradient": {`<svg viewBox="0 0 2 2"><defs><linearGradient id="g">` +
		`<stop offset="0" stop-color="#fff"/>` +
		`<stop offset="1" stop-color="#000"/></linearGradient></defs>` +
		`<path fill="url(#g)" d="M0 0h2v2h-2z"/></svg>`,
		""},
	"text":        {`<svg viewBox="0 0 9 9"><text y="5">Kafka</text></svg>`, `"text", which cannot`},
	"uses itself": {`<svg viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>`, `"use", which cannot`},
	"effect":      {`<svg viewBox="0 0 9 9"><g filter="url(#b)"/></svg>`, `"filter url(#b)"`},
	"styled":      {`<svg viewBox="0 0 9 9"><g style="fill:red;mask:url(#b)"/></svg>`, `"mask url(#b)"`},
	"selectors":   {`<svg viewBox="0 0 9 9"><style>g path{fill:red}</style></svg>`, "style that"},
	"picture":     {`<svg viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>`, `"image"`},
	"entity":      {`<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9" id="&a;"/>`, "cannot be read"},
	"nested": {`<svg viewBox="0 0 9 9">` + strings.Repeat("<g>", 20_000) +
		strings.Repeat("</g>", 20_000) + `</svg>`, "cannot be read"},
	"svg in svg":   {`<svg viewBox="0 0 9 9"><svg/></svg>`, "cannot be drawn"},
	"no size":      {`<svg width="100%" height="100%"/>`, "viewBox"},
	"nothing":      {`<svg/>`, "viewBox"},
	"no width":     {`<svg viewBox="0 0 0 4"/>`, "viewBox"},
	"slender":      {`<svg viewBox="0 0 9999 1"/>`, "too slender"},
	"not a number": {`<svg viewBox="0 0 NaN 1"/>`, "viewBox"},
	"no element":   {`<!-- a -->`, "cannot be read"},
	"cut off":      {`<svg viewBox="0 0 9 9"><g>`, "cannot be read"},
	"too long":     {"<svg>" + strings.Repeat(" ", maxSVG), "more than 1 MiB"},
}

func TestSVG(t *testing.T) {
	for name, tt := range svgs {
		_, err := Read(strings.NewReader(tt.file), 10)
		if ok := err == nil; ok != (tt.want == "") || !ok && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	d, err := readSVG([]byte(svgs["shapes"].file))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Box{0, 0, 20, 10}); d.Box != want || d.Seen != want {
		t.Errorf("%v, of which %v is seen", d.Box, d.Seen)
	}
	for _, want := range []string{"q 1 0 0 rg\n", "q 0 0 1 rg/S1 gs\n"} {
		if !strings.Contains(string(d.Content), want) {
			t.Errorf("%q is not in %s", want, d.Content)
		}
	}
	if want := "/S1<</ca 0.5/CA 0.5>>"; !strings.Contains(d.Dict(), want) {
		t.Errorf("%s is not in %s", want, d.Dict())
	}
}

// A rectangle with one radius has round corners as one with two has.
func TestRoundedCorners(t *testing.T) {
	for radii, round := range map[string]bool{`rx="8"`: true, `ry="8"`: true, `rx="8" ry="8"`: true,
		"": false, `rx="8" ry="0"`: false} {
		file := `<svg viewBox="0 0 20 20"><rect width="20" height="20" ` + radii + `/></svg>`
		d, err := readSVG([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(d.Content), "\n0 0 m") == round {
			t.Errorf("%s: %s", radii, d.Content)
		}
	}
}

// What would be drawn wrong, or not at all, is an error that says what it is.
func TestRefusedSVG(t *testing.T) {
	const gradient = `<linearGradient id="g" %s><stop/><stop offset="1"/></linearGradient>` +
		`<rect width="9" height="9" fill="url(#g)"/>`
	of := func(attributes string) string { return strings.Replace(gradient, "%s", attributes, 1) }
	for inside, want := range map[string]string{
		`<g opacity=".5"><rect width="9" height="9"/><circle r="9"/></g>`:       "opacity of several",
		`<rect width="9" height="9" stroke="red" opacity=".5"/>`:                "or of fill and stroke",
		`<path d="M1 1h0M5 5h2" stroke="red" stroke-linecap="square"/>`:         "no length",
		`<path d="M1 1h2" stroke="red" stroke-width="10%"/>`:                    "length 10%",
		`<path d="M1 1h2" stroke="red" stroke-width="1em"/>`:                    "length 1em",
		`<path d="M1 1h2" stroke="red" stroke-linejoin="arcs"/>`:                "stroke-linejoin arcs",
		`<path d="M1 1h2" stroke="red" stroke-dasharray="10% 2"/>`:              "stroke-dasharray",
		`<path d="M1 1h2v3z" visibility="hidden"/>`:                             "visibility hidden",
		`<path d="M1 1h2v3z" style="fill:inherit"/>`:                            "inherit",
		`<path d="M1 1h2v3z" pathLength="9"/>`:                                  "pathLength",
		`<path d="M1 1h2v3z" fill="currentColor"/>`:                             "currentColor",
		`<path d="M1 1h2v3z" fill="hsl(1,2%,3%)"/>`:                             "hsl(",
		`<path d="M1 1h2v3z" fill="#12345678"/>`:                                "#12345678",
		`<path d="M1 1h2v3z" fill="url(#none)"/>`:                               "none, which is not in it",
		`<path d="M1 1h2v3z" style="fill:var(--a)"/>`:                           "var(--a)",
		`<path d="M1 1h2v3z" style="fill:red!important"/>`:                      "red!important",
		`<path d="M1 1h2v3z" style="transform:scale(2)"/>`:                      "transform scale(2)",
		`<path d="M1 1h2v3z" style="mix-blend-mode:multiply"/>`:                 "multiply",
		`<path d="M1 1h2v3z" style="paint-order:stroke"/>`:                      "paint-order",
		`<path d="M1 1h2v3z" vector-effect="non-scaling-stroke"/>`:              "vector-effect",
		`<path d="M1 1h2v3z" clip-path="url(#a)"/>`:                             "clip-path",
		`<path d="M1 1h2v3z" marker-end="url(#a)"/>`:                            "marker-end",
		`<path d="M1 1h2v3z" transform="scale(2"/>`:                             "transform",
		`<path d="M1 1h2v3z" transform="rotate(1,2)"/>`:                         "transform",
		`<path d="M1 1h2v3z" transform-origin="5 5"/>`:                          "transform-origin",
		`<path d="M1 1 h2 v"/>`:                                                 "path",
		`<path d="L1 1"/>`:                                                      "path",
		`<path d="M1 1z5 5"/>`:                                                  "path",
		`<polygon points="1 2 3"/>`:                                             "points",
		`<rect width="50%" height="2"/>`:                                        "length 50%",
		`<rect width="9" height="9"><set/></rect>`:                              `"set"`,
		`<path d="M1 1h2v3z" style="display:none!important"/>`:                  "display none!important",
		`<switch><g/></switch>`:                                                 `"switch"`,
		`<clipPath id="a"><rect/></clipPath>`:                                   `"clipPath"`,
		`<a><rect width="9" height="9"/></a>`:                                   `"a"`,
		`<rect width="9" height="9" onclick="x"/>`:                              "onclick x",
		`<rect width="9" height="9" aria-label="Kafka!" fill="x!"/>`:            "colour x!",
		`<style>rect{fill:red}</style>`:                                         "not of a class alone",
		`<style>.a>.b{fill:red}</style>`:                                        "not of a class alone",
		`<style media="print">.a{fill:red}</style>`:                             "media print",
		of(`spreadMethod="repeat"`):                                             "gradient that repeats",
		of(`href="#h"`):                                                         "gradient h, which",
		of(`href="#g"`):                                                         "refers to itself",
		of(`gradientUnits="userSpaceOnUse" x1="5%"`):                            "percent of the picture",
		of(`><stop stop-opacity=".5"/></linearGradient><linearGradient id="g"`): "stop-opacity .5",
		of(`xmlns:x="http://www.w3.org/1999/xlink" x:href="#h"`):                "gradient h",
		of(`gradientUnits="userSpaceOnUse" x1="5" x2="5"`):                      "no length",
		`<linearGradient id="g"/><circle r="5" fill="url(#g)"/>`:                "without stops",
		`<radialGradient id="g" fx="-.1"/><circle r="5" fill="url(#g)"/>`:       "focus",
	} {
		_, err := readSVG([]byte(`<svg viewBox="0 0 9 9">` + inside + `</svg>`))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "PNG") {
			t.Errorf("%s: %v, want %q", inside, err, want)
		}
	}
	far := strings.Repeat(`<g transform="scale(1e5)">`, 80) + `<circle r="9"/>` + strings.Repeat("</g>", 80)
	if _, err := readSVG([]byte(`<svg viewBox="0 0 9 9">` + far + `</svg>`)); err == nil {
		t.Error("what is infinitely large is taken")
	}
	for _, ratio := range []string{"none", "xMidYMid slice"} {
		file := `<svg viewBox="0 0 9 9" preserveAspectRatio="` + ratio + `"/>`
		if _, err := readSVG([]byte(file)); err == nil {
			t.Errorf("%s is taken", ratio)
		}
	}
}

// However much a file holds, it is drawn with so many parts at most, or refused.
func TestHostileSVG(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	const shades = `<radialGradient id="g" cx=".3"><stop/><stop offset="1" stop-color="red"/>` +
		`</radialGradient>`
	for name, inside := range map[string]string{
		"shapes":        many(`<rect width="9" height="9"/>`, 5000),
		"more shapes":   many(`<rect width="9" height="9"/>`, 20000),
		"gradients":     shades + many(`<rect width="9" height="9" fill="url(#g)"/>`, 5000),
		"strokes":       many(`<path d="M-99 4C99 0 -99 9 99 5" stroke="red" stroke-width="9"/>`, 5000),
		"segments":      `<path stroke="red" d="M0 0` + many("C-999 9 999 9 0 0", 19990) + `"/>`,
		"far segments":  `<path stroke="red" d="M0 0` + many("L-800 7 800 9", 9990) + `"/>`,
		"arcs":          `<path stroke="red" d="M0 0` + many("A800 7 9 1 1 9 9 1 1 1 0 0 0 0", 9900) + `"/>`,
		"many segments": `<path d="M0 0` + many("h1v1", 100000) + `"/>`,
		"numbers":       `<polygon points="` + many("1 ", 500000) + `"/>`,
		"flat arcs":     `<path d="M0 0A1e5 1e-9 0 0 1 9 9"/>`,
		"large numbers": `<path d="M0 0L1e300 1e308 1e400 9"/>`,
		"scaled":        many(`<g transform="scale(1e5)">`, 90) + `<circle r="9"/>` + many("</g>", 90),
		"shrunk":        many(`<g transform="scale(1e-5)">`, 90) + `<circle r="9"/>` + many("</g>", 90),
		"short dashes":  `<path d="M0 0H9000" stroke="red" stroke-dasharray="1e-9"/>`,
		"dashes":        many(`<path d="M-800 1H800V0H-800" stroke="red" stroke-dasharray=".02"/>`, 500),
		"one dash": `<path d="M0 0H9" stroke="red" stroke-dasharray="0 0 0 9" ` +
			`stroke-dashoffset="99999"/>`,
		"wide":     many(`<path d="M0 0L9 9 0 9" stroke="red" stroke-width="30"/>`, 100),
		"elements": many("<g/>", 50000),
		"classes":  `<style>` + many(".a{}", 100000) + `</style>`,
		"long classes": `<style>` + many(`.a{`+many("fill:red;", 300)+`}`, 100) + `</style>` +
			many(`<g class="a"/>`, 5000),
		"stops": `<linearGradient id="g">` + many("<stop/>", 9000) + `</linearGradient>` +
			many(`<path d="M0 0h9v9" fill="url(#g)"/>`, 400),
		"transforms": `<g transform="` + many("rotate(1)", 90000) + `"/>`,
		"spaces":     `<path d="M0 0` + many(" ", 900000) + `z"/>`,
		"commas":     `<g transform="` + many(",", 900000) + `x"/>`,
		"comments":   `<style>` + many("/*", 400000) + `</style>`,
	} {
		d, err := readSVG([]byte(`<svg viewBox="0 0 9 9">` + inside + `</svg>`))
		size := 0
		if err == nil {
			size = len(d.Content) + len(d.Dict())
		}
		if t.Logf("%s: %d octets, %.90v", name, size, err); size > 100*maxParts {
			t.Errorf("%s: %d octets", name, size)
		}
	}
}
