package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

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

// A subcommand is one thing that daysheet does.
type subcommand struct {
	name, usage string
	args        string // as help shows them: "EVENT [FILE...]"; so many it takes
	text        string // of the help, below the usage
	example     string
	flags       []cli.Flag
	run         func(*command) error
}

var subcommands = []subcommand{
	initCommand, buildCommand, checkCommand, importCommand, idsCommand, agendaCommand, feedCommand,
	diffCommand, badgesCommand, ticketsCommand, verifyCommand, keygenCommand, stocksCommand, versionCommand,
	completionCommand, helpCommand,
}

// run does what args say and gives the exit code.
func (c *command) run(ctx context.Context, args []string) int {
	if n := len(args); n > 1 && args[n-1] == completionFlag && slices.Contains(args, "--") {
		return 0 // behind "--" there are only arguments, and cli would take the flag for one
	}
	if len(args) == 2 && args[1] == "--version" {
		args = []string{args[0], versionCommand.name}
	}
	defer c.files.discard()
	app := c.app()
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	failed := (*failure)(nil)
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		c.complain(errors.New("stopped; nothing was written"))
		return exitInterrupted
	}
	c.complain(err)
	if errors.As(err, &failed) && failed.usage {
		return exitUsage
	}
	return exitInput
}

func (c *command) app() *cli.App {
	app := &cli.App{
		Name:                      "daysheet",
		Usage:                     "calendar feeds, tickets, badges and agendas for a gathering",
		HideVersion:               true,
		HideHelpCommand:           true, // it answers an unknown name with an exit code of its own
		EnableBashCompletion:      true,
		DisableSliceFlagSeparator: true,
		Reader:                    c.stdin,
		Writer:                    c.stdout,
		ErrWriter:                 io.Discard, // complain prints every error, once
		CustomAppHelpTemplate:     appHelp,
		Flags:                     []cli.Flag{cli.HelpFlag},     // cli adds it only beside its help command
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides, after everything is closed
		OnUsageError:              onUsageError,
		Action: func(ctx *cli.Context) error {
			if name := ctx.Args().First(); name != "" {
				return unknownCommand(name, names(ctx.App))
			}
			return cli.ShowAppHelp(ctx)
		},
	}
	for _, s := range subcommands {
		app.Commands = append(app.Commands, &cli.Command{
			Name: s.name, Usage: s.usage, ArgsUsage: s.args, UsageText: s.text, Description: s.example,
			Flags:              s.flags,
			HideHelpCommand:    true, // else an argument named "help" would be a command
			CustomHelpTemplate: commandHelp,
			OnUsageError:       onUsageError,
			Before:             c.begin,
			Action:             func(*cli.Context) error { return s.run(c) },
		})
	}
	app.Command(helpCommand.name).BashComplete = func(ctx *cli.Context) {
		fmt.Fprintln(c.stdout, strings.Join(names(ctx.App, eventFileTopic), "\n"))
	}
	return app
}

// begin reads what stands in the flags and arguments that subcommands share.
func (c *command) begin(ctx *cli.Context) (err error) {
	c.ctx, c.asJSON, c.output = ctx, ctx.Bool("json"), ctx.String("output")
	if ctx.IsSet("output") && c.output == "" || slices.Contains(ctx.Args().Slice(), "") {
		return usagef("leave it out, or say which file", "an empty name is no file")
	}
	if err := checkArgs(ctx); err != nil {
		return err
	}
	c.now = c.clock()
	if text := ctx.String("now"); text != "" {
		if c.now, err = time.Parse(time.RFC3339, text); err != nil {
			return usagef("write it like 2014-05-28T09:00:00Z", "--now: %q is not a time", text)
		}
	}
	c.now = c.now.UTC().Truncate(time.Second)
	c.design, err = designFrom(ctx)
	c.design.Progress = c.progress()
	return err
}

