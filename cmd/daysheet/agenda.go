package main

import (
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/badge"
	"github.com/urfave/cli/v2"
)

var agendaCommand = subcommand{
	name:    "agenda",
	usage:   "make the agenda: text, a web page, or a programme as PDF",
	args:    "EVENT",
	example: "daysheet agenda event.yaml -o programme.pdf",
	flags: []cli.Flag{
		outputFlag("write to `FILE` instead of standard output"),
		textFlag("format", "write `FORMAT`: text, html or pdf (default: by the ending of FILE)"),
		paperFlag, jsonFlag,
	},
	run: (*command).agenda,
}

func (c *command) agenda() error {
	format, err := c.format("text", "html", "pdf")
	if err != nil {
		return err
	}
	otherwise := map[string]string{"pdf": "programme.pdf"}[format]
	c.output = cmp.Or(c.output, otherwise, "-")
	file, err := c.loadEvent(c.arg(0))
	if err != nil {
		return err
	}
	e := expanded(file.Event)
	if format == "pdf" {
		if err := c.designFor(file); err != nil {
			return err
		}
		return c.deliver(c.programme(c.output, e))
	}
	what := map[string]string{"html": "page", "text": "text"}[format]
	return c.deliver(product{line: line{1, what, c.output, ""},
		write: func(w io.Writer) (agenda.Findings, error) {
			return page.Write(w, e, page.Options{Format: page.Format(format)})
		}})
}

func (c *command) programme(path string, e *agenda.Event) product {
	return product{line: line{1, "programme", path, ""}, write: func(w io.Writer) (agenda.Findings, error) {
		return badge.WriteProgramme(c.ctx.Context, w, e, c.design)
	}}
}
