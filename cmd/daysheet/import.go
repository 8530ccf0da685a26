package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/announcement"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/ical"
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
	what, read := "announcement", readAnnouncement
	if isFeed(path) {
		what, read = "feed", readFeed
	}
	if _, err := (&agenda.Event{Zone: ctx.String("zone")}).Location(); err != nil {
		return valueError("zone", err)
	}
	out := cmp.Or(ctx.String("output"), "-")
	r := c.report()
	var e *agenda.Event
	err = c.read(path, func(in io.Reader) error {
		var findings agenda.Findings
		e, findings, err = read(ctx, path, in)
		r.notice(findings...)
		return err
	})
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
	r.notice(eventfile.Place(text.Bytes(), written, agenda.Check(e))...)
	r.didRead(1, what, path, fmt.Sprintf("%s: %s, %s", strings.TrimSpace(e.Name),
		quantity(len(e.Sessions), "session"), quantity(len(e.Speakers), "speaker")))
	return c.deliver(ctx, &batch{}, r, product{path: out, fresh: true,
		line: line{count: 1, what: "event", note: "edit it, then run: daysheet build"},
		write: func(w io.Writer) (agenda.Findings, error) {
			_, err := text.WriteTo(w)
			return nil, err
		}})
}

func readAnnouncement(ctx *cli.Context, path string, in io.Reader) (*agenda.Event, agenda.Findings, error) {
	o := announcement.Options{Name: path, Zone: ctx.String("zone")}
	if o.Zone == "" {
		return nil, nil, usagef("add --zone with the IANA name of the place, like --zone America/Los_Angeles",
			"the times of an announcement say nothing without their time zone")
	}
	if text := ctx.String("date"); text != "" {
		var err error
		if o.Date, err = agenda.ParseDate(text); err != nil {
			return nil, nil, usagef("write it like 2014-06-03", "--date: %v", err)
		}
		o.Year = o.Date.Year
	}
	return announcement.Read(in, o)
}

func readFeed(ctx *cli.Context, path string, in io.Reader) (*agenda.Event, agenda.Findings, error) {
	if ctx.String("date") != "" {
		return nil, nil, usagef("leave out --date", "a feed says itself on which days it is")
	}
	return ical.Read(in, ical.ReadOptions{Name: path, Zone: ctx.String("zone")})
}
