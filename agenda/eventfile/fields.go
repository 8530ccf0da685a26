package eventfile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

var (
	eventSchema = schema[eventNode]{what: "an event", later: "days sessions",
		keys: "name id revised summary description url online image color logo language zone venue " +
			"organizer capacity fonts tracks rooms speakers"}
	venueSchema = schema[agenda.Venue]{what: "a venue", keys: "name address latitude longitude url",
		short: splitVenue, text: agenda.Venue.String}
	organizerSchema = schema[agenda.Organizer]{what: "an organizer", keys: "name email url",
		short: func(text string) agenda.Organizer { return agenda.Organizer{Name: text} },
		text:  func(o agenda.Organizer) string { return o.Name }}
	trackSchema = schema[agenda.Track]{what: "a track", keys: "id name color",
		short: func(text string) agenda.Track { return agenda.Track{Name: text} },
		text:  func(t agenda.Track) string { return t.Name },
		names: func(t agenda.Track) (id, name string) { return t.ID, t.Name }}
	roomSchema = schema[agenda.Room]{what: "a room", keys: "id name capacity shared",
		short: func(text string) agenda.Room { return agenda.Room{Name: text} },
		text:  func(r agenda.Room) string { return r.Name },
		names: func(r agenda.Room) (id, name string) { return r.ID, r.Name }}
	speakerSchema = schema[agenda.Speaker]{what: "a speaker", keys: "id name organization biography links",
		short: func(text string) agenda.Speaker {
			p := onePerson(text)
			return agenda.Speaker{Name: p.name, Organization: p.organization}
		},
		text: func(s agenda.Speaker) string {
			return person{name: s.Name, organization: s.Organization}.String()
		},
		names: func(s agenda.Speaker) (id, name string) { return s.ID, s.Name }}
	// bySchema describes a speaker in a session's by:.
	bySchema = schema[agenda.Speaker]{what: "a speaker", keys: "name organization",
		short: func(text string) agenda.Speaker { return agenda.Speaker{Name: text} }}
	linkSchema = schema[agenda.Link]{what: "a link", keys: "title url",
		short: func(text string) agenda.Link { return agenda.Link{URL: text} },
		text:  func(l agenda.Link) string { return l.URL },
		names: func(l agenda.Link) (id, name string) { return l.Title, l.URL }}
	textSchema = schema[string]{what: "a room, speaker or font",
		names: func(s string) (id, name string) { return "", s }}
	daySchema     = schema[agenda.Day]{what: "a day", keys: "title ends", later: "sessions"}
	sessionSchema = schema[sessionNode]{what: "a session", later: "at start end repeat except",
		keys: "title id created revised by kind status room rooms track language online image abstract links"}

	proseKeys = []string{"summary", "description", "abstract", "biography"}
	most      = map[string]float64{"capacity": 100_000_000, "ends": 23, "latitude": 90, "longitude": 180}
)

// eventNode holds what the mapping of an event says.
type eventNode struct {
	*agenda.Event
	*Settings
}

// readValue reads n, the value of a key, into its place.
func (f *file) readValue(key string, n *node, place any) {
	switch v := place.(type) {
	case *agenda.Venue:
		*v = venueSchema.read(f, n)
	case *agenda.Organizer:
		*v = organizerSchema.read(f, n)
	case *[]agenda.Track:
		*v = trackSchema.readList(f, n)
	case *[]agenda.Room:
		*v = roomSchema.readList(f, n)
	case *[]agenda.Speaker:
		*v = speakerSchema.readList(f, n)
	case *[]agenda.Link:
		*v = f.links(n)
	case *[]person:
		*v = f.by(n)
	case *[]string:
		*v = f.texts(n)
	default:
		if text, ok := f.text(n); ok {
			f.readText(key, n, text, place)
		}
	}
}

