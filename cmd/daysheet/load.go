package main

import (
	"fmt"
	"io"
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
	"github.com/urfave/cli/v2"
)

// eventName and listName are the files that build and the others look for in a folder; codesName is what
// build writes the codes into.
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
// printed and published from it would be false. It also fails where the file at out is read for the event.
func (c *command) loadEvent(path, out string, r *report) (f *eventfile.File, err error) {
	path = eventPath(path)
	if err := refuseOverwrite(out, path); err != nil {
		return nil, err
	}
	err = c.readKind(path, func(_ *kind, in io.Reader) error {
		var findings agenda.Findings
		f, findings, err = readEvent(in, path, r)
		r.notice(findings...)
		if err == nil {
			err = findings.Err()
		}
		if err != nil {
			return err
		}
		r.didRead(1, "event", path, eventNote(f.Event))
		return refuseOverwrite(out, append(f.Settings.Fonts, f.Settings.Logo)...)
	}, eventFile)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func eventNote(e *agenda.Event) string {
	if n := len(e.Sessions); n > 0 {
		when := listing.English.When(expanded(e))
		return fmt.Sprintf("%s, %s: %s", e.Name, when, input.Quantity(n, "session"))
	}
	return e.Name
}

// readEvent reads an event file and gives all that is to be said about it, errors too. From then on r finds
// places in that file.
func readEvent(in io.Reader, path string, r *report) (*eventfile.File, agenda.Findings, error) {
	f, findings, err := eventfile.Parse(in, eventfile.Options{Name: path})
	if err != nil {
		return nil, findings, err
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
	r.place = func(fs agenda.Findings) agenda.Findings {
		fs = slices.Clone(fs)
		for i := range fs {
			fs[i].Where.ID = origin(fs[i].Where.ID) // the file has no id of an occurrence
		}
		return f.Place(fs)
	}
	return f, append(findings, r.place(recur.Check(f.Event))...), nil
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
func (c *command) loadAttendees(paths []string, e *agenda.Event, r *report) ([]roster.Attendee, error) {
	var all []roster.Attendee
	for _, path := range paths {
		list, findings, err := c.readAttendees(path)
		r.notice(findings...)
		if err != nil {
			return nil, err
		}
		r.didRead(len(list), "attendee", path, typesNote(list))
		all = append(all, list...)
	}
	roster.Identify(all)
	r.notice(overCapacity(e, len(all))...)
	return all, nil
}

func (c *command) readAttendees(path string) (list []roster.Attendee, findings agenda.Findings, err error) {
	err = c.readKind(path, func(_ *kind, in io.Reader) (err error) {
		list, findings, err = roster.Read(in, roster.Options{Name: path})
		return err
	}, listFile)
	return list, findings, err
}

func typesNote(list []roster.Attendee) string {
	if n := len(roster.Types(list)); n > 0 {
		return input.Quantity(n, "ticket type")
	}
	return ""
}

func overCapacity(e *agenda.Event, attendees int) agenda.Findings {
	var fs agenda.Findings
	if e.Capacity > 0 && attendees > e.Capacity {
		fs.Add("over-capacity", agenda.Warning, agenda.Where{},
			"raise capacity: in the event file, or close the list",
			"%s, but there is room for %d", input.Quantity(attendees, "attendee"), e.Capacity)
	}
	return fs
}

// oneArg gives the only argument, or fallback where there is none and fallback is not empty.
func oneArg(ctx *cli.Context, what, fallback string) (string, error) {
	switch n := ctx.NArg(); {
	case n == 1:
		return ctx.Args().First(), nil
	case n == 0 && fallback != "":
		return fallback, nil
	case n == 0:
		return "", usagef(helpHint(ctx), "%s needs %s", ctx.Command.Name, what)
	}
	return "", usagef(helpHint(ctx), "%s takes one argument, not %d", ctx.Command.Name, ctx.NArg())
}
