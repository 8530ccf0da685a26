package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/daysheet/daysheet/ical"
	"github.com/daysheet/daysheet/ical/site"
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
	folder, err := oneArg(ctx, "a folder", ".")
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
	if exists(filepath.Join(out, ticket.KeyName)) || inside(out, folder) {
		return usagef("leave -o out, or name a folder of its own",
			"%s holds the event and its private key, and what is written is handed on", out)
	}
	r := c.report()
	file, err := c.loadEvent(filepath.Join(folder, eventName), "", r)
	if err != nil {
		return err
	}
	if design, err = forEvent(design, ctx, file); err != nil {
		return err
	}
	e := file.Event
	public, print := filepath.Join(out, "site"), filepath.Join(out, "print")
	last, err := c.previous(ctx, filepath.Join(public, site.FeedName))
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
	if err := files.stageAll(r, publicProducts(ctx.Context, public, e, feed, design)...); err != nil {
		return err
	}
	if list := filepath.Join(folder, listName); exists(list) {
		attendees, err := c.loadAttendees([]string{list}, e, r)
		if err != nil {
			return err
		}
		r.notice(otherPaper(ctx, e, design)...)
		if err := signCodes(&files, folder, filepath.Join(print, codesName), e, attendees, r); err != nil {
			return err
		}
		products := privateProducts(ctx.Context, print, e, attendees, design)
		if err := files.stageAll(r, products...); err != nil {
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
	return err == nil && isOrAbove(folder, func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && os.SameFile(info, tree)
	})
}

// isOrAbove reports whether is holds for a folder or for one above it, the links on the way followed.
func isOrAbove(folder string, is func(path string) bool) bool {
	path, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for !is(path) {
		if path == filepath.Dir(path) {
			return false
		}
		path = filepath.Dir(path)
	}
	return true
}

// publicProducts are the files that may be published. Nothing here knows an attendee.
func publicProducts(
	ctx context.Context, folder string, e *agenda.Event, feed *ical.Feed, d badge.Design,
) []product {
	programme := site.File{Name: site.ProgrammeName, Kind: "programme",
		Write: func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteProgramme(ctx, w, expanded(e), d)
		}}
	var products []product
	for _, f := range site.Files(e, feed, programme) {
		p := product{path: filepath.Join(folder, f.Name), line: line{count: 1, what: f.Kind},
			write: failOnErrorFindings(f.Write)}
		if f.Name == site.FeedName {
			p.line.note = input.Quantity(feed.Len(), "session")
		}
		products = append(products, p)
	}
	return products
}

// privateProducts are the files that may not be published: they name people and hold their codes.
func privateProducts(
	ctx context.Context, folder string, e *agenda.Event, list []roster.Attendee, d badge.Design,
) []product {
	e = expanded(e)
	made := func(name, what, note string, write writer) product {
		return product{path: filepath.Join(folder, name), mode: private,
			line: line{count: len(list), what: what, note: note}, write: write}
	}
	return []product{
		made("badges.pdf", "badge", d.Stock.Title, func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteBadges(ctx, w, e, list, d)
		}),
		made("tickets.pdf", "ticket", "", func(w io.Writer) (agenda.Findings, error) {
			return badge.WriteTickets(ctx, w, e, list, d)
		}),
		made(codesName, "code", "", func(w io.Writer) (agenda.Findings, error) {
			return nil, badge.WriteCodes(w, list)
		}),
	}
}
