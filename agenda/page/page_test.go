package page_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
)

var update = flag.Bool("update", false, "write the goldens anew")

var (
	full = page.Options{Feed: "https://kafka-2014.example.org/feed.ics", Programme: "programme.pdf"}
	text = page.Options{Format: page.Text}
)

func write(t *testing.T, e *agenda.Event, o page.Options) (string, agenda.Findings) {
	t.Helper()
	var b bytes.Buffer
	findings, err := page.Write(&b, e, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), findings
}

func TestGoldens(t *testing.T) {
	for name, event := range events {
		for ext, o := range map[string]page.Options{".html": full, ".txt": text} {
			t.Run(name+ext, func(t *testing.T) {
				got, _ := write(t, event(), o)
				if again, _ := write(t, event(), o); again != got {
					t.Error("the same event gave other bytes")
				}
				if ext == ".txt" {
					checkText(t, got, 80)
					golden(t, name+ext, got)
					return
				}
				checkHTML(t, got)
				before, rest, _ := strings.Cut(got, "<style>\n")
				style, after, _ := strings.Cut(rest, "</style>")
				golden(t, name+ext, before+"<style></style>"+after)
				if sheet, err := os.ReadFile("page.css"); err != nil || style != string(sheet) {
					t.Error("the page has another stylesheet than page.css", err)
				}
			})
		}
	}
}

// golden compares what was written with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s; read what changed and run with -update:\n%s", file, got)
	}
}

// allowed are the elements a page may hold, with their attributes.
var allowed = map[string]string{
	"html": "lang dir", "head": "", "meta": "charset name content http-equiv", "title": "",
	"link":  "rel href",
	"style": "", "body": "", "header": "", "main": "", "nav": "aria-label", "section": "class",
	"div": "class",
	"h1":  "", "h2": "id", "h3": "", "p": "class dir", "ul": "class", "li": "", "a": "href", "b": "",
	"bdi": "class", "br": "", "i": "class style", "span": "class", "time": "datetime",
	"table": "aria-labelledby role", "colgroup": "", "col": "class span", "tbody": "role",
	"tr": "class role style",
	"th": "role scope", "td": "class colspan role rowspan", "article": "id class lang",
}

// checkHTML parses the page strictly, as XML, and checks that it holds what a page may hold and nothing else.
func checkHTML(t *testing.T, html string) {
	t.Helper()
	checkRunes(t, html)
	d := xml.NewDecoder(strings.NewReader(html))
	ids, refs := map[string]bool{}, map[string]bool{}
	var grid table
	styles := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("the page does not parse: %v", err)
		}
		grid.follow(t, token)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		name := start.Name.Local
		attributes, ok := allowed[name]
		if !ok {
			t.Fatalf("unexpected element <%s>", name)
		}
		if name == "style" {
			styles++
		}
		for _, a := range start.Attr {
			if !strings.Contains(" "+attributes+" ", " "+a.Name.Local+" ") {
				t.Errorf("unexpected attribute %s of <%s>", a.Name.Local, name)
			}
			switch a.Name.Local {
			case "href":
				if rest, ok := strings.CutPrefix(a.Value, "#"); ok {
					refs[rest] = true
				} else {
					checkHref(t, name, a.Value)
				}
			case "aria-labelledby":
				refs[a.Value] = true
			case "id":
				if ids[a.Value] || a.Value == "" || strings.ContainsAny(a.Value, " \t\n\f\r") {
					t.Errorf("the id %q is empty, there twice or has a space", a.Value)
				}
				ids[a.Value] = true
			case "style":
				var n int
				_, minutes := fmt.Sscanf(a.Value, "--minutes: %d", &n)
				_, color := fmt.Sscanf(a.Value, "background:#%6x", &n)
				if minutes != nil && color != nil {
					t.Errorf("unexpected style %q", a.Value)
				}
			}
		}
	}
	for ref := range refs {
		if u, err := url.PathUnescape(ref); !ids[ref] && (err != nil || !ids[u]) {
			t.Errorf("#%s leads nowhere", ref)
		}
	}
	if styles != 1 {
		t.Errorf("%d style sheets", styles)
	}
}

