package main

import (
	"cmp"
	"crypto/rand"
	_ "embed"
	"encoding/base32"
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

func (c *command) initCommand() *cli.Command {
	return &cli.Command{
		Name:        "init",
		Usage:       "start an event: a file to edit, a list to replace",
		ArgsUsage:   "DIR",
		Description: "daysheet init meetup --zone Europe/Berlin",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "zone",
				Usage: "the times are those of `ZONE` (default: that of this computer)"},
			&cli.StringFlag{Name: "date", Usage: "the event is on `DATE` (default: in four weeks)"},
			nowFlag(), jsonFlag(),
		},
		Action: c.init,
	}
}

func (c *command) init(ctx *cli.Context) error {
	folder, err := oneArg(ctx, "a folder", "")
	if err != nil {
		return err
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	zone, guessed := ctx.String("zone"), false
	if zone == "" {
		zone, guessed = localZone()
	}
	if _, err := (&agenda.Event{Zone: zone}).Location(); err != nil {
		return valueError("zone", err)
	}
	date := agenda.DateOf(now).AddDays(28)
	if text := ctx.String("date"); text != "" {
		if date, err = agenda.ParseDate(text); err != nil {
			return valueError("date", err)
		}
	}
	id, err := newIdentity(folder, date)
	if err != nil {
		return err
	}
	event := strings.NewReplacer("ZONE", zone, "DATE", date.String(), "ID", id).Replace(eventTemplate)
	withIDs, _, err := eventfile.WriteIDs([]byte(event), now.Truncate(time.Minute),
		eventfile.Options{Name: eventName})
	if err != nil {
		return err
	}
	r := c.report()
	if guessed {
		r.notice(agenda.Finding{Rule: "zone-guessed", Severity: agenda.Warning,
			Message: "this computer does not tell its time zone, so the event got UTC",
			Hint:    "write the zone of the place into " + eventName + ", like Europe/Berlin, or use --zone"})
	}
	var files batch
	defer files.discard()
	ignore := filepath.Join(folder, ".gitignore")
	ignored, err := withIgnored(ignore)
	if err != nil {
		return err
	}
	made := []product{{path: filepath.Join(folder, eventName), fresh: true,
		line: line{count: 1, what: "event", note: "edit it"}, write: textWriter(string(withIDs))}}
	if list := filepath.Join(folder, listName); !exists(list) {
		made = append(made, product{path: list, fresh: true, write: textWriter(listTemplate),
			line: line{count: 1, what: "list", note: "put your own attendees here"}})
	}
	made = append(made, product{path: ignore, write: textWriter(string(ignored)),
		line: line{count: 1, what: "ignore list", note: "keeps keys and attendees out of git"}})
	if err := files.stageAll(r, made...); err != nil {
		return err
	}
	return c.finish(ctx, &files, r)
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
	var random [5]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	abs, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	slug := cmp.Or(agenda.Slug(filepath.Base(abs)), "event")
	return fmt.Sprintf("%s-%d.%s", slug, date.Year,
		strings.ToLower(base32.StdEncoding.EncodeToString(random[:]))), nil
}

// localZone is the IANA name of this computer's zone. Where the computer does not tell it is UTC, guessed.
func localZone() (name string, guessed bool) {
	name = strings.TrimPrefix(os.Getenv("TZ"), ":")
	if name == "" {
		target, err := os.Readlink("/etc/localtime")
		if _, after, found := strings.Cut(filepath.ToSlash(target), "/zoneinfo/"); err == nil && found {
			name = after
		}
	}
	switch _, err := (&agenda.Event{Zone: name}).Location(); {
	case name == "" || err != nil:
		return "UTC", true
	case name == "Etc/UTC":
		return "UTC", false
	}
	return name, false
}
