package page

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// A cleaner makes text fit to show, and remembers what it had to leave out.
type cleaner struct{ findings agenda.Findings }

// line gives s on one line, its runs of white space as one space each. What and id are for the Finding.
func (c *cleaner) line(id, what, s string) string {
	return strings.ReplaceAll(strings.Join(c.paragraphs(id, what, s), " "), "\n", " ")
}

// paragraphs gives the paragraphs of s, which empty lines separate, as [listing.Flow] has them: each on one
// line, but for the items of a list.
func (c *cleaner) paragraphs(id, what, s string) []string {
	hidden, before, indented := 0, '\n', true // indented: no letter stands before on the line
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u2029':
			r = '\n'
		case '\t', '\r', '\v', '\f', '\u2028', '\u0085':
			r = ' '
		}
		switch {
		case r == utf8.RuneError || input.Unseen(r) && r != '\n':
			hidden++
			return -1
		case r == ' ' && before == ' ' && !indented:
			return -1
		}
		before, indented = r, r == '\n' || r == ' ' && indented
		return r
	}, s)
	if hidden > 0 {
		c.findings.Add("control-character", agenda.Warning, agenda.Where{ID: id},
			"type it anew, without control characters", "the %s holds %s left out", what,
			input.Plural(hidden, "a character that cannot be shown; it is",
				"characters that cannot be shown; they are"))
	}
	if s = strings.Trim(s, " \n"); s == "" {
		return nil
	}
	return strings.Split(listing.Flow(s), "\n\n")
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
