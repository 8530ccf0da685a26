// What ical.js understands of a feed, with its own time zones only: one JSON object an event.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

let ICAL;
try {
  const home = process.env.ORACLES_HOME || join(homedir(), '.cache', 'daysheet-oracles');
  const found = createRequire(join(home, 'package.json'))('ical.js');
  ICAL = found.default ?? found;
} catch {
  process.exit(3);
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const moment = (event, name) => {
  const time = event.getFirstPropertyValue(name);
  return time ? new Date(time.toUnixTime() * 1000).toISOString().replace('.000', '') : '';
};
for (const event of calendar.getAllSubcomponents('vevent')) {
  const value = (name) => event.getFirstPropertyValue(name) ?? '';
  const organizer = event.getFirstProperty('organizer');
  console.log(JSON.stringify({
    uid: value('uid'),
    start: moment(event, 'dtstart'),
    end: moment(event, 'dtend'),
    sequence: value('sequence'),
    status: value('status'),
    summary: value('summary'),
    description: value('description'),
    location: value('location'),
    url: value('url'),
    category: value('categories'),
    organizer: value('organizer'),
    name: organizer?.getFirstParameter('cn') ?? '',
  }));
}
