package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/daysheet/daysheet/badge/ticket"
)

// Nothing under site, which is published, holds an attendee's name, address, reference or code; everything of
// that is under print, where the same search finds it.
func TestSiteHoldsNoAttendee(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{eventName, listName} {
		text, err := os.ReadFile(filepath.Join("../../examples/kafka-meetup", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	c := &command{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, clock: time.Now}
	if code := c.run(context.Background(), []string{"daysheet", "build", folder}); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	print := filepath.Join(folder, "out", "print")
	file, err := os.Open(filepath.Join(print, "codes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != 49 || strings.Join(rows[0], " ") != "reference name email type code" {
		t.Fatalf("codes.csv: %v, %d rows, %q", err, len(rows), rows[0])
	}
	site := contents(t, filepath.Join(folder, "out", "site"))
	if len(site) != 4 {
		t.Fatalf("site holds %d files", len(site))
	}
	tickets := contents(t, print)["tickets.pdf"]
	for _, row := range rows[1:] {
		for i, secret := range row {
			if rows[0][i] == "type" {
				continue
			}
			for name, text := range site {
				if holds(text, secret) {
					t.Errorf("site/%s holds the %s %q", name, rows[0][i], secret)
				}
			}
		}
		// The reference stands on the ticket as text: were the search blind, it would not be found there.
		if !holds(tickets, row[0]) {
			t.Errorf("print/tickets.pdf does not hold the reference %q", row[0])
		}
	}
	private, err := os.ReadFile(filepath.Join(folder, ticket.KeyName))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(private)), "\n")
	secret := lines[len(lines)-1]
	for name, text := range site {
		if holds(text, secret) {
			t.Errorf("site/%s holds the private key", name)
		}
	}
	for name, text := range contents(t, print) {
		if holds(text, secret) {
			t.Errorf("print/%s holds the private key", name)
		}
	}
}

// contents reads the files of a folder; a PDF is followed by its inflated streams.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range fileNames(t, folder) {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		b.Write(text)
		for _, part := range bytes.Split(text, []byte("stream\n"))[1:] {
			if r, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
				_, _ = io.Copy(&b, r) // what follows the stream is not deflated
			}
		}
		all[name] = b.String()
	}
	return all
}

// holds looks for a text in UTF-8, and in UTF-16 as PDF holds it, whatever its letters' case.
func holds(text, secret string) bool {
	var wide []byte
	for _, u := range utf16.Encode([]rune(secret)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	return strings.Contains(text, string(wide)) ||
		strings.Contains(strings.ToLower(text), strings.ToLower(secret))
}
