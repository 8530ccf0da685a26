package ical

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// digestProperty carries the digest of a session's meaning.
const digestProperty = "X-DAYSHEET-DIGEST"

// digestVersion is what the digests of this release begin with.
const digestVersion = "a"

// digest sums up what a feed says of a session, so that the next one can tell whether it has changed. It is
// the letter a, for this version of it, and the first 12 octets of a SHA-256 in base64url. Hashed are these
// lines, each with a line feed at its end:
//
//	title
//	times        "s 1401847200 1401849000": start and end as Unix time; for whole days "d 16224 16226", the
//	             first and the one after the last, from 1970-01-01 as 0. No end is an end at the start
//	place        the parts of LOCATION, which commas and "and" separate
//	track        its name
//	kind         of agenda.Kinds, but for a talk
//	speakers     each "name|organization"
//	description  the abstract, and the links, each "title: address"
//	online       the URI to join it at
//	image        the URI of its picture
//	status       "tentative", or nothing
//	repeat       the parts of its rule, and the exceptions, each like the start
//
// Each run of white space is one space, none is at the ends of a text, and control characters are left out.
// Lists are sorted, each item once, with a tab between two; a space between the abstract and the links. A
// session that is cancelled has the one line "cancelled", since nothing else of it matters then.
//
// Digests are in feeds that were published: what is hashed changes only with another letter.
func (x *eventFeed) digest(s *agenda.Session) string {
	b := append(x.digestText[:0], "cancelled\n"...)
	if s.Status != agenda.Cancelled {
		b = x.appendMeaning(b[:0], s)
	}
	x.digestText = b
	sum := sha256.Sum256(b)
	return digestVersion + base64.RawURLEncoding.EncodeToString(sum[:12])
}

func (x *eventFeed) appendMeaning(b []byte, s *agenda.Session) []byte {
	line := func(s string) { b = append(appendPlain(b, s), '\n') }
	list := func(items []string) { b = append(append(b, sortedJoin(items, "\t")...), '\n') }
	line(s.Title)
	b = x.appendTimes(b, x.when(s))
	b = append(append(b, x.placeParts(s)...), '\n')
	track, _ := x.dir.Track(s.Track)
	line(track.Name)
	line(ownKind(s))
	var speakers []string
	for _, ref := range s.Speakers {
		if p, _ := x.dir.Speaker(ref); plainText(p.Name) != "" {
			speakers = append(speakers, plainText(p.Name)+"|"+plainText(p.Organization))
		}
	}
	list(speakers)
	var links []string
	for _, l := range s.Links {
		title, address := plainText(l.Title), plainText(l.URL)
		if title != "" && address != "" {
			title += ": "
		}
		links = append(links, title+address)
	}
	n := len(b)
	if b = appendPlain(b, s.Abstract); len(b) > n && len(links) > 0 {
		b = append(b, ' ')
	}
	line(sortedJoin(links, " "))
	online := x.online
	if s.Online != "" {
		online = wire.WebURI(s.Online)
	}
	line(online)
	if s.Image != "" {
		b = append(b, wire.WebURI(s.Image)...)
	}
	b = append(b, '\n')
	if s.Status == agenda.Tentative {
		b = append(b, agenda.Tentative...)
	}
	b = append(b, '\n')
	list(x.repetition(s))
	return b
}

// placeParts gives the parts of the place of a session. Most sessions share a few places.
func (x *eventFeed) placeParts(s *agenda.Session) string {
	place := x.place(s)
	parts, known := x.placesInParts[place]
	if !known {
		parts = sortedJoin(strings.Split(strings.ReplaceAll(plainText(place), " and ", ", "), ", "), "\t")
		x.placesInParts[place] = parts
	}
	return parts
}

// appendTimes appends the start and the end of a session.
func (x *eventFeed) appendTimes(b []byte, t times) []byte {
	unit, start, end := "s ", t.start, t.end
	if t.form == inDays {
		unit, start, end = "d ", t.local/86400, t.localEnd/86400
	}
	b = strconv.AppendInt(append(b, unit...), start, 10)
	return append(strconv.AppendInt(append(b, ' '), end, 10), '\n')
}

// repetition gives the parts of a session's rule, where it is one, and the exceptions from it.
func (x *eventFeed) repetition(s *agenda.Session) []string {
	if _, err := s.Rule(); s.Repeat == "" || err != nil {
		return nil
	}
	parts := strings.Split(zone.TidyRule(s.Repeat, s.AllDay, x.loc), ";")
	for _, at := range s.Except {
		n := at.Unix()
		if s.AllDay {
			local, _ := x.clock.Shows(n)
			n = local / 86400
		}
		if x.inRange(at) {
			parts = append(parts, strconv.FormatInt(n, 10))
		}
	}
	return parts
}

// ownKind is the kind that a feed says of a session: a talk it does not say.
func ownKind(s *agenda.Session) string {
	if s.Kind != agenda.Talk && slices.Contains(agenda.Kinds(), s.Kind) {
		return string(s.Kind)
	}
	return ""
}

// plainText is a text on one line, without control characters.
func plainText(s string) string { return agenda.OneLine(wire.Clean(s)) }

// appendPlain appends plainText of s, in a quarter of the time: each session of a feed is digested.
func appendPlain(b []byte, s string) []byte {
	start, apart := len(b), false
	for s != "" {
		n := 0
		for n < len(s) && (plainByte[s[n]] || s[n] == ' ' && 0 < n && n+1 < len(s) && plainByte[s[n+1]]) {
			n++
		}
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

// plainByte says which bytes stand as they are: those of characters that are no space and no control
// character, as all are that do not begin with one of the others.
var plainByte = func() (plain [256]bool) {
	for c := '!'; c < 0x100; c++ {
		plain[c] = c != 0x7f && c != 0xc2 && c != 0xe1 && c != 0xe2 && c != 0xe3
	}
	return plain
}()

// sortedJoin joins the items in their order, without those that are empty or there twice.
func sortedJoin(items []string, separator string) string {
	slices.Sort(items)
	items = slices.Compact(items)
	if len(items) > 0 && items[0] == "" {
		items = items[1:]
	}
	return strings.Join(items, separator)
}
