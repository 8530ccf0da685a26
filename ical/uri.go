package ical

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// url gives a link as a URI in ASCII. Where it is not one, it is a Finding, and empty.
func (f *Feed) url(link, id, what string) string {
	if link == "" {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		f.add("bad-url", agenda.Warning, id, "write the whole of it, like https://example.org/talk",
			"%s, %q, is not a web address; the feed does not offer it as one", what, link)
		return ""
	}
	return asciiURI(u.String())
}

// asciiURI escapes what RFC 3986 does not let stand in a URI, and leaves control characters out.
func asciiURI(s string) string {
	var b []byte // nil for as long as nothing is escaped
	for i := range len(s) {
		c := s[i]
		lone := c == '%' && (len(s) < i+3 || !isHex(s[i+1]) || !isHex(s[i+2]))
		switch {
		case c < ' ' || c == 0x7f:
			if b == nil {
				b = append(make([]byte, 0, len(s)), s[:i]...)
			}
		case lone || c == ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			if b == nil {
				b = append(b, s[:i]...)
			}
			b = fmt.Appendf(b, "%%%02X", c)
		case b != nil:
			b = append(b, c)
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// isURI reports whether s starts with a scheme (RFC 3986 §3.1) and goes on.
func isURI(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			return i > 0 && i+1 < len(s)
		case c|0x20-'a' <= 25:
		case i > 0 && (c-'0' <= 9 || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

func isHex(c byte) bool { return c-'0' <= 9 || c|0x20-'a' <= 5 }

// organizer is the property of the event's organizer, whose address is the value; without one there is none.
func (f *Feed) organizer(o agenda.Organizer) (ics.IANAProperty, bool) {
	email := strings.TrimSpace(o.Email)
	if email == "" {
		return ics.IANAProperty{}, false
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || strings.ContainsAny(email, "\" ()[]") {
		f.add("bad-email", agenda.Warning, "", "write it like info@example.org",
			"the organizer's address, %q, is not an e-mail address; the feed names no organizer", o.Email)
		return ics.IANAProperty{}, false
	}
	at := strings.LastIndexByte(email, '@')
	p := property("ORGANIZER", "mailto:"+asciiURI(url.PathEscape(email[:at])+"@"+email[at+1:]))
	// libical and golang-ical take a backslash at the end of a parameter for an escape of what ends it.
	if name := strings.TrimRight(oneLine(clean(o.Name)), `\ `); name != "" {
		p.ICalParameters = map[string][]string{"CN": {name}}
	}
	return p, true
}
