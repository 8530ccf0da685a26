package site_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
	"github.com/daysheet/daysheet/ical/site"
)

func TestFiles(t *testing.T) {
	start := time.Date(2014, 6, 3, 18, 30, 0, 0, time.UTC)
	e := &agenda.Event{ID: "kafka-2014.example.org", Name: "Kafka meetup", Zone: "UTC",
		Sessions: []agenda.Session{{ID: "doors", Title: "Doors", Start: start, End: start.Add(time.Hour),
			Repeat: "FREQ=DAILY;COUNT=2"}}}
	feed, err := ical.Compose(ical.Options{}, e)
	if err != nil {
		t.Fatal(err)
	}
	programme := site.File{Name: site.ProgrammeName, Kind: "programme",
		Write: func(w io.Writer) (agenda.Findings, error) {
			_, err := io.WriteString(w, "%PDF")
			return nil, err
		}}
	for _, tt := range []struct {
		added []site.File
		names string
	}{
		{nil, "index.html agenda.txt feed.ics"},
		{[]site.File{programme}, "index.html agenda.txt programme.pdf feed.ics"},
	} {
		var names []string
		text := map[string]string{}
		for _, f := range site.Files(e, feed, tt.added...) {
			var b strings.Builder
			if _, err := f.Write(&b); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
			names = append(names, f.Name)
			text[f.Name] = b.String()
		}
		if got := strings.Join(names, " "); got != tt.names {
			t.Errorf("the files are %s, want %s", got, tt.names)
		}
		if linked := strings.Contains(text["index.html"], site.ProgrammeName); linked != (tt.added != nil) {
			t.Errorf("with %d files more the page links to a programme: %v", len(tt.added), linked)
		}
		if n := strings.Count(text["agenda.txt"], "Doors"); n != 2 {
			t.Errorf("a session that takes place twice is listed %d times", n)
		}
		if n := strings.Count(text["feed.ics"], "BEGIN:VEVENT"); n != 1 {
			t.Errorf("a session that repeats itself is %d in the feed", n)
		}
	}
}
