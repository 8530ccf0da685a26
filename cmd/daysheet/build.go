package main

import (
	"cmp"
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

var buildCommand = subcommand{
	name:  "build",
	usage: "make everything: feed, agenda, programme, badges, tickets",
	args:  "[DIR]",
	text: "Reads event.yaml and attendees.csv in DIR (default: here) and writes\n" +
		"   out/site    what may be published: index.html, agenda.txt, programme.pdf,\n" +
		"               feed.ics\n" +
		"   out/print   what may not: badges.pdf, tickets.pdf, codes.csv\n" +
		"The first build makes the pair of keys that signs the tickets: ticket.key, to\n" +
		"be kept secret, and ticket.pub, for the door.",
	example: "daysheet build examples/kafka-meetup",
	flags: []cli.Flag{
		outputFlag("write into the folder `DIR` instead of out"),
		stockFlag, skipFlag, paperFlag, strictFlag, previousFlag("that in out/site"), nowFlag, jsonFlag,
	},
	run: (*command).build,
}

func (c *command) build() error {
	folder := cmp.Or(c.arg(0), ".")
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return usagef("name the folder that it is in", "build takes a folder, and %s is a file", folder)
	}
	out := cmp.Or(c.output, filepath.Join(folder, "out"))
	if out == "-" {
		return usagef("name a folder", "build writes many files, not standard output")
	}
	if exists(filepath.Join(out, ticket.KeyName)) || inside(out, folder) {
		return usagef("leave -o out, or name a folder of its own",
			"%s holds the event and its private key, and what is written is handed on", out)
	}
	c.gaps = true
	file, err := c.loadEvent(filepath.Join(folder, eventName))
	if err != nil {
		return err
	}
	if err := c.designFor(file); err != nil {
		return err
	}
	e := file.Event
	public, print := filepath.Join(out, "site"), filepath.Join(out, "print")
	last, err := c.previous(filepath.Join(public, site.FeedName))
	if err != nil {
		return err
	}
	feed, err := c.compose(ical.Options{Previous: last, Now: c.now}, e)
	if err != nil {
		return err
	}
	if err := c.stage(c.publicProducts(public, e, feed)...); err != nil {
		return err
	}
	list := filepath.Join(folder, listName)
	if !exists(list) {
		c.notice(agenda.Finding{Rule: "no-attendees", Severity: agenda.Note,
			Message: "no " + list + ", so no badges and no tickets",
			Hint:    "put the attendee list there as CSV, with a header"})
		return c.deliver()
	}
	attendees, err := c.loadAttendees(e, list)
	if err != nil {
		return err
	}
	c.noticeOtherPaper(e)
	if err := c.signCodes(folder, filepath.Join(print, codesName), e, attendees); err != nil {
		return err
	}
	return c.deliver(c.privateProducts(print, e, attendees)...)
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
func (c *command) publicProducts(folder string, e *agenda.Event, feed *ical.Feed) []product {
	programme := c.programme(site.ProgrammeName, expanded(e))
	var products []product
	file := site.File{Name: programme.where, Kind: programme.what, Write: programme.write}
	for _, f := range site.Files(e, feed, file) {
		p := product{line: line{1, f.Kind, filepath.Join(folder, f.Name), ""}, write: f.Write}
		if f.Name == site.FeedName {
			p.note = input.Quantity(feed.Len(), "session")
		}
		products = append(products, p)
	}
	return products
}

// privateProducts are the files that may not be published: they name people and hold their codes.
func (c *command) privateProducts(folder string, e *agenda.Event, list []roster.Attendee) []product {
	e = expanded(e)
	made := func(name, what, note string, write printer) product {
		return c.personal(line{len(list), what, filepath.Join(folder, name), note}, write, e, list)
	}
	return []product{
		made("badges.pdf", "badge", c.design.Stock.Title, badge.WriteBadges),
		made("tickets.pdf", "ticket", "", badge.WriteTickets),
		made(codesName, "code", "", writeCodes),
	}
}
