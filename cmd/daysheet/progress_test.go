package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPageCounter(t *testing.T) {
	for _, tt := range []struct {
		name   string
		pages  int
		each   time.Duration
		fails  bool
		want   []string
		wipes  int
		silent bool
	}{
		{name: "short", pages: 40, each: 10 * time.Millisecond, silent: true},
		{name: "one page", pages: 1, each: time.Minute, silent: true},
		{name: "long", pages: 100, each: 100 * time.Millisecond,
			want:  []string{"page 6 of 100, 8s left", "page 50 of 100, 5s left", "page 99 of 100, 1s left"},
			wipes: 95},
		{name: "fails", pages: 100, each: 100 * time.Millisecond, fails: true,
			want: []string{"page 49 of 100, 5s left"}, wipes: 45},
	} {
		var out bytes.Buffer
		now := time.Date(2014, 6, 3, 18, 30, 0, 0, time.UTC)
		p := &pageCounter{w: &out, now: func() time.Time { return now }}
		for range 2 { // documents
			out.Reset()
			for page := 1; page <= tt.pages && !(tt.fails && page == 50); page++ {
				p.page(page, tt.pages)
				now = now.Add(tt.each)
			}
			if tt.fails {
				p.clear()
			}
			got := out.String()
			for _, want := range tt.want {
				if !strings.Contains(got, wipe+want) {
					t.Errorf("%s: %q is not shown: %q", tt.name, want, got)
				}
			}
			if n := strings.Count(got, wipe); n != tt.wipes || !strings.HasSuffix(got, wipe) && !tt.silent {
				t.Errorf("%s: wiped %d times, want %d: %q", tt.name, n, tt.wipes, got)
			}
		}
	}
}

// A run that is interrupted while it draws stops at once and leaves nothing, and nothing half on standard
// output.
func TestInterruptedWhileDrawing(t *testing.T) {
	folder := t.TempDir()
	event, list := filepath.Join(folder, "event.yaml"), filepath.Join(folder, "list.csv")
	var rows strings.Builder
	rows.WriteString("name,code\n")
	for i := range 30_000 {
		fmt.Fprintf(&rows, "Ada Osei %d,CODE%d\n", i, i)
	}
	for path, text := range map[string]string{
		event: "name: Meetup\nid: meetup.example.org\nzone: Europe/Berlin\n", list: rows.String(),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, output := range []string{filepath.Join(folder, "badges.pdf"), "-"} {
		ctx, interrupt := context.WithCancel(t.Context())
		defer interrupt()
		var stdout, stderr bytes.Buffer
		c := &command{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, clock: time.Now}
		code := make(chan int)
		go func() { code <- c.run(ctx, []string{"daysheet", "badges", event, list, "-o", output}) }()
		began := time.Now()
		for output != "-" && time.Since(began) < 20*time.Second {
			if drawing, _ := filepath.Glob(filepath.Join(folder, hidden+"*")); len(drawing) > 0 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(50 * time.Millisecond)
		interrupt()
		began = time.Now()
		if got := <-code; got != exitInterrupted {
			t.Errorf("-o %s: exit code %d: %s", output, got, &stderr)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("-o %s: it took %v to stop", output, took)
		}
		if files, _ := os.ReadDir(folder); len(files) != 2 || stdout.Len() > 0 {
			t.Errorf("-o %s: it leaves %v, and %d octets on standard output", output, files, stdout.Len())
		}
	}
}
