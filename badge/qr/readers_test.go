package qr

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Full codes of every version that we draw, at every level and in every mode, are read by programs that know
// nothing of the encoder: gozxing, and zbar where it is installed.
func TestReaders(t *testing.T) {
	tool, err := exec.LookPath("zbarimg")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	dir := t.TempDir()
	args := []string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}
	var want []string
	r := rand.New(rand.NewPCG(18004, 0))
	step := 1
	if raceEnabled {
		step = 5
	}
	for version := 1; version <= lastDrawn; version += step {
		for level := L; level <= H; level++ {
			content := []byte(fill(r, version, level, (version+int(level))%int(modes), 0))
			for i, b := range content {
				if b < ' ' || b > '~' {
					content[i] = 'a' + b%26
				}
			}
			c, err := Encode(string(content), level)
			if err != nil {
				t.Fatal(err)
			}
			const scale = 4
			img := decodePNG(t, c, scale)
			checkQuiet(t, c, img, scale)
			if got := scan(t, img); got != string(content) {
				t.Errorf("version %d at %s: gozxing reads %.40q, want %.40q", version, level, got, content)
			}
			name := filepath.Join(dir, strconv.Itoa(len(want))+".png")
			f, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.PNG(f, scale); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			args, want = append(args, name), append(want, string(content))
		}
	}
	if tool == "" {
		t.Skip("read by gozxing alone, as zbarimg is not installed")
	}
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(got) != len(want) {
		t.Fatalf("zbarimg reads %d codes of %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("version %d at %s: zbarimg reads %.40q, want %.40q", 1+i/4*step, Level(i%4), got[i], want[i])
		}
	}
}
