// Daysheet turns one event file and one attendee list into what a gathering needs: the calendar feed that
// attendees subscribe to, QR-coded tickets, print-ready badges, and the agenda on paper and on the web.
//
//	daysheet init meetup      # an event file and an attendee list to edit
//	daysheet build meetup     # everything, into meetup/out
//
// The packages that do the work are beside it: see github.com/daysheet/daysheet/agenda first.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
	_ "time/tzdata" // the zones of machines that bring none, Windows among them

	"golang.org/x/term"
)

const onWindows = runtime.GOOS == "windows"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process
	code := (&command{
		stdin:  &interruptible{ctx: ctx, in: os.Stdin},
		stdout: os.Stdout,
		stderr: os.Stderr,
		clock:  time.Now,
	}).run(ctx, os.Args)
	stop()
	os.Exit(code)
}

// A command is one run of daysheet and the world it runs in.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	clock          func() time.Time // read only where neither a file nor --now tells a revision

	noticed *report      // of the command that runs, for run to show where it fails
	pages   *pageCounter // of the document that is made, at a terminal
	asJSON  bool         // findings go to standard output as JSON, whatever happens
}

// An interruptible reader stops waiting when its context ends, as a read of a terminal does not.
type interruptible struct {
	ctx context.Context
	in  *os.File
}

func (r *interruptible) Read(p []byte) (int, error) {
	type result struct {
		text []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text := make([]byte, len(p)) // of its own: nobody may write into p once Read has returned
		n, err := r.in.Read(text)
		done <- result{text[:n], err}
	}()
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-done:
		return copy(p, got.text), got.err
	}
}

// isTerminal reports whether a person is behind v.
func isTerminal(v any) bool {
	if r, ok := v.(*interruptible); ok {
		v = r.in
	}
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// inColor reports whether w may be coloured: at a terminal, unless NO_COLOR is set (no-color.org).
func inColor(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}
