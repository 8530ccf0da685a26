package typeset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/fontscan"
)

// mostFontSize is how many octets a font file may have: those of all Han characters in five languages have
// less than 128 MB.
const mostFontSize = 256 << 20

// ErrKind is the error of a file that is no font, or one of a kind that is not read.
var ErrKind = errors.New("it is neither TrueType nor OpenType")

// ErrNone is the error of a folder without fonts.
var ErrNone = errors.New("no font is in this folder")

// fontsUnder gives the fonts of a file, or of all font files in a folder and below it, in order of their
// paths.
func fontsUnder(fsys fs.FS, name string) ([]*fontFile, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return scan(fsys, name)
	}
	var all []*fontFile
	err = fs.WalkDir(fsys, name, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isFont(p) {
			return err
		}
		found, err := scan(fsys, p)
		if all = append(all, found...); len(all) > mostFonts {
			return fmt.Errorf("%s: more than %d fonts", name, mostFonts)
		}
		return err
	})
	return all, err
}

func isFont(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".otf", ".ttc", ".otc":
		return !strings.HasPrefix(path.Base(name), ".")
	}
	return false
}

// scan reads what the fonts of a file cover.
func scan(fsys fs.FS, name string) ([]*fontFile, error) {
	var found []*fontFile
	err := reading(fsys, name, func(r ot.Resource) error {
		loaders, err := ot.NewLoaders(r)
		if err != nil {
			return err
		}
		for i, ld := range loaders {
			cmap, err := readCmap(ld)
			if err != nil {
				return err
			}
			f := &fontFile{name: name}
			if len(loaders) > 1 {
				f.name = fmt.Sprintf("%s, font %d", name, i+1)
			}
			f.looks, _ = font.Describe(ld, nil)
			f.covers = func(r rune) bool { g, ok := cmap.Lookup(r); return ok && g != 0 }
			f.load = sync.OnceValues(func() (parsed *font.Font, err error) {
				err = reading(fsys, name, func(r ot.Resource) (err error) {
					parsed, err = parse(r, i)
					return err
				})
				return parsed, err
			})
			found = append(found, f)
		}
		return nil
	})
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return found, err
}

// reading opens a file for a function that reads a font from it, whatever that does with a hostile one. Its
// errors lack the file's name, which whoever tells of them knows.
func reading(fsys fs.FS, name string, read func(ot.Resource) error) error {
	file, err := fsys.Open(name)
	if err != nil {
		if named := (*fs.PathError)(nil); errors.As(err, &named) {
			err = named.Err
		}
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() > mostFontSize {
		return fmt.Errorf("a font of %d MB is too large", info.Size()>>20)
	}
	r, ok := file.(ot.Resource)
	if !ok {
		all, err := io.ReadAll(io.LimitReader(file, mostFontSize))
		if err != nil {
			return err
		}
		r = strings.NewReader(string(all))
	}
	if err := guard(func() error {
		if err := tablesFit(r, info.Size()); err != nil {
			return err
		}
		if err := read(r); err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		return nil
	}); err != nil {
		return fmt.Errorf("no font that can be read: %w", err)
	}
	return nil
}

var errDamaged = errors.New("it is damaged")

// tablesFit checks that the tables of all fonts of a file lie in it: who reads them makes room for as many
// octets as the file says they have (ISO/IEC 14496-22 §4.5 and §4.6).
func tablesFit(r io.ReaderAt, size int64) error {
	head := make([]byte, 12)
	if _, err := r.ReadAt(head, 0); err != nil {
		return errors.New("it is too short")
	}
	offsets := []int64{0}
	if string(head[:4]) == "ttcf" {
		n := binary.BigEndian.Uint32(head[8:])
		if n == 0 || n > mostFonts {
			return fmt.Errorf("a collection of %d fonts", n)
		}
		list := make([]byte, 4*n)
		if _, err := r.ReadAt(list, 12); err != nil {
			return errors.New("it is too short")
		}
		offsets = offsets[:0]
		for i := range n {
			offsets = append(offsets, int64(binary.BigEndian.Uint32(list[4*i:])))
		}
	}
	for _, at := range offsets {
		if _, err := r.ReadAt(head, at); err != nil {
			return errors.New("it is too short")
		}
		switch string(head[:4]) {
		case "\x00\x01\x00\x00", "OTTO", "true":
		default:
			return ErrKind
		}
		list := make([]byte, 16*int(binary.BigEndian.Uint16(head[4:])))
		if _, err := r.ReadAt(list, at+12); err != nil {
			return errors.New("it is too short")
		}
		for ; len(list) > 0; list = list[16:] {
			start, length := binary.BigEndian.Uint32(list[8:]), binary.BigEndian.Uint32(list[12:])
			if int64(start)+int64(length) > size {
				return fmt.Errorf("its table %q lies beyond its end", list[:4])
			}
		}
	}
	return nil
}

// guard makes an error of a panic: font files are hostile, and their tables refer to each other.
func guard(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	return f()
}

func readCmap(ld *ot.Loader) (font.Cmap, error) {
	raw, err := ld.RawTable(ot.MustNewTag("cmap"))
	if err != nil {
		return nil, err
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil, err
	}
	cmap, _, err := font.ProcessCmap(table, tables.FPNone)
	return cmap, err
}

func parse(r ot.Resource, index int) (*font.Font, error) {
	loaders, err := ot.NewLoaders(r)
	if err != nil {
		return nil, err
	}
	if index >= len(loaders) {
		return nil, errors.New("the file has changed")
	}
	f, err := font.NewFont(loaders[index])
	if err == nil {
		listRanges(f)
	}
	return f, err
}

// quiet drops the messages of fontscan.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// systemFonts returns the fonts in the machine's folders for them, but those that cannot be read.
func systemFonts() ([]*fontFile, error) {
	folders, err := fontscan.DefaultFontDirectories(quiet{})
	if err != nil {
		return nil, err
	}
	var all []*fontFile
	seen := map[string]bool{} // a folder may lie in another one
	for _, folder := range folders {
		fsys := os.DirFS(folder)
		fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			path := filepath.Join(folder, name)
			if err != nil || d.IsDir() || !isFont(name) || seen[path] || len(all) >= mostFonts {
				return nil
			}
			seen[path] = true
			found, _ := scan(fsys, name)
			for _, f := range found {
				f.name = filepath.Join(folder, f.name)
			}
			all = append(all, found...)
			return nil
		})
	}
	return all, nil
}
