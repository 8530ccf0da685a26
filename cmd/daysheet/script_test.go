package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "refresh what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"daysheet": main})
}

// The scripts read like sessions at a terminal; each says in its first lines what it proves.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			env.Setenv("TZ", "Europe/Berlin")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "files": files, "snapshot": snapshot, "unchanged": unchanged, "replace": replace,
			"codes": codes, "spoil": spoil, "scanned": scanned, "clean": clean,
		},
	})
}

// exits runs a program that must end with the given exit code: exits 2 daysheet bulid.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("%v", err)
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// tree reads every file below a folder.
func tree(ts *testscript.TestScript, folder string) map[string]string {
	all := map[string]string{}
	root := ts.MkAbs(folder)
	ts.Check(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			all[filepath.ToSlash(rel)+"/"] = ""
			return nil
		}
		text, err := os.ReadFile(path)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	}))
	return all
}

// files compares the names of the files below a folder with a list: files meetup/out list.
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: files FOLDER LIST")
	}
	var names []string
	for name := range tree(ts, args[0]) {
		if !strings.HasSuffix(name, "/") {
			names = append(names, name+"\n")
		}
	}
	slices.Sort(names)
	if got, want := strings.Join(names, ""), ts.ReadFile(args[1]); got != want {
		ts.Fatalf("%s holds\n%swant\n%s", args[0], got, want)
	}
}

// clean fails where a file below a folder holds one of some words: clean meetup/out/site Okafor.
func clean(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: clean FOLDER WORD...")
	}
	for name, text := range tree(ts, args[0]) {
		for _, word := range args[1:] {
			if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				ts.Fatalf("%s holds %q", name, word)
			}
		}
	}
}

var snapshots sync.Map // of trees, by script and name

// snapshot remembers a folder; unchanged fails where it differs from what is remembered.
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: snapshot FOLDER NAME")
	}
	snapshots.Store(ts.Name()+" "+args[1], tree(ts, args[0]))
}

func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unchanged FOLDER NAME")
	}
	before, ok := snapshots.Load(ts.Name() + " " + args[1])
	if !ok {
		ts.Fatalf("no snapshot %s", args[1])
	}
	now := tree(ts, args[0])
	for name, text := range before.(map[string]string) {
		if got, ok := now[name]; !ok {
			ts.Fatalf("%s is gone", name)
		} else if got != text {
			ts.Fatalf("%s has changed", name)
		}
		delete(now, name)
	}
	for name := range now {
		ts.Fatalf("%s is new", name)
	}
}

// replace changes a text that must be in a file: replace event.yaml 'old' 'new'.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o644))
}

// codes takes the codes out of a codes.csv, one a line: codes codes.csv codes.txt.
func codes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: codes CSV FILE")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	var b strings.Builder
	for _, row := range rows[1:] {
		b.WriteString(row[slices.Index(rows[0], "code")] + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o644))
}

// spoil changes one character in the middle of the first line: spoil codes.txt.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: spoil FILE")
	}
	text := []byte(ts.ReadFile(args[0]))
	at := bytes.IndexByte(text, '\n') / 2
	if text[at]++; text[at] > 'Z' || text[at] < 'A' {
		text[at] = 'A'
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}

// scanned makes of the first two codes what scanners and people make of them, with a line that is no code
// between them: scanned codes.txt scanned.txt.
func scanned(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: scanned CODES FILE")
	}
	codes := strings.Split(ts.ReadFile(args[0]), "\n")
	text := "\ufeff" + codes[0] + "\r\n\r\n" + strings.Repeat("x", 3*maxLine) +
		"\r\n  " + strings.ToLower(codes[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
}
