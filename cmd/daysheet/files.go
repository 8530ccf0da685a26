package main

import (
	"cmp"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// A batch is the files of one run. Each is written whole beside its place; commit puts all of them in
// place, or none, and a run that ends before leaves nothing behind.
type batch struct {
	files []staged
	made  []string // folders, to be removed where nothing came of them
}

type staged struct {
	temp, path string
	mode       fs.FileMode
	fresh      bool   // must not replace a file
	backup     string // a second name of what is at path, while the batch is put in place
	placed     bool
}

// hidden is how the files begin that a run has not finished with; init keeps them out of git.
const hidden = ".daysheet-"

// stage writes a product beside its place. It replaces what is there, through links and with the mode that is
// there but for a private one; where it is fresh, nothing may be there.
func (b *batch) stage(p product, write func(io.Writer) error) error {
	s := staged{path: p.path, mode: cmp.Or(p.mode, public), fresh: p.fresh}
	if target, err := filepath.EvalSymlinks(s.path); err == nil && !s.fresh {
		s.path = target
	}
	switch info, err := os.Stat(s.path); {
	case s.fresh && exists(s.path):
		return failf("name another place, or move it away", "%s is there already", s.path)
	case err == nil && info.IsDir():
		return failf("name a file, or move the folder away", "cannot write %s: a folder is there", s.path)
	case err == nil && s.mode != private:
		s.mode = info.Mode().Perm()
	}
	if slices.ContainsFunc(b.files, func(o staged) bool { return o.path == s.path }) {
		return failf("name another file", "%s would be written twice", s.path)
	}
	if err := b.folder(filepath.Dir(s.path)); err != nil {
		return err
	}
	// Not os.CreateTemp, whose mode is fixed: the mode here is subject to the umask, as of any new file.
	s.temp = tempBeside(s.path)
	f, err := os.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, s.mode)
	if err != nil {
		return fileError("write in", filepath.Dir(s.path), err)
	}
	b.files = append(b.files, s)
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(fileError("write", s.path, err), f.Close())
	}
	return f.Close()
}

// tempBeside is a new name in the folder of path.
func tempBeside(path string) string { return filepath.Join(filepath.Dir(path), hidden+rand.Text()) }

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
		return fileError("make the folder", path, err)
	} else if err == nil {
		b.made = append(b.made, path)
	}
	return nil
}

// commit puts every file in its place, those first that must be new. What is replaced keeps a second name
// until all are in place, so that a failure half way puts everything back.
func (b *batch) commit() error {
	for _, fresh := range []bool{true, false} {
		for i := range b.files {
			if b.files[i].fresh != fresh {
				continue
			}
			if err := b.files[i].place(); err != nil {
				return errors.Join(fileError("replace", b.files[i].path, err), b.undo())
			}
		}
	}
	for _, s := range b.files {
		if s.backup != "" {
			os.Remove(s.backup) // a second name of what is gone; nobody needs it
		}
	}
	b.files, b.made = nil, nil
	return nil
}

func (s *staged) place() error {
	if s.fresh {
		err := moveFresh(s.temp, s.path)
		s.placed = err == nil
		return err
	}
	if exists(s.path) {
		backup := tempBeside(s.path)
		if err := keep(s.path, backup); err != nil {
			return err
		}
		s.backup = backup
	}
	err := os.Rename(s.temp, s.path)
	s.placed = err == nil
	return err
}

// keep gives a file a second name, or on a file system without links, a copy.
func keep(path, backup string) error {
	if err := os.Link(path, backup); err == nil {
		return nil
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(backup, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(backup)
	}
	return err
}

// undo puts back what the batch has replaced.
func (b *batch) undo() error {
	var failed []error
	for i := range b.files {
		s := &b.files[i]
		switch {
		case s.placed && s.backup != "":
			failed = append(failed, os.Rename(s.backup, s.path))
		case s.placed:
			failed = append(failed, os.Remove(s.path))
		case s.backup != "":
			failed = append(failed, os.Remove(s.backup))
		}
		s.placed, s.backup = false, ""
	}
	return errors.Join(failed...)
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
	if exists(to) { // a file system without links
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

// sharingViolation and accessDenied are what Windows says of a file that another program has open.
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
)

// fileError says what could not be done with a file, and what to do about it.
func fileError(verb, path string, err error) error {
	hint := ""
	switch {
	case onWindows && (errors.Is(err, accessDenied) || errors.Is(err, sharingViolation)):
		hint = "close it in other programs and try again; nothing was changed"
	case errors.Is(err, fs.ErrExist):
		hint = "another run has made it meanwhile; look, and try again"
	case errors.Is(err, fs.ErrPermission):
		hint = "look at who may write there"
	}
	return failf(hint, "cannot %s %s: %w", verb, path, cause(err))
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

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// read opens a file, or standard input for "-", and hands it to read.
func (c *command) read(path string, read func(io.Reader) error) error {
	if path == "-" {
		return read(c.stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return failf("", "cannot read %s: %w", path, cause(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return failf("name a file in it", "cannot read %s: it is a folder", path)
	}
	return read(f)
}
