package ical

import (
	"strings"
	"unicode/utf8"
)

// A valueType is how the value of a property is written.
type valueType struct {
	kind valueKind
	name string // as the VALUE parameter has it
	say  bool   // the property has no default type (RFC 7986 §5): VALUE must be there
}

type valueKind uint8

const (
	text       valueKind = iota // escaped; what is in no table is text, as RFC 5545 §3.8.8 has it
	statusText                  // REQUEST-STATUS: text whose semicolons separate (§3.8.8.3)
	dateTime
	float
	raw // everything else has no escapes
)

// types are the default types of the properties that are not TEXT.
var types = map[string]valueType{
	"REQUEST-STATUS": {kind: statusText},

	"ATTACH": uri, "TZURL": uri, "URL": uri, "ATTENDEE": uri, "ORGANIZER": uri,
	"CONFERENCE": uriSaid, "IMAGE": uriSaid, "SOURCE": uriSaid,

	"COMPLETED": moment, "CREATED": moment, "DTEND": moment, "DTSTAMP": moment, "DTSTART": moment,
	"DUE": moment, "EXDATE": moment, "LAST-MODIFIED": moment, "RDATE": moment, "RECURRENCE-ID": moment,

	"GEO": {kind: float},

	"DURATION": other, "EXRULE": other, "FREEBUSY": other, "PERCENT-COMPLETE": other, "PRIORITY": other,
	"REPEAT": other, "RRULE": other, "SEQUENCE": other, "TRIGGER": other, "TZOFFSETFROM": other,
	"TZOFFSETTO": other, "REFRESH-INTERVAL": {kind: raw, name: "DURATION", say: true},
}

var (
	uri     = valueType{kind: raw, name: "URI"}
	uriSaid = valueType{kind: raw, name: "URI", say: true}
	moment  = valueType{kind: dateTime}
	other   = valueType{kind: raw}
)

func typeOf(property string) valueType {
	if t, ok := types[property]; ok {
		return t
	}
	return types[strings.ToUpper(property)]
}

// namedType is the type that a VALUE parameter names, on a property whose own type is t.
func namedType(t valueType, name string) valueType {
	switch strings.ToUpper(name) {
	case "TEXT":
		if t.kind == statusText {
			return t
		}
		return valueType{kind: text}
	case "DATE-TIME":
		return moment
	case "FLOAT":
		return valueType{kind: float}
	}
	return other
}

// escapes say how the characters of a value are written.
type escapes struct {
	special   [256]bool   // bytes that are not written as they are, and all that is not ASCII
	written   [128]string // what a special ASCII character becomes; nothing for a control character
	lineBreak string      // what each line break becomes
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

// append writes s in valid UTF-8 without control characters. CR, CRLF and what else some reader of lines
// takes for a break (vertical tab, form feed, U+0085, U+2028 and U+2029) are line breaks.
func (e *escapes) append(dst []byte, s string) []byte {
	done := 0 // s[:done] is written
	for i := 0; i < len(s); {
		c := s[i]
		if !e.special[c] {
			i++
			continue
		}
		size, replacement, replaced := 1, "", true
		switch {
		case c == '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				size = 2
			}
			replacement = e.lineBreak
		case '\n' <= c && c <= '\f':
			replacement = e.lineBreak
		case c < utf8.RuneSelf:
			replacement = e.written[c]
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				replacement = "\uFFFD"
			case r == 0x85 || r == 0x2028 || r == 0x2029:
				replacement = e.lineBreak
			default:
				replaced = r < 0xa0 // the control characters of ISO 8859
			}
		}
		if replaced {
			dst = append(append(dst, s[done:i]...), replacement...)
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}
