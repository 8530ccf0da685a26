package ical

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// digestProperty carries the digest of a session's meaning.
const digestProperty = "X-DAYSHEET-DIGEST"

// digestVersion is what the digests of this release begin with.
const digestVersion = "a"

// digest sums up what a feed says of a session, so that two feeds can tell whether it has changed. It is the
// letter a, of this version, and the first 12 octets of a SHA-256 in base64url. What is hashed is these lines,
// each with a line feed at its end:
//
//	title
//	when         "s 1401847200 1401849000", start and end as Unix time; of whole days "d 16224 16226", from the
//	             first to the one after the last, counted from 1970-01-01; an end that is not known is the start
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
// In a text each run of white space is one space, none is at its ends, and control characters are left out. Of
// a list the items are sorted, each once, with a tab between them; the links are parted by a space. A session
// that is cancelled has the one line "cancelled", since nothing else of it matters.
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
	line := func(s string) { b = append(append(b, plainText(s)...), '\n') }
	list := func(items []string) { b = append(append(b, sortedJoin(items, "\t")...), '\n') }
	line(s.Title)
	t := x.when(s)
	moment := func(unix, local int64) string {
		if t.form == inDays {
			return strconv.FormatInt(local/86400, 10)
		}
		return strconv.FormatInt(unix, 10)
	}
	unit := "s "
	if t.form == inDays {
		unit = "d "
	}
	line(unit + moment(t.start, t.local) + " " + moment(t.end, t.localEnd))
	list(strings.Split(strings.ReplaceAll(plainText(x.place(s)), " and ", ", "), ", "))
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
	line(s.Abstract + " " + sortedJoin(links, " "))
	online := x.online
	if s.Online != "" {
		online = wire.WebURI(s.Online)
	}
	line(online)
	line(wire.WebURI(s.Image))
	if s.Status == agenda.Tentative {
		b = append(b, agenda.Tentative...)
	}
	b = append(b, '\n')
	var repeat []string
	if _, err := s.Rule(); err == nil && s.Repeat != "" {
		repeat = strings.Split(zone.TidyRule(s.Repeat, s.AllDay, x.loc), ";")
		for _, at := range s.Except {
			if x.inRange(at) {
				local, _ := x.clock.Shows(at.Unix())
				repeat = append(repeat, moment(at.Unix(), local))
			}
		}
	}
	list(repeat)
	return b
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

// sortedJoin joins the items in their order, without those that are empty or there twice.
func sortedJoin(items []string, separator string) string {
	slices.Sort(items)
	items = slices.Compact(items)
	if len(items) > 0 && items[0] == "" {
		items = items[1:]
	}
	return strings.Join(items, separator)
}
