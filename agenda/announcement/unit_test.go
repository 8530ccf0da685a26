package announcement

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// TestRows reads single rows of one day, one time after the other.
func TestRows(t *testing.T) {
	for _, tt := range []struct{ rows, want string }{
		{"18:00 A", "18:00-? A"},
		{"6.15pm A", "18:15-? A"},
		{"6.30 - 7 pm: A", "18:30-19:00 A"},
		{"11.30 - 1 pm: A", "11:30-13:00 A"},
		{"10 - 12 am A", "22:00-00:00 A"},
		{"18h00 A", "18:00-? A"},
		{"18h A", "18:00-? A"},
		{"18 Uhr A", "18:00-? A"},
		{"09.00 A", "09:00-? A"},
		{"9:00 a.m. A", "09:00-? A"},
		{"9:00 A.M.–10 a.m. — A", "09:00-10:00 A"},
		{"Noon A", "12:00-? A"},
		{"11 pm - midnight A", "23:00-00:00 A"},
		{"23:00 A\nMidnight B", "23:00-00:00 A, 00:00-? B"},
		{"~6:45pm A", "18:45-? A"},
		{"ca. 12.45 A", "12:45-? A"},
		{"12 am A", "00:00-? A"},
		{"12 pm A", "12:00-? A"},
		{"22:00-24:00 A", "22:00-00:00 A"},
		{"18:00-19 A", "18:00-19:00 A"},
		{"18:00 - 20 ways", "18:00-? 20 ways"},
		{"7-8pm A", "19:00-20:00 A"},
		{"18:00 to 18:30 A", "18:00-18:30 A"},
		{"18:00 until 18:30, A", "18:00-18:30 A"},
		{"18:00--18:30 A", "18:00-18:30 A"},
		{"18:00—18:30 A", "18:00-18:30 A"},
		{"18:00 – 18:30 CEST A", "18:00-18:30 A"},
		{"[18:00] A", "18:00-? A"},
		{"18:00 | A", "18:00-? A"},
		{"1. 18:00 A", "18:00-? A"},
		{"- A (18:00 - 18:30)", "18:00-18:30 A"},
		{"### A (~6pm) (b)", "18:00-? A (b)"},
		{"**18:00 - 19:00** : A", "18:00-19:00 A"},
		{"18:00 **A** and *b* \\[c\\]", "18:00-? A and b [c]"},
		{"18:00 \"A\"", "18:00-? A"},
		{"18:00\nA\nabstract", "18:00-? A"},
		{"11:00 - 12:00 A\n12:00 - 1:00 B\n1:30 - 2:45 C", "11:00-12:00 A, 12:00-13:00 B, 13:30-14:45 C"},
		{"6:30 A\n7:00 pm B", "18:30-19:00 A, 19:00-? B"},
		{"6:30 A\n7:00 B", "18:30-19:00 A, 19:00-? B"},
		{"06:30 A\n07:00 B", "06:30-07:00 A, 07:00-? B"},
		{"12:00 A\n1:00 B", "12:00-13:00 A, 13:00-? B"},
		{"9:00 A\n13:00 B\n14:00 C", "09:00-13:00 A, 13:00-14:00 B, 14:00-? C"},
		{"18:00 A\n18:00 B\n19:00 C", "18:00-19:00 A, 18:00-19:00 B, 19:00-? C"},
		{"10 pm A\n11 pm B\n1 am C", "22:00-23:00 A, 23:00-01:00 B, 01:00-? C"},
		{"8:00 pm A\n9:30 B\n1:00 C", "20:00-21:30 A, 21:30-01:00 B, 01:00-? C"},
		{"23:00-02:30 A", "23:00-02:30 A"},
		{"22:00 A\n1:00-2:00 B", "22:00-01:00 A, 01:00-02:00 B"},
		{"6:00 A\n10:00 B\nMidnight C", "18:00-22:00 A, 22:00-00:00 B, 00:00-? C"},
		{"18:00-0 A", "18:00-00:00 A"},
		{"18:00 A\nOnce more the machines woke all of us up at\n3 AM by a page.", "18:00-? A"},
		{"18:00 A\nSpeaker: Ada Quill\n19:00 drinks", "18:00-19:00 A, 19:00-? drinks"},
		{"ab 18 Uhr Einlass\ngegen 19:00 Vortrag\nfrom 20:00 Drinks\nat 21:00 B",
			"18:00-19:00 Einlass, 19:00-20:00 Vortrag, 20:00-21:00 Drinks, 21:00-? B"},
		{"18:00 A\nText that has begun here\n   19:30 is when we stop, and\n   go home.\n20:00 B",
			"18:00-20:00 A, 20:00-? B"},
		{"18:00 A\n  Text.\n  18:30 B\n  18:40-19:00 c", "18:00-18:30 A, 18:30-18:40 B, 18:40-19:00 c"},
		{"18:00 A\n19:00 End", "18:00-19:00 A"},
	} {
		e, _, err := Read(strings.NewReader("Maps\n\n3 May 2024\n\n"+tt.rows), Options{Zone: "Europe/Berlin"})
		if err != nil {
			t.Errorf("%q: %v", tt.rows, err)
			continue
		}
		if got := strings.Join(slots(e), ", "); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.rows, got, tt.want)
		}
	}
}

