package ical

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
)

const oracles = "../.ci/oracles"

// exitMissing is how a judge says that what it reads with is not installed.
const exitMissing = 3

func oracleHome() string {
	if home := os.Getenv("ORACLES_HOME"); home != "" {
		return home
	}
	home, _ := os.UserHomeDir()
	return filepath.Join(home, ".cache", "daysheet-oracles")
}

// python is Debian's own where it is there: that is the one whose packages are installed.
func python() string {
	if _, err := os.Stat("/usr/bin/python3"); err == nil {
		return "/usr/bin/python3"
	}
	return "python3"
}

// A judge is a program that prints what it has understood of a feed.
type judge struct {
	name    string
	command []string
	carets  bool // it leaves the carets of RFC 6868 in a name, in some of its versions
	loose   bool // it takes \\n for a line break, and commas and semicolons in a URL for a list
}

// understood is an event as a judge prints it.
type understood struct {
	UID         string `json:"uid"`
	Start       string `json:"start"`
	End         string `json:"end"`
	Sequence    int    `json:"sequence"`
	Status      string `json:"status"`
	Summary     string `json:"summary"`
	Description string `json:"description"`
	Location    string `json:"location"`
	URL         string `json:"url"`
	Category    string `json:"category"`
	Organizer   string `json:"organizer"`
	Name        string `json:"name"`
}

func judges() []judge {
	script := func(name string) string { return filepath.Join(oracles, name) }
	return []judge{
		{"python-icalendar", []string{python(), script("python-icalendar.py")}, true, true},
		{"python-vobject", []string{python(), script("python-vobject.py")}, true, false},
		{"ical.js", []string{"node", script("icaljs.mjs")}, false, false},
		{"libical", []string{filepath.Join(oracleHome(), "libical")}, false, false},
		{"ruby-icalendar", []string{"ruby", script("ruby-icalendar.rb")}, true, true},
	}
}

