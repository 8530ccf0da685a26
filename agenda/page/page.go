// Package page writes an agenda for people to read: one HTML page for the web, a phone and the printer, or
// plain text for a terminal and a mail. [WriteChanges] says what became of it.
//
//	findings, err := page.Write(w, event, page.Options{Feed: "feed.ics", Programme: "programme.pdf"})
//	if err != nil {
//		return err // nothing was written: the zone is unknown, or w failed
//	}
//	for _, f := range findings {
//		fmt.Fprintln(os.Stderr, f)
//	}
//
// The HTML is one file without JavaScript that asks no server for anything, in light, dark and print. It is
// well-formed XML too. Each session can be linked to: page.html#its-id.
//
// Nothing in the event is trusted. Control characters, directional overrides and bytes that are not UTF-8
// never come out; only http, https and mailto become links. The same event and options give the same bytes,
// and time and memory grow in proportion to the event.
//
// What [agenda.Check] names is left out in silence: a link that leads nowhere, a colour or language that is
// none. Else what a page cannot show as it was given is a Finding:
//
//	bad-zone           error    the zone is unknown; nothing is written
//	control-character  warning  text holds characters that may not be shown; they are left out
//	repeats            note     a session repeats, and stands once; package recur lists it each time
package page

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A Format is a file format of Write.
type Format string

// The formats. The empty Format is HTML.
const (
	HTML Format = "html"
	Text Format = "text"
)

// MinWidth is the least width of a text, in columns: the times and two or three words beside them.
const MinWidth = 40

// Options of Write. The zero value gives an HTML page without links to other files.
type Options struct {
	Format Format

	// Feed is where the calendar feed lies, relative to the page or absolute; HTML only. An absolute https
	// address is offered as webcal too, which calendars open by themselves.
	Feed string

	// Programme is where the printed programme (a PDF) lies, relative to the page or absolute; HTML only.
	Programme string

	// Width is the most columns of a line of text, 80 where it is 0, at least MinWidth. An East Asian
	// character or an emoji takes two.
	Width int
}

// Write writes the agenda of e to w. An event in an unknown zone is an [agenda.InputError]: every time on
// its page would be false.
func Write(w io.Writer, e *agenda.Event, o Options) (agenda.Findings, error) {
	var write func(io.Writer, *view, Options) error
	switch o.Format {
	case "", HTML:
		write = writeHTML
	case Text:
		write = writeText
	default:
		return nil, fmt.Errorf("unknown format %q; use html or text", o.Format)
	}
	for _, file := range []struct{ what, href string }{{"feed", o.Feed}, {"programme", o.Programme}} {
		u, err := url.Parse(file.href)
		if err != nil || u.Scheme != "" && !(agenda.Link{URL: file.href}).Leads() {
			return nil, fmt.Errorf("%q cannot be linked to as the %s; use a relative path or https",
				file.href, file.what)
		}
	}
	if _, err := usable(e, o.Width); err != nil {
		return nil, err
	}
	v, findings := look(e)
	var b bytes.Buffer
	if err := write(&b, v, o); err != nil {
		return findings, err
	}
	_, err := w.Write(b.Bytes())
	return findings, err
}

// usable gives the zone of e, or says why nothing can be written in it, or to so many columns.
func usable(e *agenda.Event, width int) (*time.Location, error) {
	if width != 0 && width < MinWidth {
		return nil, fmt.Errorf("a width of %d columns is too narrow; use %d or more", width, MinWidth)
	}
	loc, err := e.Location()
	if err != nil {
		return nil, input.Error("bad-zone", agenda.Where{}, "", "%v", err)
	}
	return loc, nil
}

var (
	//go:embed page.html
	pageHTML string
	// The style sheet begins with a palette for each appearance. Ink is for titles and text, second for what
	// recedes, alert for what is cancelled or tentative, link for what can be followed; rule only separates.
	//go:embed page.css
	pageCSS string

	pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
		"swatch": func(color string) template.CSS { return template.CSS("background:" + color) },
	}).Parse(pageHTML))
)

func writeHTML(w io.Writer, v *view, o Options) error {
	return pageTemplate.Execute(w, struct {
		*view
		CSS                     template.CSS
		Feed, Webcal, Programme template.URL
	}{v, template.CSS(pageCSS), template.URL(o.Feed), webcal(o.Feed), template.URL(o.Programme)})
}

// webcal gives an absolute https address under the scheme that opens a calendar, and "" for any other.
func webcal(feed string) template.URL {
	u, err := url.Parse(feed)
	if err != nil || u.Scheme != "https" {
		return ""
	}
	return template.URL("webcal" + strings.TrimPrefix(u.String(), "https"))
}