// slots are the sessions as "18:00-19:00 Title", a speakers' list behind a bar.
func slots(e *agenda.Event) []string {
	var list []string
	for _, s := range e.Sessions {
		end := "?"
		if !s.End.IsZero() {
			end = s.End.Format("15:04")
		}
		list = append(list, fmt.Sprintf("%s-%s %s", s.Start.Format("15:04"), end, s.Title))
	}
	return list
}

// TestNoRow lists lines that start with a number and are no row.
func TestNoRow(t *testing.T) {
	for _, text := range []string{"7 topics", "3.5 million users", "1.2.3 is out", "10 - 12 people",
		"25:00 A",
		"18:60 A", "5 minutes", "2024-05-03", "12% more", "At 18:00 we start.",
		"from 18:00 on there will be drinks for all", "13.30€ a head", "1st talk",
		"A (18:00)"} {
		if w, ok := scanRow((&reader{}).line(1, []byte(text))); ok {
			t.Errorf("%q is a row: %+v", text, w.span)
		}
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ above, want string }{
		{"Tuesday 3 June 2014", "2014-06-03"},
		{"Tue, Jun 3rd, 2014", "2014-06-03"},
		{"3. Juni 2014", "2014-06-03"},
		{"mardi 3 juin 2014", "2014-06-03"},
		{"the 3rd of June 2014", ""},
		{"Date: the 3rd of June 2014", "2014-06-03"},
		{"2014-06-03", "2014-06-03"},
		{"2014/06/03", "2014-06-03"},
		{"03.06.2014", "2014-06-03"},
		{"06/13/2014", "2014-06-13"},
		{"13/06/2014", "2014-06-13"},
		{"06/06/2014", "2014-06-06"},
		{"June 3 2014 (Tuesday)", "2014-06-03"},
		{"December 28, 2014\n\nWe meet on Tuesday, January 6, at 7 pm in town.", "2015-01-06"},
		{"May 28, 2014\n\nWe meet on May 28 at 7 pm.", "2014-05-28"},
		{"May 28, 2014\n\nWe meet this Tuesday at 7 pm, and all are welcome.", "2014-06-03"},
		{"May 28, 2014\n\nSign up by Monday, June 2. We meet on\nTuesday,\nJune 3.", "2014-06-03"},
		{"Tuesday, June 3", "2013-06-03 wrong-weekday"},
		{"Monday, June 3", "2013-06-03"},
		{"# Maps 2014\n\nTuesday, June 3", "2014-06-03"},
		{"see https://example.org/2011-01-02/\n\nJune 3, 2014", "2014-06-03"},
		{"Agenda for Tuesday, June 3, 2014", "2014-06-03"},
		{"12-13 June 2014", "2014-06-12"},
		{"June 12 - 13, 2014", "2014-06-12"},
		{"Thursday 12 to 13 June 2014\n\n**Thursday, 12 June**", "2014-06-12"},
		{"Thursday-Friday, 12-13 June 2014", "2014-06-12"},
		{"Thursday and Friday, June 12 - 13, 2014", "2014-06-12"},
		{"Day 1 (Monday, June 3)", "2013-06-03"},
	} {
		text := "Maps\n\n" + tt.above + "\n\n18:00 Doors"
		e, fs, err := Read(strings.NewReader(text), Options{Zone: "Europe/Berlin", Year: 2013})
		got := ""
		if err == nil {
			got = e.Days[0].Date.String()
		}
		if want, rule, wrong := strings.Cut(tt.want, " "); wrong {
			if err == nil || err.(*agenda.InputError).Findings[0].Rule != rule {
				t.Errorf("%q: %s, %v, want the error %s", tt.above, got, err, rule)
			}
		} else if got != want && want != "" {
			t.Errorf("%q: %s, %v, %v, want %s", tt.above, got, fs, err, want)
		}
	}
}

