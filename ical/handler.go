package ical

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"log"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A Handler serves the feeds of one event or of thousands from a caller's own database, made once a revision
// and kept in memory, and answers who has the latest with 304 Not Modified.
//
//	http.Handle("GET /events/{id}/feed.ics", &ical.Handler{
//		Source: func(r *http.Request) (*agenda.Event, error) {
//			return load(r.Context(), r.PathValue("id"))
//		},
//	})
//
// Set its fields before the first request and leave them, and do not copy it; then it may be used by any
// number of requests at once.
//
// # Revisions
//
// An Event that Source has returned must not be changed afterwards, since other requests may be reading it:
// return a new one. While Source returns the same *Event and each of its sessions has a revision
// (Session.Revised, else Event.Revised), nothing but the revisions is looked at. What else it returns is
// compared by all it says, so that a row that is gone, one that has come with an old date, or an event
// without any revision is served as it now is. A revision is still what makes subscribers' calendars take
// notice. To spare the database, keep the *Event for as long as its newest updated_at stands.
//
// Last-Modified is the newest revision of the event and of the sessions served. Raise Event.Revised when a
// session is deleted (or keep it as agenda.Cancelled, which is what takes it off calendars): a client that
// sends only If-Modified-Since cannot know of it otherwise.
//
// # Answers
//
// The feed is public to caches for as long as Options.Refresh says, but private where the request came with
// a Cookie or Authorization. A Cache-Control that is set already stays: set one, and Vary, where Source looks
// at more than the URL. GET and HEAD are answered. An error of Source that is fs.ErrNotExist, or a nil Event,
// is 404 Not Found, any other 500, without its text. Findings, errors among them, do not keep back a feed:
// what cannot be published is left out of it (see the package's list), and one session with a wrong year does
// not take the others off everybody's calendars.
type Handler struct {
	// Source gives the event that a request asks for. It is called at each request, with its context.
	Source func(*http.Request) (*agenda.Event, error)

	// Events is asked where Source is nil, and gives the events of one feed: a series to subscribe to once.
	Events func(*http.Request) ([]*agenda.Event, error)

	// Options are those of each feed. What the view of a request holds is added to Options.Name, and where
	// it was read from the query, that is added to Options.Source.
	Options Options

	// View says which sessions a request asks for. Nil: Options.View where it has names, and the query then
	// changes nothing; else [ViewOf] the query.
	View func(*http.Request) View

	// CacheSize is how many octets of feeds are kept, plain and compressed, the least recently asked for
	// going first. 0: 64 MiB; less than 0: none.
	CacheSize int64

	// Report is told what a person must know: the findings of each feed made, and the errors behind a 500.
	// Nil: the errors of both kinds go to the standard logger.
	Report func(*http.Request, agenda.Findings, error)

	cache cache
}

const defaultCacheSize = 64 << 20

// A feedFile is a feed as it is served.
type feedFile struct {
	plain, zipped representation // zipped has no bytes where it would be no smaller
	modified      string         // Last-Modified; empty where nothing has a revision
	disposition   string
}

type representation struct {
	body []byte
	etag string
}

// represent gives the bytes a strong ETag: 128 bits of their SHA-256.
func represent(body []byte) representation {
	sum := sha256.Sum256(body)
	return representation{body, `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`}
}

// ServeHTTP answers with the feed.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	events, err := h.events(r)
	if errors.Is(err, fs.ErrNotExist) {
		refuse(w, http.StatusNotFound)
		return
	}
	var file *feedFile
	if err == nil {
		view, query := h.view(r)
		limit := cmp.Or(h.CacheSize, defaultCacheSize)
		file, err = h.cache.get(events, query, limit, func() (*feedFile, error) {
			file, findings, err := h.file(events, view, query)
			if len(findings) > 0 {
				h.report(r, findings, nil)
			}
			return file, err
		})
	}
	if err != nil {
		if r.Context().Err() == nil || !errors.Is(err, r.Context().Err()) { // the client is still there
			h.report(r, nil, err)
		}
		refuse(w, http.StatusInternalServerError)
		return
	}
	h.answer(w, r, file)
}

func (h *Handler) answer(w http.ResponseWriter, r *http.Request, file *feedFile) {
	header := w.Header()
	header.Add("Vary", "Accept-Encoding")
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", h.cacheControl(r))
	}
	chosen := file.plain
	zipped := len(file.zipped.body) > 0 && acceptsGzip(r.Header["Accept-Encoding"])
	if zipped {
		chosen = file.zipped
	}
	header.Set("ETag", chosen.etag)
	if notModified(r, chosen.etag, file.modified) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Type", "text/calendar; charset=utf-8")
	header.Set("Content-Disposition", file.disposition)
	header.Set("X-Content-Type-Options", "nosniff")
	if file.modified != "" {
		header.Set("Last-Modified", file.modified)
	}
	if zipped {
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("Content-Length", strconv.Itoa(len(chosen.body)))
	if r.Method != http.MethodHead {
		w.Write(chosen.body)
	}
}

