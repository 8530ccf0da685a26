package main

import (
	"bytes"
	"cmp"
	"crypto/rand"
	_ "embed"
	"encoding/base32"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
			&cli.StringFlag{Name: "zone", Usage: "the times are those of `ZONE` (default: that of this computer)"},
			&cli.StringFlag{Name: "date", Usage: "the event is on `DATE` (default: in four weeks)"},
			nowFlag(), jsonFlag(),
		},
		Action: c.init,
	}
}

func (c *command) init(ctx *cli.Context) error {
	folder, err := one(ctx, "a folder", "")
	if err != nil {
		return err
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	zone := ctx.String("zone")
	if zone == "" {
		zone = localZone()
	}
	if _, err := (&agenda.Event{Zone: zone}).Location(); err != nil {
		return usagef("use an IANA name like Europe/Berlin", "--zone: %v", err)
	}
	date := agenda.DateOf(now).AddDays(28)
	if text := ctx.String("date"); text != "" {
		if date, err = agenda.ParseDate(text); err != nil {
			return usagef("write it like 2014-06-03", "--date: %v", err)
		}
	}
	id, err := newIdentity(folder, date)
	if err != nil {
		return err
	}
	event := strings.NewReplacer("ZONE", zone, "DATE", date.String(), "ID", id).Replace(eventTemplate)
	withIDs, _, err := eventfile.WriteIDs([]byte(event), now.Truncate(time.Minute), eventfile.Options{Name: eventName})
	if err != nil {
		return err
	}
	r := &report{}
	var files batch
	defer files.discard()
	for _, f := range []struct {
		name, what, note string
		text             []byte
	}{
		{eventName, "event", "edit it", withIDs},
		{listName, "list", "put your own attendees here", []byte(listTemplate)},
		{".gitignore", "ignore list", "keeps keys and attendees out of git", []byte(ignoreTemplate)},
	} {
		path := filepath.Join(folder, f.name)
		err := files.create(path, 0o644, func(w io.Writer) error {
			_, err := bytes.NewReader(f.text).WriteTo(w)
			return err
		})
		if err != nil {
			return err
		}
		r.didWrite(1, f.what, path, f.note)
	}
	return c.finish(ctx, &files, r)
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

// localZone is the IANA name of this computer's zone, or UTC where it does not tell.
func localZone() string {
	name := strings.TrimPrefix(os.Getenv("TZ"), ":")
	if name == "" {
		target, err := os.Readlink("/etc/localtime")
		if _, after, found := strings.Cut(filepath.ToSlash(target), "/zoneinfo/"); err == nil && found {
			name = after
		}
	}
	if _, err := (&agenda.Event{Zone: name}).Location(); err != nil || name == "" || name == "Etc/UTC" {
		return "UTC"
	}
	return name
}
