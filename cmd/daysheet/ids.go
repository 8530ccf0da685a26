package main

import (
	"cmp"
	"fmt"
	"io"
	"os"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/urfave/cli/v2"
)

func (c *command) idsCommand() *cli.Command {
	return &cli.Command{
		Name:      "ids",
		Usage:     "write ids and the revision into an event file, in place",
		ArgsUsage: "EVENT",
		UsageText: "A session with an id stays the same one to its subscribers whatever becomes of\n" +
			"its title. Comments and order are kept; what is written already stays.",
		Description: "daysheet ids event.yaml",
		Flags:       []cli.Flag{outputFlag("write to `FILE` instead of EVENT itself"), nowFlag(), jsonFlag()},
		Action: func(ctx *cli.Context) error {
			path, err := one(ctx, "an event file", "")
			if err != nil {
				return err
			}
			now, err := c.now(ctx)
			if err != nil {
				return err
			}
			path = eventPath(path)
			text, err := os.ReadFile(path)
			if err != nil {
				return fmt.Errorf("cannot read %s: %w", path, cause(err))
			}
			text, findings, err := eventfile.WriteIDs(text, now, eventfile.Options{Name: path})
			if err != nil {
				return err
			}
			r := &report{}
			r.notice(findings...)
			out := cmp.Or(ctx.String("output"), path)
			return c.deliver(ctx, &batch{}, r, out, line{count: 1, what: "event"},
				func(w io.Writer) (agenda.Findings, error) {
					_, err := w.Write(text)
					return nil, err
				})
		},
	}
}
