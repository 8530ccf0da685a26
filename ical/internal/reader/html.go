package reader

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// htmlTags are the elements that are taken for HTML, with what they do to a text. Every other thing in angle
// brackets, "git checkout <branch>", is text.
var htmlTags = map[string]htmlTag{
	"p": block, "h1": block, "h2": block, "h3": block, "h4": block, "h5": block, "h6": block, "ul": block,
	"ol": block, "dl": block, "table": block, "blockquote": block, "pre": block, "hr": block,
	"section": block, "article": block, "figure": block,
	"div": newLine, "tr": newLine, "dt": newLine, "dd": newLine, "header": newLine, "footer": newLine,
	"br": lineFeed, "li": item, "td": space, "th": space,
	"a": inline, "b": inline, "i": inline, "u": inline, "s": inline, "em": inline, "strong": inline,
	"span": inline, "font": inline, "small": inline, "big": inline, "sub": inline, "sup": inline,
	"strike": inline, "del": inline, "ins": inline, "code": inline, "tt": inline, "q": inline,
	"cite": inline, "abbr": inline, "mark": inline, "center": inline, "img": inline, "html": inline,
	"body": inline, "meta": inline, "thead": inline, "tbody": inline, "figcaption": inline, "wbr": inline,
	"head": hidden, "style": hidden, "script": hidden, "title": hidden,
}

type htmlTag int

const (
	inline   htmlTag = iota + 1
	space            // parts words
	newLine          // stands on lines of its own
	lineFeed         // each ends a line
	block            // is a paragraph
	item             // is one of a list
	hidden           // does not show
)

// looksLikeHTML reports whether a text has an end tag or a line break of HTML.
func looksLikeHTML(s string) bool {
	if !strings.Contains(s, "<") {
		return false
	}
	for _, m := range htmlMark.FindAllStringSubmatch(s, 100) {
		if m[1] == "" || htmlTags[strings.ToLower(m[1])] != 0 {
			return true
		}
	}
	return false
}

var htmlMark = regexp.MustCompile(`(?i)</([a-z][a-z0-9]*)\s*>|<(?:br|p)\b[^<>]*>`)

// A stripped is a text that was HTML.
type stripped struct {
	text     string
	links    []agenda.Link
	dead     int // links that are left out
	pictures int // left out
}

// A stripper makes plain text of HTML as it comes, well-formed or not.
type stripper struct {
	stripped
	b      strings.Builder
	base   string // that relative links go from
	loose  bool   // line breaks are white space
	breaks int    // line feeds to write before the next text
	gap    bool   // a space to write before the next text
	href   string // of the link that is open
	from   int    // where in b its text starts
}

// plainText takes the tags out of HTML: paragraphs and lines stay, and so do the addresses of links.
func plainText(s, base string) stripped {
	t := stripper{base: base}
	t.loose = blockMark.MatchString(s)
	s = hiddenForm.ReplaceAllString(s, "")
	for i := 0; i < len(s); {
		next := strings.IndexByte(s[i:], '<')
		if next < 0 {
			t.write(s[i:])
			break
		}
		t.write(s[i : i+next])
		i += next
		m := tagForm.FindStringSubmatch(s[i:min(len(s), i+maxTag)])
		if m == nil || htmlTags[strings.ToLower(m[2])] == 0 {
			t.write("<")
			i++
			continue
		}
		i += len(m[0])
		t.tag(strings.ToLower(m[2]), m[1] == "", m[3])
	}
	t.endLink()
	t.text = strings.TrimSpace(t.b.String())
	return t.stripped
}

var (
	blockMark  = regexp.MustCompile(`(?i)<(?:br|p|div|li|h[1-6])\b[^<>]*>`)
	tagForm    = regexp.MustCompile(`^<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?)>`)
	hiddenForm = regexp.MustCompile(`(?is)<!--.*?-->|<head(?:\s[^<>]*)?>.*?</head\s*>|` +
		`<(?:style|script|title)(?:\s[^<>]*)?>.*?</(?:style|script|title)\s*>`)
	attribute = regexp.MustCompile(`(?i)(?:^|\s)(href|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// maxTag is longer than tags are, in octets.
const maxTag = 4096

func (t *stripper) tag(name string, opens bool, attributes string) {
	switch htmlTags[name] {
	case block:
		t.breaks = 2
	case newLine:
		t.breaks = max(t.breaks, 1)
	case lineFeed:
		t.breaks = min(t.breaks+1, 2)
	case space:
		t.gap = true
	case item:
		t.breaks = max(t.breaks, 1)
		if opens {
			t.write("-")
			t.gap = true
		}
	}
	switch {
	case name == "a":
		t.endLink()
		if opens {
			t.href, t.from = value(attributes, "href"), t.b.Len()
		}
	case name == "img":
		t.pictures++
		t.write(value(attributes, "alt"))
	}
}

// value gives the value of the attribute of a name.
func value(attributes, name string) string {
	for _, m := range attribute.FindAllStringSubmatch(attributes, -1) {
		if strings.EqualFold(m[1], name) {
			return html.UnescapeString(m[2] + m[3] + m[4])
		}
	}
	return ""
}

func (t *stripper) endLink() {
	href, from := strings.TrimSpace(t.href), t.from
	if t.href = ""; href == "" {
		return
	}
	title := input.OneLine(t.b.String()[from:])
	u, err := url.Parse(href)
	if base, err2 := url.Parse(t.base); err == nil && err2 == nil && t.base != "" {
		u = base.ResolveReference(u)
	}
	if err == nil && strings.EqualFold(u.Scheme, "mailto") && strings.Contains(title, u.Opaque) {
		return // it stands in the text
	}
	if err == nil {
		if address, ok := webAddress(u.String()); ok {
			t.links = append(t.links, agenda.Link{Title: title, URL: address})
			return
		}
	}
	t.dead++
}

// write adds text between two tags.
func (t *stripper) write(s string) {
	for _, r := range html.UnescapeString(s) {
		switch {
		case r == '\n' && !t.loose:
			t.breaks = min(t.breaks+1, 2)
		case unicode.IsSpace(r):
			t.gap = true
		default:
			if t.b.Len() > 0 && t.breaks > 0 {
				t.b.WriteString("\n\n"[:t.breaks])
			} else if t.b.Len() > 0 && t.gap {
				t.b.WriteByte(' ')
			}
			t.breaks, t.gap = 0, false
			t.b.WriteRune(r)
		}
	}
}
