using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

public sealed class ReporterTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly Clock _clock = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void Elsewhere_than_on_a_terminal_a_line_comes_now_and_then()
    {
        Work(new Reporter(_error, animated: false, quiet: false, _clock));
        Assert.Equal(
            "train  1,000/3,000   33 %  100/s  0:20 left  hits .50\ntrain  2,000/3,000   67 %  100/s  0:10 left  hits .50\n"
            + "train  3,000/3,000 in 0:30  hits .50\n",
            _error.ToString());
    }

    [Fact]
    public void On_a_terminal_a_bar_redraws_itself_and_goes()
    {
        Work(new Reporter(_error, animated: true, quiet: false, _clock));
        var frames = _error.ToString().Split("\r\e[K");
        Assert.Equal(31, frames.Length);
        Assert.Equal("train  ████████████░░░░░░░░░░░░  50 %  100/s  0:15 left  hits .50", frames[15]);
        Assert.Equal("train  3,000/3,000 in 0:30  hits .50\n", frames[30]);
    }

    [Theory]
    [InlineData(80, "train  ████████████░░░░░░░░░░░░  50 %  100/s  0:15 left  hits .50")]
    [InlineData(60, "train   50 %  100/s  0:15 left  hits .50")]
    [InlineData(30, "train   50 %  100/s  0:15 lef")]
    [InlineData(0, "train  ████████████░░░░░░░░░░░░  50 %  100/s  0:15 left  hits .50")]
    public void On_a_narrow_terminal_a_bar_stays_on_one_line(int columns, string frame)
    {
        Work(new Reporter(_error, animated: true, quiet: false, _clock, () => columns));
        Assert.Equal(frame, _error.ToString().Split("\r\e[K")[15]);
    }

    [Fact]
    public void A_speed_that_would_read_as_none_is_left_out()
    {
        var reporter = new Reporter(_error, animated: false, quiet: false, _clock);
        reporter.Report(new("fold", 0, 5));
        _clock.Seconds = 60;
        reporter.Report(new("fold", 2, 5));
        Assert.Equal("fold  2/5   40 %  1:30 left\n", _error.ToString());
    }

    [Fact]
    public void A_line_between_takes_the_bar_away_first()
    {
        var reporter = new Reporter(_error, animated: true, quiet: false, _clock);
        reporter.Report(new("train", 0, 10));
        _clock.Seconds = 1;
        reporter.Report(new("train", 5, 10));
        reporter.Say("note");
        reporter.Clear();
        Assert.EndsWith("left\r\e[Knote\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_says_nothing()
    {
        var reporter = new Reporter(_error, animated: true, quiet: true, _clock);
        reporter.Say("note");
        Work(reporter);
        Assert.Equal("", _error.ToString());
    }

    private void Work(Reporter reporter)
    {
        for (var second = 0; second <= 30; second++)
        {
            _clock.Seconds = second;
            reporter.Report(new("train", 100 * second, 3000, "hits .50"));
        }
    }

    private sealed class Clock : TimeProvider
    {
        internal long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
