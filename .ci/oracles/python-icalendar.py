"""What collective/icalendar understands of a feed: one JSON object an event."""
import json
import sys
from datetime import timezone

try:
    import icalendar
except ImportError:
    sys.exit(3)


def moment(component, name):
    if name not in component:
        return ""
    return component[name].dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


with open(sys.argv[1], "rb") as feed:
    calendar = icalendar.Calendar.from_ical(feed.read())
bad = False
for component in calendar.walk():
    for error in getattr(component, "errors", []):
        print(component.name, error, file=sys.stderr)
        bad = True
for event in calendar.walk("VEVENT"):
    organizer = event.get("ORGANIZER")
    category = event.get("CATEGORIES")
    print(json.dumps({
        "uid": event["UID"],
        "start": moment(event, "DTSTART"),
        "end": moment(event, "DTEND"),
        "sequence": int(event["SEQUENCE"]),
        "status": event.get("STATUS", ""),
        "summary": event.get("SUMMARY", ""),
        "description": event.get("DESCRIPTION", ""),
        "location": event.get("LOCATION", ""),
        "url": event.get("URL", ""),
        "category": str(category.cats[0]) if category else "",
        "organizer": str(organizer or ""),
        "name": organizer.params.get("CN", "") if organizer else "",
    }))
sys.exit(bad)
