package typeset

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"
)

// A Pen draws text onto pages of gofpdf. It writes the operators itself (ISO 32000-1 §9), since gofpdf
// formats each number through fmt, and needs no document that knows the faces for that: what a page refers
// to, faces and forms, has to be among its resources. See [Used.Subsets] and [Used.Forms].
type Pen struct {
	pdf  *gofpdf.Fpdf
	used Used
	raw  []byte
}

// NewPen makes a pen that draws on a page.
func NewPen(page *gofpdf.Fpdf) *Pen { return &Pen{pdf: page} }

// On moves the pen to another page or template.
func (p *Pen) On(page *gofpdf.Fpdf) { p.pdf = page }

// Text draws s with its baseline starting at x, y (mm from the page's top left corner) at size pt, in the
// colour that shapes are filled with. A rune that no font covers is an error: Prepare takes those out, and a
// viewer would draw a box for it.
func (p *Pen) Text(face Face, size, x, y float64, s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("typeset: %q reached the page and is not UTF-8", s)
	}
	_, height := p.pdf.GetPageSize()
	x, y = x*perMM, (height-y)*perMM
	if !face.simple(s) {
		return p.shaped(face, size, x, y, s)
	}
	b := p.begin(p.raw[:0], face.style, size)
	b = append(b, ' ')
	b = append(AppendNumber(b, x, 2), ' ')
	b = append(AppendNumber(b, y, 2), " Td ("...)
	for _, r := range s {
		p.used.add(face.style, r)
		b = escaped(escaped(b, byte(r>>8)), byte(r)) // codes of gofpdf's fonts are UTF-16
	}
	b = append(b, ") Tj ET"...)
	p.raw = b
	p.pdf.RawWriteStr(string(b))
	return p.pdf.Error()
}

// begin begins text in a face.
func (p *Pen) begin(b []byte, s style, size float64) []byte {
	b = append(append(append(b, "BT /"...), faces[s].name...), ' ')
	return append(AppendNumber(b, size, 2), " Tf"...)
}

// escaped appends an octet of a string in parentheses (§7.3.4.2).
func escaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// AppendNumber appends a number of less than a million as PDF writes one, with so many decimals at most.
func AppendNumber(b []byte, v float64, decimals int) []byte {
	scale := 1
	for range decimals {
		scale *= 10
	}
	n := int(math.Round(v * float64(scale)))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/scale), 10)
	if n %= scale; n == 0 {
		return b
	}
	b = append(b, '.')
	for ; n > 0; n %= scale {
		scale /= 10
		b = append(b, byte('0'+n/scale))
	}
	return b
}

// perMM are the points of one mm.
const perMM = 1 / MM

// shaped draws a shaped line: the outlines of its glyphs, and over them the text itself, which is not seen.
func (p *Pen) shaped(face Face, size, left, base float64, s string) error {
	l := face.shape(s)
	for i, r := range l.runes {
		if l.missing[i] {
			if err := face.set().Err(); err != nil {
				return err
			}
			return fmt.Errorf("typeset: %U reached the page without a glyph in any font", r)
		}
	}
	b := p.raw[:0]
	if len(l.glyphs) > 0 {
		// Each step is from where the last glyph was drawn, so that steps are short, and the same for a text
		// wherever it stands.
		k := AppendNumber(nil, size/unitsPerEm, 4)
		b = append(append(append(append(append(b, "q "...), k...), " 0 0 "...), k...), ' ')
		b = append(AppendNumber(b, left, 2), ' ')
		b = append(AppendNumber(b, base, 2), " cm\n"...)
		var atX, atY int
		for _, g := range l.glyphs {
			p.used.form(g.form)
			toX, toY := tenths(g.x+g.form.box.left), tenths(g.y+g.form.box.bottom)
			b = append(b, "1 0 0 1 "...)
			b = append(appendTenths(b, toX-atX), ' ')
			b = append(appendTenths(b, toY-atY), " cm/"...)
			b = append(append(b, g.form.Name...), " Do\n"...)
			atX, atY = toX, toY
		}
		b = append(b, "Q\n"...)
	}
	p.used.add(face.style, ' ')
	b = p.find(p.begin(b, face.style, size), face.style, l, size, left, base)
	p.pdf.RawWriteStr(string(b))
	p.raw = b
	return p.pdf.Error()
}

// tenths are a length in em as tenths of the units of forms.
func tenths(em float64) int {
	if em < 0 {
		return -int(-em*10*unitsPerEm + 0.5)
	}
	return int(em*10*unitsPerEm + 0.5)
}

func appendTenths(b []byte, n int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/10), 10)
	if n%10 != 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return b
}

