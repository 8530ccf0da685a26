package main

import (
	"cmp"
	"fmt"
	"path/filepath"

	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/daysheet/daysheet/ical/site"
	"github.com/urfave/cli/v2"
)

func (c *command) keygenCommand() *cli.Command {
	return &cli.Command{
		Name:      "keygen",
		Usage:     "make the pair of keys that signs the tickets of an event",
		ArgsUsage: "[EVENT]",
		UsageText: "Writes ticket.key, to be kept secret, and ticket.pub, which is all that a door\n" +
			"needs, beside the event file (default: event.yaml). Never replaces a key.",
		Description: "daysheet keygen event.yaml",
		Flags: []cli.Flag{
			outputFlag("write into the folder `DIR` instead"),
			boolFlag("public-only", "write a lost ticket.pub again, from ticket.key"),
			jsonFlag(),
		},
		Action: func(ctx *cli.Context) error {
			event, err := oneArg(ctx, "an event file", eventName)
			if err != nil {
				return err
			}
			r := c.report()
			r.brief = true
			file, err := c.loadEvent(event, "", r)
			if err != nil {
				return err
			}
			e := file.Event
			folder := cmp.Or(ctx.String("output"), keyFolder(event))
			if folder == "-" || holdsOutput(folder) {
				return usagef("a private key belongs where nobody else looks, and a copy on another disk",
					"the keys cannot be written to %s", folder)
			}
			var files batch
			defer files.discard()
			if ctx.Bool("public-only") {
				err = c.publicAgain(&files, folder, e.Identity(), r)
			} else {
				err = newKeys(&files, folder, e.Identity(), r)
			}
			if err != nil {
				return err
			}
			return c.finish(ctx, &files, r)
		},
	}
}

func newKeys(files *batch, folder, event string, r *report) error {
	pair, err := openKeys(folder, filepath.Join(folder, "out", "print", codesName), event, nil, r)
	if err != nil {
		return err
	}
	if !pair.New {
		return failf("use them: every ticket that is out was signed with them",
			"the keys of %s are in %s already", event, folder)
	}
	return stageKeys(files, folder, pair, r)
}

// publicAgain writes a public file that was lost. The names of the ticket types come back with the next
// build.
func (c *command) publicAgain(files *batch, folder, event string, r *report) error {
	if public := filepath.Join(folder, ticket.PublicName); exists(public) {
		return fmt.Errorf("%s is there already", public)
	}
	key, err := readKey(c, filepath.Join(folder, ticket.KeyName), ticket.ParseKey)
	if err != nil {
		return err
	}
	p, err := key.Public(event)
	if err != nil {
		return err
	}
	public, err := publicKey(folder, p)
	if err != nil {
		return err
	}
	public.fresh = true
	return files.stageAll(r, public)
}

// holdsOutput reports whether a folder, or one above it, is what build has written into.
func holdsOutput(folder string) bool {
	return isOrAbove(folder, func(path string) bool {
		return exists(filepath.Join(path, "print", codesName)) ||
			exists(filepath.Join(path, "site", site.FeedName))
	})
}
