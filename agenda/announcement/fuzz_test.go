package announcement

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// structural are words of used lines that say when something is or what a line is for; they become times and
// fields instead of text.
var structural = func() map[string]bool {
	m := map[string]bool{}
	for w := range months {
		m[w] = true
	}
	for w := range weekdays {
		m[w] = true
	}
	for w := range fields {
		m[w] = true
	}
	for list := range labels {
		for _, part := range strings.Fields(list) {
			m[part] = true
		}
	}
	for w := range columns {
		for _, part := range strings.Fields(w) {
			m[part] = true
		}
	}
	for _, w := range strings.Fields(`am pm a m p h uhr noon midday midnight ca circa about around approx
		approximately to until till bis from at um ab von st nd rd th er the den le on of for day tag jour
		agenda schedule program programme timetable ablauf programm date is are as follows looks will be like
		this our full by and und et with presented given speaker speakers presenter presenters host hosts
		hosted event meetup name title when time hours venue location where place address capacity seats
		organizer organiser url website web rsvp link end ends ende fin close s br hr b i u em strong small
		sup sub p div span center li ul ol mailto utc gmt one two three four five
		six seven gegen chez bei im beim re fwd fw aw wg tr`) {
		m[w] = true
	}
	return m
}()

var (
	letters = regexp.MustCompile(`[\p{L}\p{M}]+`)
)

// lost lists the words of used lines that the event and the findings do not have.
func lost(r *reader) []string {
	e := r.event
	var b strings.Builder
	put := func(words ...string) {
		for _, w := range words {
			b.WriteString(strings.ToLower(w))
			b.WriteByte('\n')
		}
	}
	put(e.Name, e.Description, e.URL, e.Venue.Name, e.Venue.Address, e.Organizer.Name)
	for _, d := range e.Days {
		put(d.Title)
	}
	for _, p := range e.Speakers {
		put(p.Name, p.Organization, p.Biography)
		for _, l := range p.Links {
			put(l.Title, l.URL)
		}
	}
	for _, s := range e.Sessions {
		put(s.Title, s.Abstract, s.Track)
		put(s.Rooms...)
		for _, l := range s.Links {
			put(l.Title, l.URL)
		}
	}
	reported := map[int]bool{}
	for _, f := range r.findings {
		reported[f.Where.Line] = true
		put(f.Message)
	}
	text := b.String()
	var out []string
	for _, l := range r.lines {
		if !l.used || reported[l.number] {
			continue
		}
		read := l.text
		if strings.Contains(l.raw, "|") { // a border ends a link, in a table
			read = ""
			for _, c := range cells(l) {
				read += c.text + "\n"
			}
		}
		for _, w := range letters.FindAllString(strings.ToLower(read), -1) {
			if !structural[w] && !strings.Contains(text, w) &&
				zoneForm().FindString(strings.ToUpper(w)) == "" {
				out = append(out, w)
			}
		}
	}
	return out
}

// everyText gives the texts of the table tests.
func everyText(t testing.TB) [][]byte {
	var all [][]byte
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, src)
	}
	for _, tt := range wrongs {
		all = append(all, []byte(tt.text))
	}
	for _, tt := range outlines {
		all = append(all, []byte(tt.text))
	}
	return all
}

var anyDay = Options{Name: "in", Zone: "Europe/Berlin", Year: 2024,
	Date: agenda.Date{Year: 2024, Month: 5, Day: 3}}

// Every word of a line that was used is in the event or in a finding. This holds of what people write; in
// what a fuzzer writes, what a word is can be told in two ways.
func TestNoWordIsLost(t *testing.T) {
	for _, src := range everyText(t) {
		r, err := read(strings.NewReader(string(src)), anyDay)
		if err != nil {
			continue
		}
		if words := lost(r); len(words) > 0 {
			t.Errorf("lost %q of %q", words, src)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, src := range everyText(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		r, err := read(strings.NewReader(string(src)), anyDay)
		if err != nil {
			var wrong *agenda.InputError
			if !errors.As(err, &wrong) || len(wrong.Findings) == 0 {
				t.Fatalf("error %v is no InputError", err)
			}
			return
		}
		e := r.event
		if len(e.Days) == 0 || e.ID == "" {
			t.Errorf("no day, or no id")
		}
		reported := false // by the finding of a line above, with only such lines between
		for _, l := range r.lines {
			if l.blank() {
				continue
			}
			reported = !l.used && (reported || slices.ContainsFunc(r.findings, func(f agenda.Finding) bool {
				return f.Rule == "unused" && f.Where.Line == l.number
			}))
			if l.used == reported {
				t.Errorf("line %d, %q: used %v, reported as not used %v", l.number, l.raw, l.used, reported)
			}
		}
		for _, w := range r.rows {
			for _, l := range w.under {
				p, _, clock := scanSpan(l.text)
				d, day := scanDay(l.text)
				day = day && d.title == "" && (d.mention != nil || d.number > 0)
				if l.used && (clock && p.ranged || day) && l.text != w.title {
					t.Errorf("line %d, %q, is text of %q", l.number, l.raw, w.title)
				}
			}
		}
		ids := map[string]bool{}
		for _, s := range e.Sessions {
			if s.Start.IsZero() || s.ID == "" || ids[s.ID] {
				t.Errorf("session %+v has no start, no id or no id of its own", s)
			}
			if !s.End.IsZero() && s.End.Before(s.Start) {
				t.Errorf("%q ends before it starts", s.Title)
			}
			if !utf8.ValidString(s.Title+s.Abstract) || strings.ContainsAny(s.Title, "\n\r") {
				t.Errorf("title %q", s.Title)
			}
			ids[s.ID] = true
		}
		for _, f := range r.findings {
			if f.Where.Line > len(r.lines) || f.Rule == "" || f.Message == "" {
				t.Errorf("finding %+v", f)
			}
		}
	})
}
