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

	"github.com/daysheet/daysheet/badge"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

const onWindows = runtime.GOOS == "windows"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process
	code := (&command{
		stdin:  interruptible{os.Stdin, ctx},
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

	ctx    *cli.Context // of the subcommand that runs
	output string       // -o, or what the subcommand takes for it
	now    time.Time    // --now, or the clock
	design badge.Design // by --stock, --skip and --paper
	asJSON bool         // findings go to standard output as JSON, whatever happens

	report
	files  batch
	stream stream
	pages  *pageCounter // of the document that is made, at a terminal
}

// An interruptible file stops waiting when its context ends, as a read of a terminal does not.
type interruptible struct {
	*os.File
	ctx context.Context
}

func (f interruptible) Read(p []byte) (int, error) {
	var n int
	var err error
	text := make([]byte, len(p)) // of its own: nobody may write into p once Read has returned
	done := make(chan struct{})
	go func() {
		n, err = f.File.Read(text)
		close(done)
	}()
	select {
	case <-f.ctx.Done():
		return 0, f.ctx.Err()
	case <-done:
		return copy(p, text[:n]), err
	}
}

// isTerminal reports whether a person is behind v.
func isTerminal(v any) bool {
	f, ok := v.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}

// inColor reports whether w may be coloured: at a terminal, unless NO_COLOR is set (no-color.org).
func inColor(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}
