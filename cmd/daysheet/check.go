package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

func (c *command) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say what is wrong with event files, attendee lists and feeds",
		ArgsUsage: "FILE...",
		UsageText: "Writes nothing. Attendee lists are checked against the event file named beside\n" +
			"them: its capacity, and whether every name can be printed. A feed, from any\n" +
			"program, is held against the standard, and against what Google, Outlook and\n" +
			"Apple refuse.",
		Description: "daysheet check event.yaml attendees.csv\n" +
			"daysheet check feed.ics",
		Flags:  []cli.Flag{stockFlag(), jsonFlag()},
		Action: c.check,
	}
}

func (c *command) check(ctx *cli.Context) error {
	if ctx.NArg() == 0 {
		return usagef(helpHint(ctx), "check needs a file")
	}
	design, err := c.designFrom(ctx)
	if err != nil {
		return err
	}
	r := c.report()
	// Every file is checked, whatever is wrong with the ones before it.
	fault := func(path string, err error) {
		input := (*agenda.InputError)(nil)
		if errors.As(err, &input) {
			r.notice(input.Findings...)
		} else if err != nil {
			r.notice(agenda.Finding{Rule: "unreadable", Severity: agenda.Error,
				Where: agenda.Where{File: path}, Hint: hintOf(err),
				Message: strings.Replace(err.Error(), path+" is ", "this is ", 1)})
		}
	}
	type placed struct {
		file  *eventfile.File
		place func(agenda.Findings) agenda.Findings
	}
	var events []placed
	var list []roster.Attendee
	for _, path := range ctx.Args().Slice() {
		path = eventPath(path)
		fault(path, c.readKind(path, func(k *kind, in io.Reader) error {
			switch k {
			case feedFile:
				return checkFeed(in, path, r)
			case listFile:
				attendees, findings, err := roster.Read(in, roster.Options{Name: path})
				r.notice(findings...)
				if err == nil {
					r.didRead(len(attendees), "attendee", path, typesNote(attendees))
					list = append(list, attendees...)
				}
				return err
			}
			f, findings, err := readEvent(in, path, r)
			r.notice(findings...)
			if err == nil {
				r.didRead(1, "event", path, f.Event.Name+", "+listing.English.When(expanded(f.Event)))
				if findings.Err() == nil {
					events = append(events, placed{f, r.place})
				}
			}
			return err
		}, eventFile, listFile, feedFile))
	}
	if len(events) > 1 && len(list) > 0 {
		return usagef("check the list with the event that it is of", "a list and %d events", len(events))
	}
	for _, e := range events {
		r.place = e.place
		fault("", dryRun(ctx.Context, e.file, list, design, r))
		if c.pages != nil {
			c.pages.clear()
		}
	}
	if err := ctx.Context.Err(); err != nil {
		return err
	}
	if err := r.print(c.stdout, c.asJSON); err != nil {
		return err
	}
	if r.noticed.Count(agenda.Error) > 0 {
		return &silent{}
	}
	return nil
}

// checkFeed judges a feed. It counts the sessions as they stand there, whatever else is wrong.
func checkFeed(in io.Reader, path string, r *report) error {
	text, err := readText(in, path, ical.MaxSize)
	if err != nil {
		return err
	}
	findings, err := ical.Lint(bytes.NewReader(text), ical.LintOptions{Name: path})
	if err != nil {
		return err
	}
	r.didRead(len(beginEvent.FindAllIndex(text, -1)), "session", path, "")
	r.notice(findings...)
	return nil
}

// beginEvent is the line with which a session begins in a feed.
var beginEvent = regexp.MustCompile(`(?im)^BEGIN:VEVENT\s*$`)

// dryRun writes everything to nowhere, for what is noticed on the way. The codes are as long as the real ones
// and signed with a key that is thrown away.
func dryRun(ctx context.Context, f *eventfile.File, list []roster.Attendee, d badge.Design, r *report) error {
	e := f.Event
	feed, err := ical.Compose(ical.Options{}, e)
	if err != nil {
		return err
	}
	if d, err = withFiles(d, f); err != nil {
		return err
	}
	products := publicProducts(ctx, "", e, feed, d)
	if len(list) > 0 {
		r.notice(overCapacity(e, len(list))...)
		key, err := ticket.GenerateKey(nil)
		if err != nil {
			return err
		}
		if err := badge.Sign(key, e, list); err != nil {
			return err
		}
		products = append(products, privateProducts(ctx, "", e, list, d)...)
	}
	for _, p := range products {
		if err := collectFindings(r, p.write)(io.Discard); err != nil {
			return err
		}
	}
	return nil
}
