package announcement

import (
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// dates gives every day after the first one its date.
func (r *reader) dates() bool {
	for i, d := range r.days {
		if i > 0 {
			before := r.days[i-1].date
			switch {
			case d.mention != nil:
				d.date = r.completeDate(d.mention, []*line{d.line}, before)
			case d.weekday != "":
				d.date = onWeekday(d.day, before.AddDays(1))
			case d.number > 0:
				d.date = r.days[0].date.AddDays(d.number - max(r.days[0].number, 1))
			}
		}
		if d.date.IsZero() {
			return false
		}
	}
	return true
}

// sessions makes sessions of the rows.
func (r *reader) sessions() {
	last := r.rows[len(r.rows)-1]
	tail := last.cutTail()
	for _, w := range r.rows {
		w.read(w.under)
	}
	r.assignTail(last, tail)
	if r.findings.Err() != nil || !r.dates() {
		return
	}
	for i := range r.days {
		rows := slices.DeleteFunc(slices.Clone(r.rows), func(w *row) bool { return w.day != i })
		opening := -1
		if i == 0 {
			opening = r.opening
		} else if h := r.days[i].hours; h != nil {
			opening = h.opens()
		}
		r.hours(rows, opening)
	}
	r.listDays()
	for _, w := range r.rows {
		if !w.endsAgenda() {
			r.session(w)
		}
	}
	for _, p := range r.people {
		r.event.Speakers = append(r.event.Speakers, *p)
	}
	r.compareHours()
	r.event.ID = r.event.Identity()
	for i, id := range r.event.SessionIDs() {
		r.event.Sessions[i].ID = id
	}
}

// listDays lists the days, each with the hour until which it goes on after midnight.
func (r *reader) listDays() {
	for i, d := range r.days {
		at := slices.IndexFunc(r.event.Days, func(o agenda.Day) bool { return o.Date == d.date })
		if at < 0 {
			at = len(r.event.Days)
			r.event.Days = append(r.event.Days, agenda.Day{Date: d.date})
		}
		switch known := &r.event.Days[at]; {
		case known.Title == "":
			known.Title = d.title
		case d.title != "" && d.title != known.Title:
			d.line.used = false // a date has one title
		}
		for _, w := range r.rows {
			if w.day == i && w.from >= midnight {
				o := &r.event.Days[at]
				o.Ends = max(o.Ends, min((w.from-midnight)/hour+1, 23))
			}
		}
	}
}

func (r *reader) session(w *row) {
	s := agenda.Session{Title: w.title, Abstract: strings.Join(w.abstract, "\n\n"), Rooms: w.rooms,
		Track: w.track}
	s.Start = r.moment(w, w.from)
	if w.until >= 0 {
		s.End = r.moment(w, w.until)
	}
	if w.about {
		r.add("approximate-time", agenda.Note, w.line.number, 0, "",
			"the time of %q is approximate in the text", w.title)
	}
	own := map[string]*agenda.Speaker{}
	for _, p := range w.people {
		if own[p.Name] == nil {
			s.Speakers = append(s.Speakers, p.Name)
		}
		own[p.Name] = r.speaker(w, p)
	}
	for _, link := range w.links {
		r.link(w, &s, own[link.Title], link)
	}
	for _, name := range w.rooms {
		if !slices.ContainsFunc(r.event.Rooms, func(o agenda.Room) bool { return o.Name == name }) {
			r.event.Rooms = append(r.event.Rooms, agenda.Room{Name: name})
		}
	}
	if w.track != "" && !slices.ContainsFunc(r.event.Tracks,
		func(o agenda.Track) bool { return o.Name == w.track }) {
		r.event.Tracks = append(r.event.Tracks, agenda.Track{Name: w.track})
	}
	s.Kind = kindOf(&s)
	if w.doubtful != "" && s.Kind == "" && len(s.Speakers) == 0 {
		r.add("speaker-in-title", agenda.Note, w.line.number, 0,
			"write the speaker as \"by Name (Organization)\" where it is one",
			"%q was left in the title, and might be a speaker", w.doubtful)
	}
	r.event.Sessions = append(r.event.Sessions, s)
}

func (r *reader) moment(w *row, minutes int) time.Time {
	t, err := r.days[w.day].date.At(minutes/hour, minutes%hour, r.loc)
	if err != nil {
		r.add("bad-clock", agenda.Error, w.line.number, 0, "choose a time that the clocks show once", "%v",
			err)
	}
	return t
}

// speaker lists a speaker once, with the first organization that is told.
func (r *reader) speaker(w *row, p agenda.Speaker) *agenda.Speaker {
	known := r.speakers[p.Name]
	if known != nil && !strings.Contains(known.Biography, p.Biography) {
		known.Biography = strings.TrimPrefix(known.Biography+"; "+p.Biography, "; ")
	}
	switch {
	case known == nil:
		known = &p
		r.speakers[p.Name], r.people = known, append(r.people, known)
	case known.Organization == "":
		known.Organization = p.Organization
	case p.Organization != "" && p.Organization != known.Organization:
		r.add("speaker-twice", agenda.Warning, w.line.number, 0,
			"write both organizations, or tell the two apart",
			"%s is with %s here, and with %s above", p.Name, p.Organization, known.Organization)
	}
	return known
}

// link gives a link to the speaker whose name it has, else to the session.
func (r *reader) link(w *row, s *agenda.Session, own *agenda.Speaker, link agenda.Link) {
	switch {
	case !link.Leads():
		r.add("unused-link", agenda.Note, w.line.number, 0, "give its full address, with https://",
			"the link to %s leads nowhere outside its page and was not used", link.URL)
	case own == nil:
		if link.Title == s.Title {
			link.Title = ""
		}
		s.Links = append(s.Links, link)
	case !slices.Contains(own.Links, agenda.Link{URL: link.URL}):
		own.Links = append(own.Links, agenda.Link{URL: link.URL})
	}
}

// compareHours reports hours and zones of the text that are not those of the agenda.
func (r *reader) compareHours() {
	var spans []statedHours
	for _, w := range r.rows {
		spans = append(spans, statedHours{w.span, w.line})
	}
	if r.statedHours != nil {
		spans = append(spans, *r.statedHours)
	}
	seen := map[string]bool{"": true}
	for _, s := range spans {
		if !seen[s.zone] && !r.isZoneName(s.zone) {
			r.add("zone-differs", agenda.Warning, s.line.number, 0, "check the zone, or the times",
				"the text says %s, which is not what %s is called", s.zone, r.options.Zone)
		}
		seen[s.zone] = true
	}
	start, end := r.event.Span()
	if r.statedHours == nil || len(r.event.Days) > 1 || start.IsZero() {
		return
	}
	s := *r.statedHours
	w := []*row{{span: s.span, line: s.line}}
	said := halves{opening: start.Hour()*hour + start.Minute()}
	from := said.start(w, 0, -1)
	date := r.event.Days[0].Date
	opens, err := date.At(from/hour, from%hour, r.loc)
	differs := err == nil && !opens.Equal(start)
	if last := r.event.Sessions[len(r.event.Sessions)-1]; s.ranged && !last.End.IsZero() {
		said.whole = s.tells24()
		readings := said.readings(s.end)
		if i := slices.IndexFunc(readings, func(m int) bool { return m > from }); i >= 0 {
			closes, err := date.At(readings[i]/hour, readings[i]%hour, r.loc)
			differs = differs || err == nil && !closes.Equal(end)
		}
	}
	if differs {
		r.add("hours-differ", agenda.Warning, s.line.number, 0, "correct the one or the other",
			"the agenda runs from %s to %s, not as the text says here", start.Format("15:04"),
			end.Format("15:04"))
	}
}

// isZoneName reports whether the abbreviation is one of the event's zone, with or without its S or D.
func (r *reader) isZoneName(abbreviation string) bool {
	year := r.event.Days[0].Date.Year
	for _, m := range []time.Month{time.January, time.July} {
		name, _ := time.Date(year, m, 1, 0, 0, 0, 0, r.loc).Zone()
		short := ""
		if len(name) == 3 {
			short = name[:1] + name[2:] // PST: PT
		}
		if name == abbreviation || short == abbreviation {
			return true
		}
	}
	return false
}
