package ical

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

// parsedBack is a feed as golang-ical reads it, which finds as many lines as there are.
func parsedBack(t *testing.T, out []byte) *ics.Calendar {
	t.Helper()
	c, err := ics.ParseCalendar(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("golang-ical: %v\n%s", err, out)
	}
	lines := 2 + len(c.CalendarProperties)
	var count func([]ics.Component)
	count = func(list []ics.Component) {
		for _, c := range list {
			lines += 2 + len(c.UnknownPropertiesIANAProperties())
			count(c.SubComponents())
		}
	}
	count(c.Components)
	wellFormed(t, out, lines)
	return c
}

// wellFormed checks the form of an output, whatever went in.
func wellFormed(t *testing.T, out []byte, lines int) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Fatalf("not UTF-8: %q", out)
	}
	unfolded := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Fatalf("%d octets in %q", len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Fatalf("a character is cut: %q", line)
		}
		control := func(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 }
		if strings.ContainsFunc(line, control) {
			t.Fatalf("control character in %q", line)
		}
		if !strings.HasPrefix(line, " ") {
			unfolded++
		}
	}
	if unfolded != lines {
		t.Fatalf("%d lines, want %d:\n%s", unfolded, lines, out)
	}
}

func location(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// counter counts writes, and fails at the one given.
type counter struct{ writes, failAt int }

var errFull = errors.New("disk full")

func (c *counter) Write(p []byte) (int, error) {
	if c.writes++; c.writes == c.failAt {
		return 0, errFull
	}
	return len(p), nil
}

// corpus reads a real feed, where there is one on this machine.
func corpus(t testing.TB, name string) []byte {
	folder := os.Getenv("DAYSHEET_CORPUS")
	if folder == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	text, err := os.ReadFile(filepath.Join(folder, "feeds", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func unfolded(feed []byte) string {
	return strings.ReplaceAll(string(bytes.ReplaceAll(feed, []byte("\r\n"), []byte("\n"))), "\n ", "")
}

// tough are zones that have gone wrong somewhere.
var tough = []string{
	"Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Monrovia", "America/Los_Angeles",
	"America/Nuuk", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll",
	"Asia/Beirut", "Asia/Gaza", "Asia/Hebron", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Pyongyang",
	"Asia/Tehran", "Asia/Tokyo", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul",
	"Europe/London", "Europe/Moscow", "Etc/GMT+5", "Pacific/Apia", "Pacific/Chatham", "Pacific/Easter",
}

var unRFC6868 = strings.NewReplacer("^^", "^", "^n", "\n", "^'", `"`)
