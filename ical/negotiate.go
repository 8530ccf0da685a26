package ical

import (
	"net/http"
	"strconv"
	"strings"
)

// notModified evaluates the conditions of a GET or HEAD (RFC 9110 §13.2.2): If-None-Match, and where there
// is none, If-Modified-Since.
func notModified(r *http.Request, etag, modified string) bool {
	if tags := r.Header["If-None-Match"]; tags != nil {
		return matchesETag(tags, etag)
	}
	since := r.Header.Get("If-Modified-Since")
	if since == "" || modified == "" {
		return false
	}
	if since == modified {
		return true
	}
	asked, err := http.ParseTime(since)
	if err != nil {
		return false
	}
	last, err := http.ParseTime(modified)
	return err == nil && !last.After(asked)
}

// matchesETag reports whether the lines of If-None-Match name the etag, or any ("*"). Weak and strong tags
// match (§8.8.3.2), since a proxy may have weakened ours. Reading ends where the line is none.
func matchesETag(lines []string, etag string) bool {
	for _, s := range lines {
		for {
			s = strings.TrimLeft(s, " \t,")
			if s == "*" {
				return true
			}
			tag := strings.TrimPrefix(s, "W/")
			if len(tag) < 2 || tag[0] != '"' {
				break
			}
			end := strings.IndexByte(tag[1:], '"')
			if end < 0 {
				break
			}
			if tag[:end+2] == etag {
				return true
			}
			s = tag[end+2:]
		}
	}
	return false
}

// acceptsGzip reports whether the lines of Accept-Encoding (RFC 9110 §12.5.3) allow gzip and want it no less
// than the feed as it is. What has no such header gets the feed as it is. So does a client that allows
// neither: the alternative, 406, helps nobody.
func acceptsGzip(lines []string) bool {
	gzip, identity, rest := -1, -1, -1 // thousandths; -1 is not said
	for _, line := range lines {
		for element := range strings.SplitSeq(line, ",") {
			coding, parameters, _ := strings.Cut(element, ";")
			q, ok := quality(parameters)
			if !ok {
				continue
			}
			switch strings.ToLower(strings.Trim(coding, " \t")) {
			case "gzip", "x-gzip":
				gzip = max(gzip, q)
			case "identity":
				identity = q
			case "*":
				rest = q
			}
		}
	}
	if gzip < 0 {
		gzip = rest
	}
	return gzip > 0 && gzip >= identity
}

// quality reads a weight, ";q=0.5" without its semicolon, in thousandths; none is 1000. What is not a weight
// is not ok.
func quality(s string) (q int, ok bool) {
	s = strings.Trim(s, " \t")
	if s == "" {
		return 1000, true
	}
	if len(s) < 3 || s[0]|0x20 != 'q' || s[1] != '=' {
		return 0, false
	}
	s = s[2:]
	whole, decimals, _ := strings.Cut(s, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 || strings.Trim(decimals, "0123456789") != "" {
		return 0, false
	}
	q, _ = strconv.Atoi(whole + (decimals + "000")[:3])
	return q, q <= 1000
}
