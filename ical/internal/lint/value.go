package lint

import (
	"encoding/base64"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A syntax is how the value of a property is written (RFC 5545 §3.8, RFC 7986 §5).
type syntax struct {
	types []string          // that it may have; the first is the default
	list  bool              // of values, which commas separate
	whole func(string) bool // which INTEGERs
}

var (
	momentSyntax   = syntax{types: []string{"DATE-TIME", "DATE"}}
	stampSyntax    = syntax{types: []string{"DATE-TIME"}}
	durationSyntax = syntax{types: []string{"DURATION"}}
	uriSyntax      = syntax{types: []string{"URI"}}
	pictureSyntax  = syntax{types: []string{"URI", "BINARY"}}
	addressSyntax  = syntax{types: []string{"CAL-ADDRESS"}}
	offsetSyntax   = syntax{types: []string{"UTC-OFFSET"}}
)

func integer(least, most int) syntax {
	return syntax{types: []string{"INTEGER"}, whole: func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && least <= n && n <= most && s[0] != '+'
	}}
}

// syntaxes holds the syntax of values that can be wrong. Any text is TEXT; other rules are about its content.
var syntaxes = map[string]syntax{
	"DTSTART": momentSyntax, "DTEND": momentSyntax, "DUE": momentSyntax, "RECURRENCE-ID": momentSyntax,
	"EXDATE": {types: []string{"DATE-TIME", "DATE"}, list: true},
	"RDATE":  {types: []string{"DATE-TIME", "DATE", "PERIOD"}, list: true},

	"DTSTAMP": stampSyntax, "CREATED": stampSyntax, "LAST-MODIFIED": stampSyntax, "COMPLETED": stampSyntax,

	"DURATION": durationSyntax, "REFRESH-INTERVAL": durationSyntax, "X-PUBLISHED-TTL": durationSyntax,
	"TRIGGER":  {types: []string{"DURATION", "DATE-TIME"}},
	"FREEBUSY": {types: []string{"PERIOD"}, list: true},

	"SEQUENCE": integer(0, math.MaxInt32), "REPEAT": integer(0, math.MaxInt32), "PRIORITY": integer(0, 9),
	"PERCENT-COMPLETE": integer(0, 100), "GEO": {types: []string{"FLOAT"}},

	"URL": uriSyntax, "TZURL": uriSyntax, "SOURCE": uriSyntax, "CONFERENCE": uriSyntax,
	"IMAGE": pictureSyntax, "ATTACH": pictureSyntax, "ATTENDEE": addressSyntax, "ORGANIZER": addressSyntax,
	"TZOFFSETFROM": offsetSyntax, "TZOFFSETTO": offsetSyntax,
}

// A valueSort is a type of values: how a message calls one, and what is one.
type valueSort struct {
	called string
	is     func(value string, s syntax) bool
}

var sorts = map[string]valueSort{
	"DATE-TIME": {"date and time like 20140603T183000Z", isDateTime},
	"DATE": {"date like 20140603", func(v string, _ syntax) bool {
		t, ok := wire.ParseDateTime(v)
		return ok && t.Date
	}},
	"PERIOD": {"period like 20140603T183000Z/PT1H", isPeriod},
	"DURATION": {"duration like PT1H30M", func(v string, _ syntax) bool {
		_, ok := durationOf(v)
		return ok
	}},
	"INTEGER": {"number that it can have", func(v string, s syntax) bool { return s.whole(v) }},
	"FLOAT": {"latitude and longitude like 37.423;-122.072", func(v string, _ syntax) bool {
		_, _, ok := wire.ParseGeo(v)
		return ok
	}},
	"URI":         {"URI like https://example.org/", isWholeURI},
	"CAL-ADDRESS": {"address like mailto:info@example.org", isWholeURI},
	"UTC-OFFSET": {"offset like +0200", func(v string, _ syntax) bool {
		_, err := zone.ParseOffset(v)
		return err == nil
	}},
	"BINARY": {"BASE64", func(v string, _ syntax) bool {
		_, err := base64.StdEncoding.DecodeString(v)
		return err == nil
	}},
}

