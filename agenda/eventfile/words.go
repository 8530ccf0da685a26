package eventfile

import (
	"reflect"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// schema says how a T is written: as a mapping with these keys, or as a text where that says everything.
type schema[T any] struct {
	what  string // "a venue"
	keys  string // in the order in which they are written: names of fields of T in small letters
	later string // keys that are read when more is known of the file, and written by hand
	short func(text string) T
	text  func(T) string            // that may stand for it
	names func(T) (id, name string) // of one in a list: an entry without both is none
}

// place is a pointer to the field of v that a key names.
func place(v any, key string) any {
	return reflect.ValueOf(v).Elem().FieldByNameFunc(func(name string) bool {
		return strings.EqualFold(name, key)
	}).Addr().Interface()
}

// synonyms are keys that people write, with the right ones.
var synonyms = map[string]string{
	"timezone": "zone", "time zone": "zone", "tz": "zone", "location": "venue",
	"place": "venue", "title": "name",
	"date": "days", "agenda": "days", "schedule": "days", "programme": "days", "program": "days",
	"link": "links",
	"max":  "capacity", "seats": "capacity", "lang": "language", "time": "at", "when": "at", "speaker": "by",
	"speakers": "by", "presenter": "by", "who": "by", "description": "abstract", "summary": "abstract",
	"type": "kind", "begin": "start", "from": "start", "to": "end", "until": "end", "state": "status",
	"company": "organization", "affiliation": "organization", "bio": "biography", "colour": "color",
	"lat": "latitude", "lon": "longitude", "lng": "longitude", "website": "url", "homepage": "url",
	"mail": "email", "updated": "revised", "modified": "revised", "talks": "sessions", "name": "title",
	"organiser": "organizer", "host": "organizer", "where": "room", "hall": "room", "topic": "track",
	"recurs": "repeat", "recurrence": "repeat", "rrule": "repeat", "every": "repeat", "repeats": "repeat",
	"exceptions": "except", "exdate": "except", "skip": "except", "not on": "except",
	"stream": "online", "zoom": "online", "webcast": "online", "conference": "online", "video": "online",
	"picture": "image", "photo": "image", "logo": "image", "added": "created",
}

// readMapping reads the mapping n into v. The key spare is left to the caller.
func (s schema[T]) readMapping(f *file, n *node, v *T, spare *node) {
	seen := map[string]int{}
	for _, p := range n.pairs {
		if f.errors > maxErrors {
			return
		}
		if p.key == spare {
			continue
		}
		key := p.key.text
		first, again := seen[key]
		switch {
		case p.key.kind != scalar:
			f.fail("wrong-type", p.key.at, "put a text that starts with { or [ in quotes",
				"a key must be a text, not %s", p.key.kind)
		case again:
			f.fail("duplicate-key", p.key.at, "delete one of them", "%q is already given in line %d",
				key, f.lineAt(first)+1)
		case slices.Contains(strings.Fields(s.keys), key):
			f.readValue(key, p.value, place(v, key))
		case !slices.Contains(s.all(), key):
			hint := "use one of: " + strings.Join(s.all(), ", ")
			if meant := s.meaning(key); meant != "" {
				hint = `did you mean "` + meant + `"?`
			}
			f.fail("unknown-key", p.key.at, hint, "%s has no %q", s.what, key)
		}
		if !again {
			seen[key] = p.key.at
		}
	}
}

// all are the keys of the mapping, in alphabetical order.
func (s schema[T]) all() []string { return slices.Sorted(strings.FieldsSeq(s.keys + " " + s.later)) }

// meaning is the key that people mean by key: itself, its synonym, or the one of which it is a slip.
func (s schema[T]) meaning(key string) string {
	keys := s.all()
	for _, meant := range append([]string{key, synonyms[strings.ToLower(key)]}, input.Near(key, keys)...) {
		if slices.Contains(keys, meant) {
			return meant
		}
	}
	return ""
}

// read reads a mapping, or the text that stands for it.
func (s schema[T]) read(f *file, n *node) (v T) {
	switch n.kind {
	case scalar:
		v = s.short(n.text)
	case mapping:
		s.readMapping(f, n, &v, nil)
	case list:
		f.fail("wrong-type", n.at, "write a text, or keys with values", "this is a list where %s belongs",
			s.what)
	}
	return v
}

// readList reads a list of things with an id and a name, and notes the place of each.
func (s schema[T]) readList(f *file, n *node) (out []T) {
	for _, item := range f.each(n) {
		v := s.read(f, item)
		id, name := s.names(v)
		if id == "" && name == "" {
			f.fail("bad-value", item.at, "give it a name", "this is %s without a name", s.what)
			continue
		}
		out = append(out, v)
		f.setPlace(id, item.at)
		f.setPlace(name, item.at)
	}
	return out
}

// write writes v below a key, or as an entry of a list where there is none.
func (s schema[T]) write(c *composer, key string, v T) {
	text := s.text(v)
	isShort := reflect.DeepEqual(s.short(text), v)
	switch {
	case key == "" && isShort:
		c.line(c.value(text))
	case key == "":
		s.writeMapping(c, &v)
	case isShort:
		c.text(key, text)
	default:
		c.block(key, func() { s.writeMapping(c, &v) })
	}
}

// writeMapping writes the keys of v that have a value.
func (s schema[T]) writeMapping(c *composer, v *T) {
	for key := range strings.FieldsSeq(s.keys) {
		c.writeValue(key, place(v, key))
	}
}

// writeList writes those of a list that have a name.
func (s schema[T]) writeList(c *composer, key string, list []T) {
	entries(c, key, s.named(c, list), func(v T) { s.write(c, "", v) })
}

// named gives those of a list that have a name, and warns of the others.
func (s schema[T]) named(c *composer, list []T) (out []T) {
	for _, v := range list {
		if id, name := s.names(v); id+name != "" {
			out = append(out, v)
			continue
		}
		c.add("nameless", agenda.Warning, "", "give it a name", "%s without a name is left out", s.what)
	}
	return out
}
