package site_test

import (
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
