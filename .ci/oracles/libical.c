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

static void moment(const char *key, struct icaltimetype t) {
  char text[32] = "";
  if (!icaltime_is_null_time(t)) {
    time_t at = icaltime_as_timet_with_zone(t, icaltime_get_timezone(t));
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&at));
  }
  quote(key, text);
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

static const char *value(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *p = icalcomponent_get_first_property(event, kind);
  return p ? icalvalue_get_text(icalproperty_get_value(p)) : "";
}

int main(int argc, char **argv) {
  icalerror_set_errors_are_fatal(0);
  char *text = argc == 2 ? whole(argv[1]) : NULL;
  icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
  if (!calendar) {
    fprintf(stderr, "no calendar\n");
    return 1;
  }
  int content = icalrestriction_check(calendar);
  int bad = errors(calendar);
  for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
       e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    icalproperty *organizer = icalcomponent_get_first_property(e, ICAL_ORGANIZER_PROPERTY);
    icalparameter *name = organizer ? icalproperty_get_first_parameter(organizer, ICAL_CN_PARAMETER) : NULL;
    icalproperty *url = icalcomponent_get_first_property(e, ICAL_URL_PROPERTY);
    icalproperty *status = icalcomponent_get_first_property(e, ICAL_STATUS_PROPERTY);
    putchar('{');
    quote("uid", value(e, ICAL_UID_PROPERTY));
    moment("start", icalcomponent_get_dtstart(e));
    moment("end", icalcomponent_get_first_property(e, ICAL_DTEND_PROPERTY) ? icalcomponent_get_dtend(e)
                                                                           : icaltime_null_time());
    quote("status", status ? icalproperty_get_value_as_string(status) : "");
    quote("summary", value(e, ICAL_SUMMARY_PROPERTY));
    quote("description", value(e, ICAL_DESCRIPTION_PROPERTY));
    quote("location", value(e, ICAL_LOCATION_PROPERTY));
    quote("url", url ? icalproperty_get_url(url) : "");
    quote("category", value(e, ICAL_CATEGORIES_PROPERTY));
    quote("organizer", organizer ? icalproperty_get_organizer(organizer) : "");
    quote("name", name ? icalparameter_get_cn(name) : "");
    printf("\"sequence\":%d}\n", icalcomponent_get_sequence(e));
  }
  return bad || !content;
}
