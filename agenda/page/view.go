package page

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
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
	Heading string
	Title   string
	Columns int // rooms side by side; 0 is a list
	Entries []entry
	Rows    []row // the entries as a table shows them
}

// An entry is a session, or a gap where Session is nil.
type entry struct {
	Start, End time.Time
	Clock      clock
	Gap        string // "10 minutes free"
	Minutes    int    // of the gap
	Session    *session
	room       string // the key of its first room in roomRank; "" without one, and all day
}

type session struct {
	Anchor   string
	Title    string
	Status   string
	Recedes  bool
	Byline   string
	Kind     string
	Rooms    string
	Track    string
	Color    string
	Lang     string
	Spoken   string // "in German"
	Abstract []string
	Links    []named
	Until    string // "until Friday 6 June, 12:00", or of whole days "until Friday 6 June"
	Ends     string // "until 12:30", in a table whose time column does not say
	Night    string // "early on Friday", after the midnight of its day
	Parallel bool   // it stands beside others
}

// Words are what a text says under a byline, in the order of their weight; page.html has the same order.
func (s *session) Words() []string {
	words := []string{s.Night, s.Until, s.Kind, s.Rooms, s.Track, s.Spoken}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// Details reports whether the page has a word to say under a byline: a session beside others has its room
// and track above its title.
func (s *session) Details() bool {
	return s.Night+s.Until+s.Ends+s.Kind+s.Spoken != "" || !s.Parallel && s.Rooms+s.Track != ""
}

// A clock is what the time column says.
type clock struct {
	Start, StartAt string // 19:00, and with its date and offset for machines; or "all day", and the date
	End, EndAt     string // "" where it is not known, differs from cell to cell or has words of its own
}

func clockOf(n agenda.Entry) clock {
	if n.AllDay() {
		return clock{Start: allDay, StartAt: n.Start.Format(time.DateOnly)}
	}
	if n.LastWords() != "" {
		return hoursOf(n.Start, time.Time{})
	}
	return hoursOf(n.Start, n.End)
}

func hoursOf(start, end time.Time) clock {
	c := clock{Start: start.Format("15:04"), StartAt: start.Format(machineTime)}
	if end.After(start) && end.Sub(start) < 24*time.Hour {
		c.End, c.EndAt = end.Format("15:04"), end.Format(machineTime)
	}
	return c
}

// allDay stands in the column of times.
const allDay = "all day"

// machineTime is the layout of a time element's datetime.
const machineTime = "2006-01-02T15:04-07:00"

// A viewer makes a view of an event.
type viewer struct {
	cleaner
	e       *agenda.Event
	dir     agenda.Directory
	anchors map[string]int
	colors  map[string]string // by the name of the track, so that a bad one is found once
}

func look(e *agenda.Event) (*view, agenda.Findings) {
	r := &viewer{e: e, dir: e.Directory(), anchors: map[string]int{"people": 1, "unscheduled": 1},
		colors: map[string]string{}}
	v := &view{
		Name:        r.line("", "event's name", e.Name),
		Summary:     r.line("", "summary", e.Summary),
		Description: r.paragraphs("", "description", e.Description),
		URL:         r.link("", e.URL),
		When:        e.When(),
		Online:      r.link("", e.Online),
		Organizer:   named{r.line("", "organizer's name", e.Organizer.Name), r.link("", e.Organizer.URL)},
		Lang:        language(e.Language),
	}
	if v.Name == "" {
		v.Name = "Agenda"
	}
	if v.Lang == "" {
		v.Lang = "en"
	}
	v.Dir = direction(v.Lang)
	v.Email.Name = r.line("", "organizer's address", e.Organizer.Email)
	v.Email.URL = mailto(v.Email.Name)
	if e.Capacity > 0 {
		v.Places = counted(e.Capacity, "place")
	}
	r.venue(v)
	r.programme(v)
	for i, id := range e.SessionIDs() {
		if s := &e.Sessions[i]; s.Start.IsZero() {
			v.Unscheduled = append(v.Unscheduled, r.session(s, id))
		}
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
	if !e.Located() || !(math.Abs(e.Latitude) <= 90 && math.Abs(e.Longitude) <= 180) {
		return
	}
	// Six decimals are a tenth of a metre.
	lat, lon := strconv.FormatFloat(e.Latitude, 'f', 6, 64), strconv.FormatFloat(e.Longitude, 'f', 6, 64)
	v.Venue.Map = "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=17/" + lat + "/" + lon
}

func (r *viewer) programme(v *view) {
	rank := r.roomRank()
	for _, d := range r.e.Programme() {
		date := d.Day.Date.String()
		out := day{
			Anchor:  r.anchor("day-" + date),
			Date:    date,
			Heading: agenda.DateWords(d.Day.Date),
			Title:   r.line("", "title of "+date, d.Day.Title),
		}
		for _, p := range d.Entries {
			n := entry{Start: p.Start, End: p.End, Clock: clockOf(p)}
			if p.Session == nil {
				length := p.End.Sub(p.Start)
				n.Gap, n.Minutes = lengthWords(length)+" free", int(length/time.Minute)
			} else {
				n.Session = r.session(p.Session, p.ID)
				n.Session.Until = p.LastWords()
				if agenda.DateOf(p.Start) != d.Day.Date {
					n.Session.Night = "early on " + p.Start.Weekday().String()
				}
				if len(p.Session.Rooms) > 0 && !p.AllDay() {
					room, _ := r.dir.Room(p.Session.Rooms[0])
					n.room = room.ID + "\x00" + room.Name
				}
			}
			out.Entries = append(out.Entries, n)
		}
		out.arrange(rank)
		v.Days = append(v.Days, out)
	}
}

// roomRank gives rooms their place in Event.Rooms, by the key that entries have.
func (r *viewer) roomRank() map[string]int {
	rank := map[string]int{}
	for i, room := range r.e.Rooms {
		if key := room.ID + "\x00" + room.Name; rank[key] == 0 {
			rank[key] = i + 1
		}
	}
	return rank
}

func (r *viewer) session(s *agenda.Session, id string) *session {
	out := &session{
		Anchor:   r.anchor(id),
		Title:    r.line(id, "title", s.Title),
		Status:   statusWords[s.Status],
		Recedes:  s.Kind.Recedes(),
		Byline:   r.line(id, "speaker", r.dir.Byline(*s)),
		Kind:     kindWords[s.Kind],
		Rooms:    r.line(id, "room", r.dir.RoomNames(*s)),
		Lang:     language(s.Language),
		Abstract: r.paragraphs(id, "abstract", s.Abstract),
	}
	if url := r.link(id, s.Online); url != "" {
		out.Links = append(out.Links, named{"Online", url})
	}
	out.Links = append(out.Links, r.links(id, s.Links)...)
	if s.Repeat != "" {
		r.findings.Add("repeats", agenda.Note, agenda.Where{ID: id},
			"expand the event first: see package recur", "%q repeats, and stands at its first start", s.Title)
	}
	out.Spoken = agenda.LanguageWords(out.Lang, r.e.Language)
	if out.Title == "" {
		out.Title = "Untitled"
	}
	if s.Track != "" {
		t, _ := r.dir.Track(s.Track)
		out.Track = r.line(id, "track", t.Name)
		color, seen := r.colors[s.Track]
		if !seen {
			color = colorOf(t)
			r.colors[s.Track] = color
		}
		out.Color = color
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
