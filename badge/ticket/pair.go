package ticket

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
)

// The names of the two files of a [Pair].
const (
	KeyName    = "ticket.key"
	PublicName = "ticket.pub"
)

// A Pair is the two files that sign and verify the tickets of one event. They lie in one folder, beside the
// event file, and are made together only when neither is there: a second key would make every ticket that
// was printed with the first one invalid.
type Pair struct {
	Key    *Key
	Public *Public

	New     bool // neither file was there: both are to be written, the private one for its owner alone (0600)
	Changed bool // ticket.pub lacked some of the types and is to be written again
	Exposed bool // others on this computer can read ticket.key
}

// OpenPair reads the pair of an event from fsys, and adds the names of ticket types to its public part. Where
// neither file is there it makes a new pair; it writes nothing. The folder is what messages call fsys.
//
// The error is a [PairError] where one file is there without the other, is damaged, is not of one pair with
// the other, or is of another event.
func OpenPair(fsys fs.FS, folder, event string, types ...string) (*Pair, error) {
	private, public := filepath.Join(folder, KeyName), filepath.Join(folder, PublicName)
	key, noKey := readFile(fsys, KeyName, private, ParseKey)
	verifier, noPublic := readFile(fsys, PublicName, public, ParsePublic)
	switch keyGone, publicGone := isGone(fsys, KeyName), isGone(fsys, PublicName); {
	case keyGone && publicGone:
		return newPair(event, types)
	case publicGone:
		return nil, &PairError{fmt.Errorf("%s is there but %s is not", private, public),
			"copy ticket.pub back, or write it again from the key", true}
	case keyGone:
		return nil, pairErrorf("copy ticket.key from the computer or the backup that has it; "+
			"only if no ticket is out yet, delete ticket.pub and a new pair will be made",
			"%s is there but %s is not, and no other key can sign for it", public, private)
	case noKey != nil:
		return nil, noKey
	case noPublic != nil:
		return nil, noPublic
	case !key.public().Equal(verifier.Key):
		return nil, pairErrorf("put the two files of one pair side by side",
			"%s and %s are not one pair", private, public)
	case verifier.Event != event:
		return nil, pairErrorf("write \"id: "+verifier.Event+"\" in the event file, "+
			"or use another folder for another event",
			"the keys in %s are those of the event %q, not of %q", folder, verifier.Event, event)
	}
	p := &Pair{Key: key, Public: verifier}
	p.Changed = slices.ContainsFunc(types, func(t string) bool {
		return t != "" && !slices.Contains(verifier.Types, t)
	})
	if info, err := fs.Stat(fsys, KeyName); err == nil && runtime.GOOS != "windows" {
		p.Exposed = info.Mode().Perm()&0o077 != 0
	}
	return p, verifier.AddTypes(types...)
}

// isGone reports whether a name is not there. A link to what is not there is: the disk may come back.
func isGone(fsys fs.FS, name string) bool {
	_, err := fs.Lstat(fsys, name)
	return errors.Is(err, fs.ErrNotExist)
}

func newPair(event string, types []string) (*Pair, error) {
	key, err := GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	public, err := key.Public(event, types...)
	if err != nil {
		return nil, err
	}
	return &Pair{Key: key, Public: public, New: true}, nil
}

// ReadKey reads the private file of a pair. The error is a [PairError].
func ReadKey(fsys fs.FS, name string) (*Key, error) { return readFile(fsys, name, name, ParseKey) }

// ReadPublic reads the public file of a pair. The error is a [PairError].
func ReadPublic(fsys fs.FS, name string) (*Public, error) {
	return readFile(fsys, name, name, ParsePublic)
}

// readFile reads one file of a pair, which messages call shown.
func readFile[T any](fsys fs.FS, name, shown string, parse func([]byte) (T, error)) (v T, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return v, cannotRead(shown, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, int64(publicKind.size)+1)) // one more, which parse refuses
	if err != nil {
		return v, cannotRead(shown, err)
	}
	if v, err = parse(text); err != nil {
		return v, pairErrorf("copy it again from where it was made", "%s: %w", shown, err)
	}
	return v, nil
}

func cannotRead(name string, err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err // without the name, which stands before it
	}
	hint := ""
	if errors.Is(err, fs.ErrNotExist) {
		hint = "where it is a link, connect the disk that it leads to"
	}
	return pairErrorf(hint, "cannot read %s: %w", name, err)
}

// A PairError says what is wrong with the files of a pair.
type PairError struct {
	err  error
	hint string
	// PublicGone says that only the public file is missing, which [Key.Public] gives again.
	PublicGone bool
}

func (e *PairError) Error() string { return e.err.Error() }
func (e *PairError) Unwrap() error { return e.err }

// Hint says what to do about it.
func (e *PairError) Hint() string { return e.hint }

func pairErrorf(hint, format string, args ...any) error {
	return &PairError{fmt.Errorf(format, args...), hint, false}
}
