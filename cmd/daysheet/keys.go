package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
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
	key, err := ticket.ReadKey(anywhere{}, filepath.ToSlash(filepath.Join(folder, ticket.KeyName)))
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

// keyFolder is where the keys of an event file are.
func keyFolder(event string) string { return filepath.Dir(eventPath(event)) }

// openKeys opens the pair of keys in a folder, or makes one. A pair that is gone is no reason for a new one
// where the codes file of an earlier run is there.
func (c *command) openKeys(folder, codes, event string, types []string) (*ticket.Pair, error) {
	pair, err := ticket.OpenPair(os.DirFS(folder), folder, event, types...)
	switch wrong := (*ticket.PairError)(nil); {
	case errors.As(err, &wrong) && wrong.PublicGone:
		return nil, failf(wrong.Hint()+" with: daysheet keygen --public-only "+folder, "%w", err)
	case err != nil:
		return nil, err
	case pair.New && exists(codes):
		return nil, failf("copy ticket.key and ticket.pub from the computer or the backup that has them; "+
			"only if no ticket is out yet, delete "+codes+" and a new pair will be made",
			"the keys that signed the codes in %s are not in %s", codes, folder)
	case pair.New:
		c.notice(agenda.Finding{Rule: "new-keys", Severity: agenda.Note,
			Message: "a new pair of keys was made; tickets printed with another pair are not valid with it",
			Hint:    "keep a copy of ticket.key, and take both files along to every computer that prints"})
	case pair.Exposed:
		private := filepath.Join(folder, ticket.KeyName)
		c.notice(agenda.Finding{Rule: "key-readable", Severity: agenda.Warning,
			Where: agenda.Where{File: private}, Message: "others on this computer can read the private key",
			Hint: "chmod 600 " + private})
	}
	return pair, nil
}

// stageKeys stages what is new of a pair, the private key first.
func (c *command) stageKeys(folder string, pair *ticket.Pair) error {
	public, err := publicKey(folder, pair.Public)
	switch {
	case err != nil:
		return err
	case pair.New:
		key := product{mode: private, fresh: true, write: textWriter(pair.Key.Text())}
		path := filepath.Join(folder, ticket.KeyName)
		key.line = line{1, "private key", path, "keep it secret, and keep a copy"}
		return c.stage(key, public)
	case pair.Changed:
		public.note = "with new ticket types: copy it to the door again"
		return c.stage(public)
	}
	return nil
}

func publicKey(folder string, p *ticket.Public) (product, error) {
	text, err := p.MarshalText()
	return product{line: line{1, "public key", filepath.Join(folder, ticket.PublicName), "for the door"},
		write: textWriter(text)}, err
}

// signCodes gives a code to each attendee whose list brings none, with the keys in folder, and stages the
// keys where they are new. The file codes tells that there were keys before.
func (c *command) signCodes(folder, codes string, e *agenda.Event, list []roster.Attendee) error {
	own := 0
	for _, a := range list {
		if a.Code != "" {
			own++
		}
	}
	if own > 0 {
		c.notice(agenda.Finding{Rule: "own-codes", Severity: agenda.Note,
			Message: fmt.Sprintf("the list brings codes of its own for %s", input.Quantity(own, "attendee")),
			Hint:    "they are printed as they are, and the door needs the list to verify them"})
	}
	if own == len(list) {
		return nil
	}
	pair, err := c.openKeys(folder, codes, e.Identity(), roster.Types(list))
	if err != nil {
		return err
	}
	if err := badge.Sign(pair.Key, e, list); err != nil {
		return err
	}
	return c.stageKeys(folder, pair)
}