func TestDays(t *testing.T) {
	const text = "Maps\n\n3 May 2024\n\n## Day 1: Talks\n18:00 A\n## Day 2\n18:00 B\n**Sunday - Walks**\n" +
		"18:00 C\nTuesday, 7 May\n18:00 D\n\nDay 6\n18:00 E\n"
	e, fs, err := Read(strings.NewReader(text), Options{Zone: "Europe/Berlin"})
	if err != nil || len(fs) > 0 {
		t.Fatal(fs, err)
	}
	var got []string
	for i, d := range e.Days {
		got = append(got, d.Date.String()+d.Title+e.Sessions[i].Start.Format(" 02"))
	}
	want := "2024-05-03Talks 03,2024-05-04 04,2024-05-05Walks 05,2024-05-07 07,2024-05-08 08"
	if strings.Join(got, ",") != want {
		t.Errorf("days %s, want %s", strings.Join(got, ","), want)
	}
}

func TestByline(t *testing.T) {
	for _, tt := range []struct{ title, rest, people string }{
		{"A by Ada Quill", "A", "Ada Quill"},
		{"A by Ada Quill and Ben Oster (Org)", "A", "Ada Quill@Org Ben Oster@Org"},
		{"A by Ada Quill (One), Ben Oster and Cy Kiln (Two)", "A", "Ada Quill@One Ben Oster@Two Cy Kiln@Two"},
		{"A by Ada Quill, Ben Oster and Cy Kiln", "A", "Ada Quill Ben Oster Cy Kiln"},
		{"A by Ada Quill, Org", "A", "Ada Quill@Org"},
		{"A by Ada Quill, One & Ben Oster, Two", "A", "Ada Quill@One Ben Oster@Two"},
		{"A, by Ludwig van Holt", "A", "Ludwig van Holt"},
		{"A presented by Ada O'Quill-Day", "A", "Ada O'Quill-Day"},
		{"Side by side by Ada Quill", "Side by side", "Ada Quill"},
		{"A by 山田太郎", "A", "山田太郎"},
		{"A（山田太郎 / 会社、佐藤花子 / 別社）", "A", "山田太郎@会社 佐藤花子@別社"},
		{"A (Ada Quill / Org)", "A", "Ada Quill@Org"},
		{"A by Madonna (Org)", "A", "Madonna@Org"},
		{"A - Ada Quill (Org)", "A", "Ada Quill@Org"},
		{"A - b - Ada Quill (Org)", "A - b", "Ada Quill@Org"},
		{"A – Ada Quill, Org", "A", "Ada Quill@Org"},
		{"A // Ada Quill, Org", "A", "Ada Quill@Org"},
		{"A (Ada Weiß, Sample Works AG)", "A", "Ada Weiß@Sample Works AG"},
		{"A by Ada Quill from Org", "A", "Ada Quill@Org"},
		{"A (by Ada Quill, CTO @ Org)", "A", "Ada Quill@Org"},
		{"Ada Quill (Org): A", "A", "Ada Quill@Org"},
		{"Ada Quill (Org) - A", "A", "Ada Quill@Org"},
		{"A by Ada Quill, CTO at Org, and Ben Oster", "A", "Ada Quill@Org Ben Oster"},
		{"A by Ada Quill, lead developer at Org, Ben Oster, founder of Two", "A",
			"Ada Quill@Org Ben Oster@Two"},
		{"A by Ada Quill, University of Texas at Austin", "A", "Ada Quill@University of Texas at Austin"},
		{"A by Ada Quill, Ben Oster (Org)", "A", "Ada Quill Ben Oster@Org"},
		{"Setup (by the volunteers)", "Setup (by the volunteers)", ""},
		{"Go - State Machines, Again", "Go - State Machines, Again", ""},
		{"Kafka Streams (Advanced Course)", "Kafka Streams (Advanced Course)", ""},
		{"Rivers - Main Hall, Building 4", "Rivers - Main Hall, Building 4", ""},
		{"Setup (coffee / tea)", "Setup (coffee / tea)", ""},
		{"Dinner sponsored by Mill Works", "Dinner sponsored by Mill Works", ""},
		{"Growing by Adding Machines", "Growing by Adding Machines", ""},
		{"Step by step", "Step by step", ""},
		{"Saved by the bell", "Saved by the bell", ""},
		{"Learning by doing (live)", "Learning by doing (live)", ""},
	} {
		rest, people, _ := byline(tt.title)
		var got []string
		for _, p := range people {
			got = append(got, strings.TrimSuffix(p.Name+"@"+p.Organization, "@"))
		}
		if rest != tt.rest || strings.Join(got, " ") != tt.people {
			t.Errorf("%q: %q by %q, want %q by %q", tt.title, rest, got, tt.rest, tt.people)
		}
	}
}

