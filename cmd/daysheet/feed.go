package main

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

func (c *command) feedCommand() *cli.Command {
	several := func(name, usage string) cli.Flag { return &cli.StringSliceFlag{Name: name, Usage: usage} }
	return &cli.Command{
		Name:      "feed",
		Usage:     "make the calendar feed that attendees subscribe to",
		ArgsUsage: "EVENT...",
		UsageText: "Several events become one feed. Write over the last feed, or name it: then\n" +
			"calendars see what changed, and nothing else. A session that is gone is\n" +
			"cancelled until its event has ended. As long as nothing changes, the same bytes\n" +
			"come out. With --track, --room, --speaker or --session, each of which may be\n" +
			"repeated, the feed is a view of the whole one: name that with --previous.",
		Description: "daysheet feed event.yaml -o feed.ics\n" +
			"daysheet feed event.yaml --previous feed.ics --track Ops -o ops.ics",
		Flags: []cli.Flag{
			outputFlag("write to `FILE` instead of standard output"),
			previousFlag("that of -o"),
			several("track", "only the sessions of the track `NAME`"),
			several("room", "only those in the room `NAME`"),
			several("speaker", "only those of the speaker `NAME`"),
			several("session", "only the session `ID`"),
			&cli.StringFlag{Name: "name", Usage: "call the calendar `NAME` instead of after its events"},
			&cli.StringFlag{Name: "source", Usage: "say that the feed is published at `URL`"},
			&cli.DurationFlag{Name: "alarm", Usage: "remind of each talk this `TIME` before it (10m)"},
			boolFlag("show-cancelled", "keep cancelled sessions in sight as \"Cancelled: …\", for Google"),
			nowFlag(), jsonFlag(),
		},
		Action: c.feed,
	}
}

func (c *command) feed(ctx *cli.Context) error {
	if ctx.NArg() == 0 {
		return usagef(helpHint(ctx), "feed needs an event file")
	}
	now, err := c.now(ctx)
	if err != nil {
		return err
	}
	if alarm := ctx.Duration("alarm"); ctx.IsSet("alarm") && alarm < time.Minute {
		return usagef("write it like 10m or 1h", "--alarm: %v is less than a minute", alarm)
	}
	out := cmp.Or(ctx.String("output"), "-")
	r := c.report()
	r.brief = true
	events, err := c.feedEvents(ctx, out, r)
	if err != nil {
		return err
	}
	o := ical.Options{
		View: ical.View{
			Tracks: ctx.StringSlice("track"), Rooms: ctx.StringSlice("room"),
			Speakers: ctx.StringSlice("speaker"), Sessions: ctx.StringSlice("session"),
		},
		Name: ctx.String("name"), Source: ctx.String("source"), Alarm: ctx.Duration("alarm"),
		ShowCancelled: ctx.Bool("show-cancelled"), Now: now,
	}
	isView := false
	for _, name := range []string{"track", "room", "speaker", "session"} {
		isView = isView || ctx.IsSet(name)
		for _, value := range ctx.StringSlice(name) {
			if strings.TrimSpace(value) == "" {
				return usagef("say which, or leave it out", "--%s: an empty name chooses nothing", name)
			}
		}
	}
	if isView {
		if err := c.viewOf(ctx, out, r); err != nil {
			return err
		}
	}
	if !isView || ctx.IsSet("previous") {
		if o.Previous, err = c.previous(ctx, out); err != nil {
			return err
		}
	}
	f, err := ical.Compose(o, events...)
	if err != nil {
		return err
	}
	if err := r.changed(f); err != nil {
		return err
	}
	if isView && f.Len() == 0 {
		findings, err := f.Write(io.Discard)
		r.notice(findings...)
		return cmp.Or(err, failf("see whether its names are right, and go together",
			"no session is in the view; nothing was written"))
	}
	return c.deliver(ctx, &batch{}, r, product{path: out, write: failOnErrorFindings(f.Write),
		line: line{count: 1, what: "feed", note: input.Quantity(f.Len(), "session")}})
}

// viewOf sees that a view does not take the place of the whole feed. A view has no memory: what is at -o was
// one, and what it has not may be in the whole feed, which alone knows the revisions.
func (c *command) viewOf(ctx *cli.Context, out string, r *report) error {
	const hint = "name the whole feed: --previous feed.ics"
	if ctx.IsSet("previous") {
		return refuseOverwrite(out, ctx.String("previous"))
	}
	if info, err := os.Stat(out); out != "-" && err == nil && info.Mode().IsRegular() {
		return failf(hint, "%s is there, and without the whole feed a view would revise it wrongly", out)
	}
	r.notice(agenda.Finding{Rule: "view-alone", Severity: agenda.Note, Hint: hint,
		Message: "without the whole feed, a view does not know which of its sessions have changed"})
	return nil
}

// feedEvents reads the events of a feed.
func (c *command) feedEvents(ctx *cli.Context, out string, r *report) ([]*agenda.Event, error) {
	var events []*agenda.Event
	file := map[string]string{}
	for _, path := range ctx.Args().Slice() {
		f, err := c.loadEvent(path, out, r)
		if err != nil {
			return nil, err
		}
		e := f.Event
		if first, twice := file[e.Identity()]; twice {
			return nil, failf("write an id into each of them, or leave one out",
				"%s and %s have the same id, %q", first, path, e.Identity())
		}
		file[e.Identity()] = path
		events = append(events, e)
	}
	if len(events) > 1 {
		r.place = nil // an id no longer tells which file is meant
	}
	return events, nil
}

// changed notices what has become of the sessions since the feed published last.
func (r *report) changed(f *ical.Feed) error {
	for _, c := range f.Changed {
		if len(c.Changes) == 0 {
			continue
		}
		var b bytes.Buffer
		if len(f.Changed) > 1 {
			b.WriteString(c.New.Name + ": ")
		}
		if _, err := page.WriteChanges(&b, c.Old, c.New, c.Changes,
			page.ChangesOptions{Inset: true, Width: columns - indent}); err != nil {
			return err
		}
		r.changes = append(r.changes, strings.TrimRight(b.String(), "\n"))
	}
	return nil
}

// asFed is an event as a reader of its feed has it: so two of them can be compared that were read from an
// event file and from a feed.
func asFed(e *agenda.Event) (*agenda.Event, error) {
	var feed bytes.Buffer
	if _, err := ical.Write(&feed, e, ical.Options{PlainText: true}); err != nil {
		return nil, err
	}
	again, _, err := ical.Read(&feed, ical.ReadOptions{Zone: e.Zone})
	return again, err
}
