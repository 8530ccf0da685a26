package reader

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// corpus reads a real feed, where there is one on this machine.
func corpus(t testing.TB, name string) []byte {
	folder := os.Getenv("DAYSHEET_CORPUS")
	if folder == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	text, err := os.ReadFile(filepath.Join(folder, "feeds", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Two real conferences come across whole.
func TestReadCorpus(t *testing.T) {
	for _, test := range []struct {
		file, zone, id, name, in, rooms, first string
		counts                                 map[string]int
		rules                                  []string
	}{
		{
			file: "giggity-linux_conf_au_2020.ics", id: "lca2020.linux.org.au", name: "linux.conf.au 2020",
			in: "Australia/Brisbane", rooms: "Room 5, Arena, Room 6, Room 7, Room 8, Room 9",
			first: "2020-01-12T15:00:00+10:00",
			counts: map[string]int{"sessions": 262, "speakers": 151, "with links": 195,
				"with an abstract": 262, "with speakers": 190, "in several rooms": 8},
		},
		{
			file: "pyconuk2015-schedule.ics", zone: "Europe/London", name: "PyCon UK 2015 Schedule",
			id: "testing-worker-linux-docker-3ee836b9-3394-linux-5", in: "Europe/London",
			first: "2015-09-18T08:00:00+01:00", rules: []string{"duplicate-uid"},
			counts: map[string]int{"sessions": 162, "speakers": 66, "with links": 90, "receding": 5,
				"with speakers": 68, "without end": 5},
		},
	} {
		t.Run(test.file, func(t *testing.T) {
			e, findings, err := Read(bytes.NewReader(corpus(t, test.file)), Options{Zone: test.zone})
			if err != nil {
				t.Fatal(err)
			}
			var rules []string
			for _, f := range findings {
				rules = append(rules, f.Rule)
			}
			if !slices.Equal(rules, test.rules) {
				t.Errorf("findings %v, want %v", rules, test.rules)
			}
			if e.ID != test.id || e.Name != test.name || e.Zone != test.in {
				t.Errorf("%q, %q in %q", e.ID, e.Name, e.Zone)
			}
			var names []string
			for _, r := range e.Rooms {
				names = append(names, r.Name)
			}
			if got := strings.Join(names, ", "); test.rooms != "" && got != test.rooms {
				t.Errorf("rooms %s", got)
			}
			counts := map[string]int{}
			for _, s := range e.Sessions {
				for what, is := range map[string]bool{
					"with links": s.Links != nil, "with an abstract": s.Abstract != "",
					"receding": s.Kind.Recedes(), "with speakers": s.Speakers != nil,
					"in several rooms": len(s.Rooms) > 1, "without end": s.End.IsZero(),
					"with HTML":          looksLikeHTML(s.Abstract),
					"with a byline left": strings.HasPrefix(s.Abstract, "Speaker:"),
				} {
					if is {
						counts[what]++
					}
				}
			}
			counts["sessions"], counts["speakers"] = len(e.Sessions), len(e.Speakers)
			if diff := cmp.Diff(test.counts, counts); diff != "" {
				t.Error(diff)
			}
			if got := e.Sessions[0].Start.Format(time.RFC3339); got != test.first {
				t.Errorf("starts at %s", got)
			}
		})
	}
}
