"""What vobject understands of a feed, which it validates: one JSON object an event."""
import io
import json
import re
import sys
from datetime import datetime, timezone
from itertools import islice

try:
    import vobject
    from dateutil import tz
except ImportError:
    sys.exit(3)


def moment(time):
    if not isinstance(time, datetime):
        return time.isoformat()
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def several(event, name):
    return event.contents.get(name, [])


def told(event):
    def text(name):
        return "".join(p.value for p in several(event, name)[:1])

    def time(name):
        return "".join(moment(p.value) for p in several(event, name)[:1])

    def parameter(line, name):
        return line.params.get(name, [""])[0]

    # Dates come out of dateutil as midnights.
    days = not isinstance(event.dtstart.value, datetime)
    starts = [event.dtstart.value]
    if "rrule" in event.contents:
        starts = [at.date() if days else at for at in islice(event.getrruleset(), 100)]
    return {
        "uid": text("uid"),
        "start": time("dtstart"),
        "end": time("dtend"),
        "stamp": time("dtstamp"),
        "modified": time("last-modified"),
        "created": time("created"),
        "sequence": text("sequence"),
        "repeat": text("rrule"),
        "except": " ".join(moment(date) for p in several(event, "exdate") for date in p.value),
        "occurrences": " ".join(moment(at) for at in starts),
        "summary": text("summary"),
        "description": text("description"),
        "location": text("location"),
        "geo": text("geo").replace(";", " "),
        "url": text("url"),
        "categories": "|".join(c for p in several(event, "categories") for c in p.value),
        "color": text("color"),
        "status": text("status"),
        "transparency": text("transp"),
        "conference": text("conference"),
        "image": text("image"),
        "organizer": text("organizer"),
        "name": "".join(parameter(p, "CN") for p in several(event, "organizer")),
        "alarms": "\n".join("%d %s %s" % (alarm.trigger.value.total_seconds(), alarm.action.value,
                                          alarm.description.value) for alarm in several(event, "valarm")),
    }


with open(sys.argv[1], encoding="utf8", newline="") as feed:
    text = feed.read()
# It takes a zone that it cannot name for one of pytz, whatever the feed says of it, unless it is told.
for zone in re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", text, re.S):
    zone = zone.replace("\r\n ", "").replace("\r\n", "\n")
    tzid = re.search(r"^TZID:(.*)$", zone, re.M).group(1)
    vobject.icalendar.registerTzid(tzid, tz.tzical(io.StringIO(zone)).get())
calendar = vobject.readOne(text)
calendar.validate(raiseException=True)
for event in calendar.contents.get("vevent", []):
    print(json.dumps(told(event)))
