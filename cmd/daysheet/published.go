package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
	"github.com/daysheet/daysheet/ical/site"
	"github.com/urfave/cli/v2"
)

func previousFlag(otherwise string) cli.Flag {
	return &cli.StringFlag{Name: "previous",
		Usage: "the feed published last is `FILE` or a URL (default: " + otherwise + ")"}
}

// previous reads the feed published last: what --previous names, else the one at path.
func (c *command) previous(ctx *cli.Context, path string) (*ical.Published, error) {
	if name := ctx.String("previous"); name != "" {
		return c.readPublished(ctx.Context, name)
	}
	return c.lastFeed(path)
}

// lastFeed reads the feed at path that is about to be replaced, if there is one.
func (c *command) lastFeed(path string) (*ical.Published, error) {
	info, err := os.Stat(path)
	if path == "-" || errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError("read the last feed,", path, err)
	}
	defer f.Close()
	return published(f, path, "name another file to write to; this one is no feed")
}

// readPublished reads the feed that --previous names, a file or a URL.
func (c *command) readPublished(ctx context.Context, name string) (p *ical.Published, err error) {
	const hint = "name the feed that subscribers have, or leave --previous out for the first one"
	if address, found := site.Address(name); found {
		body, err := site.Fetch(ctx, address)
		if err != nil {
			return nil, failf(hint, "--previous: %w", err)
		}
		defer body.Close()
		return published(body, name, hint)
	}
	err = c.read(name, func(in io.Reader) error {
		p, err = published(in, name, hint)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = failf(hint, "--previous: %w", err)
	}
	return p, err
}

func published(in io.Reader, name, hint string) (*ical.Published, error) {
	p, err := ical.ReadPublished(in, ical.ReadOptions{Name: name})
	// What is no feed is said once, and not of each of its lines.
	if input := (*agenda.InputError)(nil); errors.As(err, &input) {
		last := input.Findings[len(input.Findings)-1]
		return nil, failf(hint, "%s cannot be taken for the feed published last: %s", name, last.Message)
	}
	if err != nil {
		return nil, failf(hint, "the feed published last cannot be read: %w", err)
	}
	return p, nil
}
