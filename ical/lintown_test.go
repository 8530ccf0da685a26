package ical

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// unsayable are the zones that no two yearly rules describe in 2026 to 2028.
var unsayable = []string{"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}

// What this package writes has no fault: texts that break parsers, and times in a zone.
func TestLintOwnFeeds(t *testing.T) {
	all := map[string][]*agenda.Event{}
	berlin := location(t, "Europe/Berlin")
	day := time.Date(2026, 3, 23, 0, 0, 0, 0, berlin)
	all["full"] = []*agenda.Event{{ID: "full.example.org", Name: "Full", Zone: "Europe/Berlin",
		Color: "#123456", Online: "https://example.org/live", Image: "https://example.org/a.png",
		Language: "de",
		Tracks:   []agenda.Track{{Name: "Main, or not", Color: "#ff0000"}},
		Speakers: []agenda.Speaker{{Name: "Ada Okafor", Biography: "Writes; reads, too"}},
		Sessions: []agenda.Session{
			{ID: "days", Title: "Fair", AllDay: true, Start: day, End: day.AddDate(0, 0, 3)},
			{ID: "fixed", Title: "Daily", AllDay: true, Start: day, Repeat: "FREQ=DAILY;UNTIL=20260401",
				Except: []time.Time{day.AddDate(0, 0, 1)}},
			{ID: "weekly", Title: "Weekly", Start: day.Add(9 * time.Hour), End: day.Add(10 * time.Hour),
				Repeat: "FREQ=WEEKLY;BYDAY=MO;COUNT=9", Created: day, Status: agenda.Cancelled,
				Except: []time.Time{day.AddDate(0, 0, 7).Add(9 * time.Hour)},
				Track:  "Main, or not", Speakers: []string{"Ada Okafor"}},
			{ID: "for-ever", Title: "For ever", Start: day.Add(9 * time.Hour), End: day.Add(10 * time.Hour),
				Repeat: "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20300101T000000Z", Image: "https://example.org/b.png"},
		}}}
	feeds := map[string]string{}
	for _, s := range statements(t) {
		feeds[s.name] = s.feed
	}
	for name, events := range all {
		feed, findings := write(t, Options{Source: "https://example.org/feed.ics"}, events...)
		if len(findings) > 0 {
			t.Fatal(name, findings)
		}
		feeds[name] = feed
	}
	// These have sessions without an end, and an abstract that speaks of HTML.
	deserved := map[string][]string{"years": {"no-end"}, "view": {"no-end"}, "river": {"no-end", "html"},
		"in sight": {"no-end", "html"}}
	for name, feed := range feeds {
		for _, f := range linted(t, feed) {
			zone := f.Message[strings.LastIndexByte(f.Message, ' ')+1:]
			if f.Rule == "outlook-limit" && slices.Contains(unsayable, zone) ||
				slices.Contains(deserved[name], f.Rule) {
				continue
			}
			t.Errorf("%s: %s %v", name, f.Rule, f)
		}
	}
}

func linted(t testing.TB, feed string) agenda.Findings {
	t.Helper()
	findings, err := Lint(strings.NewReader(feed), LintOptions{Name: "feed.ics"})
	if err != nil {
		t.Fatal(err)
	}
	return findings
}
