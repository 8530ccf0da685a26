package ical

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/daysheet/daysheet/agenda"
)

// BenchmarkHandler compares the handler with a bare one that sends the same headers and bytes and decides
// nothing, without a network ("direct") and over the loopback. "fresh" is a Source that gives another Event
// at each request, of which the feed is made anew.
func BenchmarkHandler(b *testing.B) {
	for _, size := range []struct {
		name     string
		sessions int
	}{{"54KB", 80}, {"600KB", 900}} {
		e := large(size.sessions)
		h := &Handler{Source: func(*http.Request) (*agenda.Event, error) { return e, nil }}
		fresh := &Handler{Source: func(*http.Request) (*agenda.Event, error) {
			other := *e
			return &other, nil
		}}
		first := ask(h, "/")
		feed := []byte(sent(b, first))
		b.Logf("%s: %d octets", size.name, len(feed))
		bare := func(status int) http.Handler {
			header := ask(h, "/", "If-None-Match", map[int]string{304: "*"}[status]).Header
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for key := range header {
					w.Header().Set(key, header.Get(key))
				}
				w.WriteHeader(status)
				if status == 200 {
					w.Write(feed)
				}
			})
		}
		for _, condition := range []struct {
			name   string
			etag   string
			status int
		}{{"304", first.Header.Get("ETag"), 304}, {"200", "", 200}} {
			name := size.name + "/" + condition.name
			for _, server := range []struct {
				name string
				h    http.Handler
			}{{"bare", bare(condition.status)}, {"Handler", h}, {"fresh", fresh}} {
				b.Run(name+"/direct/"+server.name, func(b *testing.B) {
					benchmarkDirect(b, server.h, condition.etag, condition.status)
				})
				b.Run(name+"/loopback/"+server.name, func(b *testing.B) {
					benchmarkLoopback(b, server.h, condition.etag, condition.status)
				})
			}
		}
	}
}

// A discard is a ResponseWriter of nothing but headers.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(status int)      { d.status = status }

func benchmarkDirect(b *testing.B, h http.Handler, etag string, status int) {
	r := httptest.NewRequest("GET", "/feed.ics", nil)
	if etag != "" {
		r.Header.Set("If-None-Match", etag)
	}
	w := &discard{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.header)
		w.status = 200
		if h.ServeHTTP(w, r); w.status != status {
			b.Fatal(w.status)
		}
	}
}

// benchmarkLoopback asks over kept connections, as many at once as there are processors.
func benchmarkLoopback(b *testing.B, h http.Handler, etag string, status int) {
	server := httptest.NewServer(h)
	defer server.Close()
	transport := &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 64, ReadBufferSize: 64 << 10}
	defer transport.CloseIdleConnections()
	b.RunParallel(func(pb *testing.PB) {
		buffer := bytes.NewBuffer(make([]byte, 0, 1<<20))
		for pb.Next() {
			r, err := http.NewRequest("GET", server.URL+"/feed.ics", nil)
			if err != nil {
				b.Error(err)
				return
			}
			if etag != "" {
				r.Header.Set("If-None-Match", etag)
			}
			response, err := transport.RoundTrip(r)
			if err != nil {
				b.Error(err)
				return
			}
			buffer.Reset()
			io.Copy(buffer, response.Body)
			response.Body.Close()
			if response.StatusCode != status || status == 200 &&
				response.Header.Get("Content-Length") != strconv.Itoa(buffer.Len()) {
				b.Errorf("%s, %d octets", response.Status, buffer.Len())
				return
			}
		}
	})
}

// BenchmarkHandlerMakes measures the cost of a new revision, made and compressed.
func BenchmarkHandlerMakes(b *testing.B) {
	e := large(80)
	h := &Handler{CacheSize: -1, Source: func(*http.Request) (*agenda.Event, error) { return e, nil }}
	b.ReportAllocs()
	for b.Loop() {
		ask(h, "/")
	}
}
