package announcement

import (
	"cmp"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A column is a kind of column in a table.
type column int

const (
	otherColumn column = iota // its cells join the abstract, behind the column's name
	timeColumn
	endColumn
	titleColumn
	speakerColumn
	organizationColumn
	roomColumn
	trackColumn
	abstractColumn
)

// columns are the words by which tables head them.
var columns = input.Lookup(map[column]string{
	timeColumn: "time, times, start, starts, from, begin, when, hour, start time, zeit, slot",
	endColumn:  "end, ends, to, until, end time",
	titleColumn: `title, session, session title, talk, topic, event, activity, what, agenda, item,
		presentation, subject, talk title, thema`,
	speakerColumn:      "speaker, speakers, speaker(s), who, presenter, presenters, by, name",
	organizationColumn: "company, organization, organisation, affiliation",
	roomColumn:         "room, rooms, location, where, place, venue, raum, ort",
	trackColumn:        "track, stream",
	abstractColumn:     "abstract, description, details",
})

// A cell holds a cell of a table without its Markdown.
type cell struct {
	text  string
	links []agenda.Link
}

// cells splits a line of a table. Pipes before the first and behind the last cell may be missing, and \| is
// no border.
func cells(l *line) []cell {
	s := strings.TrimPrefix(strings.TrimSpace(l.raw), "|")
	var out []cell
	for {
		i := 0
		for i < len(s) && s[i] != '|' {
			if s[i] == '\\' {
				i++
			}
			i++
		}
		i = min(i, len(s))
		text, links := plainText(s[:i])
		if i < len(s) || text != "" || len(links) > 0 {
			out = append(out, cell{text, links})
		}
		if i == len(s) {
			return out
		}
		s = s[i+1:]
	}
}

var rule = pattern(`^[\s|:=+-]+$`)

// A table is a heading line and the lines below it.
type table struct {
	head  []cell
	kinds []column
	named []bool // the column has a kind, or a cell that its name went with
	grid  bool   // no column holds titles: the columns without a kind are rooms
}

// table reads the table that starts with line i and gives the number of its lines: 0 where none starts there.
func (r *reader) table(i int) int {
	if !strings.Contains(r.lines[i].raw, "|") || r.lines[i].text == "" {
		return 0
	}
	t := table{head: cells(r.lines[i]), grid: true}
	for _, c := range t.head {
		kind := columns[strings.ToLower(strings.TrimSuffix(c.text, ":"))]
		t.kinds = append(t.kinds, kind)
		t.named = append(t.named, kind != otherColumn || c.text == "")
		t.grid = t.grid && kind != titleColumn
	}
	if len(t.head) < 2 || !slices.Contains(t.kinds, timeColumn) {
		return 0
	}
	r.beginDays(i)
	r.current = nil
	r.reportLinks(r.lines[i])
	n := 1
	for ; i+n < len(r.lines); n++ {
		l := r.lines[i+n]
		if l.blank() || !strings.Contains(l.raw, "|") {
			break
		}
		if rule().MatchString(l.raw) || l.text == "" {
			l.used = true
		} else {
			r.tableRow(l, &t)
		}
	}
	r.lines[i].used = !slices.Contains(t.named, false)
	return n
}

// tableRow reads one line of a table as one row, or in a grid as one row a room.
func (r *reader) tableRow(l *line, t *table) {
	w := &row{line: l, until: -1, day: len(r.days) - 1, parallel: true}
	var own []*row // one a room
	var organization string
	list, timed := cells(l), -1
	for k, c := range list[:min(len(list), len(t.kinds))] {
		if p, ok := scanCell(c.text); ok && timed < 0 && t.kinds[k] == timeColumn {
			w.span, timed = p, k
		}
	}
	if timed < 0 {
		r.reportUntimed(l)
		return
	}
	for k, c := range list {
		kind, name := otherColumn, ""
		if k < len(t.kinds) {
			kind, name = t.kinds[k], t.head[k].text
		}
		if kind == otherColumn && t.grid && name != "" && c.text != "" {
			t.named[k] = true
			g := &row{rooms: []string{name}, links: c.links}
			g.setTitle(c.text)
			own = append(own, g)
			continue
		}
		w.links = append(w.links, c.links...)
		if c.text == "" {
			continue
		}
		switch {
		case k == timed:
		case kind == endColumn && w.setEnd(c.text):
		case kind == titleColumn && w.title == "":
			w.setTitle(c.text)
		case kind == speakerColumn:
			people, _ := scanPeople(c.text)
			w.people = append(w.people, people...)
		case kind == organizationColumn && organization == "":
			organization = c.text
		case kind == roomColumn:
			w.rooms = append(w.rooms, c.text)
		case kind == trackColumn && w.track == "":
			w.track = c.text
		case kind == abstractColumn || name == "":
			w.abstract = append(w.abstract, c.text)
		default:
			t.named[k] = true
			w.abstract = append(w.abstract, name+": "+c.text)
		}
	}
	l.used = true
	if organization != "" && len(w.people) == 0 {
		w.abstract = append(w.abstract, organization)
	}
	for k := range w.people {
		w.people[k].Organization = cmp.Or(w.people[k].Organization, organization)
	}
	if len(own) == 0 {
		r.rows = append(r.rows, w)
		return
	}
	for k, g := range own {
		each := *w
		each.title, each.rooms = g.title, append(slices.Clone(w.rooms), g.rooms...)
		each.people = append(slices.Clone(w.people), g.people...)
		if each.links = g.links; k == 0 {
			each.links = append(slices.Clone(w.links), g.links...)
		}
		r.rows = append(r.rows, &each)
	}
}

// setEnd takes the end of w from a column of its own.
func (w *row) setEnd(text string) bool {
	p, ok := scanCell(text)
	if !ok || p.ranged || w.ranged {
		return false
	}
	w.end, w.ranged, w.about = p.start, true, w.about || p.about
	return true
}

// scanCell reads a cell that holds nothing but a time. There a bare hour is one.
func scanCell(s string) (span, bool) {
	if p, rest, ok := scanSpan(s); ok {
		return p, strings.Trim(rest, " .") == ""
	}
	c, rest, ok := scanClock(s)
	if !ok {
		return span{}, false
	}
	p := span{start: c}
	if to := toForm().FindString(head(rest)); to != "" {
		p.ranged = true
		p.end, rest, ok = scanClock(rest[len(to):])
	}
	return p, ok && rest == ""
}

// reportUntimed reports a row of a table, or a heading among the rows, that cannot be placed.
func (r *reader) reportUntimed(l *line) {
	l.used = true // the finding tells all of it
	r.add("no-time", agenda.Warning, l.number, 0, "give it a time", "%s has no time and is left out",
		input.Quote(strings.Trim(l.text, " |")))
}
