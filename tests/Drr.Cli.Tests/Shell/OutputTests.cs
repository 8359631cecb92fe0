using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

/// <summary>Results on stdout, everything else on stderr; escapes for terminals only.</summary>
public sealed class OutputTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const char Escape = '\e';

    public static TheoryData<string> Commands =>
    [
        "demo -o NEW SETTINGS", "data synth -o NEW", "data import DATA -o NEW", "data check DATA", "data stats DATA",
        "embed --data DATA -o NEW", "train --data DATA -o NEW SETTINGS", "split --data DATA -o NEW",
        "sweep --data DATA -o NEW SETTINGS --grid seed=1..2",
        "compare-strategies --data DATA --seeds 1 -o NEW SETTINGS", "evaluate --run RUN --data DATA",
        "recommend --run RUN --data DATA --user 3",
        "recommend --run RUN --data DATA --all", "recommend --run RUN --data DATA --all -o NEW --format csv",
        "export --run RUN -o NEW --format onnx", "import-weights WEIGHTS --run RUN -o NEW",
        "runs list PARENT", "runs show RUN", "runs compare RUN RUN", "runs plot RUN RUN -o NEW", "runs delete RUN --force",
        "config show", "config show --origin", "config init -o NEW", "config schema", "config validate RUN/config.json",
        "doctor --data DATA --runs NEW", "verify", "completion bash", "analyze --data DATA -o NEW",
        "crossvalidate --data DATA",
        "reproduce catalogue --quick --seeds 1 -o NEW",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Json_is_all_that_stdout_holds_and_quiet_leaves_stderr_empty(string line)
    {
        var run = SmallRun.Expect(0, [.. Words(line), "--json", "-q"]);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, run.Json.ValueKind);
        Assert.Equal("", run.Error);
    }

    public static TheoryData<string> Writers => [.. Commands.Select(row => row.Data).Where(line => line.Contains("-o NEW"))];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_place_that_cannot_be_written_is_found_before_the_work(string line)
    {
        var file = Path.Combine(small.Run, "config.json");
        string[] places = [Path.Combine(file, "inside"), "/proc/nothing/here"];
        foreach (var place in OperatingSystem.IsLinux() ? places : places[..1])
        {
            var run = SmallRun.Expect(2, [.. Words(line.Replace("NEW", place, StringComparison.Ordinal))]);
            Assert.Equal("", run.Out);
            Assert.StartsWith($"drr: -o {place}: ", run.Error, StringComparison.Ordinal); // nothing was said of any work
        }
    }

    [Theory]
    [InlineData("data import DATA -o DATA --force", "is where the command reads from")]
    [InlineData("embed --data DATA -o PARENT --force", "is a folder, and a file is to be written")]
    [InlineData("embed --data DATA -o PARENT/missing/x", "make it first")]
    [InlineData("analyze --data DATA -o RUN/config.json --force", "is a file, and a folder is to be written")]
    [InlineData("train --data DATA -o RUN", "choose another -o, or pass --force")]
    public void A_place_that_does_not_fit_is_refused_with_the_reason(string line, string reason)
    {
        var run = SmallRun.Expect(2, Words(line));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embed --data DATA -o LOOP")]
    [InlineData("train --data DATA -o LOOP")]
    [InlineData("data import LOOP -o NEW")]
    [InlineData("data export-feedback --feedback LOOP -o NEW")]
    public void A_link_to_itself_is_named(string line)
    {
        var loop = small.New();
        File.CreateSymbolicLink(loop, loop);
        var run = Invocation.Of(Words(line.Replace("LOOP", loop, StringComparison.Ordinal)));
        Assert.Contains(run.ExitCode, (int[])[2, 3]);
        Assert.Contains(loop, run.Error, StringComparison.Ordinal);
        Assert.Contains("a link to itself", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feedback_file_that_is_missing_is_not_made()
    {
        var (link, target) = (small.New(), small.New());
        File.CreateSymbolicLink(link, target);
        var run = SmallRun.Expect(3, Words($"data export-feedback --data DATA --feedback {link} -o NEW"));
        Assert.Contains("is a link to nothing", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Without_a_terminal_nothing_carries_escapes(string line)
    {
        var run = SmallRun.Expect(0, Words(line));
        Assert.NotEqual("", run.Out);
        Assert.DoesNotContain(Escape, run.Out + run.Error);
        Assert.DoesNotContain('\r', run.Out + run.Error);
    }

    [Fact]
    public void On_a_terminal_the_first_row_stands_out_unless_colours_are_unwanted()
    {
        string[] line = Words("evaluate --run RUN --data DATA");
        Assert.Contains(Escape, OnTerminal([], line));
        Assert.DoesNotContain(Escape, OnTerminal([], [.. line, "--no-color"]));
        Assert.DoesNotContain(Escape, OnTerminal(new() { ["NO_COLOR"] = "1" }, line));
    }

    private static string OnTerminal(Dictionary<string, string> variables, string[] line)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, OutIsTerminal: true, ErrorIsTerminal: true, variables);
        Assert.Equal(0, Application.Run(line, terminal, CancellationToken.None));
        return output.ToString();
    }

    private string[] Words(string line)
    {
        var (run, fresh) = (small.CopyOfRun(), small.New());
        return [.. line.Split(' ').SelectMany(word => word switch
        {
            "DATA" => [small.Data],
            "RUN" => [run],
            "PARENT" => [Path.GetDirectoryName(run)!],
            "RUN/config.json" => [Path.Combine(run, "config.json")],
            "NEW" => [fresh],
            "WEIGHTS" => [small.Weights],
            "SETTINGS" => SmallRun.Settings,
            _ => new[] { word },
        })];
    }
}
