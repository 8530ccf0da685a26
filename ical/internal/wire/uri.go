package wire

import (
	"fmt"
	"net/url"
	"strings"
)

// WebURI gives an absolute http or https URL as a URI in ASCII; it is empty for everything else.
func WebURI(link string) string {
	if isPlainLink(link) {
		return link
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	return ASCIIURI(u.String())
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

// ASCIIURI escapes what RFC 3986 does not let stand in a URI, and leaves control characters out.
func ASCIIURI(s string) string {
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

// IsURI reports whether s starts with a scheme (RFC 3986 §3.1) and goes on.
func IsURI(s string) bool {
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

// MaxGoogleURL is what Google subscribes to, in UTF-16 units.
const MaxGoogleURL = 256
