using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Parquet;
using Parquet.Schema;

namespace Drr.Agent.Tests.Rivals;

public sealed class GivenScoresTests : IDisposable
{
    private static readonly RatingDataset s_data = SmallLog.Of(3, 4, (0, 0, 5), (1, 1, 4), (2, 2, 3), (0, 3, 2)); // ids from 1 on

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"given-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Scores_are_the_files_and_items_without_one_are_never_listed()
    {
        var scorer = Read("user,item,score", "1,2,0.5", "1,4,-3.2e-05", "3,1,7");
        Assert.Equal(Path.GetFileNameWithoutExtension(_path), scorer.Name);
        Assert.Equal([float.NegativeInfinity, 0.5f, float.NegativeInfinity, -3.2e-05f], ScoresOf(scorer, 0));
        Assert.Equal([7, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity], ScoresOf(scorer, 2));
        Assert.All(ScoresOf(scorer, 1), score => Assert.Equal(float.NegativeInfinity, score));
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_with_any_separator() =>
        Assert.Equal(2, ScoresOf(Read("score\trank\titem\tuser", "2\t1\t3\t2"), 1)[2]);

    /// <summary>As data frames of other programs write it: 64-bit columns that may have gaps.</summary>
    [Fact]
    public async Task Parquet_gives_every_digit_of_a_score()
    {
        var (user, item, score) = (new DataField<long?>("user"), new DataField<long?>("item"), new DataField<double?>("score"));
        await using (var file = File.Create(_path))
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(score, user, item), file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(score, new double?[] { 1.25e-12, -2.5e-12, 1 / 3.0 });
            await group.WriteAsync<long>(user, new long?[] { 1, 1, 1 });
            await group.WriteAsync<long>(item, new long?[] { 1, 2, 4 });
        }

        Assert.Equal([1.25e-12f, -2.5e-12f, float.NegativeInfinity, 1 / 3f], ScoresOf(GivenScores.Read(_path, s_data), 0));
    }

    [Theory]
    [InlineData("1,2,high", ":3: score 'high' is not a finite number such as -0.25 or 3e-05.")]
    [InlineData("1,2,NaN", ":3: score 'NaN' is not a finite number")]
    [InlineData("1,2,Infinity", ":3: score 'Infinity' is not a finite number")]
    [InlineData("9,2,1", ":3: no user '9' in small.")]
    [InlineData("1,9,1", ":3: no film '9' in small.")]
    [InlineData("1,1,1", ":3: user '1' and film '1' have a score already.")]
    [InlineData("1,2", ":3: expected 3 fields")]
    public void A_fault_is_named_with_its_line(string row, string fault) => Assert.Contains(
        fault, Assert.Throws<InvalidDataException>(() => Read("user,item,score", "1,1,0.5", row)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_without_the_columns_is_refused() => Assert.EndsWith(
        ":1: no column of its header is called score; its columns are user, item, rating (separated by ',').",
        Assert.Throws<InvalidDataException>(() => Read("user,item,rating", "1,1,5")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_no_file_is_said_in_a_sentence()
    {
        Assert.EndsWith(
            ".csv: there is no such file.",
            Assert.Throws<FileNotFoundException>(() => GivenScores.Read(_path, s_data)).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            ": is a folder, not a file.",
            Assert.Throws<InvalidDataException>(() => GivenScores.Read(Path.GetTempPath(), s_data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Users_who_are_missing_are_counted_and_not_taken_as_missed()
    {
        var scorer = Read("user,item,score", "2,1,0.5");
        scorer.Require([1]);
        var fault = Assert.Throws<InvalidDataException>(() => scorer.Require([0, 1, 2])).Message;
        Assert.Contains("no score for user 1 and 1 more", fault, StringComparison.Ordinal);
    }

    private GivenScores Read(params string[] lines)
    {
        File.WriteAllText(_path, string.Concat(lines.Select(line => line + "\n")));
        return GivenScores.Read(_path, s_data);
    }

    private static float[] ScoresOf(GivenScores scorer, int user)
    {
        var scores = new float[4];
        scorer.Score(new Observation(1) { User = user }, scores);
        return scores;
    }
}
