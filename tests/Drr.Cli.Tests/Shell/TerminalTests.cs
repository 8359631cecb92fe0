using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

/// <summary>The program as a process, through pipes and through a real pseudo-terminal, which <c>script</c> of util-linux
/// makes.</summary>
public sealed partial class TerminalTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const char Escape = '\e';

    /// <summary>Measures for ten seconds, serves until it is stopped, asks a server, reads a service's database: tested
    /// elsewhere.</summary>
    private static readonly string[] s_elsewhere = ["bench", "serve", "data fetch", "data export-feedback"];

    [Fact]
    public void Every_command_has_a_row_in_the_table_that_the_contract_is_tested_with()
    {
        string[] rows = [.. OutputTests.Commands.Select(row => row.Data)];
        var names = Leaves(Application.Root(), "").Where(name => !s_elsewhere.Contains(name));
        Assert.All(names, name =>
            Assert.Contains(rows, row => row.StartsWith(name + " ", StringComparison.Ordinal) || row == name));
    }

    [Fact]
    public async Task Through_a_pipe_json_is_json_and_nothing_is_drawn()
    {
        string[] evaluate = ["evaluate", "--run", small.CopyOfRun(), "--data", small.Data];
        var json = await ChildProcess.Run(".", [.. evaluate, "--json"]);
        Assert.Equal(JsonValueKind.Object, json.Json.ValueKind);
        var train = await ChildProcess.Run(".", ["train", "--data", small.Data, "-o", small.New(), .. SmallRun.Settings]);
        var table = await ChildProcess.Run(".", evaluate);
        Assert.Equal((0, 0, 0), (json.ExitCode, train.ExitCode, table.ExitCode));
        Assert.DoesNotContain(Escape, json.Out + json.Error + train.Out + train.Error + table.Out + table.Error);
        Assert.DoesNotContain('\r', train.Out + train.Error);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("--no-color", false)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("--json", false)]
    public async Task On_a_terminal_colours_come_unless_they_are_unwanted(string wish, bool coloured)
    {
        var variable = wish.Contains('=', StringComparison.Ordinal) ? wish : "TERM=xterm";
        var option = wish.StartsWith("--", StringComparison.Ordinal) ? wish : "";
        var (code, text) = await OnTerminal(
            $"{variable} {Drr} evaluate --run {small.CopyOfRun()} --data {small.Data} -q {option}");
        Assert.Equal(0, code);
        Assert.Equal(coloured, Colour().IsMatch(text)); // .NET itself sets the keypad's mode, which is no colour
    }

    [Fact]
    public async Task On_a_terminal_exit_codes_pass_and_hints_come()
    {
        var (code, text) = await OnTerminal($"{Drr} trian --data x");
        Assert.Equal(2, code);
        Assert.Contains("did you mean train?", text, StringComparison.Ordinal);
        Assert.Equal(3, (await OnTerminal($"{Drr} data check nowhere")).Code);
    }

    [Fact]
    public async Task Ctrl_C_on_a_terminal_saves_the_run_and_exits_130()
    {
        InterruptionTests.SkipWhereSignalsGetLost();
        var run = small.New();
        string[] endless = ["train", "--data", small.Data, "-o", run, "--steps", "100000000", .. SmallRun.Settings[2..]];
        using var terminal = Start($"TERM=xterm {Drr} {string.Join(' ', endless)}");
        var text = terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (var tries = 0; !File.Exists(Path.Combine(run, "metrics.jsonl")); tries++)
        {
            Assert.True(tries < 600 && !terminal.HasExited, "It does not begin.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken); // time for the bar to be drawn
        await terminal.StandardInput.WriteAsync('\x03');
        await terminal.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(130, terminal.ExitCode);
        Assert.Contains($"saved in {run}", await text, StringComparison.Ordinal);
        Assert.Contains('░', await text); // the bar
        Assert.True(File.Exists(Path.Combine(run, "checkpoints/last.safetensors")));
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Colour();

    private static string Drr => $"dotnet {typeof(Application).Assembly.Location}";

    private static async Task<(int Code, string Text)> OnTerminal(string command)
    {
        using var terminal = Start(command);
        var text = await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (terminal.ExitCode, text);
    }

    private static Process Start(string command)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "Needs script, of util-linux, to make a pseudo-terminal.");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        start.Environment.Remove("NO_COLOR");
        return Process.Start(start)!;
    }

    /// <summary>The commands that do something, as typed.</summary>
    private static IEnumerable<string> Leaves(Command above, string path) => above.Subcommands.SelectMany(command =>
    {
        var name = $"{path} {command.Name}".Trim();
        return command is CliCommand && command.Subcommands.Count == 0 ? [name] : Leaves(command, name);
    });
}
