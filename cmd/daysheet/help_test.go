package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Each command says what it is for, how it is called, and an example that it would understand; nothing is
// wider than a terminal.
func TestHelp(t *testing.T) {
	names := []string{"init", "build", "check", "import", "ids", "agenda", "feed", "diff", "badges",
		"tickets", "verify", "keygen", "stocks", "version", "completion"}
	var listed []string
	for _, command := range (&command{}).app().Commands {
		if command.Name != "help" {
			listed = append(listed, command.Name)
		}
	}
	if got, want := strings.Join(listed, " "), strings.Join(names, " "); got != want {
		t.Errorf("commands %s, want %s", got, want)
	}
	for _, name := range append(names, "help", "") {
		var out bytes.Buffer
		c := &command{stdin: strings.NewReader(""), stdout: &out, stderr: &out, clock: time.Now}
		args := []string{"daysheet", "help", name}[:2+min(len(name), 1)]
		if code := c.run(context.Background(), args); code != 0 {
			t.Errorf("help %s: exit code %d", name, code)
		}
		text := out.String()
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > columns {
				t.Errorf("help %s: %d columns: %s", name, n, line)
			}
		}
		if name == "" {
			continue
		}
		_, example, found := strings.Cut(text, "\nexample:\n")
		if !found || !strings.Contains(example, "daysheet "+name) {
			t.Errorf("help %s shows no example:\n%s", name, text)
		}
	}
}
