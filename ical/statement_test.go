package ical

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/agenda/recur"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A statement is a feed, and what those are to understand who read it.
type statement struct {
	name    string
	feed    string
	means   []understood
	slashes bool // it has backslashes where loose readers get lost
	far     bool // it goes through zones and years
}

// statements makes the feeds that the other readers read.
func statements(t *testing.T) []statement {
	var list []statement
	state := func(name string, o Options, events ...*agenda.Event) *statement {
		o.Source = "https://example.org/" + name + ".ics"
		feed, findings := write(t, o, events...)
		if len(findings) > 0 {
			t.Fatal(name, findings)
		}
		list = append(list, statement{name: name, feed: feed, means: meant(t, o, events...)})
		return &list[len(list)-1]
	}
	state("kafka", Options{}, kafka(t))
	state("travelling", Options{}, travelling()...).far = true
	state("years", Options{}, years(t)...).far = true
	state("nasty", Options{}, nasty(t))
	state("backslashes", Options{}, slashes(t)).slashes = true
	state("river", Options{Alarm: 15 * time.Minute}, richRiver(t))
	state("in sight", Options{ShowCancelled: true, PlainText: true}, richRiver(t))

	view := state("view", Options{View: View{Tracks: []string{"sea"}}}, harbour(t))
	view.means = slices.DeleteFunc(view.means, func(u understood) bool { return u["categories"] != "At sea" })
	if len(view.means) != 2 {
		t.Fatal("the view should hold two sessions")
	}
	return append(list, remembered(t, false), remembered(t, true), withParameters(t))
}

// travelling is days in many zones, around the changes of their clocks.
func travelling() (events []*agenda.Event) {
	for i, zone := range []string{
		"America/Los_Angeles", "Europe/Berlin", "Europe/Dublin", "Africa/Casablanca", "Asia/Gaza",
		"Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago", "America/St_Johns", "Asia/Tokyo", "",
	} {
		e := &agenda.Event{ID: agenda.Slug("tour "+zone) + ".example.org", Name: "Tour", Zone: zone}
		for month := range 24 {
			start := time.Date(2026, time.Month(month+1), 1+(month*5+i)%28, 6, 0, 0, 0, time.UTC)
			for day := range 4 {
				from := start.AddDate(0, 0, day).Add(time.Duration(day*5) * time.Hour)
				e.Sessions = append(e.Sessions, agenda.Session{
					Title: zone + from.Format(" 2006-01-02"), Start: from, End: from.Add(26 * time.Hour),
					Revised: start,
				})
			}
		}
		events = append(events, e)
	}
	return events
}

// years is a feed of ten years, with single sessions, and with those that repeat across changes of the
// clocks.
func years(t *testing.T) (events []*agenda.Event) {
	for _, zone := range []string{"Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Gaza"} {
		loc := location(t, zone)
		e := &agenda.Event{ID: agenda.Slug("years "+zone) + ".example.org", Name: "Years", Zone: zone}
		for year := 2024; year <= 2034; year++ {
			for _, date := range []string{"02-29", "04-01", "07-01", "10-15", "12-31"} {
				d, err := agenda.ParseDate(fmt.Sprintf("%d-%s", year, date))
				if err != nil {
					continue // 29 February
				}
				start := d.Moment(18, 30, 0, loc)
				e.Sessions = append(e.Sessions, agenda.Session{Title: "At " + d.String(), Start: start,
					End: start.Add(90 * time.Minute)})
			}
		}
		weekly := at(t, loc, "2025-02-04", 19, 0)
		e.Sessions = append(e.Sessions,
			agenda.Session{ID: "weekly", Title: "Every week", Repeat: "FREQ=WEEKLY;COUNT=60", Start: weekly,
				End:    weekly.Add(time.Hour),
				Except: []time.Time{at(t, loc, "2025-07-01", 19, 0), at(t, loc, "2025-12-23", 19, 0)}},
			agenda.Session{ID: "last-friday", Title: "Last Fridays", Start: at(t, loc, "2026-01-30", 20, 0),
				Repeat: "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280131T235959Z"})
		events = append(events, e)
	}
	return events
}

// nasty is text that breaks careless parsers.
func nasty(t *testing.T) *agenda.Event {
	e := kafka(t)
	e.Organizer.Name = `The "K" ^users^; Bay: Area ^n`
	e.Venue.Name = `Hall "7"; upstairs, left`
	e.Sessions[0].Track = `R&D, "new"; old`
	e.Sessions[1].Links = []agenda.Link{{URL: `https://example.org/a?d=e&f="g"#h`}}
	e.Speakers[0].Organization = `Linked "In", ^Inc^; ^n`
	retitle(e,
		`commas, semicolons; colons: "quotes" and ^n ^'`,
		"END:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.org",
		strings.Repeat("Ünïcödé 日本語 🎈👩‍👩‍👧 ", 12)+"end",
		strings.Repeat(`;`, 80)+strings.Repeat(",", 80),
		"ctrl\x00\x07\x1b\x7f\u0085\u2028 bad \xff\xc3 utf8 \u202eright to left\u202c العربية")
	return e
}

