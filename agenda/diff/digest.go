package diff

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// DigestVersion begins each digest of this release.
const DigestVersion = "a"

// A Digester sums up what the sessions of an event mean, in digests that are published with them and tell
// later whether they have changed. It is for one goroutine at a time.
type Digester struct {
	event  *agenda.Event
	loc    *time.Location
	dir    agenda.Directory
	text   []byte            // of one session after another
	places map[string]string // in parts, by the rooms
}

// NewDigester takes digests of sessions of the event, which must not change meanwhile.
func NewDigester(e *agenda.Event) *Digester {
	loc, err := e.Location()
	if err != nil {
		loc = time.UTC
	}
	return &Digester{event: e, loc: loc, dir: e.Directory(), places: map[string]string{}}
}

// Digest sums up a session. It is the letter a, for this version of it, and the first 12 octets of a SHA-256
// in base64url. Hashed are these lines, each with a line feed at its end:
//
//	title
//	times        "s 1401847200 1401849000": start and end as Unix time; for whole days "d 16224 16226", the
//	             first and the one after the last, from 1970-01-01 as 0. No end is an end at the start
//	place        the parts of [listing.Words.Place], which commas and "and" separate
//	track        its name
//	kind         of [agenda.Kinds], but for a talk
//	speakers     each "name|organization"
//	description  the abstract, and the links, each "title: address"
//	online       the address to join it at, its own or the event's
//	image        the address of its picture
//	status       "tentative", or nothing
//	repeat       the parts of its rule, and the exceptions, each like the start
//
// Each run of white space is one space, none is at the ends of a text, and control characters are left out.
// Lists are sorted, each item once, with a tab between two; a space between the abstract and the links. A
// session that is cancelled has the one line "cancelled", since nothing else of it matters then.
//
// Digests are in feeds that were published: what is hashed changes only with another letter.
func (d *Digester) Digest(s *agenda.Session) string {
	d.text = d.text[:0]
	if s.Status == agenda.Cancelled {
		d.line("cancelled")
	} else {
		d.meaning(s)
	}
	sum := sha256.Sum256(d.text)
	return string(base64.RawURLEncoding.AppendEncode(append(d.text[:0], DigestVersion...), sum[:12]))
}

func (d *Digester) line(s string) { d.text = append(appendPlain(d.text, s), '\n') }

func (d *Digester) list(items []string) {
	d.text = append(append(d.text, sorted(items, "\t")...), '\n')
}

func (d *Digester) meaning(s *agenda.Session) {
	d.line(s.Title)
	unit, start, end := "s ", s.Start.Unix(), max(s.Start.Unix(), s.Until().Unix())
	if s.AllDay {
		unit, start, end = "d ", d.day(s.Start), max(d.day(s.Start)+1, d.day(s.Until()))
	}
	d.text = strconv.AppendInt(append(d.text, unit...), start, 10)
	d.text = append(strconv.AppendInt(append(d.text, ' '), end, 10), '\n')
	rooms := strings.Join(s.Rooms, "\n")
	parts, known := d.places[rooms]
	if !known {
		parts = placeParts(plainText(listing.English.Place(d.dir, d.event.Venue, s)), "\t")
		d.places[rooms] = parts
	}
	d.text = append(append(d.text, parts...), '\n')
	track, _ := d.dir.Track(s.Track)
	d.line(track.Name)
	if s.Kind != agenda.Talk && slices.Contains(agenda.Kinds(), s.Kind) {
		d.text = append(d.text, s.Kind...)
	}
	d.line("")
	var speakers, links []string
	for _, ref := range s.Speakers {
		if p, _ := d.dir.Speaker(ref); plainText(p.Name) != "" {
			speakers = append(speakers, plainText(p.Name)+"|"+plainText(p.Organization))
		}
	}
	d.list(speakers)
	for _, l := range s.Links {
		title, address := plainText(l.Title), plainText(l.URL)
		if title != "" && address != "" {
			title += ": "
		}
		links = append(links, title+address)
	}
	n := len(d.text)
	if d.text = appendPlain(d.text, s.Abstract); len(d.text) > n && len(links) > 0 {
		d.text = append(d.text, ' ')
	}
	d.text = append(append(d.text, sorted(links, " ")...), '\n')
	if s.Online == "" {
		d.line(d.event.Online)
	} else {
		d.line(s.Online)
	}
	d.line(s.Image)
	if s.Status == agenda.Tentative {
		d.text = append(d.text, agenda.Tentative...)
	}
	d.line("")
	var repeat []string
	if _, err := s.Rule(); s.Repeat != "" && err == nil {
		repeat = strings.Split(strings.ToUpper(s.Repeat), ";")
		for _, at := range s.Except {
			n := at.Unix()
			if s.AllDay {
				n = d.day(at)
			}
			repeat = append(repeat, strconv.FormatInt(n, 10))
		}
	}
	d.list(repeat)
}

// day is the number of the day on which t is, from 1970-01-01 as 0.
func (d *Digester) day(t time.Time) int64 {
	return agenda.DateOf(t.In(d.loc)).Moment(0, 0, 0, time.UTC).Unix() / 86400
}

// placeParts gives the parts of a place, which a session can name in any order.
func placeParts(place, separator string) string {
	return sorted(strings.Split(strings.ReplaceAll(place, " and ", ", "), ", "), separator)
}

// sorted joins values in their order, without those that are empty or there twice.
func sorted(values []string, separator string) string {
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) > 0 && values[0] == "" {
		values = values[1:]
	}
	return strings.Join(values, separator)
}

func plainText(s string) string {
	if plainLength(s) == len(s) {
		return s
	}
	return string(appendPlain(nil, s))
}

// plainLength is the length of what stands as it is at the start of a text.
func plainLength(s string) int {
	for i := range len(s) {
		if !isPlain[s[i]] && (s[i] != ' ' || i == 0 || i+1 == len(s) || !isPlain[s[i+1]]) {
			return i
		}
	}
	return len(s)
}

// appendPlain appends a text with single spaces and without control characters.
func appendPlain(b []byte, s string) []byte {
	start, apart := len(b), false
	for s != "" {
		n := plainLength(s)
		if n == 0 {
			r, size := utf8.DecodeRuneInString(s)
			switch {
			case unicode.IsSpace(r):
				apart = true
			case !unicode.IsControl(r):
				n = size
			}
			s = s[size-n:]
		}
		if n > 0 {
			if apart && len(b) > start {
				b = append(b, ' ')
			}
			apart = false
			b = append(b, s[:n]...)
		}
		s = s[n:]
	}
	return b
}

// isPlain holds the bytes that start or continue a character which is surely no space and no control
// character. Those outside ASCII start with the bytes 0xc2 and 0xe1 to 0xe3, as others do.
var isPlain = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = ' ' < c && c < 0x7f || c >= utf8.RuneSelf && c != 0xc2 && (c < 0xe1 || c > 0xe3)
	}
	return plain
}()