func TestKinds(t *testing.T) {
	for title, want := range map[string]agenda.Kind{
		"doors open & networking": agenda.Registration, "Einlass": agenda.Registration,
		"Lunch Break": agenda.Break, "Mittagspause": agenda.Break, "Networking": agenda.Social,
		"Q&A session": agenda.Panel, "Q&A with the committers": agenda.Panel, "Panel: maps": agenda.Panel,
		"Keynote: maps": agenda.Keynote, "Hands-on maps": agenda.Workshop, "Welcome": agenda.Other,
		"Welcome from the organisers": agenda.Other, "Intros": agenda.Other, "End": agenda.Other,
		"Opening and welcome": agenda.Other, "Closing remarks": agenda.Other,

		"Coffee-driven development": "", "Register allocation in LLVM": "", "Social graphs at scale": "",
		"Break the monolith": "", "Close reading of the Raft paper": "", "Opening up the archive": "",
		"Breakout Working Groups": "", "Goals of the workshop": "", "Introduction to maps": "",
		"Frontends in the end": "", "Solar panels for all": "",
	} {
		if got := kindOf(&agenda.Session{Title: title}); got != want {
			t.Errorf("%q is a %q, want %q", title, got, want)
		}
	}
	if got := kindOf(&agenda.Session{Title: "Coffee and beer",
		Speakers: []string{"Ada Quill"}}); got != "" {
		t.Errorf("a talk about coffee is a %s", got)
	}
}

