package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
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
			stockFlag(), skipFlag(), paperFlag(), strictFlag(), nowFlag(), jsonFlag(),
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
	design, err := designFrom(ctx)
	if err != nil {
		return err
	}
	out := ctx.String("output")
	if out == "" {
		out = filepath.Join(folder, "out")
	}
	if out == "-" {
		return usagef("name a folder", "build writes many files, not standard output")
	}
	if inside(out, folder) {
		return usagef("leave -o out, or name a folder of its own",
			"%s holds the private key, and what is written is handed on", out)
	}
	r := &report{}
	e, err := c.loadEvent(filepath.Join(folder, eventName), r)
	if err != nil {
		return err
	}
	site, print := filepath.Join(out, "site"), filepath.Join(out, "print")
	if err := settle([]*agenda.Event{e}, filepath.Join(site, "feed.ics"), now); err != nil {
		return err
	}

	var files batch
	defer files.discard()
	if err := buildSite(ctx.Context, &files, site, e, design, r); err != nil {
		return err
	}
	if list := filepath.Join(folder, listName); exists(list) {
		attendees, err := c.loadAttendees([]string{list}, e, r)
		if err != nil {
			return err
		}
		if err := c.sign(&files, folder, e, attendees, r); err != nil {
			return err
		}
		if err := buildPrint(ctx.Context, &files, print, e, attendees, design, r); err != nil {
			return err
		}
	} else {
		r.notice(agenda.Finding{Rule: "no-attendees", Severity: agenda.Note,
			Message: "no " + list + ", so no badges and no tickets",
			Hint:    "put the attendee list there as CSV, with a header"})
	}
	return c.finish(ctx, &files, r)
}

// inside reports whether folder is part, or the whole, of the tree at out.
func inside(out, folder string) bool {
	a, errA := filepath.Abs(out)
	b, errB := filepath.Abs(folder)
	if errA != nil || errB != nil {
		return false
	}
	rel, err := filepath.Rel(a, b)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// finish puts the files in place and reports, or leaves everything as it was.
func (c *command) finish(ctx *cli.Context, files *batch, r *report) error {
	if err := strict(ctx, r); err != nil {
		r.wrote = nil
		return joinPrinted(r.print(c.stdout, ctx.Bool("json")), err)
	}
	if err := ctx.Context.Err(); err != nil {
		return err
	}
	if err := files.commit(); err != nil {
		return err
	}
	return r.print(c.stdout, ctx.Bool("json"))
}

func joinPrinted(printing, err error) error {
	if printing != nil {
		return printing
	}
	return err
}

// buildSite stages what may be published. Nothing here knows an attendee.
func buildSite(ctx context.Context, files *batch, folder string, e *agenda.Event, d badge.Design, r *report) error {
	sessions := len(e.Sessions)
	for _, f := range []struct {
		name, what string
		write      func(io.Writer) (agenda.Findings, error)
	}{
		{"index.html", "page", func(w io.Writer) (agenda.Findings, error) {
			return page.Write(w, e, page.Options{Format: page.HTML, Feed: "feed.ics", Programme: "programme.pdf"})
		}},
		{"agenda.txt", "text", func(w io.Writer) (agenda.Findings, error) {
			return page.Write(w, e, page.Options{Format: page.Text})
		}},
		{"programme.pdf", "programme", func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteProgramme(ctx, w, e, d)
		}},
		{"feed.ics", "feed", func(w io.Writer) (agenda.Findings, error) {
			return writeFeed(w, []*agenda.Event{e})
		}},
	} {
		path := filepath.Join(folder, f.name)
		if err := stage(files, path, r, f.write); err != nil {
			return err
		}
		note := ""
		if f.name == "feed.ics" {
			note = quantity(sessions, "session")
		}
		r.didWrite(1, f.what, path, note)
	}
	return nil
}

// stage writes one file of a batch and notices what its writer found.
func stage(files *batch, path string, r *report, write func(io.Writer) (agenda.Findings, error)) error {
	return files.write(path, 0o644, func(w io.Writer) error {
		findings, err := write(w)
		r.notice(findings...)
		return err
	})
}

// buildPrint stages what may not be published: it names people and holds their codes.
func buildPrint(ctx context.Context, files *batch, folder string, e *agenda.Event, list []roster.Attendee,
	d badge.Design, r *report) error {
	for _, f := range []struct {
		name, what string
		write      func(io.Writer) (agenda.Findings, error)
	}{
		{"badges.pdf", "badge", func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteBadges(ctx, w, e, list, d)
		}},
		{"tickets.pdf", "ticket", func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteTickets(ctx, w, e, list, d)
		}},
		{"codes.csv", "code", func(w io.Writer) (agenda.Findings, error) {
			return nil, badge.WriteCodes(w, list)
		}},
	} {
		path := filepath.Join(folder, f.name)
		if err := stage(files, path, r, f.write); err != nil {
			return err
		}
		note := ""
		if f.name == "badges.pdf" {
			note = d.Stock.Title
		}
		r.didWrite(len(list), f.what, path, note)
	}
	return nil
}
