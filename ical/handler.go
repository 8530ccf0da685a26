package ical

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"hash/crc32"
	"io/fs"
	"log"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
	"github.com/daysheet/daysheet/ical/internal/zone"
)

// A Handler serves the feeds of one event, or of thousands from a caller's own database.
//
//	http.Handle("GET /events/{id}/feed.ics", &ical.Handler{
//		Source: func(r *http.Request) (*agenda.Event, error) {
//			return load(r.Context(), r.PathValue("id"))
//		},
//	})
//
// Set its fields before the first request and do not copy it; any number of requests may then use it at once.
// Never change an Event that Source has returned, but return a new one. The feed is served from memory while
// it is the same *Event with the same newest revision; an event without any revision is composed at each
// request. The ETag is a digest of the feed, Last-Modified the newest revision of the event and of the
// sessions served: raise Event.Revised when a session is deleted, or keep it as agenda.Cancelled, which is
// what takes it off calendars.
//
// The feed is public to caches for as long as Options.Refresh says, private where the request came with a
// Cookie or Authorization. A Cache-Control that is set already stays: set one, and Vary, where Source looks
// at more than the URL. An error that is fs.ErrNotExist, or a nil Event, is 404 Not Found, any other 500,
// without its text. Findings keep back no feed: what cannot be published is left out of it.
type Handler struct {
	// Source gives the event that a request asks for. It is called at each request, with its context.
	Source func(*http.Request) (*agenda.Event, error)
	// Events is asked where Source is nil, and gives the events of one feed: a series to subscribe to once.
	Events func(*http.Request) ([]*agenda.Event, error)
	// Options apply to each feed. What the view of a request holds is added to Options.Name, and where
	// it was read from the query, that is added to Options.Source.
	Options Options
	// View says which sessions a request asks for. Nil: Options.View where it has names, and the query then
	// changes nothing; else [ViewOf] the query.
	View func(*http.Request) View
	// CacheSize bounds the octets of feeds kept, plain and compressed, each with the events that it was made
	// of. 0: 64 MiB; less than 0: none. Views go before whole feeds, and are not kept without a session.
	CacheSize int64
	// Report is told the findings of a new feed and the errors behind a 500. Nil: errors go to package log.
	Report func(*http.Request, agenda.Findings, error)

	composing [64]sync.Mutex // each for the keys of one hash
	mu        sync.Mutex
	feeds     map[string]feedFile // the last of each view of each event
	size      int64               // of feeds, in octets
}

// A feedFile is a feed as it is served.
type feedFile struct {
	plain, zipped []byte
	etag          string    // of plain; that of zipped is another
	modified      time.Time // zero where nothing has a revision
	disposition   string
	size          int64           // octets in memory
	events        []*agenda.Event // of which it was made
	newest        time.Time       // their newest revision
}

// ServeHTTP answers GET and HEAD with the feed.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	f, err := h.feed(r)
	switch {
	case err == nil:
		h.serve(w, r, f)
	case errors.Is(err, fs.ErrNotExist):
		refuse(w, http.StatusNotFound)
	case !errors.Is(err, r.Context().Err()): // the client is still there
		h.report(r, nil, err)
		fallthrough
	default:
		refuse(w, http.StatusInternalServerError)
	}
}

// refuse answers with the words of the status. No cache keeps it: the event may be there the next minute.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, strings.ToLower(http.StatusText(status)), status)
}

