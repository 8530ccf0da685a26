package main

import (
	"bytes"
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/announcement"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

var diffCommand = subcommand{
	name:  "diff",
	usage: "say which sessions changed between two states of an event",
	args:  "OLD NEW",
	text: "Each is an event file, a folder with one, or a feed. Sessions are the\n" +
		"same where their ids are, else where title and start, or title and speakers,\n" +
		"are. As Markdown it is an announcement, to be pasted into a mail.",
	example: "daysheet diff published/event.yaml event.yaml --format markdown",
	flags: []cli.Flag{
		outputFlag("write to `FILE` instead of standard output"),
		textFlag("format", "write `FORMAT`: text, markdown or json (default: by the ending of FILE)"),
		boolFlag("json", "the same as --format json"),
	},
	run: (*command).diff,
}

func (c *command) diff() error {
	format, err := c.format("text", "markdown", "json")
	if c.asJSON && c.ctx.String("format") == "" {
		format = "json"
	} else if err != nil {
		return err
	}
	if c.asJSON && format != "json" {
		return usagef("leave one of them out", "--json and --format %s", format)
	}
	c.output = cmp.Or(c.output, "-")
	oldPath, newPath := eventPath(c.arg(0)), eventPath(c.arg(1))
	if oldPath == "-" && newPath == "-" {
		return usagef("name a file for one of them", "standard input cannot be both events")
	}
	if err := c.refuseOverwrite(oldPath, newPath); err != nil {
		return err
	}
	old, oldFeed, err := c.readAnyEvent(oldPath)
	if err != nil {
		return err
	}
	new, newFeed, err := c.readAnyEvent(newPath)
	if err != nil {
		return err
	}
	// A feed does not say all that an event file does: what it cannot say is no change.
	switch {
	case oldFeed && !newFeed:
		new, err = asFed(new)
	case newFeed && !oldFeed:
		old, err = asFed(old)
	}
	if err != nil {
		return err
	}
	changes, findings := diff.Events(old, new)
	c.notice(findings...)
	o := page.ChangesOptions{Format: page.Format(format)}
	if format == "json" {
		o.Findings, c.noticed = c.noticed, nil
		c.asJSON = false // what was noticed stands in the document
	}
	return c.deliver(product{line: line{len(changes), "change", c.output, ""},
		write: func(w io.Writer) (agenda.Findings, error) {
			return page.WriteChanges(w, old, new, changes, o)
		}})
}

// readAnyEvent reads an event from an event file or a feed, and tells whether it was a feed. What a check
// would say of it is no matter here. From then on places are found in that file.
func (c *command) readAnyEvent(path string) (e *agenda.Event, fromFeed bool, err error) {
	c.place = nil
	what := "event"
	err = c.readKind(path, func(k *kind, in io.Reader) error {
		var findings agenda.Findings
		if fromFeed = k == feedFile; fromFeed {
			what = "feed"
			e, findings, err = k.read(in, announcement.Options{Name: path})
			c.notice(findings...)
			return err
		}
		f, findings, err := eventfile.Parse(in, eventfile.Options{Name: path})
		c.notice(findings...)
		if err == nil {
			e, c.place = f.Event, f.Place
		}
		return cmp.Or(err, findings.Err())
	}, eventFile, feedFile)
	if err == nil {
		c.didRead(1, what, path, eventNote(e))
	}
	return e, fromFeed, err
}

// asFed is an event as a reader of its feed has it: so two of them can be compared that were read from an
// event file and from a feed.
func asFed(e *agenda.Event) (*agenda.Event, error) {
	var feed bytes.Buffer
	if _, err := ical.Write(&feed, e, ical.Options{PlainText: true}); err != nil {
		return nil, err
	}
	again, _, err := ical.Read(&feed, ical.ReadOptions{Zone: e.Zone})
	return again, err
}
