package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/agenda/recur"
	"github.com/daysheet/daysheet/badge/roster"
)

// The files that build and the others look for in a folder, and the file that build writes the codes into.
const (
	eventName = "event.yaml"
	listName  = "attendees.csv"
	codesName = "codes.csv"
)

// eventPath is the event file itself, or the one in a folder.
func eventPath(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, eventName)
	}
	return path
}

// loadEvent reads and checks an event file. It fails where the event has an error, since what would be
// printed and published from it would be false. It also fails where -o names a file that is read for it.
func (c *command) loadEvent(path string) (f *eventfile.File, err error) {
	path = eventPath(path)
	if err := c.refuseOverwrite(path); err != nil {
		return nil, err
	}
	err = c.readKind(path, func(_ *kind, in io.Reader) error {
		if f, err = c.readEvent(in, path); err != nil {
			return err
		}
		c.didRead(1, "event", path, eventNote(f.Event))
		return c.refuseOverwrite(append(f.Settings.Fonts, f.Settings.Logo)...)
	}, eventFile)
	return f, err
}

func eventNote(e *agenda.Event) string {
	if n := len(e.Sessions); n > 0 {
		when := listing.English.When(expanded(e))
		return fmt.Sprintf("%s, %s: %s", e.Name, when, input.Quantity(n, "session"))
	}
	return e.Name
}

// readEvent reads an event file and notices all that is to be said about it. From then on places are found in
// that file. Beside an event that has an error, it gives that error.
func (c *command) readEvent(in io.Reader, path string) (*eventfile.File, error) {
	f, findings, err := eventfile.Parse(in, eventfile.Options{Name: path})
	if err != nil {
		c.notice(findings...)
		return nil, err
	}
	s := &f.Settings
	for i, name := range s.Fonts {
		if name != systemFonts {
			s.Fonts[i] = relativeTo(path, name)
		}
	}
	if s.Logo != "" {
		s.Logo = relativeTo(path, s.Logo)
	}
	origin := recur.Origins(f.Event)
	c.place = func(fs agenda.Findings) agenda.Findings {
		fs = slices.Clone(fs)
		for i := range fs {
			fs[i].Where.ID = origin(fs[i].Where.ID) // the file has no id of an occurrence
		}
		return f.Place(fs)
	}
	findings = append(findings, c.place(recur.Check(f.Event))...)
	c.notice(findings...)
	return f, findings.Err()
}

// relativeTo is where a file is that the file at path names. A URL, which is none, stays what it is for the
// error.
func relativeTo(path, name string) string {
	if filepath.IsAbs(name) || strings.Contains(name, "://") {
		return name
	}
	return filepath.Join(filepath.Dir(path), name)
}

// expanded is the event for what lists sessions: each of them as often as it takes place. What is found on
// the way was told when the event was read.
func expanded(e *agenda.Event) *agenda.Event {
	expanded, _ := recur.Expand(e)
	return expanded
}

// loadAttendees reads attendee lists as one.
func (c *command) loadAttendees(e *agenda.Event, paths ...string) ([]roster.Attendee, error) {
	var all []roster.Attendee
	for _, path := range paths {
		err := c.readKind(path, func(_ *kind, in io.Reader) error {
			list, err := c.readAttendees(in, path)
			all = append(all, list...)
			return err
		}, listFile)
		if err != nil {
			return nil, err
		}
	}
	roster.Identify(all)
	c.noticeOverCapacity(e, len(all))
	return all, nil
}

func (c *command) readAttendees(in io.Reader, path string) ([]roster.Attendee, error) {
	list, findings, err := roster.Read(in, roster.Options{Name: path})
	c.notice(findings...)
	if err != nil {
		return nil, err
	}
	note := ""
	if n := len(roster.Types(list)); n > 0 {
		note = input.Quantity(n, "ticket type")
	}
	c.didRead(len(list), "attendee", path, note)
	return list, nil
}

func (c *command) noticeOverCapacity(e *agenda.Event, attendees int) {
	if e.Capacity > 0 && attendees > e.Capacity {
		c.notice(agenda.Finding{Rule: "over-capacity", Severity: agenda.Warning,
			Hint: "raise capacity: in the event file, or close the list",
			Message: fmt.Sprintf("%s, but there is room for %d",
				input.Quantity(attendees, "attendee"), e.Capacity)})
	}
}

// readKind opens a file, or standard input for "-", tells which of the kinds that a command takes it is, and
// hands it to read. The error of another kind names it, and says what to do with it.
func (c *command) readKind(path string, read func(*kind, io.Reader) error, takes ...*kind) error {
	err := c.open(path, func(in io.Reader) error {
		k, whole, err := sniff(path, in, takes)
		if err != nil {
			return err
		}
		return read(k, whole)
	})
	if named := kindNamed(path); errors.Is(err, fs.ErrNotExist) && takes[0] == eventFile &&
		(named == nil || named == eventFile) {
		err = failf("name an event file, or make one with: daysheet init DIR", "%w", err)
	}
	return err
}
