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
	uri := webURI(link)
	if uri == "" && link != "" {
		f.add("bad-url", agenda.Warning, id, "write the whole of it, like https://example.org/talk",
			"%s, %q, is not a web address; the feed does not offer it as one", what, link)
	}
	return uri
}

// webURI gives an absolute http or https URL as a URI in ASCII; it is empty for everything else.
func webURI(link string) string {
	if isPlainLink(link) {
		return link
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	return asciiURI(u.String())
}

// isPlainLink reports whether a link is sure to be what webURI makes of it: most are, and net/url is
// thorough.
func isPlainLink(s string) bool {
	rest, found := strings.CutPrefix(s, "https://")
	if !found {
		rest, found = strings.CutPrefix(s, "http://")
	}
	host, path, _ := strings.Cut(rest, "/")
	for i := range len(host) {
		if c := host[i]; c-'0' > 9 && c-'a' > 25 && c != '-' && c != '.' {
			return false
		}
	}
	for i := range len(path) {
		if c := path[i]; uriClass[c] != inURI || c == '[' || c == ']' {
			return false
		}
	}
	return found && host != ""
}

// uriClass says of each byte what becomes of it in a URI (RFC 3986 §2).
var uriClass = func() (class [256]uriByte) {
	for c := range class {
		switch {
		case c < ' ' || c == 0x7f:
			class[c] = notInURI
		case c == ' ' || c > 0x7f || strings.IndexByte("\"<>\\^`{|}", byte(c)) >= 0:
			class[c] = escapedInURI
		}
	}
	class['%'] = percent
	return class
}()

type uriByte uint8

const (
	inURI        uriByte = iota // it stands as it is
	escapedInURI                // as % and two digits
	notInURI                    // it is left out
	percent                     // it starts an escape, or is escaped itself
)

// asciiURI escapes what RFC 3986 does not let stand in a URI, and leaves control characters out.
func asciiURI(s string) string {
	i := 0
	for i < len(s) && uriClass[s[i]] == inURI {
		i++
	}
	if i == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)+16), s[:i]...)
	for ; i < len(s); i++ {
		c := s[i]
		class := uriClass[c]
		if class == percent && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			class = inURI
		}
		switch class {
		case inURI:
			b = append(b, c)
		case escapedInURI, percent:
			b = fmt.Appendf(b, "%%%02X", c)
		}
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
	if name := strings.TrimRight(agenda.OneLine(clean(o.Name)), `\ `); name != "" {
		p.ICalParameters = map[string][]string{"CN": {name}}
	}
	return p, true
}
