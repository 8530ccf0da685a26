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

	"github.com/daysheet/daysheet/badge/ticket"
)

// A batch is the files of one run. Each is written whole beside its place; commit puts all of them in
// place, or none, and discard leaves nothing behind of a run that ends before.
type batch struct {
	files []staged
	made  []string // folders, to be removed where nothing came of them, the deepest first
}

type staged struct {
	temp, path string
	fresh      bool   // must not replace a file
	backup     string // what was at path, while the batch is put in place
	placed     bool
}

// hidden is how the files begin that a run has not finished with; init keeps them out of git.
const hidden = ".daysheet-"

// stage writes a product beside its place. It replaces what is there, through links and with the mode that is
// there but for a private one; where it is fresh, nothing may be there.
func (b *batch) stage(p product, write func(io.Writer) error) error {
	s := staged{path: p.where, fresh: p.fresh}
	mode := cmp.Or(p.mode, public)
	if target, err := filepath.EvalSymlinks(s.path); err == nil && !s.fresh {
		s.path = target
	}
	switch info, err := os.Stat(s.path); {
	case s.fresh && exists(s.path):
		hint := "name another place, or move it away"
		if name := filepath.Base(s.path); name == ticket.KeyName || name == ticket.PublicName {
			hint = "use it: a second key makes every ticket that is out invalid"
		}
		return failf(hint, "%s is there already", s.path)
	case err == nil && info.IsDir():
		return failf("name a file, or move the folder away", "cannot write %s: a folder is there", s.path)
	case err == nil && mode != private:
		mode = info.Mode().Perm()
	}
	if slices.ContainsFunc(b.files, func(o staged) bool { return o.path == s.path }) {
		return failf("name another file", "%s would be written twice", s.path)
	}
	folder := filepath.Dir(s.path)
	var missing []string
	for f := folder; !exists(f); f = filepath.Dir(f) {
		missing = append(missing, f)
	}
	b.made = append(missing, b.made...)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fileError("make the folder", folder, err)
	}
	// Not os.CreateTemp, whose mode is fixed: the mode here is subject to the umask, as of any new file.
	s.temp = tempBeside(s.path)
	f, err := os.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fileError("write in", folder, err)
	}
	b.files = append(b.files, s)
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fileError("write", s.path, err)
	}
	return nil
}

// tempBeside is a new name in the folder of path.
func tempBeside(path string) string { return filepath.Join(filepath.Dir(path), hidden+rand.Text()) }

// commit puts every file in its place. What is replaced is kept until all are in place, so that a failure
// half way puts everything back.
func (b *batch) commit() error {
	for i := range b.files {
		if err := b.files[i].place(); err != nil {
			return errors.Join(fileError("replace", b.files[i].path, err), b.undo())
		}
	}
	for _, s := range b.files {
		for _, name := range []string{s.temp, s.backup} {
			os.Remove(name) // where there is one, it is a second name of what is in place, or gone
		}
	}
	*b = batch{}
	return nil
}

func (s *staged) place() error {
	info, err := os.Lstat(s.path)
	found := err == nil
	switch {
	case s.fresh: // a link, unlike a rename, never replaces what another run has made meanwhile
		err := os.Link(s.temp, s.path)
		if s.placed = err == nil; s.placed || found || errors.Is(err, fs.ErrExist) {
			return err
		}
	case found && info.IsDir():
		return syscall.EISDIR
	case found:
		backup := tempBeside(s.path)
		if os.Link(s.path, backup) != nil { // a file system without links
			if err := os.Rename(s.path, backup); err != nil {
				return err
			}
		}
		s.backup = backup
	}
	err = os.Rename(s.temp, s.path)
	s.placed = err == nil
	return err
}

// undo puts back what the batch has replaced.
func (b *batch) undo() error {
	var failed []error
	for _, s := range b.files {
		switch {
		case s.backup != "" && (s.placed || !exists(s.path)):
			failed = append(failed, os.Rename(s.backup, s.path))
		case s.backup != "":
			failed = append(failed, os.Remove(s.backup))
		case s.placed:
			failed = append(failed, os.Remove(s.path))
		}
	}
	return errors.Join(failed...)
}

// discard removes what was staged and not committed.
func (b *batch) discard() {
	for _, s := range b.files {
		os.Remove(s.temp)
	}
	for _, path := range b.made {
		os.Remove(path) // fails, rightly, where something else is in it
	}
	*b = batch{}
}

// sharingViolation is the error of Windows for a file that another program has open.
const sharingViolation = syscall.Errno(32)

// fileError says what could not be done with a file, and what to do about it.
func fileError(verb, path string, err error) error {
	hint := ""
	switch {
	case onWindows && (errors.Is(err, fs.ErrPermission) || errors.Is(err, sharingViolation)):
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

// open opens a file, or standard input for "-", and hands it to read.
func (c *command) open(path string, read func(io.Reader) error) error {
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
