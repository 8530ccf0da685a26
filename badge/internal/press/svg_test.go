package press

import (
	"image/color"
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
	"pixels": {`<svg width="20px" height="10"><circle cx="5" cy="5" r="4"/></svg>`, ""},
	"gradient": {`<svg viewBox="0 0 2 2"><defs><linearGradient id="g">` +
		`<stop offset="0" stop-color="#fff"/>` +
		`<stop offset="1" stop-color="#000"/></linearGradient></defs>` +
		`<path fill="url(#g)" d="M0 0h2v2h-2z"/></svg>`,
		""},
	"text":         {`<svg viewBox="0 0 9 9"><text y="5">Kafka</text></svg>`, `"text", which cannot`},
	"uses itself":  {`<svg viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>`, `"use", which cannot`},
	"effect":       {`<svg viewBox="0 0 9 9"><g filter="url(#b)"/></svg>`, "effect"},
	"styled":       {`<svg viewBox="0 0 9 9"><g style="fill:red;mask:url(#b)"/></svg>`, "effect"},
	"selectors":    {`<svg viewBox="0 0 9 9"><style>g path{fill:red}</style></svg>`, "styles"},
	"picture":      {`<svg viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>`, `"image"`},
	"entity":       {`<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9" id="&a;"/>`, "cannot be read"},
	"nested":       {`<svg viewBox="0 0 9 9">` + strings.Repeat("<g>", 200), "cannot be drawn"},
	"svg in svg":   {`<svg viewBox="0 0 9 9"><svg/></svg>`, "cannot be drawn"},
	"no size":      {`<svg width="100%" height="100%"/>`, "viewBox"},
	"nothing":      {`<svg/>`, "0 by 0"},
	"slender":      {`<svg viewBox="0 0 9999 1"/>`, "9999 by 1"},
	"not a number": {`<svg viewBox="0 0 NaN 1"/>`, "cannot be drawn"},
	"no element":   {`<!-- a -->`, "empty"},
	"cut off":      {`<svg viewBox="0 0 9 9"><g>`, "cannot be read"},
	"too long":     {"<svg>" + strings.Repeat(" ", mostSVG), "more than 1 MiB"},
}

func TestSVG(t *testing.T) {
	for name, tt := range svgs {
		_, err := ReadImage(strings.NewReader(tt.file), 10)
		if ok := err == nil; ok != (tt.want == "") || !ok && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	m, err := drawSVG([]byte(svgs["shapes"].file), 25.4)
	if err != nil {
		t.Fatal(err)
	}
	if b := m.Bounds(); b.Dx() != 300 || b.Dy() != 150 {
		t.Errorf("%v", b)
	}
	for x, want := range map[int]color.NRGBA{20: {0xff, 0, 0, 0xff}, 280: {0, 0, 0xff, 0x80}} {
		got := color.NRGBAModel.Convert(m.At(x, 75)).(color.NRGBA)
		if !near(got, want) || max(got.A, want.A)-min(got.A, want.A) > 2 {
			t.Errorf("at %d: %v, want %v", x, got, want)
		}
	}
}

// A rectangle with one radius has round corners as one with two has.
func TestRoundedCorners(t *testing.T) {
	for radii, round := range map[string]bool{`rx="8"`: true, `ry="8"`: true, `rx="8" ry="8"`: true,
		"": false, `rx="8" ry="0"`: false} {
		file := `<svg viewBox="0 0 20 20"><rect width="20" height="20" ` + radii + `/></svg>`
		m, err := drawSVG([]byte(file), 10)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, a := m.At(2, 2).RGBA(); (a == 0) != round {
			t.Errorf("%s: the corner has alpha %#x", radii, a)
		}
	}
}
