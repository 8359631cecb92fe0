using Drr.Bench.Growth;
using Drr.Bench.Results;
using Drr.TestKit;

namespace Drr.Bench.Tests.Growth;

public class GrowthRunTests
{
    private static readonly Lazy<IReadOnlyList<Chart>> s_charts = new(Measure);

    [Fact]
    public void Every_chart_measures_each_work_at_each_size()
    {
        Assert.Equal(Charts.All.Keys, s_charts.Value.Select(chart => chart.Key));
        Assert.Equal([1, 4, 2, 2], s_charts.Value.Select(chart => chart.Curves.Count));
        foreach (var chart in s_charts.Value)
        {
            var sizes = chart.Curves[0].Points.Select(point => point.Size);
            Assert.All(chart.Curves, curve => Assert.Equal(sizes, curve.Points.Select(point => point.Size)));
            Assert.All(Rows(chart), row => Assert.True(row.Seconds.Median > 0));
        }
    }

    [Fact]
    public void No_update_ranking_or_step_of_a_session_allocates_once_warm() =>
        Assert.All(s_charts.Value.SelectMany(Rows), row => Assert.Equal((row.Name, 0), (row.Name, row.AllocatedBytes)));

    [Fact]
    public void A_run_is_a_page_with_pictures_and_a_file_to_compare_by()
    {
        using var folder = new TemporaryFolder();
        GrowthRun.Write(s_charts.Value, "growth --out g", folder["results/g"], TextWriter.Null);
        var page = File.ReadAllText(folder["results/g.md"]);
        Assert.All(s_charts.Value, chart =>
        {
            Assert.Contains($"(g/{chart.Key}.png)", page, StringComparison.Ordinal);
            var picture = File.ReadAllBytes(folder[$"results/g/{chart.Key}.png"]);
            Assert.Equal("PNG"u8, picture.AsSpan(1, 3));
            Assert.True(picture.Length > 10_000);
        });

        var run = ResultFile.Read(folder["results/g.json"]);
        Assert.Equal(s_charts.Value.SelectMany(Rows).Select(row => row.Name), run.Rows.Select(row => row.Name));
        Assert.All(run.Rows.Take(2), row => Assert.True(row.OfPeak > 0)); // how much is not for a test to say
        var output = new StringWriter();
        Assert.Equal(0, Comparison.Run([run], [run], output));
        Assert.Contains($"0 of {run.Rows.Count} rows slower.", output.ToString(), StringComparison.Ordinal);
        var slower = run with
        {
            Rows = [.. run.Rows.Select(row => row with { Seconds = row.Seconds with { Median = 9, Lower = 8, Upper = 10 } })],
        };
        Assert.Equal(Comparison.Regression, Comparison.Run([run], [slower], TextWriter.Null));
    }

    [Theory]
    [InlineData("--only", "nothing")]
    [InlineData("--seconds", "soon")]
    [InlineData("--out")]
    [InlineData("batch")]
    public void Wrong_usage_is_said_in_a_line(params string[] arguments)
    {
        var log = new StringWriter();
        Assert.Equal(2, GrowthRun.Run(arguments, TextWriter.Null, log));
        Assert.Contains(arguments[^1], Assert.Single(log.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static IEnumerable<ResultRow> Rows(Chart chart) =>
        chart.Curves.SelectMany(curve => curve.Points).Select(point => point.Row);

    private static Chart[] Measure()
    {
        var meter = new Meter(TimeSpan.Zero, TextWriter.Null);
        return
        [
            Charts.Batch(meter, 2, 8), Charts.Items(meter, 300, 600), Charts.History(meter, 2, 4),
            Charts.Replay(meter, 1024, 128, 1024),
        ];
    }
}
