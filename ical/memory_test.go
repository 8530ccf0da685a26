package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
)

// now is a moment before the evening of the tests, and after its last revision.
var now = time.Date(2014, 6, 3, 12, 0, 0, 0, time.UTC)

// next is the feed of events after the one that is published.
func next(t testing.TB, published string, o Options, events ...*agenda.Event) (
	string, *Feed, agenda.Findings,
) {
	t.Helper()
	var err error
	if o.Previous, err = ReadPublished(strings.NewReader(published), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	if o.Now.IsZero() {
		o.Now = now
	}
	f, err := Compose(o, events...)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	findings, err := f.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), f, findings
}

// vevents are the entries of a feed by UID.
func vevents(feed string) map[string]string {
	m := map[string]string{}
	for _, part := range strings.Split(feed, "BEGIN:VEVENT\r\n")[1:] {
		text, _, _ := strings.Cut(part, "END:VEVENT\r\n")
		text = strings.ReplaceAll(text, "\r\n ", "")
		uid, _, _ := strings.Cut(strings.TrimPrefix(text, "UID:"), "\r\n")
		m[uid] = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return m
}

// Each change of meaning revises its session and no other; what is no change of meaning revises nothing.
func TestMemory(t *testing.T) {
	type change = func(*agenda.Event)
	const samza = "apache-samza@kafka-2014.example.org"
	for _, test := range []struct {
		name    string
		change  change
		kinds   string // of the changes, by the new id
		want    string // in the entry of Samza, or nothing where nothing is revised
		without string
		rules   string
	}{
		{"nothing", func(e *agenda.Event) {}, "", "", "", ""},
		{"order", func(e *agenda.Event) {
			slices.Reverse(e.Sessions)
			slices.Reverse(e.Speakers)
			slices.Reverse(e.Sessions[3].Speakers)
		}, "", "", "", ""},
		{"white space", func(e *agenda.Event) {
			e.Sessions[3].Title = " Apache Samza:  Large scale\tstream processing on Kafka "
			e.Sessions[3].Abstract = "A framework that carries\nthe hard parts\n\nof stream processing.\n"
			e.Venue.Name = "Unite  conference room "
		}, "", "", "", ""},
		{"ids of what is not published", func(e *agenda.Event) {
			e.Speakers[3].ID, e.Sessions[3].Speakers = "riccomini", []string{"riccomini"}
			e.Capacity, e.Description = 50, "More to read."
		}, "", "", "", ""},
		{"a revision alone", func(e *agenda.Event) { e.Sessions[3].Revised = now }, "", "", "", ""},
		{"the organizer", func(e *agenda.Event) { e.Organizer.Name = "Somebody else" }, "", "", "", ""},

		{"time", func(e *agenda.Event) {
			e.Sessions[3].Start = e.Sessions[3].Start.Add(5 * time.Minute)
		}, "apache-samza: time", "DTSTART;TZID=America/Los_Angeles:20140603T200500\n", "", ""},
		{"end", func(e *agenda.Event) { e.Sessions[3].End = e.Sessions[3].End.Add(5 * time.Minute) },
			"apache-samza: time", "DTEND;TZID=America/Los_Angeles:20140603T202500\n", "", ""},
		{"place", func(e *agenda.Event) { e.Sessions[3].Rooms = []string{"Garage"} },
			"apache-samza: place", `LOCATION:Garage\, Unite`, "", ""},
		{"title", func(e *agenda.Event) { e.Sessions[3].Title = "Samza" },
			"apache-samza: title", "SUMMARY:Samza\n", "", ""},
		{"abstract", func(e *agenda.Event) { e.Sessions[3].Abstract = "Easy." },
			"apache-samza: details", `\n\nEasy.` + "\n", "", ""},
		{"speakers", func(e *agenda.Event) { e.Sessions[3].Speakers = []string{"chris", "todd"} },
			"apache-samza: speakers", "DESCRIPTION:Chris Riccomini and Todd Palino (LinkedIn)", "", ""},
		{"organization", func(e *agenda.Event) { e.Speakers[3].Organization = "Elsewhere" },
			"apache-samza: speakers", "DESCRIPTION:Chris Riccomini (Elsewhere)", "", ""},
		{"link", func(e *agenda.Event) {
			e.Sessions[3].Links = []agenda.Link{{Title: "Slides", URL: "https://example.org/samza"}}
		}, "apache-samza: details", "URL:https://example.org/samza\n", "", ""},
		{"cancelled", func(e *agenda.Event) { e.Sessions[3].Status = agenda.Cancelled },
			"apache-samza: cancelled", "STATUS:CANCELLED\nTRANSP:TRANSPARENT\n", "", ""},
		{"own revision", func(e *agenda.Event) {
			e.Sessions[3].Title, e.Sessions[3].Revised = "Samza", now.Add(-time.Minute)
		}, "apache-samza: title", "DTSTAMP:20140603T115900Z\n", "", ""},
		{"own revision that has not risen", func(e *agenda.Event) { e.Sessions[3].Title = "Samza" },
			"apache-samza: title",
			"DTSTAMP:20140603T120000Z\nLAST-MODIFIED:20140603T120000Z\nSEQUENCE:7585200\n", "", ""},

		{"gone", func(e *agenda.Event) { e.Sessions = slices.Delete(e.Sessions, 3, 4) },
			"apache-samza: cancelled", "SEQUENCE:7585200\n", "", "gone"},
		{"another id", func(e *agenda.Event) { e.Sessions[3].ID = "samza" }, "samza: id",
			"X-DAYSHEET-ID:samza@kafka-2014.example.org\n", "SEQUENCE:7585200\n", "id-changed"},
		{"another id and another hour", func(e *agenda.Event) {
			e.Sessions[3].ID, e.Sessions[3].Start = "samza", e.Sessions[3].Start.Add(5*time.Minute)
		}, "samza: time id", "DTSTART;TZID=America/Los_Angeles:20140603T200500\n", "", "id-changed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			first, _ := write(t, Options{}, kafka(t))
			e := kafka(t)
			test.change(e)
			second, f, findings := next(t, first, Options{}, e)
			was, is := vevents(first), vevents(second)
			for uid := range was {
				if uid != samza && was[uid] != is[uid] {
					t.Errorf("%s has changed:\n%s", uid, is[uid])
				}
			}
			if len(is) != 5 {
				t.Errorf("%d entries", len(is))
			}
			if test.want == "" && is[samza] != was[samza] || !strings.Contains(is[samza], test.want) ||
				test.without != "" && strings.Contains(is[samza], test.without) {
				t.Errorf("want %q\n%s\nwas\n%s", test.want, is[samza], was[samza])
			}
			var kinds, rules []string
			for _, c := range f.Changed[0].Changes {
				kinds = append(kinds, cmp.Or(c.NewID, c.OldID)+": "+strings.Trim(fmt.Sprint(c.Kinds), "[]"))
			}
			for _, f := range findings {
				rules = append(rules, f.Rule)
			}
			if got := strings.Join(kinds, ", "); got != test.kinds {
				t.Errorf("changes %q, want %q", got, test.kinds)
			}
			if got := strings.Join(rules, " "); got != test.rules {
				t.Errorf("findings %q, want %q: %v", got, test.rules, findings)
			}
			// What has been published says the same when it is read again, and stays.
			third, f, _ := next(t, second, Options{Now: now.Add(time.Hour)}, e)
			if third != second || len(f.Changed[0].Changes) > 0 {
				t.Errorf("published again, it is\n%s\nwas\n%s\n%v", third, second, f.Changed[0].Changes)
			}
		})
	}
}

