package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// A view is the event in clean words, in the order in which both formats show it.
type view struct {
	Lang, Dir     string
	Name, Summary string
	Description   []string
	URL           string
	When          string
	Venue         venue
	Places        string // "48 places"
	Organizer     named
	Email         named
	Online        string // the URL at which it can be joined from afar
	Days          []day
	Unscheduled   []*session
	People        []person
}

type venue struct {
	named
	Address string
	Map     string
}

// A named thing has a link where it has a URL.
type named struct{ Name, URL string }

type person struct {
	Name, Organization string
	Biography          []string
	Links              []named
}

type day struct {
	Anchor  string
	Date    string // 2014-06-03
	Name    string // "Tuesday 3 June 2014"
	Title   string
	Columns int // rooms side by side; 0 is a list
	Entries []entry
	Rows    []row // the entries as a table shows them
}

// An entry is a session, or a gap where Session is nil.
type entry struct {
	*listing.Slot
	Clock   clock
	Minutes int // of the gap
	Session *session
}

// A session is a slot with its texts made fit to show, and what a page alone has to say of it.
type session struct {
	*listing.Slot
	Anchor   string
	Title    string
	Recedes  bool
	Track    string
	Color    string
	Lang     string
	Abstract []string
	Links    []named
	Ends     string // "until 12:30", in a table whose time column does not say
	Parallel bool   // it stands beside others
}