// run gives what a judge prints, and skips the test where the judge is not installed; in CI that is a fault.
func run(t *testing.T, command []string, feed string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	cmd := exec.Command(command[0], append(slices.Clone(command[1:]), feed)...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	if err == nil {
		return out.String()
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() == exitMissing {
		if os.Getenv("CI") == "true" {
			t.Fatalf("not installed: run .ci/oracles/install (%v)", err)
		}
		t.Skipf("not installed (%v)", err)
	}
	t.Fatalf("%v\n%s%s", err, complaints.String(), out.String())
	return ""
}

// feeds are what the judges read: an evening, days in many zones around the changes of their clocks, and
// text that breaks careless parsers, with backslashes and without.
func feeds(t *testing.T) map[string][]*agenda.Event {
	var travelling []*agenda.Event
	for i, zone := range []string{
		"America/Los_Angeles", "Europe/Berlin", "Europe/Dublin", "Africa/Casablanca", "Asia/Gaza",
		"Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago", "America/St_Johns", "Asia/Tokyo", "",
	} {
		e := &agenda.Event{ID: agenda.Slug("tour "+zone) + ".example.org", Name: "Tour", Zone: zone}
		for month := range 24 {
			start := time.Date(2026, time.Month(month+1), 1+(month*5+i)%28, 6, 0, 0, 0, time.UTC)
			for day := range 4 {
				from := start.AddDate(0, 0, day).Add(time.Duration(day*5) * time.Hour)
				e.Sessions = append(e.Sessions, agenda.Session{
					Title: zone + from.Format(" 2006-01-02"), Start: from, End: from.Add(26 * time.Hour),
					Revised: start,
				})
			}
		}
		travelling = append(travelling, e)
	}
	nasty := kafka(t)
	nasty.Organizer.Name = `The "K" ^users^; Bay: Area`
	nasty.Venue.Name = `Hall "7"; upstairs, left`
	nasty.Sessions[0].Track = `R&D; "new"`
	nasty.Sessions[1].Links = []agenda.Link{{URL: `https://example.org/a?d=e&f="g"#h`}}
	retitle(nasty,
		`commas, semicolons; colons: "quotes" and ^n ^'`,
		"END:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.org",
		strings.Repeat("Ünïcödé 日本語 🎈👩‍👩‍👧 ", 12)+"end",
		strings.Repeat(`;`, 80)+strings.Repeat(",", 80),
		"ctrl\x00\x07\x1b\x7f\u0085\u2028 bad \xff\xc3 utf8 \u202eright to left\u202c العربية")
	slashes := kafka(t)
	slashes.Organizer.Name, slashes.Venue.Name = `A\B\C\`, `C:\new\, %2C`
	slashes.Sessions[0].Track = `new, \old`
	slashes.Sessions[1].Links = []agenda.Link{{URL: `https://example.org/a;b,c?d\e`}}
	retitle(slashes, `\`, `\n\N\\n`, `a\, b\; c`, strings.Repeat(`\`, 80), strings.Repeat(`a\`, 80))
	return map[string][]*agenda.Event{"kafka": {kafka(t)}, "travelling": travelling, "nasty": {nasty},
		"backslashes": {slashes}}
}

func retitle(e *agenda.Event, titles ...string) {
	for i, title := range titles {
		e.Sessions[i].Title, e.Sessions[i].Abstract = title, title+"\n\n\tTabbed, "+title
	}
}

// meant is what the events say, from the events alone, in the order of the feed.
func meant(events []*agenda.Event) []understood {
	const utc = "2006-01-02T15:04:05Z"
	legible := func(s string) string { return readable(s, newEscapes("\n")) }
	var list []understood
	for _, e := range events {
		dir, ids := e.Directory(), e.SessionIDs()
		for i, s := range e.Sessions {
			u := understood{
				UID: ids[i] + "@" + e.ID, Start: s.Start.UTC().Format(utc), End: s.End.UTC().Format(utc),
				Sequence: int(e.RevisedAt(s).Sub(revisionEpoch) / time.Minute), Status: "CONFIRMED",
				Summary: legible(oneLine(s.Title)), Location: e.Venue.String(), URL: e.URL, Category: s.Track,
			}
			parts := []string{dir.Byline(s), legible(strings.TrimSpace(s.Abstract))}
			for _, l := range s.Links {
				u.URL = strings.NewReplacer(`"`, "%22", `\`, "%5C").Replace(l.URL)
				parts = append(parts, strings.TrimPrefix(l.Title+": "+l.URL, ": "))
			}
			parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
			u.Description = strings.Join(parts, "\n\n")
			if e.Organizer.Email != "" {
				u.Organizer, u.Name = "mailto:"+e.Organizer.Email, strings.TrimSuffix(e.Organizer.Name, `\`)
			}
			list = append(list, u)
		}
	}
	slices.SortStableFunc(list, func(a, b understood) int {
		return strings.Compare(a.Start+a.UID, b.Start+b.UID)
	})
	return list
}

// Readers of five other houses understand what was meant: each text, each moment, each name.
func TestOracles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the judges are installed on Debian")
	}
	for name, events := range feeds(t) {
		feed, findings := write(t, Options{Source: "https://example.org/" + name + ".ics"}, events...)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		path := filepath.Join(t.TempDir(), name+".ics")
		if err := os.WriteFile(path, []byte(feed), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, j := range judges() {
			if j.loose && name == "backslashes" {
				continue
			}
			t.Run(j.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				var got []understood
				for line := range strings.Lines(run(t, j.command, path)) {
					var u understood
					if err := json.Unmarshal([]byte(line), &u); err != nil {
						t.Fatalf("%v: %q", err, line)
					}
					if j.carets {
						u.Name = unRFC6868.Replace(u.Name)
					}
					got = append(got, u)
				}
				if diff := cmp.Diff(meant(events), got); diff != "" {
					t.Error(diff)
				}
			})
		}
		if name == "travelling" {
			t.Run("zones/"+name, func(t *testing.T) {
				t.Parallel()
				t.Log(run(t, []string{python(), filepath.Join(oracles, "zones.py")}, path))
			})
		}
	}
}
