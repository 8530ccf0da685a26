package eventfile

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// The keys of each mapping. "days" and "sessions" are read when the zone is known.
var (
	eventKeys = keyTable[agenda.Event]{
		"name":        func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.Name) },
		"id":          func(f *file, n *node, e *agenda.Event) { f.idInto(n, &e.ID) },
		"revised":     func(f *file, n *node, e *agenda.Event) { f.momentInto(n, &e.Revised) },
		"summary":     func(f *file, n *node, e *agenda.Event) { f.proseInto(n, &e.Summary) },
		"description": func(f *file, n *node, e *agenda.Event) { f.proseInto(n, &e.Description) },
		"url":         func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.URL) },
		"online":      func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.Online) },
		"image":       func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.Image) },
		"color":       func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.Color) },
		"logo":        func(f *file, n *node, _ *agenda.Event) { f.textInto(n, &f.settings.Logo) },
		"language":    func(f *file, n *node, e *agenda.Event) { f.textInto(n, &e.Language) },
		"zone":        func(f *file, n *node, e *agenda.Event) { f.reading.zone = n; f.textInto(n, &e.Zone) },
		"capacity":    func(f *file, n *node, e *agenda.Event) { f.wholeInto(n, &e.Capacity, maxPeople) },
		"fonts":       func(f *file, n *node, _ *agenda.Event) { f.settings.Fonts = f.texts(n) },
		"venue": func(f *file, n *node, e *agenda.Event) {
			e.Venue = either(f, n, "a venue", venueKeys, splitVenue)
		},
		"organizer": func(f *file, n *node, e *agenda.Event) {
			e.Organizer = either(f, n, "an organizer", organizerKeys,
				func(s string) agenda.Organizer { return agenda.Organizer{Name: s} })
		},
		"tracks": func(f *file, n *node, e *agenda.Event) {
			e.Tracks = listed(f, n, "a track", trackKeys,
				func(s string) agenda.Track { return agenda.Track{Name: s} },
				func(t agenda.Track) (string, string) { return t.ID, t.Name })
		},
		"rooms": func(f *file, n *node, e *agenda.Event) {
			e.Rooms = listed(f, n, "a room", roomKeys,
				func(s string) agenda.Room { return agenda.Room{Name: s} },
				func(r agenda.Room) (string, string) { return r.ID, r.Name })
		},
		"speakers": func(f *file, n *node, e *agenda.Event) {
			e.Speakers = listed(f, n, "a speaker", speakerKeys,
				func(s string) agenda.Speaker {
					p := onePerson(s)
					return agenda.Speaker{Name: p.name, Organization: p.organization}
				},
				func(s agenda.Speaker) (string, string) { return s.ID, s.Name })
		},
		"days":     func(f *file, n *node, e *agenda.Event) { f.reading.days = n },
		"sessions": func(f *file, n *node, e *agenda.Event) { f.reading.sessions = n },
	}
	venueKeys = keyTable[agenda.Venue]{
		"name":      func(f *file, n *node, v *agenda.Venue) { f.textInto(n, &v.Name) },
		"address":   func(f *file, n *node, v *agenda.Venue) { f.textInto(n, &v.Address) },
		"latitude":  func(f *file, n *node, v *agenda.Venue) { f.degreesInto(n, &v.Latitude, 90) },
		"longitude": func(f *file, n *node, v *agenda.Venue) { f.degreesInto(n, &v.Longitude, 180) },
		"url":       func(f *file, n *node, v *agenda.Venue) { f.textInto(n, &v.URL) },
	}
	organizerKeys = keyTable[agenda.Organizer]{
		"name":  func(f *file, n *node, o *agenda.Organizer) { f.textInto(n, &o.Name) },
		"email": func(f *file, n *node, o *agenda.Organizer) { f.textInto(n, &o.Email) },
		"url":   func(f *file, n *node, o *agenda.Organizer) { f.textInto(n, &o.URL) },
	}
	trackKeys = keyTable[agenda.Track]{
		"id":    func(f *file, n *node, t *agenda.Track) { f.idInto(n, &t.ID) },
		"name":  func(f *file, n *node, t *agenda.Track) { f.textInto(n, &t.Name) },
		"color": func(f *file, n *node, t *agenda.Track) { f.textInto(n, &t.Color) },
	}
	roomKeys = keyTable[agenda.Room]{
		"id":       func(f *file, n *node, r *agenda.Room) { f.idInto(n, &r.ID) },
		"name":     func(f *file, n *node, r *agenda.Room) { f.textInto(n, &r.Name) },
		"capacity": func(f *file, n *node, r *agenda.Room) { f.wholeInto(n, &r.Capacity, maxPeople) },
		"shared":   func(f *file, n *node, r *agenda.Room) { f.switchInto(n, &r.Shared) },
	}
	speakerKeys = keyTable[agenda.Speaker]{
		"id":           func(f *file, n *node, s *agenda.Speaker) { f.idInto(n, &s.ID) },
		"name":         func(f *file, n *node, s *agenda.Speaker) { f.textInto(n, &s.Name) },
		"organization": func(f *file, n *node, s *agenda.Speaker) { f.textInto(n, &s.Organization) },
		"biography":    func(f *file, n *node, s *agenda.Speaker) { f.proseInto(n, &s.Biography) },
		"links":        func(f *file, n *node, s *agenda.Speaker) { s.Links = f.links(n) },
	}
	linkKeys = keyTable[agenda.Link]{
		"title": func(f *file, n *node, l *agenda.Link) { f.textInto(n, &l.Title) },
		"url":   func(f *file, n *node, l *agenda.Link) { f.textInto(n, &l.URL) },
	}
	dayKeys = keyTable[dayNode]{
		"title":    func(f *file, n *node, d *dayNode) { f.textInto(n, &d.Title) },
		"ends":     func(f *file, n *node, d *dayNode) { f.wholeInto(n, &d.Ends, 23) },
		"sessions": func(f *file, n *node, d *dayNode) { d.sessions = n },
	}
	sessionKeys = keyTable[sessionNode]{
		"id": func(f *file, n *node, s *sessionNode) { f.idInto(n, &s.ID) },
		"at": func(f *file, n *node, s *sessionNode) { s.at = n },
		"start": func(f *file, n *node, s *sessionNode) {
			s.start = n
			f.timeInto(n, clockIn(n), &s.Start)
		},
		"end":      func(f *file, n *node, s *sessionNode) { f.endInto(n, s) },
		"repeat":   func(f *file, n *node, s *sessionNode) { s.repeat = n },
		"except":   func(f *file, n *node, s *sessionNode) { s.except = n },
		"title":    func(f *file, n *node, s *sessionNode) { f.textInto(n, &s.Title) },
		"abstract": func(f *file, n *node, s *sessionNode) { f.proseInto(n, &s.Abstract) },
		"kind":     func(f *file, n *node, s *sessionNode) { wordInto(f, n, &s.Kind, agenda.Kinds()) },
		"room":     func(f *file, n *node, s *sessionNode) { s.Rooms = append(s.Rooms, f.texts(n)...) },
		"rooms":    func(f *file, n *node, s *sessionNode) { s.Rooms = append(s.Rooms, f.texts(n)...) },
		"track":    func(f *file, n *node, s *sessionNode) { f.textInto(n, &s.Track) },
		"by":       func(f *file, n *node, s *sessionNode) { s.by = f.by(n) },
		"language": func(f *file, n *node, s *sessionNode) { f.textInto(n, &s.Language) },
		"links":    func(f *file, n *node, s *sessionNode) { s.Links = f.links(n) },
		"online":   func(f *file, n *node, s *sessionNode) { f.textInto(n, &s.Online) },
		"image":    func(f *file, n *node, s *sessionNode) { f.textInto(n, &s.Image) },
		"created":  func(f *file, n *node, s *sessionNode) { f.momentInto(n, &s.Created) },
		"status":   func(f *file, n *node, s *sessionNode) { wordInto(f, n, &s.Status, agenda.Statuses()) },
		"revised":  func(f *file, n *node, s *sessionNode) { f.momentInto(n, &s.Revised) },
	}
)

