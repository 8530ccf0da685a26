package zone_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// unsayable are the zones that no two yearly rules describe in 2026 to 2028.
var unsayable = []string{"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}

// A feed in any zone has no fault, but for the zones that Outlook understands in no way.
func TestLintEveryZone(t *testing.T) {
	for _, loc := range zone.EveryZone(t) {
		e := &agenda.Event{ID: "zone.example.org", Name: "Zone", Zone: loc.String()}
		for month := range 36 {
			from := time.Date(2026, time.Month(month+1), 1+month%28, 9, 0, 0, 0, loc)
			e.Sessions = append(e.Sessions, agenda.Session{ID: fmt.Sprint(month), Title: "Session",
				Start: from, End: from.Add(time.Hour)})
		}
		var feed bytes.Buffer
		o := ical.Options{Source: "https://example.org/feed.ics"}
		if findings, err := ical.Write(&feed, e, o); err != nil || len(findings) > 0 {
			t.Fatal(loc, err, findings)
		}
		findings, err := ical.Lint(&feed, ical.LintOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			name := f.Message[strings.LastIndexByte(f.Message, ' ')+1:]
			if f.Rule != "outlook-limit" || !slices.Contains(unsayable, name) {
				t.Errorf("%s: %s %v", loc, f.Rule, f)
			}
		}
	}
}
