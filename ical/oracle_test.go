package ical

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
