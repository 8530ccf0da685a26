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
  value.nil? ? '' : value.to_time.utc.strftime('%Y-%m-%dT%H:%M:%SZ')
end

events = Icalendar::Calendar.parse(File.binread(ARGV[0]).force_encoding('UTF-8')).flat_map(&:events)
events.each do |e|
  puts JSON.generate(
    uid: e.uid.to_s, start: moment(e.dtstart), end: moment(e.dtend), sequence: e.sequence.to_i,
    status: e.status.to_s, summary: e.summary.to_s, description: e.description.to_s,
    location: e.location.to_s, url: e.url.to_s, category: e.categories.flatten.first.to_s,
    organizer: e.organizer.to_s, name: e.organizer ? e.organizer.ical_params['cn'].to_a.first.to_s : ''
  )
end
exit events.all?(&:valid?) ? 0 : 1
