package main

import (
	"io"

	"github.com/urfave/cli/v2"
)

// completions are the scripts that ask daysheet itself what may come next, by shell.
var completions = map[string]string{
	"bash": `_daysheet() {
  local word=${COMP_WORDS[COMP_CWORD]} call=("${COMP_WORDS[@]:0:COMP_CWORD}")
  [[ $word == -* ]] && call+=("$word")
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$("${call[@]}" --generate-bash-completion 2>/dev/null)" -- "$word"))
}
complete -o bashdefault -o default -F _daysheet daysheet
`,
	"zsh": `#compdef daysheet
_daysheet() {
  local -a found call
  call=(${words[1,CURRENT-1]})
  [[ $words[CURRENT] == -* ]] && call+=$words[CURRENT]
  found=(${(f)"$($call --generate-bash-completion 2>/dev/null)"})
  (( $#found )) && _describe daysheet found
  _files
}
compdef _daysheet daysheet
`,
	"powershell": `Register-ArgumentCompleter -Native -CommandName daysheet -ScriptBlock {
  param($word, $ast, $cursor)
  $call = @($ast.CommandElements | ForEach-Object { $_.ToString() } |
    Where-Object { $_ -ne $word -or $_ -like '-*' })
  $rest = @($call | Select-Object -Skip 1) + '--generate-bash-completion'
  & $call[0] @rest 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
}

func (c *command) completionCommand() *cli.Command {
	return &cli.Command{
		Name:        "completion",
		Usage:       "print a completion script for bash, zsh, fish or powershell",
		ArgsUsage:   "SHELL",
		Description: `eval "$(daysheet completion bash)"`,
		Action: func(ctx *cli.Context) error {
			shell, err := oneArg(ctx, "a shell", "")
			if err != nil {
				return err
			}
			script := completions[shell]
			if shell == "fish" {
				if script, err = ctx.App.ToFishCompletion(); err != nil {
					return err
				}
			}
			if script == "" {
				return usagef("use one of: bash, fish, powershell, zsh", "unknown shell %q", shell)
			}
			_, err = io.WriteString(c.stdout, script)
			return err
		},
	}
}
