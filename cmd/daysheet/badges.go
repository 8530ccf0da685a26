package main

import (
	"cmp"
	"context"
	"io"
	"path/filepath"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/urfave/cli/v2"
)

var badgesCommand = subcommand{
	name:    "badges",
	usage:   "make badges to print, as PDF",
	args:    "EVENT ATTENDEES...",
	example: "daysheet badges event.yaml attendees.csv --stock L7418 -o badges.pdf",
	flags: []cli.Flag{
		outputFlag("write to `FILE` instead of badges.pdf"),
		stockFlag, skipFlag, strictFlag, jsonFlag,
	},
	run: func(c *command) error { return c.printed("badge", badge.WriteBadges) },
}

var ticketsCommand = subcommand{
	name:  "tickets",
	usage: "make tickets, as PDF, or their codes, as CSV",
	args:  "EVENT ATTENDEES...",
	text: "The codes are signed with the ticket.key beside the event file; a list that\n" +
		"brings its own codes keeps them.",
	example: "daysheet tickets event.yaml attendees.csv -o tickets.pdf",
	flags: []cli.Flag{
		outputFlag("write to `FILE` instead of tickets.pdf"),
		textFlag("format", "write `FORMAT`: pdf, or csv for the codes alone"),
		paperFlag, strictFlag, jsonFlag,
	},
	run: func(c *command) error {
		format, err := c.format("pdf", "csv")
		if err != nil {
			return err
		}
		if format == "csv" {
			return c.printed("code", writeCodes)
		}
		return c.printed("ticket", badge.WriteTickets)
	},
}

// A printer draws something for each attendee.
type printer func(
	context.Context, io.Writer, *agenda.Event, []roster.Attendee, badge.Design,
) (agenda.Findings, error)

func writeCodes(_ context.Context, w io.Writer, _ *agenda.Event, list []roster.Attendee, _ badge.Design) (
	agenda.Findings, error) {
	return nil, badge.WriteCodes(w, list)
}

// printed makes badges or tickets: one for each attendee of the lists.
func (c *command) printed(what string, write printer) error {
	event, lists := c.arg(0), c.ctx.Args().Tail()
	if event == "-" {
		return usagef("the keys that sign the codes are beside it", "name the event file")
	}
	c.output = cmp.Or(c.output, what+"s.pdf")
	folder := keyFolder(event)
	inputs := append(lists, filepath.Join(folder, ticket.KeyName), filepath.Join(folder, ticket.PublicName))
	if err := c.refuseOverwrite(inputs...); err != nil {
		return err
	}
	file, err := c.loadEvent(event)
	if err != nil {
		return err
	}
	if err := c.designFor(file); err != nil {
		return err
	}
	e := expanded(file.Event)
	attendees, err := c.loadAttendees(e, lists...)
	if err != nil {
		return err
	}
	if what == "badge" {
		c.noticeOtherPaper(e)
	}
	codes := filepath.Join(folder, "out", "print", codesName)
	if err := c.signCodes(folder, codes, e, attendees); err != nil {
		return err
	}
	return c.deliver(c.personal(line{len(attendees), what, c.output, ""}, write, e, attendees))
}

// personal is a product that holds people.
func (c *command) personal(l line, write printer, e *agenda.Event, list []roster.Attendee) product {
	return product{line: l, mode: private, write: func(w io.Writer) (agenda.Findings, error) {
		return write(c.ctx.Context, w, e, list, c.design)
	}}
}
