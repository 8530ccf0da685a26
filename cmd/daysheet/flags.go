package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command ahead of its arguments, because cli stops looking for flags at the
// first argument. "--" ends the flags, "-" is an argument. What is wrong with a flag cli finds itself, but
// for a value that is missing.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	isArgument := func(s string) bool { return !strings.HasPrefix(s, "-") }
	at := slices.IndexFunc(args[min(1, len(args)):], isArgument) + 1
	if at == 0 || args[len(args)-1] == completionFlag || app.Command(args[at]) == nil {
		return args, nil
	}
	command := app.Command(args[at])
	set := flag.NewFlagSet("", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, f := range command.Flags {
		if err := f.Apply(set); err != nil {
			return nil, err
		}
	}
	var flags, rest []string
	for left := args[at+1:]; len(left) > 0; {
		err := set.Parse(left)
		n := len(left) - set.NArg()
		flags, left = append(flags, left[:n]...), set.Args()
		switch last := len(flags) - 1; {
		case err != nil && strings.HasPrefix(err.Error(), needsValue):
			return nil, missingValue(command, flags[last])
		case n > 0 && flags[last] == "--":
			flags, rest, left = flags[:last], append(rest, left...), nil
		case err == nil && len(left) > 0:
			rest, left = append(rest, left[0]), left[1:]
		}
	}
	return slices.Concat(args[:at+1], flags, []string{"--"}, rest), nil
}

// needsValue is how package flag begins to say that a flag has no value.
const needsValue = "flag needs an argument: "

func missingValue(c *cli.Command, flag string) error {
	return usagef(fmt.Sprintf("%q says more", "daysheet help "+c.Name), "%s needs a value", flag)
}

// flagNames are the names of a command's flags.
func flagNames(c *cli.Command) []string {
	var names []string
	for _, f := range c.Flags {
		names = append(names, f.Names()...)
	}
	return names
}

// The flags that several commands share mean the same in each of them.

func outputFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: usage}
}

func formatFlag(usage string) cli.Flag { return &cli.StringFlag{Name: "format", Usage: usage} }

func boolFlag(name, usage string) cli.Flag {
	return &cli.BoolFlag{Name: name, Usage: usage, DisableDefaultText: true}
}

func jsonFlag() cli.Flag {
	return boolFlag("json", "print what was noticed as JSON, for another program")
}

func strictFlag() cli.Flag {
	return boolFlag("strict", "write nothing where anything is a warning or worse")
}

func nowFlag() cli.Flag {
	return &cli.StringFlag{Name: "now", Usage: "take `TIME` (2014-05-28T09:00:00Z) for the clock"}
}

func stockFlag() cli.Flag {
	return &cli.StringFlag{Name: "stock", Value: defaultStock,
		Usage: "print on `NAME`, see \"daysheet stocks\" (default: " + defaultStock + ")"}
}

func skipFlag() cli.Flag {
	return &cli.IntFlag{Name: "skip", Usage: "leave the first `N` labels of the first sheet alone"}
}

func paperFlag() cli.Flag {
	return &cli.StringFlag{Name: "paper",
		Usage: "print pages on `PAPER`, A4 or Letter (default: by --stock, else zone)"}
}

// valueError parts an error of a flag's value, "what is wrong; what to write instead".
func valueError(name string, err error) error {
	message, hint := err.Error(), ""
	if i := strings.LastIndex(message, "; "); i >= 0 {
		message, hint = message[:i], message[i+len("; "):]
	}
	return usagef(hint, "--%s: %s", name, message)
}

// now is --now, or the clock, to the second.
func (c *command) now(ctx *cli.Context) (time.Time, error) {
	text := ctx.String("now")
	if text == "" {
		return c.clock().UTC().Truncate(time.Second), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, usagef("write it like 2014-05-28T09:00:00Z", "--now: %q is not a time", text)
	}
	return t.UTC().Truncate(time.Second), nil
}
