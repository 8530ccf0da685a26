package announcement

import "github.com/daysheet/daysheet/agenda"

const (
	hour     = 60
	midnight = 24 * hour
	evening  = 17 * hour // what starts later may end after midnight
	morning  = 6 * hour  // nobody starts earlier, unless the text says so
)

// hours gives each row of one day its minutes since that day's midnight. A clock of twelve hours that does
// not say which half it means is the first such time that is not before the row above; opening is what the
// text says about when the day starts, negative where it does not.
func (r *reader) hours(rows []*row, opening int) {
	h := halves{reader: r, opening: opening}
	for _, w := range rows {
		h.whole = h.whole || w.tells24()
		h.said = h.said || w.start.half != unsaid || w.ranged && w.end.half != unsaid
	}
	before := -1
	for i, w := range rows {
		w.from = h.start(rows, i, before)
		if i > 0 {
			h.reportLater(w, rows[i-1])
		}
		if w.from < before && !w.parallel {
			r.add("out-of-order", agenda.Warning, w.line.number, 0, "check its time",
				"%q starts before the row above it", w.title)
		}
		before = w.from
		if w.ranged {
			w.until = h.end(w)
		}
	}
	for _, w := range rows {
		for _, next := range rows {
			if !w.ranged && next.from > w.from && (w.until < 0 || next.from < w.until) {
				w.until = next.from
			}
		}
	}
}

// halves decides which half of the day each clock of one day means.
type halves struct {
	*reader
	opening     int
	whole, said bool // some clock of the day shows 24 hours; some clock says am or pm
}

// readings are the minutes that c may mean, the earlier first.
func (h *halves) readings(c clock) []int {
	m := c.minutes()
	if c.half != unsaid || c.is24Hours || h.whole && !h.said || c.hour > 12 {
		return []int{m}
	}
	m = c.hour%12*hour + c.minute
	return []int{m, m + 12*hour}
}

func (h *halves) start(rows []*row, i, before int) int {
	w := rows[i]
	readings := h.readings(w.start)
	if len(readings) == 2 && w.ranged && w.end.half != unsaid {
		end := w.end.minutes()
		if end == 0 {
			end = midnight
		}
		if readings[1] < end {
			readings = readings[1:]
		}
		readings = readings[:1]
	}
	if before < 0 {
		if len(readings) == 1 {
			return readings[0]
		}
		return h.first(rows, readings)
	}
	for _, m := range readings {
		if m >= before {
			return m
		}
	}
	if readings[0] < morning && before >= evening {
		return readings[0] + midnight
	}
	return readings[len(readings)-1]
}

// reportLater reports a clock that was read twelve hours later because of the row above, where the earlier
// reading is near.
func (h *halves) reportLater(w, above *row) {
	readings := h.readings(w.start)
	if len(readings) < 2 || w.from != readings[1] || w.ranged && w.end.half != unsaid {
		return
	}
	if back := max(above.from, above.until) - readings[0]; back > 0 && back < 6*hour {
		h.add("half-guessed", agenda.Warning, w.line.number, 0,
			"check its time, and write it with am or pm, or from 0:00 to 24:00",
			"%q was read as %d:%02d, to be later than the row above it", w.title, w.from/hour, w.from%hour)
	}
}

// first decides for the first row of the day: by what the text says about the opening, else by the first row
// that says more, else as the clock reads, but in the afternoon where that would be in the night.
func (h *halves) first(rows []*row, readings []int) int {
	c := rows[0].start
	known := h.opening
	for _, w := range rows[1:] {
		if s := h.readings(w.start); known < 0 && len(s) == 1 {
			known = s[0] - 1
		}
	}
	later := readings[1] <= known
	if h.opening >= 0 {
		later = abs(readings[1]-known) < abs(readings[0]-known)
	}
	m := readings[0]
	switch {
	case known >= 0 && later:
		return readings[1]
	case known >= 0:
		return m
	}
	if c.hour == 12 || m <= morning+59 && !c.leadingZero {
		m = readings[1]
	}
	half := "in the morning"
	if m >= 12*hour {
		half = "in the afternoon"
	}
	h.add("clock-guessed", agenda.Note, rows[0].line.number, 0,
		"write it with am or pm, or from 0:00 to 24:00",
		"nothing says whether this is morning or afternoon; read as %d:%02d %s", c.hour, c.minute, half)
	return m
}

func abs(n int) int { return max(n, -n) }

// end is the first reading of a row's end that is not before its start. It is on the next day only where the
// row starts in the evening, or ends at midnight.
func (h *halves) end(w *row) int {
	readings := h.readings(w.end)
	base := w.from / midnight * midnight
	from := w.from - base
	for _, m := range readings {
		if m >= from {
			return base + m
		}
	}
	early := readings[0]
	if early == 0 || from >= evening && early <= 12*hour || from >= 12*hour && len(readings) == 2 {
		return base + early + midnight
	}
	h.add("ends-before-start", agenda.Error, w.line.number, 0, "swap the times, or correct them",
		"%q ends before it starts", w.title)
	return w.from
}

// opens gives the minute of the day at which s starts, -1 where its half of the day is not said.
func (s span) opens() int {
	h := halves{opening: -1}
	readings := h.readings(s.start)
	if len(readings) == 2 && !(s.ranged && s.end.half != unsaid) {
		return -1
	}
	return h.start([]*row{{span: s}}, 0, -1)
}