// A table checks that the cells of each row, with those that reach down from above, fill its columns.
type table struct{ columns, filled, rows int }

func (g *table) follow(t *testing.T, token xml.Token) {
	t.Helper()
	attr := func(e xml.StartElement, name string) int {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				n, _ := strconv.Atoi(a.Value)
				return n
			}
		}
		return 1
	}
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "table":
			*g = table{columns: 1}
		case "col":
			g.columns = attr(e, "span")
		case "tr":
			g.rows++
		case "td":
			g.filled += attr(e, "colspan") * attr(e, "rowspan")
		}
	case xml.EndElement:
		if e.Name.Local == "tr" && g.filled < g.rows*g.columns {
			t.Errorf("row %d has cells too few", g.rows)
		}
		if e.Name.Local == "table" && g.filled != g.rows*g.columns {
			t.Errorf("%d cells in %d rows of %d", g.filled, g.rows, g.columns)
		}
	}
}

func checkHref(t *testing.T, element, href string) {
	t.Helper()
	u, err := url.Parse(href)
	if err != nil {
		t.Fatalf("href: %v", err)
	}
	switch {
	case element == "link" && href == "data:,": // no icon, so that none is asked for
	case element != "a":
		t.Errorf("<%s> refers to %q", element, href)
	case u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" &&
		u.Scheme != "webcal":
		t.Errorf("unsafe href %q", href)
	}
}

// checkRunes holds for both formats: UTF-8, and no control character but the line feed.
func checkRunes(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("not UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Fatalf("%U came out", r)
		}
	}
}

func checkText(t *testing.T, s string, width int) {
	t.Helper()
	checkRunes(t, s)
	if !strings.HasSuffix(s, "\n") || strings.Contains(s, " \n") || strings.Contains(s, "\n\n\n\n") {
		t.Error("spaces at the end of a line, too many empty lines or no line feed at the end")
	}
	for _, line := range strings.Split(s, "\n") {
		if w := page.DisplayWidth(line); w > width {
			t.Errorf("a line of %d columns, %d at most: %q", w, width, line)
		}
	}
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		zone string
		o    page.Options
		want string
	}{
		"format": {"UTC", page.Options{Format: "pdf"}, `unknown format "pdf"`},
		"narrow": {"UTC", page.Options{Format: page.Text, Width: page.MinWidth - 1},
			"39 columns is too narrow"},
		"negative":  {"UTC", page.Options{Format: page.Text, Width: -1}, "too narrow"},
		"feed":      {"UTC", page.Options{Feed: "javascript:alert(1)"}, "as the feed"},
		"programme": {"UTC", page.Options{Programme: "data:,x"}, "as the programme"},
		"bytes":     {"UTC", page.Options{Feed: "a\nb"}, "as the feed"},
		"zone":      {"Mars/Olympus", page.Options{}, `unknown time zone "Mars/Olympus"`},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			_, err := page.Write(&b, &agenda.Event{Zone: c.zone}, c.o)
			if err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
				t.Errorf("got %v and %d octets, want %q and none", err, b.Len(), c.want)
			}
			var input *agenda.InputError
			if errors.As(err, &input) != (name == "zone") {
				t.Errorf("%T: only the zone is the input's fault", err)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	start := at("UTC", 3, 9, 0)
	for _, c := range []struct {
		rule, id, message string
		event             agenda.Event
	}{
		{"control-character", "", "the event's name holds a character", agenda.Event{Name: "a\x07b"}},
		{"control-character", "s", "the title holds characters", agenda.Event{
			Sessions: []agenda.Session{{ID: "s", Title: "\xff\xfe", Start: start}}}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			_, findings := write(t, &c.event, page.Options{})
			if len(findings) != 1 {
				t.Fatalf("%d findings, want one: %v", len(findings), findings)
			}
			f := findings[0]
			if f.Rule != c.rule || f.Where.ID != c.id || !strings.Contains(f.Message, c.message) ||
				f.Hint == "" {
				t.Errorf("got %+v", f)
			}
		})
	}
	if _, findings := write(t, conference(), full); len(findings) != 0 {
		t.Errorf("the conference has what Check does not name: %v", findings)
	}
}

