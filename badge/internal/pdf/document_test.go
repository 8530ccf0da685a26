package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
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

func drawSample(page int, c *Canvas) error {
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
	out := print(t, sample(3), drawSample)
	file := valid(t, out)
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

func print(t testing.TB, d Document, draw func(int, *Canvas) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(t.Context(), &out, d, draw); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// valid has other programs judge a PDF, and gives the file that it is saved in.
func valid(t *testing.T, pdf []byte) string {
	t.Helper()
	conf := model.NewDefaultConfiguration()
	conf.Offline = true
	conf.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(pdf), conf); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	file := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", file)
	run(t, "mutool", "info", file)
	run(t, "mutool", "clean", file, file+".clean")
	return file
}

// everything is a document that uses all that a document may have, with several nodes in each tree.
func everything(pages int) Document {
	d := sample(pages)
	d.Lang, d.Bleed, d.Duplex, d.Label, d.Tagged, d.FromRight = "eo", 3, true, "sheet ", true, true
	for page := 0; page < pages; page += 7 {
		d.Outline = append(d.Outline, Mark{fmt.Sprintf("Ĉ(%d)", page), page})
	}
	return d
}

var faces = []typeset.Face{typeset.Regular, typeset.Bold, typeset.CondensedRegular, typeset.CondensedBold}

// varied draws pages that differ in length, in their faces and in what they leave set.
func varied(page int, c *Canvas) error {
	for i := range 1 + page%5 {
		face, color := faces[(page+i)%4], Color{R: uint8(page)}
		c.Tag(Paragraph, "", func() {
			c.Text(face, 12, 10, 20+10*float64(i), color, fmt.Sprint(words, page))
		})
	}
	if page%2 == 0 {
		c.Text(typeset.Bold, 20, 10, 80, Black, fmt.Sprint("ירון جين ", page%10))
	}
	if page%3 == 0 {
		c.Tag(Figure, "code (of ☃)", func() { c.Mask(60, 100, 30, make([]byte, 9*2), 9) })
	}
	c.Turned(20, 140, func() { c.Fill(0, 0, 5, 5, Color{uint8(page), 1, 2}) })
	return nil
}

func TestSameBytesWhoeverDraws(t *testing.T) {
	for _, pages := range []int{1, 64, 65, 130} {
		d := everything(pages)
		var want []byte
		for _, d.workers = range []int{1, 2, 3, 8, 0} {
			got := print(t, d, varied)
			if want == nil {
				want = got
			}
			if !bytes.Equal(want, got) {
				t.Errorf("%d pages, %d workers: other bytes", pages, d.workers)
			}
		}
		t.Run(fmt.Sprint(pages, " pages"), func(t *testing.T) {
			file := valid(t, want)
			if got, err := api.PageCountFile(file); err != nil || got != pages {
				t.Errorf("%d pages, %v", got, err)
			}
		})
	}
}

// What gofpdf cannot say, and other programs look for.
func TestDocument(t *testing.T) {
	file := valid(t, print(t, everything(9), varied))
	clean := filepath.Join(t.TempDir(), "plain.pdf")
	run(t, "qpdf", "--qdf", "--object-streams=disable", file, clean)
	b, err := os.ReadFile(clean)
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.Join(strings.Fields(string(b)), " ")
	for _, want := range []string{"/Lang (eo)", "/PrintScaling /None", "/Duplex /DuplexFlipLongEdge",
		"/DisplayDocTitle true", "/Direction /R2L", "/CreationDate (D:20140528120000+00'00')",
		"/ModDate (D:20140528120000+00'00')",
		"/Subtype /XML", "<xmp:CreateDate>2014-05-28T12:00:00Z</xmp:CreateDate>",
		"<rdf:li xml:lang=\"x-default\">Ĉapel  🎉 {nb}</rdf:li>",
		"/MediaBox [ 0 0 314.65 436.54 ]", "/BleedBox [ 0 0 314.65 436.54 ]",
		"/TrimBox [ 8.50 8.50 306.14 428.03 ]", "/P (sheet )", "/S /D", "/Marked true", "/S /Figure",
	} {
		if !strings.Contains(plain, strings.Join(strings.Fields(want), " ")) {
			t.Errorf("%q is not there", want)
		}
	}
	if out := run(t, "mutool", "show", file, "outline"); !strings.Contains(out, "Ĉ(7)") {
		t.Errorf("the outline is %q", out)
	}
	info := run(t, "pdfinfo", "-struct-text", file)
	for _, want := range []string{"Document", "Sect", "P (block)", words + "0", "Figure"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is not in the structure: %.2000s", want, info)
		}
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
	wide, bled, marked := sample(1), sample(1), sample(2)
	wide.Width, bled.Bleed, marked.Outline = 6000, -60, []Mark{{"b", 1}, {"a", 0}}
	for name, tt := range map[string]struct {
		document Document
		draw     func(int, *Canvas) error
		want     error
	}{
		"no pages":     {sample(0), drawSample, nil},
		"too wide":     {wide, drawSample, nil},
		"all bleed":    {bled, drawSample, nil},
		"marks":        {marked, drawSample, nil},
		"cancelled":    {sample(3), func(int, *Canvas) error { stop(); return nil }, context.Canceled},
		"error":        {sample(3), func(page int, c *Canvas) error { return broken }, broken},
		"no glyph":     {sample(1), textOf("辻"), nil},
		"not UTF-8":    {sample(1), textOf("\xff"), nil},
		"beyond BMP":   {sample(1), textOf("\U0001F680"), nil},
		"crooked mask": {sample(1), crooked, nil},
		"tag in a tag": {everything(1), nested, nil},
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
		if bytes.Contains(out.Bytes(), []byte("%%EOF")) {
			t.Errorf("%s: a whole PDF was written", name)
		}
	}
}

func crooked(_ int, c *Canvas) error {
	c.Mask(1, 1, 9, make([]byte, 4), 9)
	return nil
}

func nested(_ int, c *Canvas) error {
	c.Tag(Paragraph, "", func() { c.Tag(Paragraph, "", func() {}) })
	return nil
}

func textOf(s string) func(int, *Canvas) error {
	return func(_ int, c *Canvas) error {
		c.Text(typeset.Bold, 12, 10, 10, Black, s)
		return nil
	}
}

// The error is that of the first page that fails, whichever worker fails first.
func TestFirstErrorWins(t *testing.T) {
	d := sample(400)
	d.workers = 4
	for range 20 {
		err := Write(t.Context(), io.Discard, d, func(page int, c *Canvas) error {
			if page >= 50 && page%2 == 1 {
				return fmt.Errorf("page %d", page)
			}
			return nil
		})
		if err == nil || err.Error() != "page 51" {
			t.Fatal(err)
		}
	}
}

func TestPanicOfDraw(t *testing.T) {
	defer func() {
		if v := recover(); v == nil || !strings.Contains(fmt.Sprint(v), "no ink") {
			t.Errorf("Write panics with %v", v)
		}
	}()
	d := sample(100)
	d.workers = 3
	err := Write(t.Context(), io.Discard, d, func(page int, c *Canvas) error {
		if page == 31 {
			panic("no ink")
		}
		return nil
	})
	t.Errorf("Write gives %v", err)
}

func TestGoexitOfDraw(t *testing.T) {
	d := sample(100)
	d.workers = 3
	err := Write(t.Context(), io.Discard, d, func(page int, c *Canvas) error {
		if page%7 == 3 {
			runtime.Goexit()
		}
		return nil
	})
	if !errors.Is(err, errQuit) {
		t.Error(err)
	}
}

// slow is a writer that takes nothing until it is let go.
type slow struct {
	entered chan struct{}
	proceed chan struct{}
	after   atomic.Int64
}

func (s *slow) Write(b []byte) (int, error) {
	select {
	case s.entered <- struct{}{}:
		<-s.proceed
	default:
		s.after.Add(1)
	}
	return len(b), nil
}

// A writer that blocks holds up the workers, so that no more than some pages are in memory. Cancelled
// meanwhile, Write calls neither draw nor the writer again.
func TestWriterThatBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		d := sample(100_000)
		d.workers = 2
		var drawn atomic.Int64
		w := &slow{entered: make(chan struct{}), proceed: make(chan struct{})}
		result := make(chan error)
		go func() {
			result <- Write(ctx, w, d, func(page int, c *Canvas) error {
				drawn.Add(1)
				c.Text(typeset.Bold, 12, 10, 10, Black, fmt.Sprint(page))
				return nil
			})
		}()
		<-w.entered
		synctest.Wait() // until the workers wait, too
		most := drawn.Load()
		if written := int64(1<<16) / 100; most > 24+written { // a page takes more than 100 octets
			t.Errorf("%d pages were drawn", most)
		}
		cancel()
		close(w.proceed)
		if err := <-result; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if n := drawn.Load(); n > most+4 || w.after.Load() > 0 {
			t.Errorf("cancelled, Write drew %d pages more and wrote %d times", n-most, w.after.Load())
		}
	})
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterThatFails(t *testing.T) {
	for _, pages := range []int{1, 5000} {
		if err := Write(t.Context(), full{}, sample(pages), varied); !errors.Is(err, errFull) {
			t.Errorf("%d pages: %v", pages, err)
		}
	}
}

