package typeset

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-text/typesetting/fontscan"
)

// opened are the embedded fonts and one more.
func opened(t *testing.T, ttf []byte) *Fonts {
	t.Helper()
	fonts, err := Open(fstest.MapFS{"a.ttf": {Data: ttf}}, "", false, "a.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

// Of a font that turns out to be damaged is said which and that, once, and nothing of this program.
func TestDamaged(t *testing.T) {
	ttf := bytes.Clone(dejavusanscondensed.TTF)
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		if entry := ttf[12+16*i:]; string(entry[:4]) == "head" {
			binary.BigEndian.PutUint32(entry[12:], 3) // octets of the table
		}
	}
	fonts := opened(t, ttf)
	Bold.In(fonts).shape("שלום")
	err := fonts.Err()
	if err == nil || strings.Count(err.Error(), "a.ttf") != 1 || strings.Count(err.Error(), "damaged") != 1 ||
		strings.Contains(err.Error(), "runtime") {
		t.Error(err)
	}
	err = guard(func() error { panic("slice bounds out of range") })
	if err == nil || err.Error() != "it is damaged" {
		t.Error(err)
	}
}

// The fonts of a machine are found where no cache folder can be written, and nothing is left behind.
func TestSystemFontsWithoutHome(t *testing.T) {
	temporary := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "home"} {
		t.Setenv(name, "")
	}
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	if folders, err := fontscan.DefaultFontDirectories(quiet{}); err != nil || len(folders) == 0 {
		t.Skip("this machine has no fonts")
	}
	fonts, err := systemFonts()
	switch {
	case err != nil && strings.Contains(err.Error(), "loading system fonts"):
		t.Skip("this machine has no fonts")
	case err != nil:
		t.Fatal(err)
	}
	for _, f := range fonts {
		if !filepath.IsAbs(f.name) || f.load == nil {
			t.Errorf("%+v", f)
		}
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