func (h *Handler) serve(w http.ResponseWriter, r *http.Request, f feedFile) {
	header, body, etag := w.Header(), f.plain, f.etag
	header.Add("Vary", "Accept-Encoding")
	if header.Get("Cache-Control") == "" {
		scope, age := "public", cmp.Or(max(0, h.Options.Refresh.Truncate(time.Second)), time.Hour)
		if r.Header["Cookie"] != nil || r.Header["Authorization"] != nil {
			scope = "private"
		}
		header.Set("Cache-Control", scope+", max-age="+strconv.Itoa(int(age/time.Second)))
	}
	if acceptsGzip(r.Header["Accept-Encoding"]) {
		body, etag = f.zipped, f.etag+"-gzip"
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("ETag", strconv.Quote(etag))
	header.Set("Content-Type", "text/calendar; charset=utf-8")
	header.Set("Content-Disposition", f.disposition)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Length", strconv.Itoa(len(body))) // ServeContent leaves it out beside gzip
	r = r.Clone(r.Context())
	r.Header.Set("If-None-Match", strings.Join(r.Header["If-None-Match"], ", ")) // it reads one line
	// Its 412 would have no body, and the length of the feed.
	r.Header.Del("If-Match")
	r.Header.Del("If-Unmodified-Since")
	http.ServeContent(w, r, "", f.modified, bytes.NewReader(body))
}

// feed gives the feed that a request asks for, from memory or made anew.
func (h *Handler) feed(r *http.Request) (feedFile, error) {
	events, err := h.events(r)
	if err != nil {
		return feedFile{}, err
	}
	view := h.Options.View
	if h.View != nil {
		view = h.View(r)
	} else if view.everything() && r.URL.RawQuery != "" {
		view = ViewOf(r.URL.Query())
	}
	key, newest := view.Query(), lastModified(events, nil)
	for _, e := range events {
		key += "\n" + e.ID
	}
	lock := &h.composing[crc32.ChecksumIEEE([]byte(key))%uint32(len(h.composing))]
	lock.Lock() // who asks at the same time waits for the feed instead of composing it, too
	defer lock.Unlock()
	h.mu.Lock()
	last := h.feeds[key] // or none
	h.mu.Unlock()
	if !newest.IsZero() && newest.Equal(last.newest) && slices.Equal(events, last.events) {
		return last, nil
	}
	f, findings, err := h.compose(events, view)
	if err != nil {
		return f, err
	}
	if f.zipped = last.zipped; f.etag != last.etag {
		f.zipped = zipped(f.plain)
		h.report(r, findings, nil)
	}
	f.events, f.newest = slices.Clone(events), newest
	if view.everything() || bytes.Contains(f.plain, []byte("\nBEGIN:VEVENT\r")) {
		h.keep(key, f)
	}
	return f, nil
}

// events gives those that a request asks for, at least one where there is no error.
func (h *Handler) events(r *http.Request) (events []*agenda.Event, err error) {
	switch {
	case h.Source != nil:
		events = make([]*agenda.Event, 1)
		events[0], err = h.Source(r)
	case h.Events != nil:
		events, err = h.Events(r)
	default:
		err = errors.New("ical: the Handler has neither Source nor Events")
	}
	if err == nil && (len(events) == 0 || slices.Contains(events, nil)) {
		err = fs.ErrNotExist
	}
	return events, err
}

// keep remembers a feed, and forgets others until all fit: first views, whose keys are without number.
func (h *Handler) keep(key string, f feedFile) {
	f.size = int64(1<<10 + len(key) + len(f.plain) + len(f.zipped)) // small ones are not without number
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.feeds == nil {
		h.feeds = map[string]feedFile{}
	}
	h.feeds[key], h.size = f, h.size+f.size-h.feeds[key].size
	for _, whole := range []bool{false, true} {
		for key, f := range h.feeds {
			if h.size <= cmp.Or(h.CacheSize, 64<<20) {
				return
			}
			if strings.HasPrefix(key, "\n") == whole { // its view has no query
				delete(h.feeds, key)
				h.size -= f.size
			}
		}
	}
}

func (h *Handler) report(r *http.Request, findings agenda.Findings, err error) {
	if h.Report != nil && (err != nil || len(findings) > 0) {
		h.Report(r, findings, err)
	} else if err = cmp.Or(err, findings.Err()); err != nil {
		log.Printf("ical: %q: %v", r.URL.Path, err)
	}
}

// compose makes the feed, not yet compressed.
func (h *Handler) compose(events []*agenda.Event, view View) (feedFile, agenda.Findings, error) {
	o, chosen := h.Options, view.selection(events)
	asked := !view.everything() && (h.View != nil || o.View.everything()) // by the request
	if asked && o.Name != "" {
		o.Name = titled(input.OneLine(o.Name), chosen.label())
	}
	if u, err := url.Parse(o.Source); asked && h.View == nil && o.Source != "" && err == nil {
		u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+view.Query(), "&")
		o.Source = u.String()
	}
	o.View = view
	feed, err := Compose(o, events...)
	if err != nil {
		return feedFile{}, nil, err
	}
	var b bytes.Buffer
	findings, err := feed.Write(&b)
	sum := sha256.Sum256(b.Bytes())
	return feedFile{
		plain: bytes.Clone(b.Bytes()), etag: base64.RawURLEncoding.EncodeToString(sum[:16]),
		modified: lastModified(events, chosen), disposition: disposition(events),
	}, findings, err
}

// lastModified is the newest revision of the events and of the sessions chosen.
func lastModified(events []*agenda.Event, chosen *selection) (newest time.Time) {
	consider := func(t time.Time) {
		if y := t.UTC().Year(); zone.FirstYear <= y && y <= zone.LastYear && t.After(newest) {
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
	return newest
}

// disposition names the file after the event (RFC 6266), "calendar.ics" where there are several. What could
// mean something to a file system or in the header is a hyphen; what is not ASCII stands in filename*.
func disposition(events []*agenda.Event) string {
	id := ""
	if len(events) == 1 {
		id = wire.Clean(events[0].Identity())
	}
	id = strings.ToValidUTF8(id[:min(len(id), 101)], "") // long enough for a file's name
	name := func(unsafe *regexp.Regexp) string {
		return cmp.Or(strings.Trim(unsafe.ReplaceAllString(id, "-"), "-."), "calendar") + ".ics"
	}
	ascii, full := name(notASCIIName), name(notName)
	if ascii == full {
		return `inline; filename="` + ascii + `"`
	}
	return `inline; filename="` + ascii + `"; filename*=UTF-8''` + url.PathEscape(full)
}

var notASCIIName = regexp.MustCompile(`[^\w.]`)
var notName = regexp.MustCompile(`[^\w.\x{a1}-\x{10ffff}]|[\x{fffd}\pZ\pC]`)
