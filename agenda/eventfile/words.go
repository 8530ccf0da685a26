package eventfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda/input"
)

// keyTable holds the keys of a mapping, each with the function that reads its value into a T.
type keyTable[T any] map[string]func(*file, *node, *T)

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

// read reads the mapping n into v. The key spare is left to the caller.
func (w keyTable[T]) read(f *file, n *node, v *T, what string, spare *node) {
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
		read, known := w[key]
		switch {
		case p.key.kind != scalar:
			f.fail("wrong-type", p.key.at, "put a text that starts with { or [ in quotes",
				"a key must be a text, not %s", p.key.kind)
		case again:
			f.fail("duplicate-key", p.key.at, "delete one of them", "%q is already given in line %d",
				key, f.lineAt(first)+1)
		case !known:
			f.fail("unknown-key", p.key.at, w.hint(key), "%s has no %q", what, key)
		default:
			read(f, p.value, v)
		}
		if !again {
			seen[key] = p.key.at
		}
	}
}

func (w keyTable[T]) hint(key string) string {
	if other := w.meaning(key); other != "" {
		return `did you mean "` + other + `"?`
	}
	return "use one of: " + strings.Join(slices.Sorted(maps.Keys(w)), ", ")
}

// meaning is the key of w that people mean by key: itself, its synonym, or the one of which it is a slip.
func (w keyTable[T]) meaning(key string) string {
	if w[key] != nil {
		return key
	}
	if other := synonyms[strings.ToLower(key)]; w[other] != nil {
		return other
	}
	for _, near := range input.Near(key, slices.Sorted(maps.Keys(w))) {
		return near
	}
	return ""
}
