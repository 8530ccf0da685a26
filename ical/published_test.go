package ical

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	emersion "github.com/emersion/go-ical"

	"github.com/daysheet/daysheet/ical/internal/reader"
)

// Whatever is named as the last feed, the next one is a feed, with each UID once and nothing that Write does
// not write.
func FuzzPublished(f *testing.F) {
	first, _ := write(f, Options{}, kafka(f))
	f.Add([]byte(first), int64(0), false)
	for _, change := range [][2]string{
		{"America/Los_Angeles", "UTC"},
		{"America/Los_Angeles", "Mars/Olympus"},
		{"secure-kafka@", "operating-kafka@"},
		{"@kafka-2014", "@other-2014"},
		{reader.ProdID, "-//other//EN"},
		{"STATUS:CONFIRMED", "STATUS:CANCELLED"},
		{"SUMMARY:", "METHOD:REQUEST\r\nSUMMARY;X Y=1:"},
		{"SEQUENCE:", "SEQUENCE:99999"},
		{"DTSTAMP:2014", "DTSTAMP:2199"},
		{"SUMMARY:", "RDATE:20140601T000000Z\r\nSUMMARY:"},
		{"SUMMARY:", "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:"},
		{"SUMMARY:", "X-DAYSHEET-ID:committers@kafka-2014.example.org\r\nSUMMARY:"},
		{"DTSTART;TZID=America/Los_Angeles:2014", "DTSTART;TZID=America/New_York:0001"},
		{"UID:", "UID:  "},
		{"BEGIN:VEVENT", "BEGIN:VALARM\r\nEND:VALARM\r\nBEGIN:VEVENT\r\nBEGIN:X\r\nEND:X"},
	} {
		f.Add([]byte(strings.ReplaceAll(first, change[0], change[1])), int64(7), true)
	}
	f.Fuzz(func(t *testing.T, previous []byte, at int64, odd bool) {
		p, err := ReadPublished(bytes.NewReader(previous), ReadOptions{})
		if err != nil {
			return
		}
		o := Options{Previous: p, ShowCancelled: odd}
		if odd {
			o.Now, o.Alarm = now.Add(time.Duration(at%1000)*time.Hour), time.Hour
		}
		e := kafka(t)
		if odd {
			e.Sessions = slices.Delete(e.Sessions, int(uint64(at)%5), int(uint64(at)%5)+1)
		}
		feed, err := Compose(o, e)
		if err != nil {
			t.Fatal(err)
		}
		var b, again bytes.Buffer
		if _, err := feed.Write(&b); err != nil {
			t.Fatal(err)
		}
		feed.Write(&again)
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Fatal("written twice, and differently")
		}
		c := parsedBack(t, b.Bytes())
		if _, err := emersion.NewDecoder(bytes.NewReader(b.Bytes())).Decode(); err != nil {
			t.Fatalf("go-ical: %v\n%s", err, b.String())
		}
		uids := map[string]bool{}
		for _, e := range c.Events() {
			if uids[e.Id()] {
				t.Fatalf("two of %s\n%s", e.Id(), b.String())
			}
			uids[e.Id()] = true
		}
		for line := range strings.SplitSeq(b.String(), "\r\n") {
			if strings.HasPrefix(line, "METHOD") {
				t.Fatal(b.String())
			}
		}
	})
}

// One Published serves feeds that are made at once.
func TestPublishedAtOnce(t *testing.T) {
	first, _ := write(t, Options{}, kafka(t))
	p, err := ReadPublished(strings.NewReader(first), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			e := kafka(t)
			if i%2 == 0 {
				e.Sessions = e.Sessions[1:]
			}
			var b bytes.Buffer
			f, err := Compose(Options{Previous: p, Now: now}, e)
			if err == nil {
				_, err = f.Write(&b)
			}
			if err != nil || i%2 == 1 && b.String() != first {
				t.Errorf("%v\n%s", err, b.String())
			}
		})
	}
	all.Wait()
}
