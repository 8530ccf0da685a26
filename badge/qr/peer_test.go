package qr

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	peer "github.com/skip2/go-qrcode"
)

func TestModulesEqualPeer(t *testing.T) {
	names := map[Level]peer.RecoveryLevel{L: peer.Low, M: peer.Medium, Q: peer.High, H: peer.Highest}
	for _, content := range slices.Concat(contents, eachRange(), overlaps) {
		if raceEnabled && len(content) > 300 {
			continue // too slow
		}
		for level, name := range names {
			c, err := Encode(content, level)
			q, peerErr := peer.New(content, name)
			if (err == nil) != (peerErr == nil) {
				t.Errorf("%.20q at %s: %v, the peer says %v", content, level, err, peerErr)
			}
			if err != nil {
				continue
			}
			bitmap := q.Bitmap() // with its quiet zone of four
			side := c.Size() + 2*Quiet
			if c.Version() != q.VersionNumber || c.Size() != 17+4*c.Version() || len(bitmap) != side {
				t.Fatalf("%.20q at %s: version %d, size %d, the peer's version %d, side %d",
					content, level, c.Version(), c.Size(), q.VersionNumber, len(bitmap))
			}
			bits, _ := c.Mask()
			for y, row := range bitmap {
				for x, black := range row {
					if c.Black(x-Quiet, y-Quiet) != black {
						t.Fatalf("%.20q at %s: module %d, %d differs", content, level, x, y)
					}
					if (bits[y*((side+7)/8)+x/8]>>(7-x%8)&1 == 1) != black {
						t.Fatalf("%.20q at %s: bit %d, %d of the mask differs", content, level, x, y)
					}
				}
			}
		}
	}
}

// eachRange are contents that fill codes to the last octet where counts grow longer or version information
// begins, and those where go-qrcode gives up a range because of a segment that it only weighed.
func eachRange() []string {
	var list []string
	for _, n := range []int{14, 17, 26, 27, 154, 155, 180, 181, 230, 231, 511, 512, 1367, 1368, 1465, 1466} {
		list = append(list, strings.Repeat("~", n))
	}
	digits := strings.Repeat("0123456789", 160)
	for _, n := range []int{205, 206, 300} {
		list = append(list, strings.Repeat("~", 50)+digits[:n])
	}
	for _, n := range []int{1447, 1448, 1500} {
		list = append(list, "~"+strings.Repeat("A", 600)+digits[:n])
	}
	return append(list, digits[:1023], digits[:1024], strings.Repeat("A", 511), strings.Repeat("A", 512))
}

// overlaps are contents in which two finder-like patterns overlap and the mask depends on how that is
// counted: on each rule in finders, one by one.
var overlaps = []string{
	"MXRAY 1O0L1J/E3DA*CEXX39G9: AYO+/W3IP22Y2-K9W*IRO /*YA3-XYQI:T*EFDJN*", // black, then all but the first
	".L8PC%886GWD8O1NW6P%+PBMJPZDOKC9PMEY1.2HA+3Q+H/$8ZD",                   // white that was counted before
	"L7R4MDTE96COKDU6YN46LR*02-OEO36R/TQF",                                  // nine rows after another
	"HKK8A7-3Y$$5/MCEENH.:Y%NJX*-P2P3SH*01RYTHYRT.ZIP%VD+Z9$BYCQL",          // fewer
	"*T687O56VIPOC0KX9XS Y5",                                                // at the end, without the first
	"D.GTD%5A8H4KP4-V-7:1R%*RI$SEUE$ZEKBY8WB1%ROQZ27BQ9Z4-25JPENLO$",        // at the end, too near another
}

// The kinds of content: one segment of each mode, or several segments.
const mixture = int(modes)

var kinds = [...]string{int(numeric): "digits", int(alphanumeric): "letters", int(octets): "octets",
	mixture: "a mixture"}

// compare encodes content both ways and tells the version, the kind and the mask of the code.
func compare(content string, level Level) (version, kind, mask int, err error) {
	segments, version := fit(content, level)
	if version == 0 {
		return 0, 0, 0, fmt.Errorf("%q at %s is too long", content, level)
	}
	kind = mixture
	if len(segments) == 1 {
		kind = int(segments[0].mode)
	}
	c, err := Encode(content, level)
	if err != nil {
		return 0, 0, 0, err
	}
	want, ok := peerCode(content, level)
	if !ok || c.version != version || want.version != version || maskOf(c) != maskOf(want) ||
		!bytes.Equal(c.bits, want.bits) {
		return 0, 0, 0, fmt.Errorf("%q at %s: version %d and mask %d differ from the peer's %d and %d",
			content, level, c.version, maskOf(c), want.version, maskOf(want))
	}
	return version, kind, maskOf(c), nil
}

// maskOf reads the number of the mask in the format information.
func maskOf(c *Code) (mask int) {
	for x := 2; x <= 4; x++ {
		mask <<= 1
		if c.Black(x, 8) {
			mask |= 1
		}
	}
	return mask ^ 0b101
}

// fill makes content of a kind that is as long as the version takes, or up to spare characters shorter.
func fill(r *rand.Rand, version int, level Level, kind, spare int) string {
	n := 1
	content := text(r, kind, 8*capacity(version, level)/3+8)
	for step := len(content) / 2; step > 0; step /= 2 {
		for n+step <= len(content) {
			if _, v := fit(content[:n+step], level); v == 0 || v > version {
				break
			}
			n += step
		}
	}
	return content[:max(1, n-spare)]
}

