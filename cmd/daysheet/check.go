package main

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

var checkCommand = subcommand{
	name:  "check",
	usage: "say what is wrong with event files, attendee lists and feeds",
	args:  "FILE...",
	text: "Writes nothing. Attendee lists are checked against the event file named beside\n" +
		"them: its capacity, and whether every name can be printed. A feed, from any\n" +
		"program, is held against the standard, and against what Google, Outlook and\n" +
		"Apple refuse.",
	example: "daysheet check event.yaml attendees.csv\n" +
		"daysheet check feed.ics",
	flags: []cli.Flag{stockFlag, jsonFlag},
	run:   (*command).check,
}

func (c *command) check() error {
	type placed struct {
		file  *eventfile.File
		place func(agenda.Findings) agenda.Findings
	}
	var events []placed
	var list []roster.Attendee
	c.gaps = true
	// Every file is checked, whatever is wrong with the ones before it.
	for _, path := range c.ctx.Args().Slice() {
		path = eventPath(path)
		c.noticeFault(path, c.readKind(path, func(k *kind, in io.Reader) error {
			switch k {
			case feedFile:
				return c.checkFeed(in, path)
			case listFile:
				attendees, err := c.readAttendees(in, path)
				list = append(list, attendees...)
				return err
			}
			f, err := c.readEvent(in, path)
			if f != nil {
				c.didRead(1, "event", path, eventNote(f.Event))
			}
			if err == nil {
				events = append(events, placed{f, c.place})
			}
			return err
		}, eventFile, listFile, feedFile))
	}
	if len(events) > 1 && len(list) > 0 {
		return usagef("check the list with the event that it is of", "a list and %d events", len(events))
	}
	design := c.design
	for _, e := range events {
		c.place, c.design = e.place, design
		c.noticeFault("", c.dryRun(e.file, list))
		c.pages.clear()
	}
	if err := c.ctx.Context.Err(); err != nil {
		return err
	}
	if err := c.print(c.stdout); err != nil {
		return err
	}
	if c.noticed.Count(agenda.Error) > 0 {
		return errSaid
	}
	return nil
}

// noticeFault makes findings of an error.
func (c *command) noticeFault(path string, err error) {
	input := (*agenda.InputError)(nil)
	if errors.As(err, &input) {
		c.notice(input.Findings...)
	} else if err != nil {
		c.notice(agenda.Finding{Rule: "unreadable", Severity: agenda.Error, Where: agenda.Where{File: path},
			Message: strings.Replace(err.Error(), path+" is ", "this is ", 1), Hint: hintOf(err)})
	}
}

// checkFeed judges a feed. It counts the sessions as they stand there, whatever else is wrong.
func (c *command) checkFeed(in io.Reader, path string) error {
	var text bytes.Buffer
	findings, err := ical.Lint(io.TeeReader(in, &text), ical.LintOptions{Name: path})
	if err != nil {
		return err
	}
	c.didRead(len(beginEvent.FindAllIndex(text.Bytes(), -1)), "session", path, "")
	c.notice(findings...)
	return nil
}

// beginEvent is the line with which a session begins in a feed.
var beginEvent = regexp.MustCompile(`(?im)^BEGIN:VEVENT\s*$`)

// dryRun writes everything to nowhere, for what is noticed on the way. The codes are as long as the real ones
// and signed with a key that is thrown away.
func (c *command) dryRun(f *eventfile.File, list []roster.Attendee) error {
	e := f.Event
	feed, err := ical.Compose(ical.Options{}, e)
	if err != nil {
		return err
	}
	if err := c.designFor(f); err != nil {
		return err
	}
	products := c.publicProducts("", e, feed)
	if len(list) > 0 {
		c.noticeOverCapacity(e, len(list))
		key, err := ticket.GenerateKey(nil)
		if err != nil {
			return err
		}
		if err := badge.Sign(key, e, list); err != nil {
			return err
		}
		products = append(products, c.privateProducts("", e, list)...)
	}
	for _, p := range products {
		findings, err := p.write(io.Discard)
		c.notice(findings...)
		if err != nil {
			return err
		}
	}
	return nil
}
