"""Each VTIMEZONE of a feed, as dateutil reads it, against the zone of that name in Python's zoneinfo, in the
years of the feed's events: every three hours, and every half hour of the days around a change, but for the
times that the clocks skip or show twice."""
import io
import re
import sys
from datetime import datetime, timedelta

try:
    from dateutil import tz
    from zoneinfo import ZoneInfo
except ImportError:
    sys.exit(3)

with open(sys.argv[1], encoding="utf8", newline="") as feed:
    text = feed.read().replace("\r\n ", "")
years = {int(y) for y in re.findall(r"^DT(?:START|END);TZID=[^:]*:(\d{4})", text, re.M)}
used = set(re.findall(r";TZID=([^:;]*):", text))
zones = re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", text, re.S)
bad = 0
for zone in zones:
    tzid = re.search(r"^TZID:(.*)\r$", zone, re.M).group(1)
    used.discard(tzid)
    told = tz.tzical(io.StringIO(zone.replace("\r\n", "\n"))).get()
    truth = ZoneInfo(tzid)
    compared = wrong = 0
    for year in sorted(years):
        t = datetime(year, 1, 1)
        while t.year == year:
            first, second = t.replace(tzinfo=truth), t.replace(tzinfo=truth, fold=1)
            if first.utcoffset() == second.utcoffset():
                compared += 1
                wrong += t.replace(tzinfo=told).utcoffset() != first.utcoffset()
            around = {(t + timedelta(days=d)).replace(tzinfo=truth).utcoffset() for d in (-1, 1)}
            t += timedelta(minutes=30 if len(around) > 1 else 180)
    print(tzid, compared, "times,", wrong, "wrong")
    bad += wrong
for tzid in sorted(used):
    print(tzid, "has no VTIMEZONE")
sys.exit(1 if bad or used else 0)
