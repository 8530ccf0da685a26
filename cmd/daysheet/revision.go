package main

import (
	"bytes"
	"os"
	"regexp"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

var stamp = regexp.MustCompile(`(?m)^DTSTAMP:(\d{8}T\d{6}Z)\r?$`)

// settle fixes the revision of events before their feed is written over the one at path. The feed that is
// there is the memory: as long as nothing changed its revision stays, so that the same bytes come out; when
// something changed the revision rises above it, or calendars would not take the change. Without a feed it
// is the file's "revised:", else now.
func settle(events []*agenda.Event, path string, now time.Time) error {
	published, err := os.ReadFile(path)
	var newest time.Time
	if err == nil {
		newest = newestStamp(published)
	}
	written := make([]time.Time, len(events))
	for i, e := range events {
		if written[i] = e.Revised; newest.IsZero() && e.Revised.IsZero() {
			e.Revised = now
		}
	}
	if newest.IsZero() {
		return nil
	}
	for _, e := range events {
		e.Revised = newest
	}
	var again bytes.Buffer
	if _, err := writeFeed(&again, events); err != nil {
		return err
	}
	if bytes.Equal(again.Bytes(), published) {
		return nil
	}
	for i, e := range events {
		e.Revised = risen(newest, written[i], now)
	}
	return nil
}

func newestStamp(feed []byte) time.Time {
	var newest time.Time
	for _, m := range stamp.FindAllSubmatch(feed, -1) {
		if t, err := time.Parse("20060102T150405Z", string(m[1])); err == nil && t.After(newest) {
			newest = t
		}
	}
	return newest
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
