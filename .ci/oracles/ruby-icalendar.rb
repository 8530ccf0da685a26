# What icalendar for Ruby understands of a feed: one JSON object an event.
require 'json'
begin
  require 'stringio'
  require 'icalendar'
rescue LoadError
  exit 3
end

# A time with a zone resolves by the feed's own VTIMEZONE.
def moment(value)
  return '' if value.nil?
  return value.strftime('%Y-%m-%d') if value.is_a?(Icalendar::Values::Date)

  value.to_time.utc.strftime('%Y-%m-%dT%H:%M:%SZ')
end

def parameter(value, name)
  value ? value.ical_params.fetch(name, []).first.to_s : ''
end

def seconds(trigger)
  length = trigger.weeks * 604_800 + trigger.days * 86_400 + trigger.hours * 3600 + trigger.minutes * 60
  (length + trigger.seconds) * (trigger.past? ? -1 : 1)
end

events = Icalendar::Calendar.parse(File.binread(ARGV[0]).force_encoding('UTF-8')).flat_map(&:events)
events.each do |e|
  custom = ->(name) { e.custom_property(name).first.to_s }
  puts JSON.generate(
    uid: e.uid.to_s, start: moment(e.dtstart), end: moment(e.dtend), stamp: moment(e.dtstamp),
    modified: moment(e.last_modified), created: moment(e.created), sequence: e.sequence.to_s,
    repeat: e.rrule.map(&:value_ical).join("\n"), except: e.exdate.flatten.map { |d| moment(d) }.join(' '),
    summary: e.summary.to_s, description: e.description.to_s, html: custom['x_alt_desc'],
    location: e.location.to_s, geo: e.geo ? e.geo.map { |degrees| format('%.6f', degrees) }.join(' ') : '',
    url: e.url.to_s, categories: e.categories.flatten.join('|'), color: e.color.to_s, status: e.status.to_s,
    transparency: e.transp.to_s, conference: e.conference.first.to_s, image: e.image.first.to_s,
    organizer: e.organizer.to_s, name: parameter(e.organizer, 'cn'),
    speakers: e.custom_property('x_daysheet_speaker').map { |s| "#{s}|#{parameter(s, 'x-organization')}" }
               .join("\n"),
    alarms: e.alarms.map { |a| "#{seconds(a.trigger)} #{a.action} #{a.description}" }.join("\n")
  )
end
exit events.all?(&:valid?) ? 0 : 1
