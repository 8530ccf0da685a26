package wire

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

// Encode writes a calendar and whatever components a caller has added to it. It also mends what golang-ical's
// setters get wrong: a TZID beside a time in UTC goes, a float loses its exponent, and CONFERENCE, IMAGE,
// SOURCE and REFRESH-INTERVAL say their VALUE, which has no default. It fills blocks of 64 KiB and hands each
// to w at once.
func Encode(w io.Writer, c *ics.Calendar) error {
	if c == nil {
		return errors.New("ical: no calendar to encode")
	}
	enc := NewEncoder(w)
	enc.Line("BEGIN:VCALENDAR")
	for i := range c.CalendarProperties {
		enc.Property(&c.CalendarProperties[i].BaseProperty)
	}
	enc.Components(c.Components, 1)
	enc.Line("END:VCALENDAR")
	enc.Flush()
	return enc.Err
}

const (
	LineOctets = 75  // RFC 5545 §3.1, without the line break
	MaxDepth   = 100 // of components; an alarm in an event in a calendar is three deep
	blockSize  = 64 << 10
)

// An Encoder writes content lines. It stops at the first error.
type Encoder struct {
	w    io.Writer
	out  []byte // not yet written
	room int    // octets left on the line
	Err  error  // the first one; nothing is written after it
}

// NewEncoder makes an Encoder that writes blocks of 64 KiB to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{w: w, out: make([]byte, 0, blockSize+blockSize/8)}
}

func (enc *Encoder) fail(format string, args ...any) {
	if enc.Err == nil {
		enc.Err = fmt.Errorf("ical: "+format, args...)
	}
}

// Flush writes what is left of the last block.
func (enc *Encoder) Flush() {
	if enc.Err == nil && len(enc.out) > 0 {
		_, enc.Err = enc.w.Write(enc.out)
	}
	enc.out = enc.out[:0]
}

// Line writes a line that needs neither escaping nor folding.
func (enc *Encoder) Line(parts ...string) {
	for _, s := range parts {
		enc.out = append(enc.out, s...)
	}
	enc.out = append(enc.out, "\r\n"...)
}

// Components writes components that lie at a depth, and what is in them.
func (enc *Encoder) Components(list []ics.Component, depth int) {
	if depth > MaxDepth && len(list) > 0 {
		enc.fail("components are nested more than %d deep", MaxDepth)
	}
	for _, c := range list {
		if enc.Err != nil {
			return
		}
		if v := reflect.ValueOf(c); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
			continue
		}
		name := ComponentName(c)
		if !IsName(name) || len(name) > maxName {
			enc.fail("%q is not the name of a component", name)
			return
		}
		enc.Line("BEGIN:", name)
		properties := c.UnknownPropertiesIANAProperties()
		for i := range properties {
			enc.Property(&properties[i].BaseProperty)
		}
		enc.Components(c.SubComponents(), depth+1)
		enc.Line("END:", name)
	}
}

// ComponentName gives the name that stands behind BEGIN. Only golang-ical's own writer knows it of a type
// that is not one of golang-ical's, such as one that embeds an event.
func ComponentName(c ics.Component) string {
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
	_ = c.SerializeTo(&first, &ics.SerializationConfiguration{MaxLength: LineOctets, NewLine: "\n"})
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

// Property writes one content line, name *(";" param) ":" value (RFC 5545 §3.1).
func (enc *Encoder) Property(p *ics.BaseProperty) {
	if enc.Err != nil {
		return
	}
	name := p.IANAToken
	if name == string(ics.PropertyRefreshInterval) { // golang-ical's constant carries its parameter
		name = "REFRESH-INTERVAL"
	}
	value, known := types[name]
	if !known {
		if !IsName(name) || strings.EqualFold(name, "BEGIN") || strings.EqualFold(name, "END") {
			enc.fail("%q is not the name of a property", name)
			return
		}
		value = TypeOf(name)
	}
	enc.room = LineOctets
	enc.put(name)
	if len(p.ICalParameters) > 0 || value.Say {
		value = enc.parameters(name, value, p)
	}
	enc.put(":")
	switch value.Kind {
	case KindText:
		enc.escaped(textEscapes, p.Value)
	case KindStatus:
		enc.escaped(statusEscapes, p.Value)
	case KindFloat:
		enc.put(fixed(string(rawEscapes.append(nil, p.Value))))
	case KindURI:
		if !IsURI(p.Value) {
			enc.fail("%s: %q is not a URI", name, p.Value)
		}
		enc.escaped(rawEscapes, ASCIIURI(p.Value))
	default:
		enc.escaped(rawEscapes, p.Value)
	}
	enc.out = append(enc.out, "\r\n"...)
	if len(enc.out) >= blockSize {
		enc.Flush()
	}
}

// put writes what may be folded at any character: a line is broken after at most 75 octets, and behind the
// space that stands for the break at most 74 more follow.
func (enc *Encoder) put(s string) {
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
func (enc *Encoder) escaped(e *escapes, s string) {
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

func (enc *Encoder) fold() {
	enc.out = append(enc.out, "\r\n "...)
	enc.room = LineOctets - 1
}

// parameters writes p's parameters in the order of their names and finds what type the value has: one that
// VALUE names, else that of the property.
func (enc *Encoder) parameters(name string, value ValueType, p *ics.BaseProperty) ValueType {
	var space [8]string
	keys := space[:0]
	for key := range p.ICalParameters {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if given := p.ICalParameters[key]; strings.EqualFold(key, "VALUE") && len(given) > 0 {
			value = NamedType(value, Clean(given[0]))
			break
		}
	}
	unsaid := value.Say
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
		case !IsName(key):
			enc.fail("%q is not the name of a parameter of %s", key, name)
			return value
		case len(values) == 0:
			continue
		case value.Kind == KindDateTime && strings.EqualFold(key, "TZID") && strings.HasSuffix(p.Value, "Z"):
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

// Quoted are the parameters whose grammar demands quotes, whatever is in them (RFC 5545 §3.2).
var Quoted = map[string]bool{
	"ALTREP": true, "DELEGATED-FROM": true, "DELEGATED-TO": true, "DIR": true, "MEMBER": true,
	"SENT-BY": true,
}

func (enc *Encoder) parameterValue(key, v string) {
	mark := ""
	if strings.ContainsAny(v, ",;:") || Quoted[strings.ToUpper(key)] {
		mark = `"`
	}
	enc.put(mark)
	enc.escaped(parameterEscapes, v)
	enc.put(mark)
}

// maxName keeps BEGIN and END lines within one line.
const maxName = 64

// IsName reports whether s can be the name of a property, parameter or component (RFC 5545 §3.1).
func IsName(s string) bool {
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
