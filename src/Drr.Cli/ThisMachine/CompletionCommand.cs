using System.CommandLine;
using Drr.Cli.Shell;

namespace Drr.Cli.ThisMachine;

/// <summary><c>drr completion</c>: a script with which a shell completes commands and options. It asks the program itself, so
/// it is never out of date.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly Dictionary<string, string> s_scripts = new()
    {
        ["bash"] = """
            _drr() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(drr "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _drr drr
            """,
        ["zsh"] = """
            _drr() {
                local -a found
                found=("${(@f)$(drr "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                compadd -a found || _files
            }
            compdef _drr drr
            """,
        ["fish"] = """
            complete -c drr -a '(drr "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName drr -ScriptBlock {
                param($word, $line, $position)
                drr "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    private readonly Argument<string> _shell = new("shell") { Description = string.Join(", ", s_scripts.Keys) };

    internal CompletionCommand() : base(
        "completion", "write a script that makes a shell complete drr's commands and options",
        "drr completion bash", "drr completion fish")
    {
        _shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        Add(_shell);
    }

    internal override int Run(Session session)
    {
        var shell = session.Arguments.GetRequiredValue(_shell);
        var script = s_scripts[shell];
        session.Answer(new { shell, script }, printer => printer.Line(script));
        if (session.Terminal.OutIsTerminal)
        {
            session.Reporter.Say(shell == "pwsh"
                ? "To use it, add to $PROFILE: drr completion pwsh | Out-String | Invoke-Expression"
                : shell == "fish" ? "To use it: drr completion fish > ~/.config/fish/completions/drr.fish"
                : $"To use it, add to ~/.{shell}rc: source <(drr completion {shell})");
        }

        return ExitCode.Done;
    }
}
