package main

import (
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

func (c *command) feedCommand() *cli.Command {
	return &cli.Command{
		Name:      "feed",
		Usage:     "make the calendar feed that attendees subscribe to",
		ArgsUsage: "EVENT...",
		UsageText: "Several events become one feed. Write over the last feed, so that calendars\n" +
			"see what changed: as long as nothing did, the same bytes come out.",
		Description: "daysheet feed event.yaml -o feed.ics",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of standard output"),
			nowFlag(), jsonFlag(),
		},
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() == 0 {
				return usagef(helpHint(ctx), "feed needs an event file")
			}
			now, err := c.now(ctx)
			if err != nil {
				return err
			}
			r := &report{}
			var events []*agenda.Event
			sessions := 0
			for _, path := range ctx.Args().Slice() {
				e, err := c.loadEvent(path, r)
				if err != nil {
					return err
				}
				events, sessions = append(events, e), sessions+len(e.Sessions)
			}
			out := cmp.Or(ctx.String("output"), "-")
			if err := settle(events, out, now); err != nil {
				return err
			}
			l := line{count: 1, what: "feed", note: quantity(sessions, "session")}
			return c.deliver(ctx, &batch{}, r, out, l, func(w io.Writer) (agenda.Findings, error) {
				return writeFeed(w, events)
			})
		},
	}
}

// writeFeed writes events as one feed.
func writeFeed(w io.Writer, events []*agenda.Event) (agenda.Findings, error) {
	calendar, findings, err := ical.Calendar(ical.Options{}, events...)
	if err != nil {
		return findings, err
	}
	return findings, ical.Encode(w, calendar)
}
