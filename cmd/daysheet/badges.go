package main

import (
	"io"
	"path/filepath"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/urfave/cli/v2"
)

func (c *command) badgesCommand() *cli.Command {
	return &cli.Command{
		Name:        "badges",
		Usage:       "make badges to print, as PDF",
		ArgsUsage:   "EVENT ATTENDEES...",
		Description: "daysheet badges event.yaml attendees.csv --stock L7418 -o badges.pdf",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of badges.pdf"),
			stockFlag(), skipFlag(), strictFlag(), jsonFlag(),
		},
		Action: func(ctx *cli.Context) error { return c.printed(ctx, "badge", badge.WriteBadges) },
	}
}

// printed makes badges or tickets: one for each attendee of the lists.
func (c *command) printed(ctx *cli.Context, what string, write printer) error {
	if ctx.NArg() < 2 {
		return usagef(helpHint(ctx), "%s needs an event file and an attendee list", ctx.Command.Name)
	}
	event, lists := ctx.Args().First(), ctx.Args().Tail()
	design, err := c.designFrom(ctx)
	if err != nil {
		return err
	}
	out := ctx.String("output")
	if out == "" {
		out = what + "s.pdf"
	}
	if event == "-" {
		return usagef("the keys that sign the codes are beside it", "name the event file")
	}
	folder := keyFolder(event)
	inputs := append([]string{filepath.Join(folder, ticket.KeyName),
		filepath.Join(folder, ticket.PublicName)}, lists...)
	if err := refuseOverwrite(out, inputs...); err != nil {
		return err
	}
	r := c.report()
	r.brief = true
	file, err := c.loadEvent(event, out, r)
	if err != nil {
		return err
	}
	if design, err = forEvent(design, ctx, file); err != nil {
		return err
	}
	e := expanded(file.Event)
	attendees, err := c.loadAttendees(lists, e, r)
	if err != nil {
		return err
	}
	if what == "badge" {
		r.notice(otherPaper(ctx, e, design)...)
	}
	var files batch
	defer files.discard()
	codes := filepath.Join(folder, "out", "print", codesName)
	if err := signCodes(&files, folder, codes, e, attendees, r); err != nil {
		return err
	}
	return c.deliver(ctx, &files, r, product{path: out, line: line{count: len(attendees), what: what},
		mode: private, write: func(w io.Writer) (agenda.Findings, error) {
			return write(ctx.Context, w, e, attendees, design)
		}})
}

// otherPaper tells of badges on Letter in a place where paper is A4, when nobody has asked for a stock.
func otherPaper(ctx *cli.Context, e *agenda.Event, d badge.Design) agenda.Findings {
	var fs agenda.Findings
	if !ctx.IsSet("stock") && stock.Paper(e.Zone) == "A4" {
		fs.Add("other-paper", agenda.Note, agenda.Where{},
			`for labels on A4 say --stock L7418, or another that "daysheet stocks" lists`,
			"the badges are for %s, in a place where paper is A4", d.Stock.Title)
	}
	return fs
}
