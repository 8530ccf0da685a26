package page

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A cleaner makes text fit to show, and remembers what it had to leave out.
type cleaner struct{ findings agenda.Findings }

// line gives s on one line, its runs of white space as one space each. What and id are for the Finding.
func (c *cleaner) line(id, what, s string) string {
	lines := c.paragraphs(id, what, s)
	return strings.Join(lines, " ")
}

// paragraphs gives the paragraphs of s, which empty lines separate, each on one line.
func (c *cleaner) paragraphs(id, what, s string) []string {
	var out []string
	var b strings.Builder
	hidden, space := 0, false
	breaks := 0 // line feeds since the last rune
	for i, r := range s {
		switch {
		case r == '\n' || r == '\u2029':
			breaks++
			space = true
		case r == ' ' || r == '\t' || r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u0085':
			space = true
		case input.Unseen(r), r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			hidden++
		default:
			if breaks > 1 && b.Len() > 0 {
				out = append(out, b.String())
				b.Reset()
			} else if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			space, breaks = false, 0
		}
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	if hidden > 0 {
		count := "characters that cannot be shown; they are"
		if hidden == 1 {
			count = "a character that cannot be shown; it is"
		}
		c.findings.Add("control-character", agenda.Warning, agenda.Where{ID: id},
			"type it anew, without control characters", "the %s holds %s left out", what, count)
	}
	return out
}

// link gives an address that may be followed, and "" where ref is none.
func (c *cleaner) link(id, ref string) string {
	ref = c.line(id, "link", ref)
	u, err := url.Parse(ref)
	if err != nil || !(agenda.Link{URL: ref}).Leads() {
		return ""
	}
	return u.String()
}

// mailto gives the link to an address, all of which is the address: a question mark in it adds no subject.
func mailto(address string) string {
	if address == "" {
		return ""
	}
	return "mailto:" + url.PathEscape(address)
}

// languageTag is the shape of BCP 47 (RFC 5646 §2.1), not its registry.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$`)

// language is a tag of BCP 47, where it is one.
func language(tag string) string {
	if languageTag.MatchString(tag) {
		return tag
	}
	return ""
}
