package main

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/urfave/cli/v2"
)

// deliver writes the one output of a command, with whatever else is staged, to out ("-" is standard
// output), and reports. Where the output itself goes to standard output, what was noticed goes to standard
// error.
func (c *command) deliver(ctx *cli.Context, files *batch, r *report, out string, l line,
	write func(io.Writer) (agenda.Findings, error)) error {
	if out != "-" {
		if err := stage(files, out, r, write); err != nil {
			return err
		}
		r.didWrite(l.count, l.what, out, l.note)
		return c.finish(ctx, files, r)
	}
	var whole bytes.Buffer
	findings, err := write(&whole)
	if err != nil {
		return err
	}
	r.notice(findings...)
	if err := strict(ctx, r); err != nil {
		return joinPrinted(r.print(c.stderr, ctx.Bool("json")), err)
	}
	if err := files.commit(); err != nil {
		return err
	}
	if _, err := whole.WriteTo(c.stdout); err != nil {
		return err
	}
	r.read = nil
	return r.print(c.stderr, ctx.Bool("json"))
}

// extensions are the endings of file names that tell a format.
var extensions = map[string]string{".htm": "html", ".html": "html", ".txt": "text", ".pdf": "pdf", ".csv": "csv"}

// format is --format, else what the name of the output tells, else the first of those that a command has.
func format(ctx *cli.Context, formats ...string) (string, error) {
	if f := ctx.String("format"); f != "" {
		if !slices.Contains(formats, f) {
			return "", usagef("use one of: "+strings.Join(formats, ", "), "--format: unknown format %q", f)
		}
		return f, nil
	}
	if f := extensions[strings.ToLower(filepath.Ext(ctx.String("output")))]; slices.Contains(formats, f) {
		return f, nil
	}
	return formats[0], nil
}