// refuse answers with the words of the status. No cache keeps it: the event may be there the next minute.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, strings.ToLower(http.StatusText(status)), status)
}

// events is never empty where the error is nil.
func (h *Handler) events(r *http.Request) ([]*agenda.Event, error) {
	var events []*agenda.Event
	var err error
	switch {
	case h.Source != nil:
		var e *agenda.Event
		e, err = h.Source(r)
		events = []*agenda.Event{e}
	case h.Events != nil:
		events, err = h.Events(r)
		events = slices.Clone(events)
	default:
		return nil, errors.New("ical: the Handler has neither Source nor Events")
	}
	if err == nil && (len(events) == 0 || slices.Contains(events, nil)) {
		err = fs.ErrNotExist
	}
	return events, err
}

// view gives the view that the request asks for, and its query.
func (h *Handler) view(r *http.Request) (View, string) {
	v := h.Options.View
	switch {
	case h.View != nil:
		v = h.View(r)
	case v.everything() && r.URL.RawQuery != "":
		v = ViewOf(r.URL.Query())
	}
	if v.everything() {
		return View{}, ""
	}
	return v, v.Query()
}

func (h *Handler) report(r *http.Request, findings agenda.Findings, err error) {
	if h.Report != nil {
		h.Report(r, findings, err)
		return
	}
	if err = cmp.Or(err, findings.Err()); err != nil {
		log.Printf("ical: %q: %v", r.URL.Path, err)
	}
}

func (h *Handler) cacheControl(r *http.Request) string {
	scope := "public"
	if r.Header["Cookie"] != nil || r.Header["Authorization"] != nil {
		scope = "private"
	}
	seconds := int64(h.Options.Refresh / time.Second)
	if seconds <= 0 {
		seconds = 3600 // as duration has it
	}
	return scope + ", max-age=" + strconv.FormatInt(seconds, 10)
}

// file makes the feed.
func (h *Handler) file(events []*agenda.Event, view View, query string) (*feedFile, agenda.Findings, error) {
	o, chosen := h.Options, view.selection(events)
	fixed := h.View == nil && !o.View.everything()
	if !fixed && o.Name != "" {
		o.Name = titled(agenda.OneLine(o.Name), chosen.label())
	}
	if !fixed && h.View == nil && o.Source != "" && query != "" {
		o.Source = withQuery(o.Source, query)
	}
	o.View = view
	feed, err := Compose(o, events...)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	findings, err := feed.Write(&b)
	if err != nil {
		return nil, findings, err
	}
	plain := bytes.Clone(b.Bytes()) // no larger than it is
	f := &feedFile{
		plain: represent(plain), modified: lastModified(events, chosen), disposition: disposition(events),
	}
	if zipped := compress(plain); len(zipped) < len(plain) {
		f.zipped = represent(zipped)
	}
	return f, findings, nil
}

// withQuery adds a query to a URL, before its fragment.
func withQuery(link, query string) string {
	link, fragment, marked := strings.Cut(link, "#")
	mark := "?"
	if strings.Contains(link, "?") {
		mark = "&"
	}
	link += mark + query
	if marked {
		link += "#" + fragment
	}
	return link
}

// compress gives the same bytes for the same body: gzip's header has no time and no name.
func compress(body []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is one
	}
	z.Write(body) // into memory, where nothing fails
	z.Close()
	return bytes.Clone(b.Bytes())
}

// lastModified is the newest revision of the events and of the sessions chosen.
func lastModified(events []*agenda.Event, chosen *selection) string {
	var newest time.Time
	consider := func(t time.Time) {
		y := t.UTC().Year()
		if zone.FirstYear <= y && y <= zone.LastYear && t.After(newest) {
			newest = t
		}
	}
	for _, e := range events {
		consider(e.Revised)
		for i := range e.Sessions {
			if chosen.includes(&e.Sessions[i]) {
				consider(e.Sessions[i].Revised)
			}
		}
	}
	if newest.IsZero() {
		return ""
	}
	return newest.UTC().Format(http.TimeFormat)
}

// fileName is how much of an event's id is in a file's name, in octets.
const fileName = 100

// disposition names the file after the event (RFC 6266), "calendar.ics" where there are several. What could
// mean something to a file system or in the header is a hyphen; what is not ASCII stands in filename*.
func disposition(events []*agenda.Event) string {
	id := ""
	if len(events) == 1 {
		id = wire.Clean(events[0].Identity())
	}
	safe := func(ascii bool) string {
		var b strings.Builder
		for _, r := range id {
			switch {
			case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '_':
			case r >= 0xa1 && r != utf8.RuneError && !ascii && strconv.IsPrint(r):
			default:
				r = '-'
			}
			if b.Len() > fileName {
				break
			}
			b.WriteRune(r)
		}
		return cmp.Or(strings.Trim(b.String(), "-."), "calendar") + ".ics"
	}
	plain, full := safe(true), safe(false)
	s := `inline; filename="` + plain + `"`
	if full != plain {
		s += "; filename*=UTF-8''" + url.PathEscape(full)
	}
	return s
}
