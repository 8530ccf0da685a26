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
	"syscall"
	"time"
	_ "time/tzdata" // the zones of machines that bring none, Windows among them

	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code := (&command{
		stdin:  os.Stdin,
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
}

// isTerminal reports whether a person is looking at w.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// inColor reports whether w may be coloured: at a terminal, unless NO_COLOR is set (no-color.org).
func inColor(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}
