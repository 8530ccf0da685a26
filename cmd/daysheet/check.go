package main

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/urfave/cli/v2"
)

func (c *command) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say what is wrong with event files and attendee lists",
		ArgsUsage: "FILE...",
		UsageText: "Writes nothing. Attendee lists are checked against the event file named beside\n" +
			"them: its capacity, and whether every name can be printed.",
		Description: "daysheet check event.yaml attendees.csv",
		Flags:       []cli.Flag{stockFlag(), jsonFlag()},
		Action:      c.check,
	}
}

// listExtensions are the endings of attendee lists; any other file is an event.
var listExtensions = []string{".csv", ".tsv", ".txt"}

func (c *command) check(ctx *cli.Context) error {
	if ctx.NArg() == 0 {
		return usagef(helpHint(ctx), "check needs a file")
	}
	design, err := designFrom(ctx)
	if err != nil {
		return err
	}
	r := &report{}
	// Every file is checked, whatever is wrong with the ones before it.
	collect := func(err error) error {
		if input := (*agenda.InputError)(nil); errors.As(err, &input) {
			r.notice(input.Findings...)
			return nil
		}
		return err
	}
	var event *agenda.Event
	var list []roster.Attendee
	for _, path := range ctx.Args().Slice() {
		if slices.Contains(listExtensions, strings.ToLower(filepath.Ext(path))) {
			attendees, findings, err := c.readAttendees(path)
			r.notice(findings...)
			if err := collect(err); err != nil {
				return err
			}
			r.didRead(len(attendees), "attendee", path, typesNote(attendees))
			list = append(list, attendees...)
			continue
		}
		path = eventPath(path)
		e, findings, err := c.readEvent(path)
		r.notice(findings...)
		if err := collect(err); err != nil {
			return err
		}
		if err == nil {
			r.didRead(1, "event", path, e.Name)
			event = e
		}
	}
	if event != nil && len(list) > 0 {
		r.notice(overCapacity(event, len(list))...)
		findings, err := rehearse(ctx, event, list, design)
		if err := collect(err); err != nil {
			return err
		}
		r.notice(findings...)
	}
	if err := r.print(c.stdout, ctx.Bool("json")); err != nil {
		return err
	}
	if r.noticed.Count(agenda.Error) > 0 {
		return &silent{}
	}
	return nil
}

// rehearse draws badges and tickets for nobody, for what is noticed on the way. Their codes are as long as
// the real ones and signed with a key that is thrown away.
func rehearse(ctx *cli.Context, e *agenda.Event, list []roster.Attendee, d badge.Design) (agenda.Findings, error) {
	key, err := ticket.GenerateKey(bytes.NewReader(make([]byte, 64)))
	if err != nil {
		return nil, err
	}
	if err := badge.Sign(key, e, list); err != nil {
		return nil, err
	}
	return badge.WriteBadges(ctx.Context, io.Discard, e, list, d)
}
