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
		if c := path[i]; uriSpecial[c] || c == '[' || c == ']' {
			return false
		}
	}
	return found && host != ""
}

// uriSpecial holds the bytes that cannot stand in a URI as they are (RFC 3986 §2), and the percent sign.
var uriSpecial = func() (special [256]bool) {
	for c := range special {
		special[c] = c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}%", byte(c)) >= 0
	}
	return special
}()

// ASCIIURI escapes what RFC 3986 does not let stand in a URI, and leaves control characters out.
func ASCIIURI(s string) string {
	i := 0
	for i < len(s) && !uriSpecial[s[i]] {
		i++
	}
	if i == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)+16), s[:i]...)
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case !uriSpecial[c], c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b = append(b, c)
		case c >= ' ' && c != 0x7f:
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

// MaxGoogleURL bounds the addresses that Google subscribes to, in UTF-16 units.
const MaxGoogleURL = 256
