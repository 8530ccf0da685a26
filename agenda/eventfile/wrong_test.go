package eventfile_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s, run with -update:\n%s", name, d)
	}
}

// told writes findings as a person reads them.
func told(findings agenda.Findings) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s: %s [%s]\n", f.Severity, f, f.Rule)
		if f.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", f.Hint)
		}
		for _, l := range strings.Split(f.Source, "\n") {
			if l != "" {
				fmt.Fprintf(&b, "  | %s\n", l)
			}
		}
	}
	return b.String()
}

// in puts sessions into a file that is right otherwise.
func in(zone, date, sessions string) string {
	return "name: x\nzone: " + zone + "\ndays:\n  " + date + ":\n" + sessions
}

var wrongTests = []struct{ name, source string }{
	{"empty file", ""},
	{"only a comment", "# nothing yet\n"},
	{"a text", "hello\n"},
	{"a list", "- a\n"},
	{"no zone", "name: x\ndays:\n  2014-06-03:\n    - 18:30-19:00 Registration\n"},
	{"unknown zone", "name: x\nzone: America/Los Angeles\n"},
	{"local zone", "name: x\nzone: Local\n"},
	{"all errors at once", `nmae: Kafka meetup
zone: Europe/Berlin
timezone: Europe/Berlin
zone: Europe/Rome
capacity: many
venue: [a, b]
days:
  2014-06-31:
    - 18:30-19:00 Registration
  2014-06-03:
    - at: 19:00-19:30
      titel: Operating Kafka
      speaker: Todd Palino
      kind: registraton
      status: canceled
      links: {href: x}
    - Registration
    - at: seven
      title: x
    - 18:30-18:70 y
    -
    - [a]
`},
	{"two colons", in("UTC", "2014-06-03",
		"    - at: 20:00-20:20\n      title: Apache Samza: Large scale\n")},
	{"three colons", in("UTC", "2014-06-03", "    - 20:00-20:20 Apache: Samza: Large scale\n")},
	{"tab", in("UTC", "2014-06-03", "\t- 18:30-19:00 Registration\n")},
	{"open quote", "name: \"Kafka\nzone: UTC\n"},
	{"open bracket", "name: [Kafka\nzone: UTC\n"},
	{"bad indentation", "name: Kafka\n zone: UTC\n"},
	{"line without key", "name: Kafka\nzone\nurl: x\n"},
	{"quotes and more", "name: \"Kafka\" meetup\nzone: UTC\n"},
	{"reserved", "name: @kafka\nzone: UTC\n"},
	{"alias", "name: *Kafka* meetup\nzone: UTC\n"},
	{"anchor", "name: &k Kafka\nzone: UTC\nsummary: *k\n"},
	{"merge", "<<: {name: x}\nzone: UTC\n"},
	{"tag", "name: !important x\nzone: UTC\n"},
	{"two documents", "name: x\nzone: UTC\n---\nname: y\nzone: UTC\n"},
	{"not UTF-8", "name: Caf\xe9\nzone: UTC\n"},
	{"control character", "name: a\x00b\nzone: UTC\n"},
	{"clocks put forward", in("Europe/Berlin", "2025-03-30", "    - 02:30-03:30 Night talk\n")},
	{"clocks put back", in("America/Los_Angeles", "2025-11-02",
		"    - at: 01:30-02:30\n      title: Night talk\n")},
	{"time twice", in("UTC", "2014-06-03", "    - at: 18:00\n      start: 2014-06-03T18:00:00Z\n")},
	{"wrong day", in("UTC", "2014-06-03", "    - start: 2014-06-04T18:00:00Z\n      title: x\n")},
	{"day before goes on",
		"name: x\nzone: UTC\ndays:\n  2014-06-03: {ends: 3}\n  2014-06-04:\n    - 01:00-02:00 x\n"},
	{"time without a date", "name: x\nzone: UTC\nsessions:\n  - 18:30 Registration\n"},
	{"no time", in("UTC", "2014-06-03", "    - title: x\n")},
	{"local start", in("UTC", "2014-06-03", "    - start: 2014-06-03 19:00\n      title: x\n")},
	{"day twice", "name: x\nzone: UTC\ndays:\n  2014-06-03: []\n  2014-06-03: []\n"},
	{"days as a list", "name: x\nzone: UTC\ndays:\n  - 2014-06-03\n"},
	{"empty id", "name: x\nid: \"\"\nzone: UTC\n"},
	{"deep", "name: x\nzone: " + strings.Repeat("[", 33) + strings.Repeat("]", 33) + "\n"},
	{"room without name",
		"name: x\nzone: UTC\nrooms: [{capacity: 3}, {name: a, shared: maybe, capacity: -1}]\n"},
	{"far east", "name: x\nzone: UTC\nvenue: {latitude: 91, longitude: NaN}\n"},
	{"entries in a text", in("UTC", "2014-06-03", `    - 18:00-18:30 A
      - 18:30-19:00 B
    - 19:00 C
      19:30 D
    - at: 20:00-20:30
      title: E
        - 20:30 F
    - at: 21:00-21:30
      abstract: What we do.
        22:00 is not when it ends.
       -	22:00-22:30 G
    - 22:30 H: I
        23:00 J
    - at: 23:00
      by:
        - Ada
            - Bob
        - Cy
      rooms:
        - Hall
         - Foyer
`) + "speakers:\n  - Ada\n    - Bob\n"},
	{"text with keys", in("UTC", "2014-06-03",
		"    - 20:00-20:20 Apache Samza\n      by: Chris Riccomini\n")},
	{"speaker with keys", "name: x\nzone: UTC\nspeakers:\n  - Ada\n    biography: x\n"},
	{"title in brackets", in("UTC", "2014-06-03", "    - at: 18:00\n      title: [Keynote] Foo\n")},
	{"title in braces", in("UTC", "2014-06-03", "    - at: 18:00\n      title: {Keynote} Foo\n")},
	{"stars", in("UTC", "2014-06-03", "    * 18:00 A\n    * 19:00 B\n")},
	{"star", in("UTC", "2014-06-03", "    *18:00 A\n")},
	{"start and end", in("UTC", "2014-06-03", `    - {at: 18:00-18:30, end: 19:00, title: a}
    - {at: 18:00, start: 18:00, title: b}
    - {start: 18:00-19:00, title: c}
    - {start: 2014-06-03T18:00:00Z, end: 19:00, title: d}
    - {end: 19:00, title: e}
    - {start: 18:00, end: 2014-06-03T19:00:00Z, title: f}
    - {start: 18:00, end: 19 or so, title: g}
    - {start: 18:00, end: 18:70, title: h}
    - {start: "18", title: k}
`) + "sessions:\n  - {start: 18:00, title: i}\n  - {end: 19:00, title: j}\n"},
	{"other letters", "Name: x\nZone: UTC\ndays:\n  2014-06-03:\n    - At: 18:00\n      title: x\n" +
		"    - Time: 18:00\n"},
	{"more about a speaker", in("UTC", "2014-06-03",
		"    - at: 18:00\n      by: [{name: Ada, biography: x, id: a}, {nam: Bob}]\n")},
	{"all day", in("UTC", "2014-06-03", `    - all day Exhibition
    - "All day: Exhibition"
    - {at: all day, end: 2014-06-02, title: a}
    - {at: all day, end: 19:00, title: b}
    - {at: all day, end: 2014-06-05T00:00:00Z, title: c}
    - {at: all day, start: 2014-06-03T00:00:00Z, title: d}
    - {at: 18:00, end: 2014-06-05, title: e}
    - {at: all the day, title: f}
`) + "sessions:\n  - {at: all day, title: g}\n"},
	{"repeat", in("Europe/Berlin", "2014-06-03", `    - at: 18:00-19:00
      repeat: now and then
      title: a
    - {at: 18:00, repeat: biweekly, title: b}
    - {at: 18:00, repeat: every second Tuesday, title: c}
    - {at: 18:00, repeat: every Wednesday until 2014-06-30, title: d}
    - {at: 18:00, repeat: monthly on the second Tuesday, title: e}
    - {at: 18:00, repeat: weekly until June, title: f}
    - {at: 18:00, repeat: weekly until 2014-05-30, title: g}
    - {at: 18:00, repeat: "weekly, 0 times", title: h}
    - {at: 18:00, repeat: every 0 weeks, title: i}
    - {at: 18:00, repeat: every 2 months on Tuesday, title: j}
    - {at: 18:00, repeat: every Tuesday and Tuesday, title: k}
    - {at: 18:00, repeat: FREQ=WEEKLY;UNTIL=20140630, title: l}
    - {at: all day, repeat: FREQ=WEEKLY;UNTIL=20140630T100000Z, title: m}
    - {at: 18:00, repeat: FREQ=WEEKLY;COUNT=4;UNTIL=20140630T100000Z, title: n}
    - {at: 18:00, repeat: FREQ=FORTNIGHTLY, title: o}
    - {at: 18:00, repeat: FREQ=WEEKLY;BYDAY=2TU, title: p}
    - {at: 18:00, repeat: FREQ=WEEKLY;EVERY=2, title: q}
    - {at: all day, repeat: FREQ=HOURLY, title: r}
    - {at: 18:00, repeat: [weekly], title: s}
    - {at: 18:00, repeat: weekly, except: June, title: t}
    - {at: 18:00, repeat: weekly, except: [2014-06-10, 2014-06-31], title: u}
    - {at: 18:00, rrule: FREQ=WEEKLY, title: v}
    - {at: 18:00, repeat: INTERVAL=2;FREQ=WEEKLY, title: w}
    - {at: 18:00, created: yesterday, title: x}
    - {at: 18:00, repeat: weekly 4, title: y}
`) + "sessions:\n  - {repeat: weekly, except: 2014-06-10, title: z}\n"},
	{"faults one after the other", in("UTC", "2014-06-03", `    - 18:00-18:30 Apache: Samza: Large scale
    - at: 18:30
      title: "Kafka" meetup
    - at: 19:00
      by: @ada
      abstract: [Keynote] A talk
    - at: 20:00
      title: *Kafka*
    - at: 21:00
      title: "The end
`)},
	{"bare hours", in("UTC", "2014-06-03", "    - 12-13 Reggeli\n    - 9 – 10 Coffee\n    - 60-70 people\n")},
	{"no-break spaces", "name: x\nvenue:\u00a0Hall\nzone: UTC\ndays:\n\u00a0 2014-06-03:\n"},
	{"no space behind colons", "name:Frog Night\nzone:Europe/Berlin\nurl: x\n"},
	{"long line", "name: x\nzone: UTC\nsummary: " + strings.Repeat("ä", 200) + ": " +
		strings.Repeat("z", 200) + "\n"},
}

func TestWrong(t *testing.T) {
	var b strings.Builder
	for _, tt := range wrongTests {
		e, _, err := eventfile.Read(strings.NewReader(tt.source), eventfile.Options{Name: "event.yaml"})
		var wrong *agenda.InputError
		if !errors.As(err, &wrong) || e != nil {
			t.Errorf("%s: event %v, error %v", tt.name, e, err)
			continue
		}
		fmt.Fprintf(&b, "# %s\n%s\n", tt.name, told(wrong.Findings))
	}
	golden(t, "wrong.golden", b.String())
}
