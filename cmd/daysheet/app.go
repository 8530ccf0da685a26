package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/urfave/cli/v2"
)

// The exit codes: 0 done, 1 the input is at fault or a code is invalid, 2 wrong usage; and what shells use
// for a run that was interrupted.
const (
	exitInput       = 1
	exitUsage       = 2
	exitInterrupted = 130
)

const completionFlag = "--generate-bash-completion"

// run does what args say and gives the exit code.
func (c *command) run(ctx context.Context, args []string) int {
	if n := len(args); n > 1 && args[n-1] == completionFlag && slices.Contains(args, "--") {
		return 0 // behind "--" there are only arguments, and cli would take the flag for one
	}
	if len(args) == 2 && args[1] == "--version" {
		args = []string{args[0], "version"}
	}
	app := c.app()
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	if err == nil {
		return 0
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		c.complain(errors.New("stopped; nothing was written"))
		return exitInterrupted
	}
	c.complain(err)
	if failed := (*failure)(nil); errors.As(err, &failed) && failed.usage {
		return exitUsage
	}
	return exitInput
}

func (c *command) app() *cli.App {
	app := &cli.App{
		Name:                      "daysheet",
		Usage:                     "calendar feeds, tickets, badges and agendas for a gathering",
		HideVersion:               true,
		EnableBashCompletion:      true,
		DisableSliceFlagSeparator: true,
		Reader:                    c.stdin,
		Writer:                    c.stdout,
		ErrWriter:                 io.Discard, // complain prints every error, once
		CustomAppHelpTemplate:     appHelp,
		Flags:                     []cli.Flag{cli.HelpFlag},     // cli adds it only beside its help command
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides, after everything is closed
		Commands: []*cli.Command{
			c.initCommand(), c.buildCommand(), c.checkCommand(), c.importCommand(), c.idsCommand(),
			c.agendaCommand(), c.feedCommand(), c.diffCommand(), c.badgesCommand(), c.ticketsCommand(),
			c.verifyCommand(), c.keygenCommand(), c.stocksCommand(), c.versionCommand(),
			c.completionCommand(),
		},
		OnUsageError: onUsageError,
		Action: func(ctx *cli.Context) error {
			if name := ctx.Args().First(); name != "" {
				return unknownCommand(name, commandNames(ctx.App))
			}
			return cli.ShowAppHelp(ctx)
		},
	}
	for _, command := range app.Commands {
		command.HideHelpCommand = true // else an argument named "help" would be a command
		command.OnUsageError = onUsageError
		command.CustomHelpTemplate = commandHelp
		command.Before = func(ctx *cli.Context) error {
			c.asJSON = ctx.Bool("json")
			out := ctx.String("output")
			if ctx.IsSet("output") && out == "" || slices.Contains(ctx.Args().Slice(), "") {
				return usagef("leave it out, or say which file", "an empty name is no file")
			}
			if name := strings.TrimLeft(out, "-"); name != out && slices.Contains(flagNames(command), name) {
				return missingValue(command, "--output") // it took the next flag for it
			}
			return nil
		}
	}
	// cli's own help command answers an unknown name with an exit code of its own.
	app.HideHelpCommand = true
	app.Commands = append(app.Commands, &cli.Command{
		Name: "help", Usage: "say more about a command", ArgsUsage: "[COMMAND | event-file]",
		HideHelpCommand: true,
		BashComplete: func(ctx *cli.Context) {
			fmt.Fprintln(c.stdout, strings.Join(helpNames(ctx.App), "\n"))
		},
		Description: "daysheet help badges", CustomHelpTemplate: commandHelp, OnUsageError: onUsageError,
		Action: func(ctx *cli.Context) error {
			switch name := ctx.Args().First(); {
			case name == "":
				return cli.ShowAppHelp(ctx)
			case name == eventFileTopic:
				_, err := io.WriteString(c.stdout, eventfile.Reference)
				return err
			case ctx.App.Command(name) == nil:
				return unknownCommand(name, helpNames(ctx.App))
			default:
				return cli.ShowCommandHelp(ctx.Lineage()[1], name)
			}
		},
	})
	return app
}

