package eventfile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
)

var idTests = []struct{ name, source string }{
	{"short entries and comments", `# Our meetup
name: Meetup   # a working title

zone: UTC
days:
  # the evening
  2014-06-03:
    - 18:30-19:00 Registration   # doors at the back
    # a comment between
    - 19:00 "Quotes" inside
    - '20:00-20:20 It''s quoted: yes'

    - 20:30 – 21:00 *not plain*, really
# the end
`},
	{"titles with a colon", `name: Meetup
zone: UTC
days:
  2014-06-03:
    - 20:00-20:20 Apache Samza: Large scale  # the last talk
      by: Chris Riccomini (LinkedIn)
    - 20:30: Q&A
    - 21:00-21:10 Thanks:
`},
	{"some are written", `name: Meetup
id: meetup.example.org
zone: UTC
days:
  2014-06-03:
    - id: opening   # never change
      at: 18:00-18:10
      title: Opening
    - title: >
        A title of
        two lines
      at: 19:00
    - at: 20:00
      id:
      title: Written by hand
      revised: 2014-01-01T00:00:00Z
    -
      at: 21:00-21:30
      abstract: |
        One.

        Two.
`},
	{"brackets and braces", `{name: Meetup, zone: UTC,
  days: {2014-06-03: ["18:00 Opening", {at: 19:00-19:30, title: "A, B"}, {"19:30 C": d}]},
  sessions: [Later]}`},
	{"no line end", "name: Meetup\nzone: UTC\nsessions:\n- Later\n- title: Last"},
	{"blanks", "name: Meetup \t\nzone: UTC\t# here\ndays:\n  2014-06-03:\n    - 18:30-19:00 Doors \n" +
		"    -\t19:00\tA\ttalk\t\n    - at: 20:00  \n      title: \"b\tc\" \t\n" +
		"    - 21:00 B \t # the end\n    - \"22:00 C \" \n    - at:\n        23:00 \n"},
	{"days and rules", in("Europe/Berlin", "2014-06-03", `    - at: all day   # and night
      end: 2014-06-05
    - {at: all day, title: Exhibition, repeat: "weekly, 4 times"}
    - at: 18:00-19:00
      repeat: every Tuesday until 2014-07-01
      except: # the holidays
        - 2014-06-10
      title: Run
    - repeat: daily
      at: all day
`)},
	{"wrapped", "name: Meetup\nzone: UTC\ndays:\n  2014-06-03:\n" +
		"  - 18:00-19:00 A title that\n    goes on\n  - 19:00-20:00 B: that\n      goes on too\n"},
}

func TestWriteIDs(t *testing.T) {
	revised := time.Date(2014, 5, 28, 14, 0, 0, 0, time.FixedZone("", 7200))
	var b strings.Builder
	for _, tt := range idTests {
		out, findings, err := eventfile.WriteIDs([]byte(tt.source), revised, eventfile.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		fmt.Fprintf(&b, "# # %s\n%s%s\n", tt.name, told(findings), out)
		keeps(t, tt.source)
		crlf, _, err := eventfile.WriteIDs([]byte("\ufeff"+strings.ReplaceAll(tt.source, "\n", "\r\n")),
			revised,
			eventfile.Options{})
		if want := "\ufeff" + strings.ReplaceAll(string(out), "\n", "\r\n"); err != nil ||
			string(crlf) != want {
			if strings.Contains(tt.source, "\n") {
				t.Errorf("%s with CRLF: %v\n%q\nwant\n%q", tt.name, err, crlf, want)
			}
		}
		// What was there is there still, line by line, but for entries that were unfolded.
		for _, l := range strings.Split(tt.source, "\n") {
			if at := strings.Index(l, "#"); at >= 0 && !strings.Contains(string(out), l[at:]) {
				t.Errorf("%s: the comment %q is lost", tt.name, l[at:])
			}
		}
	}
	golden(t, "ids.golden", b.String())
}

func TestWriteIDsWithoutRevision(t *testing.T) {
	out, _, err := eventfile.WriteIDs([]byte(minimal), time.Time{}, eventfile.Options{})
	if err != nil || strings.Contains(string(out), "revised") || strings.Count(string(out), " id: ") != 5 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestWriteIDsNotPlaced(t *testing.T) {
	head := "name: x\nzone: UTC\ndays:\n  2014-06-03:\n    - 18:00 Doors\n"
	for _, tt := range []struct{ src, where string }{
		{head + "    - |\n      18:30 Registration\n    - 19:00 A\n", "6:7"},
		{head + "    - 18:30 A\n    - |\n      19:00 B\n", "7:7"},
		{"name: x\nzone: UTC\nid: x\nsessions:\n  - >\n    Folded\n", "5:5"},
	} {
		out, _, err := eventfile.WriteIDs([]byte(tt.src), time.Time{}, eventfile.Options{Name: "event.yaml"})
		want := "event.yaml:" + tt.where + ": the ids do not fit"
		if out != nil || err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q, %v, want %s", out, err, want)
		}
	}
}

func TestPlace(t *testing.T) {
	src := `name: x
zone: UTC
rooms: [Hall]
speakers:
  - id: ada
    name: Ada
days:
  2014-06-03:
    - 18:30-19:00 Lunch
    - at: 19:00-18:00
      title: Lunch
`
	id := func(id string) agenda.Finding { return agenda.Finding{Where: agenda.Where{ID: id}} }
	given := agenda.Findings{id("lunch"), id("lunch-2"), id("ada"), id("Hall"), id("nobody"), id(""),
		id("rooms:"), id("logo:"),
		{Where: agenda.Where{File: "other.csv", ID: "lunch"}}}
	f, _, err := eventfile.Parse(strings.NewReader(src), eventfile.Options{Name: "event.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	got := f.Place(given)
	want := []string{"event.yaml:9:7", "event.yaml:10:7", "event.yaml:5:5", "event.yaml:3:9",
		"event.yaml: nobody",
		"event.yaml", "event.yaml:3:1", "event.yaml: logo:", "other.csv: lunch"}
	for i := range got {
		if got[i].Where.String() != want[i] {
			t.Errorf("%v, want %s", got[i].Where, want[i])
		}
	}
	if want := "    - at: 19:00-18:00\n      ^"; got[1].Source != want {
		t.Errorf("%q, want %q", got[1].Source, want)
	}
	if given[0].Where.File != "" {
		t.Error("the findings given were changed")
	}
}
