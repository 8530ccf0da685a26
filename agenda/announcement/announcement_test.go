package announcement

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

var update = flag.Bool("update", false, "write the golden files")

// describe writes down everything that Read made of an input.
func describe(e *agenda.Event, fs agenda.Findings, err error) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" && value != "0" {
			fmt.Fprintf(&b, "%s: %s\n", name, strings.ReplaceAll(value, "\n", "\n  "))
		}
	}
	if err != nil {
		for _, f := range err.(*agenda.InputError).Findings {
			fmt.Fprintf(&b, "error %s %s\n  hint: %s\n  source: %s\n", f.Rule, f, f.Hint, f.Source)
		}
		return b.String()
	}
	line("name", e.Name)
	line("id", e.ID)
	line("url", e.URL)
	line("venue", e.Venue.Name)
	line("address", e.Venue.Address)
	line("organizer", e.Organizer.Name)
	line("capacity", fmt.Sprint(e.Capacity))
	for _, d := range e.Days {
		fmt.Fprintf(&b, "day: %s %q ends %d\n", listing.English.Date(d.Date), d.Title, d.Ends)
	}
	for _, r := range e.Rooms {
		line("room", r.Name)
	}
	for _, t := range e.Tracks {
		line("track", t.Name)
	}
	for _, p := range e.Speakers {
		line("speaker", strings.TrimSpace(fmt.Sprint(p.Name, " | ", p.Organization, " ", p.Links)))
	}
	line("description", e.Description)
	for _, s := range e.Sessions {
		end := "?"
		if !s.End.IsZero() {
			end = s.End.Format("15:04")
		}
		fmt.Fprintf(&b, "\n%s-%s %s\n", s.Start.Format("2006-01-02 15:04"), end, s.Title)
		line("  id", s.ID)
		line("  kind", string(s.Kind))
		line("  rooms", strings.Join(s.Rooms, " + "))
		line("  track", s.Track)
		line("  speakers", strings.Join(s.Speakers, " + "))
		for _, l := range s.Links {
			line("  link", strings.TrimSpace(l.Title+" "+l.URL))
		}
		line("  abstract", s.Abstract)
	}
	b.WriteString("\n")
	for _, f := range fs {
		fmt.Fprintf(&b, "%s %s %s\n", f.Severity, f.Rule, f)
	}
	return b.String()
}

// texts are the inputs of testdata, and what has to be told to read them.
var texts = []struct {
	name string
	o    Options
}{
	{"meetup", Options{Zone: "America/Los_Angeles"}},
	{"bullets", Options{Zone: "Europe/Helsinki"}},
	{"dotted", Options{Zone: "Europe/London", Date: agenda.Date{Year: 2013, Month: 5, Day: 14}}},
	{"rooms", Options{Zone: "America/Denver", Date: agenda.Date{Year: 2017, Month: 7, Day: 13}}},
	{"table12h", Options{Zone: "America/New_York", Year: 2022}},
	{"quotes", Options{Zone: "Europe/Berlin"}},
	{"headings", Options{Zone: "Asia/Kolkata"}},
	{"approximate", Options{Zone: "America/Chicago"}},
	{"bold", Options{Zone: "Europe/London", Date: agenda.Date{Year: 2020, Month: 2, Day: 29}}},
	{"night", Options{Zone: "Europe/Berlin"}},
	{"grid", Options{Zone: "Europe/London"}},
	{"speakers", Options{Zone: "Europe/Berlin"}},
}

func TestTexts(t *testing.T) {
	for _, tt := range texts {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join("testdata", tt.name+".txt")
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			tt.o.Name = tt.name + ".txt"
			got := describe(Read(bytes.NewReader(src), tt.o))
			golden := filepath.Join("testdata", tt.name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}
