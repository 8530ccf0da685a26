package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Address tells a URL from the name of a file. What calendars subscribe to by webcal is on the web.
func Address(name string) (address string, ok bool) {
	u, err := url.Parse(name)
	if err != nil || u.Host == "" {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return name, true
	case "webcal":
		return "https" + name[len("webcal"):], true
	}
	return "", false
}

// fetchTime is how long a server may take for a feed.
const fetchTime = 30 * time.Second

// Fetch asks a server for the feed published at an [Address]. The caller bounds what it reads, as [ical.Read]
// does, and closes it.
func Fetch(ctx context.Context, address string) (io.ReadCloser, error) {
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