// readText reads the text of n, the value of a key, into its place.
func (f *file) readText(key string, n *node, text string, place any) {
	wrong, hint := "", ""
	switch v := place.(type) {
	case *string:
		// Of an empty line between paragraphs YAML makes one line feed where a text is wrapped.
		if *v = text; slices.Contains(proseKeys, key) && (n.style == 0 || n.style == yaml.FoldedStyle) {
			*v = paragraphs(text)
		}
		if key == "id" && strings.TrimSpace(text) == "" {
			f.fail("bad-value", n.at, "write one, or delete the line", "the id is empty")
		}
	case *bool:
		yes := slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(text))
		if *v = yes; !yes && !slices.Contains([]string{"false", "no", "off"}, strings.ToLower(text)) {
			wrong, hint = "neither yes nor no", "write yes or no"
		}
	case *int:
		i, err := strconv.Atoi(strings.TrimPrefix(text, "+"))
		if err == nil && 0 <= i && i <= int(most[key]) {
			*v = i
		} else {
			wrong, hint = fmt.Sprintf("not a whole number from 0 to %d", int(most[key])), "write it in digits"
		}
	case *float64:
		d, err := strconv.ParseFloat(text, 64)
		if *v = d; err != nil || !(math.Abs(d) <= most[key]) {
			wrong = fmt.Sprintf("not a number from -%v to %v", most[key], most[key])
			hint = "write degrees with a point, like 37.4233"
		}
	case *time.Time:
		t, err := time.Parse(time.RFC3339Nano, text)
		if *v = t.UTC(); err != nil {
			wrong, hint = "not a moment", "write date, time and offset like 2014-06-03T19:00:00-07:00"
		}
	case *agenda.Kind:
		wrong, hint = word(text, v, agenda.Kinds())
	case *agenda.Status:
		wrong, hint = word(text, v, agenda.Statuses())
	}
	if wrong != "" {
		f.fail("bad-value", n.at, hint, "%s is %s", input.Quote(text), wrong)
	}
}

// word reads one of the values, or says what is wrong.
func word[T ~string](text string, v *T, values []T) (wrong, hint string) {
	if *v = T(text); slices.Contains(values, *v) {
		return "", ""
	}
	var known []string
	for _, k := range values {
		known = append(known, string(k))
	}
	return "not a word for this", input.DidYouMean(text, known)
}

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

// paragraphs doubles each line feed that stands alone, but for those around lines that are indented, which
// YAML does not wrap.
func paragraphs(text string) string {
	lines := strings.Split(text, "\n")
	wrapped := func(l string) bool { return l != "" && l[0] != ' ' && l[0] != '\t' }
	for i := len(lines) - 1; i > 0; i-- {
		if wrapped(lines[i-1]) && wrapped(lines[i]) {
			lines[i] = "\n" + lines[i]
		}
	}
	return strings.Join(lines, "\n")
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
		f.readValue("", n, v)
	}
	if f.errors > errors || n.kind == nothing {
		return nil
	}
	return n
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

func (f *file) links(n *node) []agenda.Link {
	var out []agenda.Link
	for _, item := range f.oneOrMore(n) {
		l := linkSchema.read(f, item)
		if l != (agenda.Link{}) {
			out = append(out, l)
		}
	}
	return out
}

// isListedOnly reports whether p is a key that only the list of speakers has, and fails then.
func (f *file) isListedOnly(p pair) bool {
	if !slices.Contains(speakerSchema.all(), p.key.text) || slices.Contains(bySchema.all(), p.key.text) {
		return false
	}
	f.fail("unknown-key", p.key.at, "list the speaker in `speakers:` with it, and only name him here",
		"a session does not say the %s of a speaker", p.key.text)
	return true
}

// by reads the speakers of a session.
func (f *file) by(n *node) (out []person) {
	if n.kind == scalar {
		return []person{{name: n.text, form: sentence, at: n.at}}
	}
	for _, item := range f.each(n) {
		if slices.ContainsFunc(item.pairs, f.isListedOnly) {
			continue
		}
		s := bySchema.read(f, item)
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
