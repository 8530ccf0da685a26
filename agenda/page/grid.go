package page

import (
	"cmp"
	"slices"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// maxColumns bounds the rooms that stand side by side on a wide screen: with more a column is too narrow
// for a title, and a list of what starts at the same time is easier to read.
const maxColumns = 5

// A row is one line of a day's table: a gap, a session across its whole width, or what starts at one moment
// in each room.
type row struct {
	Clock   clock
	start   time.Time
	Gap     string
	Minutes int
	Cells   []cell // one, across all columns, but where rooms run in parallel
}

// A cell holds the sessions of one room that start together: one, but where a room is taken twice. Where
// there are too many rooms for columns, one cell holds all that starts together.
type cell struct {
	Sessions []*session
	Column   int // from 1; 0 is across all
	Span     int // rows, until the next session of the room starts or this one ends
	until    time.Time
}

// arrange makes rows of the day's entries.
func (d *day) arrange(rooms []agenda.Room) {
	column := d.columns(rooms)
	d.Columns = len(column)
	for i := range d.Entries {
		e := &d.Entries[i]
		if e.Session == nil {
			from := e.Clock
			from.End, from.EndAt = "", "" // the words say how long
			d.Rows = append(d.Rows, row{Clock: from, Gap: e.Gap, Minutes: e.Minutes})
			continue
		}
		c := 0
		if e.Session.Parallel {
			c = column[e.Room]
		}
		if i == 0 || !e.beside(&d.Entries[i-1]) {
			d.Rows = append(d.Rows, row{Clock: e.Clock, start: e.Start})
		}
		d.Rows[len(d.Rows)-1].put(c, e)
	}
	d.span()
}

// beside reports whether e and the entry before it start together in rooms that run in parallel.
func (e *entry) beside(before *entry) bool {
	return e.Session.Parallel && before.Session != nil && before.Session.Parallel &&
		e.Start.Equal(before.Start)
}

func (r *row) across() bool { return len(r.Cells) == 0 || r.Cells[0].Column == 0 }

func (r *row) put(column int, e *entry) {
	c := r.cell(column)
	c.Sessions = append(c.Sessions, e.Session)
	if e.End.After(c.until) {
		c.until = e.End
	}
	if e.Clock.End != "" {
		e.Session.Ends = "until " + e.Clock.End
	}
	if e.Clock.EndAt != r.Clock.EndAt {
		r.Clock.End, r.Clock.EndAt = "", ""
	}
}

// columns finds the sessions that run in different rooms at once, marks them, and numbers their rooms from 1
// in the order of listed, those that are not listed behind in order of appearance. It is empty where no rooms
// run in parallel or too many do.
func (d *day) columns(listed []agenda.Room) map[agenda.Room]int {
	var rooms []agenda.Room
	column := map[agenda.Room]int{}
	var group []*entry // overlapping, one after the other
	var until time.Time
	mark := func() {
		if !slices.ContainsFunc(group, func(e *entry) bool { return e.Room != group[0].Room }) {
			return
		}
		for _, e := range group {
			e.Session.Parallel = true
			if column[e.Room] == 0 {
				rooms = append(rooms, e.Room)
				column[e.Room] = len(rooms)
			}
		}
	}
	for i := range d.Entries {
		e := &d.Entries[i]
		if e.Room == (agenda.Room{}) || e.AllDay() {
			continue
		}
		if len(group) > 0 && !e.Start.Equal(group[0].Start) && !e.Start.Before(until) {
			mark()
			group, until = nil, time.Time{}
		}
		group = append(group, e)
		if e.End.After(until) {
			until = e.End
		}
	}
	mark()
	if len(rooms) > maxColumns {
		return nil
	}
	rank := func(r agenda.Room) uint { return uint(slices.Index(listed, r)) } // not listed: the largest
	slices.SortStableFunc(rooms, func(a, b agenda.Room) int { return cmp.Compare(rank(a), rank(b)) })
	for i, room := range rooms {
		column[room] = i + 1
	}
	return column
}

// span lets each cell reach down over the rows that start before it ends, puts the empty cells that HTML
// wants where nothing is on in a room, and sorts the cells by column.
func (d *day) span() {
	for i := range d.Rows {
		if d.Rows[i].Clock.End == "" {
			continue
		}
		for _, c := range d.Rows[i].Cells {
			for _, s := range c.Sessions {
				s.Ends = "" // the time column says it
			}
		}
	}
	for column := 1; column <= d.Columns; column++ {
		var above *cell
		for i := range d.Rows {
			switch r := &d.Rows[i]; {
			case r.across():
				above = nil
			case above != nil && above.until.After(r.start) && r.find(column) < 0:
				above.Span++
			default:
				above = r.cell(column)
			}
		}
	}
	for i := range d.Rows {
		slices.SortStableFunc(d.Rows[i].Cells, func(a, b cell) int { return a.Column - b.Column })
	}
}

// cell is the row's cell in a column, an empty one where nothing starts there.
func (r *row) cell(column int) *cell {
	i := r.find(column)
	if i < 0 {
		i = len(r.Cells)
		r.Cells = append(r.Cells, cell{Column: column, Span: 1})
	}
	return &r.Cells[i]
}

func (r *row) find(column int) int {
	return slices.IndexFunc(r.Cells, func(c cell) bool { return c.Column == column })
}
