package ical

import (
	"bytes"
	"testing"
)

// A feed of 10,000 sessions.
func BenchmarkRead(b *testing.B) {
	var feed bytes.Buffer
	if _, err := Write(&feed, large(10_000), Options{}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(feed.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(feed.Bytes()), ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
