using Drr.Cli.Shell;

namespace Drr.Cli.Tests;

public sealed class ApplicationTests
{
    [Theory]
    [InlineData("", "a command must follow, one of demo, data,")]
    [InlineData("dtaa", "unknown word 'dtaa'; did you mean data?")]
    [InlineData("trian --data x --steps 5", "unknown word 'trian'; did you mean train?")]
    [InlineData("data", "a command must follow, one of fetch,")]
    [InlineData("data chekc x", "unknown word 'chekc'; did you mean check?")]
    [InlineData("data check", "<path>: a value is missing.")]
    [InlineData("data check a b", "unknown word 'b'")]
    [InlineData("train --dtaa x", "unknown option '--dtaa'; did you mean --data?")]
    [InlineData("train", "'--data'")]
    [InlineData("train --resume x --force", "leave out -o, --force")]
    [InlineData("train --resume", "--resume: a value is missing.")]
    [InlineData("runs compare x", "<runs>")]
    [InlineData("recommend --run x --data y", "one of '--user', '--users' and '--all'")]
    [InlineData("recommend --run x --data y --user 1 --all", "one of '--user', '--users' and '--all'")]
    [InlineData("export --run x -o y --what films", "--what films: must be one of agent, vectors")]
    [InlineData("demo --sede 5", "unknown option '--sede'; did you mean --seed?")]
    [InlineData("demo --seed", "--seed: a value is missing.")]
    [InlineData("demo --seed 1 --seed 2", "--seed: must be given once.")]
    [InlineData("data synth -o x --users many", "--users many: must be a whole number")]
    [InlineData("evaluate --run x --data y --baselines best", "--baselines best: must be one of")]
    [InlineData("help trian", "unknown word 'trian'; did you mean train?")]
    [InlineData("evaluate --run x --data y --protocol catalog", "Next; did you mean Catalogue?")]
    public void Wrong_words_exit_2_with_a_hint_on_stderr(string line, string hint)
    {
        var run = Invocation.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", run.Error, StringComparison.Ordinal); // a page of help would hide the fault
    }

