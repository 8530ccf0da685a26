package badge_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/stock"
)

// disc is a logo with a hole, through which the paper is seen.
const disc = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">
<circle cx="10" cy="10" r="7" fill="none" stroke="#124e96" stroke-width="6"/></svg>`

func ExampleReadLogo() {
	logo, err := badge.ReadLogo(strings.NewReader(disc)) // or a file: PNG, JPEG or SVG
	if err != nil {
		log.Fatal(err)
	}
	var pdf bytes.Buffer
	_, err = badge.WriteProgramme(context.Background(), &pdf, kafka(), badge.Design{Logo: logo})
	fmt.Println(bytes.Count(pdf.Bytes(), []byte("/Subtype/Form/BBox")), err)
	// Output: 1 <nil>
}

// The logo is in the file once, whatever many pages show it, and its bytes are the same for any number of
// workers. Whoever has a page read out hears whose it is.
func TestLogoIsInTheFileOnce(t *testing.T) {
	logo, err := badge.ReadLogo(strings.NewReader(disc))
	if err != nil {
		t.Fatal(err)
	}
	e, list := kafka(), signed(t, kafka(), people())
	for name, w := range writers {
		t.Run(name, func(t *testing.T) {
			d := badge.Design{Logo: logo}
			several := print(t, w, e, list, d)
			before := runtime.GOMAXPROCS(1)
			one := print(t, w, e, list, d)
			runtime.GOMAXPROCS(before)
			if !bytes.Equal(one, several) {
				t.Error("another number of workers gives other bytes")
			}
			if n := bytes.Count(several, []byte("/Subtype/Form/BBox")); n != 1 {
				t.Errorf("the logo is in the file %d times", n)
			}
			file := save(t, several)
			plain := file + ".plain"
			tool(t, "qpdf", "--qdf", "--object-streams=disable", file, plain)
			b, err := os.ReadFile(plain)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]int{"badges": 0, "tickets": len(list), "programme": 1}[name]
			if n := bytes.Count(b, []byte("/Alt (logo of Apache Kafka meetup)")); n != want {
				t.Errorf("the logo is told %d times, want %d", n, want)
			}
		})
	}
}

// Where there is no room for the logo, that is said once.
func TestNoRoomForTheLogo(t *testing.T) {
	logo, err := badge.ReadLogo(strings.NewReader(disc))
	if err != nil {
		t.Fatal(err)
	}
	s, err := stock.Find("dymo-11356")
	if err != nil {
		t.Fatal(err)
	}
	e, list := kafka(), signed(t, kafka(), people()[:4])
	var out bytes.Buffer
	fs, err := badge.WriteBadges(t.Context(), &out, e, list, badge.Design{Stock: s, Logo: logo})
	want := "4 of 4 badges are without the logo: there is no room for it"
	if err != nil || len(fs) != 1 || fs[0].Rule != "no-logo" || fs[0].Message != want {
		t.Errorf("%v, %v", fs, err)
	}
	if bytes.Contains(out.Bytes(), []byte("/Subtype/Form/BBox")) {
		t.Error("it is in the file")
	}
}

func TestReadLogoSaysWhatToDo(t *testing.T) {
	for file, want := range map[string]string{
		"":       "neither PNG nor JPEG nor SVG; export it as PNG",
		"GIF89a": "neither PNG nor JPEG nor SVG; export it as PNG",
		`<svg viewBox="0 0 9 9"><text>Kafka</text></svg>`: "turn it into paths, or export the picture as PNG",
		strings.Replace(disc, "#124e96", "#fff", 1):       "seen on white paper; use a darker one",
		"\x89PNG\r\n\x1a\nIHDR":                           "damaged; save it anew",
		strings.Repeat("\x89", 17<<20):                    "more than 16 MiB; save it smaller",
	} {
		if _, err := badge.ReadLogo(strings.NewReader(file)); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", file, err, want)
		}
	}
}
