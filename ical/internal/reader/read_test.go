package reader

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What is made of feeds as different programs write them, and what is said of each.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.ics")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no feeds")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e, findings, err := Read(bytes.NewReader(text), Options{Name: filepath.Base(file)})
			if err != nil {
				t.Fatal(err)
			}
			got := dump(e, findings)
			golden := strings.TrimSuffix(file, ".ics") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// dump writes what of an event is not empty, and the findings.
func dump(e *agenda.Event, findings agenda.Findings) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(*e), "")
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %s\n", f.Severity, f.Rule, f)
	}
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value, indent string) {
	for i := range v.NumField() {
		field := v.Field(i)
		if field.IsZero() {
			continue
		}
		fmt.Fprintf(b, "%s%s:", indent, v.Type().Field(i).Name)
		switch value := field.Interface().(type) {
		case time.Time:
			fmt.Fprintf(b, " %s\n", value.Format(time.RFC3339))
			continue
		case []time.Time:
			for _, at := range value {
				fmt.Fprintf(b, " %s", at.Format(time.RFC3339))
			}
			b.WriteByte('\n')
			continue
		}
		switch {
		case field.Kind() == reflect.Struct:
			b.WriteByte('\n')
			dumpValue(b, field, indent+"  ")
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			b.WriteByte('\n')
			for j := range field.Len() {
				fmt.Fprintf(b, "%s  -\n", indent)
				dumpValue(b, field.Index(j), indent+"    ")
			}
		default:
			fmt.Fprintf(b, " %q\n", fmt.Sprint(field.Interface()))
		}
	}
}

