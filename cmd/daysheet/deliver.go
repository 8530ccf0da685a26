package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/urfave/cli/v2"
)

// A writer writes one file, and finds what a person must know of it.
type writer func(io.Writer) (agenda.Findings, error)

// A product is one file that a command makes.
type product struct {
	path  string // "-" is standard output
	line  line   // of the report
	write writer
	mode  fs.FileMode // 0: public
	fresh bool        // it must not replace a file
}

// The modes of files: those that hold people are for their owner alone.
const (
	public  fs.FileMode = 0o644
	private fs.FileMode = 0o600
)

// stageAll writes files beside their places, and notices what their writers found.
func (b *batch) stageAll(r *report, products ...product) error {
	for _, p := range products {
		if err := b.stage(p, collectFindings(r, p.write)); err != nil {
			return err
		}
		r.didWrite(p.line.count, p.line.what, p.path, p.line.note)
	}
	return nil
}

// deliver writes the one product of a command with the files staged before it, and reports. Where the product
// goes to standard output, or to a pipe or a device, it is written when it is whole, and what was noticed
// goes to standard error.
func (c *command) deliver(ctx *cli.Context, files *batch, r *report, p product) error {
	defer files.discard()
	pipe := p.path == "-"
	if info, err := os.Stat(p.path); !pipe && err == nil {
		pipe = !info.Mode().IsRegular() && !info.IsDir()
	}
	if !pipe {
		if err := files.stageAll(r, p); err != nil {
			return err
		}
		return c.finish(ctx, files, r)
	}
	var whole bytes.Buffer
	if err := collectFindings(r, p.write)(&whole); err != nil {
		return err
	}
	if err := c.ready(ctx, r); err != nil {
		return err
	}
	if err := files.commit(); err != nil {
		return err
	}
	if p.path == "-" {
		if _, err := whole.WriteTo(c.stdout); err != nil {
			return err
		}
	} else if err := writeInto(p.path, &whole); err != nil {
		return err
	}
	r.read = nil
	return r.print(c.stderr, c.asJSON)
}

// textWriter writes a text that is already made.
func textWriter(text string) writer {
	return func(w io.Writer) (agenda.Findings, error) {
		_, err := io.WriteString(w, text)
		return nil, err
	}
}

func writeInto(path string, text io.WriterTo) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fileError("write", path, err)
	}
	_, err = text.WriteTo(f)
	return errors.Join(err, f.Close())
}

// collectFindings writes, and notices what the writer found.
func collectFindings(r *report, write writer) func(io.Writer) error {
	return func(w io.Writer) error {
		findings, err := write(w)
		r.notice(findings...)
		return err
	}
}

// failOnErrorFindings makes an error of a writer's findings that are errors: a feed that leaves a session out
// is not written.
func failOnErrorFindings(write writer) writer {
	return func(w io.Writer) (agenda.Findings, error) {
		findings, err := write(w)
		if err == nil {
			err = findings.Err()
		}
		return findings, err
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
			input.Quantity(n, "warning"))
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

// refuseOverwrite is the usage error of an output that would replace what the run reads, or a key.
func refuseOverwrite(out string, inputs ...string) error {
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
