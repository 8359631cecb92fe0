using Drr.Cli.ThisMachine;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.ThisMachine;

public class SpeedTests
{
    [Fact]
    public void A_report_holds_shares_of_the_peak_that_a_processor_can_have()
    {
        var report = Speed.Measure(TimeSpan.Zero, capacity: 1000, TestContext.Current.CancellationToken);
        Assert.Equal((3, 3), (report.Products.Count, report.Updates.Count));
        Assert.All(report.Products.Concat(report.Updates), row =>
        {
            Assert.InRange(row.OfPeak, 1e-6, 1.05);
            Assert.InRange(row.Seconds.Median, row.Seconds.Lower, row.Seconds.Upper);
        });
        Assert.Equal(report.ReplaySeconds.Median / report.Updates[0].Seconds.Median, report.ReplayShare);
    }

    [Fact]
    public void An_interruption_stops_the_measuring() =>
        Assert.Equal(ExitCode.Interrupted, Invocation.With([], new CancellationToken(canceled: true), "bench").ExitCode);
}
