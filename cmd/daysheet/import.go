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
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/urfave/cli/v2"
)

var importCommand = subcommand{
	name:  "import",
	usage: "turn an announcement or a feed (.ics) into an event file",
	args:  "FILE",
	text: "Says which lines it did not use. Ids and the time of the import are written\n" +
		"into the event file, so that a session stays the same one whatever becomes of\n" +
		"its title. The ids of a feed stay as they are.",
	example: "daysheet import announcement.txt --zone America/Los_Angeles -o event.yaml\n" +
		"daysheet import calendar.ics -o event.yaml",
	flags: []cli.Flag{
		outputFlag("write to `FILE`, which must not be there yet"),
		textFlag("zone",
			"the times are those of `ZONE`, an IANA name, where the feed names none"),
		textFlag("date",
			"the first day is `DATE`, or in its year, where the text is silent"),
		nowFlag, jsonFlag,
	},
	run: (*command).importFile,
}

func (c *command) importFile() (err error) {
	path, out := c.arg(0), cmp.Or(c.output, "-")
	o := announcement.Options{Name: path}
	if o.Zone, err = c.zone(""); err != nil {
		return err
	}
	if o.Date, err = c.date(agenda.Date{}); err != nil {
		return err
	}
	o.Year = o.Date.Year
	c.gaps = true
	var e *agenda.Event
	what := "announcement"
	err = c.readKind(path, func(k *kind, in io.Reader) error {
		switch {
		case k == announcementFile && o.Zone == "":
			return usagef("add --zone with the IANA name of the place, like --zone America/Los_Angeles",
				"the times of an announcement say nothing without their time zone")
		case k == feedFile && o.Date != agenda.Date{}:
			return usagef("leave out --date", "a feed says itself on which days it is")
		case k == feedFile:
			what = "feed"
		}
		var findings agenda.Findings
		e, findings, err = k.read(in, o)
		c.notice(findings...)
		return err
	}, announcementFile, feedFile)
	if err != nil {
		return err
	}
	e.Revised = c.now.Truncate(time.Minute)
	var text bytes.Buffer
	written := eventfile.Options{Name: out}
	findings, err := eventfile.Write(&text, e, written)
	c.notice(findings...)
	if err != nil {
		return err
	}
	back, _, err := eventfile.Parse(bytes.NewReader(text.Bytes()), written)
	if err != nil {
		return err
	}
	c.notice(back.Place(agenda.Check(e))...)
	c.didRead(1, what, path, fmt.Sprintf("%s: %s, %s", strings.TrimSpace(e.Name),
		input.Quantity(len(e.Sessions), "session"), input.Quantity(len(e.Speakers), "speaker")))
	return c.deliver(product{line: line{1, "event", out, "edit it, then run: daysheet build"}, fresh: true,
		write: textWriter(text.Bytes())})
}
