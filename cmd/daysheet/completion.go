package main

import "cmp"

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

var completionCommand = subcommand{
	name:    "completion",
	usage:   "print a completion script for bash, zsh, fish or powershell",
	args:    "SHELL",
	example: `eval "$(daysheet completion bash)"`,
	run: func(c *command) error {
		shell := c.arg(0)
		script, known := completions[shell]
		if shell == "fish" {
			fish, err := c.ctx.App.ToFishCompletion()
			return cmp.Or(err, c.say(fish))
		}
		if !known {
			return usagef("use one of: bash, fish, powershell, zsh", "unknown shell %q", shell)
		}
		return c.say(script)
	},
}
