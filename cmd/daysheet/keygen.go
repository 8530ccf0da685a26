package main

import (
	"cmp"
	"path/filepath"

	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/daysheet/daysheet/ical/site"
	"github.com/urfave/cli/v2"
)

var keygenCommand = subcommand{
	name:  "keygen",
	usage: "make the pair of keys that signs the tickets of an event",
	args:  "[EVENT]",
	text: "Writes ticket.key, to be kept secret, and ticket.pub, which is all that a door\n" +
		"needs, beside the event file (default: event.yaml). Never replaces a key.",
	example: "daysheet keygen event.yaml",
	flags: []cli.Flag{
		outputFlag("write into the folder `DIR` instead"),
		boolFlag("public-only", "write a lost ticket.pub again, from ticket.key"),
		jsonFlag,
	},
	run: (*command).keygen,
}

func (c *command) keygen() error {
	event := cmp.Or(c.arg(0), eventName)
	folder := cmp.Or(c.output, keyFolder(event))
	if folder == "-" || holdsOutput(folder) {
		return usagef("a private key belongs where nobody else looks, and a copy on another disk",
			"the keys cannot be written to %s", folder)
	}
	file, err := c.loadEvent(event)
	if err != nil {
		return err
	}
	id := file.Event.Identity()
	if c.ctx.Bool("public-only") {
		return c.publicAgain(folder, id)
	}
	pair, err := c.openKeys(folder, filepath.Join(folder, "out", "print", codesName), id, nil)
	if err != nil {
		return err
	}
	if !pair.New {
		return failf("use them: every ticket that is out was signed with them",
			"the keys of %s are in %s already", id, folder)
	}
	if err := c.stageKeys(folder, pair); err != nil {
		return err
	}
	return c.deliver()
}

// publicAgain writes a public file that was lost. The names of the ticket types come back with the next
// build.
func (c *command) publicAgain(folder, event string) error {
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
	return c.deliver(public)
}

// holdsOutput reports whether a folder, or one above it, is what build has written into.
func holdsOutput(folder string) bool {
	return isOrAbove(folder, func(path string) bool {
		return exists(filepath.Join(path, "print", codesName)) ||
			exists(filepath.Join(path, "site", site.FeedName))
	})
}
