package pdf

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// A file numbers the objects of a PDF and writes them as they come (ISO 32000-1 §7.5). What holds no octets
// of its own, as the dictionary of a page, is packed into object streams, where it takes a tenth of the room.
type file struct {
	w      *bufio.Writer
	err    error
	size   int64
	sum    hash.Hash // of all that is written, for the file's identifier
	places []place   // of each object, from number 1
	pack   []byte    // objects for the next object stream
	packed []int     // their numbers
	starts []int     // and where they begin
	flate  flater
	line   []byte
}

// A place is where an object is: the offset in the file, or the number of its object stream, above the index
// there, which is alone for an object that is in none.
type place uint64

const alone = 0xffff

// mostPacked bounds an object stream: a viewer unpacks all of it to get at one object.
const mostPacked = 128

func newFile(w io.Writer) *file {
	f := &file{w: bufio.NewWriterSize(w, 1<<16), sum: sha256.New()}
	// The second line tells programs that the file is not text (§7.5.2).
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

func (f *file) write(b []byte) {
	f.sum.Write(b)
	f.size += int64(len(b))
	if _, err := f.w.Write(b); err != nil && f.err == nil {
		f.err = err
	}
}

// number is that of a new object.
func (f *file) number() int {
	f.places = append(f.places, 0)
	return len(f.places)
}

// stream writes an object that is a stream; dict are the entries of its dictionary but for Length.
func (f *file) stream(n int, dict string, data []byte) {
	f.places[n-1] = place(f.size<<16 | alone)
	b := strconv.AppendInt(f.line[:0], int64(n), 10)
	b = append(b, " 0 obj\n<<"...)
	b = append(b, dict...)
	b = append(b, "/Length "...)
	b = strconv.AppendInt(b, int64(len(data)), 10)
	b = append(b, ">>\nstream\n"...)
	f.line = b
	f.write(b)
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// deflated writes a stream that is not deflated yet.
func (f *file) deflated(n int, dict string, data []byte) {
	f.stream(n, dict+"/Filter/FlateDecode", f.flate.deflate(nil, data))
}

// object writes an object that is no stream.
func (f *file) object(n int, format string, args ...any) {
	f.packed, f.starts = append(f.packed, n), append(f.starts, len(f.pack))
	f.pack = fmt.Appendf(f.pack, format, args...)
	f.pack = append(f.pack, '\n')
	if len(f.packed) == mostPacked {
		f.flush()
	}
}

// flush writes what is packed as an object stream (§7.5.7).
func (f *file) flush() {
	if len(f.packed) == 0 {
		return
	}
	stream := f.number()
	var all []byte
	for i, n := range f.packed {
		f.places[n-1] = place(stream<<16 | i)
		all = fmt.Appendf(all, "%d %d ", n, f.starts[i])
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.packed), len(all))
	f.deflated(stream, dict, append(all, f.pack...))
	f.pack, f.packed, f.starts = f.pack[:0], f.packed[:0], f.starts[:0]
}

// end writes the cross-reference stream (§7.5.8) and what makes a reader find it.
func (f *file) end(catalog, info int) error {
	f.flush()
	n, at := f.number(), f.size
	f.places[n-1] = place(at<<16 | alone)
	wide := 1 // octets of an offset or a number
	for most := max(at, int64(len(f.places))); most >= 1<<(8*wide); {
		wide++
	}
	// Each row is told by how it differs from the one above (PNG's filter Up), which deflates to little.
	width := 1 + wide + 2
	above, row := make([]byte, width), make([]byte, width)
	rows := make([]byte, 0, (1+len(f.places))*(1+width))
	put := func(kind byte, value uint64, index uint16) {
		var v [8]byte
		binary.BigEndian.PutUint64(v[:], value)
		row[0] = kind
		copy(row[1:], v[8-wide:])
		binary.BigEndian.PutUint16(row[1+wide:], index)
		rows = append(rows, 2)
		for i, b := range row {
			rows = append(rows, b-above[i])
		}
		above, row = row, above
	}
	put(0, 0, 0xffff)
	for _, p := range f.places {
		if index := uint16(p); index == alone {
			put(1, uint64(p>>16), 0)
		} else {
			put(2, uint64(p>>16), index)
		}
	}
	id := hex.EncodeToString(f.sum.Sum(nil)[:16])
	dict := fmt.Sprintf("/Type/XRef/Size %d/W[1 %d 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%[5]s>]"+
		"/DecodeParms<</Predictor 12/Columns %d>>", len(f.places)+1, wide, catalog, info, id, width)
	f.deflated(n, dict, rows)
	f.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", at))
	if err := f.w.Flush(); err != nil && f.err == nil {
		f.err = err
	}
	return f.err
}

// A flater deflates. It keeps the tables of zlib, which are far larger than a page.
type flater struct{ w *zlib.Writer }

// level makes a page of badges 4 % larger than the best one, in a third of the time.
const level = 1

// deflate appends data, deflated, to out.
func (z *flater) deflate(out, data []byte) []byte {
	b := bytes.NewBuffer(out)
	if z.w == nil {
		z.w, _ = zlib.NewWriterLevel(b, level) // an error only for another level
	} else {
		z.w.Reset(b)
	}
	z.w.Write(data) // a Buffer takes everything
	z.w.Close()
	return b.Bytes()
}

// text is a text string (§7.9.2): plain where it is ASCII, else UTF-16.
func text(s string) string {
	b := []byte{'('}
	for _, r := range s {
		if r < ' ' || r > '~' {
			return wide(s)
		}
		if r == '(' || r == ')' || r == '\\' {
			b = append(b, '\\')
		}
		b = append(b, byte(r))
	}
	return string(append(b, ')'))
}

func wide(s string) string {
	b := []byte("<feff")
	for _, unit := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04x", unit)
	}
	return string(append(b, '>'))
}

// date is a date (§7.9.4).
func date(t time.Time) string { return t.UTC().Format("(D:20060102150405+00'00')") }