// find writes the text of a line in rendering mode 3, neither filled nor stroked (ISO 32000-1 §9.3.6), in the
// face that is selected: codes of gofpdf's fonts are UTF-16, and its ToUnicode takes each for itself, whether
// the font has a glyph or not. Runs stand where their glyphs do, in visual order as readers of PDFs expect;
// they turn those around that run from right to left. What two codes make one rune of says ActualText.
func (p *Pen) find(b []byte, s style, l *line, size, left, base float64) []byte {
	m := loaded[s]()
	b = append(b, " 3 Tr"...)
	for _, r := range l.runs {
		var codes []byte
		wide, beyond := 0, false
		order := r.text
		if r.rtl {
			order = slices.Clone(order)
			slices.Reverse(order)
			if unicode.Is(unicode.Mn, order[0]) { // on the edge, readers take it for a sign between runs
				order = append([]rune{'\u200f'}, order...)
			}
		}
		for i, c := range order {
			if c == '\u200b' || c == '\u200e' || c == '\u200f' && i > 0 || tag(c) {
				continue
			}
			if c > 0xffff {
				beyond = true
				c -= 0x10000
				codes = hexed(hexed(codes, 0xd800+c>>10), 0xdc00+c&0x3ff)
				wide += 2 * m.lacking
				continue
			}
			codes = hexed(codes, c)
			if m.letter(c).advance < 0 {
				wide += m.lacking
				continue
			}
			p.used.add(s, c) // some readers look for spaces where a glyph is narrower than its width
			wide += int(m.letter(c).advance)
		}
		if len(codes) == 0 {
			continue
		}
		if beyond {
			b = append(append(append(b, "/Span<</ActualText<feff"...), codes...), ">>>BDC"...)
		}
		if stretch := 100 * r.width * 1000 / float64(max(wide, 1)); stretch > 1 {
			b = fmt.Appendf(b, " %.1f Tz", min(stretch, 1000))
		}
		b = fmt.Appendf(b, " 1 0 0 1 %.2f %.2f Tm<%s>Tj\n", left+r.x*size, base, codes)
		if beyond {
			b = append(b, "EMC "...)
		}
	}
	return append(b, "0 Tr 100 Tz ET"...)
}

// hexed appends a code of 16 bits in hexadecimal.
func hexed(b []byte, code rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, digits[code>>12&15], digits[code>>8&15], digits[code>>4&15], digits[code&15])
}

// Used is what pens have drawn and a document therefore has to embed: runes of the faces, and forms.
type Used struct {
	runes [len(faces)]*[0x10000 / 64]uint64
	forms map[string]*Form
}

func (u *Used) add(s style, r rune) {
	if u.runes[s] == nil {
		u.runes[s] = new([0x10000 / 64]uint64)
	}
	u.runes[s][r/64] |= 1 << (r % 64)
}

func (u *Used) form(f *Form) {
	if u.forms == nil {
		u.forms = map[string]*Form{}
	}
	u.forms[f.Name] = f
}

// Join adds to u what another pen has drawn.
func (u *Used) Join(other Used) {
	for s, runes := range other.runes {
		if runes == nil {
			continue
		}
		if u.runes[s] == nil {
			u.runes[s] = new([0x10000 / 64]uint64)
		}
		for i, word := range runes {
			u.runes[s][i] |= word
		}
	}
	for _, f := range other.forms {
		u.form(f)
	}
}

// Forms are the outlines that were drawn, in order of their names.
func (u Used) Forms() []*Form {
	return slices.SortedFunc(maps.Values(u.forms), func(a, b *Form) int {
		return strings.Compare(a.Name, b.Name)
	})
}

// Empty reports whether nothing was drawn.
func (u Used) Empty() bool { return u.runes == Used{}.runes && len(u.forms) == 0 }

// Used is what the pen has drawn so far.
func (p *Pen) Used() Used { return p.used }

// A Subset is what pages use of a face.
type Subset struct {
	Name  string // that they have for it
	style style
	runes *[0x10000 / 64]uint64
}

// Subsets are those of the faces that were drawn, always in one order.
func (u Used) Subsets() []Subset {
	var all []Subset
	for s, runes := range u.runes {
		if runes != nil {
			all = append(all, Subset{faces[s].name, style(s), runes})
		}
	}
	return all
}

// Embed has a document embed the subset, as gofpdf embeds what is drawn on a page or template of it.
func (s Subset) Embed(page *gofpdf.Fpdf) error {
	family := faces[s.style].family
	page.AddUTF8FontFromBytes(family, "", bytes.Clone(faces[s.style].ttf))
	page.SetFont(family, "", 1)
	for i, word := range s.runes {
		for ; word != 0; word &= word - 1 {
			page.Text(0, 0, string(rune(i*64+bits.TrailingZeros64(word))))
		}
	}
	return page.Error()
}
