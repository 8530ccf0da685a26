package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// --previous takes the feed from the server that publishes it, by whichever name calendars know it.
func TestPreviousFromServer(t *testing.T) {
	const feed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\nBEGIN:VEVENT\r\nUID:1@a\r\n" +
		"DTSTAMP:20140501T000000Z\r\nDTSTART:20140603T183000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.ics":
			w.Write([]byte(feed))
		case "/page":
			w.Write([]byte("<html>Log in</html>"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	c := &command{}
	if _, err := c.readPublished(context.Background(), server.URL+"/feed.ics", "hint"); err != nil {
		t.Error(err)
	}
	for path, want := range map[string]string{
		"/gone": `the server says "404 Not Found"`, "/page": "there is no calendar in it",
	} {
		_, err := c.readPublished(context.Background(), server.URL+path, "hint")
		if err == nil || !strings.Contains(err.Error(), want) || hintOf(err) == "" {
			t.Errorf("%s: %v, want %q and a hint", path, err, want)
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.readPublished(stopped, server.URL+"/feed.ics", "hint"); err == nil {
		t.Error("a run that is stopped waits for the server")
	}

	name := filepath.Join(t.TempDir(), "feed.ics")
	if err := os.WriteFile(name, []byte(feed), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := c.readPublished(context.Background(), name, "hint"); err != nil {
		t.Error(err)
	}
}