// SEQUENCE rises with each change, also within a minute and where the clock has gone back.
func TestSequenceRises(t *testing.T) {
	e := kafka(t)
	feed, _ := write(t, Options{}, e)
	last := int64(0)
	for i, at := range []time.Time{now, now.Add(time.Second), now.Add(-time.Hour), {}, now.Add(time.Hour)} {
		e.Sessions[1].Title = fmt.Sprint("Title ", i)
		feed, _, _ = next(t, feed, Options{Now: at}, e)
		entry := vevents(feed)["operating-kafka@kafka-2014.example.org"]
		var sequence int64
		_, after, _ := strings.Cut(entry, "SEQUENCE:")
		fmt.Sscan(after, &sequence)
		if sequence <= last {
			t.Errorf("change %d has SEQUENCE %d after %d", i, sequence, last)
		}
		last = sequence
	}
}

// A session that is gone stays, cancelled, until its event has ended; then it goes.
func TestGone(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	e.Sessions = slices.Delete(e.Sessions, 4, 5) // the last of the evening
	second, _, _ := next(t, first, Options{}, e)
	during := time.Date(2014, 6, 4, 3, 59, 0, 0, time.UTC) // 20:59
	third, _, findings := next(t, second, Options{Now: during}, e)
	if third != second || len(findings) > 0 {
		t.Errorf("before the end: %v\n%s", findings, third)
	}
	after := during.Add(2 * time.Minute)
	fourth, f, findings := next(t, second, Options{Now: after}, e)
	if strings.Contains(fourth, "committers") || len(findings) > 0 || len(f.Changed[0].Changes) > 0 {
		t.Errorf("after the end: %v\n%s", findings, fourth)
	}
	// Where it goes after the end nobody is told of a cancellation.
	fifth, f, findings := next(t, first, Options{Now: after}, e)
	if strings.Contains(fifth, "committers") || len(findings) != 1 || findings[0].Rule != "over" ||
		len(f.Changed[0].Changes) > 0 {
		t.Errorf("gone after the end: %v %v\n%s", findings, f.Changed[0].Changes, fifth)
	}
	// And where it comes back, it is the entry that it was.
	e = kafka(t)
	back, f, _ := next(t, second, Options{Now: during}, e)
	entry := vevents(back)["committers@kafka-2014.example.org"]
	if !f.Changed[0].Changes[0].Is(diff.Reinstated) ||
		!strings.Contains(entry, "STATUS:CONFIRMED\n") || strings.Contains(entry, "TRANSPARENT") {
		t.Errorf("%v\n%s", f.Changed[0].Changes, entry)
	}
}

