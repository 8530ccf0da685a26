package eventfile_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
)

var sameTimes = cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })

// seeds are the examples and the sources of the tables.
func seeds(t testing.TB) []string {
	b, err := os.ReadFile(everything)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{minimal, string(b)}
	for _, tt := range readTests {
		out = append(out, tt.source)
	}
	for _, tt := range wrongTests {
		out = append(out, tt.source)
	}
	for _, tt := range repeatTests {
		out = append(out, in("Europe/Berlin", "2014-06-03", "    - {at: 19:00-20:00, repeat: \""+tt.words+
			"\", title: x}\n    - {at: all day, except: 2014-06-10, repeat: \""+tt.words+"\"}\n"))
	}
	for _, tt := range entryTests {
		out = append(out, in("UTC", "2014-06-03", "    - "+tt.entry+"\n"))
	}
	for _, tt := range idTests {
		out = append(out, tt.source)
	}
	return out
}

func read(t testing.TB, src string) *agenda.Event {
	t.Helper()
	return parse(t, src).Event
}

func write(t testing.TB, e *agenda.Event) string {
	t.Helper()
	return writeFile(t, &eventfile.File{Event: e})
}

func writeFile(t testing.TB, f *eventfile.File) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := eventfile.Write(&b, f.Event, eventfile.Options{Settings: f.Settings}); err != nil {
		t.Fatalf("%v\n%+v", err, f.Event)
	}
	return b.String()
}

func parse(t testing.TB, src string) *eventfile.File {
	t.Helper()
	f, _, err := eventfile.Parse(strings.NewReader(src), eventfile.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	return f
}

// sameFile compares what two files say.
func sameFile(a, b *eventfile.File) string {
	return cmp.Diff(a.Event, b.Event, sameTimes) + cmp.Diff(a.Settings, b.Settings)
}

// keeps checks everything that is promised about a file that can be read.
func keeps(t testing.TB, src string) {
	f, _, err := eventfile.Parse(strings.NewReader(src), eventfile.Options{})
	if err != nil {
		return
	}
	text := writeFile(t, f)
	again := parse(t, text)
	if d := sameFile(f, again); d != "" {
		t.Fatalf("read, written and read again:\n%s\nsource\n%s\nwritten\n%s", d, src, text)
	}
	if second := writeFile(t, again); second != text {
		t.Fatalf("written twice:\n%s", cmp.Diff(text, second))
	}
	revised := time.Date(2014, 5, 28, 12, 0, 0, 0, time.UTC)
	for _, src := range []string{src, text} {
		out, _, err := eventfile.WriteIDs([]byte(src), revised, eventfile.Options{})
		if err != nil {
			if !strings.Contains(err.Error(), "do not fit") {
				t.Fatalf("WriteIDs: %v\n%s", err, src)
			}
			continue
		}
		event := *f.Event
		if event.Revised.IsZero() {
			event.Revised = revised
		}
		got, findings, err := eventfile.Parse(bytes.NewReader(out), eventfile.Options{})
		if err != nil {
			t.Fatalf("with ids: %v\n%s", err, out)
		}
		for _, f := range findings {
			if f.Rule == "ids-not-written" {
				t.Fatalf("ids are not written\n%s", out)
			}
		}
		if d := sameFile(&eventfile.File{Event: &event, Settings: f.Settings}, got); d != "" {
			t.Fatalf("with ids:\n%s\n%s", d, out)
		}
		second, _, err := eventfile.WriteIDs(out, revised.Add(time.Hour), eventfile.Options{})
		if err != nil || !bytes.Equal(out, second) {
			t.Fatalf("second run: %v\n%s", err, cmp.Diff(string(out), string(second)))
		}
	}
}

func TestKeeps(t *testing.T) {
	for _, src := range seeds(t) {
		keeps(t, src)
		keeps(t, "\ufeff"+strings.ReplaceAll(src, "\n", "\r\n"))
	}
}

func FuzzRead(f *testing.F) {
	for _, src := range seeds(f) {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		keeps(t, string(src))
		if f, _, err := eventfile.Parse(bytes.NewReader(src), eventfile.Options{}); err == nil {
			f.Place(agenda.Findings{{Where: agenda.Where{ID: "lunch"}}})
		}
	})
}

// odd are texts that YAML has its own ideas about.
var odd = []string{
	"", " ", "yes", "null", "~", "12", "0x1f", "1e3", "18:30", "18:30-19:00 x", "2014-06-03",
	"9999-12-31T00:00:00Z", "a: b", "a #1", "# a", "a:", "- a", "-", "?", "*a", "&a", "!a", "%a", "@a", "`a",
	"[a]", "{a: b}", "a, b", "\"a\"", "'a'", "---", "...", "--- a", "|", ">", "=", "<<", "<", "a\\b", "a\\nb",
	" a", "a ", "a\nb", "a\n\nb", "a\n\n\nb", "\na", "a\n", "a\n ", "a\n\n", "  a\nb", "a\n  b\nc", "a\n# b",
	"a\n- b\n", "x\n\n  y\n\nz", "a\tb", "\ta", "a\x00b", "a\x1b", "a\u0085b", "a\u2028b", "\ufeffa",
	"a\u00a0b", "👩‍🔬 x", "\xff", "a\xffb", "\ufffd", "a\rb", "a\r\nb", "日本語: 2", "\u200d", "e\u0301",
	"Ünïcode", "Lunch", "Break and networking", "Bob (he/him)", "A and B", "A & B", "A, B",
	"(X)", "A (X) (Y)", "A (", ")",
	long + "end", long, "a  b " + long + "x", "para " + long + "end.\n\npara two",
}

