package eventfile

import (
	"math"
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
	e := &c.e
	c.text("name", e.Name)
	c.id(e.ID)
	c.when("revised", e.Revised, time.UTC)
	c.prose("summary", e.Summary)
	c.prose("description", e.Description)
	c.text("url", e.URL)
	c.text("online", e.Online)
	c.text("image", e.Image)
	c.text("color", e.Color)
	c.text("logo", c.settings.Logo)
	c.text("language", e.Language)
	c.text("zone", e.Zone)
	c.venue(e.Venue)
	c.organizer(e.Organizer)
	c.number("capacity", e.Capacity)
	if fonts := c.texts(c.settings.Fonts); len(fonts) == 1 {
		c.text("fonts", fonts[0])
	} else {
		entries(c, "fonts", fonts, func(name string) { c.line(c.value(name)) })
	}
	tracks := named(c, "a track", e.Tracks, func(t agenda.Track) string { return t.ID + t.Name })
	entries(c, "tracks", tracks, func(t agenda.Track) {
		if t == (agenda.Track{Name: t.Name}) {
			c.line(c.value(t.Name))
			return
		}
		c.id(t.ID)
		c.text("name", t.Name)
		c.text("color", t.Color)
	})
	rooms := named(c, "a room", e.Rooms, func(r agenda.Room) string { return r.ID + r.Name })
	entries(c, "rooms", rooms, func(r agenda.Room) {
		if r == (agenda.Room{Name: r.Name}) {
			c.line(c.value(r.Name))
			return
		}
		c.id(r.ID)
		c.text("name", r.Name)
		c.number("capacity", r.Capacity)
		if r.Shared {
			c.line("shared: true")
		}
	})
	if c.people {
		speakers := named(c, "a speaker", e.Speakers, func(s agenda.Speaker) string { return s.ID + s.Name })
		entries(c, "speakers", speakers, c.speaker)
	}
	if len(e.Days) > 0 {
		c.block("days", func() {
			for _, d := range e.Days {
				c.day(d)
			}
		})
	}
	entries(c, "sessions", c.byDay[agenda.Date{}], func(i int) { c.session(&e.Sessions[i], agenda.Day{}) })
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

// id writes an id, where there is one.
func (c *composer) id(s string) {
	if s != "" && strings.TrimSpace(s) == "" {
		c.bad("", "an id is blank")
	}
	c.text("id", s)
}

func (c *composer) number(key string, n int) {
	if n < 0 || n > maxPeople {
		c.bad("", "%s is %d", key, n)
	}
	if n != 0 {
		c.line(key + ": " + strconv.Itoa(n))
	}
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

func (c *composer) venue(v agenda.Venue) {
	if v == (agenda.Venue{}) {
		return
	}
	if text := v.String(); text != "" && splitVenue(text) == v {
		c.text("venue", text)
		return
	}
	c.block("venue", func() {
		c.text("name", v.Name)
		c.text("address", v.Address)
		if math.Abs(v.Latitude) > 90 || math.Abs(v.Longitude) > 180 || math.IsNaN(v.Latitude+v.Longitude) {
			c.bad("", "the venue is at %v, %v", v.Latitude, v.Longitude)
		}
		if v.Located() {
			c.line("latitude: " + strconv.FormatFloat(v.Latitude, 'f', -1, 64))
			c.line("longitude: " + strconv.FormatFloat(v.Longitude, 'f', -1, 64))
		}
		c.text("url", v.URL)
	})
}

func (c *composer) organizer(o agenda.Organizer) {
	if o == (agenda.Organizer{Name: o.Name}) {
		c.text("organizer", o.Name)
		return
	}
	c.block("organizer", func() {
		c.text("name", o.Name)
		c.text("email", o.Email)
		c.text("url", o.URL)
	})
}

func (c *composer) speaker(s agenda.Speaker) {
	s.Links = c.links(s.Links)
	if s.ID == "" && s.Biography == "" && s.Links == nil {
		p := person{name: s.Name, organization: s.Organization}
		if text := p.String(); onePerson(text) == p {
			c.line(c.value(text))
			return
		}
	}
	c.id(s.ID)
	c.text("name", s.Name)
	c.text("organization", s.Organization)
	c.prose("biography", s.Biography)
	c.linkList(s.Links)
}

func (p person) String() string {
	if p.organization == "" {
		return p.name
	}
	return p.name + " (" + p.organization + ")"
}

func (c *composer) linkList(links []agenda.Link) {
	entries(c, "links", links, func(l agenda.Link) {
		if l.Title == "" {
			c.line(c.value(l.URL))
			return
		}
		c.text("title", l.Title)
		c.text("url", l.URL)
	})
}

func (c *composer) day(d agenda.Day) {
	sessions := c.byDay[d.Date]
	if d.Title == "" && d.Ends == 0 {
		if len(sessions) == 0 {
			c.line(d.Date.String() + ": []")
		}
		entries(c, d.Date.String(), sessions, func(i int) { c.session(&c.e.Sessions[i], d) })
		return
	}
	c.block(d.Date.String(), func() {
		c.text("title", d.Title)
		c.number("ends", d.Ends)
		entries(c, "sessions", sessions, func(i int) { c.session(&c.e.Sessions[i], d) })
	})
}

func (c *composer) session(s *agenda.Session, d agenda.Day) {
	c.check(s)
	s.Rooms, s.Speakers, s.Links = c.texts(s.Rooms), c.texts(s.Speakers), c.links(s.Links)
	at, clocked := "", false
	if !s.Start.IsZero() && !s.AllDay {
		at, clocked = clockText(d, s.Start, s.End, c.loc)
	}
	kind := s.Kind
	if len(s.Speakers) == 0 {
		switch guess := input.KindOf(s.Title); {
		case kind == guess:
			kind = ""
		case kind == "":
			kind = agenda.Talk
		}
	}
	if c.short(s, at, clocked, kind) {
		return
	}
	switch {
	case s.AllDay:
		c.days(s)
	case clocked && s.End.IsZero():
		c.line("at: " + quote(at)) // else an old YAML reads a number in base 60
	case clocked:
		c.line("at: " + at)
	default:
		c.when("start", s.Start, c.loc)
		c.when("end", s.End, c.loc)
	}
	c.repeats(s, d.Date)
	c.text("title", s.Title)
	c.id(s.ID)
	c.when("created", s.Created, time.UTC)
	c.when("revised", s.Revised, time.UTC)
	c.by(s.Speakers)
	c.text("kind", string(kind))
	c.text("status", string(s.Status))
	if len(s.Rooms) == 1 {
		c.text("room", s.Rooms[0])
	} else {
		entries(c, "rooms", s.Rooms, func(r string) { c.line(c.value(r)) })
	}
	c.text("track", s.Track)
	c.text("language", s.Language)
	c.text("online", s.Online)
	c.text("image", s.Image)
	c.prose("abstract", s.Abstract)
	c.linkList(s.Links)
}

// short writes a session on one line, and reports whether that says everything.
func (c *composer) short(s *agenda.Session, at string, clocked bool, kind agenda.Kind) bool {
	rest := s.ID + s.Abstract + s.Track + s.Language + s.Online + s.Image + s.Repeat + string(s.Status) +
		string(kind)
	if s.Title == "" || rest != "" || s.AllDay || s.Except != nil || !s.Created.IsZero() ||
		s.Rooms != nil || s.Speakers != nil || s.Links != nil ||
		!s.Revised.IsZero() {
		return false
	}
	if s.Start.IsZero() {
		if _, _, timed := cutTime(s.Title); timed || !s.End.IsZero() {
			return false
		}
		c.line(c.value(s.Title))
		return true
	}
	if _, title, _ := cutTime(at + " " + s.Title); !clocked || title != s.Title {
		return false
	}
	c.line(c.value(at + " " + s.Title))
	return true
}

// by writes who gives a session: as a sentence where that names the same people, else as a list.
func (c *composer) by(refs []string) {
	if len(refs) == 0 {
		return
	}
	var known agenda.Directory
	if c.people {
		known = c.dir
	}
	var want []person
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
		want = append(want, p)
	}
	bare := func(p person) person { return person{name: p.name, organization: p.organization} }
	same := func(a, b person) bool { return bare(a) == bare(b) }
	text := sentenceOf(want)
	if slices.EqualFunc((person{name: text, form: sentence}).read(known), want, same) {
		c.text("by", text)
		return
	}
	entries(c, "by", want, func(p person) {
		text := p.String()
		if got := (person{name: text, form: single}).read(known); len(got) == 1 && same(got[0], p) {
			c.line(c.value(text))
			return
		}
		c.text("name", p.name)
		c.text("organization", p.organization)
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
