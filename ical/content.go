package ical

import (
	"strings"
	"time"
)

// A contentLine is one property as it stands in a feed (RFC 5545 §3.1).
type contentLine struct {
	name       string // in capitals
	parameters []parameter
	value      string // as written, escapes and all
	line       int    // of the file, from 1, where it starts
}

// A parameter has its values without quotes and without the escapes of RFC 6868.
type parameter struct {
	name   string // in capitals
	values []string
	raw    string // what stands behind the =, all values as they are written
}

// parameter gives the first value of the parameter of that name, or nothing.
func (p *contentLine) parameter(name string) string {
	for _, q := range p.parameters {
		if q.name == name && len(q.values) > 0 {
			return q.values[0]
		}
	}
	return ""
}

// text is the value of a property of TEXT.
func (p *contentLine) text() string { return unescape(p.value) }

// texts is the value of a property that is a list of TEXT, such as CATEGORIES.
func (p *contentLine) texts() []string {
	var list []string
	for _, part := range splitUnescaped(p.value, ',') {
		list = append(list, unescape(part))
	}
	return list
}

// parseLine takes an unfolded line apart; it fails where the line is no property.
func parseLine(s string, line int) (contentLine, bool) {
	p := contentLine{line: line}
	end := strings.IndexAny(s, ":;")
	if end <= 0 || !isName(s[:end]) {
		return p, false
	}
	p.name = strings.ToUpper(s[:end])
	for s = s[end:]; s[0] == ';'; {
		s = s[1:]
		end = strings.IndexAny(s, "=:;")
		if end < 0 {
			return p, false
		}
		q := parameter{name: strings.ToUpper(strings.TrimSpace(s[:end]))}
		s = s[end:]
		written := s
		for s[0] == '=' || s[0] == ',' {
			var value string
			if value, s = parameterValue(s[1:]); s == "" {
				return p, false
			}
			q.values = append(q.values, value)
		}
		q.raw = strings.TrimPrefix(written[:len(written)-len(s)], "=")
		p.parameters = append(p.parameters, q)
	}
	if s[0] != ':' {
		return p, false
	}
	p.value = s[1:]
	return p, true
}

// parameterValue reads one value, quoted or not, and gives what follows it, which starts with one of , ; :
// and is empty where the line ends.
func parameterValue(s string) (value, rest string) {
	if strings.HasPrefix(s, `"`) {
		if end := strings.IndexByte(s[1:], '"'); end >= 0 {
			value, rest = s[1:1+end], s[2+end:]
			if skip := strings.IndexAny(rest, ",;:"); skip >= 0 {
				return unCaret.Replace(value), rest[skip:]
			}
			return value, ""
		}
	}
	end := strings.IndexAny(s, ",;:")
	if end < 0 {
		return s, ""
	}
	return unCaret.Replace(s[:end]), s[end:]
}

// unCaret undoes the escapes of RFC 6868 §3.2.
var unCaret = strings.NewReplacer("^^", "^", "^n", "\n", "^N", "\n", "^'", `"`)

// unescape undoes the escapes of TEXT (RFC 5545 §3.3.11). A backslash before anything else goes, too, since
// programs escape more than they must.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) {
			i++
			if c = s[i]; c == 'n' || c == 'N' {
				c = '\n'
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// splitUnescaped cuts s at each separator that no backslash escapes.
func splitUnescaped(s string, separator byte) []string {
	if strings.IndexByte(s, separator) < 0 {
		return []string{s}
	}
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case separator:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// A calendarTime is a DATE or a DATE-TIME (RFC 5545 §3.3.4 and §3.3.5), not yet in any zone.
type calendarTime struct {
	wall time.Time // what the clock shows; its location means nothing
	date bool      // a DATE: midnight
	utc  bool
}

// parseDateTime reads "20140603", "20140603T183000" and "20140603T183000Z". A leap second is the one before
// it (RFC 5545 §3.3.12).
func parseDateTime(s string) (calendarTime, bool) {
	var d calendarTime
	var err error
	if len(s) >= len(localForm) && s[13:15] == "60" {
		s = s[:13] + "59" + s[15:]
	}
	switch len(s) {
	case len("20060102"):
		d.date = true
		d.wall, err = time.Parse("20060102", s)
	case len(localForm):
		d.wall, err = time.Parse(localForm, s)
	case len(utcForm):
		d.utc = true
		d.wall, err = time.Parse(utcForm, s)
	default:
		return d, false
	}
	return d, err == nil
}