func TestProgress(t *testing.T) {
	d := sample(100)
	d.workers = 3
	next := 1 // not guarded: calls come one at a time
	d.Progress = func(done, total int) {
		if done != next || total != 100 {
			t.Errorf("progress %d of %d, want %d", done, total, next)
		}
		next++
	}
	print(t, d, varied)
	if next != 101 {
		t.Errorf("%d calls", next-1)
	}
}

// What is in memory does not grow with the number of pages, but for where each one is in the file.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("prints thousands of pages")
	}
	peak := func(pages int) (most uint64) {
		d := sample(pages)
		d.workers = 2
		d.Progress = func(done, total int) {
			if done%1000 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		if err := Write(t.Context(), io.Discard, d, varied); err != nil {
			t.Fatal(err)
		}
		return most
	}
	few, many := peak(1000), peak(20_000)
	if grown := int64(many) - int64(few); grown > 19_000*64+1<<20 {
		t.Errorf("20,000 pages take %d octets more than 1,000", grown)
	}
}

// A document may use every letter of every face, though gofpdf subsets runs of them in cubic time.
func TestEveryLetterOfEveryFace(t *testing.T) {
	var all strings.Builder
	for r := rune(' '); r <= 0xffff; r++ {
		if c := string(r); !typeset.Regular.Shaped(c) && !typeset.CondensedBold.Shaped(c) {
			all.WriteString(c)
		}
	}
	valid(t, print(t, sample(1), func(_ int, c *Canvas) error {
		for _, face := range faces {
			c.Text(face, 1, 1, 1, Black, all.String())
		}
		return nil
	}))
}

