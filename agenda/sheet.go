package agenda

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A sheet is an event as Diff compares it.
type sheet struct {
	event   *Event
	loc     *time.Location
	dir     Directory
	entries []sheetEntry // in an order that is not that of the event's sessions
}

// A sheetEntry is a session in clean words, with everything that it names looked up.
type sheetEntry struct {
	session *Session
	id      string
	derived bool // the id is
	twin    *sheetEntry

	start, until int64 // Unix seconds; of a start that is not known, of the zero time
	date         Date  // zero where the start is not known
	title        string
	place        string
	places       string // place, with the rooms in order of their names
	speakers     []string
	people       []string // who of the speakers is a person, without organization, in lower case
	details      []string // the values of [Details], in their order
	print        string   // equal where everything that is compared is
}

// detailValues gives the value of each of [Details], in their order.
var detailValues = [...]func(*sheet, *Session) string{
	func(_ *sheet, s *Session) string { return OneLine(s.Abstract) },
	func(x *sheet, s *Session) string { t, _ := x.dir.Track(s.Track); return OneLine(t.Name) },
	func(_ *sheet, s *Session) string { return string(cmp.Or(s.Kind, Talk)) },
	func(x *sheet, s *Session) string {
		return strings.ToLower(OneLine(cmp.Or(s.Language, x.event.Language)))
	},
	func(_ *sheet, s *Session) string {
		links := make([]string, len(s.Links))
		for i, l := range s.Links {
			links[i] = strings.TrimSpace(OneLine(l.Title) + " " + OneLine(l.URL))
		}
		return strings.Join(set(links), "\n")
	},
	func(x *sheet, s *Session) string { return OneLine(cmp.Or(s.Online, x.event.Online)) },
	func(_ *sheet, s *Session) string { return OneLine(s.Image) },
	repeatValue,
	func(_ *sheet, s *Session) string {
		if s.Status == Cancelled {
			return string(Confirmed) // whether it takes place is no detail
		}
		return string(cmp.Or(s.Status, Confirmed))
	},
}

// repeatValue is the rule, in which neither the order of the parts nor capitals matter (RFC 5545 §3.3.10),
// and the exceptions from it.
func repeatValue(_ *sheet, s *Session) string {
	var parts []string
	if rule := strings.ToUpper(OneLine(s.Repeat)); rule != "" {
		parts = set(strings.Split(rule, ";"))
	}
	var except []string
	for _, t := range s.Except {
		except = append(except, strconv.FormatInt(t.Unix(), 10))
	}
	return strings.Join(append(parts, set(except)...), ";")
}

// set sorts values and leaves out those that are empty or there twice.
func set(values []string) []string {
	slices.Sort(values)
	values = slices.Compact(values)
	return slices.DeleteFunc(values, func(v string) bool { return v == "" })
}

func readSheet(e *Event) sheet {
	if e == nil {
		e = &Event{}
	}
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	x := sheet{event: e, loc: loc, dir: e.Directory(), entries: make([]sheetEntry, 0, len(e.Sessions))}
	for i, id := range e.SessionIDs() {
		x.entries = append(x.entries, x.read(&e.Sessions[i], id))
	}
	slices.SortStableFunc(x.entries, func(a, b sheetEntry) int {
		return cmp.Or(compareStarts(a.session.Start, b.session.Start), cmp.Compare(a.title, b.title),
			cmp.Compare(a.print, b.print), cmp.Compare(a.id, b.id))
	})
	return x
}

func (x *sheet) read(s *Session, id string) sheetEntry {
	n := sheetEntry{session: s, id: id, derived: s.ID == "", title: OneLine(s.Title), place: x.dir.Place(*s),
		start: s.Start.Unix(), until: s.Until().Unix()}
	if !s.Start.IsZero() {
		local := s.Start.In(x.loc)
		n.date = DateOf(local)
		if s.AllDay && n.until <= n.start {
			n.until = local.AddDate(0, 0, 1).Unix()
		}
	}
	n.places = n.place
	if len(s.Rooms) > 1 {
		var rooms []string
		for _, ref := range s.Rooms {
			room, _ := x.dir.Room(ref)
			rooms = append(rooms, OneLine(room.Name))
		}
		n.places = x.dir.placeOf(Join(set(rooms)))
	}
	for _, ref := range s.Speakers {
		who, _ := x.dir.Speaker(ref)
		name, organization := OneLine(who.Name), OneLine(who.Organization)
		n.speakers = append(n.speakers, strings.TrimSpace(name+"\n"+organization))
		if person := strings.ToLower(name); !unknownYet[person] {
			n.people = append(n.people, person)
		}
	}
	n.speakers, n.people = set(n.speakers), set(n.people)
	for _, value := range detailValues {
		n.details = append(n.details, value(x, s))
	}
	n.print = strings.Join([]string{n.title, strconv.FormatInt(n.start, 36), strconv.FormatInt(n.until, 36),
		strconv.FormatBool(s.AllDay), strconv.FormatBool(s.Status == Cancelled), n.places,
		strings.Join(n.speakers, "\v"), strings.Join(n.details, "\v")}, "\f")
	return n
}