// text is n octets of a kind: octets are any or UTF-8, mixtures runs of everything.
func text(r *rand.Rand, kind, n int) string {
	var b []byte
	for len(b) < n {
		switch kind {
		case int(numeric):
			b = append(b, alphabet[r.IntN(10)])
		case int(alphanumeric):
			b = append(b, alphabet[r.IntN(len(alphabet))])
		case int(octets):
			b = append(b, byte(r.Uint32()))
		default:
			if len(b) == 0 { // in the smallest codes only this is not one segment
				b = append(b, "~"...)
				b = append(b, text(r, int(numeric), 11)...)
			}
			run := r.IntN(1 << r.IntN(7))
			if kind = r.IntN(mixture); kind == int(octets) && r.IntN(2) == 0 {
				b = append(b, strings.Repeat("ö李🎟~", 1+run)[:1+run]...)
			} else {
				b = append(b, text(r, kind, 1+run)...)
			}
			kind = mixture
		}
	}
	return string(b[:n])
}

// A tally counts what was compared.
type tally struct {
	sync.Mutex
	versions [lastDrawn + 1][H + 1][len(kinds)]int
	masks    [8]int
	all      int
}

// The same inputs on every machine: a job has its own random numbers.
func (y *tally) compare(t *testing.T, jobs int, content func(r *rand.Rand, job int) (string, Level)) {
	t.Helper()
	queue := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for job := range queue {
				c, level := content(rand.New(rand.NewPCG(18004, uint64(job))), job)
				version, kind, mask, err := compare(c, level)
				if err != nil {
					t.Error(err)
					continue
				}
				y.Lock()
				y.versions[version][level][kind]++
				y.masks[mask]++
				y.all++
				y.Unlock()
			}
		})
	}
	for job := 0; job < jobs && !t.Failed(); job++ {
		queue <- job
	}
	close(queue)
	workers.Wait()
}

// random is content for a version that is small more often than not.
func random(r *rand.Rand, most int) (string, Level) {
	version := 1
	for version < most && r.IntN(2) == 0 {
		version++
	}
	level := Level(r.IntN(len(levels)))
	return fill(r, version, level, r.IntN(len(kinds)), r.IntN(20)), level
}

func TestRandomEqualPeer(t *testing.T) {
	jobs := 3000
	if raceEnabled || testing.Short() {
		jobs = 300
	}
	var y tally
	y.compare(t, jobs, func(r *rand.Rand, job int) (string, Level) {
		if job < 4*lastDrawn { // each version and level, with a kind by turns
			version, level := 1+job/4, Level(job%4)
			return fill(r, version, level, (version+int(level))%len(kinds), 0), level
		}
		return random(r, lastDrawn)
	})
	t.Log(y.all, "codes, masks", y.masks)
}

// Every version that we draw, at every level, of every kind, with every mask.
func TestAllEqualPeer(t *testing.T) {
	if os.Getenv("CI") != "true" || raceEnabled || testing.Short() {
		t.Skip("takes a minute: CI=true and no -race or -short")
	}
	const full = lastDrawn * int(H+1) * len(kinds)
	var y tally
	y.compare(t, 100_000, func(r *rand.Rand, job int) (string, Level) {
		if job >= 2*full {
			return random(r, 8)
		}
		spare := job / full
		job %= full
		level := Level(job % int(H+1))
		return fill(r, 1+job/int(H+1)/len(kinds), level, job/int(H+1)%len(kinds), spare), level
	})
	for version := 1; version <= lastDrawn; version++ {
		for level := L; level <= H; level++ {
			for kind, n := range y.versions[version][level] {
				if n == 0 {
					t.Errorf("no code of version %d, level %s and %s", version, level, kinds[kind])
				}
			}
		}
	}
	for mask, n := range y.masks {
		if n == 0 {
			t.Errorf("no code with mask %d", mask)
		}
	}
	t.Log(y.all, "codes, masks", y.masks)
}

func FuzzEncode(f *testing.F) {
	for _, content := range slices.Concat(contents, eachRange(), overlaps) {
		f.Add(content, 1)
	}
	f.Fuzz(func(t *testing.T, content string, n int) {
		level := Level(n)
		c, err := Encode(content, level)
		if err != nil {
			if _, ok := peerCode(content, max(L, min(level, H))); ok && level >= L && level <= H {
				t.Fatal(err)
			}
			return
		}
		if c.Size() != 17+4*c.Version() || !c.Black(0, 0) || c.Black(-1, 0) || c.Black(c.Size(), 0) {
			t.Fatalf("version %d, size %d", c.Version(), c.Size())
		}
		if c.Version() > lastDrawn {
			return // it is the peer's
		}
		if _, err := c.Module(5); err == nil {
			t.Fatal("no code fits 5 mm")
		}
		if _, _, _, err := compare(content, level); err != nil {
			t.Fatal(err)
		}
	})
}

// One of 90 characters is what other systems print, one of 132 a signed ticket.
func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{90, 132} {
		for _, encoder := range []struct {
			name   string
			encode func(string, Level) (*Code, bool)
		}{{"ours", encode}, {"go-qrcode", peerCode}} {
			b.Run(fmt.Sprintf("%d/%s", n, encoder.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, ok := encoder.encode(ticketCode[:n], M); !ok {
						b.Fatal("too long")
					}
				}
			})
		}
	}
}
