package page

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/listing"
)

// changesAsText gives the counts first, then the groups; the column of times and the labels under the
// titles are those of the agenda as text.
func changesAsText(n *changeGroups, o ChangesOptions) string {
	t := &changesText{text: text{width: cmp.Or(o.Width, 80), times: clockWidth},
		changeGroups: n, inset: o.Inset}
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
			t.times = max(t.times, displayWidth(n.short(c.now.slot)))
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
			t.change(c, groups[i].whole)
		}
	}
	return t.b.String()
}

type changesText struct {
	text
	*changeGroups
	inset bool
}

func (t *changesText) counts() {
	var counts []string
	for i, list := range t.groups {
		if len(list) > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", len(list), groups[i].count))
		}
	}
	if len(counts) == 0 && len(t.ofEvent) == 0 {
		t.line(nothingChanged)
		return
	}
	t.wrap("", "", strings.Join(counts, ", "))
	if len(counts) > 0 && len(t.ofEvent) > 0 {
		t.line("")
	}
	for _, g := range t.ofEvent {
		t.became("", g.what, g.is, g.was)
	}
}

const nothingChanged = "Nothing changed."

// labelWidth is the width of "speakers" and "language", and two columns of space.
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

func (t *changesText) change(c sessionChange, whole bool) {
	indent := strings.Repeat(" ", t.times+2)
	if !t.inset {
		t.line("")
	}
	t.wrap(t.column(c.now.slot), indent, c.now.title)
	t.wrap(indent, indent, c.now.byline)
	if whole && !c.Is(diff.Place) {
		t.wrap(indent, indent, c.now.place)
	}
	if c.Is(diff.Time) {
		was := "not known before"
		if !c.was.start.IsZero() {
			was = "was " + t.before(c)
		}
		t.labelled(indent, "time", was)
	}
	if c.Is(diff.Place) {
		t.became(indent, "place", c.now.place, c.was.place)
	}
	if c.Is(diff.Title) {
		t.labelled(indent, "title", "was "+c.was.title)
	}
	if c.Is(diff.Speakers) {
		was := "none before"
		if c.was.byline != "" {
			was = "was " + c.was.byline
		}
		t.labelled(indent, "speakers", was)
	}
	if c.details != nil {
		t.labelled(indent, "details", strings.Join(c.details, "; "))
	}
	if c.Is(diff.ID) {
		t.became(indent, "id", c.now.id, c.was.id)
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
func (t *changesText) before(c sessionChange) string {
	switch {
	case c.was.start.Format(time.DateOnly) != c.now.start.Format(time.DateOnly):
		return t.long(c.was.slot)
	case c.was.allDay:
		return c.was.clock()
	}
	return listing.ClockOf(c.was.start, c.was.end).String()
}
