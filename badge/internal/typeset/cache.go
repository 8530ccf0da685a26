package typeset

import "sync"

// A lineCache keeps shaped lines: a text is measured at many sizes and then drawn, and an organization
// is that of many. It is emptied when it is full, so that it is no larger for however many badges.
type lineCache struct {
	mu     sync.Mutex
	lines  map[lineKey]*ShapedLine
	octets int // that the lines take, about
}

type lineKey struct {
	style style
	text  string
}

const mostOctets = 1 << 24

func (m *lineCache) get(k lineKey) *ShapedLine {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.lines[k]
}

func (m *lineCache) keep(k lineKey, l *ShapedLine) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.lines == nil || m.octets > mostOctets {
		m.lines, m.octets = map[lineKey]*ShapedLine{}, 0
	}
	m.lines[k] = l
	m.octets += 512 + len(k.text) + 16*len(l.runes) + 24*len(l.Glyphs)
}
