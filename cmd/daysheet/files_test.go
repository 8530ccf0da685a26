package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func put(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func privateKey(path string) product {
	return product{line: line{where: path}, mode: private, fresh: true}
}

func fileNames(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A writer that fails half way leaves neither its file, nor the ones before it, nor their folders.
func TestBatchFails(t *testing.T) {
	folder := t.TempDir()
	var b batch
	deep := filepath.Join(folder, "out", "site", "a")
	if err := b.stage(product{line: line{where: deep}}, put("a")); err != nil {
		t.Fatal(err)
	}
	err := b.stage(product{line: line{where: filepath.Join(folder, "out", "b")}}, func(w io.Writer) error {
		return errors.Join(put("half")(w), errors.New("no more"))
	})
	if err == nil {
		t.Fatal("no error")
	}
	b.discard()
	if names := fileNames(t, folder); len(names) != 0 {
		t.Errorf("left behind: %q", names)
	}
}

// All files are replaced, or none: a failure half way puts back what was there, and takes away what was not.
func TestBatchAllOrNone(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	for _, name := range []string{"old", "blocked"} {
		if err := os.WriteFile(path(name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var b batch
	for _, name := range []string{"old", "new", "blocked", "last"} {
		if err := b.stage(product{line: line{where: path(name)}}, put("changed")); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.stage(privateKey(path("fresh")), put("key")); err != nil {
		t.Fatal(err)
	}
	// Meanwhile a folder has come to stand where a file should go.
	if err := errors.Join(os.Remove(path("blocked")), os.Mkdir(path("blocked"), 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(); err == nil {
		t.Error("a folder was replaced by a file")
	}
	b.discard()
	if text, err := os.ReadFile(path("old")); err != nil || string(text) != "old" {
		t.Errorf("the first file is %q, %v", text, err)
	}
	if names := fileNames(t, folder); !slices.Equal(names, []string{"blocked", "old"}) {
		t.Errorf("there are %q", names)
	}
}

// A file that must be new never replaces one, not even one that comes while the run goes on.
func TestBatchFresh(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ticket.key")
	var b batch
	if err := b.stage(privateKey(path), put("second")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(); err == nil {
		t.Error("a key was replaced")
	}
	b.discard()
	if text, err := os.ReadFile(path); err != nil || string(text) != "first" {
		t.Errorf("the key is %q, %v", text, err)
	}
	if err := b.stage(privateKey(path), put("third")); err == nil {
		t.Error("a key was staged over another")
	}
}
