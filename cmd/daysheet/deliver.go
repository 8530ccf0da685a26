package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A writer writes one file, and finds what a person must know of it.
type writer func(io.Writer) (agenda.Findings, error)

// A product is one file that a command makes.
type product struct {
	line  // of the report; "-" is standard output
	write writer
	mode  fs.FileMode // 0: public
	fresh bool        // it must not replace a file
}

// The modes of files: those that hold people are for their owner alone.
const (
	public  fs.FileMode = 0o644
	private fs.FileMode = 0o600
)

// A stream is the product that goes to standard output, or to a pipe or a device, once it is whole.
type stream struct {
	path string // "" is none
	text bytes.Buffer
}

// stage writes products, so that they can be put in their places, and notices what their writers found. A
// finding that is an error is one of the run: a feed that leaves a session out is not written.
func (c *command) stage(products ...product) error {
	for _, p := range products {
		write := func(w io.Writer) error {
			findings, err := p.write(w)
			c.notice(findings...)
			return cmp.Or(err, findings.Err())
		}
		info, err := os.Stat(p.where)
		if p.where == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			c.stream.path = p.where
			err = write(&c.stream.text)
		} else {
			err = c.files.stage(p, write)
			c.wrote = append(c.wrote, p.line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// textWriter writes a text that is already made.
func textWriter[T string | []byte](text T) writer {
	return func(w io.Writer) (agenda.Findings, error) {
		_, err := w.Write([]byte(text))
		return nil, err
	}
}

// deliver stages the last products of a command, puts all in place and reports. A run that was interrupted,
// or is strict with something at fault, leaves everything as it was. Beside a product on standard output,
// what was noticed goes to standard error.
func (c *command) deliver(products ...product) error {
	if err := c.stage(products...); err != nil {
		return err
	}
	if err := c.ctx.Context.Err(); err != nil {
		return err
	}
	if n := len(worse(c.noticed, agenda.Note)); n > 0 && c.ctx.Bool("strict") {
		return failf("mend it, or leave --strict out", "%s, and --strict is set; nothing was written",
			input.Quantity(n, "warning"))
	}
	if err := c.files.commit(); err != nil {
		return err
	}
	if c.stream.path == "" {
		return c.print(c.stdout)
	}
	if err := c.stream.deliver(c.stdout); err != nil {
		return err
	}
	c.read = nil
	return c.print(c.stderr)
}

func (s *stream) deliver(stdout io.Writer) error {
	if s.path == "-" {
		_, err := s.text.WriteTo(stdout)
		return err
	}
	f, err := os.OpenFile(s.path, os.O_WRONLY, 0)
	if err != nil {
		return fileError("write", s.path, err)
	}
	_, err = s.text.WriteTo(f)
	return errors.Join(err, f.Close())
}

// refuseOverwrite is the usage error of an output that would replace what the run reads, or a key.
func (c *command) refuseOverwrite(inputs ...string) error {
	info, err := os.Stat(c.output)
	if c.output == "-" || err != nil {
		return nil
	}
	for _, in := range inputs {
		if other, err := os.Stat(in); err == nil && os.SameFile(info, other) {
			return usagef("name another file with -o", "-o %s would replace what the run reads", c.output)
		}
	}
	return nil
}
