using System.Security.Cryptography;
using Drr.Tensors;

namespace Drr.Cli.Tests.Exporting;

/// <summary>What leaves a run, and what comes back.</summary>
public sealed class ExportTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Theory]
    [InlineData("agent", "safetensors")]
    [InlineData("agent", "onnx")]
    [InlineData("agent", "csv")]
    [InlineData("agent", "parquet")]
    [InlineData("vectors", "safetensors")]
    [InlineData("vectors", "csv")]
    [InlineData("vectors", "parquet")]
    public void Every_form_is_written_and_nothing_is_written_over(string what, string format)
    {
        var file = $"{small.New()}.{format}";
        string[] line = ["export", "--run", small.Run, "--what", what, "-o", file];
        Assert.Equal(new FileInfo(file).FullName, SmallRun.Expect(0, [.. line, "--json"]).Json.Text("file"));
        Assert.Contains("--force", SmallRun.Expect(2, line).Error, StringComparison.Ordinal);
        SmallRun.Expect(0, [.. line, "--force"]);
    }

    [Fact]
    public void Weights_come_back_into_a_run_that_recommends_the_same()
    {
        var run = small.New();
        SmallRun.Expect(0, "import-weights", small.Weights, "--run", small.Run, "-o", run);
        string[] recommend = ["recommend", "--data", small.Data, "--all", "--json", "--run"];
        Assert.Equal(SmallRun.Expect(0, [.. recommend, small.Run]).Out, SmallRun.Expect(0, [.. recommend, run]).Out);
        Assert.Equal("unfinished", SmallRun.Expect(0, "runs", "show", run, "--json").Json.Text("status"));
    }

    [Fact]
    public void Other_weights_give_other_lists()
    {
        var (file, run) = (small.New(), small.New());
        var entries = TensorFile.Read(small.Weights).Tensors.ToDictionary();
        entries["actor/layer/2/bias"] = TensorEntry.Of([3f, -3, 3, -3, 3, -3, 3, -3]);
        TensorFile.Write(file, entries);
        SmallRun.Expect(0, "import-weights", file, "--run", small.Run, "-o", run);
        string[] recommend = ["recommend", "--data", small.Data, "--all", "--json", "--run"];
        Assert.NotEqual(SmallRun.Expect(0, [.. recommend, small.Run]).Out, SmallRun.Expect(0, [.. recommend, run]).Out);
    }

    [Fact]
    public void Weights_of_another_size_exit_4_with_every_fault_and_leave_no_run()
    {
        var (wide, file, run) = (small.New(), small.New() + ".safetensors", small.New());
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", wide, .. SmallRun.Settings, "--set", "policy.hidden=12"]);
        SmallRun.Expect(0, "export", "--run", wide, "-o", file);
        var refused = SmallRun.Expect(4, "import-weights", file, "--run", small.Run, "-o", run);
        Assert.Contains("'actor/layer/0/bias' is [12], the agent's is [16]", refused.Error, StringComparison.Ordinal);
        Assert.Contains("'critic/1/bias' is [12], the agent's is [16]", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void Lists_are_the_same_alone_and_together_and_in_every_form()
    {
        var (csv, ids) = (small.New() + ".csv", small.New());
        File.WriteAllLines(ids, ["7", "", " 80 "]);
        string[] line = ["recommend", "--run", small.Run, "--data", small.Data, "--top", "5"];
        var alone = SmallRun.Expect(0, [.. line, "--user", "7", "--json"]).Json;
        var lists = SmallRun.Expect(0, [.. line, "--users", ids, "--json"]).Json.GetProperty("lists").EnumerateArray().ToArray();
        Assert.Equal([7, 80], lists.Select(list => list.Int("user")));
        static IEnumerable<int> Films(System.Text.Json.JsonElement list) =>
            list.GetProperty("items").EnumerateArray().Select(item => item.Int("item"));
        Assert.Equal(Films(alone), Films(lists[0]));

        SmallRun.Expect(0, [.. line, "--users", ids, "-o", csv]);
        var rows = File.ReadAllLines(csv);
        Assert.Equal(11, rows.Length);
        Assert.Equal("user,rank,item,title,genres,score", rows[0]);
        Assert.Equal(Films(lists[0]).Select((film, place) => $"7,{place + 1},{film},"),
            rows[1..6].Select(row => string.Join(',', row.Split(',')[..3]) + ","));
        Assert.Equal(File.ReadAllText(csv), SmallRun.Expect(0, [.. line, "--users", ids, "--format", "csv"]).Out);
        Assert.Equal(80 * 5, SmallRun.Expect(0, [.. line, "--all", "-q"]).Out.TrimEnd().Split('\n').Length - 1);
    }

    [Fact]
    public void Unknown_users_of_a_file_exit_3_with_their_lines_and_no_file()
    {
        var (ids, file) = (small.New(), small.New() + ".parquet");
        File.WriteAllLines(ids, ["7", "me", "999"]);
        var refused = SmallRun.Expect(3, "recommend", "--run", small.Run, "--data", small.Data, "--users", ids, "-o", file);
        Assert.Contains($"{ids}:2: expected the id of a user", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"{ids}:3: no user 999", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_full_disk_is_one_line_and_leaves_what_was_there()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        var file = small.New() + ".csv";
        File.WriteAllText(file, "before");
        File.CreateSymbolicLink(file + ".tmp", "/dev/full");
        var failed = SmallRun.Expect(
            1, "recommend", "--run", small.Run, "--data", small.Data, "--all", "-o", file, "--force", "-q");
        Assert.Single(failed.Error.TrimEnd().Split('\n'));
        Assert.Contains("No space left", failed.Error, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(file));
    }
}
