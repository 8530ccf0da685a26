package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

func (c *command) buildCommand() *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "make everything: feed, agenda, programme, badges, tickets",
		ArgsUsage: "[DIR]",
		UsageText: "Reads event.yaml and attendees.csv in DIR (default: here) and writes\n" +
			"   out/site    what may be published: index.html, agenda.txt, programme.pdf,\n" +
			"               feed.ics\n" +
			"   out/print   what may not: badges.pdf, tickets.pdf, codes.csv\n" +
			"The first build makes the pair of keys that signs the tickets: ticket.key, to\n" +
			"be kept secret, and ticket.pub, for the door.",
		Description: "daysheet build examples/kafka-meetup",
		Flags: []cli.Flag{
			outputFlag("write into the folder `DIR` instead of out"),
			stockFlag(), skipFlag(), paperFlag(), strictFlag(),
			previousFlag("that in out/site"), nowFlag(), jsonFlag(),
		},
		Action: c.build,
	}
}

func (c *command) build(ctx *cli.Context) error {
	folder, err := one(ctx, "a folder", ".")
	if err != nil {
		return err
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	design, err := c.designFrom(ctx)
	if err != nil {
		return err
	}
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return usagef("name the folder that it is in", "build takes a folder, and %s is a file", folder)
	}
	out := ctx.String("output")
	if out == "" {
		out = filepath.Join(folder, "out")
	}
	if out == "-" {
		return usagef("name a folder", "build writes many files, not standard output")
	}
	if exists(filepath.Join(out, keyName)) || inside(out, folder) {
		return usagef("leave -o out, or name a folder of its own",
			"%s holds the event and its private key, and what is written is handed on", out)
	}
	r := c.report()
	e, err := c.loadEvent(filepath.Join(folder, eventName), r)
	if err != nil {
		return err
	}
	if design, err = forEvent(design, ctx, e); err != nil {
		return err
	}
	site, print := filepath.Join(out, "site"), filepath.Join(out, "print")
	last, err := c.previous(ctx, filepath.Join(site, "feed.ics"))
	if err != nil {
		return err
	}
	feed, err := ical.Compose(ical.Options{Previous: last, Now: now}, e)
	if err != nil {
		return err
	}
	if err := r.changed(feed); err != nil {
		return err
	}

	var files batch
	defer files.discard()
	if err := stage(&files, r, public(ctx.Context, site, e, feed, design)); err != nil {
		return err
	}
	if list := filepath.Join(folder, listName); exists(list) {
		attendees, err := c.loadAttendees([]string{list}, e, r)
		if err != nil {
			return err
		}
		r.notice(otherPaper(ctx, e, design)...)
		if err := c.sign(&files, folder, filepath.Join(print, codesName), e, attendees, r); err != nil {
			return err
		}
		if err := stage(&files, r, printed(ctx.Context, print, e, attendees, design)); err != nil {
			return err
		}
	} else {
		r.notice(agenda.Finding{Rule: "no-attendees", Severity: agenda.Note,
			Message: "no " + list + ", so no badges and no tickets",
			Hint:    "put the attendee list there as CSV, with a header"})
	}
	return c.finish(ctx, &files, r)
}

// inside reports whether folder is part, or the whole, of the tree at out, whatever links lead there.
func inside(out, folder string) bool {
	tree, err := os.Stat(out)
	if err != nil {
		return false // nothing is there yet
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, tree) {
			return true
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}

// A product is one of the files that build makes.
type product struct {
	path  string
	line  line
	write func(io.Writer) (agenda.Findings, error)
	whole bool // an error that its writer finds is one of the run
}

// public are the files that may be published. Nothing here knows an attendee.
func public(
	ctx context.Context, folder string, e *agenda.Event, feed *ical.Feed, d badge.Design,
) []product {
	listed := shown(e) // calendars expand what repeats themselves
	return []product{
		{filepath.Join(folder, "index.html"), line{1, "page", "", ""},
			func(w io.Writer) (agenda.Findings, error) {
				return page.Write(w, listed,
					page.Options{Format: page.HTML, Feed: "feed.ics", Programme: "programme.pdf"})
			}, true},
		{filepath.Join(folder, "agenda.txt"), line{1, "text", "", ""},
			func(w io.Writer) (agenda.Findings, error) {
				return page.Write(w, listed, page.Options{Format: page.Text})
			}, true},
		{filepath.Join(folder, "programme.pdf"), line{1, "programme", "", ""},
			func(w io.Writer) (agenda.Findings, error) {
				return badge.WriteProgramme(ctx, w, listed, d)
			}, true},
		{filepath.Join(folder, "feed.ics"), line{1, "feed", "", quantity(feed.Len(), "session")},
			feed.Write, true},
	}
}

// printed are the files that may not be published: they name people and hold their codes.
func printed(
	ctx context.Context, folder string, e *agenda.Event, list []roster.Attendee, d badge.Design,
) []product {
	e = shown(e)
	return []product{
		{filepath.Join(folder, "badges.pdf"), line{len(list), "badge", "", d.Stock.Title},
			func(w io.Writer) (agenda.Findings, error) {
				return badge.WriteBadges(ctx, w, e, list, d)
			}, false},
		{filepath.Join(folder, "tickets.pdf"), line{len(list), "ticket", "", ""},
			func(w io.Writer) (agenda.Findings, error) {
				return badge.WriteTickets(ctx, w, e, list, d)
			}, false},
		{filepath.Join(folder, codesName), line{len(list), "code", "", ""},
			func(w io.Writer) (agenda.Findings, error) { return nil, badge.WriteCodes(w, list) }, false},
	}
}

// stage writes files beside their places, and notices what their writers found.
func stage(files *batch, r *report, products []product) error {
	for _, p := range products {
		write := p.write
		if p.whole {
			write = faultless(write)
		}
		if err := files.write(p.path, 0o644, noticing(r, write)); err != nil {
			return err
		}
		r.didWrite(p.line.count, p.line.what, p.path, p.line.note)
	}
	return nil
}

// faultless makes an error of what a writer finds to be one: a feed that leaves a session out is not written.
func faultless(write func(io.Writer) (agenda.Findings, error)) func(io.Writer) (agenda.Findings, error) {
	return func(w io.Writer) (agenda.Findings, error) {
		findings, err := write(w)
		if err == nil {
			err = findings.Err()
		}
		return findings, err
	}
}
