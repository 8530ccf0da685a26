package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// version is set when a release is built.
var version string

func (c *command) versionCommand() *cli.Command {
	return &cli.Command{
		Name:        "version",
		Usage:       "print the version",
		Description: "daysheet version",
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() > 0 {
				return usagef(helpHint(ctx), "version takes no argument")
			}
			v := version
			if info, ok := debug.ReadBuildInfo(); ok && v == "" {
				v = info.Main.Version
			}
			if v == "" {
				v = "(devel)"
			}
			_, err := fmt.Fprintf(c.stdout, "daysheet %s %s %s/%s\n",
				v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
