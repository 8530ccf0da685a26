// Package site lists the files of an event that may be published: its page, its agenda as text, its feed.
//
//	feed, err := ical.Compose(ical.Options{Now: now}, event)
//	if err != nil {
//		return err
//	}
//	for _, f := range site.Files(event, feed) {
//		findings, err := f.Write(w)
//	}
//
// No attendee is known here, so none can get into what is published.
package site

import (
	"io"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/page"
	"github.com/daysheet/daysheet/agenda/recur"
	"github.com/daysheet/daysheet/ical"
)

// A File is one file of a site.
type File struct {
	Name  string // "index.html"
	Kind  string // what it is, in a word: "page", "text", "feed"
	Write func(io.Writer) (agenda.Findings, error)
}

// The names of the files that others refer to: the page links to feed and programme.
const (
	FeedName      = "feed.ics"
	ProgrammeName = "programme.pdf"
)

// Files gives the site of an event: index.html, agenda.txt, the files that the caller adds, and last its
// feed. The page links to a file called [ProgrammeName] where one is added.
func Files(e *agenda.Event, feed *ical.Feed, added ...File) []File {
	listed, _ := recur.Expand(e) // calendars repeat sessions themselves; Check says what is wrong with a rule
	html := page.Options{Format: page.HTML, Feed: FeedName}
	for _, f := range added {
		if f.Name == ProgrammeName {
			html.Programme = ProgrammeName
		}
	}
	files := []File{
		{"index.html", "page", func(w io.Writer) (agenda.Findings, error) {
			return page.Write(w, listed, html)
		}},
		{"agenda.txt", "text", func(w io.Writer) (agenda.Findings, error) {
			return page.Write(w, listed, page.Options{Format: page.Text})
		}},
	}
	return append(append(files, added...), File{FeedName, "feed", feed.Write})
}