// badValue finds the first value that is not what its property wants, and says by which rule.
func badValue(f finder, e *element, p *wire.ContentLine) {
	s, known := syntaxes[p.Name]
	if !known {
		return
	}
	sort, said := s.types[0], upper(p.Parameter("VALUE"))
	switch {
	case said != "" && !slices.Contains(s.types, said):
		return // bad-parameter says so
	case said != "":
		sort = said
	}
	for value := range values(p.Value, s.list) {
		if sorts[sort].is(value, s) || value == "" && sort == "URI" { // many write the name and nothing else
			continue
		}
		other := slices.IndexFunc(s.types, func(t string) bool { return sorts[t].is(value, s) })
		switch {
		case said == "" && other >= 0:
			f.by("no-value-type").report(p.Line, "%s is %q and does not say VALUE=%s", p.Name,
				wire.Clipped(value), s.types[other])
		case timeForm.MatchString(value) && (sort == "DATE" || sort == "DATE-TIME"):
			f.by("no-such-time").report(p.Line, "%s is %q, which no calendar and no clock shows", p.Name,
				value)
		default:
			f.report(p.Line, "%s is %q, which is no %s", p.Name, wire.Clipped(value), sorts[sort].called)
		}
		return
	}
	if said == "" && wire.TypeOf(p.Name).Say {
		f.by("no-value-type").report(p.Line, "%s has no VALUE=%s", p.Name, sort)
	}
}

// values gives the values of a list, or the only one.
func values(value string, list bool) func(func(string) bool) {
	if list {
		return strings.SplitSeq(value, ",")
	}
	return func(yield func(string) bool) { yield(value) }
}

// timeForm is how times are written, whatever the numbers.
var timeForm = regexp.MustCompile(`^\d{8}(?:T\d{6}Z?)?$`)

func isDateTime(v string, _ syntax) bool {
	t, ok := wire.ParseDateTime(v)
	return ok && !t.Date
}

func isPeriod(v string, s syntax) bool {
	start, end, ok := strings.Cut(v, "/")
	if _, isLength := durationOf(end); ok && isLength {
		end = start
	}
	return ok && isDateTime(start, s) && isDateTime(end, s)
}

// isWholeURI asks for a scheme, and for none of what no URI holds (RFC 3986 §2). Letters of other scripts
// pass: every reader takes them.
func isWholeURI(v string, _ syntax) bool {
	return wire.IsURI(v) && !strings.ContainsAny(v, " \t\"<>\\^`{|}")
}

// durationOf reads "PT1H30M", "-P1DT12H" and "P2W" (RFC 5545 §3.3.6), a day as 24 hours.
func durationOf(s string) (time.Duration, bool) {
	length, negative := strings.CutPrefix(s, "-")
	days, exact, ok := wire.ParseDuration(length)
	exact += time.Duration(days) * 24 * time.Hour
	if negative {
		exact = -exact
	}
	return exact, ok && !strings.HasSuffix(s, "P") && !strings.HasSuffix(s, "T") // which have no number
}

func notUTC(f finder, e *element, p *wire.ContentLine) {
	if t, ok := wire.ParseDateTime(p.Value); ok && !t.UTC && !t.Date {
		f.report(p.Line, "%s is %s, which is not in UTC", p.Name, p.Value)
	}
}

func utcWithTZID(f finder, e *element, p *wire.ContentLine) {
	if t, ok := zoned(p); ok && t.UTC {
		f.report(p.Line, "%s has TZID=%s and is in UTC", p.Name, wire.Clipped(p.Parameter("TZID")))
	}
}

func dateWithTZID(f finder, e *element, p *wire.ContentLine) {
	if t, ok := zoned(p); ok && t.Date {
		f.report(p.Line, "%s has TZID=%s and is a date", p.Name, wire.Clipped(p.Parameter("TZID")))
	}
}

// zoned gives the time, or the first one, of a property that has a TZID.
func zoned(p *wire.ContentLine) (wire.DateTime, bool) {
	if p.Parameter("TZID") == "" {
		return wire.DateTime{}, false
	}
	value, _, _ := strings.Cut(p.Value, ",")
	return wire.ParseDateTime(value)
}