// Google takes cancelled sessions away; who asks keeps them in sight, whichever way they were cancelled.
func TestGoneInSight(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	e.Sessions = slices.Delete(e.Sessions, 4, 5)
	e.Sessions[3].Status = agenda.Cancelled
	o := Options{ShowCancelled: true}
	second, _, _ := next(t, first, o, e)
	for _, uid := range []string{"committers@kafka-2014.example.org", "apache-samza@kafka-2014.example.org"} {
		entry := vevents(second)[uid]
		if !strings.Contains(entry, "SUMMARY:Cancelled: ") || !strings.Contains(entry, "STATUS:CONFIRMED\n") {
			t.Errorf("not in sight:\n%s", entry)
		}
	}
	if third, f, _ := next(t, second, o, e); third != second || len(f.Changed[0].Changes) > 0 {
		t.Errorf("published again, it is\n%s\nwas\n%s", third, second)
	}
	fourth, _, _ := next(t, second, Options{}, e)
	if strings.Contains(fourth, "Cancelled: ") || strings.Count(fourth, "STATUS:CANCELLED") != 2 ||
		strings.Contains(fourth, "X-DAYSHEET-STATUS") {
		t.Errorf("out of sight again:\n%s", fourth)
	}
}

// An id that goes to another session does not take the entry of the first one along.
func TestIDTaken(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	e.Sessions[3].ID = "samza"
	second, _, _ := next(t, first, Options{}, e)
	e.Sessions = append(e.Sessions, agenda.Session{ID: "apache-samza", Title: "Samza for beginners",
		Start: e.Sessions[4].End, End: e.Sessions[4].End.Add(time.Hour)})
	third, _, _ := next(t, second, Options{}, e)
	const samza = "apache-samza@kafka-2014.example.org"
	if got := vevents(third)[samza]; got != vevents(second)[samza] {
		t.Errorf("the entry is another one:\n%s", got)
	}
	entry := vevents(third)["apache-samza-2@kafka-2014.example.org"]
	if !strings.Contains(entry, "SUMMARY:Samza for beginners\n") ||
		!strings.Contains(entry, "X-DAYSHEET-ID:apache-samza@kafka-2014.example.org\n") {
		t.Errorf("the new one has no UID of its own:\n%s", third)
	}
	if fourth, _, _ := next(t, third, Options{}, e); fourth != third {
		t.Errorf("published again, it is\n%s\nwas\n%s", fourth, third)
	}
}

