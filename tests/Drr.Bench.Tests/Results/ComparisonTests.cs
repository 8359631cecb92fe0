using Drr.Bench.Results;
using Drr.Tensors;
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
    public void Several_runs_a_side_are_judged_by_how_they_differ()
    {
        Assert.Equal(5, Compare([100, 103, 98], [110, 112, 109]));
        Assert.Equal(0, Compare([100, 103, 98], [110, 112, 102])); // one was as fast as before
        Assert.Equal(0, Compare([100, 108, 98], [109, 110, 117])); // apart, but by less than earlier runs are from each other
        Assert.Equal(0, Compare([110, 112, 109], [100, 103, 98]));
        static int Compare(double[] before, double[] after) =>
            Comparison.Run([.. before.Select(Of)], [.. after.Select(Of)], TextWriter.Null);
        static ResultFile Of(double median) => File(1e9, Row(median, median - 0.1, median + 0.1));
    }

    /// <summary>As measured, close within a run; runs of the same code differ by 3 % (one standard deviation).</summary>
    [Theory]
    [InlineData(1, 1, 0.05, 0.25)] // what several runs a side are for
    [InlineData(3, 1, 0, 0.02)]
    [InlineData(3, 1.2, 0.9, 1)]
    public void Three_runs_a_side_give_few_false_alarms_and_miss_little(int runs, double slower, double least, double most)
    {
        var (rng, output) = (new Rng(1), new StringWriter());
        ResultFile Measured(double factor) => File(1e9, [.. Enumerable.Range(0, 2000).Select(i =>
        {
            var median = 100 * factor * Math.Exp(0.03 * rng.NextGaussian());
            return Row(median, median * 0.998, median * 1.002, $"{i}");
        })]);
        Comparison.Run(
            [.. Enumerable.Range(0, runs).Select(_ => Measured(1))],
            [.. Enumerable.Range(0, runs).Select(_ => Measured(slower))],
            output);
        Assert.InRange(Lines(output).Count(line => line.Contains("SLOWER", StringComparison.Ordinal)) / 2000.0, least, most);
        Assert.Equal(runs == 1, output.ToString().Contains("One run a side", StringComparison.Ordinal));
    }

    [Fact]
    public void Sides_are_two_files_or_parted_by_two_dashes()
    {
        Assert.Equal("a | b", Sides("a", "b"));
        Assert.Equal("a b | c", Sides("a", "b", "--", "c"));
        static string Sides(params string[] files)
        {
            var (before, after) = Comparison.Sides(files);
            return $"{string.Join(' ', before)} | {string.Join(' ', after)}";
        }

        string[][] wrong = [[], ["a"], ["a", "b", "c"], ["a", "--"], ["--", "a"], ["a", "--", "b", "--", "c"]];
        Assert.All(wrong, files => Assert.Throws<ArgumentException>(() => Comparison.Sides(files)));
    }

    [Fact]
    public void A_faster_row_does_not_make_up_for_a_slower_one()
    {
        var before = File(1e9, Row(100, 98, 102), Row(100, 98, 102, "b"));
        var after = File(1e9, Row(50, 49, 51), Row(110, 107, 113, "b"));
        var output = new StringWriter();
        Assert.Equal(5, Comparison.Run([before], [after], output));
        Assert.Equal(["-50.0 %  faster  a", "+10.0 %  SLOWER  b", "1 of 2 rows slower."], Lines(output)[..3]);
    }

    [Fact]
    public void Times_count_in_units_of_their_runs_peak()
    {
        var (atFullClock, atHalf) = (File(2e9, Row(100, 98, 102)), File(1e9, Row(200, 196, 204)));
        Assert.Equal(0, Comparison.Run([atFullClock], [atHalf], TextWriter.Null));
        Assert.Equal(5, Comparison.Run([atFullClock], [atHalf with { PeakOperations = 2e9 }], TextWriter.Null));
    }

    [Fact]
    public void Rows_of_one_run_only_are_named_and_decide_nothing()
    {
        var output = new StringWriter();
        var before = File(1e9, Row(1, 1, 1), Row(1, 1, 1, "old"));
        var after = File(1e9, Row(1, 1, 1), Row(9, 9, 9, "new"));
        Assert.Equal(0, Comparison.Run([before], [after], output));
        Assert.Contains(Lines(output), line => line.EndsWith("gone          old", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_that_say_nothing_about_each_other_are_refused()
    {
        var here = File(1e9, Row(1, 1, 1));
        Assert.Throws<InvalidDataException>(() => Comparison.Run([here], [File(1e9, Row(1, 1, 1, "other"))], TextWriter.Null));
        var elsewhere = here with { Machine = s_machine with { Processor = "Test 2" } };
        var fault = Assert.Throws<InvalidDataException>(() => Comparison.Run([here], [elsewhere], TextWriter.Null));
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
        Comparison.Run([File(1e9, before)], [File(1e9, after)], TextWriter.Null);

    private static ResultFile File(double peak, params ResultRow[] rows) => new(s_machine, "test", peak, rows);

    private static ResultRow Row(double median, double lower, double upper, string name = "a") =>
        new(name, new Spread(median, lower, upper, 20));

    private static string[] Lines(StringWriter output) => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
