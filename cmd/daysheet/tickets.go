package main

import (
	"context"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/urfave/cli/v2"
)

// A printer draws something for each attendee.
type printer func(
	context.Context, io.Writer, *agenda.Event, []roster.Attendee, badge.Design,
) (agenda.Findings, error)

func (c *command) ticketsCommand() *cli.Command {
	return &cli.Command{
		Name:      "tickets",
		Usage:     "make tickets, as PDF, or their codes, as CSV",
		ArgsUsage: "EVENT ATTENDEES...",
		UsageText: "The codes are signed with the ticket.key beside the event file; a list that\n" +
			"brings its own codes keeps them.",
		Description: "daysheet tickets event.yaml attendees.csv -o tickets.pdf",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of tickets.pdf"),
			formatFlag("write `FORMAT`: pdf, or csv for the codes alone"),
			paperFlag(), strictFlag(), jsonFlag(),
		},
		Action: func(ctx *cli.Context) error {
			format, err := format(ctx, "pdf", "csv")
			if err != nil {
				return err
			}
			if format == "csv" {
				return c.printed(ctx, "code", writeCodes)
			}
			return c.printed(ctx, "ticket", badge.WriteTickets)
		},
	}
}

func writeCodes(_ context.Context, w io.Writer, _ *agenda.Event, list []roster.Attendee, _ badge.Design) (
	agenda.Findings, error) {
	return nil, badge.WriteCodes(w, list)
}
