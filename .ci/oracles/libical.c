/* What libical understands of a feed, which it holds against its table of restrictions: one JSON object an
 * event. cc libical.c -lical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *whole(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  char *text = NULL;
  size_t used = 0, got;
  do {
    text = realloc(text, used + 65537);
    got = fread(text + used, 1, 65536, f);
    used += got;
  } while (got > 0);
  text[used] = 0;
  fclose(f);
  return text;
}

static void quote(const char *key, const char *s) {
  printf("\"%s\":\"", key);
  for (; s && *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < ' ') printf("\\u%04x", c);
    else putchar(c);
  }
  printf("\",");
}

/* A list grows by one part after another. */
struct list { char text[16384]; };

static void add(struct list *l, const char *between, const char *part) {
  size_t used = strlen(l->text);
  snprintf(l->text + used, sizeof l->text - used, "%s%s", used ? between : "", part ? part : "");
}

static const char *stamp(time_t at, int date, char text[32]) {
  strftime(text, 32, date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ", gmtime(&at));
  return text;
}

static const char *moment(struct icaltimetype t, char text[32]) {
  if (icaltime_is_null_time(t)) return "";
  return stamp(icaltime_as_timet_with_zone(t, icaltime_get_timezone(t)), icaltime_is_date(t), text);
}

/* times gives those of a property, however often it is there: with the zone of its TZID. */
static void times(const char *key, icalcomponent *e, icalproperty_kind kind) {
  struct list l = {""};
  char text[32];
  for (icalproperty *p = icalcomponent_get_first_property(e, kind); p;
       p = icalcomponent_get_next_property(e, kind))
    add(&l, " ", moment(icalproperty_get_datetime_with_component(p, e), text));
  quote(key, l.text);
}

struct occurrences { struct list list; int dates; };

static void occurs(icalcomponent *e, struct icaltime_span *span, void *data) {
  (void)e;
  struct occurrences *o = data;
  char text[32];
  add(&o->list, " ", stamp(span->start, o->dates, text));
}

static void occurrences(icalcomponent *e) {
  struct occurrences o = {{""}, icaltime_is_date(icalcomponent_get_dtstart(e))};
  icalcomponent_foreach_recurrence(e, icaltime_from_string("19000101T000000Z"),
                                   icaltime_from_string("21991231T000000Z"), occurs, &o);
  quote("occurrences", o.list.text);
}

/* errors prints what the parser or the restrictions object to, and counts it. */
static int errors(icalcomponent *c) {
  int n = 0;
  for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_XLICERROR_PROPERTY); p;
       p = icalcomponent_get_next_property(c, ICAL_XLICERROR_PROPERTY), n++)
    fprintf(stderr, "%s: %s\n", icalcomponent_kind_to_string(icalcomponent_isa(c)),
            icalproperty_get_xlicerror(p));
  for (icalcomponent *s = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); s;
       s = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT))
    n += errors(s);
  return n;
}

static const char *text(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *p = icalcomponent_get_first_property(event, kind);
  return p ? icalvalue_get_text(icalproperty_get_value(p)) : "";
}

/* written is a value in the form that it has in a feed, for values that have no escapes. */
static const char *written(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *p = icalcomponent_get_first_property(event, kind);
  return p ? icalproperty_get_value_as_string(p) : "";
}

static void geo(icalcomponent *e) {
  icalproperty *p = icalcomponent_get_first_property(e, ICAL_GEO_PROPERTY);
  char text[64] = "";
  if (p) snprintf(text, sizeof text, "%.6f %.6f", icalproperty_get_geo(p).lat, icalproperty_get_geo(p).lon);
  quote("geo", text);
}