func TestFacts(t *testing.T) {
	for _, tt := range []struct {
		prose, venue, address string
		capacity              int
	}{
		{"We meet on 3 May 2024 at 7 pm in the Harbour room, 3 Pier Road, Exampleton.", "Harbour room",
			"3 Pier Road, Exampleton", 0},
		{"We meet on 3 May 2024. It is at Map House, 5 St. Mary Street, Exampleton. Be on time.", "Map House",
			"5 St. Mary Street, Exampleton", 0},
		{"We meet at Map House on 3 May 2024, as always.", "Map House", "", 0},
		{"Come on 3 May 2024. Space is limited to 48 people, so be early.", "", "", 48},
		{"Come on 3 May 2024. There are 1,200 seats.", "", "", 1200},
		{"Come on 3 May 2024. Space is limited and we are 48.", "", "", 0},
		{"Come on 3 May 2024. Talks are limited to 20 minutes.", "", "", 0},
	} {
		e, _, err := Read(strings.NewReader("Maps\n\n"+tt.prose+"\n\n19:00 Doors"), Options{Zone: "UTC"})
		if err != nil {
			t.Errorf("%q: %v", tt.prose, err)
			continue
		}
		if e.Venue.Name != tt.venue || e.Venue.Address != tt.address || e.Capacity != tt.capacity ||
			e.Description != tt.prose {
			t.Errorf("%q: %+v, %d, %q", tt.prose, e.Venue, e.Capacity, e.Description)
		}
	}
}

// TestAnnouncement reads the project's own announcement.
func TestAnnouncement(t *testing.T) {
	kafka(t, filepath.Join("..", "..", "examples", "kafka-meetup", "announcement.txt"), "Apache Kafka meetup",
		48)
}

func kafka(t *testing.T, path, name string, capacity int) {
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	e, fs, err := Read(in, Options{Name: "in", Zone: "America/Los_Angeles"})
	if err != nil {
		t.Fatal(err)
	}
	if e.Name != name || listing.English.When(e) != "Tuesday 3 June 2014, 18:30 to 21:00, Pacific time" ||
		e.Capacity != capacity ||
		e.Venue.Name != "Unite conference room" || e.Venue.Address != "2025 Stierlin Court, Mountain View" {
		t.Errorf("%q, %s, %d, %+v", e.Name, listing.English.When(e), e.Capacity, e.Venue)
	}
	want := []struct {
		start, title, by string
		kind             agenda.Kind
		paragraphs       int
	}{
		{"18:30-19:00", "Registration and Networking", "", agenda.Registration, 0},
		{"19:00-19:30", "Operating Kafka at scale in production", "Todd Palino and Clark Haskins (LinkedIn)",
			"", 1},
		{"19:30-20:00", "Secure Kafka", "Rajasekar Elango (Salesforce)", "", 1},
		{"20:00-20:20", "Apache Samza: Large scale stream processing on Kafka", "Chris Riccomini (LinkedIn)",
			"", 2},
		{"20:30-21:00", "Q&A ", "", agenda.Panel, 0},
	}
	if len(e.Sessions) != len(want) {
		t.Fatalf("%d sessions, want %d", len(e.Sessions), len(want))
	}
	for i, w := range want {
		s := e.Sessions[i]
		paragraphs := 0
		if s.Abstract != "" {
			paragraphs = strings.Count(s.Abstract, "\n\n") + 1
		}
		by := listing.English.Byline(e.Directory(), &s)
		if !strings.HasPrefix(slots(e)[i], w.start+" "+w.title) || by != w.by ||
			s.Kind != w.kind ||
			paragraphs != w.paragraphs || s.ID == "" {
			t.Errorf("%s, %s, %s, %d paragraphs, want %+v", slots(e)[i], by, s.Kind,
				paragraphs, w)
		}
	}
	if len(listing.Of(e).Days[0].Slots) != 6 {
		t.Errorf("the gap before the last session is missing")
	}
	for _, f := range fs {
		if f.Rule != "unused" {
			t.Errorf("finding %s: %s", f.Rule, f)
		}
	}
}