// A feed of several years: a year more is no change of those before, and a year less cancels what has not
// been.
func TestMemoryOfYears(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	later := kafka(t)
	later.ID, later.Zone = "kafka-2015.example.org", "Europe/Berlin"
	for i := range later.Sessions {
		s := &later.Sessions[i]
		s.Start, s.End = s.Start.AddDate(1, 0, 0), s.End.AddDate(1, 0, 0)
	}
	second, _, findings := next(t, first, Options{}, later, e)
	for uid, entry := range vevents(first) {
		if got := vevents(second)[uid]; got != entry {
			t.Errorf("%s has changed:\n%s", uid, got)
		}
	}
	if len(vevents(second)) != 10 || len(findings) > 0 {
		t.Errorf("%d entries, %v", len(vevents(second)), findings)
	}
	soon := time.Date(2014, 12, 1, 0, 0, 0, 0, time.UTC)
	third, _, findings := next(t, second, Options{Now: soon}, e)
	if strings.Count(third, "STATUS:CANCELLED") != 5 || len(findings) != 5 {
		t.Errorf("2015 is gone: %v\n%s", findings, third)
	}
	fourth, _, findings := next(t, second, Options{Now: soon}, later)
	if len(vevents(fourth)) != 5 || strings.Contains(fourth, "CANCELLED") || len(findings) != 1 {
		t.Errorf("2014 is gone: %v\n%s", findings, fourth)
	}
}

// The feed of another event is not taken for the last one of this.
func TestOtherFeed(t *testing.T) {
	first, _ := write(t, Options{}, kafka(t))
	start := now.Add(time.Hour)
	e := &agenda.Event{ID: "f", Name: "F", Sessions: []agenda.Session{{ID: "a", Title: "A", Start: start}}}
	feed, _, findings := next(t, first, Options{}, e)
	if findings.Err() == nil || findings[0].Rule != "other-feed" || len(vevents(feed)) != 1 {
		t.Errorf("%v\n%s", findings, feed)
	}
}