// What cannot be a feed is an error, and what is wrong with the lines of one is a finding.
func TestReadWrong(t *testing.T) {
	event := "BEGIN:VEVENT\nUID:a@b\nDTSTART:20260101T100000Z\nSUMMARY:A\nEND:VEVENT\n"
	calendar := func(inner string) string {
		return "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Berlin\n" + inner + "END:VCALENDAR\n"
	}
	for _, test := range []struct {
		name, text, rules string // "error" is an error
		sessions          int
	}{
		{"nothing", "", "error", 0},
		{"a page", "<html></html>\n", "error", 0},
		{"no session", calendar(""), "", 0},
		{"CR CR LF", strings.ReplaceAll(calendar(event), "\n", "\r\r\n"), "", 1},
		{"CR", strings.ReplaceAll(calendar(event), "\n", "\r"), "", 1},
		{"cut short", "BEGIN:VCALENDAR\nX-WR-TIMEZONE:UTC\n" + event[:60], "unclosed unclosed", 1},
		{"two calendars", calendar(event) + calendar(strings.Replace(event, "a@b", "c@b", 1)), "", 2},
		{"no calendar around it", event, "outside no-zone", 1},
		{"broken text", calendar(strings.Replace(event, "SUMMARY:A", "SUMMARY:A\nand more of it", 1)),
			"broken-line", 1},
		{"Latin letters", calendar(strings.Replace(event, "SUMMARY:A", "SUMMARY:Caf\xe9", 1)),
			"not-utf-8", 1},
		{"the same twice", calendar(event + event), "duplicate-uid", 2},
		{"no UID", calendar(strings.Replace(event, "UID:a@b\n", "", 1)), "no-uid", 1},
		{"DTSTAMP only", calendar("BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\nEND:VEVENT\n"),
			"no-start no-uid", 1},
		{"another calendar", calendar("CALSCALE:HEBREW\n" + event), "not-gregorian", 1},
		{"many dates", calendar(strings.Replace(event, "SUMMARY", "RRULE:FREQ=DAILY\nEXDATE:"+
			strings.Repeat("20260102T100000Z,", maxDates+2)+"20260102T100000Z\nSUMMARY", 1)), "too-many", 1},
	} {
		e, findings, err := Read(strings.NewReader(test.text), Options{})
		if err != nil {
			if test.rules != "error" {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		var rules []string
		for _, f := range findings {
			rules = append(rules, f.Rule)
		}
		if got := strings.Join(rules, " "); got != test.rules || len(e.Sessions) != test.sessions {
			t.Errorf("%s: %d sessions, %q, want %d and %q", test.name, len(e.Sessions), got,
				test.sessions, test.rules)
		}
	}
	if _, _, err := Read(strings.NewReader(calendar(event)), Options{Zone: "Mars/Base"}); err == nil {
		t.Error("an unknown zone is taken")
	}
}

// The zone is the feed's, else that of most sessions, else the caller's.
func TestReadZone(t *testing.T) {
	const berlin = "DTSTART;TZID=Europe/Berlin:20260601T100000"
	const tokyo = "DTSTART;TZID=/vendor.example/1/Asia/Tokyo:20260601T100000"
	const floating = "DTSTART:20260601T100000"
	for _, test := range []struct {
		head, option string
		starts       []string
		zone, first  string
	}{
		{"", "", []string{berlin, tokyo, tokyo}, "Asia/Tokyo", "2026-06-01T10:00:00+09:00"},
		{"", "", []string{berlin, tokyo}, "Europe/Berlin", "2026-06-01T03:00:00+02:00"},
		{"X-WR-TIMEZONE:America/New_York\n", "Asia/Tokyo", []string{floating, berlin}, "America/New_York",
			"2026-06-01T04:00:00-04:00"},
		{"", "Asia/Tokyo", []string{floating}, "Asia/Tokyo", "2026-06-01T10:00:00+09:00"},
		{"", "Asia/Tokyo", []string{floating, berlin}, "Europe/Berlin", "2026-06-01T10:00:00+02:00"},
		{"", "", []string{floating}, "UTC", "2026-06-01T10:00:00Z"},
	} {
		text := "BEGIN:VCALENDAR\n" + test.head
		for _, start := range test.starts {
			text += "BEGIN:VEVENT\nUID:x\n" + start + "\nEND:VEVENT\n"
		}
		e, _, err := Read(strings.NewReader(text+"END:VCALENDAR\n"), Options{Zone: test.option})
		if err != nil {
			t.Fatal(err)
		}
		first := e.Sessions[0].Start.Format(time.RFC3339)
		if e.Zone != test.zone || first != test.first {
			t.Errorf("%v: %s and %s, want %s and %s", test.starts, e.Zone, first, test.zone, test.first)
		}
	}
}

// HTML as exporters write it, and text that only looks like it.
func TestPlainText(t *testing.T) {
	for _, test := range []struct{ html, want, links string }{
		{"<p>a</p>\n<p>b<br>c &amp; d</p>", "a\n\nb\nc & d", ""},
		{"<ul><li>a<li>b</ul>c", "- a\n- b\n\nc", ""},
		{"a <b>b</b>\nc", "a b\nc", ""},
		{`<a href="https://x.example/?a=1&amp;b=2">x</a> and <a href='/y'>y</a>`, "x and y",
			"x https://x.example/?a=1&b=2 y https://base.example/y"},
		{`<a href="https://x.example/">https://x.example/`, "https://x.example/",
			"https://x.example/ https://x.example/"},
		{`<a href="javascript:alert(1)">x</a><br>`, "x", ""},
		{"<style>p { color: red }</style><p>a</p><script>alert(1)</script>", "a", ""},
		{"<style>a</p>b", "a\n\nb", ""},
		{"<!-- a --><p>b</p>", "b", ""},
		{"git checkout <branch> < 3 <br>", "git checkout <branch> < 3", ""},
		{`<p title="a > b">c</p>`, "c", ""},
		{`<img src="x.png" alt="a tree"><br>b`, "a tree\nb", ""},
		{"<P>A<DIV>B</DIV>C", "A\nB\nC", ""},
	} {
		p := plainText(test.html, "https://base.example/x")
		var links []string
		for _, l := range p.links {
			links = append(links, l.Title, l.URL)
		}
		if got := strings.Join(links, " "); p.text != test.want || got != test.links {
			t.Errorf("%s: %q, %q, want %q, %q", test.html, p.text, got, test.want, test.links)
		}
	}
	for text, want := range map[string]bool{
		"a < b": false, "git checkout <branch>": false, "<branch></branch>": false, "<p>": true,
		"<br/>":      true,
		"a <b>b</b>": true, "List<a>": false,
	} {
		if looksLikeHTML(text) != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
}

// A line names speakers where it says so; what only starts like one stays in the text.
func TestSpeakersOf(t *testing.T) {
	for line, want := range map[string]string{
		"Speaker: Ada Okafor":                         "[Ada Okafor]",
		"Speakers: ada, Bo Li (Acme)":                 "[ada Bo Li]",
		"PRESENTER(S): Ada Okafor and Bo Li":          "[Ada Okafor Bo Li]",
		"Hosted by: Ada Okafor":                       "[Ada Okafor]",
		"By Ada Okafor & Bo Li":                       "[Ada Okafor Bo Li]",
		"By the end of this talk you know it all.":    "[]",
		"By Monday, all of you will know what it is.": "[]",
		"By Friday":                              "[]",
		"Host Ada Okafor":                        "[Ada Okafor]",
		"Speaker:":                               "[]",
		"Speaker notes will be published.":       "[]",
		"Hosts are asked to come early, please.": "[]",
		"Speaker: https://example.org/ada":       "[]",
	} {
		f, v := &Reader{Event: &agenda.Event{}}, &VEvent{source: &Calendar{}}
		said := f.speakersOf(v, line)
		if got := fmt.Sprint(v.Speakers); got != want || said != (want != "[]") {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

// What all places end in is the venue.
func TestCommonEnd(t *testing.T) {
	for _, test := range []struct {
		locations []string
		want      string
	}{
		{nil, ""},
		{[]string{"Hall, Town"}, "Hall, Town"},
		{[]string{"A, Hall, Town", "B, Hall, Town"}, "Hall, Town"},
		{[]string{"A, Hall, Town", "Hall, Town"}, "Hall, Town"},
		{[]string{"A Hall", "B Hall"}, ""},
		{[]string{"A, Hall", "B"}, ""},
		{[]string{"A, " + strings.Repeat("x", maxLocation), "B, " + strings.Repeat("x", maxLocation)}, ""},
	} {
		if got := commonEnd(test.locations); got != test.want {
			t.Errorf("%q: %q, want %q", test.locations, got, test.want)
		}
	}
}
