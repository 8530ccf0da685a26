package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/urfave/cli/v2"
)

const completionFlag = "--generate-bash-completion"

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
	takesValue := map[string]bool{} // by flag as it is typed
	for _, f := range command.Flags {
		_, isBool := f.(*cli.BoolFlag)
		for _, name := range f.Names() {
			takesValue["-"+name], takesValue["--"+name] = !isBool, !isBool
		}
	}
	var flags, rest []string
	for left := args[at+1:]; len(left) > 0; {
		word := left[0]
		left = left[1:]
		switch {
		case word == "--":
			rest, left = append(rest, left...), nil
		case word == "-" || isArgument(word):
			rest = append(rest, word)
		case takesValue[word]:
			if len(left) > 0 {
				if _, isFlag := takesValue[left[0]]; !isFlag {
					flags, left = append(flags, word, left[0]), left[1:]
					continue
				}
			}
			return nil, usagef(fmt.Sprintf(`"daysheet help %s" says more`, command.Name),
				"%s needs a value", word)
		default:
			flags = append(flags, word)
		}
	}
	return slices.Concat(args[:at+1], flags, []string{"--"}, rest), nil
}

// flagNames are the names of a command's flags.
func flagNames(c *cli.Command) []string {
	var names []string
	for _, f := range c.Flags {
		names = append(names, f.Names()...)
	}
	return names
}

func init() { cli.FlagStringer = flagHelp }

// flagHelp shows a flag as "--output FILE, -o FILE" and, on a line of its own, what it does. The word in
// backquotes in that text is its value.
func flagHelp(f cli.Flag) string {
	usage, value := f.(cli.DocGenerationFlag).GetUsage(), ""
	if parts := strings.SplitN(usage, "`", 3); len(parts) == 3 {
		usage, value = strings.Join(parts, ""), " "+parts[1]
	}
	names := f.Names()
	for i, name := range names {
		names[i] = dashed(name) + value
	}
	return strings.Join(names, ", ") + "\n         " + usage
}

// dashed is a flag as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// The flags that several commands share mean the same in each of them.
var (
	jsonFlag   = boolFlag("json", "print what was noticed as JSON, for another program")
	strictFlag = boolFlag("strict", "write nothing where anything is a warning or worse")
	nowFlag    = textFlag("now", "take `TIME` (2014-05-28T09:00:00Z) for the clock")
	stockFlag  = textFlag("stock",
		"print on `NAME`, see \"daysheet stocks\" (default: "+defaultStock+")")
	paperFlag = textFlag("paper", "print pages on `PAPER`, A4 or Letter (default: by --stock, else zone)")
	skipFlag  = textFlag("skip", "leave the first `N` labels of the first sheet alone")
)

func textFlag(name, usage string) cli.Flag { return &cli.StringFlag{Name: name, Usage: usage} }

func boolFlag(name, usage string) cli.Flag {
	return &cli.BoolFlag{Name: name, Usage: usage, DisableDefaultText: true}
}

func outputFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: usage}
}

// zone is --zone, or otherwise.
func (c *command) zone(otherwise string) (string, error) {
	zone := cmp.Or(c.ctx.String("zone"), otherwise)
	_, err := (&agenda.Event{Zone: zone}).Location()
	return zone, valueError("zone", err)
}

// date is --date, or otherwise.
func (c *command) date(otherwise agenda.Date) (agenda.Date, error) {
	text := c.ctx.String("date")
	if text == "" {
		return otherwise, nil
	}
	date, err := agenda.ParseDate(text)
	return date, valueError("date", err)
}

// valueError parts an error of a flag's value, "what is wrong; what to write instead".
func valueError(name string, err error) error {
	if err == nil {
		return nil
	}
	message, hint := err.Error(), ""
	if i := strings.LastIndex(message, "; "); i >= 0 {
		message, hint = message[:i], message[i+len("; "):]
	}
	return usagef(hint, "--%s: %s", name, message)
}

// formats are the endings of file names that tell a format.
var formats = map[string]string{
	".htm": "html", ".html": "html", ".txt": "text", ".pdf": "pdf", ".csv": "csv",
	".md": "markdown", ".markdown": "markdown", ".json": "json",
}

// format is --format, else what the name of the output tells, else the first of those that a command has.
func (c *command) format(has ...string) (string, error) {
	named, ending := c.ctx.String("format"), strings.ToLower(filepath.Ext(c.ctx.String("output")))
	all := strings.Join(has, ", ")
	switch f := cmp.Or(named, formats[ending]); {
	case slices.Contains(has, f):
		return f, nil
	case named != "":
		return "", usagef("use one of: "+all, "--format: unknown format %q", named)
	case ending != "":
		return "", usagef("name it with --format: "+all,
			"-o %s: %s is not the ending of a format", c.output, ending)
	}
	return has[0], nil
}
