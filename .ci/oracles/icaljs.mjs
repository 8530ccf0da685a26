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

// Of properties that it does not know it leaves the escapes, unless it is told that they are text.
for (const name of ['x-alt-desc', 'x-daysheet-speaker']) {
  ICAL.design.icalendar.property[name] = { defaultType: 'text' };
}
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const moment = (time) => {
  if (!time) return '';
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().replace('.000', '');
};
const occurrences = (event) => {
  const all = [];
  const iterator = new ICAL.Event(event).iterator();
  for (let time = iterator.next(); time && all.length < 100; time = iterator.next()) all.push(moment(time));
  return all;
};
for (const event of calendar.getAllSubcomponents('vevent')) {
  const value = (name) => String(event.getFirstPropertyValue(name) ?? '');
  const time = (name) => moment(event.getFirstPropertyValue(name));
  const parameter = (property, name) => property?.getFirstParameter(name) ?? '';
  const organizer = event.getFirstProperty('organizer');
  const place = event.getFirstPropertyValue('geo');
  console.log(JSON.stringify({
    uid: value('uid'),
    start: time('dtstart'),
    end: time('dtend'),
    stamp: time('dtstamp'),
    modified: time('last-modified'),
    created: time('created'),
    sequence: value('sequence'),
    repeat: value('rrule'),
    except: event.getAllProperties('exdate').flatMap((p) => p.getValues().map(moment)).join(' '),
    occurrences: occurrences(event).join(' '),
    summary: value('summary'),
    description: value('description'),
    html: value('x-alt-desc'),
    location: value('location'),
    geo: place ? place.map((degrees) => degrees.toFixed(6)).join(' ') : '',
    url: value('url'),
    categories: event.getAllProperties('categories').flatMap((p) => p.getValues()).join('|'),
    color: value('color'),
    status: value('status'),
    transparency: value('transp'),
    conference: value('conference'),
    image: value('image'),
    organizer: value('organizer'),
    name: parameter(organizer, 'cn'),
    speakers: event.getAllProperties('x-daysheet-speaker')
      .map((p) => `${p.getFirstValue()}|${parameter(p, 'x-organization')}`).join('\n'),
    alarms: event.getAllSubcomponents('valarm').map((alarm) =>
      `${alarm.getFirstPropertyValue('trigger').toSeconds()} ${alarm.getFirstPropertyValue('action')} ` +
      alarm.getFirstPropertyValue('description')).join('\n'),
  }));
}
