package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// maxFeed is far more than any calendar takes, in octets.
const maxFeed = 64 << 20

// settle fixes the revision of each session before the feed of events is written over the one at path. The
// feed that is there is the memory: a session that says what it said keeps its revision, so that the same
// bytes come out; one that says something else gets a later one, or calendars would not take the change. A
// session that is new has its own, else the event's, else now. One that is gone is a Finding: nobody who has
// subscribed learns of it otherwise.
func settle(events []*agenda.Event, path string, now time.Time) (agenda.Findings, error) {
	last, err := readFeed(path)
	if err != nil {
		return nil, err
	}
	var gone agenda.Findings
	for _, uid := range slices.Sorted(maps.Keys(last)) {
		if !slices.ContainsFunc(events, func(e *agenda.Event) bool { return slices.Contains(uids(e), uid) }) {
			gone.Add("gone", agenda.Warning, agenda.Where{},
				"where it does not take place write it down with status: cancelled; where it has another "+
					"id now, give it the old one back: "+strings.TrimSuffix(uid, "@"+events[0].Identity()),
				"%q was in the last feed and is in no event file now", last[uid].title)
		}
	}
	written := map[*agenda.Session]time.Time{} // the revisions in the file
	for _, e := range events {
		for i, uid := range uids(e) {
			s := &e.Sessions[i]
			written[s] = e.RevisedAt(*s)
			switch entry, ok := last[uid]; {
			case ok:
				s.Revised = entry.stamp
			case written[s].IsZero():
				s.Revised = now
			}
		}
	}
	var again bytes.Buffer
	if _, err := writeFeed(&again, events); err != nil {
		return nil, err
	}
	said := entries(again.String())
	for _, e := range events {
		for i, uid := range uids(e) {
			s := &e.Sessions[i]
			if entry, ok := last[uid]; ok && said[uid].text != entry.text {
				s.Revised = risen(entry.stamp, written[s], now)
			}
		}
	}
	return gone, nil
}

func uids(e *agenda.Event) []string {
	ids := e.SessionIDs()
	for i := range ids {
		ids[i] += "@" + e.Identity()
	}
	return ids
}

// readFeed reads the feed at path, if there is one.
func readFeed(path string) (map[string]entry, error) {
	info, err := os.Stat(path)
	if path == "-" || errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError("read the last feed,", path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFeed))
	if err != nil {
		return nil, fileError("read the last feed,", path, err)
	}
	return entries(string(text)), nil
}

// An entry is what a feed says of a session.
type entry struct {
	stamp time.Time
	text  string // the whole VEVENT, unfolded
	title string
}

// entries takes a feed of ours apart by UID.
func entries(feed string) map[string]entry {
	all := map[string]entry{}
	feed = strings.ReplaceAll(feed, "\r\n ", "")
	for _, part := range strings.Split(feed, "BEGIN:VEVENT\r\n")[1:] {
		text, _, _ := strings.Cut(part, "END:VEVENT\r\n")
		stamp, err := time.Parse("20060102T150405Z", property(text, "DTSTAMP"))
		if err == nil && stamp.Year() < 2200 { // what ical writes
			all[property(text, "UID")] = entry{stamp, text, unescape.Replace(property(text, "SUMMARY"))}
		}
	}
	return all
}

// unescape undoes the escapes of TEXT (RFC 5545 §3.3.11).
var unescape = strings.NewReplacer(`\\`, `\`, `\,`, `,`, `\;`, `;`, `\n`, " ")

func property(text, name string) string {
	_, after, _ := strings.Cut("\r\n"+text, "\r\n"+name+":")
	value, _, _ := strings.Cut(after, "\r\n")
	return value
}

// risen is the first of the candidates that comes after the last revision, else the next one possible:
// SEQUENCE counts whole minutes.
func risen(last time.Time, candidates ...time.Time) time.Time {
	next := last.Add(time.Minute)
	for _, t := range candidates {
		if !t.Before(next) {
			return t
		}
	}
	return next
}
