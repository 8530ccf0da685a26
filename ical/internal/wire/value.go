package wire

import (
	"strings"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

// A ValueType is how the value of a property is written.
type ValueType struct {
	Kind valueKind
	name string // as the VALUE parameter has it
	Say  bool   // the property has no default type (RFC 7986 §5): VALUE must be there
}

type valueKind uint8

const (
	KindText   valueKind = iota // escaped; what is in no table is text, as RFC 5545 §3.8.8 has it
	KindStatus                  // REQUEST-STATUS: text whose semicolons separate (§3.8.8.3)
	KindDateTime
	KindFloat
	KindURI // a URI
	KindRaw // everything else has no escapes
)

// types are the default types of properties. A property that is not among them is TEXT (RFC 5545 §3.8.8).
var types = map[string]ValueType{
	"CATEGORIES": text, "CLASS": text, "COLOR": text, "COMMENT": text, "CONTACT": text, "DESCRIPTION": text,
	"LOCATION": text, "NAME": text, "STATUS": text, "SUMMARY": text, "TRANSP": text, "TZID": text,
	"TZNAME": text, "UID": text, "REQUEST-STATUS": {Kind: KindStatus},
	"X-DAYSHEET-DIGEST": text, "X-DAYSHEET-KIND": text, "X-DAYSHEET-SPEAKER": text,

	"ATTACH": uri, "TZURL": uri, "URL": uri, "ATTENDEE": uri, "ORGANIZER": uri,
	"CONFERENCE": uriSaid, "IMAGE": uriSaid, "SOURCE": uriSaid,

	"COMPLETED": moment, "CREATED": moment, "DTEND": moment, "DTSTAMP": moment, "DTSTART": moment,
	"DUE": moment, "EXDATE": moment, "LAST-MODIFIED": moment, "RDATE": moment, "RECURRENCE-ID": moment,

	"GEO": {Kind: KindFloat},

	"DURATION": other, "EXRULE": other, "FREEBUSY": other, "PERCENT-COMPLETE": other, "PRIORITY": other,
	"REPEAT": other, "RRULE": other, "SEQUENCE": other, "TRIGGER": other, "TZOFFSETFROM": other,
	"TZOFFSETTO": other, "REFRESH-INTERVAL": {Kind: KindRaw, name: "DURATION", Say: true},
}

var (
	text    = ValueType{Kind: KindText}
	uri     = ValueType{Kind: KindURI, name: "URI"}
	uriSaid = ValueType{Kind: KindURI, name: "URI", Say: true}
	moment  = ValueType{Kind: KindDateTime}
	other   = ValueType{Kind: KindRaw}
)

// TypeOf is the default type of a property.
func TypeOf(property string) ValueType { return types[strings.ToUpper(property)] }

// NamedType is the type that a VALUE parameter names, on a property whose own type is t.
func NamedType(t ValueType, name string) ValueType {
	switch strings.ToUpper(name) {
	case "TEXT":
		if t.Kind == KindStatus {
			return t
		}
		return ValueType{Kind: KindText}
	case "DATE-TIME":
		return moment
	case "URI", "CAL-ADDRESS":
		return uri
	case "FLOAT":
		return ValueType{Kind: KindFloat}
	}
	return other
}

// escapes say how the characters of a value are written.
type escapes struct {
	special   [256]bool             // bytes that do not stand for themselves, or start a longer character
	written   [utf8.RuneSelf]string // what a special ASCII character becomes; nothing for a control character
	lineBreak string                // what each line break becomes
}

func newEscapes(lineBreak string, pairs ...string) *escapes {
	e := &escapes{lineBreak: lineBreak}
	for c := range e.special {
		e.special[c] = c < ' ' && c != '\t' || c >= 0x7f
	}
	for i := 0; i < len(pairs); i += 2 {
		c := pairs[i][0]
		e.special[c], e.written[c] = true, pairs[i+1]
	}
	return e
}

var (
	textEscapes      = newEscapes(`\n`, `\`, `\\`, `;`, `\;`, `,`, `\,`) // RFC 5545 §3.3.11
	statusEscapes    = newEscapes(`\n`, `\`, `\\`, `,`, `\,`)
	parameterEscapes = newEscapes(`^n`, `^`, `^^`, `"`, `^'`) // RFC 6868 §3.1
	rawEscapes       = newEscapes(``)
)

// asIs is the length of what at the start of s is written as it is.
func (e *escapes) asIs(s string) int {
	for i := range len(s) {
		if e.special[s[i]] {
			return i
		}
	}
	return len(s)
}

// one gives the written form of the character at the start of s, and its size. CR, CRLF and what else some
// reader of lines takes for a break (vertical tab, form feed, U+0085, U+2028 and U+2029) are line breaks;
// other control characters are nothing; a byte that is not UTF-8 is U+FFFD.
func (e *escapes) one(s string) (written string, size int) {
	switch c := s[0]; {
	case c == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return e.lineBreak, 2
		}
		return e.lineBreak, 1
	case '\n' <= c && c <= '\f':
		return e.lineBreak, 1
	case c < utf8.RuneSelf:
		return e.written[c], 1
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return "\uFFFD", 1
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return e.lineBreak, size
	case r < 0xa0: // the control characters of ISO 8859
		return "", size
	}
	return s[:size], size
}

// append writes s in valid UTF-8 without control characters.
func (e *escapes) append(dst []byte, s string) []byte {
	for s != "" {
		n := e.asIs(s)
		dst = append(dst, s[:n]...)
		if s = s[n:]; s != "" {
			written, size := e.one(s)
			dst = append(dst, written...)
			s = s[size:]
		}
	}
	return dst
}

// Property makes a property without parameters.
func Property(name, value string) ics.IANAProperty { return PropertyWith(name, value, nil) }

// PropertyWith makes a property.
func PropertyWith(name, value string, parameters map[string][]string) ics.IANAProperty {
	return ics.IANAProperty{BaseProperty: ics.BaseProperty{
		IANAToken: name, Value: value, ICalParameters: parameters,
	}}
}

// Clean is s as a reader of the feed gets it back, so that two ids that would come out as one are found.
func Clean(s string) string {
	if cleanEscapes.asIs(s) == len(s) {
		return s
	}
	return string(cleanEscapes.append(nil, s))
}

var cleanEscapes = newEscapes("\n")
