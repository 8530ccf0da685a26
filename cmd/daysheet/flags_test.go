package main

import (
	"slices"
	"strings"
	"testing"
)

// Flags count wherever they stand, and nothing that is an argument becomes a flag or a flag's value.
func TestFlagsFirst(t *testing.T) {
	app := (&command{}).app()
	for _, tt := range []struct{ args, want string }{
		{"daysheet", "daysheet"},
		{"daysheet --help", "daysheet --help"},
		{"daysheet bulid -x y", "daysheet bulid -x y"},
		{"daysheet badges e a -o x", "daysheet badges -o x -- e a"},
		{"daysheet badges e -o x a --strict", "daysheet badges -o x --strict -- e a"},
		{"daysheet badges --strict e a", "daysheet badges --strict -- e a"},
		{"daysheet badges -o=x e --stock=a6 a", "daysheet badges -o=x --stock=a6 -- e a"},
		{"daysheet badges e -o - a", "daysheet badges -o - -- e a"},
		{"daysheet badges - a", "daysheet badges -- - a"},
		{"daysheet verify -- -AB -o", "daysheet verify -- -AB -o"},
		{"daysheet verify A --json -- -AB", "daysheet verify --json -- A -AB"},
		{"daysheet badges e --unknown a", "daysheet badges --unknown -- e a"},
		{"daysheet badges e -h", "daysheet badges -h -- e"},
	} {
		got, err := flagsFirst(app, strings.Fields(tt.args))
		if err != nil || !slices.Equal(got, strings.Fields(tt.want)) {
			t.Errorf("%s\n got %q, %v\nwant %q", tt.args, got, err, tt.want)
		}
	}
	if got, err := flagsFirst(app, strings.Fields("daysheet badges e a -o")); err == nil {
		t.Errorf("a flag without its value became %q", got)
	}
}
