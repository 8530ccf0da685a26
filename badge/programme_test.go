package badge

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// sessions is an event of n sessions in three rooms, their texts so many times as long as usual.
func sessions(n, times int) *agenda.Event {
	e := &agenda.Event{Name: "Streams and Logs", Zone: "Europe/Berlin",
		Rooms:  []agenda.Room{{Name: "Großer Saal"}, {Name: "Studio"}, {Name: "Werkstatt"}},
		Tracks: []agenda.Track{{Name: "Light", Color: "#fff"}, {Name: "Dark", Color: "#124e96"}}}
	for i := range n {
		start := time.Date(2026, 9, 17+i/60, 9, i%60/3*25, 0, 0, time.UTC)
		e.Sessions = append(e.Sessions, agenda.Session{
			Title: strings.Repeat(fmt.Sprintf("Talk number %d ", i), times), Start: start,
			End: start.Add(time.Duration(10+i%3*5) * time.Minute), Rooms: []string{e.Rooms[i%3].Name},
			Track: e.Tracks[i%2].Name, Speakers: []string{strings.Repeat("Ines Oliveira ", times)},
			Abstract: strings.Repeat("A log remembers what happened. ", times),
			Status:   agenda.Statuses()[i%3],
		})
	}
	return e
}

func TestProgrammeNothingOverlaps(t *testing.T) {
	for n, want := range map[int]bool{0: true, 1: true, 12: true, 30: false, 200: false} {
		for _, times := range []int{1, 3, 40} {
			for name, size := range paper {
				r := newReport(sessions(n, times))
				p := &programme{report: r, width: size.width, height: size.height, days: r.days()}
				pages, err := p.pages(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if (len(pages) == 1) != want && times == 1 {
					t.Errorf("%d sessions take %d pages", n, len(pages))
				}
				for i, boxes := range pages {
					name := fmt.Sprintf("%d sessions, %d times, %s, page %d", n, times, name, i+1)
					apart(t, name, boxes, size.width, size.height)
					for _, b := range boxes {
						if b.What == "track's colour" && b.Outlined != compose.Light(b.Color) {
							t.Errorf("%s: a square of %v, outlined %v", name, b.Color, b.Outlined)
						}
					}
				}
			}
		}
	}
}

func TestTicketsOfManySessions(t *testing.T) {
	for _, n := range []int{5, 12, 30, 1000} {
		for _, size := range paper {
			sheet := newTicketSheet(newReport(sessions(n, 1)), size.width, size.height)
			inside := sheet.inside()
			apart(t, fmt.Sprintf("%d sessions", n), inside, size.width, size.height)
			if short := len(sheet.findings) > 0; short != (n >= 30) {
				t.Errorf("%d sessions: %v", n, sheet.findings)
			}
		}
	}
}

// stopping is a context that is done after so many looks at it.
type stopping struct {
	context.Context
	looks int
}

func (s *stopping) Err() error {
	if s.looks--; s.looks < 0 {
		return context.Canceled
	}
	return nil
}

// A thousand sessions with an essay each are printed without the essays, and whoever cancels need not wait.
func TestProgrammeIsBounded(t *testing.T) {
	e := sessions(1000, 1)
	for i := range e.Sessions {
		e.Sessions[i].Abstract = strings.Repeat("A log remembers what happened. ", 200)
	}
	var out bytes.Buffer
	fs, err := WriteProgramme(t.Context(), &out, e, Design{})
	if err != nil {
		t.Error(err)
	}
	if len(fs) != 1 || fs[0].Rule != "no-abstracts" {
		t.Error(fs)
	}
	looks := &stopping{t.Context(), 5}
	if _, err := WriteProgramme(looks, &out, e, Design{}); err != context.Canceled || looks.looks < -3 {
		t.Errorf("%v, %d looks too many", err, -1-looks.looks)
	}
}

// Abstracts are measured up to what a page could hold, and only those that are printed are reported on.
func TestMostAbstracts(t *testing.T) {
	e := sessions(1, 1)
	for n, want := range map[int]string{20: "undrawable", mostAbstracts: "no-abstracts",
		mostAbstracts + 1: "no-abstracts"} {
		e.Sessions[0].Abstract = strings.Repeat("辻", n/10) + strings.Repeat("i", n-n/10)
		var out bytes.Buffer
		fs, err := WriteProgramme(t.Context(), &out, e, Design{})
		if err != nil || len(fs) == 0 || fs[len(fs)-1].Rule != want {
			t.Errorf("%d runes: %v, %v, want %s", n, fs, err, want)
		}
	}
}

func TestProgrammeFindings(t *testing.T) {
	at := time.Date(2026, 9, 17, 9, 0, 0, 0, time.UTC)
	e := &agenda.Event{Name: "\u200b", Venue: agenda.Venue{Name: "\u200b", Address: "Uferstraße 14"},
		Tracks: []agenda.Track{{ID: "ops", Name: "Operations", Color: "red"}},
		Sessions: []agenda.Session{{ID: "b", Title: "Long", Start: at, End: at.Add(3 * time.Hour)},
			{ID: "a", Title: "Short", Start: at, End: at.Add(time.Hour), Track: "ops"},
			{ID: "c", Title: "Some time"},
			{ID: "d", Title: "After lunch", Start: at.Add(4 * time.Hour), End: at.Add(5 * time.Hour)}}}
	r := newReport(e)
	p := &programme{report: r, width: 210, height: 297, days: r.days()}
	pages, err := p.pages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	text := map[string]string{}
	for _, b := range pages[0] {
		text[b.What] += b.Text
		if b.What == "title" {
			titles = append(titles, b.Text)
		}
	}
	if got := strings.Join(titles, ", "); got != "Short, Long, After lunch" {
		t.Errorf("the order is %s", got)
	}
	if text["venue"] != "Uferstraße 14" || text["gap"] != "1 hour free" {
		t.Errorf("venue %q, gap %q", text["venue"], text["gap"])
	}
	var got []string
	for _, f := range r.findings {
		if f.Rule != "left-out" {
			got = append(got, f.Rule+" "+f.Where.ID)
		}
	}
	if s := strings.Join(got, ", "); s != "" {
		t.Errorf("findings: %s", s)
	}
	if d := r.document(Design{}, "Programme", 210, 297, 1); d.Title != "Programme" {
		t.Errorf("the title is %q", d.Title)
	}
	e.Name = strings.Repeat("W", 1_000_000)
	if d := r.document(Design{}, "Programme", 210, 297, 1); len(d.Title) > 600 {
		t.Errorf("the title has %d octets", len(d.Title))
	}
}

// Times are never of another zone than is said.
func TestUnknownZone(t *testing.T) {
	list := []roster.Attendee{{Name: "Ada Osei", Number: ticket.Number{1}, Code: "A1"}}
	for _, zone := range []string{"America/Los Angles", "東京", "Local"} {
		e := sessions(3, 1)
		e.Zone = zone
		var out bytes.Buffer
		if _, err := WriteProgramme(t.Context(), &out, e, Design{}); err == nil ||
			!strings.Contains(err.Error(), "time zone") {
			t.Errorf("programme in %s: %v", zone, err)
		}
		if _, err := WriteTickets(t.Context(), &out, e, list, Design{}); err == nil ||
			!strings.Contains(err.Error(), "time zone") {
			t.Errorf("tickets in %s: %v", zone, err)
		}
		if out.Len() > 0 {
			t.Errorf("%s: something is written", zone)
		}
	}
}

// A message shows what was kept of a long text.
func TestShortenedShowsWhatWasKept(t *testing.T) {
	r := newReport(&agenda.Event{})
	long := strings.Repeat("Verein für ", 20)
	r.shortened(agenda.Where{}, "the badge",
		compose.Truncation{Of: "organization", From: long, To: long[:100] + "Ende…"})
	if got := r.findings[0].Message; !strings.HasSuffix(got, `Ende…"`) || strings.Count(got, "…Verein") > 1 {
		t.Error(got)
	}
	r.shortened(agenda.Where{}, "the badge",
		compose.Truncation{Of: "organization", From: long, To: "Verein…"})
	if got := r.findings[1].Message; !strings.HasSuffix(got, `is shortened to "Verein…"`) {
		t.Error(got)
	}
}

// A session in another language than the event's says so, once, below its speakers.
func TestProgrammeOfLanguages(t *testing.T) {
	at := time.Date(2026, 9, 17, 9, 0, 0, 0, time.UTC)
	e := &agenda.Event{Name: "Evening", Language: "en-GB"}
	for i, language := range []string{"", "en", "ar", "tlh", strings.Repeat("x", 300)} {
		e.Sessions = append(e.Sessions, agenda.Session{Title: "Talk", Language: language,
			Start: at.Add(time.Duration(i) * time.Hour), Speakers: []string{"Ines Oliveira"}})
	}
	p := &programme{report: newReport(e), width: 210, height: 297}
	p.days = p.report.days()
	pages, err := p.pages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	apart(t, "languages", pages[0], 210, 297)
	said := find(pages[0], "language")
	if len(said) != 3 || said[0].Text != "in Arabic" || said[1].Text != "language: tlh" ||
		!strings.HasSuffix(said[2].Text, "…") {
		t.Errorf("%d say a language: %v", len(said), said)
	}
	if len(p.findings) != 1 || p.findings[0].Rule != "shortened" {
		t.Error(p.findings)
	}
}

// Sessions of whole days stand first, without hours, and those that end on a later day say on which.
func TestProgrammeOfDays(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 9, day, hour, 0, 0, 0, time.UTC) }
	e := &agenda.Event{Name: "Camp", Sessions: []agenda.Session{
		{Title: "Opening", Start: at(17, 0), End: at(17, 1), Online: "https://camp.example.org"},
		{Title: "Exhibition", AllDay: true, Start: at(17, 0), End: at(20, 0), Rooms: []string{"Foyer"},
			Online: "https://camp.example.org"},
		{Title: "Sailing", Start: at(17, 18), End: at(19, 12), Status: agenda.Tentative},
		{Title: "Dance", Start: at(17, 20), End: at(18, 2)},
		{Title: "Quiet day", AllDay: true, Start: at(18, 0)},
		{ID: "run", Title: "Run", Start: at(19, 7), Repeat: "FREQ=DAILY;COUNT=2"},
	}}
	r := newReport(e)
	var got []string
	for _, day := range r.days() {
		got = append(got, day.Name+": "+day.Hours)
		for _, s := range day.slots {
			if s.Session != nil {
				words := []string{s.Clock.String(), s.title.Text, s.Until, s.room.Text}
				got = append(got, strings.Join(words, "|"))
			}
		}
	}
	want := []string{"Thursday 17 September 2026: 00:00 to 02:00",
		"all day|Exhibition|until Saturday 19 September|Foyer, online", "00:00–01:00|Opening||Online",
		"18:00|Sailing|until Saturday 19 September, 12:00|", "20:00–02:00|Dance||",
		"Friday 18 September 2026: all day", "all day|Quiet day||",
		"Saturday 19 September 2026: 07:00", "07:00|Run||"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(r.findings) != 1 || r.findings[0].Rule != "repeats" || r.findings[0].Where.ID != "run" {
		t.Error(r.findings)
	}
	for name, size := range paper {
		p := &programme{report: r, width: size.width, height: size.height, days: r.days()}
		pages, err := p.pages(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		apart(t, name, pages[0], size.width, size.height)
		text := ""
		for _, b := range pages[0] {
			if b.What == "until" {
				text += b.Text + "; "
			}
		}
		if text != "until Saturday 19 September; until Saturday 19 September, 12:00; " {
			t.Errorf("%s says %q", name, text)
		}
		sheet := newTicketSheet(r, size.width, size.height)
		apart(t, "ticket on "+name, sheet.inside(), size.width, size.height)
	}
}