// Words are what a text says under a byline, in the order of their weight; page.html has the same order.
func (s *session) Words() []string {
	words := []string{s.Early, s.Until, s.Kind, s.Rooms, s.Track, s.Language}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// Details reports whether the page has a word to say under a byline: a session beside others has its room
// and track above its title.
func (s *session) Details() bool {
	return s.Early+s.Until+s.Ends+s.Kind+s.Language != "" || !s.Parallel && s.Rooms+s.Track != ""
}

// A clock holds the text of the time column, for people and for machines.
type clock struct {
	listing.Clock
	StartAt, EndAt string // with date and offset, of whole days the date alone; EndAt is "" where End is
}

func clockOf(s *listing.Slot) clock {
	c := clock{Clock: s.Clock, StartAt: s.Start.Format(machineTime)}
	if s.AllDay() {
		c.StartAt = s.Start.Format(time.DateOnly)
	}
	if c.End != "" {
		c.EndAt = s.End.Format(machineTime)
	}
	return c
}

// machineTime is the layout of a time element's datetime.
const machineTime = "2006-01-02T15:04-07:00"

// A viewer makes a view of an event.
type viewer struct {
	cleaner
	e       *agenda.Event
	anchors map[string]int
}

func look(e *agenda.Event) (*view, agenda.Findings) {
	r := &viewer{e: e, anchors: map[string]int{"people": 1, "unscheduled": 1}}
	l := listing.Of(e)
	v := &view{
		Name:        r.line("", "event's name", e.Name),
		Summary:     r.line("", "summary", e.Summary),
		Description: r.paragraphs("", "description", e.Description),
		URL:         r.link("", e.URL),
		When:        l.When,
		Online:      r.link("", e.Online),
		Organizer:   named{r.line("", "organizer's name", e.Organizer.Name), r.link("", e.Organizer.URL)},
		Lang:        cmp.Or(language(e.Language), "en"),
		Dir:         "ltr",
	}
	v.Name = cmp.Or(v.Name, "Agenda")
	if l.RightToLeft {
		v.Dir = "rtl"
	}
	v.Email.Name = r.line("", "organizer's address", e.Organizer.Email)
	v.Email.URL = mailto(v.Email.Name)
	if e.Capacity > 0 {
		v.Places = input.Quantity(e.Capacity, "place")
	}
	r.venue(v)
	for _, d := range l.Days {
		v.Days = append(v.Days, r.day(d))
	}
	for i := range l.Unscheduled {
		v.Unscheduled = append(v.Unscheduled, r.session(&l.Unscheduled[i]))
	}
	for i := range e.Speakers {
		s := &e.Speakers[i]
		p := person{
			Name:         r.line(s.ID, "speaker's name", s.Name),
			Organization: r.line(s.ID, "speaker's organization", s.Organization),
			Biography:    r.paragraphs(s.ID, "biography", s.Biography),
			Links:        r.links(s.ID, s.Links),
		}
		if p.Name != "" && (p.Biography != nil || p.Links != nil) {
			v.People = append(v.People, p)
		}
	}
	return v, r.findings
}

func (r *viewer) venue(v *view) {
	e := r.e.Venue
	v.Venue = venue{
		named:   named{r.line("", "venue's name", e.Name), r.link("", e.URL)},
		Address: r.line("", "address", e.Address),
	}
	if v.Venue.Name == "" {
		v.Venue.Name, v.Venue.Address = v.Venue.Address, ""
	}
	if !e.Located() {
		return
	}
	// Six decimals are a tenth of a metre.
	lat, lon := strconv.FormatFloat(e.Latitude, 'f', 6, 64), strconv.FormatFloat(e.Longitude, 'f', 6, 64)
	v.Venue.Map = "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=17/" + lat + "/" + lon
}

func (r *viewer) day(d listing.Day) day {
	date := d.Date.String()
	out := day{Anchor: r.anchor("day-" + date), Date: date, Name: d.Name,
		Title: r.line("", "title of "+date, d.Title)}
	for i := range d.Slots {
		s := &d.Slots[i]
		n := entry{Slot: s, Clock: clockOf(s)}
		if s.Session == nil {
			n.Minutes = int(s.End.Sub(s.Start) / time.Minute)
		} else {
			n.Session = r.session(s)
		}
		out.Entries = append(out.Entries, n)
	}
	out.arrange(r.e.Rooms)
	return out
}

// session makes the words of s fit to show, in s too.
func (r *viewer) session(s *listing.Slot) *session {
	of, id := s.Session, s.ID
	out := &session{Slot: s, Anchor: r.anchor(id), Title: r.line(id, "title", of.Title),
		Recedes: of.Kind.Recedes()}
	s.Byline = r.line(id, "speaker", s.Byline)
	s.Rooms = r.line(id, "room", s.Rooms)
	if out.Lang = language(of.Language); out.Lang == "" {
		s.Language = ""
	}
	out.Abstract = r.paragraphs(id, "abstract", of.Abstract)
	if url := r.link(id, of.Online); url != "" {
		out.Links = append(out.Links, named{"Online", url})
	}
	out.Links = append(out.Links, r.links(id, of.Links)...)
	if of.Repeat != "" {
		r.findings.Add("repeats", agenda.Note, agenda.Where{ID: id},
			"expand the event first: see package recur", "%q repeats, and stands at its first start",
			of.Title)
	}
	out.Title = cmp.Or(out.Title, "Untitled")
	out.Track = r.line(id, "track", s.Track.Name)
	if color, err := agenda.ParseColor(s.Track.Color); err == nil {
		out.Color = color.String()
	}
	return out
}

func (r *viewer) links(id string, links []agenda.Link) []named {
	var out []named
	for _, l := range links {
		n := named{r.line(id, "link's title", l.Title), r.link(id, l.URL)}
		if n.Name == "" {
			var again cleaner // the link above has said what is wrong
			n.Name = again.line(id, "link", l.URL)
		}
		if n.Name != "" {
			out = append(out, n)
		}
	}
	return out
}

// anchor makes of an id one that HTML allows (no white space, not empty) and the page has once.
func (r *viewer) anchor(id string) string {
	var quiet cleaner
	base := strings.ReplaceAll(quiet.line("", "", id), " ", "-")
	if base == "" {
		base = "session"
	}
	anchor := base
	for r.anchors[anchor] > 0 {
		r.anchors[base]++
		anchor = base + "-" + strconv.Itoa(r.anchors[base])
	}
	r.anchors[anchor] = 1
	return anchor
}
