using System.Diagnostics;
using Drr.TestKit;

namespace Drr.Cli.Tests.ThisMachine;

/// <summary>The shell's view: the script is sourced by a real bash, and asked as bash asks when Tab is pressed.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("drr tra", "train")]
    [InlineData("drr runs ", "list show compare delete")]
    [InlineData("drr train --res", "--resume")]
    [InlineData("drr data fetch ml-1", "ml-1m ml-100k")]
    [InlineData("drr completion ", "bash fish pwsh zsh")]
    public async Task Bash_completes(string line, string expected)
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
        {
            Assert.Skip("Needs bash.");
            return;
        }

        var drr = _folder.Write("bin/drr", $"#!/bin/bash\nexec dotnet {typeof(Application).Assembly.Location} \"$@\"\n");
        File.SetUnixFileMode(drr, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var script = _folder.Write("complete.sh", $$"""
            PATH="{{_folder["bin"]}}:$PATH"
            source <(drr completion bash)
            COMP_LINE="{{line}}"; COMP_POINT=${#COMP_LINE}; IFS=' ' read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            complete -p drr > /dev/null && _drr && printf '%s\n' "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["--norc", script]) { RedirectStandardOutput = true })!;
        var words = (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');
        Assert.All(expected.Split(' '), word => Assert.Contains(word, words));
        Assert.All(words.Where(word => word.Length > 0),
            word => Assert.StartsWith(line[(line.LastIndexOf(' ') + 1)..], word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _drr drr")]
    [InlineData("zsh", "compdef _drr drr")]
    [InlineData("fish", "complete -c drr")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Every_shell_has_its_script(string shell, string line) =>
        Assert.Contains(line, SmallRun.Expect(0, "completion", shell).Out, StringComparison.Ordinal);

    [Fact]
    public void Another_shell_exits_2() =>
        Assert.Contains("tcsh", SmallRun.Expect(2, "completion", "tcsh").Error, StringComparison.Ordinal);
}
