package ical

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

// Encode writes any calendar, and whatever components a caller has added to it, as RFC 5545 wants it on the
// wire: lines end in CRLF and are folded at 75 octets, never inside a character or an escape; TEXT is escaped
// and parameters are quoted, with RFC 6868 where quotes cannot say it; control characters never pass, bytes
// that are not UTF-8 become U+FFFD, and no name or value whatever starts a line of its own.
//
// It also mends what golang-ical's setters get wrong: a TZID beside a time in UTC goes, a float loses its
// exponent, and CONFERENCE, IMAGE, SOURCE and REFRESH-INTERVAL say their VALUE, which has no default.
//
// Property, parameter and component names that are not made of letters, digits and hyphens are errors, and
// so are components nested more than 100 deep. After an error what was written is no calendar. Encode fills
// blocks of 64 KiB and hands each to w at once.
func Encode(w io.Writer, c *ics.Calendar) error {
	if c == nil {
		return errors.New("ical: no calendar to encode")
	}
	enc := encoder{w: w, out: make([]byte, 0, blockSize+blockSize/8)}
	enc.line("BEGIN:VCALENDAR")
	for i := range c.CalendarProperties {
		enc.property(&c.CalendarProperties[i].BaseProperty)
	}
	enc.components(c.Components, 1)
	enc.line("END:VCALENDAR")
	enc.flush()
	return enc.err
}

const (
	lineOctets = 75  // RFC 5545 §3.1, without the line break
	maxDepth   = 100 // of components; an alarm in an event in a calendar is three deep
	blockSize  = 64 << 10
)

type encoder struct {
	w    io.Writer
	out  []byte // whole lines not yet written
	long []byte // the line being folded
	err  error  // the first one; nothing is written after it
}

func (enc *encoder) fail(format string, args ...any) {
	if enc.err == nil {
		enc.err = fmt.Errorf("ical: "+format, args...)
	}
}

func (enc *encoder) flush() {
	if enc.err == nil && len(enc.out) > 0 {
		_, enc.err = enc.w.Write(enc.out)
	}
	enc.out = enc.out[:0]
}

// line writes a line that needs neither escaping nor folding.
func (enc *encoder) line(parts ...string) {
	for _, s := range parts {
		enc.out = append(enc.out, s...)
	}
	enc.out = append(enc.out, "\r\n"...)
}

func (enc *encoder) components(list []ics.Component, depth int) {
	if depth > maxDepth && len(list) > 0 {
		enc.fail("components are nested more than %d deep", maxDepth)
	}
	for _, c := range list {
		if enc.err != nil {
			return
		}
		if v := reflect.ValueOf(c); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
			continue
		}
		name := componentName(c)
		if !isName(name) || len(name) > maxName {
			enc.fail("%q is not the name of a component", name)
			return
		}
		enc.line("BEGIN:", name)
		properties := c.UnknownPropertiesIANAProperties()
		for i := range properties {
			enc.property(&properties[i].BaseProperty)
		}
		enc.components(c.SubComponents(), depth+1)
		enc.line("END:", name)
	}
}

// componentName is what stands behind BEGIN. Only golang-ical's own writer knows it of a type that is not
// one of golang-ical's, such as one that embeds an event.
func componentName(c ics.Component) string {
	switch c := c.(type) {
	case *ics.VEvent:
		return "VEVENT"
	case *ics.VTimezone:
		return "VTIMEZONE"
	case *ics.Standard:
		return "STANDARD"
	case *ics.Daylight:
		return "DAYLIGHT"
	case *ics.VAlarm:
		return "VALARM"
	case *ics.VTodo:
		return "VTODO"
	case *ics.VJournal:
		return "VJOURNAL"
	case *ics.VBusy:
		return "VFREEBUSY"
	case *ics.GeneralComponent:
		return c.Token
	}
	var first firstWrite
	// The error is the writer's own, to stop at the line after BEGIN.
	_ = c.SerializeTo(&first, &ics.SerializationConfiguration{MaxLength: lineOctets, NewLine: "\n"})
	name, _ := strings.CutPrefix(strings.TrimSpace(string(first)), "BEGIN:")
	return name
}

type firstWrite string

func (f *firstWrite) Write(p []byte) (int, error) {
	if *f == "" {
		*f = firstWrite(p)
		return len(p), nil
	}
	return 0, io.EOF
}

