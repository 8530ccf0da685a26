"""Each VTIMEZONE of feeds, as dateutil reads it, against the zone of that name in Python's zoneinfo, in the
years of the feed's events: every 25 hours, and every half hour of the days around a change, but for the times
that the clocks skip or show twice."""
import io
import re
import sys
from datetime import datetime, timedelta

try:
    from dateutil import tz
    from zoneinfo import TZPATH, ZoneInfo
except ImportError:
    sys.exit(3)


def judge(zone, years):
    """Compares, prints the first times that are wrong, and counts them."""
    tzid = re.search(r"^TZID:(.*)\r$", zone, re.M).group(1)
    told = tz.tzical(io.StringIO(zone.replace("\r\n", "\n"))).get()
    truth = ZoneInfo(tzid)
    compared = wrong = 0
    for year in years:
        t = datetime(year, 1, 1)
        while t.year == year:
            first, second = t.replace(tzinfo=truth).utcoffset(), t.replace(tzinfo=truth, fold=1).utcoffset()
            if first == second:
                compared += 1
                said = t.replace(tzinfo=told).utcoffset()
                if said != first:
                    wrong += 1
                    if wrong < 4:
                        print(tzid, t, "is at", said, "should be at", first)
            around = {(t + timedelta(days=d)).replace(tzinfo=truth).utcoffset() for d in (-1.5, 0, 1.5)}
            t += timedelta(minutes=30 if len(around) > 1 else 25 * 60)
    return tzid, compared, wrong


bad = 0
for name in sys.argv[1:]:
    with open(name, encoding="utf8", newline="") as feed:
        text = feed.read().replace("\r\n ", "")
    years = sorted({int(y) for y in re.findall(r"^DT(?:START|END);TZID=[^:]*:(\d{4})", text, re.M)})
    used = set(re.findall(r";TZID=([^:;]*):", text))
    for zone in re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", text, re.S):
        tzid, compared, wrong = judge(zone, years)
        print(tzid, years[0], "to", years[-1], compared, "times,", wrong, "wrong")
        used.discard(tzid)
        bad += wrong
    for tzid in sorted(used):
        print(tzid, "has no VTIMEZONE")
        bad += 1
print("judged by", TZPATH[0] if TZPATH else "the package tzdata")
sys.exit(1 if bad else 0)
