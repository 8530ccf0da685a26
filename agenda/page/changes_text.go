package page

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda/listing"
)

// writeChangesText writes the counts first, then the groups; the column of times and the labels under the
// titles are those of the agenda as text.
func writeChangesText(w io.Writer, n *news, o ChangesOptions) error {
	t := &changesText{text: text{width: cmp.Or(o.Width, 80), times: clockWidth}, news: n, inset: o.Inset}
	if !t.inset {
		t.wrap("", "", n.name)
		t.wrap("", "", n.when)
	}
	if t.b.Len() > 0 {
		t.line("")
	}
	t.counts()
	for _, list := range n.groups {
		for _, c := range list {
			t.times = max(t.times, displayWidth(n.short(c.now)))
		}
	}
	for i, list := range n.groups {
		if len(list) == 0 {
			continue
		}
		if t.inset {
			t.line("")
			t.line(groups[i].title)
		} else {
			t.heading(groups[i].title)
		}
		for _, c := range list {
			t.change(c, i)
		}
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

type changesText struct {
	text
	*news
	inset bool
}

func (t *changesText) counts() {
	var counts []string
	for i, list := range t.groups {
		if len(list) > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", len(list), groups[i].count))
		}
	}
	if len(counts) == 0 && len(t.general) == 0 {
		t.line(nothingChanged)
		return
	}
	t.wrap("", "", strings.Join(counts, ", "))
	if len(counts) > 0 && len(t.general) > 0 {
		t.line("")
	}
	for _, g := range t.general {
		t.became("", g.what, g.is, g.was)
	}
}

const nothingChanged = "Nothing changed."

// labelWidth is that of "speakers" and "language", and two columns of space.
const labelWidth = 10

func (t *changesText) labelled(indent, label, words string) {
	t.wrap(indent+fmt.Sprintf("%-*s", labelWidth, label), indent+strings.Repeat(" ", labelWidth), words)
}

// became says a value and the one before it, on two lines where one is too short or a comma would not part
// them.
func (t *changesText) became(indent, label, is, was string) {
	long := displayWidth(indent+nowWas(is, was))+labelWidth > t.width
	if is != "" && was != "" && (long || strings.Contains(is+was, ",")) {
		t.labelled(indent, label, is)
		t.labelled(indent, "", "was "+was)
		return
	}
	t.labelled(indent, label, nowWas(is, was))
}

func (t *changesText) change(c told, group int) {
	indent := strings.Repeat(" ", t.times+2)
	if !t.inset {
		t.line("")
	}
	t.wrap(t.column(c.now), indent, c.title)
	t.wrap(indent, indent, c.byline)
	if group == groupNew || group == groupCancelled || group == groupBack {
		if !c.moved {
			t.wrap(indent, indent, c.place)
		}
	}
	if c.retimed {
		was := "not known before"
		if !c.was.start.IsZero() {
			was = "was " + t.before(c)
		}
		t.labelled(indent, "time", was)
	}
	if c.moved {
		t.became(indent, "place", c.place, c.wasPlace)
	}
	if c.renamed {
		t.labelled(indent, "title", "was "+c.wasTitle)
	}
	if c.other {
		was := "none before"
		if c.wasByline != "" {
			was = "was " + c.wasByline
		}
		t.labelled(indent, "speakers", was)
	}
	if c.details != nil {
		t.labelled(indent, "details", strings.Join(c.details, "; "))
	}
	if c.reid {
		t.became(indent, "id", c.id, c.wasID)
	}
}

// column is the slot in the column of times, a start without an end where starts stand.
func (t *changesText) column(s slot) string {
	if s.allDay {
		return fmt.Sprintf("%-*s  ", t.times, t.short(s))
	}
	return t.clock(t.short(s))
}

// before is when the session was until now: with its day where that is another one.
func (t *changesText) before(c told) string {
	switch {
	case c.was.start.Format(time.DateOnly) != c.now.start.Format(time.DateOnly):
		return t.long(c.was)
	case c.was.allDay:
		return c.was.clock()
	}
	return listing.ClockOf(c.was.start, c.was.end).String()
}
