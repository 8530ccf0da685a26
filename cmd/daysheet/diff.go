package main

import (
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/urfave/cli/v2"
)

func (c *command) diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "say which sessions changed between two states of an event",
		ArgsUsage: "OLD NEW",
		UsageText: "Each is an event file, a folder with one, or a feed. Sessions are the\n" +
			"same where their ids are, else where title and start, or title and speakers,\n" +
			"are. As Markdown it is an announcement, to be pasted into a mail.",
		Description: "daysheet diff published/event.yaml event.yaml --format markdown",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of standard output"),
			formatFlag("write `FORMAT`: text, markdown or json (default: by the ending of FILE)"),
			boolFlag("json", "the same as --format json"),
		},
		Action: c.diff,
	}
}

func (c *command) diff(ctx *cli.Context) error {
	if ctx.NArg() != 2 {
		return usagef(helpHint(ctx), "diff needs two events, the old and the new, not %d", ctx.NArg())
	}
	if ctx.Bool("json") && ctx.String("format") == "" {
		if err := ctx.Set("format", "json"); err != nil {
			return err
		}
	}
	format, err := format(ctx, "text", "markdown", "json")
	if err != nil {
		return err
	}
	if ctx.Bool("json") && format != "json" {
		return usagef("leave one of them out", "--json and --format %s", format)
	}
	out := cmp.Or(ctx.String("output"), "-")
	oldPath, newPath := ctx.Args().Get(0), ctx.Args().Get(1)
	if oldPath == "-" && newPath == "-" {
		return usagef("name a file for one of them", "standard input cannot be both events")
	}
	if err := refuseOverwrite(out, eventPath(oldPath), eventPath(newPath)); err != nil {
		return err
	}
	r := c.report()
	old, oldFeed, err := c.readAnyEvent(oldPath, r)
	if err != nil {
		return err
	}
	new, newFeed, err := c.readAnyEvent(newPath, r)
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
	r.notice(findings...)
	o := page.ChangesOptions{Format: page.Format(format)}
	if format == "json" {
		o.Findings, r.noticed = r.noticed, nil
		c.asJSON = false // what was noticed stands in the document
	}
	write := func(w io.Writer) (agenda.Findings, error) {
		return page.WriteChanges(w, old, new, changes, o)
	}
	return c.deliver(ctx, &batch{}, r, product{path: out, write: failOnErrorFindings(write),
		line: line{count: len(changes), what: "change"}})
}

// readAnyEvent reads an event from an event file, a folder with one, or a feed, and tells whether it was a
// feed. What a check would say of it is no matter here. From then on r finds places in that file.
func (c *command) readAnyEvent(path string, r *report) (e *agenda.Event, fromFeed bool, err error) {
	path, r.place = eventPath(path), nil
	err = c.readKind(path, func(k *kind, in io.Reader) error {
		var findings agenda.Findings
		if fromFeed = k == feedFile; fromFeed {
			e, findings, err = k.read(in, readOptions{name: path})
			r.notice(findings...)
			return err
		}
		f, findings, err := eventfile.Parse(in, eventfile.Options{Name: path})
		r.notice(findings...)
		if err == nil {
			e, r.place = f.Event, f.Place
		}
		return cmp.Or(err, findings.Err())
	}, eventFile, feedFile)
	if err != nil {
		return nil, false, err
	}
	what := "event"
	if fromFeed {
		what = "feed"
	}
	r.didRead(1, what, path, eventNote(e))
	return e, fromFeed, nil
}