var long = strings.Repeat("word ", 40)

type dice struct{ *rand.Rand }

func (d dice) text() string {
	switch d.IntN(9) {
	case 0, 1:
		return ""
	case 4, 5, 6:
		return []string{"Lunch", "Ada Lovelace", "A: B", "Bob (he/him)", "Q&A #1"}[d.IntN(5)]
	case 2:
		return "Plain title"
	case 3:
		return odd[d.IntN(len(odd))] + odd[d.IntN(len(odd))]
	}
	return odd[d.IntN(len(odd))]
}

func (d dice) texts() (out []string) {
	for range d.IntN(4) {
		if s := d.text(); s != "" || d.IntN(20) == 0 {
			out = append(out, s)
		}
	}
	return out
}

func (d dice) links() (out []agenda.Link) {
	for range d.IntN(3) {
		out = append(out, agenda.Link{Title: d.text(), URL: d.text()})
	}
	return out
}

func (d dice) time() time.Time {
	base := time.Date(2025, 11, 1, 12, 0, 0, 0, time.UTC)
	switch d.IntN(8) {
	case 0:
		return time.Time{}
	case 1:
		return base.Add(time.Duration(d.Int64N(int64(3000 * time.Hour))))
	case 2:
		return time.Date(1850+d.IntN(400), 3, 3, 3, 3, 0, 0, time.FixedZone("", 61))
	}
	return base.Add(time.Duration(d.IntN(72*12)) * 5 * time.Minute)
}

var rules = []string{"FREQ=DAILY;COUNT=3", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=1",
	"FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", "FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=-1MO;COUNT=12",
	"FREQ=YEARLY;UNTIL=20270101T225959Z", "FREQ=DAILY;UNTIL=20251105T065959Z", "FREQ=DAILY;UNTIL=20251105",
	"FREQ=WEEKLY;UNTIL=20251231", "FREQ=HOURLY;INTERVAL=4;COUNT=4", "FREQ=WEEKLY;COUNT=4;WKST=SU", ""}

// repeats makes s repeat, and of some sessions all-day ones.
func (d dice) repeats(e *agenda.Event, s *agenda.Session) {
	loc, err := e.Location()
	if err == nil && d.IntN(2) == 0 && !s.Start.IsZero() {
		date := agenda.DateOf(s.Start.In(loc))
		s.AllDay, s.Start, s.End = true, date.Moment(0, 0, 0, loc), time.Time{}
		if d.IntN(2) == 0 {
			s.End = date.AddDays(1+d.IntN(3)).Moment(0, 0, 0, loc)
		}
	}
	s.Repeat = rules[d.IntN(len(rules))]
	if _, err := s.Rule(); err != nil {
		s.Repeat = ""
	}
	for i := range d.IntN(3) {
		s.Except = append(s.Except, append([]time.Time{s.Start.AddDate(0, 0, i), d.time()}[d.IntN(2):],
			time.Date(2025, 11, 3, 18, 0, 0, 0, time.UTC))[0])
	}
	s.Except = slices.DeleteFunc(s.Except, time.Time.IsZero)
	if len(s.Except) == 0 {
		s.Except = nil
	}
	s.Created, s.Online, s.Image = d.time(), d.text(), d.text()
}