// argWords are the arguments of the help, in words.
var argWords = map[string]string{
	"EVENT": "an event file", "ATTENDEES...": "an attendee list", "EVENT...": "an event file",
	"FILE": "a file", "FILE...": "a file", "DIR": "a folder", "SHELL": "a shell",
	"OLD": "two events, the old", "NEW": "the new",
}

// checkArgs compares the number of arguments with the help, where those in brackets may be left out.
func checkArgs(ctx *cli.Context) error {
	usage := ctx.Command.ArgsUsage
	before, _, optional := strings.Cut(usage, "[")
	needed := strings.Fields(before)
	most := len(needed)
	if optional {
		most++
	}
	switch n := ctx.NArg(); {
	case n < len(needed):
		for i, word := range needed {
			needed[i] = argWords[word]
		}
		return usagef(helpHint(ctx), "%s needs %s", ctx.Command.Name, strings.Join(needed, " and "))
	case n > most && !strings.Contains(usage, "..."):
		takes := []string{"no argument", "one argument", "two arguments"}[most]
		return usagef(helpHint(ctx), "%s takes %s, not %d", ctx.Command.Name, takes, n)
	}
	return nil
}

// arg is the i-th argument.
func (c *command) arg(i int) string { return c.ctx.Args().Get(i) }

var helpCommand = subcommand{
	name:    "help",
	usage:   "say more about a command",
	args:    "[COMMAND | event-file]",
	example: "daysheet help badges",
	run: func(c *command) error {
		app := c.ctx.App
		switch name := c.arg(0); {
		case name == "":
			return cli.ShowAppHelp(c.ctx)
		case name == eventFileTopic:
			return c.say(eventfile.Reference)
		case app.Command(name) == nil:
			return unknownCommand(name, names(app, eventFileTopic))
		default:
			return cli.ShowCommandHelp(c.ctx.Lineage()[1], name)
		}
	},
}

// say writes to standard output.
func (c *command) say(text string) error {
	_, err := io.WriteString(c.stdout, text)
	return err
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

// A failure is an error with a word on what to do about it.
type failure struct {
	error
	hint  string
	usage bool // daysheet was called in a way that it does not understand
}

func (e *failure) Unwrap() error { return e.error }
func (e *failure) Hint() string  { return e.hint }

func failf(hint, format string, args ...any) error {
	return &failure{fmt.Errorf(format, args...), hint, false}
}

func usagef(hint, format string, args ...any) error {
	return &failure{fmt.Errorf(format, args...), hint, true}
}

// onUsageError says in this command's voice what package flag says of a flag.
func onUsageError(ctx *cli.Context, err error, _ bool) error {
	if flag, isUnknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); isUnknown {
		long := slices.DeleteFunc(flagNames(ctx.Command), func(name string) bool { return len(name) == 1 })
		hint := helpHint(ctx)
		if near := input.Near(flag, long); len(near) > 0 {
			hint = fmt.Sprintf("did you mean --%s?", near[0])
		}
		return usagef(hint, "unknown flag %s", dashed(flag))
	}
	return usagef(helpHint(ctx), "%v", err)
}

const listsCommands = `"daysheet help" lists the commands`

func helpHint(ctx *cli.Context) string {
	if ctx.Command == nil || ctx.Command.Name == "" || ctx.Command.Name == ctx.App.Name {
		return listsCommands
	}
	return fmt.Sprintf(`"daysheet help %s" says more`, ctx.Command.Name)
}

func unknownCommand(name string, names []string) error {
	hint := listsCommands
	if near := input.Near(name, names); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q?", near[0])
	}
	return usagef(hint, "unknown command %q", name)
}

// eventFileTopic is the one topic of help that is no command.
const eventFileTopic = "event-file"

// names are those of the commands, and of topics beside them.
func names(app *cli.App, topics ...string) []string {
	for _, c := range app.Commands {
		topics = append(topics, c.Name)
	}
	return topics
}