// An event whose id has changed keeps the UIDs of its sessions, and so does one that another program has
// published until now.
func TestForeignMemory(t *testing.T) {
	first, _ := write(t, Options{}, kafka(t))
	e := kafka(t)
	e.ID = "kafka.example.org"
	second, _, findings := next(t, first, Options{}, e)
	was, is := vevents(first), vevents(second)
	for uid := range was {
		if !strings.HasPrefix(is[uid], strings.Split(was[uid], "TRANSP")[0]) ||
			!strings.Contains(is[uid], "X-DAYSHEET-ID") {
			t.Errorf("%s has changed:\n%s", uid, is[uid])
		}
	}
	if len(is) != 5 || len(findings) != 5 {
		t.Errorf("%d entries, %v", len(is), findings)
	}

	foreign := strings.NewReplacer("-//daysheet//daysheet//EN", "-//other//EN", "@kafka-2014", "@tickets",
		"X-DAYSHEET-SPEAKER", "X-OTHER").Replace(first)
	third, _, findings := next(t, foreign, Options{}, kafka(t))
	for uid, entry := range vevents(third) {
		if !strings.HasSuffix(uid, "@tickets.example.org") || !strings.Contains(entry, "X-DAYSHEET-ID") {
			t.Errorf("%s is another session:\n%s", uid, entry)
		}
	}
	if len(vevents(third)) != 5 {
		t.Errorf("%v\n%s", findings, third)
	}
	if fourth, _, findings := next(t, third, Options{}, kafka(t)); fourth != third || len(findings) > 0 {
		t.Errorf("published again, it is\n%s\nwas\n%s\n%v", fourth, third, findings)
	}
	e = kafka(t)
	e.Sessions = e.Sessions[:4]
	fifth, _, _ := next(t, foreign, Options{}, e)
	entry := vevents(fifth)["committers@tickets.example.org"]
	if !strings.Contains(entry, "STATUS:CANCELLED\n") {
		t.Errorf("what is gone is not cancelled:\n%s", fifth)
	}
}

// A view shows the whole feed's revisions and cancellations, and cancels nothing that has only left it.
func TestMemoryOfViews(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	e.Sessions[1].Track = "Security"
	e.Sessions[2].Track = "Operations"
	e.Sessions[3].Track = "Operations"
	whole, _, _ := next(t, first, Options{}, e)
	view, _, findings := next(t, first, Options{View: View{Tracks: []string{"Operations"}}}, e)
	entries := vevents(view)
	if len(entries) != 2 || len(findings) > 0 {
		t.Errorf("%d entries, %v\n%s", len(entries), findings, view)
	}
	for uid, entry := range entries {
		if vevents(whole)[uid] != entry {
			t.Errorf("in the view:\n%s\nin the whole feed:\n%s", entry, vevents(whole)[uid])
		}
	}
	e.Sessions = slices.Delete(e.Sessions, 2, 3)
	view, _, _ = next(t, whole, Options{View: View{Tracks: []string{"Operations"}}}, e)
	if len(vevents(view)) != 2 || strings.Count(view, "STATUS:CANCELLED") != 1 {
		t.Errorf("what is gone from the event is not cancelled in its track:\n%s", view)
	}
}

// What is true of one session is no change of another, also where only a few tell how the feed is read: those
// without hours, and those without a place.
func TestMemoryApart(t *testing.T) {
	loc := location(t, "America/Los_Angeles")
	e := &agenda.Event{ID: "e.example.org", Name: "E", Zone: loc.String(), Sessions: []agenda.Session{
		{ID: "days", Title: "Days", AllDay: true, Start: at(t, loc, "2026-06-01", 0, 0)},
		{ID: "away", Title: "Away", Start: at(t, loc, "2026-06-02", 9, 0), Rooms: []string{"Hall"}},
		{ID: "here", Title: "Here", Start: at(t, time.UTC, "2026-06-02", 9, 0)},
	}}
	first, _ := write(t, Options{}, e)
	gone, zone := copied(e), copied(e)
	gone.Sessions = slices.Delete(gone.Sessions, 1, 2)
	zone.Zone = "Europe/Berlin"
	zone.Sessions[0].Start = at(t, location(t, "Europe/Berlin"), "2026-06-01", 0, 0)
	for name, e := range map[string]*agenda.Event{"a session is gone": gone, "the zone is another": zone} {
		feed, f, _ := next(t, first, Options{}, e)
		for _, uid := range []string{"days@e.example.org", "here@e.example.org"} {
			if was, is := vevents(first)[uid], vevents(feed)[uid]; was != is {
				t.Errorf("%s:\n%s\nwas\n%s\n%v", name, is, was, f.Changed[0].Changes)
			}
		}
		lawful(t, feed)
	}
	// But the dates of a rule follow the clock of the zone.
	e.Sessions[2].Repeat, zone.Sessions[2].Repeat = "FREQ=WEEKLY;COUNT=30", "FREQ=WEEKLY;COUNT=30"
	first, _ = write(t, Options{}, e)
	feed, _, _ := next(t, first, Options{}, zone)
	if entry := vevents(feed)["here@e.example.org"]; !strings.Contains(entry, "TZID=Europe/Berlin:") {
		t.Errorf("repeats by the old clock:\n%s", entry)
	}
}

