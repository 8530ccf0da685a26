package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/ticket"
)

// keyName and publicName are the pair of keys beside an event file.
const (
	keyName    = "ticket.key"
	publicName = "ticket.pub"
)

// keys are the pair that signs the tickets of one event.
type keys struct {
	key     *ticket.Key
	public  *ticket.Public
	folder  string
	fresh   bool // neither file is there yet
	changed bool // the public file does not know all types yet
}

// openKeys reads the pair of keys in a folder, or makes one where neither file is there. One without the
// other is an error, and so is neither where the codes file of an earlier run is there: a second key would
// make every ticket printed with the first one invalid.
func (c *command) openKeys(folder, codes, event string, types []string) (*keys, error) {
	k := &keys{folder: folder}
	private, public := filepath.Join(folder, keyName), filepath.Join(folder, publicName)
	hasPrivate, hasPublic := exists(private), exists(public)
	switch {
	case hasPrivate && !hasPublic:
		return nil, failf("copy ticket.pub back, "+
			"or write it again from the key with: daysheet keygen --public-only "+folder,
			"%s is there but %s is not", private, public)
	case hasPublic && !hasPrivate:
		return nil, failf("copy ticket.key from the computer or the backup that has it; "+
			"only if no ticket is out yet, delete ticket.pub and a new pair will be made",
			"%s is there but %s is not, and no other key can sign for it", public, private)
	case !hasPrivate && exists(codes):
		return nil, failf("copy ticket.key and ticket.pub from the computer or the backup that has them; "+
			"only if no ticket is out yet, delete "+codes+" and a new pair will be made",
			"the keys that signed the codes in %s are not in %s", codes, folder)
	case !hasPrivate:
		key, err := ticket.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		if k.public, err = key.Public(event, types...); err != nil {
			return nil, err
		}
		k.key, k.fresh = key, true
		c.noticed.notice(agenda.Finding{Rule: "new-keys", Severity: agenda.Note,
			Message: "a new pair of keys was made; tickets printed with another pair are not valid with it",
			Hint:    "keep a copy of ticket.key, and take both files along to every computer that prints"})
		return k, nil
	}
	var err error
	if k.key, err = c.readKey(private); err != nil {
		return nil, err
	}
	if info, err := os.Stat(private); err == nil && !onWindows && info.Mode().Perm()&0o077 != 0 {
		c.noticed.notice(agenda.Finding{Rule: "key-readable", Severity: agenda.Warning,
			Where: agenda.Where{File: private}, Message: "others on this computer can read the private key",
			Hint: "chmod 600 " + private})
	}
	if k.public, err = c.readPublic(public); err != nil {
		return nil, err
	}
	if same, err := k.key.Public(event); err != nil {
		return nil, err
	} else if !same.Key.Equal(k.public.Key) {
		return nil, failf("put the two files of one pair side by side",
			"%s and %s are not one pair", private, public)
	}
	if k.public.Event != event {
		return nil, failf("write \"id: "+k.public.Event+"\" in the event file, "+
			"or use another folder for another event",
			"the keys in %s are those of the event %q, not of %q", folder, k.public.Event, event)
	}
	k.changed = slices.ContainsFunc(types, func(t string) bool { return !slices.Contains(k.public.Types, t) })
	return k, k.public.AddTypes(types...)
}

func (c *command) readKey(path string) (*ticket.Key, error) {
	return readPair(c, path, ticket.ParseKey)
}

func (c *command) readPublic(path string) (*ticket.Public, error) {
	return readPair(c, path, ticket.ParsePublic)
}

// readPair reads one file of a pair of keys.
func readPair[T any](c *command, path string, parse func([]byte) (T, error)) (v T, err error) {
	const limit = 16 << 20 // far beyond any key; parse refuses less
	err = c.read(path, func(in io.Reader) error {
		text, err := io.ReadAll(io.LimitReader(in, limit))
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, cause(err))
		}
		if v, err = parse(text); err != nil {
			return failf("copy it again from where it was made", "%s: %w", path, err)
		}
		return nil
	})
	return v, err
}

// stage writes what is new of the pair, the private key first.
func (k *keys) stage(b *batch, r *report) error {
	public, private := filepath.Join(k.folder, publicName), filepath.Join(k.folder, keyName)
	if k.fresh {
		if err := b.create(private, 0o600, k.writePrivate); err != nil {
			return err
		}
		r.didWrite(1, "private key", private, "keep it secret, and keep a copy")
	}
	if !k.fresh && !k.changed {
		return nil
	}
	if err := b.write(public, 0o644, marshalled(k.public)); err != nil {
		return err
	}
	note := "for the door"
	if !k.fresh {
		note = "with new ticket types: copy it to the door again"
	}
	r.didWrite(1, "public key", public, note)
	return nil
}

func (k *keys) writePrivate(w io.Writer) error {
	_, err := io.WriteString(w, k.key.Text())
	return err
}

func marshalled(v interface{ MarshalText() ([]byte, error) }) func(io.Writer) error {
	return func(w io.Writer) error {
		text, err := v.MarshalText()
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	}
}
