using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Embeddings;

public sealed class ItemRowsTests
{
    private const int Items = 12;
    private static readonly RatingDataset s_log = SmallLog.Random(20, Items, 0.4, 6);
    private static readonly SparseMatrix s_byItem = new FitRows(s_log, s_log.AllTrain()).ByItem;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(Items)]
    public void No_more_rows_are_kept_than_the_budget_holds_and_each_is_right(int most)
    {
        var computed = new List<int>();
        var rows = new ItemRows(s_byItem, Compute, budget: most * Items * sizeof(float));
        for (var round = 0; round < 3; round++)
        {
            for (var item = 0; item < Items; item++)
            {
                Assert.Equal(RowOf(item), rows[item]);
                Assert.InRange(rows.Kept, 1, Math.Max(most, 1));
            }
        }

        var lasting = most == Items ? Items : 3 * most / 4;
        var mostRated = Enumerable.Range(0, Items).OrderByDescending(item => s_byItem.ColumnsOf(item).Length).Take(lasting);
        Assert.All(mostRated, item => Assert.Single(computed, item));
        Assert.Equal(most == Items, computed.Count == Items);

        float[] Compute(int item)
        {
            computed.Add(item);
            return RowOf(item);
        }
    }

    private static float[] RowOf(int item) => [.. Enumerable.Range(0, Items).Select(other => (100f * item) + other)];
}
