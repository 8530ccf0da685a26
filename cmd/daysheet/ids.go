package main

import (
	"cmp"
	"io"

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
			path, err := oneArg(ctx, "an event file", "")
			if err != nil {
				return err
			}
			now, err := c.now(ctx)
			if err != nil {
				return err
			}
			path = eventPath(path)
			r := c.report()
			r.brief = true
			var text []byte
			err = c.readKind(path, func(_ *kind, in io.Reader) error {
				file, err := readText(in, path, eventfile.MaxSize)
				if err != nil {
					return err
				}
				var findings agenda.Findings
				text, findings, err = eventfile.WriteIDs(file, now, eventfile.Options{Name: path})
				r.notice(findings...)
				return err
			}, eventFile)
			if err != nil {
				return err
			}
			out := cmp.Or(ctx.String("output"), path) // "-" stays standard input and output
			return c.deliver(ctx, &batch{}, r, product{path: out, line: line{count: 1, what: "event"},
				write: textWriter(string(text))})
		},
	}
}
