package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command ahead of its arguments, because cli stops looking for flags at
// the first argument. "--" ends the flags, "-" is an argument. What it cannot know it leaves to cli.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	if n := len(args); n > 0 && args[n-1] == completionFlag {
		return args, nil
	}
	isArgument := func(s string) bool { return !strings.HasPrefix(s, "-") }
	at := slices.IndexFunc(args[min(1, len(args)):], isArgument) + 1
	if at == 0 {
		return args, nil
	}
	command := app.Command(args[at])
	if command == nil {
		return args, nil
	}
	var flags, rest []string
	for i := at + 1; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			rest = append(rest, args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			rest = append(rest, arg)
			continue
		}
		flags = append(flags, arg)
		name, _, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !joined && takesValue(command, name) {
			if i++; i == len(args) || hasFlag(command, args[i]) {
				return nil, usagef(fmt.Sprintf("%q says more", "daysheet help "+command.Name),
					"%s needs a value", arg)
			}
			flags = append(flags, args[i])
		}
	}
	out := append(slices.Clone(args[:at+1]), flags...)
	return append(append(out, "--"), rest...), nil
}

// flagNamed finds a flag of a command.
func flagNamed(c *cli.Command, name string) cli.Flag {
	for _, f := range c.Flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func takesValue(c *cli.Command, name string) bool {
	f := flagNamed(c, name)
	_, isBool := f.(*cli.BoolFlag)
	return f != nil && !isBool
}

// hasFlag reports whether arg is a flag of c, which cannot be the value of another.
func hasFlag(c *cli.Command, arg string) bool {
	name, isFlag := strings.CutPrefix(arg, "-")
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "-"), "=")
	return isFlag && flagNamed(c, name) != nil
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
