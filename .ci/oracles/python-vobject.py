"""What vobject understands of a feed, which it validates: one JSON object an event."""
import json
import sys
from datetime import timezone

try:
    import vobject
except ImportError:
    sys.exit(3)


def text(event, name):
    return event.contents[name][0].value if name in event.contents else ""


def moment(event, name):
    if name not in event.contents:
        return ""
    return event.contents[name][0].value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


with open(sys.argv[1], encoding="utf8", newline="") as feed:
    calendar = vobject.readOne(feed.read())
calendar.validate(raiseException=True)
for event in calendar.contents.get("vevent", []):
    organizer = event.contents.get("organizer", [None])[0]
    category = text(event, "categories")
    print(json.dumps({
        "uid": text(event, "uid"),
        "start": moment(event, "dtstart"),
        "end": moment(event, "dtend"),
        "sequence": int(text(event, "sequence")),
        "status": text(event, "status"),
        "summary": text(event, "summary"),
        "description": text(event, "description"),
        "location": text(event, "location"),
        "url": text(event, "url"),
        "category": category[0] if category else "",
        "organizer": organizer.value if organizer else "",
        "name": organizer.params.get("CN", [""])[0] if organizer else "",
    }))