    [Theory]
    [InlineData("demo --set learning.discout=0.9 --steps 0 --state avg", "mean learning.discount?", "--steps 0", "--state avg")]
    [InlineData("train --data x --preset papr", "did you mean paper?")]
    [InlineData("train --data x --config nowhere.json", "nowhere.json")]
    [InlineData("config validate nowhere.json", "nowhere.json")]
    [InlineData("config show --set learning.discout=0.9 --config nowhere.json", "mean learning.discount?", "nowhere.json")]
    [InlineData("demo --seed -1", "seed must be a whole number, 0 or more")]
    [InlineData("data synth -o x --seed one", "--seed one")]
    [InlineData("data synth -o x --users 10 --items 10 --ratings 1000", "10 to 50 ratings")]
    [InlineData("data synth -o x --users 0", "Users")]
    [InlineData("recommend --run x --data y --user 1 --top 0", "--top 0")]
    [InlineData("recommend --run x --data y --all -o lists.txt", "-o lists.txt", ".parquet")]
    [InlineData("recommend --run x --data y --all --format parquet", "-o recs.parquet")]
    [InlineData("recommend --run x --data y --all --format csv --json", "two formats")]
    [InlineData("recommend --run x --data y --all -o x.csv --format table", "leave out -o")]
    [InlineData("export --run x -o agent.bin", "-o agent.bin")]
    [InlineData("export --run x -o vectors.onnx --what vectors", "no graph")]
    public void Wrong_values_exit_2_with_every_fault(string line, params string[] faults)
    {
        var run = Invocation.Of(line.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.All(faults, fault => Assert.Contains(fault, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--output", "embed", "--data", "x", "-o", "")]
    [InlineData("--data", "train", "--data", "")]
    [InlineData("<path>", "data", "check", "")]
    public void A_value_that_is_empty_is_missing(string name, params string[] line)
    {
        var run = Invocation.Of(line);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"drr: {name}: a value is missing.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_library_says_does_not_reach_the_user()
    {
        var foreign = Record.Exception(() => System.Text.Json.JsonSerializer.Serialize(double.NaN));
        Assert.Equal("This should not have happened: it is a bug in drr, not a fault of what was given.", FaultText.Of(foreign!));
        Assert.Equal("Our own words.", FaultText.Of(Assert.Throws<ArgumentException>(Own)));
        Assert.DoesNotContain("Access to", FaultText.Of(new UnauthorizedAccessException("Access to the path is denied.")));

        static void Own() => throw new ArgumentException("Our own words.");
    }

    [Fact]
    public void Help_that_cannot_be_written_is_a_fault_like_others()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(new ClosedWriter(), error, false, false, new Dictionary<string, string>());
        Assert.Equal(1, Application.Run(["--help"], terminal, CancellationToken.None));
        Assert.StartsWith("drr: The output", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_line_that_nobody_can_read_stops_nothing()
    {
        using var unheard = new UnheardWriter(new ClosedWriter());
        unheard.WriteLine("lost");
        unheard.Write('x');
        unheard.Flush();
    }

    [Fact]
    public void Settings_come_from_environment_variables_too()
    {
        var run = Invocation.With(new() { ["DRR_LEARNING__STEPS"] = "0" }, CancellationToken.None, "train", "--data", "x");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("DRR_LEARNING__STEPS: learning.steps must be", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_a_command_is_the_same_before_and_behind_it()
    {
        Assert.Equal(Invocation.Of("train", "--help"), Invocation.Of("help", "train"));
        Assert.Equal(Invocation.Of("--help"), Invocation.Of("help"));
    }

    [Fact]
    public void A_number_needs_no_zero_before_its_point() =>
        Assert.Equal(
            Invocation.Of("config", "show", "--set", "learning.discount=0.5"),
            Invocation.Of("config", "show", "--set", "learning.discount=.5"));

    [Theory]
    [InlineData("train --dtaa x --json", 2, null, "--dtaa", "See drr train --help.")]
    [InlineData("demo --steps 0 --json", 2, null, "learning.steps", null)]
    [InlineData("data synth -o x --users many --json", 2, null, "--users", "See drr data synth --help.")]
    [InlineData("train --data nowhere/ml-1m -o new --json", 3, "nowhere/ml-1m", null, null)]
    public void A_fault_is_json_where_json_is_asked_for(string line, int code, string? file, string? setting, string? hint)
    {
        var run = Invocation.Of(line.Split(' '));
        var fault = System.Text.Json.JsonDocument.Parse(run.Error).RootElement;
        Assert.Equal((code, ""), (run.ExitCode, run.Out));
        Assert.Equal(code, fault.GetProperty("exitCode").GetInt32());
        Assert.NotEqual("", fault.GetProperty("error").GetString());
        Assert.Equal((file, setting, hint), (Text("file"), Text("setting"), Text("hint")));

        string? Text(string name) => fault.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    [Theory]
    [InlineData("data check nowhere")]
    [InlineData("data stats nowhere")]
    [InlineData("data import nowhere -o there")]
    [InlineData("embed --data nowhere -o x.safetensors")]
    [InlineData("train --data nowhere")]
    [InlineData("train --resume nowhere")]
    [InlineData("evaluate --run nowhere --data x")]
    [InlineData("runs list nowhere")]
    [InlineData("runs show nowhere")]
    [InlineData("runs compare nowhere nowhere")]
    [InlineData("runs delete nowhere --force")]
    [InlineData("recommend --run nowhere --data x --user 1")]
    [InlineData("export --run nowhere -o x.onnx")]
    [InlineData("import-weights x --run nowhere")]
    public void Missing_data_exits_3_with_the_path(string line)
    {
        var run = Invocation.Of(line.Split(' '));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nowhere", run.Error + run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_trace_comes_with_v_only() =>
        Assert.Contains("   at ", Invocation.Of("train", "--data", "nowhere", "-v").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("demo")]
    [InlineData("data fetch")]
    [InlineData("data synth")]
    [InlineData("data import")]
    [InlineData("data check")]
    [InlineData("data stats")]
    [InlineData("data export-feedback")]
    [InlineData("analyze")]
    [InlineData("crossvalidate")]
    [InlineData("embed")]
    [InlineData("train")]
    [InlineData("sweep")]
    [InlineData("evaluate")]
    [InlineData("compare-strategies")]
    [InlineData("recommend")]
    [InlineData("export")]
    [InlineData("import-weights")]
    [InlineData("runs list")]
    [InlineData("runs show")]
    [InlineData("runs compare")]
    [InlineData("runs plot")]
    [InlineData("runs delete")]
    [InlineData("config show")]
    [InlineData("config init")]
    [InlineData("config schema")]
    [InlineData("config validate")]
    [InlineData("doctor")]
    [InlineData("completion")]
    [InlineData("bench")]
    [InlineData("serve")]
    public void Help_shows_examples_and_the_common_options(string command)
    {
        var run = Invocation.Of([.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Examples:\n  drr " + command, run.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        string[] common = ["--json", "-q, --quiet", "-v, --verbose", "--seed", "--no-color"];
        Assert.All(common, option => Assert.Contains(option, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_parses()
    {
        var commands = Application.Root().Subcommands.SelectMany(c => c.Subcommands.Prepend(c)).OfType<CliCommand>().ToArray();
        Assert.InRange(commands.Length, 27, 100); // they are found
        Assert.All(commands.SelectMany(c => c.Examples), example =>
            Assert.Empty(UsageErrors.In(Application.Root().Parse(example.Split(' ')[1..]))));
    }

    private sealed class ClosedWriter : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new UnauthorizedAccessException("Access to the path is denied.");
    }

    [Fact]
    public void A_fault_of_work_on_several_cores_is_told_as_its_own()
    {
        var fault = new InvalidDataException("ratings.csv:3: no.");
        Assert.Equal(FaultText.Of(fault), FaultText.Of(new AggregateException(fault)));
        Assert.Equal(ExitCode.Data, ExitCode.Of(new AggregateException(fault)));
    }
}
