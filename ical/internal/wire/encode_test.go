package wire

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	goical "github.com/emersion/go-ical"
)

func with(token, value string, parameters map[string][]string) *ics.Calendar {
	return &ics.Calendar{Components: []ics.Component{&ics.VEvent{ComponentBase: ics.ComponentBase{
		Properties: []ics.IANAProperty{{BaseProperty: ics.BaseProperty{
			IANAToken: token, ICalParameters: parameters, Value: value,
		}}},
	}}}}
}

// body gives the lines that Encode writes of an event, between its BEGIN and its END.
func body(t testing.TB, c *ics.Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	s, ok := strings.CutPrefix(b.String(), "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
	s, end := strings.CutSuffix(s, "END:VEVENT\r\nEND:VCALENDAR\r\n")
	if !ok || !end {
		t.Fatalf("not one event:\n%s", b.String())
	}
	return s
}

type parameters = map[string][]string

var encodings = []struct {
	name, token, value string
	parameters         parameters
	want               string // without its last line break
}{
	{"plain", "SUMMARY", "Secure Kafka", nil, "SUMMARY:Secure Kafka"},
	{"empty", "SUMMARY", "", nil, "SUMMARY:"},
	{"escapes", "SUMMARY", `a\b;c,d:e"f^g`, nil, `SUMMARY:a\\b\;c\,d:e"f^g`},
	{"breaks", "SUMMARY", "a\nb\r\nc\rd\u2028e\u2029f\u0085g\vh\fi", nil,
		`SUMMARY:a\nb\nc\nd\ne\nf\ng\nh\ni`},
	{"controls", "SUMMARY", "a\x00b\x1b[0m\x7fc\td\u0080\u009fe\u00a0f", nil, "SUMMARY:ab[0mc\tde\u00a0f"},
	{"not UTF-8", "SUMMARY", "a\xffb\xed\xa0\x80c\xc3", nil, "SUMMARY:a\uFFFDb\uFFFD\uFFFD\uFFFDc\uFFFD"},
	{"lower case", "summary", "a,b", nil, `summary:a\,b`},
	{"extension", "X-NOTE", "a;b", nil, `X-NOTE:a\;b`},
	{"category", "CATEGORIES", "Ops, scale", nil, `CATEGORIES:Ops\, scale`},

	{"URI keeps its signs", "URL", "https://example.org/a;b,c\\d", nil, `URL:https://example.org/a;b,c%5Cd`},
	{"URI injects no line", "URL", "https://a\r\nATTENDEE:mailto:b@c", nil,
		"URL:https://aATTENDEE:mailto:b@c"},
	{"URI in ASCII", "URL", "https://a/é b|\xff", nil, "URL:https://a/%C3%A9%20b%7C%FF"},
	{"rule injects no line", "RRULE", "FREQ=DAILY\nX:1;COUNT=2", nil, "RRULE:FREQ=DAILYX:1;COUNT=2"},
	{"lower-case rule", "rrule", "FREQ=DAILY;COUNT=2", nil, "rrule:FREQ=DAILY;COUNT=2"},
	{"request status", "REQUEST-STATUS", "2.0;Success, all;x\ny", nil,
		`REQUEST-STATUS:2.0;Success\, all;x\ny`},
	{"geo", "GEO", "1e-05;-122.08", nil, "GEO:0.00001;-122.08"},
	{"geo with a control character", "GEO", "1\x00e05;2", nil, "GEO:100000;2"},
	{"geo without sense", "GEO", "here;e", nil, "GEO:here;e"},
	{"says its type", "CONFERENCE", "https://a/b,c", parameters{"FEATURE": {"AUDIO", "VIDEO"}},
		"CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:https://a/b,c"},
	{"says its type in between", "SOURCE", "https://a", parameters{"A": {"b"}, "X-C": {"d"}},
		"SOURCE;A=b;VALUE=URI;X-C=d:https://a"},
	{"says nothing", "IMAGE", "https://a/b,c", parameters{"VALUE": nil}, "IMAGE;VALUE=URI:https://a/b,c"},
	{"says two types", "X-A", "a,b", parameters{"value": {"URI"}, "VALUE": {"TEXT"}},
		`X-A;VALUE=TEXT;value=URI:a\,b`},
	{"has said its type", "IMAGE", "aGk=", parameters{"VALUE": {"BINARY"}, "ENCODING": {"BASE64"}},
		"IMAGE;ENCODING=BASE64;VALUE=BINARY:aGk="},
	{"source", "SOURCE", "https://a/b.ics", nil, "SOURCE;VALUE=URI:https://a/b.ics"},
	{"refresh", "REFRESH-INTERVAL", "PT1H", nil, "REFRESH-INTERVAL;VALUE=DURATION:PT1H"},
	{"refresh of golang-ical", string(ics.PropertyRefreshInterval), "PT1H", parameters{},
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H"},
	{"type by value", "X-PAGE", "https://a/b;c", parameters{"VALUE": {"uri"}},
		"X-PAGE;VALUE=uri:https://a/b;c"},
	{"text by value", "ATTACH", "a;b", parameters{"VALUE": {"TEXT"}}, `ATTACH;VALUE=TEXT:a\;b`},
	{"zone", "DTSTART", "20140603T183000", parameters{"TZID": {"America/Los_Angeles"}},
		"DTSTART;TZID=America/Los_Angeles:20140603T183000"},
	{"no zone on UTC", "DTSTART", "20140604T013000Z", parameters{"TZID": {"America/Los_Angeles"}},
		"DTSTART:20140604T013000Z"},

	{"name quoted", "ORGANIZER", "mailto:a@b.org", parameters{"CN": {"Palino, Todd"}},
		`ORGANIZER;CN="Palino, Todd":mailto:a@b.org`},
	{"name as is", "ORGANIZER", "mailto:a@b.org", parameters{"CN": {`O'Brien \o/`}},
		`ORGANIZER;CN=O'Brien \o/:mailto:a@b.org`},
	{"quotes in a name", "ORGANIZER", "mailto:a@b.org", parameters{"CN": {`The "K" ^ team;` + "\nB"}},
		`ORGANIZER;CN="The ^'K^' ^^ team;^nB":mailto:a@b.org`},
	{"controls in a name", "ORGANIZER", "mailto:a@b.org", parameters{"CN": {"a\x00b\xff\r"}},
		"ORGANIZER;CN=ab\uFFFD^n:mailto:a@b.org"},
	{"addresses are quoted", "ATTENDEE", "mailto:a@b.org",
		parameters{"MEMBER": {"mailto:c@d", "mailto:e@f"}, "dir": {"x"}},
		`ATTENDEE;MEMBER="mailto:c@d","mailto:e@f";dir="x":mailto:a@b.org`},
	{"empty parameters", "SUMMARY", "a", parameters{"LANGUAGE": {""}, "X-NONE": nil}, "SUMMARY;LANGUAGE=:a"},

	{"75 octets", "SUMMARY", strings.Repeat("a", 67), nil, "SUMMARY:" + strings.Repeat("a", 67)},
	{"76 octets", "SUMMARY", strings.Repeat("a", 68), nil, "SUMMARY:" + strings.Repeat("a", 67) + "\r\n a"},
	{"149 and 150 octets", "SUMMARY", strings.Repeat("a", 142), nil,
		"SUMMARY:" + strings.Repeat("a", 67) + "\r\n " + strings.Repeat("a", 74) + "\r\n a"},
	{"fold before a character", "SUMMARY", strings.Repeat("a", 66) + "é" + "b", nil,
		"SUMMARY:" + strings.Repeat("a", 66) + "\r\n éb"},
	{"fold before an emoji", "SUMMARY", strings.Repeat("a", 64) + "🎈", nil,
		"SUMMARY:" + strings.Repeat("a", 64) + "\r\n 🎈"},
	{"fold before an escape", "SUMMARY", strings.Repeat("a", 66) + ",b", nil,
		"SUMMARY:" + strings.Repeat("a", 66) + "\r\n \\,b"},
	{"fold after an escape", "SUMMARY", strings.Repeat("a", 65) + "\\b", nil,
		"SUMMARY:" + strings.Repeat("a", 65) + "\\\\\r\n b"},
}

func TestEncode(t *testing.T) {
	for _, test := range encodings {
		t.Run(test.name, func(t *testing.T) {
			if got := body(t, with(test.token, test.value, test.parameters)); got != test.want+"\r\n" {
				t.Errorf("got  %q\nwant %q", got, test.want+"\r\n")
			}
		})
	}
}

func TestEncodeErrors(t *testing.T) {
	deep := func(n int) *ics.Calendar {
		var inner []ics.Component
		for range n {
			inner = []ics.Component{&ics.GeneralComponent{
				Token: "X-DEEP", ComponentBase: ics.ComponentBase{Components: inner},
			}}
		}
		return &ics.Calendar{Components: inner}
	}
	loop := &ics.VEvent{}
	loop.Components = []ics.Component{loop}
	named := func(token string) *ics.Calendar {
		return &ics.Calendar{Components: []ics.Component{&ics.GeneralComponent{Token: token}}}
	}
	tests := []struct {
		name     string
		calendar *ics.Calendar
		want     string
	}{
		{"no calendar", nil, "ical: no calendar to encode"},
		{"no name", with("", "a", nil), `ical: "" is not the name of a property`},
		{"line in a name", with("X\r\nY", "a", nil), `ical: "X\r\nY" is not the name of a property`},
		{"parameter in a name", with("X;A=B", "a", nil), `ical: "X;A=B" is not the name of a property`},
		{"letters of others", with("X-É", "a", nil), `ical: "X-É" is not the name of a property`},
		{"begin", with("BEGIN", "VALARM", nil), `ical: "BEGIN" is not the name of a property`},
		{"end", with("end", "VEVENT", nil), `ical: "end" is not the name of a property`},
		{"parameter", with("X", "a", parameters{"A:B\n": {"c"}}),
			`ical: "A:B\n" is not the name of a parameter of X`},
		{"no URI", with("URL", "www.example.org", nil), `ical: URL: "www.example.org" is not a URI`},
		{"no scheme", with("SOURCE", "1a:b", nil), `ical: SOURCE: "1a:b" is not a URI`},
		{"component", named("VEVENT\r\nX:1"), `ical: "VEVENT\r\nX:1" is not the name of a component`},
		{"long component", named(strings.Repeat("X", 65)),
			`ical: "` + strings.Repeat("X", 65) + `" is not the name of a component`},
		{"deepest component", deep(100), ""},
		{"too deep", deep(101), "ical: components are nested more than 100 deep"},
		{"for ever deep", &ics.Calendar{Components: []ics.Component{loop}},
			"ical: components are nested more than 100 deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if err := Encode(io.Discard, test.calendar); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// A caller's own type of component has the name that golang-ical's writer gives it.
func TestEncodeForeignComponent(t *testing.T) {
	type talk struct{ *ics.VEvent }
	var none *ics.VEvent
	c := ics.NewCalendar()
	c.CalendarProperties = nil
	c.Components = []ics.Component{none, nil, talk{ics.NewEvent("a")}}
	if got := body(t, c); got != "UID:a\r\n" {
		t.Errorf("%q", got)
	}
}

func TestEncodeNested(t *testing.T) {
	c := ics.NewCalendar()
	e := c.AddEvent("a")
	e.AddAlarm().SetTrigger("-PT10M")
	c.AddTodo("b")
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	want := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//arran4//Golang ICS Library\n" +
		"BEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nTRIGGER:-PT10M\nEND:VALARM\nEND:VEVENT\n" +
		"BEGIN:VTODO\nUID:b\nEND:VTODO\nEND:VCALENDAR\n"
	if got := strings.ReplaceAll(b.String(), "\r\n", "\n"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// counter counts writes, and fails at the one given.
type counter struct{ writes, failAt int }

var errFull = errors.New("disk full")

func (c *counter) Write(p []byte) (int, error) {
	if c.writes++; c.writes == c.failAt {
		return 0, errFull
	}
	return len(p), nil
}

func TestEncodeWritesBlocks(t *testing.T) {
	c := ics.NewCalendar()
	for range 5000 {
		c.AddEvent("a@b").SetSummary("A title of some length, so that blocks are filled")
	}
	var w counter
	if err := Encode(&w, c); err != nil {
		t.Fatal(err)
	}
	if w.writes < 5 || w.writes > 10 {
		t.Errorf("%d writes for about 500 KB", w.writes)
	}
	w = counter{failAt: 2}
	if err := Encode(&w, c); !errors.Is(err, errFull) {
		t.Errorf("error %v, want the writer's", err)
	}
	if w.writes != 2 {
		t.Errorf("%d writes, 1 of them after an error", w.writes)
	}
}

// Properties that share their parameters are written as if each had its own, in either order.
func TestEncodeSharedParameters(t *testing.T) {
	shared := map[string][]string{"VALUE": {"DATE-TIME"}, "TZID": {"Europe/Berlin"}}
	const local, utc = "20260301T100000", "20260301T100000Z"
	for _, values := range [][]string{{local, utc}, {utc, local}} {
		c := &ics.Calendar{}
		want := ""
		for _, v := range values {
			p := ics.CalendarProperty{}
			p.IANAToken, p.Value, p.ICalParameters = "X-AT", v, shared
			c.CalendarProperties = append(c.CalendarProperties, p)
			if strings.HasSuffix(v, "Z") {
				want += "X-AT;VALUE=DATE-TIME:" + v + "\r\n"
			} else {
				want += "X-AT;TZID=Europe/Berlin;VALUE=DATE-TIME:" + v + "\r\n"
			}
		}
		var b strings.Builder
		want = "BEGIN:VCALENDAR\r\n" + want + "END:VCALENDAR\r\n"
		if err := Encode(&b, c); err != nil || b.String() != want {
			t.Errorf("%v, got\n%s\nwant\n%s", err, b.String(), want)
		}
	}
}

// readable gives the value that a parser should give back.
func readable(s string, e *escapes) string {
	return string(newEscapes(e.lineBreak).append(nil, s))
}

func FuzzEncode(f *testing.F) {
	for _, test := range encodings {
		key, v := "", ""
		for k, values := range test.parameters {
			if len(values) > 0 {
				key, v = k, values[0]
			}
		}
		f.Add(test.token, test.value, key, v)
	}
	f.Add("X\r\nY", "a", "A\n", "b\r\nBEGIN:VEVENT")
	f.Add("rrule", `FREQ=DAILY;COUNT\`, "", "")
	f.Add("0", "M;b", "VALUE", "TEXT\u0082")
	f.Fuzz(func(t *testing.T, token, value, key, v string) {
		var given parameters
		if key != "" {
			given = parameters{key: {v}}
		}
		var b bytes.Buffer
		kind := TypeOf(token)
		if strings.EqualFold(key, "VALUE") {
			kind = NamedType(kind, Clean(v))
		}
		if err := Encode(&b, with(token, value, given)); err != nil {
			if IsName(token) && (key == "" || IsName(key)) && !strings.EqualFold(token, "BEGIN") &&
				!strings.EqualFold(token, "END") && (kind.Kind != KindURI || IsURI(value)) {
				t.Fatalf("refused: %v", err)
			}
			return
		}
		wellFormed(t, b.Bytes(), 5)
		second := bytes.Clone(b.Bytes())
		b.Reset()
		if Encode(&b, with(token, value, given)); !bytes.Equal(second, b.Bytes()) {
			t.Fatal("written twice, and differently")
		}

		if token == string(ics.PropertyRefreshInterval) ||
			strings.EqualFold(key, "VALUE") && key+v != strings.ToUpper(key+v) {
			return // the two parsers know VALUE and its types in capitals only
		}
		parsed, err := goical.NewDecoder(bytes.NewReader(second)).Decode()
		if err != nil {
			t.Fatalf("go-ical: %v\n%s", err, second)
		}
		got := parsed.Children[0].Props[strings.ToUpper(token)]
		if len(got) != 1 {
			t.Fatalf("go-ical reads %d properties %s", len(got), token)
		}
		want := readable(value, rawEscapes)
		if kind.Kind == KindURI {
			want = ASCIIURI(value)
		}
		if kind.Kind == KindText {
			want = readable(value, newEscapes("\n"))
			read, err := got[0].TextList()
			if got[0].Value == "" { // which that parser takes for no text at all
				read, err = []string{""}, nil
			}
			if err != nil || len(read) != 1 || read[0] != want {
				t.Fatalf("go-ical reads %q, %v; want %q", read, err, want)
			}
		} else if kind.Kind >= KindURI && got[0].Value != want {
			t.Fatalf("go-ical reads %q, want %q", got[0].Value, want)
		}
		if key != "" && kind.Kind != KindDateTime {
			read := unRFC6868.Replace(got[0].Params.Get(key))
			if want := readable(v, newEscapes("\n")); read != want {
				t.Fatalf("go-ical reads the parameter %q, want %q", read, want)
			}
		}

		// golang-ical takes a backslash in a parameter for an escape, which RFC 5545 does not know there.
		if strings.Contains(v, `\`) {
			return
		}
		calendar, err := ics.ParseCalendar(bytes.NewReader(second))
		if err != nil {
			t.Fatalf("golang-ical: %v\n%s", err, second)
		}
		properties := calendar.Events()[0].Properties
		if len(properties) != 1 || properties[0].IANAToken != token {
			t.Fatalf("golang-ical reads %v", properties)
		}
		if token != strings.ToUpper(token) {
			return // golang-ical takes the value of a name in lower case for text
		}
		if kind.Kind != KindFloat && kind.Kind != KindStatus && !kind.Say &&
			properties[0].Value != want {
			t.Fatalf("golang-ical reads %q, want %q", properties[0].Value, want)
		}
		// What it has read is written again as it was.
		b.Reset()
		if err := Encode(&b, calendar); err != nil {
			t.Fatal(err)
		}
		if again := b.Bytes(); kind.Kind != KindText && kind.Kind != KindStatus &&
			!bytes.Equal(again, second) && !strings.ContainsAny(readable(v, parameterEscapes), `^"`) {
			t.Fatalf("read and written again:\n%q\nwas\n%q", again, second)
		}
	})
}

var unRFC6868 = strings.NewReplacer("^^", "^", "^n", "\n", "^'", `"`)

// wellFormed checks the form of an output, whatever went in.
func wellFormed(t *testing.T, out []byte, lines int) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Fatalf("not UTF-8: %q", out)
	}
	unfolded := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Fatalf("%d octets in %q", len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Fatalf("a character is cut: %q", line)
		}
		control := func(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 }
		if strings.ContainsFunc(line, control) {
			t.Fatalf("control character in %q", line)
		}
		if !strings.HasPrefix(line, " ") {
			unfolded++
		}
	}
	if unfolded != lines {
		t.Fatalf("%d lines, want %d:\n%s", unfolded, lines, out)
	}
}