// A session that is gone gets no reminder, and nothing of it changes when the feed is made again.
func TestGoneWithAlarm(t *testing.T) {
	e := kafka(t)
	o := Options{Alarm: 10 * time.Minute}
	first, _ := write(t, o, e)
	e.Sessions = slices.Delete(e.Sessions, 4, 5)
	second, _, _ := next(t, first, o, e)
	if strings.Count(second, "BEGIN:VALARM") != 3 {
		t.Errorf("a reminder of what is cancelled:\n%s", second)
	}
	if third, _, _ := next(t, second, o, e); third != second {
		t.Errorf("published again, it is\n%s\nwas\n%s", third, second)
	}
}

// An event is over when its last day is, and when what repeats has been for the last time.
func TestOver(t *testing.T) {
	loc := location(t, "America/Los_Angeles")
	start := at(t, loc, "2026-06-01", 0, 0)
	for _, test := range []struct {
		name   string
		change func(s *agenda.Session)
		over   time.Time
	}{
		{"one day", func(s *agenda.Session) {}, at(t, loc, "2026-06-02", 0, 0)},
		{"two days", func(s *agenda.Session) { s.End = start.AddDate(0, 0, 2) },
			at(t, loc, "2026-06-03", 0, 0)},
		{"no end", func(s *agenda.Session) { s.AllDay, s.Start = false, start.Add(9*time.Hour) },
			at(t, loc, "2026-06-01", 9, 0)},
		{"weekly", func(s *agenda.Session) { s.Repeat = "FREQ=WEEKLY;COUNT=4" },
			at(t, loc, "2026-06-30", 0, 0)}, // a week late at the most
		{"until", func(s *agenda.Session) { s.Repeat = "FREQ=WEEKLY;UNTIL=20260615" },
			at(t, loc, "2026-06-17", 0, 0)}, // a day late at the most
	} {
		e := &agenda.Event{ID: "e.example.org", Name: "E", Zone: loc.String(), Sessions: []agenda.Session{
			{ID: "a", Title: "A", AllDay: true, Start: start},
			{ID: "b", Title: "B", Start: start.Add(-time.Hour)}}}
		test.change(&e.Sessions[0])
		first, _ := write(t, Options{}, e)
		e.Sessions = e.Sessions[1:]
		before := Options{Now: test.over.Add(-time.Second)}
		if feed, _, _ := next(t, first, before, e); len(vevents(feed)) != 2 {
			t.Errorf("%s: over before the end", test.name)
		}
		after := Options{Now: test.over.Add(time.Second)}
		if feed, _, _ := next(t, first, after, e); len(vevents(feed)) != 1 {
			t.Errorf("%s: not over after the end", test.name)
		}
	}
}

// No two entries have one UID, not even where a session that kept another's UID is gone and a new one has its
// id.
func TestGoneIDTaken(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	e.Sessions[3].ID = "samza"
	second, _, _ := next(t, first, Options{}, e)
	e.Sessions[3] = agenda.Session{ID: "apache-samza", Title: "Bread for beginners", Start: e.Sessions[4].End}
	third, _, _ := next(t, second, Options{}, e)
	lawful(t, third)
	if entry := vevents(third)["apache-samza@kafka-2014.example.org"]; !strings.Contains(entry, "CANCELLED") {
		t.Errorf("it is not cancelled:\n%s", third)
	}
	if fourth, _, _ := next(t, third, Options{}, e); fourth != third {
		t.Errorf("published again, it is\n%s\nwas\n%s", fourth, third)
	}
}