// appHelp and commandHelp are cli's templates in this command's voice; a command's Description is its
// example.
const appHelp = `{{.Name}}: {{.Usage}}

usage:
   daysheet init meetup     # an event file and an attendee list to edit
   daysheet build meetup    # everything, into meetup/out

commands:{{range .VisibleCommands}}
   {{printf "%-11s" .Name}} {{.Usage}}{{end}}

"daysheet help COMMAND" says more about a command, and
"daysheet help event-file" about the words of event.yaml. Flags may stand
before or after arguments; "-o -" writes to standard output.
`

const commandHelp = `{{.HelpName}}: {{.Usage}}

usage:
   {{.HelpName}}{{if .VisibleFlags}} [flags]{{end}}{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .UsageText}}
{{.UsageText}}
{{end}}{{if .VisibleFlags}}
flags:{{range .VisibleFlags}}
   {{.String}}{{end}}
{{end}}
example:
   {{wrap .Description 3}}
`

func init() { cli.FlagStringer = flagHelp }

// flagHelp shows a flag as "--output FILE, -o FILE" and, on a line of its own, what it does. The word in
// backquotes in that text is its value.
func flagHelp(f cli.Flag) string {
	usage, value := "", ""
	if d, ok := f.(cli.DocGenerationFlag); ok {
		usage = d.GetUsage()
	}
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

// A failure is an error with a word on what to do about it.
type failure struct {
	err   error
	hint  string
	usage bool // daysheet was called in a way that it does not understand
}

func (e *failure) Error() string { return e.err.Error() }
func (e *failure) Unwrap() error { return e.err }
func (e *failure) Hint() string  { return e.hint }

func failf(hint, format string, args ...any) error {
	return &failure{err: fmt.Errorf(format, args...), hint: hint}
}

func usagef(hint, format string, args ...any) error {
	return &failure{err: fmt.Errorf(format, args...), hint: hint, usage: true}
}

// invalidValue is how package flag says that a value is wrong.
var invalidValue = regexp.MustCompile(`^invalid value (".*") for flag -([^:]+): `)

// onUsageError says in this command's voice what package flag says of a flag.
func onUsageError(ctx *cli.Context, err error, _ bool) error {
	if flag, isUnknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); isUnknown {
		long := slices.DeleteFunc(flagNames(ctx.Command), func(name string) bool { return len(name) == 1 })
		typed := dashed(flag)
		if near := input.Near(flag, long); len(near) > 0 {
			return usagef(fmt.Sprintf("did you mean --%s?", near[0]), "unknown flag %s", typed)
		}
		return usagef(helpHint(ctx), "unknown flag %s", typed)
	}
	wrong := invalidValue.FindStringSubmatch(err.Error())
	switch {
	case wrong == nil:
		return usagef(helpHint(ctx), "%v", err)
	case wrong[2] == "alarm":
		return usagef("write it with its unit, like 10m or 1h",
			"--alarm: %s is not a length of time", wrong[1])
	}
	return usagef("write a whole number", "--%s: %s is not a number", wrong[2], wrong[1])
}

func helpHint(ctx *cli.Context) string {
	if ctx.Command == nil || ctx.Command.Name == "" || ctx.Command.Name == ctx.App.Name {
		return `"daysheet help" lists the commands`
	}
	return fmt.Sprintf(`"daysheet help %s" says more`, ctx.Command.Name)
}

func unknownCommand(name string, names []string) error {
	if near := input.Near(name, names); len(near) > 0 {
		return usagef(fmt.Sprintf("did you mean %q?", near[0]), "unknown command %q", name)
	}
	return usagef(`"daysheet help" lists the commands`, "unknown command %q", name)
}

func commandNames(app *cli.App) []string {
	var names []string
	for _, c := range app.VisibleCommands() {
		names = append(names, c.Name)
	}
	return names
}

// eventFileTopic is what help explains beside the commands.
const eventFileTopic = "event-file"

// helpNames are all that help says something about.
func helpNames(app *cli.App) []string { return append(commandNames(app), eventFileTopic) }
