package main

import (
	"cmp"
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/badge"
	"github.com/urfave/cli/v2"
)

func (c *command) agendaCommand() *cli.Command {
	return &cli.Command{
		Name:        "agenda",
		Usage:       "make the agenda: text, a web page, or a programme as PDF",
		ArgsUsage:   "EVENT",
		Description: "daysheet agenda event.yaml -o programme.pdf",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of standard output"),
			formatFlag("write `FORMAT`: text, html or pdf (default: by the ending of FILE)"),
			paperFlag(), jsonFlag(),
		},
		Action: func(ctx *cli.Context) error {
			event, err := oneArg(ctx, "an event file", "")
			if err != nil {
				return err
			}
			format, err := format(ctx, "text", "html", "pdf")
			if err != nil {
				return err
			}
			out := cmp.Or(ctx.String("output"), "-")
			if format == "pdf" && ctx.String("output") == "" {
				out = "programme.pdf"
			}
			design, err := c.designFrom(ctx)
			if err != nil {
				return err
			}
			r := c.report()
			r.brief = true
			file, err := c.loadEvent(event, out, r)
			if err != nil {
				return err
			}
			e := file.Event
			if format == "pdf" {
				if design, err = forEvent(design, ctx, file); err != nil {
					return err
				}
			}
			e = expanded(e)
			write := func(w io.Writer) (agenda.Findings, error) {
				switch format {
				case "pdf":
					return badge.WriteProgramme(ctx.Context, w, e, design)
				case "html":
					return page.Write(w, e, page.Options{Format: page.HTML})
				}
				return page.Write(w, e, page.Options{Format: page.Text})
			}
			what := map[string]string{"pdf": "programme", "html": "page", "text": "text"}[format]
			return c.deliver(ctx, &batch{}, r,
				product{path: out, line: line{count: 1, what: what}, write: failOnErrorFindings(write)})
		},
	}
}