// maxPeople bounds a capacity.
const maxPeople = 100_000_000

// text gives the text of n, and fails where it is a list or a mapping.
func (f *file) text(n *node) (string, bool) {
	switch n.kind {
	case list, mapping:
		f.fail("wrong-type", n.at,
			"write a text here; in quotes where it starts with [ or { or holds a colon",
			"this is %s where a text belongs", n.kind)
		return "", false
	}
	return n.text, n.kind == scalar
}

func (f *file) textInto(n *node, s *string) {
	if text, ok := f.text(n); ok {
		*s = text
	}
}

func (f *file) idInto(n *node, s *string) {
	text, ok := f.text(n)
	if ok && strings.TrimSpace(text) == "" {
		f.fail("bad-value", n.at, "write one, or delete the line", "the id is empty")
	}
	*s = text
}

// proseInto reads paragraphs. An empty line between them, of which YAML makes one line feed where a text is
// wrapped, is kept.
func (f *file) proseInto(n *node, s *string) {
	text, ok := f.text(n)
	if !ok {
		return
	}
	if n.style == folded || n.style == plain {
		text = paragraphs(text)
	}
	*s = text
}

// paragraphs doubles each line feed that stands alone, but for those around lines that are indented, which
// YAML does not wrap.
func paragraphs(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	indented := func(s string) bool { return s != "" && (s[0] == ' ' || s[0] == '\t') }
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
			if prev := lines[i-1]; prev != "" && l != "" && !indented(prev) && !indented(l) {
				b.WriteByte('\n')
			}
		}
		b.WriteString(l)
	}
	return b.String()
}

