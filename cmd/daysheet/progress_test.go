package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
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
		for _, looks := range []int64{1, 10, 100, 1000} {
			var stdout, stderr bytes.Buffer
			c := &command{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, clock: time.Now}
			ctx := interruptedAfter(t, looks)
			args := []string{"daysheet", "badges", event, list, "-o", output}
			if code := c.run(ctx, args); code != exitInterrupted {
				t.Errorf("-o %s: exit code %d: %s", output, code, &stderr)
			}
			if more := -ctx.looks.Load(); more > 100 {
				t.Errorf("-o %s: it looked %d times more before it stopped", output, more)
			}
			if files, _ := os.ReadDir(folder); len(files) != 2 || stdout.Len() > 0 {
				t.Errorf("-o %s: it leaves %v, and %d octets on standard output", output, files, stdout.Len())
			}
		}
	}
}

// A countdown is a context that is cancelled when it has been asked for its error so many times.
type countdown struct {
	context.Context
	cancel context.CancelFunc
	looks  atomic.Int64
}

func interruptedAfter(t *testing.T, looks int64) *countdown {
	ctx, cancel := context.WithCancel(t.Context())
	c := &countdown{Context: ctx, cancel: cancel}
	c.looks.Store(looks)
	return c
}

func (c *countdown) Err() error {
	if c.looks.Add(-1) <= 0 {
		c.cancel()
	}
	return c.Context.Err()
}
