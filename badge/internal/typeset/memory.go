package typeset

import "sync"

// A memory keeps the lines that were shaped last: a text is measured at many sizes and then drawn, and an
// organization is that of many. It holds at most two generations of lines, however many badges there are.
type memory struct {
	mu         sync.Mutex
	young, old map[lineKey]*ShapedLine
	weight     int // of the young ones
}

type lineKey struct {
	style style
	text  string
}

// generation is how many octets the lines of one take, about.
const generation = 1 << 23

// weight is how many octets a line takes, about.
func (l *ShapedLine) weight() int { return 512 + 16*len(l.runes) + 24*len(l.Glyphs) }

func (m *memory) get(k lineKey) *ShapedLine {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.young[k]
	if l == nil {
		if l = m.old[k]; l != nil {
			m.put(k, l)
		}
	}
	return l
}

func (m *memory) keep(k lineKey, l *ShapedLine) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(k, l)
}

func (m *memory) put(k lineKey, l *ShapedLine) {
	if m.weight >= generation || m.young == nil {
		m.old, m.young, m.weight = m.young, map[lineKey]*ShapedLine{}, 0
	}
	m.young[k] = l
	m.weight += len(k.text) + l.weight()
}
