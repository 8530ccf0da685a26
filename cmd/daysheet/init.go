package main

import (
	"cmp"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/urfave/cli/v2"
)

// The files of a new event. The words in capitals are filled in.
var (
	//go:embed template/event.yaml
	eventTemplate string
	//go:embed template/attendees.csv
	listTemplate string
	//go:embed template/gitignore
	ignoreTemplate string
)

var initCommand = subcommand{
	name:    "init",
	usage:   "start an event: a file to edit, a list to replace",
	args:    "DIR",
	example: "daysheet init meetup --zone Europe/Berlin",
	flags: []cli.Flag{
		textFlag("zone", "the times are those of `ZONE` (default: that of this computer)"),
		textFlag("date", "the event is on `DATE` (default: in four weeks)"),
		nowFlag, jsonFlag,
	},
	run: (*command).init,
}

func (c *command) init() error {
	folder := c.arg(0)
	local := localZone()
	zone, err := c.zone(cmp.Or(local, "UTC"))
	if err != nil {
		return err
	}
	date, err := c.date(agenda.DateOf(c.now).AddDays(28))
	if err != nil {
		return err
	}
	id, err := newIdentity(folder, date)
	if err != nil {
		return err
	}
	event := strings.NewReplacer("ZONE", zone, "DATE", date.String(), "ID", id).Replace(eventTemplate)
	withIDs, _, err := eventfile.WriteIDs([]byte(event), c.now.Truncate(time.Minute),
		eventfile.Options{Name: eventName})
	if err != nil {
		return err
	}
	if c.ctx.String("zone") == "" && local == "" {
		c.notice(agenda.Finding{Rule: "zone-guessed", Severity: agenda.Warning,
			Message: "this computer does not tell its time zone, so the event got UTC",
			Hint:    "write the zone of the place into " + eventName + ", like Europe/Berlin, or use --zone"})
	}
	ignore := filepath.Join(folder, ".gitignore")
	ignored, err := withIgnored(ignore)
	if err != nil {
		return err
	}
	made := []product{{line: line{1, "event", filepath.Join(folder, eventName), "edit it"}, fresh: true,
		write: textWriter(withIDs)}}
	if list := filepath.Join(folder, listName); !exists(list) {
		made = append(made, product{line: line{1, "list", list, "put your own attendees here"}, fresh: true,
			write: textWriter(listTemplate)})
	}
	return c.deliver(append(made, product{write: textWriter(ignored),
		line: line{1, "ignore list", ignore, "keeps keys and attendees out of git"}})...)
}

// withIgnored is the .gitignore at path with the lines that it lacks.
func withIgnored(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fileError("read", path, err)
	}
	have := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	for line := range strings.Lines(ignoreTemplate) {
		if !slices.Contains(have, strings.TrimSuffix(line, "\n")) {
			text = append(text, line...)
		}
	}
	return text, nil
}

// newIdentity is an id that no other event has: nobody should have to think of one, and two events that
// started from the same template must not share the UIDs of their sessions.
func newIdentity(folder string, date agenda.Date) (string, error) {
	abs, err := filepath.Abs(folder)
	slug := cmp.Or(agenda.Slug(filepath.Base(abs)), "event")
	return fmt.Sprintf("%s-%d.%s", slug, date.Year, strings.ToLower(rand.Text()[:8])), err
}

// localZone is the IANA name of this computer's zone, or "" where the computer does not tell it.
func localZone() string {
	name := strings.TrimPrefix(os.Getenv("TZ"), ":")
	if name == "" {
		target, _ := os.Readlink("/etc/localtime") // none tells no zone
		_, name, _ = strings.Cut(filepath.ToSlash(target), "/zoneinfo/")
	}
	switch _, err := (&agenda.Event{Zone: name}).Location(); {
	case err != nil:
		return ""
	case name == "Etc/UTC":
		return "UTC"
	}
	return name
}
