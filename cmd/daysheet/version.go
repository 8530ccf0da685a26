package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set when a release is built.
var version string

var versionCommand = subcommand{
	name:    "version",
	usage:   "print the version",
	example: "daysheet version",
	run: func(c *command) error {
		v := version
		if info, ok := debug.ReadBuildInfo(); ok {
			v = cmp.Or(v, info.Main.Version)
		}
		return c.say(fmt.Sprintf("daysheet %s %s %s/%s\n",
			cmp.Or(v, "(devel)"), runtime.Version(), runtime.GOOS, runtime.GOARCH))
	},
}
