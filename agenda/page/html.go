package page

import (
	_ "embed"
	"html/template"
	"io"
	"net/url"
	"strings"
)

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
