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
			out := cmp.Or(ctx.String("output"), "-")
			r := c.report()
			r.brief = true
			var events []*agenda.Event
			sessions, file := 0, map[string]string{}
			for _, path := range ctx.Args().Slice() {
				if err := apart(out, eventPath(path)); err != nil {
					return err
				}
				e, err := c.loadEvent(path, r)
				if err != nil {
					return err
				}
				if first, twice := file[e.Identity()]; twice {
					return failf("write an id into each of them, or leave one out",
						"%s and %s have the same id, %q", first, path, e.Identity())
				}
				file[e.Identity()] = path
				events, sessions = append(events, e), sessions+len(e.Sessions)
			}
			if len(events) > 1 {
				r.place = nil // an id no longer tells which file is meant
			}
			gone, err := settle(events, out, now)
			if err != nil {
				return err
			}
			r.notice(gone...)
			write := func(w io.Writer) (agenda.Findings, error) { return writeFeed(w, events) }
			return c.deliver(ctx, r, &output{path: out, write: faultless(write),
				line: line{count: 1, what: "feed", note: quantity(sessions, "session")}})
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
