package ical

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
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
	blind   []string // what it does not read; everything else it must say
	carets  bool     // it leaves the carets of RFC 6868 in parameters, in some of its versions
	loose   bool     // it takes \\n for a line break, and commas and semicolons in a URL for a list
	splits  bool     // it takes escaped commas in a list for those between its parts, in some of its versions
}

// understood is an event as a judge prints it: what was said, by its name, and empty where nothing was.
type understood map[string]string

func judges() []judge {
	script := func(name string) string { return filepath.Join(oracles, name) }
	return []judge{
		{name: "python-icalendar", command: []string{python(), script("python-icalendar.py")},
			blind: []string{"occurrences"}, carets: true, loose: true, splits: true},
		// It unescapes no property that it does not know.
		{name: "python-vobject", command: []string{python(), script("python-vobject.py")},
			blind: []string{"html", "speakers"}, carets: true},
		{name: "ical.js", command: []string{"node", script("icaljs.mjs")}},
		{name: "libical", command: []string{filepath.Join(oracleHome(), "libical")}},
		{name: "ruby-icalendar", command: []string{"ruby", script("ruby-icalendar.rb")},
			blind: []string{"occurrences"}, carets: true, loose: true},
	}
}

// hear gives what j has understood, in the form of meant.
func (j judge) hear(t *testing.T, feed string) []understood {
	t.Helper()
	var list []understood
	for line := range strings.Lines(run(t, j.command, feed)) {
		var u understood
		if err := json.Unmarshal([]byte(line), &u); err != nil {
			t.Fatalf("%v: %q", err, line)
		}
		if j.carets {
			u["name"], u["speakers"] = unRFC6868.Replace(u["name"]), unRFC6868.Replace(u["speakers"])
		}
		parts := strings.Split(u["repeat"], ";")
		slices.Sort(parts) // their order means nothing
		u["repeat"] = strings.Join(parts, ";")
		list = append(list, j.limited(u))
	}
	return list
}

// limited is of u what j can tell.
func (j judge) limited(u understood) understood {
	u = maps.Clone(u)
	for _, name := range j.blind {
		delete(u, name)
	}
	if j.splits {
		u["categories"] = strings.ReplaceAll(u["categories"], ",", "|")
	}
	return u
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

// Readers of five other houses understand what was meant: each text, each moment, each name.
func TestOracles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the judges are installed on Debian")
	}
	for _, s := range statements(t) {
		path := filepath.Join(t.TempDir(), "feed.ics")
		if err := os.WriteFile(path, []byte(s.feed), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, j := range judges() {
			if j.loose && s.slashes {
				continue
			}
			t.Run(j.name+"/"+s.name, func(t *testing.T) {
				t.Parallel()
				var want []understood
				for _, u := range s.means {
					want = append(want, j.limited(u))
				}
				if diff := cmp.Diff(want, j.hear(t, path)); diff != "" {
					t.Error(diff)
				}
			})
		}
		if s.far {
			t.Run("zones/"+s.name, func(t *testing.T) {
				t.Parallel()
				t.Log(run(t, []string{python(), filepath.Join(oracles, "zones.py")}, path))
			})
		}
	}
}

// Zones as dateutil reads them from a feed, in windows of a single year and of many, are those of Python's
// zoneinfo. Where the machine has a database, Go and Python read that one: what differs is ours.
func TestZonesByOthers(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds, and judges that are installed on Debian")
	}
	if _, err := os.Stat("/usr/share/zoneinfo/tzdata.zi"); err != nil || os.Getenv("ZONEINFO") != "" {
		t.Skip("Go and Python have databases of their own, of two releases perhaps")
	}
	windows := [][2]int{{2016, 2026}, {2026, 2028}}
	for _, year := range []int{1990, 1996, 1999, 2005, 2010, 2011, 2014, 2016, 2018, 2023, 2026, 2030, 2038,
		2040} {
		windows = append(windows, [2]int{year, year})
	}
	for _, w := range windows {
		var events []*agenda.Event
		for _, name := range tough {
			e := &agenda.Event{ID: agenda.Slug(name) + ".example.org", Name: name, Zone: name}
			for year := w[0]; year <= w[1]; year++ {
				start := time.Date(year, 7, 1, 12, 0, 0, 0, location(t, name))
				e.Sessions = append(e.Sessions, agenda.Session{ID: start.Format("2006"), Title: name,
					Start: start, End: start.Add(time.Hour)})
			}
			events = append(events, e)
		}
		feed, _ := write(t, Options{}, events...)
		path := filepath.Join(t.TempDir(), "zones.ics")
		if err := os.WriteFile(path, []byte(feed), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprintf("%d to %d", w[0], w[1]), func(t *testing.T) {
			t.Parallel()
			said := run(t, []string{python(), filepath.Join(oracles, "zones.py")}, path)
			if n := strings.Count(said, " 0 wrong"); n != len(tough) {
				t.Errorf("%d zones judged, should be %d:\n%s", n, len(tough), said)
			}
		})
	}
}

// Each judge notices when something of what it reads is another: whatever it says is read off the feed.
func TestJudgesNotice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the judges are installed on Debian")
	}
	feed, _ := write(t, Options{Alarm: 15 * time.Minute}, richRiver(t))
	changed := strings.NewReplacer("UID:flow", "UID:flew", "DTSTAMP:2026", "DTSTAMP:2025",
		"LAST-MODIFIED:2026", "LAST-MODIFIED:2025", "CREATED:2026", "CREATED:2024",
		"SEQUENCE:1", "SEQUENCE:2", "20260601T090000", "20260601T083000",
		"20260601T100000", "20260601T103000", "COUNT=3", "COUNT=4",
		"VALUE=DATE:20260613", "VALUE=DATE:20260620", "SUMMARY:F", "SUMMARY:G",
		"DESCRIPTION:All", "DESCRIPTION:Any", "<body><p><b>", "<body><p><i>",
		"LOCATION:Deck", "LOCATION:Dock", "GEO:48", "GEO:47", "\nURL:https://example.org/r", "\nURL:https://example.org/p",
		"CATEGORIES:W", "CATEGORIES:V", "COLOR:navy", "COLOR:teal", "STATUS:TENTATIVE", "STATUS:CONFIRMED",
		"TRANSP:TRANSPARENT", "TRANSP:OPAQUE", "VALUE=URI:https://live.example.org/r",
		"VALUE=URI:https://live.example.org/p", "example.org/p.png", "example.org/q.png",
		"mailto:hello", "mailto:hallo", "Cy ^'C^' Ray ^^n", "Cy ^'D^' Ray ^^n",
		"X-ORGANIZATION=Acme", "X-ORGANIZATION=Acne", "-PT15M", "-PT16M").Replace(feed)
	var paths []string
	for _, text := range []string{feed, changed} {
		paths = append(paths, filepath.Join(t.TempDir(), "feed.ics"))
		if err := os.WriteFile(paths[len(paths)-1], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, j := range judges() {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			before, after := j.hear(t, paths[0]), j.hear(t, paths[1])
			if len(before) != len(after) {
				t.Fatalf("%d sessions, and %d", len(before), len(after))
			}
			for name := range before[0] {
				if !slices.ContainsFunc(before, func(u understood) bool { return u[name] != "" }) {
					t.Errorf("no session has %s", name)
				}
				same := true
				for i := range before {
					same = same && before[i][name] == after[i][name]
				}
				if same {
					t.Errorf("it does not notice another %s", name)
				}
			}
		})
	}
}
