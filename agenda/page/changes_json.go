package page

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/listing"
)

type eventJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Zone string `json:"zone"`
}

type changesJSON struct {
	Old      eventJSON         `json:"old"`
	New      eventJSON         `json:"new"`
	Counts   map[diff.Kind]int `json:"counts"` // encoding/json sorts the names
	Changes  []changeJSON      `json:"changes"`
	Findings agenda.Findings   `json:"findings"`
}

type changeJSON struct {
	Kinds   []diff.Kind   `json:"kinds"`
	Details []diff.Detail `json:"details,omitempty"`
	Old     *sessionJSON  `json:"old"`
	New     *sessionJSON  `json:"new"`
}

type sessionJSON struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Abstract string        `json:"abstract,omitempty"`
	Kind     agenda.Kind   `json:"kind"`
	Start    string        `json:"start,omitempty"`
	End      string        `json:"end,omitempty"`
	AllDay   bool          `json:"allDay,omitempty"`
	Repeat   string        `json:"repeat,omitempty"`
	Except   []string      `json:"except,omitempty"`
	Place    string        `json:"place,omitempty"`
	Rooms    []string      `json:"rooms,omitempty"`
	Track    string        `json:"track,omitempty"`
	Speakers []speakerJSON `json:"speakers,omitempty"`
	Language string        `json:"language,omitempty"`
	Links    []linkJSON    `json:"links,omitempty"`
	Online   string        `json:"online,omitempty"`
	Image    string        `json:"image,omitempty"`
	Status   agenda.Status `json:"status"`
}

type speakerJSON struct {
	Name         string `json:"name"`
	Organization string `json:"organization,omitempty"`
}

type linkJSON struct {
	Title string `json:"title,omitempty"`
	URL   string `json:"url"`
}

func changesAsJSON(n *changeGroups, o ChangesOptions) string {
	out := changesJSON{Old: eventOf(n.old), New: eventOf(n.new), Counts: map[diff.Kind]int{},
		Changes: []changeJSON{}, Findings: append(agenda.Findings{}, o.Findings...)}
	for _, k := range diff.Kinds() {
		out.Counts[k] = 0
	}
	for _, c := range n.changes {
		for _, k := range c.Kinds {
			out.Counts[k]++
		}
		out.Changes = append(out.Changes, changeJSON{c.Kinds, c.Details,
			n.session(n.oldDir, n.old, c.Old, c.OldID), n.session(n.newDir, n.new, c.New, c.NewID)})
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	enc.Encode(out) // cannot fail: all of it is text and whole numbers
	return b.String()
}

func eventOf(e *agenda.Event) eventJSON {
	return eventJSON{e.Identity(), e.Name, cmp.Or(e.Zone, "UTC")}
}

func (n *changeGroups) session(d agenda.Directory, e *agenda.Event, s *agenda.Session,
	id string) *sessionJSON {
	if s == nil {
		return nil
	}
	moment := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(n.loc).Format(time.RFC3339)
	}
	track, _ := d.Track(s.Track)
	out := &sessionJSON{
		ID: id, Title: s.Title, Abstract: s.Abstract, Kind: cmp.Or(s.Kind, agenda.Talk),
		Start: moment(s.Start), End: moment(s.End), AllDay: s.AllDay, Repeat: s.Repeat,
		Place: listing.English.Place(d, e.Venue, s), Track: track.Name,
		Language: cmp.Or(s.Language, e.Language), Online: cmp.Or(s.Online, e.Online),
		Image: s.Image, Status: cmp.Or(s.Status, agenda.Confirmed),
	}
	for _, t := range s.Except {
		out.Except = append(out.Except, moment(t))
	}
	for _, ref := range s.Rooms {
		room, _ := d.Room(ref)
		out.Rooms = append(out.Rooms, room.Name)
	}
	for _, ref := range s.Speakers {
		who, _ := d.Speaker(ref)
		out.Speakers = append(out.Speakers, speakerJSON{who.Name, who.Organization})
	}
	for _, l := range s.Links {
		out.Links = append(out.Links, linkJSON(l))
	}
	return out
}