// Ids may hold what parts them in a UID, and what a reader trims.
func TestMemoryOfOddIDs(t *testing.T) {
	for _, id := range []string{"a@b", " a ", "\x01a", "@", "a,b;c", "ü\u2028ä"} {
		e := kafka(t)
		e.ID, e.Sessions[0].ID = id, id
		first, _ := write(t, Options{}, e)
		if second, _, findings := next(t, first, Options{}, e); second != first || len(findings) > 0 {
			t.Errorf("%q: published again, it is\n%s\nwas\n%s\n%v", id, second, first, findings)
		}
	}
}

// A further date of a session that another program has published is no session of its own.
func TestForeignDates(t *testing.T) {
	first, _ := write(t, Options{}, kafka(t))
	first = strings.NewReplacer("-//daysheet//daysheet//EN", "-//other//EN",
		"SUMMARY:Secure", "RDATE:20140602T023000Z,20140605T023000Z\r\nSUMMARY:Secure").Replace(first)
	e := kafka(t)
	if feed, _, _ := next(t, first, Options{}, e); len(vevents(feed)) != 5 {
		t.Errorf("%d entries", len(vevents(feed)))
	}
	e.Sessions = slices.Delete(e.Sessions, 2, 3)
	feed, _, _ := next(t, first, Options{}, e)
	lawful(t, feed)
	if len(vevents(feed)) != 5 || strings.Count(feed, "STATUS:CANCELLED") != 1 {
		t.Errorf("it is not cancelled:\n%s", feed)
	}
}

// What cannot be published is told each time, whether its session has changed or not.
func TestMemoryTells(t *testing.T) {
	e := kafka(t)
	e.Sessions[3].Revised = time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)
	e.Sessions[4].Revised = e.Sessions[3].Revised
	first, want := write(t, Options{}, e)
	if len(want) != 2 {
		t.Errorf("%d findings: %v", len(want), want)
	}
	_, _, got := compose(t, first, Options{}, e)
	if !slices.Equal(got, want) {
		t.Errorf("published again:\n%v\nwant\n%v", got, want)
	}
}

// A view tells of its own sessions, and of names that only sessions had which have left them it says that
// nothing has them.
func TestMemoryOfViewsTells(t *testing.T) {
	e := kafka(t)
	first, _ := write(t, Options{}, e)
	security := Options{View: View{Tracks: []string{"Security"}}}
	e.Sessions[1].ID, e.Sessions[4].Start = "operating", time.Time{} // both are outside
	e.Sessions = slices.Delete(e.Sessions, 0, 1)
	if feed, _, findings := next(t, first, security, e); len(findings) > 0 || len(vevents(feed)) != 1 {
		t.Errorf("%v\n%s", findings, feed)
	}
	e = kafka(t)
	e.Sessions[2].Track = "Operations"
	feed, _, findings := next(t, first, security, e)
	var rules []string
	for _, f := range findings {
		rules = append(rules, f.Rule)
	}
	if !slices.Equal(rules, []string{"unknown-track", "empty-view"}) || len(vevents(feed)) != 0 {
		t.Errorf("%v\n%s", findings, feed)
	}
	e.Sessions = slices.Delete(e.Sessions, 2, 3)
	feed, _, findings = next(t, first, security, e)
	if len(findings) != 1 || findings[0].Rule != "gone" || strings.Count(feed, "STATUS:CANCELLED") != 1 {
		t.Errorf("%v\n%s", findings, feed)
	}
}

