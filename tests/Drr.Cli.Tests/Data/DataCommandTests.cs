using System.Text.Json;

namespace Drr.Cli.Tests.Data;

public sealed class DataCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void A_synthesised_data_set_has_the_sizes_asked_for_and_no_fault()
    {
        var check = SmallRun.Expect(0, "data", "check", small.Data, "--json").Json;
        Assert.Equal(
            (80, 90, 2500, 0),
            (check.Int("users"), check.Int("items"), check.Int("ratings"), check.Int("faultCount")));
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused_in_words_of_this_program() => Assert.Equal(
        "drr: Users must be 1 or more. Items must be 2 or more.\n",
        SmallRun.Expect(2, "data", "synth", "--users", "-1", "--items", "1", "-o", small.New()).Error.ReplaceLineEndings("\n"));

    [Fact]
    public void The_same_seed_synthesises_the_same_files()
    {
        string Ratings(string seed)
        {
            var folder = small.New();
            SmallRun.Expect(0, [.. "data synth --users 20 --items 30 --ratings 200 -o".Split(' '), folder, "--seed", seed]);
            return File.ReadAllText(Path.Combine(folder, "ratings.dat"));
        }

        var first = Ratings("5");
        Assert.Equal(first, Ratings("5"));
        Assert.NotEqual(first, Ratings("6"));
    }

    [Fact]
    public void Every_broken_line_is_listed_and_exits_3()
    {
        var folder = small.New();
        SmallRun.Expect(0, "data", "import", small.Data, "-o", folder);
        var ratings = Path.Combine(folder, "ratings.dat");
        var lines = File.ReadAllLines(ratings);
        (lines[6], lines[41]) = ("1::2::9::3", "1::2::3");
        File.WriteAllLines(ratings, lines);

        var check = SmallRun.Expect(3, "data", "check", folder);
        Assert.Contains("ratings.dat:7: ", check.Out, StringComparison.Ordinal);
        Assert.Contains("ratings.dat:42: ", check.Out, StringComparison.Ordinal);
        Assert.Equal(2, SmallRun.Expect(3, "data", "check", folder, "--json").Json.Int("faultCount"));

        var train = SmallRun.Expect(3, "train", "--data", folder, "-o", small.New());
        Assert.Contains("ratings.dat:7: ", train.Error, StringComparison.Ordinal);
        Assert.Single(train.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void An_imported_data_set_is_the_same()
    {
        var folder = small.New();
        var written = SmallRun.Expect(0, "data", "import", small.Data, "-o", folder, "--json").Json;
        Assert.Equal(("ml1M", 2500), (written.Text("form"), written.Int("ratings")));
        string[] copies = [small.Data, folder];
        Assert.Single(copies.Select(copy => File.ReadAllText(Path.Combine(copy, "ratings.dat"))).Distinct());
    }

    [Fact]
    public void Statistics_come_as_text_and_as_json()
    {
        Assert.Contains("2,500, mean", SmallRun.Expect(0, "data", "stats", small.Data).Out, StringComparison.Ordinal);
        var json = SmallRun.Expect(0, "data", "stats", small.Data, "--json").Json;
        Assert.Equal((80, 2500), (json.Int("users"), json.Int("ratings")));
        Assert.Equal(JsonValueKind.Array, json.GetProperty("stars").ValueKind);
    }

    [Fact]
    public void What_exists_is_written_over_with_force_only()
    {
        var folder = small.New();
        string[] synth = [.. "data synth --users 20 --items 30 --ratings 200 -o".Split(' '), folder];
        SmallRun.Expect(0, synth);
        Assert.Contains("--force", SmallRun.Expect(2, synth).Error, StringComparison.Ordinal);
        SmallRun.Expect(0, [.. synth, "--force"]);
    }
}
