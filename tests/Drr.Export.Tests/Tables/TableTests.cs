using Drr.Agent.Recommending;
using Drr.Export.Tables;

namespace Drr.Export.Tests.Tables;

public sealed class TableTests
{
    private static readonly IReadOnlyList<Column>[] s_groups =
    [
        [new("id", new[] { 1, -7 }), new("title", new[] { "A, \"quoted\" film", "Ünïcode\nfilm" }),
         new("score", new[] { 1 / 3f, float.NegativeInfinity })],
        [new("id", new[] { int.MaxValue }), new("title", new[] { "" }), new("score", new[] { 1e-38f })],
    ];

    [Fact]
    public void Csv_reads_back_to_the_same_bits()
    {
        using var text = new StringWriter();
        CsvTable.Write(text, s_groups);
        Assert.StartsWith("id,title,score\n1,\"A, \"\"quoted\"\" film\",0.33333334\n", text.ToString(), StringComparison.Ordinal);
        AssertSame(CsvTable.Read(new StringReader(text.ToString()), s_groups[0]));
    }

    [Fact]
    public async Task Parquet_reads_back_to_the_same_bits()
    {
        using var stream = new MemoryStream();
        await ParquetTable.WriteAsync(stream, s_groups);
        stream.Position = 0;
        AssertSame(await ParquetTable.ReadAsync(stream));
    }

    [Theory]
    [InlineData("id,name,score\n1,x,1\n")]
    [InlineData("id,title,score\none,x,1\n")]
    [InlineData("")]
    public void Csv_of_other_columns_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => CsvTable.Read(new StringReader(text), s_groups[0]));

    [Fact]
    public void Lists_become_a_row_an_item_in_groups_as_they_come()
    {
        var asked = 0;
        var groups = RecommendationTable.Groups(Enumerable.Range(1, 10_000).Select(user =>
        {
            asked++;
            return new RecommendationList(user, [new(1, 5, "Five", ["Drama", "War"], 2), new(2, 6, "Six", [], 1)]);
        }));
        var first = groups.First();
        Assert.InRange(asked, 1, 5_000);
        Assert.Equal(["user", "rank", "item", "title", "genres", "score"], first.Select(column => column.Name));
        Assert.Equal(new[] { 1, 1, 2 }, ((int[])first[0].Values)[..3]);
        Assert.Equal(new[] { "Drama|War", "" }, ((string[])first[4].Values)[..2]);
        Assert.Equal(20_000, groups.Sum(group => group[0].Values.Length));
    }

    private static void AssertSame(IReadOnlyList<Column> read)
    {
        Assert.Equal(["id", "title", "score"], read.Select(column => column.Name));
        Assert.Equal(new[] { 1, -7, int.MaxValue }, read[0].Values);
        Assert.Equal(new[] { "A, \"quoted\" film", "Ünïcode\nfilm", "" }, read[1].Values);
        Assert.Equal(new[] { 1 / 3f, float.NegativeInfinity, 1e-38f }, read[2].Values);
    }
}