func (f *file) wholeInto(n *node, v *int, most int) {
	text, ok := f.text(n)
	if !ok {
		return
	}
	i, err := strconv.Atoi(strings.TrimPrefix(text, "+"))
	if err != nil || i < 0 || i > most {
		f.fail("bad-value", n.at, "write it in digits", "%s is not a whole number from 0 to %d",
			input.Quote(text), most)
		return
	}
	*v = i
}

func (f *file) degreesInto(n *node, v *float64, most float64) {
	text, ok := f.text(n)
	if !ok {
		return
	}
	d, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(d) || math.Abs(d) > most {
		f.fail("bad-value", n.at, "write degrees with a point, like 37.4233",
			"%s is not a number from -%v to %v", input.Quote(text), most, most)
		return
	}
	*v = d
}

func (f *file) switchInto(n *node, v *bool) {
	text, ok := f.text(n)
	switch strings.ToLower(text) {
	case "true", "yes", "on":
		*v = true
	case "false", "no", "off":
		*v = false
	default:
		if ok {
			f.fail("bad-value", n.at, "write yes or no", "%s is neither yes nor no", input.Quote(text))
		}
	}
}

func (f *file) momentInto(n *node, v *time.Time) {
	text, ok := f.text(n)
	if !ok {
		return
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		f.fail("bad-value", n.at, "write date, time and offset like 2014-06-03T19:00:00-07:00",
			"%s is not a moment", input.Quote(text))
		return
	}
	*v = t.UTC()
}

// timeInto reads a moment, but leaves what a clock shows to useClocks. It gives n, or nil where that is
// empty or wrong.
func (f *file) timeInto(n *node, clock string, v *time.Time) *node {
	if clock != "" {
		return n
	}
	errors := f.errors
	if c, rest, ok := cutTime(n.text); ok && c.ended && rest == "" {
		f.fail("bad-time", n.at, "write `at: "+input.Shorten(n.text, 60)+"` instead",
			"start and end are one time each")
	} else {
		f.momentInto(n, v)
	}
	if f.errors > errors || n.kind == nothing {
		return nil
	}
	return n
}

