package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
	"github.com/daysheet/daysheet/ical/site"
	"github.com/urfave/cli/v2"
)

func previousFlag(otherwise string) cli.Flag {
	return textFlag("previous", "the feed published last is `FILE` or a URL (default: "+otherwise+")")
}

// previous reads the feed published last: the file or URL that --previous names, else the file at path, which
// is about to be replaced, if there is one.
func (c *command) previous(path string) (*ical.Published, error) {
	if name := c.ctx.String("previous"); name != "" {
		return c.readPublished(c.ctx.Context, name,
			"name the feed that subscribers have, or leave --previous out for the first one")
	}
	info, err := os.Stat(path)
	if path == "-" || errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	return c.readPublished(c.ctx.Context, path, "name another file to write to; this one is no feed")
}

// readPublished reads a feed from a file or a URL.
func (c *command) readPublished(ctx context.Context, name, hint string) (p *ical.Published, err error) {
	address, onWeb := site.Address(name)
	if onWeb {
		name = site.Public(address)
	}
	read := func(in io.Reader) error {
		p, err = ical.ReadPublished(in, ical.ReadOptions{Name: name})
		return err
	}
	if onWeb {
		var body io.ReadCloser
		if body, err = site.Fetch(ctx, address); err == nil {
			err = read(body)
			body.Close()
		}
	} else {
		err = c.open(name, read)
	}
	if input := (*agenda.InputError)(nil); errors.As(err, &input) {
		// What is no feed is said once, and not of each of its lines.
		last := input.Findings[len(input.Findings)-1]
		err = fmt.Errorf("%s cannot be taken for the feed published last: %s", name, last.Message)
	}
	if err != nil {
		err = failf(hint, "%w", err)
	}
	return p, err
}
