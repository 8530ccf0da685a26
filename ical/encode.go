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
// so are values that should be a URI and have no scheme, and components nested more than 100 deep. After an
// error what was written is no calendar. Encode fills blocks of 64 KiB and hands each to w at once.
func Encode(w io.Writer, c *ics.Calendar) error {
	if c == nil {
		return errors.New("ical: no calendar to encode")
	}
	enc := newEncoder(w)
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
	w     io.Writer
	out   []byte // not yet written
	room  int    // octets left on the line
	names [64]knownName
	given [8]knownParameters
	next  int   // of given, to be written over
	err   error // the first one; nothing is written after it
}

func newEncoder(w io.Writer) *encoder {
	return &encoder{w: w, out: make([]byte, 0, blockSize+blockSize/8)}
}

// A knownName is that of a property that has been written.
type knownName struct {
	name  string
	value valueType
}

func (enc *encoder) fail(format string, args ...any) {
	if enc.err == nil {
		enc.err = fmt.Errorf("ical: "+format, args...)
	}
}

func (enc *encoder) flush() {
	if enc.w == nil {
		return // take hands it on
	}
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
	value, ok := enc.typeOf(name)
	if !ok {
		enc.fail("%q is not the name of a property", name)
		return
	}
	enc.room = lineOctets
	enc.put(name)
	if len(p.ICalParameters) > 0 || value.say {
		value = enc.parametersOf(name, value, p)
	}
	enc.put(":")
	switch value.kind {
	case text:
		enc.escaped(textEscapes, p.Value)
	case statusText:
		enc.escaped(statusEscapes, p.Value)
	case float:
		enc.put(fixed(string(rawEscapes.append(nil, p.Value))))
	case address:
		if !isURI(p.Value) {
			enc.fail("%s: %q is not a URI", name, p.Value)
		}
		enc.escaped(rawEscapes, asciiURI(p.Value))
	default:
		enc.escaped(rawEscapes, p.Value)
	}
	enc.out = append(enc.out, "\r\n"...)
	if len(enc.out) >= blockSize {
		enc.flush()
	}
}

// typeOf is the type of the values of a property, which it remembers: a feed has few names, many times.
func (enc *encoder) typeOf(name string) (valueType, bool) {
	if name == "" {
		return valueType{}, false
	}
	known := &enc.names[(28*len(name)+17*int(name[0])+int(name[len(name)-1]))%len(enc.names)]
	if known.name == name {
		return known.value, true
	}
	if !isName(name) || strings.EqualFold(name, "BEGIN") || strings.EqualFold(name, "END") {
		return valueType{}, false
	}
	*known = knownName{name, typeOf(name)}
	return known.value, true
}

// put writes what may be folded at any character: a line is broken after at most 75 octets, and behind the
// space that stands for the break at most 74 more follow.
func (enc *encoder) put(s string) {
	for len(s) > enc.room {
		cut := enc.room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		enc.out = append(enc.out, s[:cut]...)
		enc.fold()
		s = s[cut:]
	}
	enc.out = append(enc.out, s...)
	enc.room -= len(s)
}

// escaped writes a value, and never breaks an escape.
func (enc *encoder) escaped(e *escapes, s string) {
	for {
		n := e.asIs(s)
		enc.put(s[:n])
		if n == len(s) {
			return
		}
		written, size := e.one(s[n:])
		if len(written) > enc.room {
			enc.fold()
		}
		enc.out = append(enc.out, written...)
		enc.room -= len(written)
		s = s[n+size:]
	}
}

func (enc *encoder) fold() {
	enc.out = append(enc.out, "\r\n "...)
	enc.room = lineOctets - 1
}

// knownParameters are those of a property that has been written: a feed has few, many times, and those that
// this package makes are in the same map each time.
type knownParameters struct {
	name    string
	at      uintptr             // the address of the map
	from    map[string][]string // keeps that address from being another map's
	written string
	value   valueType
}

// parametersOf writes p's parameters, and remembers them where they say the same of any value and fit a line.
func (enc *encoder) parametersOf(name string, value valueType, p *ics.BaseProperty) valueType {
	utc := strings.HasSuffix(p.Value, "Z") // of a moment, maybe: VALUE may make it one
	at := reflect.ValueOf(p.ICalParameters).Pointer()
	if !utc {
		for i := range enc.given {
			if g := &enc.given[i]; g.at == at && g.name == name && g.written != "" {
				enc.put(g.written)
				return g.value
			}
		}
	}
	start := len(enc.out)
	value = enc.parameters(name, value, p)
	if !utc && enc.err == nil && len(name)+len(enc.out)-start < lineOctets {
		enc.given[enc.next] = knownParameters{name, at, p.ICalParameters, string(enc.out[start:]), value}
		enc.next = (enc.next + 1) % len(enc.given)
	}
	return value
}

// parameters writes p's parameters in the order of their names and finds what type the value has: one that
// VALUE names, else that of the property.
func (enc *encoder) parameters(name string, value valueType, p *ics.BaseProperty) valueType {
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
			enc.put(";VALUE=")
			enc.put(value.name)
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
		enc.put(";")
		enc.put(key)
		between := "="
		for _, v := range values {
			enc.put(between)
			enc.parameterValue(key, v)
			between = ","
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
		enc.escaped(parameterEscapes, v)
		return
	}
	enc.put(`"`)
	enc.escaped(parameterEscapes, v)
	enc.put(`"`)
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