// property writes one content line, name *(";" param) ":" value (RFC 5545 §3.1).
func (enc *encoder) property(p *ics.BaseProperty) {
	if enc.err != nil {
		return
	}
	name := p.IANAToken
	if name == string(ics.PropertyRefreshInterval) { // golang-ical's constant carries its parameter
		name = "REFRESH-INTERVAL"
	}
	if !isName(name) || strings.EqualFold(name, "BEGIN") || strings.EqualFold(name, "END") {
		enc.fail("%q is not the name of a property", name)
		return
	}
	start := len(enc.out)
	enc.out = append(enc.out, name...)
	value := enc.parameters(name, p)
	enc.out = append(enc.out, ':')
	switch value.kind {
	case text:
		enc.out = textEscapes.append(enc.out, p.Value)
	case statusText:
		enc.out = statusEscapes.append(enc.out, p.Value)
	case float:
		enc.out = append(enc.out, fixed(string(rawEscapes.append(nil, p.Value)))...)
	default:
		enc.out = rawEscapes.append(enc.out, p.Value)
	}
	if len(enc.out)-start > lineOctets {
		enc.long = append(enc.long[:0], enc.out[start:]...)
		enc.out = appendFolded(enc.out[:start], enc.long)
	}
	enc.out = append(enc.out, "\r\n"...)
	if len(enc.out) >= blockSize {
		enc.flush()
	}
}

// parameters writes p's parameters in the order of their names and finds what type the value has.
func (enc *encoder) parameters(name string, p *ics.BaseProperty) valueType {
	value := typeOf(name)
	var space [8]string
	keys := space[:0]
	for key := range p.ICalParameters {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if given := p.ICalParameters[key]; strings.EqualFold(key, "VALUE") && len(given) > 0 {
			value = namedType(value, clean(given[0]))
			break
		}
	}
	unsaid := value.say
	say := func() {
		if unsaid {
			enc.out = append(append(enc.out, ";VALUE="...), value.name...)
			unsaid = false
		}
	}
	for _, key := range keys {
		if key > "VALUE" {
			say()
		}
		values := p.ICalParameters[key]
		switch {
		case !isName(key):
			enc.fail("%q is not the name of a parameter of %s", key, name)
			return value
		case len(values) == 0:
			continue
		case value.kind == dateTime && strings.EqualFold(key, "TZID") && strings.HasSuffix(p.Value, "Z"):
			continue // RFC 5545 §3.2.19 forbids it on UTC; the moment is right without
		}
		enc.out = append(append(enc.out, ';'), key...)
		between := byte('=')
		for _, v := range values {
			enc.out = append(enc.out, between)
			enc.parameterValue(key, v)
			between = ','
		}
	}
	say()
	return value
}

// quoted are the parameters whose grammar demands quotes, whatever is in them (RFC 5545 §3.2).
var quoted = map[string]bool{
	"ALTREP": true, "DELEGATED-FROM": true, "DELEGATED-TO": true, "DIR": true, "MEMBER": true,
	"SENT-BY": true,
}

func (enc *encoder) parameterValue(key, v string) {
	if !quoted[strings.ToUpper(key)] && !strings.ContainsAny(v, ",;:") {
		enc.out = parameterEscapes.append(enc.out, v)
		return
	}
	enc.out = append(enc.out, '"')
	enc.out = parameterEscapes.append(enc.out, v)
	enc.out = append(enc.out, '"')
}

// maxName keeps BEGIN and END lines within one line.
const maxName = 64

func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' > 9 && c|0x20-'a' > 25 && c != '-' {
			return false
		}
	}
	return s != ""
}

// fixed writes each of the floats in a value, which semicolons separate, without an exponent.
func fixed(value string) string {
	if !strings.ContainsAny(value, "eE") {
		return value
	}
	parts := strings.Split(value, ";")
	for i, part := range parts {
		if f, err := strconv.ParseFloat(part, 64); err == nil {
			parts[i] = strconv.FormatFloat(f, 'f', -1, 64)
		}
	}
	return strings.Join(parts, ";")
}

// appendFolded breaks a line after at most 75 octets, and before each space that stands for a break at most
// 74 more, where a character starts and no backslash is cut from what it escapes.
func appendFolded(dst, line []byte) []byte {
	for room := lineOctets; len(line) > room; room = lineOctets - 1 {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		backslashes := 0
		for backslashes < cut && line[cut-1-backslashes] == '\\' {
			backslashes++
		}
		cut -= backslashes % 2
		dst = append(dst, line[:cut]...)
		dst = append(dst, "\r\n "...)
		line = line[cut:]
	}
	return append(dst, line...)
}
