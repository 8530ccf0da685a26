package badge_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
)

// crowd are n people of whom no two are alike, with codes of 90 characters as ticket shops make them.
func crowd(n int) []roster.Attendee {
	some := people()[:10] // of many lengths; all that the fonts have
	list := make([]roster.Attendee, n)
	for i := range list {
		a := some[i%len(some)]
		a.FamilyName += " " + string(rune('a'+i%26)) + string(rune('a'+i/26%26))
		a.Code = fmt.Sprintf("%s%010d", strings.Repeat("fcRNL2ED", 10), i*7919)
		a.Number[0], a.Number[1], a.Number[7] = byte(i), byte(i>>8), 1
		list[i] = a
	}
	return list
}

func benchmark(b *testing.B, write func(context.Context, io.Writer, *agenda.Event, []roster.Attendee,
	badge.Design) (agenda.Findings, error), n int, name string) {
	s, err := stock.Find(name)
	if err != nil {
		b.Fatal(err)
	}
	e, list := kafka(), crowd(n)
	b.ReportAllocs()
	var size counter
	for b.Loop() {
		size = 0
		if _, err := write(b.Context(), &size, e, list, badge.Design{Stock: s}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "people/s")
	b.ReportMetric(float64(size)/float64(n), "octets/person")
}

type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func BenchmarkWriteBadges(b *testing.B) {
	for _, stock := range []string{"a6", "avery-l7418"} {
		for _, n := range []int{1, 1000, 10_000} {
			b.Run(fmt.Sprint(stock, " ", n), func(b *testing.B) { benchmark(b, badge.WriteBadges, n, stock) })
		}
	}
}

func BenchmarkWriteTickets(b *testing.B) { benchmark(b, badge.WriteTickets, 1000, "a6") }
