package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/daysheet/daysheet/"

// arrows lists the rooms of the project, and which other rooms and given parts each may import. Three floors:
// cmd stands over ical and badge, both stand over agenda, and one floor alone knows a given part.
var arrows = map[string]string{
	"agenda":              "",
	"agenda/input":        "agenda",
	"agenda/recur":        "agenda github.com/teambition/rrule-go",
	"agenda/listing":      "agenda agenda/input",
	"agenda/diff":         "agenda agenda/input agenda/listing",
	"agenda/announcement": "agenda agenda/input",
	"agenda/eventfile":    "agenda agenda/input agenda/listing go.yaml.in/yaml/v3",
	"agenda/page":         "agenda agenda/input agenda/listing agenda/diff",

	"ical/internal/wire":   "agenda agenda/input github.com/arran4/golang-ical",
	"ical/internal/zone":   "agenda ical/internal/wire github.com/arran4/golang-ical",
	"ical/internal/lint":   "agenda agenda/input ical/internal/wire ical/internal/zone",
	"ical/internal/reader": "agenda agenda/input agenda/listing ical/internal/wire ical/internal/zone",
	"ical": "agenda agenda/input agenda/listing agenda/diff ical/internal/wire ical/internal/zone " +
		"ical/internal/lint ical/internal/reader github.com/arran4/golang-ical",
	"ical/site": "agenda agenda/page agenda/recur ical",

	"badge/qr":               "github.com/skip2/go-qrcode",
	"badge/stock":            "agenda/input",
	"badge/ticket":           "",
	"badge/roster":           "agenda agenda/input",
	"badge/door":             "badge/roster badge/ticket",
	"badge/internal/typeset": "",
	"badge/internal/picture": "",
	"badge/internal/pdf":     "badge/internal/typeset badge/internal/picture github.com/jung-kurt/gofpdf",
	"badge/internal/compose": "agenda badge/qr badge/internal/typeset",
	"badge": "agenda agenda/input agenda/listing badge/qr badge/stock badge/ticket badge/roster " +
		"badge/internal/typeset badge/internal/pdf badge/internal/compose",

	"cmd/daysheet": "agenda agenda/announcement agenda/diff agenda/eventfile agenda/input agenda/listing " +
		"agenda/page agenda/recur ical ical/site badge badge/door badge/roster badge/stock badge/ticket " +
		"github.com/urfave/cli/v2",
	"examples/badges-from-slice":  "agenda badge badge/roster badge/ticket",
	"examples/feed-from-rows":     "agenda ical",
	"examples/verify-at-the-door": "badge/ticket",
}

// given are the parts that one floor alone may know.
var given = []string{"github.com/jung-kurt/gofpdf", "github.com/skip2/go-qrcode", "github.com/urfave/cli/v2",
	"github.com/arran4/golang-ical", "github.com/teambition/rrule-go", "go.yaml.in/yaml/v3"}

// Every import between rooms, and of a given part, is one of arrows, and every arrow is used.
func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (entry.Name()[0] == '.' || entry.Name() == "testdata"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room := path.Dir(name)
		allowed, known := arrows[room]
		if !known {
			t.Errorf("%s is no room of arrows: say there what it may import", room)
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			other, ours := strings.CutPrefix(imported, module)
			if !ours && !slices.Contains(given, other) {
				continue
			}
			used[room+" → "+other] = true
			if !slices.Contains(strings.Fields(allowed), other) {
				t.Errorf("%s imports %s", name, other)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room, allowed := range arrows {
		for _, other := range strings.Fields(allowed) {
			if !used[room+" → "+other] {
				t.Errorf("%s no longer imports %s: take the arrow out", room, other)
			}
		}
	}
}
