package ical

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// serving is a handler of what the pointer has.
func serving(e **agenda.Event) *Handler {
	return &Handler{Source: func(*http.Request) (*agenda.Event, error) { return *e, nil }}
}

func ask(h http.Handler, target string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func sent(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The bytes are those that Write makes, whole and compressed, from a real server to a real client.
func TestHandlerBytes(t *testing.T) {
	e := kafka(t)
	server := httptest.NewServer(serving(&e))
	defer server.Close()
	want, _ := write(t, Options{}, e)
	plain, zipped := http.Client{Transport: &http.Transport{DisableCompression: true}}, http.Client{}
	for name, client := range map[string]*http.Client{"plain": &plain, "zipped": &zipped} {
		r, err := client.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		if got := sent(t, r); got != want || r.Uncompressed != (name == "zipped") {
			t.Errorf("%s: uncompressed %v, got\n%s", name, r.Uncompressed, got)
		}
		r.Body.Close()
		if n := r.ContentLength; name == "plain" && n != int64(len(want)) {
			t.Errorf("Content-Length %d, want %d", n, len(want))
		}
		if name == "zipped" {
			continue // the client does not ask for a compressed HEAD
		}
		head, err := client.Head(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		head.Body.Close()
		for key, values := range r.Header {
			if key != "Date" && fmt.Sprint(head.Header[key]) != fmt.Sprint(values) {
				t.Errorf("%s: HEAD has %s %q, GET %q", name, key, head.Header[key], values)
			}
		}
	}
}

func TestHandlerHeaders(t *testing.T) {
	e := kafka(t)
	h := serving(&e)
	r := ask(h, "/")
	for key, want := range map[string]string{
		"Content-Type":           "text/calendar; charset=utf-8",
		"Content-Disposition":    `inline; filename="kafka-2014.example.org.ics"`,
		"X-Content-Type-Options": "nosniff",
		"Cache-Control":          "public, max-age=3600",
		"Vary":                   "Accept-Encoding",
		"Last-Modified":          "Mon, 02 Jun 2014 09:30:59 GMT",
		"Content-Length":         strconv.Itoa(len(sent(t, r))),
		"Content-Encoding":       "",
	} {
		if got := r.Header.Get(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	etag := r.Header.Get("ETag")
	zipped := ask(h, "/", "Accept-Encoding", "gzip").Header
	if len(etag) != 24 || etag[0] != '"' || zipped.Get("ETag") == etag || zipped.Get("Vary") == "" ||
		zipped.Get("Content-Encoding") != "gzip" {
		t.Errorf("ETag %s, compressed %v", etag, zipped)
	}
	if r := ask(h, "/?session=operating-kafka"); r.Header.Get("Last-Modified") !=
		"Wed, 28 May 2014 17:00:00 GMT" || r.Header.Get("ETag") == etag {
		t.Errorf("of one session: %v", r.Header)
	}
	h = serving(&e)
	h.Options.Refresh = 90 * time.Second
	for _, private := range []string{"Cookie", "Authorization"} {
		if got := ask(h, "/", private, "x").Header.Get("Cache-Control"); got != "private, max-age=90" {
			t.Errorf("with %s: %q", private, got)
		}
	}
	w := httptest.NewRecorder()
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Vary", "Origin")
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if got := fmt.Sprint(w.Header()["Cache-Control"], w.Header()["Vary"]); got !=
		"[no-cache] [Origin Accept-Encoding]" {
		t.Errorf("set before: %s", got)
	}

	e = kafka(t)
	e.Revised = time.Time{}
	for i := range e.Sessions {
		e.Sessions[i].Revised = time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if got, ok := ask(h, "/").Header["Last-Modified"]; ok {
		t.Errorf("of no revision: Last-Modified %q", got)
	}
}

func TestHandlerNotModified(t *testing.T) {
	e := kafka(t)
	h := serving(&e)
	etag, date := ask(h, "/").Header.Get("ETag"), "Mon, 02 Jun 2014 09:30:59 GMT"
	zipped := ask(h, "/", "Accept-Encoding", "gzip").Header.Get("ETag")
	for _, test := range []struct {
		name    string
		want    int
		headers []string
	}{
		{"the tag", 304, []string{"If-None-Match", etag}},
		{"weakened", 304, []string{"If-None-Match", "W/" + etag}},
		{"in a list", 304, []string{"If-None-Match", `"a,b", W/"c" ,` + etag}},
		{"on a second line", 304, []string{"If-None-Match", `"a"`, "If-None-Match", etag}},
		{"any", 304, []string{"If-None-Match", " *"}},
		{"another", 200, []string{"If-None-Match", `"a"`}},
		{"without quotes", 200, []string{"If-None-Match", strings.Trim(etag, `"`)}},
		{"empty", 200, []string{"If-None-Match", ""}},
		{"of the other coding", 200, []string{"If-None-Match", zipped}},
		{"of the coding", 304, []string{"If-None-Match", zipped, "Accept-Encoding", "gzip"}},
		{"the date", 304, []string{"If-Modified-Since", date}},
		{"the date in another form", 304, []string{"If-Modified-Since", "Mon Jun  2 09:30:59 2014"}},
		{"a date before", 200, []string{"If-Modified-Since", "Mon, 02 Jun 2014 09:30:58 GMT"}},
		{"a date after", 304, []string{"If-Modified-Since", "Mon, 02 Jun 2014 09:31:00 GMT"}},
		{"no date", 200, []string{"If-Modified-Since", "yesterday"}},
		{"another tag and the date", 200, []string{"If-None-Match", `"a"`, "If-Modified-Since", date}},
		{"the tag and a date before", 304, []string{"If-None-Match", etag,
			"If-Modified-Since", "Mon, 02 Jun 2014 09:30:58 GMT"}},
	} {
		r := ask(h, "/", test.headers...)
		if r.StatusCode != test.want {
			t.Errorf("%s: %d, want %d", test.name, r.StatusCode, test.want)
		}
		if r.StatusCode != 304 {
			continue
		}
		for _, key := range []string{"Content-Type", "Content-Length", "Content-Encoding", "Last-Modified"} {
			if r.Header[key] != nil {
				t.Errorf("%s: 304 with %v", test.name, r.Header)
			}
		}
		if r.Header.Get("ETag") == "" || r.Header.Get("Vary") == "" ||
			r.Header.Get("Cache-Control") == "" || sent(t, r) != "" {
			t.Errorf("%s: 304 with %v", test.name, r.Header)
		}
	}
}

// Whatever a client makes its request depend on, the answer is whole: as long as it says, or without a body.
func TestHandlerConditions(t *testing.T) {
	e := kafka(t)
	server := httptest.NewServer(serving(&e))
	defer server.Close()
	etag, date := ask(serving(&e), "/").Header.Get("ETag"), "Mon, 02 Jun 2014 09:30:59 GMT"
	for _, test := range []struct {
		name, value string
		want        int
	}{
		{"If-Match", `"a"`, 200}, {"If-Match", etag, 200}, {"If-Match", "*", 200},
		{"If-Unmodified-Since", "Mon, 02 Jun 2003 09:30:59 GMT", 200}, {"If-Unmodified-Since", date, 200},
		{"If-None-Match", "*", 304}, {"If-Modified-Since", date, 304}, {"Range", "bytes=0-9", 206},
		{"Range", "bytes=0-9,20-29", 206}, {"Range", "bytes=999999-", 416}, {"Range", "bytes=9", 416},
		{"If-Range", `"a"`, 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			for _, coding := range []string{"gzip", "identity"} {
				r, _ := http.NewRequest(method, server.URL, nil)
				r.Header.Set("Accept-Encoding", coding)
				r.Header.Set(test.name, test.value)
				answer, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(answer.Body)
				answer.Body.Close()
				short := answer.ContentLength >= 0 && answer.ContentLength != int64(len(body))
				if err != nil || answer.StatusCode != test.want || method == "GET" && short {
					t.Errorf("%s %s: %s: %s, %d octets of %d: %v", method, test.name, test.value,
						answer.Status, len(body), answer.ContentLength, err)
				}
			}
		}
	}
}

func TestHandlerRefuses(t *testing.T) {
	source := func(e *agenda.Event, err error) *Handler {
		return &Handler{Source: func(*http.Request) (*agenda.Event, error) { return e, err }}
	}
	events := func(events ...*agenda.Event) *Handler {
		return &Handler{Events: func(*http.Request) ([]*agenda.Event, error) { return events, nil }}
	}
	for _, test := range []struct {
		name    string
		h       *Handler
		method  string
		status  int
		reports int
	}{
		{"not there", source(nil, fmt.Errorf("row 7: %w", fs.ErrNotExist)), "GET", 404, 0},
		{"a nil event", source(nil, nil), "GET", 404, 0},
		{"no event", events(), "GET", 404, 0},
		{"a nil one of two", events(kafka(t), nil), "GET", 404, 0},
		{"an error", source(kafka(t), errors.New("password of postgres")), "GET", 500, 1},
		{"gone client", source(nil, context.Canceled), "GET", 500, 1},
		{"no source", &Handler{}, "GET", 500, 1},
		{"POST", source(kafka(t), nil), "POST", 405, 0},
		{"HEAD", source(kafka(t), nil), "HEAD", 200, 0},
	} {
		reports := 0
		test.h.Report = func(_ *http.Request, _ agenda.Findings, err error) {
			if reports++; err == nil {
				t.Errorf("%s: report of nothing", test.name)
			}
		}
		w := httptest.NewRecorder()
		w.Header().Set("Cache-Control", "public")
		test.h.ServeHTTP(w, httptest.NewRequest(test.method, "/", nil))
		if w.Code != test.status || reports != test.reports {
			t.Errorf("%s: %d, %d reports; want %d, %d", test.name, w.Code, reports, test.status, test.reports)
		}
		if w.Code == 200 {
			continue
		}
		if w.Header().Get("Cache-Control") != "no-store" || strings.Contains(w.Body.String(), "postgres") ||
			w.Header().Get("Allow") != map[int]string{405: "GET, HEAD"}[w.Code] {
			t.Errorf("%s: %v %q", test.name, w.Header(), w.Body)
		}
	}
	// A client that has gone makes no report of the context that went with it.
	h := source(nil, fmt.Errorf("query: %w", context.Canceled))
	h.Report = func(*http.Request, agenda.Findings, error) { t.Error("reported") }
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil).WithContext(ctx))
}

// An error among the findings costs its session, not the feed, and is reported once a revision.
func TestHandlerReports(t *testing.T) {
	e := kafka(t)
	e.Sessions = append(e.Sessions, agenda.Session{Title: "Late",
		Start: time.Date(2300, 1, 1, 12, 0, 0, 0, time.UTC)})
	h := serving(&e)
	var reported []string
	h.Report = func(_ *http.Request, findings agenda.Findings, err error) {
		for _, f := range findings {
			reported = append(reported, f.Rule)
		}
	}
	for range 3 {
		if r := ask(h, "/?track=security"); r.StatusCode != 200 {
			t.Error(r.Status)
		}
		if r := ask(h, "/"); r.StatusCode != 200 || strings.Count(sent(t, r), "BEGIN:VEVENT") != 5 {
			t.Error(r.Status)
		}
	}
	if got := strings.Join(reported, " "); got != "year-out-of-range" {
		t.Errorf("reported %q", got)
	}

	var out bytes.Buffer
	log.SetOutput(&out)
	defer log.SetOutput(os.Stderr)
	h = serving(&e)
	ask(h, "/feed%0A.ics")
	ask(h, "/feed.ics?track=nothing")
	if got := out.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "is from 2300-01-01") {
		t.Errorf("logged %q", got)
	}
}

func TestHandlerViews(t *testing.T) {
	e := kafka(t)
	name := func(h *Handler, target string) (string, int) {
		feed := strings.ReplaceAll(sent(t, ask(h, target)), "\r\n ", "")
		_, name, _ := strings.Cut(feed, "\nNAME:")
		name, _, _ = strings.Cut(name, "\r")
		if _, source, ok := strings.Cut(feed, "SOURCE;VALUE=URI:"); ok {
			source, _, _ = strings.Cut(source, "\r")
			name += " " + source
		}
		return name, strings.Count(feed, "BEGIN:VEVENT")
	}
	security := View{Tracks: []string{"Security"}}
	for _, test := range []struct {
		h      *Handler
		target string
		name   string
		n      int
	}{
		{&Handler{}, "/", "Apache Kafka meetup", 5},
		{&Handler{}, "/?utm=1&track=&track=+SECURITY", "Apache Kafka meetup: Security", 1},
		{&Handler{Options: Options{Name: "K", Source: "https://example.org/k.ics?v=1#a"}},
			"/?session=apache-samza,committers",
			"K: Apache Samza: Large scale stream processing on Kafka and Q&A with the committers of Kafka " +
				"https://example.org/k.ics?v=1&session=apache-samza,committers#a", 2},
		{&Handler{Options: Options{Name: "K", Source: "https://example.org/k.ics", View: security}},
			"/?track=Operations", "K https://example.org/k.ics", 1},
		{&Handler{View: func(*http.Request) View { return security }, Options: Options{Name: "K"}},
			"/?track=Operations", "K: Security", 1},
		{&Handler{View: func(*http.Request) View { return View{} }}, "/?track=x", "Apache Kafka meetup", 5},
		{&Handler{}, "/?track=" + strings.Repeat("x", 1000),
			"Apache Kafka meetup: " + strings.Repeat("x", 255), 0},
	} {
		test.h.Source = func(*http.Request) (*agenda.Event, error) { return e, nil }
		if got, n := name(test.h, test.target); got != test.name || n != test.n {
			t.Errorf("%s: %q of %d, want %q of %d", test.target, got, n, test.name, test.n)
		}
	}
}

func TestHandlerSeveralEvents(t *testing.T) {
	first, second := kafka(t), kafka(t)
	second.ID, second.Name = "kafka-2016.example.org", "Kafka again"
	h := &Handler{Events: func(*http.Request) ([]*agenda.Event, error) {
		return []*agenda.Event{first, second}, nil
	}}
	want, _ := write(t, Options{}, first, second)
	r := ask(h, "/")
	if got := sent(t, r); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := r.Header.Get("Content-Disposition"); got != `inline; filename="calendar.ics"` {
		t.Error(got)
	}
	second = kafka(t)
	second.ID = "kafka-2017.example.org"
	if got := ask(h, "/").Header.Get("ETag"); got == r.Header.Get("ETag") {
		t.Error("the second has changed and the feed has not")
	}
}

func TestDisposition(t *testing.T) {
	for id, want := range map[string]string{
		"kafka-2014.example.org": `"kafka-2014.example.org.ics"`,
		"../..\\etc/passwd":      `"etc-passwd.ics"`,
		"a\"b\r\nSet-Cookie: x":  `"a-b-Set-Cookie--x.ics"`,
		"jörg.example.org":       `"j-rg.example.org.ics"; filename*=UTF-8''j%C3%B6rg.example.org.ics`,
		"会議":                     `"calendar.ics"; filename*=UTF-8''%E4%BC%9A%E8%AD%B0.ics`,
		"-.":                     `"calendar.ics"`,
		"a\u202eb\xffc":          `"a-b-c.ics"`,
		strings.Repeat("x", 300): `"` + strings.Repeat("x", 101) + `.ics"`,
		"\u00a0\u00a0a":          `"a.ics"`,
	} {
		if got := disposition([]*agenda.Event{{ID: id}}); got != "inline; filename="+want {
			t.Errorf("%q: %s, want %s", id, got, want)
		}
	}
}

func TestAcceptsGzip(t *testing.T) {
	for _, test := range []struct {
		header string
		want   bool
	}{
		{"gzip", true}, {"GZip", true}, {"x-gzip", true}, {"gzip, deflate, br, zstd", true},
		{"br;q=1.0, gzip;q=0.8, *;q=0.1", true}, {"*", true}, {"identity;q=0, *", true},
		{"gzip;q=0.001", true}, {" gzip ; q=1.000 ", true}, {"gzip;Q=1", true},
		{"*;q=0, gzip", true}, {"identity;q=0.5, gzip;q=0.5", true}, {"x, gzip", true},

		{"", false}, {"identity", false}, {"br", false}, {"gzip;q=0", false}, {"gzip;q=0.000", false},
		{"*;q=0", false}, {"gzip;q=0, *", false}, {"identity;q=0", false},
		{"identity, gzip;q=0.5", false}, {"gzip;q=1.1", false}, {"gzip;q=-1", false}, {"gzip;q=2", false},
		{"gzip;q=0.0001", false}, {"gzip;q=", false}, {"gzip;x=1", false}, {"gzipped", false},
		{"gzip;q=1;q=1", false}, {"gzip deflate", false},
	} {
		if got := acceptsGzip([]string{test.header}); got != test.want {
			t.Errorf("%q: %v", test.header, got)
		}
	}
	if acceptsGzip(nil) || !acceptsGzip([]string{"br", "gzip"}) {
		t.Error("of no line, or two")
	}
}

// FuzzNegotiate: no header of a request panics, and what is said of an ETag holds for its own spelling only.
func FuzzNegotiate(f *testing.F) {
	f.Add(`W/"a", *`, "gzip;q=0.5,*;q=0", "Mon, 02 Jun 2014 09:30:59 GMT", "bytes=0-9")
	f.Add(`"abc`, ";;=,q", "Monday, 02-Jun-14 09:30:59 GMT", "bytes=-")
	e := kafka(f)
	h := serving(&e)
	f.Fuzz(func(t *testing.T, match, encoding, since, ranges string) {
		r := ask(h, "/", "If-None-Match", match, "Accept-Encoding", encoding, "Range", ranges)
		if r.StatusCode == 304 && !strings.Contains(match, r.Header.Get("ETag")) &&
			!strings.Contains(match, "*") {
			t.Errorf("%q matches", match)
		}
		if r.Header.Get("Content-Encoding") != "" && !strings.Contains(strings.ToLower(encoding), "gzip") &&
			!strings.Contains(encoding, "*") {
			t.Errorf("%q accepts", encoding)
		}
		ask(h, "/", "If-Modified-Since", since)
	})
}

// Readers and a writer that replaces the event, all at once: each answer is a whole feed of one revision, no
// older than the one that was current when it was asked for.
func TestHandlerReplacement(t *testing.T) {
	var current atomic.Pointer[agenda.Event]
	revision := func(n int) *agenda.Event {
		e := kafka(t)
		for i := range e.Sessions {
			e.Sessions[i].Title = fmt.Sprintf("revision %d.", n)
			e.Sessions[i].Revised = e.Revised.Add(time.Duration(n) * time.Minute)
		}
		return e
	}
	current.Store(revision(0))
	h := &Handler{CacheSize: 20_000, Source: func(*http.Request) (*agenda.Event, error) {
		return current.Load(), nil
	}}
	const last = 40
	var at atomic.Int64
	var wait sync.WaitGroup
	read := make(chan bool, 1) // a feed was, since the last revision or before
	for reader := range 4 {
		wait.Go(func() {
			for at.Load() < last {
				least := at.Load()
				r := ask(h, fmt.Sprintf("/?session=committers,apache-samza,x%d", reader),
					"Accept-Encoding", "gzip")
				z, err := gzip.NewReader(r.Body)
				if err != nil {
					t.Error(err)
					return
				}
				feed, err := io.ReadAll(z)
				_, title, _ := strings.Cut(string(feed), "SUMMARY:revision ")
				title, _, _ = strings.Cut(title, ".")
				n, _ := strconv.Atoi(title)
				both := strings.Count(string(feed), "SUMMARY:revision "+title+".") == 2
				if err != nil || int64(n) < least || !both {
					t.Errorf("revision %s, at least %d: %v\n%s", title, least, err, feed)
					return
				}
				select {
				case read <- true:
				default:
				}
			}
		})
	}
	go func() {
		wait.Wait()
		close(read)
	}()
	for n := 1; n <= last; n++ {
		current.Store(revision(n))
		at.Store(int64(n))
		<-read
	}
	wait.Wait()
}
