using Drr.Bench.Results;
using Drr.TestKit;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Tests.Results;

public class ComparisonTests
{
    private static readonly Machine s_machine = new("Test 1", ".NET", "Linux", "avx512", 2);

    [Fact]
    public void A_row_is_slower_when_the_medians_and_the_middle_halves_lie_apart()
    {
        Assert.Equal(5, Compare(Row(100, 98, 102), Row(110, 107, 113)));
        Assert.Equal(0, Compare(Row(100, 98, 102), Row(100, 98, 102)));
    }

    [Fact]
    public void Noise_is_no_regression()
    {
        Assert.Equal(0, Compare(Row(100, 90, 112), Row(120, 110, 130))); // far apart, but so are the samples of each
        Assert.Equal(0, Compare(Row(100, 99.9, 100.1), Row(104, 103.9, 104.1))); // close samples, but a difference that runs have
    }

    [Fact]
    public void A_faster_row_does_not_make_up_for_a_slower_one()
    {
        var before = File(1e9, Row(100, 98, 102), Row(100, 98, 102, "b"));
        var after = File(1e9, Row(50, 49, 51), Row(110, 107, 113, "b"));
        var output = new StringWriter();
        Assert.Equal(5, Comparison.Run(before, after, output));
        Assert.Equal(["-50.0 %  faster  a", "+10.0 %  SLOWER  b", "1 of 2 rows slower."], Lines(output));
    }

    [Fact]
    public void Times_count_in_units_of_their_runs_peak()
    {
        var (atFullClock, atHalf) = (File(2e9, Row(100, 98, 102)), File(1e9, Row(200, 196, 204)));
        Assert.Equal(0, Comparison.Run(atFullClock, atHalf, TextWriter.Null));
        Assert.Equal(5, Comparison.Run(atFullClock, atHalf with { PeakOperations = 2e9 }, TextWriter.Null));
    }

    [Fact]
    public void Rows_of_one_run_only_are_named_and_decide_nothing()
    {
        var output = new StringWriter();
        var before = File(1e9, Row(1, 1, 1), Row(1, 1, 1, "old"));
        var after = File(1e9, Row(1, 1, 1), Row(9, 9, 9, "new"));
        Assert.Equal(0, Comparison.Run(before, after, output));
        Assert.Contains(Lines(output), line => line.EndsWith("gone          old", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_that_say_nothing_about_each_other_are_refused()
    {
        var here = File(1e9, Row(1, 1, 1));
        Assert.Throws<InvalidDataException>(() => Comparison.Run(here, File(1e9, Row(1, 1, 1, "other")), TextWriter.Null));
        var elsewhere = here with { Machine = s_machine with { Processor = "Test 2" } };
        var fault = Assert.Throws<InvalidDataException>(() => Comparison.Run(here, elsewhere, TextWriter.Null));
        Assert.Contains("Test 2", fault.Message);
    }

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var spread = new Spread(2, 1, 3, 7);
        var row = Row(1, 0.5, 2) with { Operations = 3, Peer = "TorchSharp", PeerSeconds = spread, Ratio = spread };
        File(1e9, row).Write(folder["results/a.json"]);
        var read = ResultFile.Read(folder["results/a.json"]);
        Assert.Equal((s_machine, 1e9, row), (read.Machine, read.PeakOperations, Assert.Single(read.Rows)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("{\"rows\": [], \"machines\": 1}")]
    public void A_file_of_another_form_is_refused_by_name(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.json", text);
        var fault = Assert.Throws<InvalidDataException>(() => ResultFile.Read(path));
        Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => ResultFile.Read(folder["missing.json"]));
    }

    private static int Compare(ResultRow before, ResultRow after) =>
        Comparison.Run(File(1e9, before), File(1e9, after), TextWriter.Null);

    private static ResultFile File(double peak, params ResultRow[] rows) => new(s_machine, "test", peak, rows);

    private static ResultRow Row(double median, double lower, double upper, string name = "a") =>
        new(name, new Spread(median, lower, upper, 20));

    private static string[] Lines(StringWriter output) => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
