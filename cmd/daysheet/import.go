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
	"github.com/urfave/cli/v2"
)

func (c *command) importCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "turn an announcement, as text or Markdown, into an event file",
		ArgsUsage: "FILE",
		UsageText: "Says which lines it did not use. Ids and the time of the import are written\n" +
			"into the event file, so that a session stays the same one whatever becomes of\n" +
			"its title.",
		Description: "daysheet import announcement.txt --zone America/Los_Angeles -o event.yaml",
		Flags: []cli.Flag{
			outputFlag("write to `FILE`, which must not be there yet"),
			&cli.StringFlag{Name: "zone",
				Usage: "the times are those of `ZONE`, an IANA name like Europe/Berlin"},
			&cli.StringFlag{Name: "date",
				Usage: "the first day is `DATE`, or in its year, where the text is silent"},
			nowFlag(), jsonFlag(),
		},
		Action: c.importFile,
	}
}

func (c *command) importFile(ctx *cli.Context) error {
	path, err := one(ctx, "an announcement", "")
	if err != nil {
		return err
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	o := announcement.Options{Name: path, Zone: ctx.String("zone")}
	if o.Zone == "" {
		return usagef("add --zone with the IANA name of the place, like --zone America/Los_Angeles",
			"the times of an announcement say nothing without their time zone")
	}
	if _, err := (&agenda.Event{Zone: o.Zone}).Location(); err != nil {
		return usagef("use an IANA name like America/Los_Angeles", "--zone: %v", err)
	}
	if text := ctx.String("date"); text != "" {
		if o.Date, err = agenda.ParseDate(text); err != nil {
			return usagef("write it like 2014-06-03", "--date: %v", err)
		}
		o.Year = o.Date.Year
	}
	out := cmp.Or(ctx.String("output"), "-")
	r := c.report()
	var e *agenda.Event
	err = c.read(path, func(in io.Reader) error {
		var findings agenda.Findings
		e, findings, err = announcement.Read(in, o)
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
	r.didRead(1, "announcement", path, fmt.Sprintf("%s: %s, %s", strings.TrimSpace(e.Name),
		quantity(len(e.Sessions), "session"), quantity(len(e.Speakers), "speaker")))
	return c.deliver(ctx, r, &output{path: out, fresh: true,
		line: line{count: 1, what: "event", note: "edit it, then run: daysheet build"},
		write: func(w io.Writer) (agenda.Findings, error) {
			_, err := text.WriteTo(w)
			return nil, err
		}})
}
