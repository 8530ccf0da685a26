package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/urfave/cli/v2"
)

func (c *command) importCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "turn an announcement or a feed (.ics) into an event file",
		ArgsUsage: "FILE",
		UsageText: "Says which lines it did not use. Ids and the time of the import are written\n" +
			"into the event file, so that a session stays the same one whatever becomes of\n" +
			"its title. The ids of a feed stay as they are.",
		Description: "daysheet import announcement.txt --zone America/Los_Angeles -o event.yaml\n" +
			"daysheet import calendar.ics -o event.yaml",
		Flags: []cli.Flag{
			outputFlag("write to `FILE`, which must not be there yet"),
			&cli.StringFlag{Name: "zone",
				Usage: "the times are those of `ZONE`, an IANA name, where the feed names none"},
			&cli.StringFlag{Name: "date",
				Usage: "the first day is `DATE`, or in its year, where the text is silent"},
			nowFlag(), jsonFlag(),
		},
		Action: c.importFile,
	}
}

func (c *command) importFile(ctx *cli.Context) error {
	path, err := oneArg(ctx, "an announcement or a feed", "")
	if err != nil {
		return err
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	if _, err := (&agenda.Event{Zone: ctx.String("zone")}).Location(); err != nil {
		return valueError("zone", err)
	}
	o := readOptions{name: path, zone: ctx.String("zone")}
	if text := ctx.String("date"); text != "" {
		if o.date, err = agenda.ParseDate(text); err != nil {
			return valueError("date", err)
		}
	}
	out := cmp.Or(ctx.String("output"), "-")
	r := c.report()
	var e *agenda.Event
	what := "announcement"
	err = c.readKind(path, func(k *kind, in io.Reader) error {
		switch {
		case k == announcementFile && o.zone == "":
			return usagef("add --zone with the IANA name of the place, like --zone America/Los_Angeles",
				"the times of an announcement say nothing without their time zone")
		case k == feedFile && o.date != agenda.Date{}:
			return usagef("leave out --date", "a feed says itself on which days it is")
		case k == feedFile:
			what = "feed"
		}
		var findings agenda.Findings
		e, findings, err = k.read(in, o)
		r.notice(findings...)
		return err
	}, announcementFile, feedFile)
	if err != nil {
		return err
	}
	e.Revised = now.Truncate(time.Minute)
	var text bytes.Buffer
	written := eventfile.Options{Name: out}
	findings, err := eventfile.Write(&text, e, written)
	r.notice(findings...)
	if err != nil {
		return err
	}
	back, _, err := eventfile.Parse(bytes.NewReader(text.Bytes()), written)
	if err != nil {
		return err
	}
	r.notice(back.Place(agenda.Check(e))...)
	r.didRead(1, what, path, fmt.Sprintf("%s: %s, %s", strings.TrimSpace(e.Name),
		input.Quantity(len(e.Sessions), "session"), input.Quantity(len(e.Speakers), "speaker")))
	return c.deliver(ctx, &batch{}, r, product{path: out, fresh: true,
		line:  line{count: 1, what: "event", note: "edit it, then run: daysheet build"},
		write: textWriter(text.String())})
}
