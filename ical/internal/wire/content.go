package wire

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A ContentLine is one property as it stands in a feed (RFC 5545 §3.1).
type ContentLine struct {
	Name       string // in capitals
	Parameters []Parameter
	Value      string // as written, escapes and all
	Line       int    // of the file, from 1, where it starts
}

// A Parameter has its values without quotes and without the escapes of RFC 6868.
type Parameter struct {
	Name   string // in capitals
	Values []string
	Raw    string // what stands behind the =, all values as they are written
}

// Parameter gives the first value of the parameter of that name, or nothing.
func (p *ContentLine) Parameter(name string) string {
	for _, q := range p.Parameters {
		if q.Name == name && len(q.Values) > 0 {
			return q.Values[0]
		}
	}
	return ""
}

// Text is the value of a property of TEXT.
func (p *ContentLine) Text() string { return Unescape(p.Value) }

// Texts is the value of a property that is a list of TEXT, such as CATEGORIES.
func (p *ContentLine) Texts() []string {
	var list []string
	for _, part := range splitUnescaped(p.Value, ',') {
		list = append(list, Unescape(part))
	}
	return list
}

// parseLine takes an unfolded line apart; it fails where the line is no property.
func parseLine(s string, line int) (ContentLine, bool) {
	p := ContentLine{Line: line}
	end := strings.IndexAny(s, ":;")
	if end <= 0 || !IsName(s[:end]) {
		return p, false
	}
	p.Name = strings.ToUpper(s[:end])
	for s = s[end:]; s[0] == ';'; {
		s = s[1:]
		end = strings.IndexAny(s, "=:;")
		if end < 0 {
			return p, false
		}
		q := Parameter{Name: strings.ToUpper(strings.TrimSpace(s[:end]))}
		s = s[end:]
		written := s
		for s[0] == '=' || s[0] == ',' {
			var value string
			if value, s = parameterValue(s[1:]); s == "" {
				return p, false
			}
			q.Values = append(q.Values, value)
		}
		q.Raw = strings.TrimPrefix(written[:len(written)-len(s)], "=")
		p.Parameters = append(p.Parameters, q)
	}
	if s[0] != ':' {
		return p, false
	}
	p.Value = s[1:]
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

// Unescape undoes the escapes of TEXT (RFC 5545 §3.3.11). A backslash before anything else goes, too, since
// programs escape more than they must.
func Unescape(s string) string {
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

// A DateTime is a DATE or a DATE-TIME (RFC 5545 §3.3.4 and §3.3.5), not yet in any zone.
type DateTime struct {
	Wall time.Time // what the clock shows; its location means nothing
	Date bool      // a DATE: midnight
	UTC  bool
}

// ParseDateTime reads "20140603", "20140603T183000" and "20140603T183000Z". A leap second is the one before
// it (RFC 5545 §3.3.12).
func ParseDateTime(s string) (DateTime, bool) {
	var d DateTime
	var err error
	if len(s) >= len(LocalForm) && s[13:15] == "60" {
		s = s[:13] + "59" + s[15:]
	}
	switch len(s) {
	case len("20060102"):
		d.Date = true
		d.Wall, err = time.Parse("20060102", s)
	case len(LocalForm):
		d.Wall, err = time.Parse(LocalForm, s)
	case len(UTCForm):
		d.UTC = true
		d.Wall, err = time.Parse(UTCForm, s)
	default:
		return d, false
	}
	return d, err == nil
}

// localForm and utcForm are RFC 5545 §3.3.5's forms 1 and 2.
const (
	LocalForm = "20060102T150405"
	UTCForm   = "20060102T150405Z"
	DateForm  = "20060102"
)

// ParseGeo reads "37.423;-122.072", latitude and longitude (RFC 5545 §3.8.1.6).
func ParseGeo(s string) (latitude, longitude float64, ok bool) {
	north, east, _ := strings.Cut(s, ";")
	latitude, err := strconv.ParseFloat(north, 64)
	longitude, wrong := strconv.ParseFloat(east, 64)
	ok = err == nil && wrong == nil && math.Abs(latitude) <= 90 && math.Abs(longitude) <= 180 // NaN is not
	return latitude, longitude, ok
}

// ParseDuration reads "P1DT2H30M" (RFC 5545 §3.3.6): days, which may have another length where the clocks
// are changed, and what is exact.
func ParseDuration(s string) (days int, exact time.Duration, ok bool) {
	m := durationForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return 0, 0, false
	}
	var n [5]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits, or nothing
	}
	days = 7*n[0] + n[1]
	exact = time.Duration(n[2])*time.Hour + time.Duration(n[3])*time.Minute + time.Duration(n[4])*time.Second
	return days, exact, true
}

var durationForm = regexp.MustCompile(
	`^\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$`)

// CutLast is strings.Cut at the last separator.
func CutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// Set makes a set of words between spaces.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
