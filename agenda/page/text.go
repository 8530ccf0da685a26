package page

import (
	"cmp"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/daysheet/daysheet/agenda"
)

// clockWidth is that of "18:30–19:00", and of the column of times unless one needs more.
const clockWidth = 11

func writeText(w io.Writer, v *view, o Options) error {
	t := &text{width: cmp.Or(o.Width, 80), times: clockWidth}
	for _, d := range v.Days {
		for _, e := range d.Entries {
			t.times = max(t.times, displayWidth(e.Clock.String()))
		}
	}
	t.head(v)
	for _, d := range v.Days {
		t.day(d, len(v.Days) > 1)
	}
	if v.Unscheduled != nil {
		t.heading("Time not yet known")
		for _, s := range v.Unscheduled {
			t.session("", s)
		}
	}
	if v.Days == nil && v.Unscheduled == nil {
		t.line("")
		t.line("The agenda is not announced yet.")
	}
	if v.People != nil {
		t.heading("Speakers")
		for _, p := range v.People {
			t.line("")
			t.wrap("", "", p.Name)
			t.wrap("", "", p.Organization)
			t.paragraphs("", p.Biography)
			t.links("", p.Links)
		}
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

// A text collects lines of at most width columns.
type text struct {
	b            strings.Builder
	width, times int
}

func (t *text) line(s string) {
	t.b.WriteString(strings.TrimRight(s, " "))
	t.b.WriteByte('\n')
}

// wrap writes s, if it is not empty, its first line after first and the others after rest.
func (t *text) wrap(first, rest, s string) {
	for s != "" {
		var line string
		line, s = wrapLine(s, t.width-displayWidth(first))
		t.line(first + line)
		first = rest
	}
}

func (t *text) paragraphs(indent string, paragraphs []string) {
	for _, p := range paragraphs {
		t.line("")
		for line := range strings.SplitSeq(p, "\n") {
			t.wrap(indent, indent, line)
		}
	}
}

func (t *text) links(indent string, links []named) {
	for i, l := range links {
		if i == 0 {
			t.line("")
		}
		t.wrap(indent, indent, l.Name)
		if l.URL != l.Name {
			t.wrap(indent, indent, l.URL)
		}
	}
}

func (t *text) head(v *view) {
	t.wrap("", "", v.Name)
	t.wrap("", "", v.Summary)
	t.wrap("", "", v.When)
	t.wrap("", "", agenda.Venue{Name: v.Venue.Name, Address: v.Venue.Address}.String())
	t.wrap("", "", v.Places)
	if v.Organizer.Name != "" {
		t.wrap("", "", "Organized by "+v.Organizer.Name)
	}
	t.wrap("", "", v.Email.Name)
	t.wrap("", "", v.URL)
	if v.Online != "" {
		t.wrap("", "", "Online: "+v.Online)
	}
	t.paragraphs("", v.Description)
}

func (t *text) heading(s string) {
	t.line("")
	t.line("")
	t.wrap("", "", s)
	t.line(strings.Repeat("-", min(displayWidth(s), t.width)))
}

func (t *text) day(d day, many bool) {
	title := d.Name
	switch {
	case !many:
		title = d.Title // the head has the date
	case d.Title != "":
		title += ": " + d.Title
	}
	if title != "" {
		t.heading(title)
	}
	if d.Entries == nil {
		t.line("")
		t.line("Nothing is announced for this day yet.")
	}
	for _, e := range d.Entries {
		if e.Session == nil {
			t.line("")
			t.wrap(t.clock(e.Clock.String()), "", e.Gap)
			continue
		}
		t.session(e.Clock.String(), e.Session)
	}
}

// clock puts the times against the right edge of their column, a start without an end where starts stand.
func (t *text) clock(times string) string {
	if strings.Contains(times, ":") && !strings.Contains(times, "–") {
		times += strings.Repeat(" ", len("–19:00")-2)
	}
	return strings.Repeat(" ", max(0, t.times-displayWidth(times))) + times + "  "
}

func (t *text) session(times string, s *session) {
	indent := strings.Repeat(" ", t.times+2)
	title := s.Title
	if s.Status != "" {
		title = s.Status + ": " + title
	}
	t.line("")
	t.wrap(t.clock(times), indent, title)
	t.wrap(indent, indent, s.Byline)
	t.wrap(indent, indent, strings.Join(s.Words(), " · "))
	t.paragraphs(indent, s.Abstract)
	t.links(indent, s.Links)
}

// runeWidth is how many columns of a terminal r takes after before (UAX #11).
func runeWidth(before, r rune) int {
	const joiner = '\u200d'
	switch {
	case r < 0x300:
		return 1
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r), before == joiner, 0x1f3fb <= r && r <= 0x1f3ff:
		return 0 // a mark, an invisible sign, what a joiner or a skin tone adds to the emoji before it
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return 2
	}
	return 1
}

func displayWidth(s string) int {
	n, before := 0, rune(0)
	for _, r := range s {
		n += runeWidth(before, r)
		before = r
	}
	return n
}

// wrapLine cuts from s a line of at most so many columns: at the last space that fits, or between the
// characters of East Asian text, or, where a word is longer than a line, within it but never between a
// character and its marks.
func wrapLine(s string, columns int) (line, rest string) {
	n, before := 0, rune(0)
	cut, skip := 0, 0 // where the line may end, and how much of s is the space there
	for i, r := range s {
		w := runeWidth(before, r)
		if i > 0 && w == 2 && before != ' ' && !strings.ContainsRune("、。，．：；！？）」』】〉》〕ー", r) {
			cut, skip = i, 0
		}
		if n+w > columns && i > 0 {
			switch {
			case r == ' ':
				cut, skip = i, 1
			case cut == 0:
				cut, skip = i, 0
			}
			return s[:cut], strings.TrimLeft(s[cut+skip:], " ")
		}
		if r == ' ' {
			cut, skip = i, 1
		}
		n += w
		before = r
	}
	return s, ""
}
