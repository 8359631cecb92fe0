using Drr.Cli.Shell;
using Drr.TestKit;

namespace Drr.Cli.Tests.Data;

/// <summary>Every stage on data sets that are too small for it, or just large enough.</summary>
public sealed class TinyDataTests
{
    private static readonly string[] s_telltales =
        ["   at ", "Exception", "Parameter '", "Index was", "Sequence contains", "fault of the program"];

    /// <summary>Users x items, and whether all ratings are below the middle, with a command; NEW stands for a place
    /// that nothing is at.</summary>
    public static TheoryData<string, bool, string> Cases() => new MatrixTheoryData<string, bool, string>(
        ["1 x 1", "1 x 3", "2 x 2", "3 x 1", "3 x 3", "8 x 2"], [false, true],
        [
            "embed --data DATA -o NEW --embedding svd", "embed --data DATA -o NEW --protocol rerank",
            "train --data DATA -o NEW SETTINGS",
            "train --data DATA -o NEW --protocol rerank SETTINGS",
            "train --data DATA -o NEW SETTINGS --set environment.feedback=simulator", "analyze --data DATA -o NEW",
            "crossvalidate --data DATA", "data stats DATA", "data check DATA",
        ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_tiny_data_set_is_worked_on_or_refused_in_plain_words(string sizes, bool disliked, string line)
    {
        var (users, items) = (sizes[0] - '0', sizes[^1] - '0');
        using var folder = new TemporaryFolder();
        var ratings = Enumerable.Range(0, users * items)
            .Select(i => $"{(i / items) + 1},{(i % items) + 1},{(disliked ? 1 : 5 - (i % 2))},7\n");
        folder.Write("data/ratings.csv", "userId,movieId,rating,timestamp\n" + string.Concat(ratings));
        folder.Write(
            "data/movies.csv",
            "movieId,title,genres\n" + string.Concat(Enumerable.Range(1, items).Select(i => $"{i},Film {i} (1995),Drama\n")));
        var words = line.Replace("SETTINGS", string.Join(' ', SmallRun.Settings), StringComparison.Ordinal).Split(' ');
        string Meant(string word) => word == "DATA" ? folder["data"] : word == "NEW" ? folder["new"] : word;
        var run = Invocation.Of([.. words.Select(Meant)]);
        Assert.True(run.ExitCode is 0 or 3, $"exits {run.ExitCode}: {run.Error}");
        Assert.DoesNotContain(s_telltales, word => run.Error.Contains(word, StringComparison.Ordinal));
        if (run.ExitCode == 3)
        {
            Assert.False(Path.Exists(folder["new"]), run.Error);
            Assert.Contains("data: ", run.Error, StringComparison.Ordinal);
        }

        if (users == 1 && words[0] is "embed" or "train" && !words.Contains("rerank"))
        {
            Assert.Contains("too few users", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Users_with_one_rating_each_train_unvalidated_and_nobody_can_be_measured()
    {
        using var folder = new TemporaryFolder();
        var users = Enumerable.Range(1, 30).ToArray();
        folder.Write(
            "data/ratings.csv", "userId,movieId,rating,timestamp\n" + string.Concat(users.Select(u => $"{u},{u},5,{u}\n")));
        folder.Write(
            "data/movies.csv", "movieId,title,genres\n" + string.Concat(users.Select(i => $"{i},Film {i} (1995),Drama\n")));
        SmallRun.Expect(0, ["train", "--data", folder["data"], "-o", folder["run"], .. SmallRun.Settings]);
        string[] evaluate = ["evaluate", "--run", folder["run"], "--data", folder["data"]];
        Assert.Contains("nobody can be measured", SmallRun.Expect(3, evaluate).Error, StringComparison.Ordinal);
        var sessions = SmallRun.Expect(0, [.. evaluate, "--protocol", "simulator"]);
        Assert.DoesNotContain("RMSE", sessions.Out, StringComparison.Ordinal); // there is no row to measure it on
    }
}