// Pages like those of badges, four on each.
func badges(page int, c *Canvas) error {
	code := sampleCode()
	bits, side := code.Mask()
	for i := range 4 {
		x, y := 105*float64(i%2), 148*float64(i/2)
		c.Fill(x, y+120, 60, 8, Color{0x12, 0x4e, 0x96})
		c.Text(typeset.Bold, 12, x+10, y+126, White, "Speaker")
		c.Text(typeset.Bold, 48, x+10, y+40, Black, "Maximiliane")
		c.Text(typeset.Regular, 29, x+10, y+60, Black, "Oliveira")
		c.Text(typeset.Regular, 16, x+10, y+75, Black, fmt.Sprint("Number ", page))
		c.Mask(x+60, y+100, 40, bits, side)
	}
	return nil
}

var sampleCode = sync.OnceValue(func() *qr.Code {
	code, err := qr.Encode(strings.Repeat("0123456789abcdef-_", 5), qr.M)
	if err != nil {
		panic(err)
	}
	return code
})

func BenchmarkWrite(b *testing.B) {
	for _, pages := range []int{1, 1000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			b.ReportAllocs()
			d := Document{Width: 210, Height: 297, Pages: pages}
			for b.Loop() {
				if err := Write(b.Context(), io.Discard, d, badges); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*pages)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
