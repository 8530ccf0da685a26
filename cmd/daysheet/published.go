package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical"
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
	if address, found := webAddress(name); found {
		body, err := fetch(ctx, address)
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

// webAddress tells a URL from the name of a file. What calendars subscribe to by webcal is on the web.
func webAddress(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return s, true
	case "webcal":
		return "https" + s[len("webcal"):], true
	}
	return "", false
}

// fetchTime is how long a server may take for a feed.
const fetchTime = 30 * time.Second

// fetch asks a server for a feed, of which ical bounds the size.
func fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "text/calendar")
	answer, err := (&http.Client{Timeout: fetchTime}).Do(r)
	if err != nil {
		if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return nil, fmt.Errorf("cannot get %s: %w", address, err)
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("cannot get %s: the server says %q", address, answer.Status)
	}
	return answer.Body, nil
}
