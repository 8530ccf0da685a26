package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/urfave/cli/v2"
)

// An output is the one thing that a command makes.
type output struct {
	path  string // "-" is standard output
	line  line   // of the report
	files batch  // what is written besides: keys
	write func(io.Writer) (agenda.Findings, error)
	// fresh: it must not replace a file.
	fresh bool
}

// deliver writes the output of a command, and reports. Where the output itself goes to standard output, or to
// a pipe or a device, it is written when it is whole, and what was noticed goes to standard error.
func (c *command) deliver(ctx *cli.Context, r *report, o *output) error {
	defer o.files.discard()
	pipe := o.path == "-"
	if info, err := os.Stat(o.path); !pipe && err == nil {
		pipe = !info.Mode().IsRegular() && !info.IsDir()
	}
	if !pipe {
		put := o.files.write
		if o.fresh {
			put = o.files.create
		}
		if err := put(o.path, 0o644, noticing(r, o.write)); err != nil {
			return err
		}
		r.didWrite(o.line.count, o.line.what, o.path, o.line.note)
		return c.finish(ctx, &o.files, r)
	}
	var whole bytes.Buffer
	if err := noticing(r, o.write)(&whole); err != nil {
		return err
	}
	if err := c.ready(ctx, r); err != nil {
		return err
	}
	if err := o.files.commit(); err != nil {
		return err
	}
	if o.path == "-" {
		if _, err := whole.WriteTo(c.stdout); err != nil {
			return err
		}
	} else if err := writeInto(o.path, &whole); err != nil {
		return err
	}
	r.read = nil
	return r.print(c.stderr, c.asJSON)
}

func writeInto(path string, text io.WriterTo) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fileError("write", path, err)
	}
	_, err = text.WriteTo(f)
	return errors.Join(err, f.Close())
}

// noticing writes and notices what the writer found.
func noticing(r *report, write func(io.Writer) (agenda.Findings, error)) func(io.Writer) error {
	return func(w io.Writer) error {
		findings, err := write(w)
		r.notice(findings...)
		return err
	}
}

// ready is the error of a run that must not write: interrupted, or strict with something at fault.
func (c *command) ready(ctx *cli.Context, r *report) error {
	if err := ctx.Context.Err(); err != nil {
		return err
	}
	n := r.noticed.Count(agenda.Warning) + r.noticed.Count(agenda.Error)
	if n > 0 && ctx.Bool("strict") {
		return failf("mend it, or leave --strict out", "%s, and --strict is set; nothing was written",
			quantity(n, "warning"))
	}
	return nil
}

// finish puts the files in place and reports, or leaves everything as it was.
func (c *command) finish(ctx *cli.Context, files *batch, r *report) error {
	if err := c.ready(ctx, r); err != nil {
		return err
	}
	if err := files.commit(); err != nil {
		return err
	}
	return r.print(c.stdout, c.asJSON)
}

// apart is the usage error of an output that would replace what the run reads, or a key.
func apart(out string, inputs ...string) error {
	info, err := os.Stat(out)
	if out == "-" || err != nil {
		return nil
	}
	for _, in := range inputs {
		if other, err := os.Stat(in); err == nil && os.SameFile(info, other) {
			return usagef("name another file with -o", "-o %s would replace what the run reads", out)
		}
	}
	return nil
}

// extensions are the endings of file names that tell a format.
var extensions = map[string]string{
	".htm": "html", ".html": "html", ".txt": "text", ".pdf": "pdf", ".csv": "csv",
	".md": "markdown", ".markdown": "markdown", ".json": "json",
}

// format is --format, else what the name of the output tells, else the first of those that a command has.
func format(ctx *cli.Context, formats ...string) (string, error) {
	if f := ctx.String("format"); f != "" {
		if !slices.Contains(formats, f) {
			return "", usagef("use one of: "+strings.Join(formats, ", "), "--format: unknown format %q", f)
		}
		return f, nil
	}
	ending := strings.ToLower(filepath.Ext(ctx.String("output")))
	if f := extensions[ending]; slices.Contains(formats, f) {
		return f, nil
	}
	if ending != "" {
		return "", usagef("name it with --format: "+strings.Join(formats, ", "),
			"-o %s: %s is not the ending of a format", ctx.String("output"), ending)
	}
	return formats[0], nil
}