// TestCorpus reads real agendas, where they are at hand.
func TestCorpus(t *testing.T) {
	corpus := os.Getenv("DAYSHEET_CORPUS")
	if corpus == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	corpus = filepath.Join(corpus, "agendas")
	kafka(t, filepath.Join(corpus, "kafka-meetup-2014.txt"), "Apache Kafka meetup during Hadoop Summit", 0)
	day := agenda.Date{Year: 2017, Month: 7, Day: 13}
	for _, tt := range []struct {
		file               string
		o                  Options
		sessions, speakers int
		some               []string // some of the times
	}{
		{"01-cloudnative-nordics-tampere.txt", Options{Zone: "Europe/Helsinki", Date: day}, 8, 5,
			[]string{"2017-07-13 18:00-18:15", "2017-07-13 18:30-19:00", "2017-07-13 20:05-20:30"}},
		{"03-opentechcalendar-devops-dotted-pm.txt", Options{Zone: "Europe/London", Date: day}, 7, 0,
			[]string{"2017-07-13 18:15-19:00", "2017-07-13 20:00-20:15", "2017-07-13 21:00-?"}},
		{"05-gophercon2017-md-table-rooms.txt", Options{Zone: "America/Denver", Date: day}, 13, 0,
			[]string{"2017-07-13 14:00-14:45", "2017-07-14 09:10-09:35"}},
		{"07-intersect-table-12h-no-meridiem.txt", Options{Zone: "America/New_York", Year: 2022}, 16, 0,
			[]string{"2022-08-09 08:15-09:00", "2022-08-09 12:00-13:00", "2022-08-09 13:00-13:30",
				"2022-08-09 17:00-?", "2022-08-10 12:00-?"}},
		{"09-golang-leipzig-start-only-quotes.txt", Options{Zone: "Europe/Berlin"}, 4, 0,
			[]string{"2021-11-23 19:15-19:45", "2021-11-23 20:15-?"}},
		{"12-gdg-jisu-heading-ranges.txt", Options{Zone: "Asia/Kolkata"}, 5, 0,
			[]string{"2025-10-27 09:40-10:30", "2025-10-27 10:40-10:50"}},
		{"14-starkville-approx-headings.txt", Options{Zone: "America/Chicago"}, 4, 0,
			[]string{"2025-08-22 18:45-19:05", "2025-08-22 19:05-20:00"}},
		{"16-pssouth-bold-range-colon.txt", Options{Zone: "Europe/London", Date: day}, 3, 0,
			[]string{"2017-07-13 18:45-19:00", "2017-07-13 20:00-20:15"}},
	} {
		src, err := os.ReadFile(filepath.Join(corpus, tt.file))
		if err != nil {
			t.Error(err)
			continue
		}
		if !tt.o.Date.IsZero() {
			o := tt.o
			o.Date = agenda.Date{}
			if _, _, err := Read(strings.NewReader(string(src)), o); err == nil ||
				err.(*agenda.InputError).Findings[0].Rule != "no-date" {
				t.Errorf("%s without a date: %v", tt.file, err)
			}
		}
		e, _, err := Read(strings.NewReader(string(src)), tt.o)
		if err != nil {
			t.Errorf("%s: %v", tt.file, err)
			continue
		}
		if len(e.Sessions) != tt.sessions || len(e.Speakers) != tt.speakers {
			t.Errorf("%s: %d sessions, %d speakers", tt.file, len(e.Sessions), len(e.Speakers))
		}
		all := ""
		for i, slot := range slots(e) {
			all += agenda.DateOf(e.Sessions[i].Start).String() + " " + slot + "\n"
		}
		for _, want := range tt.some {
			if !strings.Contains(all, want+" ") {
				t.Errorf("%s: no %q in\n%s", tt.file, want, all)
			}
		}
	}
}

func TestUTF16(t *testing.T) {
	text := []byte{0xff, 0xfe}
	for _, c := range utf16.Encode([]rune("Café meetup\r\n3 May 2024\r\n18:00 Doors\r\n")) {
		text = append(text, byte(c), byte(c>>8))
	}
	e, fs, err := Read(bytes.NewReader(text), Options{Zone: "Europe/Berlin"})
	if err != nil || e.Name != "Café meetup" || len(e.Sessions) != 1 || len(fs) > 0 {
		t.Errorf("%+v %v %v", e, fs, err)
	}
}