// What a reader must find on the page, in words.
func TestSaid(t *testing.T) {
	html, _ := write(t, conference(), full)
	plain, _ := write(t, conference(), text)
	for _, want := range []string{
		"Berlin time", "30 minutes free", "Cancelled:", "To be confirmed:", "in Arabic", "in German",
		"320 places",
		"Time not yet known", "early on Friday", "Friday 6 June 2014", "Am Kai 4",
	} {
		for format, out := range map[string]string{"html": html, "text": plain} {
			if !strings.Contains(out, want) {
				t.Errorf("the %s does not say %q", format, want)
			}
		}
	}
	for format, out := range map[string]string{"html": html, "text": plain} {
		if n := strings.Count(out, "Berlin time"); n != 1 {
			t.Errorf("the %s says the zone %d times", format, n)
		}
	}
	for _, want := range []string{
		`href="webcal://kafka-2014.example.org/feed.ics"`, `href="https://kafka-2014.example.org/feed.ics"`,
		`href="programme.pdf"`, `href="mailto:hello@waterside.example.org"`, `rowspan="2"`, `colspan="3"`,
		`mlat=53.541300&amp;mlon=9.984900#map=17/53.541300/9.984900`, `style="background:#0b6e4f"`,
		`<time datetime="2014-06-05T09:30&#43;02:00">09:30</time>`, `id="what-the-night-shift-knows"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	relative, _ := write(t, one(), page.Options{Feed: "feed.ics"})
	if !strings.Contains(relative, `href="feed.ics"`) || strings.Contains(relative, "webcal") {
		t.Error("a relative feed is linked to as it is, and not as webcal")
	}
}

// Direction and colours are those of the printed programme: see package listing.
func TestDirectionAndColour(t *testing.T) {
	e := one()
	e.Language, e.Tracks = "az-Arab", []agenda.Track{{Name: "Ops", Color: "#F00"}}
	e.Sessions[0].Track = "Ops"
	html, _ := write(t, e, page.Options{})
	for _, want := range []string{`<html lang="az-Arab" dir="rtl">`, `style="background:#ff0000"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestDays(t *testing.T) {
	start := at("UTC", 3, 22, 0)
	e := &agenda.Event{Sessions: []agenda.Session{slot(start, 26*60, agenda.Session{Title: "Hackathon"})}}
	for _, o := range []page.Options{{}, text} {
		if out, _ := write(t, e, o); !strings.Contains(out, "until Thursday 5 June, 00:00") {
			t.Errorf("a session of more than a day does not say when it ends:\n%s", out)
		}
	}
}

func TestThousand(t *testing.T) {
	for _, rooms := range []int{1, 5, 6, 40} {
		e := large(1000, rooms)
		html, _ := write(t, e, full)
		checkHTML(t, html)
		if n := strings.Count(html, "<article"); n != 1000 {
			t.Errorf("%d of 1000 sessions in %d rooms", n, rooms)
		}
		if grid := strings.Contains(html, `class="parallel"`); grid != (rooms > 1 && rooms <= 5) {
			t.Errorf("%d rooms in a grid: %t", rooms, grid)
		}
	}
}

// A word, an id and a day may be of any size.
func TestHuge(t *testing.T) {
	e := &agenda.Event{Name: strings.Repeat("w", 1<<20), Description: strings.Repeat("\u0301", 1<<20)}
	for range 20_000 {
		e.Sessions = append(e.Sessions, agenda.Session{ID: "same", Start: at("UTC", 3, 9, 0),
			Rooms: []string{"A"}})
	}
	html, _ := write(t, e, full)
	plain, _ := write(t, e, text)
	if strings.Count(html, "<article") != 20_000 || strings.Count(plain, "Untitled") != 20_000 {
		t.Error("sessions are missing")
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("Kafka", "A talk", "About it", "https://example.org", "#112233", "en", "hall", 40, int64(0),
		int64(3600))
	f.Add("\x1b[2J", "\u202e<script>", "a\n\n\nb\xff", "javascript:x", "red", "x\"", "", 80, int64(-1e10),
		int64(0))
	f.Add("佐藤", "ليلى 👩🏽‍🚀", strings.Repeat("w", 200), "mailto:a@b", "#", "ar", "a b", 41, int64(1e9),
		int64(-5))
	f.Add("{{.}}", "]]>&amp;", "</style>", "http://[::1]:80/%zz", "#FFFFFF", "de-DE", "\ufeff\ufffe", 60,
		int64(1), int64(1))
	f.Fuzz(func(t *testing.T, name, title, abstract, link, color, language, room string, width int, start,
		length int64) {
		begin := time.Unix(start%1e11, 0)
		s := agenda.Session{
			ID: room, Title: title, Abstract: abstract, Kind: agenda.Kind(language),
			Status: agenda.Cancelled,
			Start:  begin, End: begin.Add(time.Duration(length%1e6) * time.Second), Rooms: []string{room,
				name},
			Track: title, Speakers: []string{name, title}, Language: language,
			Links: []agenda.Link{{Title: title, URL: link}, {URL: link}},
		}
		other := s
		other.Rooms, other.End, other.ID = []string{title}, time.Time{}, ""
		later := other
		later.Start = begin.Add(time.Duration(length%7e3) * time.Second)
		e := &agenda.Event{
			Name: name, Summary: title, Description: abstract, URL: link, Language: language,
			Capacity: width,
			Venue: agenda.Venue{Name: name, Address: abstract, Latitude: float64(start),
				Longitude: float64(length), URL: link},
			Organizer: agenda.Organizer{Name: title, Email: link, URL: link},
			Rooms:     []agenda.Room{{Name: room}}, Tracks: []agenda.Track{{Name: title, Color: color}},
			Speakers: []agenda.Speaker{{Name: name, Organization: title, Biography: abstract}},
			Sessions: []agenda.Session{s, other, later, {Title: title}},
		}
		html, _ := write(t, e, page.Options{})
		checkHTML(t, html)
		if strings.Count(html, "<article") < 4 {
			t.Error("a session is missing")
		}
		width = page.MinWidth + (width%100+100)%100
		plain, _ := write(t, e, page.Options{Format: page.Text, Width: width})
		checkText(t, plain, width)
		page.Write(io.Discard, e, page.Options{Feed: link, Programme: name})
	})
}

// What the page cannot do with a session that repeats or is online is said.
func TestCampFindings(t *testing.T) {
	_, findings := write(t, camp(), full)
	var got []string
	for _, f := range findings {
		got = append(got, f.Rule+" "+f.Where.ID)
	}
	if s := strings.Join(got, ", "); s != "repeats farewell" {
		t.Error(s)
	}
}

// TestLists: line breaks are those of the file, but the items of a list keep theirs.
func TestLists(t *testing.T) {
	e := &agenda.Event{
		Description: "Bring\nwith you:\n- a \x00 rope\n  to climb\r\n-  a friend\n \n\u2029\nThen\u2028rest.",
	}
	for _, format := range []page.Format{page.HTML, page.Text} {
		var b bytes.Buffer
		if _, err := page.Write(&b, e, page.Options{Format: format}); err != nil {
			t.Fatal(err)
		}
		if want := "Bring with you:\n- a rope to climb\n- a friend"; !strings.Contains(b.String(), want) {
			t.Errorf("no list in the %s:\n%s", format, b.String())
		}
		if !strings.Contains(b.String(), "Then rest.") {
			t.Errorf("no second paragraph in the %s:\n%s", format, b.String())
		}
	}
}
