using System.Text;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Rivals;
using Drr.Export.Tables;
using Drr.TestKit;

namespace Drr.Fuzz.Tests;

/// <summary>The reader of other programs' scores.</summary>
public sealed class ScoresTests : IDisposable
{
    private static readonly RatingDataset s_small = SyntheticDataset.Generate(new() { Users = 12, Items = 20, Ratings = 60 });
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text() => Run("scores", "theirs.csv", Encoding.UTF8.GetBytes("user,item,score\n1,2,0.5\n1,4,-3.2e-05\n3,1,7\n"));

    [Fact]
    public async Task Parquet()
    {
        using var file = new MemoryStream();
        await ParquetTable.WriteAsync(
            file, [[new("user", new[] { 1, 1, 3 }), new("item", new[] { 2, 4, 1 }), new("score", new[] { 0.5f, -3.2e-5f, 7 })]]);
        Run("scores-parquet", "theirs.parquet", file.ToArray());
    }

    private void Run(string target, string file, byte[] whole) => Fuzzing.Run(target, [whole], bytes =>
    {
        File.WriteAllBytes(_folder[file], bytes);
        try
        {
            GivenScores.Read(_folder[file], s_small);
            return null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message.Contains(file, StringComparison.Ordinal)
                ? Fuzzing.FaultOf(fault.Message) : $"no file: {fault.Message}";
        }
    });
}
