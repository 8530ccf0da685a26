package eventfile

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// event writes the whole event, c.e.
func (c *composer) event() {
	e := c.e
	e.Speakers = nil
	if c.people {
		for _, s := range c.e.Speakers {
			s.Links = linkSchema.named(c, s.Links)
			e.Speakers = append(e.Speakers, s)
		}
	}
	c.settings.Fonts = textSchema.named(c, c.settings.Fonts)
	eventSchema.writeMapping(c, &eventNode{&e, &c.settings})
	if len(e.Days) > 0 {
		c.block("days", func() {
			for _, d := range e.Days {
				c.day(d)
			}
		})
	}
	entries(c, "sessions", c.byDay[agenda.Date{}], func(i int) { c.session(e.Sessions[i], agenda.Day{}) })
}

// writeValue writes a key with the value at its place, where there is one.
func (c *composer) writeValue(key string, place any) {
	switch v := place.(type) {
	case *string:
		if key == "id" && *v != "" && strings.TrimSpace(*v) == "" {
			c.bad("", "an id is blank")
		}
		if slices.Contains(proseKeys, key) {
			c.prose(key, *v)
		} else {
			c.text(key, *v)
		}
	case *agenda.Kind:
		c.text(key, string(*v))
	case *agenda.Status:
		c.text(key, string(*v))
	case *bool:
		if *v {
			c.line(key + ": true")
		}
	case *int:
		if *v < 0 || *v > int(most[key]) {
			c.bad("", "%s is %d", key, *v)
		}
		if *v != 0 {
			c.line(key + ": " + strconv.Itoa(*v))
		}
	case *float64:
		if !(math.Abs(*v) <= most[key]) {
			c.bad("", "%s is %v", key, *v)
		}
		if *v != 0 {
			c.line(key + ": " + strconv.FormatFloat(*v, 'f', -1, 64))
		}
	case *time.Time:
		c.when(key, *v, time.UTC)
	case *agenda.Venue:
		venueSchema.write(c, key, *v)
	case *agenda.Organizer:
		organizerSchema.write(c, key, *v)
	case *[]agenda.Track:
		trackSchema.writeList(c, key, *v)
	case *[]agenda.Room:
		roomSchema.writeList(c, key, *v)
	case *[]agenda.Speaker:
		speakerSchema.writeList(c, key, *v)
	case *[]agenda.Link:
		linkSchema.writeList(c, key, *v)
	case *[]person:
		c.by(*v)
	case *[]string:
		if len(*v) == 1 {
			c.text(key, (*v)[0])
			return
		}
		entries(c, key, *v, func(s string) { c.line(c.value(s)) })
	}
}

// entries writes a list below key, where there is any.
func entries[T any](c *composer, key string, list []T, write func(T)) {
	if len(list) == 0 {
		return
	}
	c.block(key, func() {
		for _, v := range list {
			c.entry(func() { write(v) })
		}
	})
}

// when writes a moment as RFC 3339, whose offsets are whole minutes.
func (c *composer) when(key string, t time.Time, loc *time.Location) {
	if c.moment(t); !t.IsZero() {
		c.line(key + ": " + momentText(t, loc))
	}
}

func momentText(t time.Time, loc *time.Location) string {
	t = t.In(loc)
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	return t.Format(time.RFC3339Nano)
}

func (p person) String() string {
	if p.organization == "" {
		return p.name
	}
	return p.name + " (" + p.organization + ")"
}

func (c *composer) day(d agenda.Day) {
	sessions := c.byDay[d.Date]
	write := func(i int) { c.session(c.e.Sessions[i], d) }
	switch {
	case d.Title != "" || d.Ends != 0:
		c.block(d.Date.String(), func() {
			daySchema.writeMapping(c, &d)
			entries(c, "sessions", sessions, write)
		})
	case len(sessions) == 0:
		c.line(d.Date.String() + ": []")
	default:
		entries(c, d.Date.String(), sessions, write)
	}
}

func (c *composer) session(s agenda.Session, d agenda.Day) {
	c.check(&s)
	s.Rooms, s.Speakers = textSchema.named(c, s.Rooms), textSchema.named(c, s.Speakers)
	s.Links = linkSchema.named(c, s.Links)
	at, clocked := "", false
	if !s.Start.IsZero() && !s.AllDay {
		at, clocked = clockText(d, s.Start, s.End, c.loc)
	}
	if len(s.Speakers) == 0 {
		switch guess := input.KindOf(s.Title); s.Kind {
		case guess:
			s.Kind = ""
		case "":
			s.Kind = agenda.Talk
		}
	}
	if c.short(s, at, clocked) {
		return
	}
	switch {
	case s.AllDay:
		c.days(&s)
	case clocked && s.End.IsZero():
		c.line("at: " + quote(at)) // else an old YAML reads a number in base 60
	case clocked:
		c.line("at: " + at)
	default:
		c.when("start", s.Start, c.loc)
		c.when("end", s.End, c.loc)
	}
	c.repeats(&s, d.Date)
	n := sessionNode{Session: s, By: c.named(s.Speakers)}
	if len(s.Rooms) == 1 {
		n.Room, n.Rooms = s.Rooms, nil
	}
	sessionSchema.writeMapping(c, &n)
}

// short writes a session on one line, and reports whether that says everything.
func (c *composer) short(s agenda.Session, at string, clocked bool) bool {
	rest := s
	rest.Title, rest.Start, rest.End = "", time.Time{}, time.Time{}
	text := s.Title
	if clocked {
		text = at + " " + s.Title
	}
	_, title, timed := cutTime(text)
	if s.Title == "" || !reflect.ValueOf(rest).IsZero() || timed != clocked || title != s.Title ||
		!clocked && !(s.Start.IsZero() && s.End.IsZero()) {
		return false
	}
	c.line(c.value(text))
	return true
}

// named are the people whom a session names, with their names as they are in the file.
func (c *composer) named(refs []string) (out []person) {
	for _, ref := range refs {
		p := person{name: ref}
		if who, ok := c.dir.Speaker(ref); ok {
			if p.name = who.Name; !c.people {
				p.organization = who.Organization
			} else if same, _ := c.dir.Speaker(who.Name); who.Name == "" ||
				speakerRef(same) != speakerRef(who) {
				p.name = speakerRef(who)
			}
		}
		out = append(out, p)
	}
	return out
}

// by writes who gives a session: as a sentence where that names the same people, else as a list.
func (c *composer) by(people []person) {
	if len(people) == 0 {
		return
	}
	var known agenda.Directory
	if c.people {
		known = c.dir
	}
	readAs := func(text string, how form, want ...person) bool {
		return slices.EqualFunc(person{name: text, form: how}.read(known), want, func(a, b person) bool {
			return a.name == b.name && a.organization == b.organization
		})
	}
	if text := sentenceOf(people); readAs(text, sentence, people...) {
		c.text("by", text)
		return
	}
	entries(c, "by", people, func(p person) {
		if text := p.String(); readAs(text, single, p) {
			c.line(c.value(text))
			return
		}
		bySchema.writeMapping(c, &agenda.Speaker{Name: p.name, Organization: p.organization})
	})
}

// sentenceOf joins people as an announcement does.
func sentenceOf(people []person) string {
	var e agenda.Event
	var s agenda.Session
	for i, p := range people {
		id := strconv.Itoa(i)
		e.Speakers = append(e.Speakers, agenda.Speaker{ID: id, Name: p.name, Organization: p.organization})
		s.Speakers = append(s.Speakers, id)
	}
	return listing.English.Byline(e.Directory(), &s)
}
