package agenda

import (
	"fmt"
	"strings"
	"time"
)

// zoneWords are the zones that people call by another name than their city's.
var zoneWords = map[string]string{
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

// ZoneWords names an IANA zone as a person would: "Pacific time", "Berlin time", "UTC".
func ZoneWords(zone string) string {
	if w, ok := zoneWords[zone]; ok {
		return w
	}
	if strings.HasPrefix(zone, "Etc/") || !strings.Contains(zone, "/") {
		return zone
	}
	city := zone[strings.LastIndexByte(zone, '/')+1:]
	return strings.ReplaceAll(city, "_", " ") + " time"
}

// DateWords writes a date as a person would: "Tuesday 3 June 2014".
func DateWords(d Date) string {
	return fmt.Sprintf("%s %d %s %d", d.Weekday(), d.Day, d.Month, d.Year)
}

// When says when the event is, as a person would: "Tuesday 3 June 2014, 18:30 to 21:00, Pacific time", or
// "Tuesday 3 to Thursday 5 June 2014, Pacific time". An evening that runs into the night is one day. An event
// of all-day sessions alone has days and no hours: "Tuesday 3 June 2014". It is empty where nothing is
// scheduled.
func (e *Event) When() string {
	start, end := e.span(func(s *Session) bool { return !s.AllDay })
	begin, close := e.span(func(s *Session) bool { return s.AllDay })
	switch {
	case start.IsZero() && begin.IsZero():
		return e.whenDays()
	case start.IsZero():
		return daysWords(DateOf(begin), DateOf(close.Add(-time.Second)))
	}
	first, last := dayOf(start, e.nights()), dayOf(end.Add(-time.Second), e.nights())
	if night(start, end) && last == first.AddDays(1) {
		last = first
	}
	hours := last.Compare(first) <= 0
	if !begin.IsZero() {
		from, to := DateOf(begin), DateOf(close.Add(-time.Second))
		hours = hours && from.Compare(first) >= 0 && to.Compare(first) <= 0
		if from.Compare(first) < 0 {
			first = from
		}
		if to.Compare(last) > 0 {
			last = to
		}
	}
	if hours {
		when := DateWords(first) + ", " + start.Format("15:04")
		if end.After(start) {
			when += " to " + end.Format("15:04")
		}
		return when + ", " + ZoneWords(e.Zone)
	}
	return datesWords(first, last) + ", " + ZoneWords(e.Zone)
}

// whenDays is When of an event that has days but no sessions yet.
func (e *Event) whenDays() string {
	first := e.firstDate()
	if first.IsZero() {
		return ""
	}
	last := first
	for _, d := range e.Days {
		if d.Date.Compare(last) > 0 {
			last = d.Date
		}
	}
	return daysWords(first, last)
}

// night reports whether what ends on the next date is still the evening on which it starts.
func night(start, end time.Time) bool { return end.Sub(start) < 18*time.Hour && end.Hour() < 7 }

// LastWords says until when an entry is on that ends on a later day, as a person would: "until Thursday 5
// June" for days, "until Friday 6 June, 12:00" for hours, with the year where that is another one. It is
// empty for what ends on the day on which it starts or in the night after it.
func (n Entry) LastWords() string {
	end, layout := n.End, "15:04"
	if n.AllDay() {
		end, layout = end.Add(-time.Second), ""
	}
	last := DateOf(end)
	if n.Session == nil || last.Compare(DateOf(n.Start)) <= 0 || !n.AllDay() && night(n.Start, end) {
		return ""
	}
	words := fmt.Sprintf("until %s %d %s", last.Weekday(), last.Day, last.Month)
	if last.Year != n.Start.Year() {
		words = "until " + DateWords(last)
	}
	if layout != "" {
		words += ", " + end.Format(layout)
	}
	return words
}

// daysWords names the days from first to last, which may be one.
func daysWords(first, last Date) string {
	if last.Compare(first) <= 0 {
		return DateWords(first)
	}
	return datesWords(first, last)
}

// datesWords leaves out of the first date what it shares with the last.
func datesWords(first, last Date) string {
	from := fmt.Sprintf("%s %d", first.Weekday(), first.Day)
	if first.Year != last.Year {
		from = DateWords(first)
	} else if first.Month != last.Month {
		from += " " + first.Month.String()
	}
	return from + " to " + DateWords(last)
}
