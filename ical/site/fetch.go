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
// does, and closes it. Errors leave out the user and the query of the address, which may be secrets.
func Fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot read the address of the feed: %w", withoutURL(err))
	}
	r.Header.Set("Accept", "text/calendar")
	public := Public(address)
	answer, err := (&http.Client{Timeout: fetchTime}).Do(r)
	if err != nil {
		return nil, fmt.Errorf("cannot get %s: %w", public, withoutURL(err))
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("cannot get %s: the server says %q", public, answer.Status)
	}
	return answer.Body, nil
}

// Public gives an address without its user and query, which may be secrets, for messages.
func Public(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// withoutURL gives the cause of an error of net/url or net/http, whose own words repeat the whole address.
func withoutURL(err error) error {
	for wrapped := (*url.Error)(nil); errors.As(err, &wrapped); {
		err = wrapped.Err
	}
	return err
}
