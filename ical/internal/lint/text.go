package lint

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// single are the parameters that have one value.
var single = []string{"CN", "CUTYPE", "ENCODING", "FBTYPE", "FMTTYPE", "LABEL", "LANGUAGE", "PARTSTAT",
	"RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "TZID", "VALUE"}

func badParameter(f finder, e *element, p *wire.ContentLine) {
	for i, q := range p.Parameters {
		switch {
		case i > 0 && strings.HasSuffix(p.Parameters[i-1].Raw, `\`): // escaped-parameter says so
		case !wire.IsName(q.Name) || len(q.Values) == 0:
			f.report(p.Line, "%s has %q where a parameter must be", p.Name, wire.Clipped(q.Name))
		case !quotedWell.MatchString(q.Raw):
			f.report(p.Line, "%s of %s has a quotation mark in the middle of a value", q.Name, p.Name)
		case q.Name == "VALUE":
			s, known := syntaxes[p.Name]
			if named := upper(q.Values[0]); known && !slices.Contains(s.types, named) {
				f.report(p.Line, "VALUE=%s does not go with %s", named, p.Name)
			}
		}
	}
}

// quotedWell finds values of a parameter with quotation marks around whole ones only.
var quotedWell = regexp.MustCompile(`^(?:"[^"]*"|[^",]*)(?:,(?:"[^"]*"|[^",]*))*$`)

func escapedParameter(f finder, e *element, p *wire.ContentLine) {
	for _, q := range p.Parameters {
		if strings.Contains(q.Raw, `\,`) || strings.Contains(q.Raw, `\;`) || strings.Contains(q.Raw, `\:`) ||
			strings.HasSuffix(q.Raw, `\`) {
			f.report(p.Line, "%s of %s is written with backslashes: %s", wire.Clipped(q.Name), p.Name,
				wire.Clipped(q.Raw))
		}
	}
}

func unquotedParameter(f finder, e *element, p *wire.ContentLine) {
	for _, q := range p.Parameters {
		bare := wire.Quoted[q.Name] && q.Raw != "" && q.Raw[0] != '"'
		several := len(q.Values) > 1 && slices.Contains(single, q.Name) && !strings.Contains(q.Raw, `\,`)
		if bare || several {
			f.report(p.Line, "%s of %s is written without quotes: %s", q.Name, p.Name, wire.Clipped(q.Raw))
		}
	}
}

// withoutEscapes leaves out all that stands escaped in a text.
var withoutEscapes = strings.NewReplacer(`\\`, "", `\;`, "", `\,`, "", `\n`, "", `\N`, "")

func badEscape(f finder, e *element, p *wire.ContentLine) {
	if strings.Contains(withoutEscapes.Replace(p.Value), `\`) {
		f.report(p.Line, "the %s of %s has a backslash that escapes nothing", p.Name, e.called())
	}
}

func unescapedText(f finder, e *element, p *wire.ContentLine) {
	unescaped := ",;"
	if slices.Contains(strings.Fields(lists), p.Name) {
		unescaped = ";"
	}
	rest := withoutEscapes.Replace(p.Value)
	if i := strings.IndexAny(rest, unescaped); i >= 0 {
		f.report(p.Line, "the %s of %s has %q without a backslash", p.Name, e.called(), rest[i])
	}
}

// escapedList takes a comma with a space behind it for part of a name.
func escapedList(f finder, e *element, p *wire.ContentLine) {
	for rest, found := p.Value, true; found; {
		if _, rest, found = strings.Cut(rest, `\,`); found && rest != "" && rest[0] != ' ' {
			f.report(p.Line, "%s is one, not several: %s", p.Name, wire.Clipped(p.Value))
			return
		}
	}
}

// statuses lists the values of RFC 5545 §3.8.1.11.
var statuses = map[string][]string{
	"VEVENT":   {"TENTATIVE", "CONFIRMED", "CANCELLED"},
	"VTODO":    {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
	"VJOURNAL": {"DRAFT", "FINAL", "CANCELLED"},
}

func unknownStatus(f finder, e *element, p *wire.ContentLine) {
	if known, found := statuses[e.Name]; found && !slices.Contains(known, upper(p.Value)) {
		f.report(p.Line, "%s has the STATUS %q, not one of %s", e.called(), wire.Clipped(p.Value),
			strings.Join(known, ", "))
	}
}

func unknownTransp(f finder, e *element, p *wire.ContentLine) {
	if t := upper(p.Value); t != "OPAQUE" && t != "TRANSPARENT" {
		f.report(p.Line, "%s has the TRANSP %q", e.called(), wire.Clipped(p.Value))
	}
}

func unknownColor(f finder, e *element, p *wire.ContentLine) {
	// The names of CSS Color Module Level 3 §4.3 are those of SVG 1.1.
	if _, known := colornames.Map[strings.ToLower(wire.Shortened(p.Value, 40))]; !known {
		f.report(p.Line, "COLOR is %q, which is no name of CSS", wire.Clipped(p.Value))
	}
}

// markup starts what is plainly HTML, and what no person writes in a plain text.
var markup = []string{"<p>", "<p ", "</p>", "<br>", "<br/>", "<br />", "<a href", "</a>", "<b>", "<i>",
	"<strong>", "<em>", "<ul>", "<ol>", "<li>", "<div", "<span", "<h1", "<h2", "<h3", "&amp;", "&nbsp;",
	"&quot;", "&#39;", "&lt;", "&gt;"}

func holdsHTML(f finder, e *element, p *wire.ContentLine) {
	if strings.IndexByte(p.Value, '<') < 0 && strings.IndexByte(p.Value, '&') < 0 {
		return
	}
	s := strings.ToLower(p.Text())
	for _, m := range markup {
		if strings.Contains(s, m) {
			f.report(p.Line, "the %s of %s holds HTML: %s", p.Name, e.called(), m)
			return
		}
	}
}