// Events of real feeds keep their UIDs and their revisions where they are published anew, and then their
// bytes.
func TestForeignMemoryCorpus(t *testing.T) {
	for name, added := range map[string]int{
		"giggity-linux_conf_au_2020.ics": 0,
		"pyconuk2015-schedule.ics":       1, // the second of two with one UID
	} {
		data := string(corpus(t, name))
		e, _, err := Read(strings.NewReader(data), ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Now: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
		first, f, findings := compose(t, data, o, e)
		if changes := f.Changed[0].Changes; len(changes) != added || len(findings) > 0 {
			t.Errorf("%s: %v %v", name, changes, findings)
		}
		for uid := range vevents(strings.ReplaceAll(first, "X-", "")) {
			if added == 0 && !strings.Contains(unfolded([]byte(data)), "UID:"+uid) {
				t.Errorf("%s: the UID %s is new", name, uid)
			}
		}
		o.Now = o.Now.Add(time.Hour)
		if again, f, _ := compose(t, first, o, e); again != first {
			t.Errorf("%s: published again it is another: %v", name, f.Changed[0].Changes)
		}
	}
}

// What was published stays byte for byte, whatever stands in it, and in any order of the sessions.
func FuzzMemory(f *testing.F) {
	f.Add("Samza; part 2", "One.\n\nTwo, at https://example.org/a.\n", "Hall, A", "Ops", "Ada", "X (Y)", int64(1))
	f.Add("a\r\nb", "Slides: https://example.org/x", "and", "", "A and B", ", Inc.", int64(2))
	f.Add("0", "0\n\nhttps://example.org/x", "0", "0", "0", "0", int64(25))
	f.Add("Cancelled: x", "Ada (X)\n\nhttps://example.org/x", "1", "\\", "Ada", "X", int64(3))
	f.Fuzz(func(t *testing.T, title, abstract, room, track, speaker, organization string, seed int64) {
		e := kafka(t)
		random := rand.New(rand.NewSource(seed))
		s := &e.Sessions[1+random.Intn(4)]
		s.Title, s.Abstract, s.Rooms, s.Track = title, abstract, []string{room}, track
		e.Speakers = append(e.Speakers, agenda.Speaker{ID: "fuzz", Name: speaker, Organization: organization})
		s.Speakers = append(s.Speakers, "fuzz")
		if random.Intn(2) == 0 {
			s.Links = append(s.Links, agenda.Link{Title: title, URL: "https://example.org/" + track},
				agenda.Link{Title: track, URL: abstract}, agenda.Link{URL: "https://example.org/x"})
		}
		o := Options{ShowCancelled: random.Intn(2) == 0, PlainText: random.Intn(2) == 0}
		if random.Intn(4) == 0 {
			s.Status = agenda.Cancelled
		}
		first, _ := write(t, o, e)
		random.Shuffle(len(e.Sessions), func(i, j int) {
			e.Sessions[i], e.Sessions[j] = e.Sessions[j], e.Sessions[i]
		})
		second, feed, findings := next(t, first, o, e)
		if second != first {
			t.Fatalf("published again, it is\n%s\nwas\n%s\n%v\n%v", second, first,
				feed.Changed[0].Changes, findings)
		}
	})
}

// A feed that was cut short has forgotten what it lost: it is no memory.
func TestCutShort(t *testing.T) {
	feed, _ := write(t, Options{}, kafka(t))
	_, err := ReadPublished(strings.NewReader(feed[:len(feed)/2]), ReadOptions{Name: "feed.ics"})
	if err == nil || !strings.Contains(err.Error(), "has no END") {
		t.Error(err)
	}
}

// A feed that was published with the lines of its abstracts broken is no other: nothing has changed.
func TestMemoryOfBrokenLines(t *testing.T) {
	e := kafka(t)
	feed, _ := write(t, Options{}, e)
	broken := strings.Replace(feed, "What it takes", `What it\ntakes`, 1)
	_, f, findings := next(t, broken, Options{}, e)
	if broken == feed || len(f.Changed[0].Changes) > 0 || len(findings) > 0 {
		t.Error(f.Changed[0].Changes, findings)
	}
}
