package reader

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// Whatever a feed says, it is an event or an error: no two sessions have one id, every time is one that a
// feed can hold, every reference to a speaker is listed, and a second reading is the same.
func FuzzRead(f *testing.F) {
	folders := []string{"testdata/read/*.ics", "testdata/*.ics"}
	if folder := os.Getenv("DAYSHEET_CORPUS"); folder != "" {
		folders = append(folders, filepath.Join(folder, "feeds", "*.ics"))
	}
	for _, folder := range folders {
		files, err := filepath.Glob(folder)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, findings, err := Read(bytes.NewReader(text), Options{})
		if err != nil {
			return
		}
		again, findings2, _ := Read(bytes.NewReader(text), Options{})
		if dump(e, findings) != dump(again, findings2) {
			t.Error("a second reading is another")
		}
		for _, finding := range findings {
			if _, ok := readRules[finding.Rule]; !ok && !wire.LosingRules[finding.Rule] ||
				finding.Severity > agenda.Warning {
				t.Error("not a finding of Read:", finding.Severity, finding.Rule)
			}
		}
		if _, err := e.Location(); err != nil {
			t.Error(err)
		}
		ids, dir := map[string]bool{}, e.Directory()
		for _, s := range e.Sessions {
			if s.ID == "" || ids[s.ID] {
				t.Errorf("the id %q is empty or there twice", s.ID)
			}
			ids[s.ID] = true
			for _, at := range append([]time.Time{s.Start, s.End}, s.Except...) {
				if y := at.Year(); !at.IsZero() && (y < zone.FirstYear-1 || y > zone.LastYear+9999) {
					t.Error("a time in the year", y)
				}
			}
			if !s.End.IsZero() && !s.End.After(s.Start) {
				t.Error("an end that is no later than the start")
			}
			for _, ref := range s.Speakers {
				if _, ok := dir.Speaker(ref); !ok {
					t.Errorf("nobody is %q", ref)
				}
			}
		}
	})
}
