"""What collective/icalendar understands of a feed: one JSON object an event."""
import json
import sys
from datetime import datetime, timezone

try:
    import icalendar
except ImportError:
    sys.exit(3)


def moment(time):
    if not isinstance(time, datetime):
        return time.isoformat()
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def several(component, name):
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]


def told(event):
    def text(name):
        return str(event.get(name, ""))

    def time(name):
        return moment(event[name].dt) if name in event else ""

    organizer = several(event, "ORGANIZER")
    place = event.get("GEO")
    return {
        "uid": text("UID"),
        "start": time("DTSTART"),
        "end": time("DTEND"),
        "stamp": time("DTSTAMP"),
        "modified": time("LAST-MODIFIED"),
        "created": time("CREATED"),
        "sequence": text("SEQUENCE"),
        "repeat": event["RRULE"].to_ical().decode() if "RRULE" in event else "",
        "except": " ".join(moment(date.dt) for dates in several(event, "EXDATE") for date in dates.dts),
        "summary": text("SUMMARY"),
        "description": text("DESCRIPTION"),
        "html": text("X-ALT-DESC"),
        "location": text("LOCATION"),
        "geo": "%.6f %.6f" % (place.latitude, place.longitude) if place else "",
        "url": text("URL"),
        "categories": "|".join(str(c) for list in several(event, "CATEGORIES") for c in list.cats),
        "color": text("COLOR"),
        "status": text("STATUS"),
        "transparency": text("TRANSP"),
        "conference": text("CONFERENCE"),
        "image": text("IMAGE"),
        "organizer": text("ORGANIZER"),
        "name": "".join(o.params.get("CN", "") for o in organizer),
        "speakers": "\n".join(s + "|" + s.params.get("X-ORGANIZATION", "")
                              for s in several(event, "X-DAYSHEET-SPEAKER")),
        "alarms": "\n".join("%d %s %s" % (a["TRIGGER"].dt.total_seconds(), a["ACTION"], a["DESCRIPTION"])
                            for a in event.walk("VALARM")),
    }


with open(sys.argv[1], "rb") as feed:
    calendar = icalendar.Calendar.from_ical(feed.read())
bad = False
for component in calendar.walk():
    for error in getattr(component, "errors", []):
        print(component.name, error, file=sys.stderr)
        bad = True
for event in calendar.walk("VEVENT"):
    print(json.dumps(told(event)))
sys.exit(bad)
