package ical

import (
	"slices"
	"strings"

	"golang.org/x/image/colornames"
)

var textRules = []propertyRule{
	{"bad-parameter", nil, badParameter},
	{"escaped-parameter", nil, escapedParameter},
	{"unquoted-parameter", nil, unquotedParameter},
	{"bad-escape", append(texts, lists...), badEscape},
	{"unescaped-text", append(texts, lists...), unescapedText},
	{"escaped-list", lists, escapedList},
	{"unknown-status", []string{"STATUS"}, unknownStatus},
	{"unknown-transp", []string{"TRANSP"}, unknownTransp},
	{"unknown-color", []string{"COLOR"}, unknownColor},
	{"html", texts, holdsHTML},
}

// texts are the properties that people write; lists are those of them that hold several texts.
var (
	texts = []string{"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME"}
	lists = []string{"CATEGORIES", "RESOURCES"}
)

// single are the parameters that have one value.
var single = []string{"CN", "CUTYPE", "ENCODING", "FBTYPE", "FMTTYPE", "LABEL", "LANGUAGE", "PARTSTAT",
	"RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "TZID", "VALUE"}

func badParameter(f finder, e *element, p *contentLine) {
	for i, q := range p.parameters {
		switch {
		case i > 0 && strings.HasSuffix(p.parameters[i-1].raw, `\`): // escaped-parameter says so
		case !isName(q.name) || len(q.values) == 0:
			f.say(p.line, "%s has %q where a parameter must be", p.name, clipped(q.name))
		case !quotedWell(q.raw):
			f.say(p.line, "%s of %s has a quotation mark in the middle of a value", q.name, p.name)
		case q.name == "VALUE":
			s, known := syntaxes[p.name]
			if named := upper(q.values[0]); known && !slices.Contains(s.types, named) {
				f.say(p.line, "VALUE=%s does not go with %s", named, p.name)
			}
		}
	}
}

// quotedWell reports whether quotation marks stand around whole values only.
func quotedWell(raw string) bool {
	for raw != "" {
		if raw[0] == '"' {
			end := strings.IndexByte(raw[1:], '"')
			if end < 0 {
				return false
			}
			if raw = raw[end+2:]; raw != "" && raw[0] != ',' {
				return false
			}
		} else if end := strings.IndexAny(raw, `",`); end >= 0 && raw[end] == '"' {
			return false
		} else if end < 0 {
			return true
		} else {
			raw = raw[end:]
		}
		raw = strings.TrimPrefix(raw, ",")
	}
	return true
}

func escapedParameter(f finder, e *element, p *contentLine) {
	for _, q := range p.parameters {
		if strings.Contains(q.raw, `\,`) || strings.Contains(q.raw, `\;`) || strings.Contains(q.raw, `\:`) ||
			strings.HasSuffix(q.raw, `\`) {
			f.say(p.line, "%s of %s is written with backslashes: %s", clipped(q.name), p.name, clipped(q.raw))
		}
	}
}

func unquotedParameter(f finder, e *element, p *contentLine) {
	for _, q := range p.parameters {
		bare := quoted[q.name] && q.raw != "" && q.raw[0] != '"'
		several := len(q.values) > 1 && slices.Contains(single, q.name) && !strings.Contains(q.raw, `\,`)
		if bare || several {
			f.say(p.line, "%s of %s is written without quotes: %s", q.name, p.name, clipped(q.raw))
		}
	}
}

// escapeFault finds the first backslash in a text that escapes nothing, and the first of some characters that
// no backslash escapes; 0 where there is none.
func escapeFault(s string, unescaped string) (backslash, bare byte) {
	for i := 0; i < len(s) && (backslash == 0 || bare == 0); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
			if i == len(s) || strings.IndexByte(`\;,nN`, s[i]) < 0 {
				backslash = c
			}
		case bare == 0 && strings.IndexByte(unescaped, c) >= 0:
			bare = c
		}
	}
	return backslash, bare
}

func badEscape(f finder, e *element, p *contentLine) {
	if backslash, _ := escapeFault(p.value, ""); backslash != 0 {
		f.say(p.line, "the %s of %s has a backslash that escapes nothing", p.name, e.called())
	}
}

func unescapedText(f finder, e *element, p *contentLine) {
	unescaped := ",;"
	if slices.Contains(lists, p.name) {
		unescaped = ";"
	}
	if _, bare := escapeFault(p.value, unescaped); bare != 0 {
		f.say(p.line, "the %s of %s has %q without a backslash", p.name, e.called(), bare)
	}
}

// escapedList takes a comma with a space behind it for part of a name.
func escapedList(f finder, e *element, p *contentLine) {
	for rest, found := p.value, true; found; {
		if _, rest, found = strings.Cut(rest, `\,`); found && rest != "" && rest[0] != ' ' {
			f.say(p.line, "%s is one, not several: %s", p.name, clipped(p.value))
			return
		}
	}
}

// statuses are those of RFC 5545 §3.8.1.11.
var statuses = map[string][]string{
	"VEVENT":   {"TENTATIVE", "CONFIRMED", "CANCELLED"},
	"VTODO":    {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
	"VJOURNAL": {"DRAFT", "FINAL", "CANCELLED"},
}

func unknownStatus(f finder, e *element, p *contentLine) {
	if known, found := statuses[e.name]; found && !slices.Contains(known, upper(p.value)) {
		f.say(p.line, "%s has the STATUS %q, not one of %s", e.called(), clipped(p.value),
			strings.Join(known, ", "))
	}
}

func unknownTransp(f finder, e *element, p *contentLine) {
	if t := upper(p.value); t != "OPAQUE" && t != "TRANSPARENT" {
		f.say(p.line, "%s has the TRANSP %q", e.called(), clipped(p.value))
	}
}

func unknownColor(f finder, e *element, p *contentLine) {
	// The names of CSS Color Module Level 3 §4.3 are those of SVG 1.1.
	if _, known := colornames.Map[strings.ToLower(shortened(p.value, 40))]; !known {
		f.say(p.line, "COLOR is %q, which is no name of CSS", clipped(p.value))
	}
}

// markup starts what is plainly HTML, and what no person writes in a plain text.
var markup = []string{"<p>", "<p ", "</p>", "<br>", "<br/>", "<br />", "<a href", "</a>", "<b>", "<i>",
	"<strong>", "<em>", "<ul>", "<ol>", "<li>", "<div", "<span", "<h1", "<h2", "<h3", "&amp;", "&nbsp;",
	"&quot;", "&#39;", "&lt;", "&gt;"}

func holdsHTML(f finder, e *element, p *contentLine) {
	if strings.IndexByte(p.value, '<') < 0 && strings.IndexByte(p.value, '&') < 0 {
		return
	}
	s := strings.ToLower(p.text())
	for _, m := range markup {
		if strings.Contains(s, m) {
			f.say(p.line, "the %s of %s holds HTML: %s", p.name, e.called(), m)
			return
		}
	}
}
