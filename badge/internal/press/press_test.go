package press

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/qr"
)

func sample(pages int) Document {
	return Document{Title: "Ĉapel \xff 🎉 {nb}", Width: 105, Height: 148, Pages: pages,
		Date: time.Date(2014, 5, 28, 12, 0, 0, 0, time.UTC)}
}

// words hold octets that mean something in a PDF string once they are UTF-16: ( ) \ CR LF.
const words = "Ĩĩ Ŝč Ċ (b\\s) {nb} Nguyễn Жанна Ελένη"

func draw(page int, c *Canvas) error {
	code, err := qr.Encode("HELLO WORLD", qr.M)
	if err != nil {
		return err
	}
	bits, side := code.Mask()
	c.Fill(0, 20, 40, 8, Color{0x12, 0x4e, 0x96})
	for i, face := range []typeset.Face{typeset.Regular, typeset.Bold, typeset.CondensedRegular,
		typeset.CondensedBold} {
		c.Text(face, 12, 10, 40+10*float64(i), Black, words)
	}
	c.Mask(60, 100, 30, bits, side)
	c.Turned(20, 140, func() {
		c.Text(typeset.Bold, 12, 5, 10, Black, "turned")
		c.Mask(25, 0, 20, bits, side)
	})
	return nil
}

func TestWrite(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []io.Writer{&a, &b} {
		if err := Write(t.Context(), w, sample(3), draw); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
	conf := model.NewDefaultConfiguration()
	conf.Offline = true
	if err := api.Validate(bytes.NewReader(a.Bytes()), conf); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	file := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(file, a.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", file)
	text := run(t, "pdftotext", file, "-")
	if n := strings.Count(text, words); n != 12 {
		t.Errorf("the words are found %d times, want 12:\n%s", n, text)
	}
	run(t, "pdftoppm", "-r", "150", "-png", file, strings.TrimSuffix(file, ".pdf"))
	codes := run(t, "zbarimg", "--quiet", "--raw", strings.TrimSuffix(file, ".pdf")+"-3.png")
	if n := strings.Count(codes, "HELLO WORLD"); n != 2 {
		t.Errorf("%d of 2 codes are read: %q", n, codes)
	}
}

// run runs a tool that this machine may lack: then the test is skipped, but in CI it fails.
func run(t *testing.T, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	cmd := exec.Command(tool, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", tool, err, &out, &errs)
	}
	return out.String()
}

func TestWriteFails(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	broken := errors.New("broken")
	for name, tt := range map[string]struct {
		document Document
		draw     func(int, *Canvas) error
		want     error
	}{
		"no pages":     {sample(0), draw, nil},
		"cancelled":    {sample(3), func(int, *Canvas) error { stop(); return nil }, context.Canceled},
		"error":        {sample(3), func(page int, c *Canvas) error { return broken }, broken},
		"no glyph":     {sample(1), textOf("辻"), nil},
		"not UTF-8":    {sample(1), textOf("\xff"), nil},
		"beyond BMP":   {sample(1), textOf("\U0001F680"), nil},
		"crooked mask": {sample(1), crooked, nil},
	} {
		ctx := t.Context()
		if name == "cancelled" {
			ctx = stopped
		}
		var out bytes.Buffer
		err := Write(ctx, &out, tt.document, tt.draw)
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if out.Len() > 0 {
			t.Errorf("%s: %d octets were written", name, out.Len())
		}
	}
}

func crooked(_ int, c *Canvas) error {
	c.Mask(1, 1, 9, make([]byte, 4), 9)
	return nil
}

func textOf(s string) func(int, *Canvas) error {
	return func(_ int, c *Canvas) error {
		c.Text(typeset.Bold, 12, 10, 10, Black, s)
		return nil
	}
}