// slashes is text with backslashes.
func slashes(t *testing.T) *agenda.Event {
	e := kafka(t)
	e.Organizer.Name, e.Venue.Name = `A\B\C\`, `C:\new\, %2C`
	e.Sessions[0].Track = `new, \old`
	e.Sessions[1].Links = []agenda.Link{{URL: `https://example.org/a;b,c?d\e`}}
	retitle(e, `\`, `\n\N\\n`, `a\, b\; c`, strings.Repeat(`\`, 80), strings.Repeat(`a\`, 80))
	return e
}

func retitle(e *agenda.Event, titles ...string) {
	for i, title := range titles {
		e.Sessions[i].Title, e.Sessions[i].Abstract = title, title+"\n\n\tTabbed, "+title
	}
}

// richRiver has everything that a session can have, and several kinds of days and of repetition.
func richRiver(t *testing.T) *agenda.Event {
	e := river(t)
	loc := location(t, e.Zone)
	e.Organizer.Name = `Cy "C" Ray ^n of ^the^ river`
	e.Sessions = append(e.Sessions,
		agenda.Session{ID: "ferry", Title: "Ferry", AllDay: true, Start: at(t, loc, "2026-05-30", 0, 0),
			Repeat: "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260725", Kind: agenda.Other,
			Except: []time.Time{at(t, loc, "2026-06-13", 0, 0)}},
		agenda.Session{ID: "closed", Title: "Closed", AllDay: true, Start: at(t, loc, "2026-12-24", 0, 0),
			End: at(t, loc, "2027-01-02", 0, 0), Created: time.Date(2025, 12, 1, 7, 0, 0, 0, time.UTC)},
		agenda.Session{ID: "late", Title: "Late", Start: at(t, loc, "2026-09-30", 23, 30),
			End: at(t, loc, "2026-10-01", 1, 0), Repeat: "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR;COUNT=9"})
	return e
}

// remembered is a feed after another: one of its sessions has another title, one is gone, one had been
// cancelled before; nothing is new of the others, though their event has been revised.
func remembered(t *testing.T, shown bool) statement {
	o := Options{ShowCancelled: shown}
	e := kafka(t)
	e.Sessions[4].Status = agenda.Cancelled
	first, _ := write(t, o, e)
	s := statement{name: "remembered, shown " + strconv.FormatBool(shown), means: meant(t, o, e)}

	e.Revised = now.Add(-time.Hour)
	e.Sessions[1].Title = "Operating Kafka"
	e.Sessions = slices.Delete(e.Sessions, 2, 3)
	s.feed, _, _ = next(t, first, o, e)
	for _, u := range s.means {
		revised := time.Time{}
		switch u["uid"] {
		case "operating-kafka@kafka-2014.example.org":
			u["summary"] = "Operating Kafka"
			revised = e.Revised
		case "secure-kafka@kafka-2014.example.org":
			u["status"], u["transparency"] = "CANCELLED", "TRANSPARENT"
			if shown {
				u["status"], u["summary"] = "CONFIRMED", "Cancelled: "+u["summary"]
			}
			revised = now
		default:
			continue
		}
		u["stamp"] = revised.Format(time.RFC3339)
		u["modified"] = u["stamp"]
		u["sequence"] = strconv.Itoa(int(revised.Sub(reader.RevisionEpoch).Minutes()))
	}
	return s
}

// withParameters is a feed to which its caller adds what only RFC 6868 can say: names of several lines.
func withParameters(t *testing.T) statement {
	const name = "Ada \"A\" Okafor\nof the ^North^; ^n, ^' and: others"
	e := kafka(t)
	c, _, err := Calendar(Options{}, e)
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range c.Events() {
		for i := range event.Properties {
			if p := &event.Properties[i]; p.IANAToken == "ORGANIZER" {
				p.ICalParameters = map[string][]string{"CN": {name}}
			}
		}
	}
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	s := statement{name: "parameters", feed: b.String(), means: meant(t, Options{}, e)}
	for _, u := range s.means {
		u["name"] = name
	}
	return s
}

// colorNames gives the names of RFC 7986 for the colors of the events here.
var colorNames = map[string]string{"": "", "#000080": "navy"}

// meant gives the meaning of the events, from the events alone, in the order of the feed.
func meant(t *testing.T, o Options, events ...*agenda.Event) []understood {
	legible := func(s string) string { return wire.Clean(s) }
	f, err := Compose(o, events...)
	if err != nil {
		t.Fatal(err)
	}
	var list []understood
	starts := map[string]int64{}
	for k, e := range events {
		dir, ids := e.Directory(), e.SessionIDs()
		loc := location(t, e.Zone)
		for i, s := range e.Sessions {
			moment := func(at time.Time) string {
				switch {
				case at.IsZero():
					return ""
				case s.AllDay:
					return agenda.DateOf(at.In(loc)).String()
				}
				return at.UTC().Format(time.RFC3339)
			}
			moments := func(times []time.Time) string {
				var list []string
				for _, at := range times {
					list = append(list, moment(at))
				}
				return strings.Join(list, " ")
			}
			instant := func(at time.Time) string {
				if at.IsZero() {
					return ""
				}
				return at.UTC().Format(time.RFC3339)
			}
			revised := e.RevisedAt(s)
			if revised.IsZero() {
				revised = reader.RevisionEpoch
			}
			rule := strings.Split(s.Repeat, ";")
			slices.Sort(rule)
			track, _ := dir.Track(s.Track)
			d := f.parts[k].description(&s, ids[i])
			u := understood{
				"uid": ids[i] + "@" + e.ID, "start": moment(s.Start), "end": moment(s.End),
				"stamp": instant(revised), "modified": instant(revised), "created": instant(s.Created),
				"sequence": strconv.Itoa(int(revised.Sub(reader.RevisionEpoch) / time.Minute)),
				"repeat":   strings.Join(rule, ";"), "except": moments(s.Except),
				"occurrences": moments(takesPlace(t, e, s)),
				"summary":     legible(input.OneLine(s.Title)), "html": "",
				"location": listing.English.Place(dir, e.Venue, &s), "geo": "", "url": e.URL,
				"categories": track.Name, "color": colorNames[track.Color],
				"status": "CONFIRMED", "transparency": "", "conference": e.Online, "image": s.Image,
				"organizer": "", "name": "", "alarms": "",
			}
			if v := e.Venue; v.Located() {
				u["geo"] = fmt.Sprintf("%.6f %.6f", v.Latitude, v.Longitude)
			}
			if d.marked() && !o.PlainText {
				u["html"] = legible(d.html())
			}
			if s.Online != "" {
				u["conference"] = s.Online
			}
			if s.Kind.Recedes() {
				u["transparency"] = "TRANSPARENT"
			} else if o.Alarm > 0 && !s.AllDay && s.Status != agenda.Cancelled {
				u["alarms"] = fmt.Sprintf("%d DISPLAY %s", -int(o.Alarm.Seconds()), u["summary"])
			}
			switch {
			case s.Status == agenda.Tentative:
				u["status"] = "TENTATIVE"
			case s.Status == agenda.Cancelled && o.ShowCancelled:
				u["summary"], u["transparency"] = "Cancelled: "+u["summary"], "TRANSPARENT"
			case s.Status == agenda.Cancelled:
				u["status"], u["transparency"] = "CANCELLED", "TRANSPARENT"
			}
			if e.Organizer.Email != "" {
				u["organizer"] = "mailto:" + e.Organizer.Email
				u["name"] = strings.TrimSuffix(e.Organizer.Name, `\`)
			}
			var speakers, links []string
			for _, ref := range s.Speakers {
				p, _ := dir.Speaker(ref)
				speakers = append(speakers, p.Name+"|"+p.Organization)
			}
			u["speakers"] = strings.Join(speakers, "\n")
			for _, l := range s.Links {
				if len(links) == 0 {
					u["url"] = strings.NewReplacer(`"`, "%22", `\`, "%5C").Replace(l.URL)
				}
				links = append(links, strings.TrimPrefix(l.Title+": "+l.URL, ": "))
			}
			if u["conference"] != "" {
				links = append(links, "Online: "+u["conference"])
			}
			byline := listing.English.Byline(dir, &s)
			said := paragraphs(byline, legible(listing.Flow(strings.TrimSpace(s.Abstract))))
			u["description"] = paragraphs(said, strings.Join(links, "\n"))
			list = append(list, u)
			starts[u["uid"]] = s.Start.Unix()
		}
	}
	slices.SortStableFunc(list, func(a, b understood) int {
		if x, y := starts[a["uid"]], starts[b["uid"]]; x != y {
			return int(x - y)
		}
		return strings.Compare(a["uid"], b["uid"])
	})
	return list
}

// takesPlace are the starts of a session.
func takesPlace(t *testing.T, e *agenda.Event, s agenda.Session) (starts []time.Time) {
	alone := agenda.Event{Zone: e.Zone, Sessions: []agenda.Session{s}}
	expanded, findings := recur.Expand(&alone)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	for _, s := range expanded.Sessions {
		starts = append(starts, s.Start)
	}
	return starts
}