static void extensions(icalcomponent *e) {
  struct list html = {""}, speakers = {""};
  for (icalproperty *p = icalcomponent_get_first_property(e, ICAL_X_PROPERTY); p;
       p = icalcomponent_get_next_property(e, ICAL_X_PROPERTY)) {
    if (!strcmp(icalproperty_get_x_name(p), "X-ALT-DESC")) add(&html, "", icalproperty_get_x(p));
    if (strcmp(icalproperty_get_x_name(p), "X-DAYSHEET-SPEAKER")) continue;
    add(&speakers, "\n", icalproperty_get_x(p));
    icalparameter *from = icalproperty_get_first_parameter(p, ICAL_X_PARAMETER);
    strcat(speakers.text, "|");
    strcat(speakers.text, from ? icalparameter_get_xvalue(from) : "");
  }
  quote("html", html.text);
  quote("speakers", speakers.text);
}

static void alarms(icalcomponent *e) {
  struct list l = {""};
  for (icalcomponent *a = icalcomponent_get_first_component(e, ICAL_VALARM_COMPONENT); a;
       a = icalcomponent_get_next_component(e, ICAL_VALARM_COMPONENT)) {
    icalproperty *trigger = icalcomponent_get_first_property(a, ICAL_TRIGGER_PROPERTY);
    int seconds = icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration);
    char said[1024];
    snprintf(said, sizeof said, "%d %s %s", seconds, written(a, ICAL_ACTION_PROPERTY),
             text(a, ICAL_DESCRIPTION_PROPERTY));
    add(&l, "\n", said);
  }
  quote("alarms", l.text);
}

static void tell(icalcomponent *e) {
  icalproperty *organizer = icalcomponent_get_first_property(e, ICAL_ORGANIZER_PROPERTY);
  icalparameter *name = organizer ? icalproperty_get_first_parameter(organizer, ICAL_CN_PARAMETER) : NULL;
  struct list categories = {""};
  for (icalproperty *p = icalcomponent_get_first_property(e, ICAL_CATEGORIES_PROPERTY); p;
       p = icalcomponent_get_next_property(e, ICAL_CATEGORIES_PROPERTY))
    add(&categories, "|", icalvalue_get_text(icalproperty_get_value(p)));
  putchar('{');
  quote("uid", text(e, ICAL_UID_PROPERTY));
  times("start", e, ICAL_DTSTART_PROPERTY);
  times("end", e, ICAL_DTEND_PROPERTY);
  times("stamp", e, ICAL_DTSTAMP_PROPERTY);
  times("modified", e, ICAL_LASTMODIFIED_PROPERTY);
  times("created", e, ICAL_CREATED_PROPERTY);
  quote("repeat", written(e, ICAL_RRULE_PROPERTY));
  times("except", e, ICAL_EXDATE_PROPERTY);
  occurrences(e);
  quote("summary", text(e, ICAL_SUMMARY_PROPERTY));
  quote("description", text(e, ICAL_DESCRIPTION_PROPERTY));
  quote("location", text(e, ICAL_LOCATION_PROPERTY));
  geo(e);
  quote("url", written(e, ICAL_URL_PROPERTY));
  quote("categories", categories.text);
  quote("color", text(e, ICAL_COLOR_PROPERTY));
  quote("status", written(e, ICAL_STATUS_PROPERTY));
  quote("transparency", written(e, ICAL_TRANSP_PROPERTY));
  quote("conference", written(e, ICAL_CONFERENCE_PROPERTY));
  quote("image", written(e, ICAL_IMAGE_PROPERTY));
  quote("organizer", organizer ? icalproperty_get_organizer(organizer) : "");
  quote("name", name ? icalparameter_get_cn(name) : "");
  extensions(e);
  alarms(e);
  printf("\"sequence\":\"%d\"}\n", icalcomponent_get_sequence(e));
}

int main(int argc, char **argv) {
  icalerror_set_errors_are_fatal(0);
  char *feed = argc == 2 ? whole(argv[1]) : NULL;
  icalcomponent *calendar = feed ? icalparser_parse_string(feed) : NULL;
  if (!calendar) {
    fprintf(stderr, "no calendar\n");
    return 1;
  }
  int content = icalrestriction_check(calendar);
  int bad = errors(calendar);
  for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
       e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
    tell(e);
  return bad || !content;
}
