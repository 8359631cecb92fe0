namespace Drr.Cli.Tests;

public sealed class ApplicationTests
{
    [Theory]
    [InlineData("--sede 5", "unknown option '--sede'; did you mean --seed?")]
    [InlineData("--seed", "--seed")]
    public void Wrong_usage_exits_2_with_a_hint_on_stderr(string line, string hint)
    {
        var run = Invocation.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }
}
