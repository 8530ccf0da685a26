package main

import (
	"cmp"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/ical"
	"github.com/urfave/cli/v2"
)

var feedCommand = subcommand{
	name:  "feed",
	usage: "make the calendar feed that attendees subscribe to",
	args:  "EVENT...",
	text: "Several events become one feed. Write over the last feed, or name it: then\n" +
		"calendars see what changed, and nothing else. A session that is gone is\n" +
		"cancelled until its event has ended. As long as nothing changes, the same bytes\n" +
		"come out. With --track, --room, --speaker or --session, each of which may be\n" +
		"repeated, the feed is a view of the whole one: name that with --previous.",
	example: "daysheet feed event.yaml -o feed.ics\n" +
		"daysheet feed event.yaml --previous feed.ics --track Ops -o ops.ics",
	flags: []cli.Flag{
		outputFlag("write to `FILE` instead of standard output"),
		previousFlag("that of -o"),
		manyFlag("track", "only the sessions of the track `NAME`"),
		manyFlag("room", "only those in the room `NAME`"),
		manyFlag("speaker", "only those of the speaker `NAME`"),
		manyFlag("session", "only the session `ID`"),
		textFlag("name", "call the calendar `NAME` instead of after its events"),
		textFlag("source", "say that the feed is published at `URL`"),
		textFlag("alarm", "remind of each talk this `TIME` before it (10m)"),
		boolFlag("show-cancelled", "keep cancelled sessions in sight as \"Cancelled: …\", for Google"),
		nowFlag, jsonFlag,
	},
	run: (*command).feed,
}

func manyFlag(name, usage string) cli.Flag { return &cli.StringSliceFlag{Name: name, Usage: usage} }

func (c *command) feed() error {
	ctx := c.ctx
	var alarm time.Duration
	if text := ctx.String("alarm"); text != "" {
		var err error
		if alarm, err = time.ParseDuration(text); err != nil {
			return usagef("write it with its unit, like 10m or 1h",
				"--alarm: %q is not a length of time", text)
		}
		if alarm < time.Minute {
			return usagef("write it like 10m or 1h", "--alarm: %v is less than a minute", alarm)
		}
	}
	c.output = cmp.Or(c.output, "-")
	events, err := c.feedEvents()
	if err != nil {
		return err
	}
	o := ical.Options{
		View: ical.View{
			Tracks: ctx.StringSlice("track"), Rooms: ctx.StringSlice("room"),
			Speakers: ctx.StringSlice("speaker"), Sessions: ctx.StringSlice("session"),
		},
		Name: ctx.String("name"), Source: ctx.String("source"), Alarm: alarm,
		ShowCancelled: ctx.Bool("show-cancelled"), Now: c.now,
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
		if err := c.protectWhole(); err != nil {
			return err
		}
	}
	if !isView || ctx.IsSet("previous") {
		if o.Previous, err = c.previous(c.output); err != nil {
			return err
		}
	}
	f, err := c.compose(o, events...)
	if err != nil {
		return err
	}
	if isView && f.Len() == 0 {
		findings, err := f.Write(io.Discard)
		c.notice(slices.DeleteFunc(findings, func(f agenda.Finding) bool {
			return f.Rule == "empty-view" // the error says it
		})...)
		return cmp.Or(err, failf("see whether its names are right, and go together",
			"no session is in the view; nothing was written"))
	}
	made := line{1, "feed", c.output, input.Quantity(f.Len(), "session")}
	return c.deliver(product{line: made, write: f.Write})
}

// protectWhole sees that a view does not take the place of the whole feed. A view has no memory: what is at
// -o was one, and what it has not may be in the whole feed, which alone knows the revisions.
func (c *command) protectWhole() error {
	const hint = "name the whole feed: --previous feed.ics"
	if c.ctx.IsSet("previous") {
		return c.refuseOverwrite(c.ctx.String("previous"))
	}
	if info, err := os.Stat(c.output); c.output != "-" && err == nil && info.Mode().IsRegular() {
		return failf(hint, "%s is there, and without the whole feed a view would revise it wrongly", c.output)
	}
	c.notice(agenda.Finding{Rule: "view-alone", Severity: agenda.Note, Hint: hint,
		Message: "without the whole feed, a view does not know which of its sessions have changed"})
	return nil
}

// feedEvents reads the events of a feed.
func (c *command) feedEvents() ([]*agenda.Event, error) {
	var events []*agenda.Event
	file := map[string]string{}
	for _, path := range c.ctx.Args().Slice() {
		f, err := c.loadEvent(path)
		if err != nil {
			return nil, err
		}
		id := f.Event.Identity()
		if first, twice := file[id]; twice {
			return nil, failf("write an id into each of them, or leave one out",
				"%s and %s have the same id, %q", first, path, id)
		}
		file[id] = path
		events = append(events, f.Event)
	}
	if len(events) > 1 {
		c.place = nil // an id no longer tells which file is meant
	}
	return events, nil
}

// compose makes a feed, and tells what has become of the sessions since the feed published last.
func (c *command) compose(o ical.Options, events ...*agenda.Event) (*ical.Feed, error) {
	feed, err := ical.Compose(o, events...)
	if err != nil {
		return nil, err
	}
	for _, changed := range feed.Changed {
		if len(changed.Changes) == 0 {
			continue
		}
		var b strings.Builder
		if len(feed.Changed) > 1 {
			b.WriteString(changed.New.Name + ": ")
		}
		_, err := page.WriteChanges(&b, changed.Old, changed.New, changed.Changes,
			page.ChangesOptions{Inset: true, Width: columns - indent})
		if err != nil {
			return nil, err
		}
		c.changes = append(c.changes, strings.TrimRight(b.String(), "\n"))
	}
	return feed, nil
}