func (d dice) event() *agenda.Event {
	zones := []string{"", "UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu",
		"Australia/Lord_Howe"}
	e := &agenda.Event{Name: d.text(), Summary: d.text(), Description: d.text(), URL: d.text(),
		Language: d.text(),
		Zone:     zones[d.IntN(len(zones))], Capacity: d.IntN(3), Revised: d.time()}
	if d.IntN(2) == 0 {
		e.ID = "id-" + d.text()
		e.Venue = agenda.Venue{Name: d.text(), Address: d.text()}
		e.Organizer = agenda.Organizer{Name: d.text()}
		e.Online, e.Image, e.Color = d.text(), d.text(), d.text()
	}
	if d.IntN(3) == 0 {
		e.Venue = agenda.Venue{Name: d.text(), Latitude: d.Float64() * 90, Longitude: -d.Float64(),
			URL: d.text()}
		e.Organizer = agenda.Organizer{Name: d.text(), Email: d.text(), URL: d.text()}
		e.Tracks = []agenda.Track{{Name: d.text()}, {ID: "t", Name: d.text(), Color: "#ff0000"}}
		e.Rooms = []agenda.Room{{Name: d.text()}, {ID: "r", Name: d.text(), Shared: true, Capacity: 3}}
	}
	for i := range d.IntN(4) {
		e.Days = append(e.Days, agenda.Day{Date: agenda.Date{Year: 2025, Month: 11, Day: 4 - i},
			Title: d.text(), Ends: d.IntN(5) * d.IntN(2)})
	}
	speakers := d.IntN(4)
	for range speakers {
		s := agenda.Speaker{Name: d.text(), Organization: d.text()}
		if d.IntN(3) == 0 {
			s.ID, s.Biography, s.Links = d.text(), d.text(), d.links()
			if strings.TrimSpace(s.ID) == "" {
				s.ID = ""
			}
		}
		e.Speakers = append(e.Speakers, s)
	}
	for range d.IntN(6) {
		s := agenda.Session{Title: d.text(), Start: d.time()}
		if d.IntN(2) == 0 {
			s.End = s.Start.Add(time.Duration(d.IntN(30)-2) * 10 * time.Minute)
		}
		if d.IntN(2) == 0 {
			s.Abstract, s.Track, s.Language = d.text(), d.text(), d.text()
			s.Links, s.Revised = d.links(), d.time()
			s.Rooms, s.Speakers, s.End = d.texts(), d.texts(), d.time()
			s.Kind = append(agenda.Kinds(), "")[d.IntN(9)]
			s.Status = append(agenda.Statuses(), "")[d.IntN(4)]
		}
		if d.IntN(4) == 0 {
			d.repeats(e, &s)
		}
		for _, who := range e.Speakers {
			if d.IntN(3) == 0 {
				s.Speakers = append(s.Speakers, []string{who.ID, who.Name}[d.IntN(2)])
			}
		}
		e.Sessions = append(e.Sessions, s)
	}
	return e
}

// fits checks that what was written of e says the same, but for what Write says it changes.
// It reports whether it could compare them.
func fits(t testing.TB, e *agenda.Event, s eventfile.Settings) bool {
	t.Helper()
	var b bytes.Buffer
	findings, err := eventfile.Write(&b, e, eventfile.Options{Settings: s})
	if err != nil {
		return false
	}
	file := parse(t, b.String())
	got := file.Event
	ids := e.SessionIDs()
	if got.ID != strings.ToValidUTF8(e.Identity(), "\ufffd") || len(got.Sessions) != len(ids) {
		t.Fatalf("id %q, want %q; %d sessions, want %d\n%s", got.ID, e.Identity(), len(got.Sessions),
			len(ids), b.String())
	}
	for _, f := range findings {
		if f.Rule == "not-utf-8" || f.Rule == "nameless" {
			keeps(t, b.String())
			return false
		}
	}
	if !utf8.ValidString(b.String()) {
		t.Fatal("written without UTF-8")
	}
	byID := map[string]agenda.Session{}
	for _, s := range got.Sessions {
		byID[s.ID] = s
	}
	dir := e.Directory()
	for i, s := range e.Sessions {
		other := byID[ids[i]]
		if s.Kind == "" && other.Kind == agenda.Talk {
			s.Kind = agenda.Talk
		}
		s.ID = ids[i]
		s.Speakers = append([]string(nil), s.Speakers...)
		for i, ref := range s.Speakers {
			if who, ok := dir.Speaker(ref); ok && who.ID != "" {
				s.Speakers[i] = who.ID
			}
		}
		if d := cmp.Diff(s, other, sameTimes); d != "" {
			t.Fatalf("session:\n%s\n%s", d, b.String())
		}
	}
	want := *e
	want.ID, want.Sessions, want.Days = got.ID, got.Sessions, got.Days
	if want.Zone == "" {
		want.Zone = "UTC"
	}
	if want.Speakers == nil {
		want.Speakers = got.Speakers
	}
	if d := cmp.Diff(&want, got, sameTimes); d != "" {
		t.Fatalf("event:\n%s\n%s", d, b.String())
	}
	for i, d := range e.Days {
		if got.Days[i] != d {
			t.Fatalf("day %v is %v\n%s", d, got.Days[i], b.String())
		}
	}
	if d := cmp.Diff(s, file.Settings); d != "" {
		t.Fatalf("settings:\n%s\n%s", d, b.String())
	}
	keeps(t, b.String())
	return true
}

func TestWriteFits(t *testing.T) {
	compared := 0
	for seed := range uint64(400) {
		d := dice{rand.New(rand.NewPCG(seed, 7))}
		if fits(t, d.event(), eventfile.Settings{Logo: d.text(), Fonts: d.texts()}) {
			compared++
		}
	}
	if compared < 100 {
		t.Errorf("only %d events were compared", compared)
	}
}

func FuzzWrite(f *testing.F) {
	for i, s := range odd {
		f.Add(uint64(i), s)
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		e := dice{rand.New(rand.NewPCG(seed, 1))}.event()
		e.Name, e.Description = text, text
		if len(e.Sessions) > 0 {
			e.Sessions[0].Title, e.Sessions[0].Abstract = text, text+"\n\n"+text
			e.Sessions[0].Speakers = []string{text, "Ada " + text}
			e.Sessions[0].Rooms = []string{text}
		}
		fits(t, e, eventfile.Settings{Logo: text})
	})
}
