package site_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/ical/site"
)

func TestAddress(t *testing.T) {
	for name, want := range map[string]string{
		"https://example.org/a.ics": "https://example.org/a.ics", "webcal://example.org/a": "https://example.org/a",
		"WEBCAL://example.org/a": "https://example.org/a", "feed.ics": "", "C:/out/feed.ics": "", "https:feed": "",
		"ftp://example.org/a": "",
	} {
		if got, _ := site.Address(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// No error of a fetch says the password or the token in an address, also where it is that of a redirect.
func TestFetchKeepsSecrets(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/loop" {
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
			return
		}
		http.NotFound(w, r)
	}))
	host := strings.TrimPrefix(server.URL, "http://")
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, address := range []string{
		"http://user:secret@" + host + "/feed.ics?token=secret#secret", "http://user:secret@" + host + "/loop?token=secret",
		strings.Replace(closed.URL, "//", "//user:secret@", 1) + "/feed.ics?token=secret",
		"http://user:secret@" + host + ":x/?token=secret", "http://user:sec ret@" + host + "/?token=secret",
	} {
		_, err := site.Fetch(context.Background(), address)
		if err == nil || strings.Contains(err.Error(), "sec") {
			t.Errorf("%s: %v", address, err)
		}
	}
	server.Close()
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]string{
		"https://user:secret@example.org/feed.ics?token=secret#secret": "https://example.org/feed.ics",
		"https://user:sec ret@example.org/":                            "the address",
	} {
		if got := site.Public(address); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
