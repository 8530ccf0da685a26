package eventfile

import (
	"fmt"
	"strings"
	"testing"
)

// TestFaultsOfLongFiles holds what the places of faults cost, and that a long file is told the words of
// a short one, and the lines.
func TestFaultsOfLongFiles(t *testing.T) {
	for _, size := range []int{10_000, 200_000, 1_000_000} {
		var b strings.Builder
		b.WriteString("name: x\nzone: UTC\nsessions:\n")
		var want []int
		for i := 0; b.Len() < size; i++ {
			if i%(size/1_000) == 5 {
				want = append(want, 4+2*i+1)
				fmt.Fprintf(&b, "  - title: Talk %d\n    abstract: on: colons\n", i)
			} else {
				fmt.Fprintf(&b, "  - title: Talk %d\n    abstract: what it is about\n", i)
			}
		}
		b.WriteString("  track: x\n")
		f := open([]byte(b.String()), Options{})
		f.read()
		if most := maxSearched + len(f.parsed); f.searched > most {
			t.Errorf("%d octets: %d were parsed for places, more than %d", size, f.searched, most)
		}
		if len(f.findings) != min(len(want)+1, maxFaults) {
			t.Errorf("%d octets: %d findings", size, len(f.findings))
		}
		for i, finding := range f.findings {
			if i == len(want) {
				break
			}
			if finding.Where.Line != want[i] || !strings.HasPrefix(finding.Message, "a colon in") {
				t.Errorf("%d octets: %v, want line %d", size, finding, want[i])
			}
		}

		text := strings.ReplaceAll(b.String(), "on: colons", "on colons")
		f = open([]byte(text), Options{})
		f.read()
		if len(f.findings) != 1 || f.errors != 1 || f.findings[0].Where.Line != len(f.lines)-1 {
			t.Errorf("%d octets: %v, want line %d", size, f.findings, len(f.lines)-1)
		}
		if m := f.findings[0].Message; m != noFit && m != "this does not belong to the value before it" {
			t.Errorf("%d octets: %s", size, m)
		}
	}
}
