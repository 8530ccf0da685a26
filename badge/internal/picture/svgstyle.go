package picture

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// A rule is of a style sheet: the properties of a class.
type rule struct{ class, properties string }

var (
	comments     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	classesRule  = regexp.MustCompile(`\s*(\.[\w-]+(?:\s*,\s*\.[\w-]+)*)\s*\{([^{}]*)\}\s*`)
	classes      = regexp.MustCompile(`[\w-]+`)
	hexColour    = regexp.MustCompile(`^#(?:[0-9a-f]{3}){1,2}$`)
	rgbColour    = regexp.MustCompile(`^rgb\(\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*\)$`)
	svgReference = regexp.MustCompile(`^url\(\s*['"]?#([^'"()\s]+)['"]?\s*\)$`)
	simpleDash   = regexp.MustCompile(`^[\d.\s,px]+$`)
)

// initial are the properties that those in an element have from it, as they are at first.
var initial = map[string]string{
	"fill": "black", "stroke": "none", "fill-opacity": "1", "stroke-opacity": "1", "fill-rule": "nonzero",
	"stroke-width": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
	"stroke-dasharray": "none", "stroke-dashoffset": "0", "visibility": "visible",
}

// others are properties of an element alone. Those with values may have these only, those without change
// nothing of a path.
var (
	others = map[string]string{"opacity": "", "display": "", "stop-color": "", "stop-opacity": "",
		"clip-path": "none", "mask": "none", "filter": "none", "marker": "none", "marker-start": "none",
		"marker-mid": "none", "marker-end": "none", "mix-blend-mode": "normal", "vector-effect": "none",
		"paint-order": "normal fill", "color-interpolation": "sRGB auto"}
	idle = regexp.MustCompile(`^(?:clip-rule|color|color-rendering|color-interpolation-filters|overflow|` +
		`isolation|enable-background|image-rendering|cursor|pointer-events|line-height|direction|` +
		`letter-spacing|word-spacing|writing-mode|white-space|block-progression|(?:dominant-)?baseline.*|` +
		`(?:font|text|shape|solid|flood|lighting|-inkscape)(?:-.*)?)$`)
	keywords = map[string][]string{
		"fill-rule":       {"nonzero", "evenodd"},
		"visibility":      {"visible", "hidden", "collapse"},
		"stroke-linecap":  {"butt", "round", "square"},
		"stroke-linejoin": {"miter", "round", "bevel"},
	}
)

func isProperty(name string) bool {
	_, other := others[name]
	return initial[name] != "" || other || idle.MatchString(name)
}

// readRules reads a style sheet of classes alone.
func readRules(sheet string) (rules []rule, err error) {
	sheet = comments.ReplaceAllString(sheet, " ")
	if strings.TrimSpace(classesRule.ReplaceAllString(sheet, "")) != "" {
		return nil, refused("style that is not of a class alone")
	}
	for _, r := range classesRule.FindAllStringSubmatch(sheet, -1) {
		for _, class := range classes.FindAllString(r[1], -1) {
			rules = append(rules, rule{class, r[2]})
		}
	}
	if len(rules) > mostShapes {
		return nil, refused("style with very many classes")
	}
	return rules, nil
}

// style is that of an element in one that has outer: attributes count least, then classes, then its own
// style (SVG 2 §6.3).
func (s *sketch) style(e *svgElement, outer map[string]string) (
	style map[string]string, opacity float64, err error) {

	style = maps.Clone(outer)
	for name := range others {
		delete(style, name)
	}
	for _, a := range e.Attrs {
		if a.Name.Space == "" && isProperty(a.Name.Local) {
			if err := set(style, outer, a.Name.Local, a.Value); err != nil {
				return nil, 0, err
			}
		}
	}
	sheet := ""
	own := strings.Fields(e.attr("class"))
	for _, r := range s.rules {
		if slices.Contains(own, r.class) {
			sheet += r.properties + ";"
		}
	}
	if s.styled += len(sheet); s.styled > mostStyled {
		return nil, 0, refused("style that is very long")
	}
	for _, p := range strings.Split(sheet+comments.ReplaceAllString(e.attr("style"), ""), ";") {
		if strings.TrimSpace(p) == "" {
			continue
		}
		name, value, _ := strings.Cut(p, ":")
		if err := set(style, outer, strings.TrimSpace(name), value); err != nil {
			return nil, 0, err
		}
	}
	if opacity = 1; style["opacity"] != "" {
		opacity, err = fraction(style["opacity"])
	}
	return style, opacity, err
}

// set gives a property the value that a file says, if oksvg does with it what is meant.
func set(style, outer map[string]string, name, value string) error {
	value = strings.TrimSpace(value)
	not := refused(name + " " + value)
	first, inherited := initial[name]
	values, other := others[name]
	switch {
	case !inherited && !other && !idle.MatchString(name), strings.Contains(value, "!"):
		return not
	case inherited && value == "inherit":
		value = outer[name]
	case inherited && value == "initial":
		value = first
	case keywords[name] != nil && !slices.Contains(keywords[name], value),
		values != "" && !slices.Contains(strings.Fields(values), strings.Fields(value + " -")[0]):
		return not
	}
	style[name] = value
	return nil
}

// fraction is a number of 0 to 1. Others are taken as the nearest.
func fraction(s string) (float64, error) {
	v, err := svgLength(s)
	return min(max(v, 0), 1), err
}

// colour is a colour as oksvg understands it, and none where it is.
func colour(s string) (string, error) {
	c := strings.ToLower(s)
	if c == "none" || c == "transparent" {
		return "none", nil
	}
	if named, ok := colornames.Map[c]; ok {
		return fmt.Sprintf("#%02x%02x%02x", named.R, named.G, named.B), nil
	}
	if m := rgbColour.FindStringSubmatch(c); m != nil {
		c = "#"
		for _, part := range m[1:] {
			digits, percent := strings.CutSuffix(part, "%")
			v, err := strconv.ParseFloat(digits, 64)
			if err != nil {
				return "", refused("colour " + s)
			}
			if percent {
				v *= 2.55
			}
			c += fmt.Sprintf("%02x", int(math.Round(min(v, 255))))
		}
	}
	if !hexColour.MatchString(c) {
		return "", refused("colour " + s)
	}
	return c, nil
}
