package listing

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// Words writes dates, times, languages, names and places as a person would, in one language.
type Words struct{}

// English is the language of every output so far.
var English Words

// Date writes "Tuesday 3 June 2014".
func (Words) Date(d agenda.Date) string {
	return fmt.Sprintf("%s %d %s %d", d.Weekday(), d.Day, d.Month, d.Year)
}

// dates writes the days from first to last, without what the first date shares with the last.
func (w Words) dates(first, last agenda.Date) string {
	if last.Compare(first) <= 0 {
		return w.Date(first)
	}
	from := fmt.Sprintf("%s %d", first.Weekday(), first.Day)
	if first.Year != last.Year {
		from = w.Date(first)
	} else if first.Month != last.Month {
		from += " " + first.Month.String()
	}
	return from + " to " + w.Date(last)
}

// until writes "until Thursday 5 June", with the year where it is not that of since, and with a clock
// "until Thursday 5 June, 12:00".
func (w Words) until(last agenda.Date, clock string, since agenda.Date) string {
	words := fmt.Sprintf("until %s %d %s", last.Weekday(), last.Day, last.Month)
	if last.Year != since.Year {
		words = "until " + w.Date(last)
	}
	if clock != "" {
		words += ", " + clock
	}
	return words
}

// early writes "early on Friday".
func (Words) early(d agenda.Date) string { return "early on " + d.Weekday().String() }

// hours writes "18:30 to 21:00", or the start alone where the end is not known.
func (Words) hours(start, end time.Time) string {
	words := start.Format("15:04")
	if end.After(start) {
		words += " to " + end.Format("15:04")
	}
	return words
}

// free writes how long nothing is on: "1 hour 30 minutes free".
func (Words) free(d time.Duration) string {
	var words []string
	if n := int(d / time.Hour); n > 0 {
		words = append(words, input.Quantity(n, "hour"))
	}
	if n := int(d/time.Minute) % 60; n > 0 {
		words = append(words, input.Quantity(n, "minute"))
	}
	return strings.Join(append(words, "free"), " ")
}

// allDay is the clock of a session that has days, not hours.
const allDay = "all day"

// Zone names an IANA zone: "Pacific time", "Berlin time", "UTC".
func (Words) Zone(zone string) string {
	if w, ok := zones[zone]; ok {
		return w
	}
	if strings.HasPrefix(zone, "Etc/") || !strings.Contains(zone, "/") {
		return zone
	}
	city := zone[strings.LastIndexByte(zone, '/')+1:]
	return strings.ReplaceAll(city, "_", " ") + " time"
}

// zones lists the time zones that people call by another name than their city's.
var zones = map[string]string{
	"America/New_York": "Eastern time", "America/Detroit": "Eastern time", "America/Toronto": "Eastern time",
	"America/Chicago": "Central time", "America/Winnipeg": "Central time",
	"America/Denver": "Mountain time", "America/Edmonton": "Mountain time",
	"America/Phoenix":     "Arizona time",
	"America/Los_Angeles": "Pacific time", "America/Vancouver": "Pacific time",
	"America/Anchorage": "Alaska time", "Pacific/Honolulu": "Hawaii time",
	"America/Halifax": "Atlantic time", "America/St_Johns": "Newfoundland time",
	"Europe/London": "UK time", "Europe/Dublin": "Irish time", "Europe/Lisbon": "Lisbon time",
	"Europe/Kyiv": "Kyiv time", "Europe/Kiev": "Kyiv time",
	"Asia/Kolkata": "India time", "Asia/Calcutta": "India time", "Asia/Shanghai": "China time",
	"Asia/Tokyo": "Japan time", "Asia/Seoul": "Korea time", "Asia/Jerusalem": "Israel time",
	"Pacific/Auckland": "New Zealand time",
	"":                 "UTC", "UTC": "UTC", "Etc/UTC": "UTC", "GMT": "UTC", "Etc/GMT": "UTC",
}

// Language names the language of a BCP 47 tag: "German" of "de-CH". One that has no name here is its tag.
func (Words) Language(tag string) string { return cmp.Or(languages[primary(tag)], tag) }

// spoken says in which language a session is held, "in Arabic", where that is not the event's.
func (Words) spoken(session, event string) string {
	p := primary(session)
	switch {
	case p == "" || p == primary(event):
		return ""
	case languages[p] != "":
		return "in " + languages[p]
	}
	return "language: " + session
}

// primary is the language of a tag without script and region: "pt" of "pt-BR".
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}

// languages are those in which sessions are most often held.
var languages = map[string]string{
	"ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
	"el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
	"fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
	"it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
	"no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
	"ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
	"tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}

// kinds are those worth a word: a talk is what one expects, and a break says so itself.
var kinds = map[agenda.Kind]string{agenda.Keynote: "Keynote", agenda.Panel: "Panel",
	agenda.Workshop: "Workshop", agenda.Social: "Social"}

var statuses = map[agenda.Status]string{agenda.Tentative: "To be confirmed", agenda.Cancelled: "Cancelled"}

// Join lists names as in a sentence: "A", "A and B", "A, B and C".
func (Words) Join(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Rooms names the session's rooms, "Main hall and Foyer", as they are spelled in the event.
func (w Words) Rooms(d agenda.Directory, s *agenda.Session) string {
	names := make([]string, len(s.Rooms))
	for i, ref := range s.Rooms {
		room, _ := d.Room(ref)
		names[i] = room.Name
	}
	return w.Join(names)
}

// Place says on one line where a session is, from the small to the large: its rooms (see [Words.Rooms]), the
// venue's name, its address. A room that is called like the venue is said once.
func (w Words) Place(d agenda.Directory, v agenda.Venue, s *agenda.Session) string {
	v = agenda.Venue{Name: input.OneLine(v.Name), Address: input.OneLine(v.Address)}
	site, rooms := v.String(), input.OneLine(w.Rooms(d, s))
	if rooms == "" || site == "" || rooms == v.Name {
		return cmp.Or(site, rooms)
	}
	return rooms + ", " + site
}

// Byline names the session's speakers, neighbours of one organization together: "Todd Palino and Clark
// Haskins (LinkedIn), Rajasekar Elango (Salesforce)". Semicolons separate where with commas a speaker without
// an organization would seem to belong to that of the next ones. A speaker without a name is left out.
func (w Words) Byline(d agenda.Directory, s *agenda.Session) string {
	var groups, names []string
	organization, separator, free := "", ", ", false
	flush := func() {
		if len(names) == 0 {
			return
		}
		group := w.Join(names)
		if organization != "" {
			group += " (" + organization + ")"
			if free && len(names) > 1 {
				separator = "; "
			}
		}
		free = organization == ""
		groups, names = append(groups, group), nil
	}
	for _, ref := range s.Speakers {
		p, _ := d.Speaker(ref)
		name, of := input.OneLine(p.Name), input.OneLine(p.Organization)
		if name == "" {
			continue
		}
		if of != organization {
			flush()
		}
		organization = of
		names = append(names, name)
	}
	flush()
	return strings.Join(groups, separator)
}
