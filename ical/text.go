package ical

import "strings"

// Words keeps the small texts of a feed in a few large pieces of memory.
type words struct{ b strings.Builder }

const wordsPiece = 32 << 10 // octets

func (w *words) room(n int) {
	if w.b.Cap()-w.b.Len() < n {
		w.b = strings.Builder{}
		w.b.Grow(max(wordsPiece, n))
	}
}

// keep gives b as a string.
func (w *words) keep(b []byte) string {
	w.room(len(b))
	start := w.b.Len()
	w.b.Write(b)
	return w.b.String()[start:]
}

// join gives the parts as one string.
func (w *words) join(parts ...string) string {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	w.room(n)
	start := w.b.Len()
	for _, p := range parts {
		w.b.WriteString(p)
	}
	return w.b.String()[start:]
}
