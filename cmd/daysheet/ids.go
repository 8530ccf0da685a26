package main

import (
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/urfave/cli/v2"
)

var idsCommand = subcommand{
	name:  "ids",
	usage: "write ids and the revision into an event file, in place",
	args:  "EVENT",
	text: "A session with an id stays the same one to its subscribers whatever becomes of\n" +
		"its title. Comments and order are kept; what is written already stays.",
	example: "daysheet ids event.yaml",
	flags:   []cli.Flag{outputFlag("write to `FILE` instead of EVENT itself"), nowFlag, jsonFlag},
	run:     (*command).ids,
}

func (c *command) ids() error {
	path := eventPath(c.arg(0))
	var text []byte
	err := c.readKind(path, func(_ *kind, in io.Reader) error {
		file, err := io.ReadAll(io.LimitReader(in, eventfile.MaxSize+1)) // one more, which is refused
		if err != nil {
			return failf("", "cannot read %s: %w", path, cause(err))
		}
		var findings agenda.Findings
		text, findings, err = eventfile.WriteIDs(file, c.now, eventfile.Options{Name: path})
		c.notice(findings...)
		return err
	}, eventFile)
	if err != nil {
		return err
	}
	out := cmp.Or(c.output, path) // "-" stays standard input and output
	return c.deliver(product{line: line{1, "event", out, ""}, write: textWriter(text)})
}
