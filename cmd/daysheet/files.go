package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A batch is the files of one run. Each is written whole beside its place; commit puts all of them in
// place, and a run that ends before leaves nothing behind.
type batch struct {
	files []staged
	made  []string // folders, to be removed where nothing came of them
}

type staged struct {
	temp, path string
	mode       fs.FileMode
	fresh      bool // must not replace a file
}

// write stages a file that replaces what is at path.
func (b *batch) write(path string, mode fs.FileMode, write func(io.Writer) error) error {
	return b.stage(staged{path: path, mode: mode}, write)
}

// create stages a file at a path where none may be.
func (b *batch) create(path string, mode fs.FileMode, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return failf("name another place, or move it away", "%s is there already", path)
	}
	return b.stage(staged{path: path, mode: mode, fresh: true}, write)
}

func (b *batch) stage(s staged, write func(io.Writer) error) (err error) {
	if err := b.folder(filepath.Dir(s.path)); err != nil {
		return err
	}
	// Not os.CreateTemp, whose mode is fixed: the mode here is subject to the umask, as of any new file.
	s.temp = filepath.Join(filepath.Dir(s.path), ".daysheet-"+rand.Text())
	f, err := os.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, s.mode)
	if err != nil {
		return fmt.Errorf("cannot write in %s: %w", filepath.Dir(s.path), cause(err))
	}
	b.files = append(b.files, s)
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// folder makes a folder and those above it.
func (b *batch) folder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(path); parent != path {
		if err := b.folder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("cannot make the folder %s: %w", path, cause(err))
	} else if err == nil {
		b.made = append(b.made, path)
	}
	return nil
}

// commit puts every file in its place. Before the first one moves it makes sure that none is held open or
// protected, so that a run replaces all files or none.
func (b *batch) commit() error {
	for _, s := range b.files {
		f, err := os.OpenFile(s.path, os.O_RDWR, 0)
		switch {
		case err == nil:
			if err := f.Close(); err != nil {
				return err
			}
		case !errors.Is(err, fs.ErrNotExist):
			return failf("close it in other programs and try again; nothing was changed",
				"cannot replace %s: %w", s.path, cause(err))
		}
	}
	for i, s := range b.files {
		move := os.Rename
		if s.fresh {
			move = moveFresh
		}
		if err := move(s.temp, s.path); err != nil {
			b.files = b.files[i:]
			return failf("close it in other programs and try again", "cannot replace %s: %w", s.path, cause(err))
		}
	}
	b.files, b.made = nil, nil
	return nil
}

// moveFresh moves a file to a place where none may be, whatever another process does meanwhile.
func moveFresh(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil { // a file system without links
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// discard removes what was staged and not committed.
func (b *batch) discard() {
	for _, s := range b.files {
		os.Remove(s.temp)
	}
	for _, path := range slices.Backward(b.made) {
		os.Remove(path) // fails, rightly, where something else is in it
	}
	b.files, b.made = nil, nil
}

// cause leaves out of a file error the name, which the message has already.
func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	if l := (*os.LinkError)(nil); errors.As(err, &l) {
		return l.Err
	}
	return err
}

// read opens a file, or standard input for "-", and hands it to read.
func (c *command) read(path string, read func(io.Reader) error) error {
	if path == "-" {
		return read(c.stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, cause(err))
	}
	defer f.Close()
	return read(f)
}
