package main

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/daysheet/daysheet"

// Dependencies point one way, cmd → badge, ical → agenda, and each of the four given parts is known to one
// place only, so that an importer of one room does not pull in another's.
func TestArrows(t *testing.T) {
	const (
		gofpdf = "github.com/jung-kurt/gofpdf"
		qrcode = "github.com/skip2/go-qrcode"
		icsLib = "github.com/arran4/golang-ical"
		cli    = "github.com/urfave/cli/v2"
		yaml   = "go.yaml.in/yaml/v3"
		rrule  = "github.com/teambition/rrule-go"
		badge  = module + "/badge"
		ical   = module + "/ical"
		agenda = module + "/agenda"
	)
	for _, tt := range []struct {
		room  string
		never []string // packages, and all below them, that the room must not pull in
	}{
		{"agenda", []string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, agenda + "/"}},
		{"agenda/input",
			[]string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, rrule, agenda + "/listing"}},
		{"agenda/listing", []string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, rrule, agenda + "/"}},
		{"agenda/eventfile", []string{badge, ical, gofpdf, qrcode, icsLib, cli, rrule}},
		{"agenda/announcement",
			[]string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, agenda + "/eventfile"}},
		{"agenda/page", []string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, rrule}},
		{"agenda/recur", []string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, agenda + "/eventfile"}},
		{"agenda/diff",
			[]string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, rrule, agenda + "/eventfile"}},
		{"ical", []string{badge, gofpdf, qrcode, cli, yaml, agenda + "/eventfile", agenda + "/announcement",
			agenda + "/page"}},
		{"ical/internal/wire",
			[]string{ical + "/internal/zone", ical + "/internal/reader", ical + "/internal/lint"}},
		{"ical/internal/zone", []string{ical + "/internal/reader", ical + "/internal/lint"}},
		{"ical/internal/reader", []string{ical + "/internal/lint"}},
		{"ical/internal/lint", []string{ical + "/internal/reader"}},
		{"ical/site", []string{badge, gofpdf, qrcode, cli, yaml, agenda + "/eventfile"}},
		{"badge", []string{ical, icsLib, cli, yaml, rrule, agenda + "/"}},
		{"badge/internal/picture", []string{module, gofpdf, qrcode, icsLib, cli, yaml}},
		{"badge/internal/compose", []string{badge + "/internal/pdf", badge + "/internal/picture",
			agenda + "/", ical, gofpdf, icsLib, cli, yaml}},
		{"badge/internal/typeset", []string{module, gofpdf, qrcode, icsLib, cli, yaml}},
		{"badge/internal/pdf", []string{badge + "/internal/compose", agenda, ical, icsLib, cli, yaml}},
		{"badge/roster", []string{badge, ical, gofpdf, qrcode, icsLib, cli, yaml, agenda + "/"}},
		{"badge/ticket", []string{badge, ical, agenda, gofpdf, qrcode, icsLib, cli, yaml}},
		{"badge/door", []string{ical, gofpdf, qrcode, icsLib, cli, yaml, agenda + "/"}},
		{"badge/qr", []string{badge, ical, agenda, gofpdf, icsLib, cli, yaml}},
		{"badge/stock", []string{badge, ical, agenda + "/", gofpdf, qrcode, icsLib, cli, yaml}},
	} {
		self := module + "/" + tt.room
		for _, dep := range dependencies(t, self) {
			// Every reader may know input, every writer the listing too.
			shared := dep == agenda+"/input" || dep == agenda+"/listing" && tt.room != "agenda/input"
			if dep == self || shared && tt.room != "agenda" {
				continue
			}
			for _, never := range tt.never {
				if dep == never || strings.HasPrefix(dep, strings.TrimSuffix(never, "/")+"/") {
					t.Errorf("%s pulls in %s", tt.room, dep)
				}
			}
		}
	}
}

func dependencies(t *testing.T, pkg string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", pkg).CombinedOutput()
	if err != nil {
		t.Fatalf("go list %s: %v\n%s", pkg, err, out)
	}
	return strings.Fields(string(out))
}