func wordInto[T ~string](f *file, n *node, v *T, values []T) {
	text, ok := f.text(n)
	if !ok {
		return
	}
	known := make([]string, len(values))
	for i, k := range values {
		if known[i] = string(k); text == known[i] {
			*v = k
			return
		}
	}
	f.fail("bad-value", n.at, input.DidYouMean(text, known), "%s is not a word for this", input.Quote(text))
}

// each gives the entries of a list, and fails where n is no list.
func (f *file) each(n *node) []*node {
	switch n.kind {
	case list:
		return slices.DeleteFunc(n.items, func(item *node) bool { return f.absorbsEntry(item, dashed) })
	case nothing:
		return nil
	}
	f.fail("wrong-type", n.at, "write each entry on a line of its own that starts with -",
		"this is %s where a list belongs", n.kind)
	return nil
}

// oneOrMore gives the entries of a list, or what stands for one.
func (f *file) oneOrMore(n *node) []*node {
	if n.kind == scalar || n.kind == mapping {
		return []*node{n}
	}
	return f.each(n)
}

// texts reads one text, or a list of texts. Empty ones are left out.
func (f *file) texts(n *node) []string {
	var out []string
	for _, item := range f.oneOrMore(n) {
		if s, _ := f.text(item); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// either reads a mapping, or a text that stands for one: a name, an address.
func either[T any](f *file, n *node, what string, w keyTable[T], short func(string) T) (v T) {
	switch n.kind {
	case scalar:
		v = short(n.text)
	case mapping:
		w.read(f, n, &v, what, nil)
	case list:
		f.fail("wrong-type", n.at, "write a text, or keys with values", "this is a list where %s belongs",
			what)
	}
	return v
}

// listed reads a list of things with an id and a name, and notes the place of each.
func listed[T any](f *file, n *node, what string, w keyTable[T], short func(string) T,
	names func(T) (id, name string)) []T {
	var out []T
	for _, item := range f.each(n) {
		v := either(f, item, what, w, short)
		id, name := names(v)
		if id == "" && name == "" {
			f.fail("bad-value", item.at, "give it a name", "this is %s without a name", what)
			continue
		}
		out = append(out, v)
		f.setPlace(id, item.at)
		f.setPlace(name, item.at)
	}
	return out
}

func (f *file) links(n *node) []agenda.Link {
	var out []agenda.Link
	for _, item := range f.oneOrMore(n) {
		l := either(f, item, "a link", linkKeys, func(s string) agenda.Link { return agenda.Link{URL: s} })
		if l != (agenda.Link{}) {
			out = append(out, l)
		}
	}
	return out
}

// byKeys are the keys of a speaker in a session's by:.
var byKeys = keyTable[agenda.Speaker]{
	"name": speakerKeys["name"], "organization": speakerKeys["organization"],
}

// isListedOnly reports whether p is a key that only the list of speakers has, and fails then.
func (f *file) isListedOnly(p pair) bool {
	if speakerKeys[p.key.text] == nil || byKeys[p.key.text] != nil {
		return false
	}
	f.fail("unknown-key", p.key.at, "list the speaker in `speakers:` with it, and only name him here",
		"a session does not say the %s of a speaker", p.key.text)
	return true
}

// by reads the speakers of a session.
func (f *file) by(n *node) []person {
	if n.kind == scalar {
		return []person{{name: n.text, form: sentence, at: n.at}}
	}
	var out []person
	for _, item := range f.each(n) {
		if slices.ContainsFunc(item.pairs, f.isListedOnly) {
			continue
		}
		s := either(f, item, "a speaker", byKeys, func(s string) agenda.Speaker {
			return agenda.Speaker{Name: s}
		})
		p := person{name: s.Name, organization: s.Organization, at: item.at}
		if item.kind == scalar {
			p.form = single
		}
		if p.name != "" {
			out = append(out, p)
		}
	}
	return out
}

// splitVenue reads "Name, address".
func splitVenue(s string) agenda.Venue {
	name, address, _ := strings.Cut(s, ",")
	return agenda.Venue{Name: strings.TrimSpace(name), Address: strings.TrimSpace(address)}
}
