using Drr.Tensors;
using Drr.TestKit;
using static System.FormattableString;

namespace Drr.Cli.Tests.Data;

/// <summary>Shop events with text ids and no titles, from the file to a list: what a user says once, a run keeps.</summary>
public sealed class TableDataTests : IDisposable
{
    private static readonly string[] s_columns = ["--columns", "user=visitor,item=sku,time=at"];
    private readonly TemporaryFolder _folder = new();

    public TableDataTests()
    {
        var rng = new Rng(3);
        var rows = Enumerable.Range(0, 3_000).Select(row =>
            Invariant($"2025-03-{1 + (row / 120):00}T08:00:00Z;v-{rng.NextInt(60):x2};sku {rng.NextInt(50)}"));
        _folder.Write("shop.csv", "at;visitor;sku\n" + string.Join('\n', rows) + "\n");
    }

    private string Shop => _folder["shop.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_on_events_keeps_how_they_are_laid_out()
    {
        var run = _folder["run"];
        SmallRun.Expect(0, ["train", "--data", Shop, .. s_columns, "--liked-from", "2", "-o", run, .. SmallRun.Settings]);
        var list = SmallRun.Expect(0, "recommend", "--run", run, "--data", Shop, "--user", "v-0a", "--top", "3", "--json").Json;
        Assert.Equal("v-0a", list.Text("userKey"));
        var table = SmallRun.Expect(0, "evaluate", "--run", run, "--data", Shop).Out;
        Assert.Contains("  items", table, StringComparison.Ordinal);
        Assert.DoesNotContain("film", table, StringComparison.Ordinal);
        SmallRun.Expect(0, "recommend", "--run", run, "--data", Shop, "--all", "-o", _folder["recs.csv"]);
        var lists = File.ReadAllText(_folder["recs.csv"]);
        Assert.StartsWith("user,rank,item,title,genres,score\nv-00,1,sku ", lists, StringComparison.Ordinal);
        SmallRun.Expect(0, "export", "--run", run, "--what", "vectors", "-o", _folder["vectors.parquet"]);
        SmallRun.Expect(0, "export", "--run", run, "-o", _folder["agent.onnx"]);
        var unknown = SmallRun.Expect(2, "recommend", "--run", run, "--data", Shop, "--user", "eve").Error;
        Assert.Contains("no such user", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_data_lack_is_left_out_of_the_analysis_by_name()
    {
        var rows = File.ReadLines(Shop).Skip(1).Select(row => string.Join(';', row.Split(';')[1..]));
        var file = _folder.Write("plain.csv", string.Join('\n', rows) + "\n");
        var text = SmallRun.Expect(0, "analyze", "--data", file, "--columns", "user=1,item=2", "-o", _folder["analysis"]).Out;
        Assert.Contains("Weekday and hour: left out, no times are given", text, StringComparison.Ordinal);
        Assert.Contains("Age groups: left out, no user's age is known", text, StringComparison.Ordinal);
        Assert.DoesNotContain("film", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user=visitor,item=nothing", 3, "shop.csv:1: no column of its header is called nothing")]
    [InlineData("user=visitor", 2, "data.columns user=visitor: 'item' is missing.")]
    public void Columns_that_are_not_there_are_named(string columns, int code, string expected)
    {
        var said = SmallRun.Expect(code, "data", "stats", Shop, "--columns", columns).Error;
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_table_needs_no_flags()
    {
        var own = _folder["own"];
        SmallRun.Expect(0, ["data", "import", Shop, .. s_columns, "--count-up-to", "5", "-o", own]);
        Assert.Contains("n / 5", SmallRun.Expect(0, "data", "stats", own).Out, StringComparison.Ordinal);
    }
}
