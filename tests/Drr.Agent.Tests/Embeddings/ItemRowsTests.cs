using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

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
                Assert.Equal(RowOf(item), rows.Get(item, new float[Items]).ToArray());
                Assert.InRange(rows.Kept, 1, Math.Max(most, 1));
            }
        }

        var lasting = most == Items ? Items : 3 * most / 4;
        var mostRated = Enumerable.Range(0, Items).OrderByDescending(item => s_byItem.ColumnsOf(item).Length).Take(lasting);
        Assert.All(mostRated, item => Assert.Single(computed, item));
        Assert.Equal(most == Items, computed.Count == Items);

        void Compute(int item, Span<float> row)
        {
            computed.Add(item);
            RowOf(item).CopyTo(row);
        }
    }

    [Fact]
    public void Once_as_many_rows_are_there_as_the_budget_holds_nothing_allocates()
    {
        var (rows, buffer, row) = (new ItemRows(s_byItem, (_, _) => { }, budget: 3 * Items * sizeof(float)), new float[Items], 0);
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(2 * Items, row);

        void Round()
        {
            for (var item = 0; item < Items; item++)
            {
                row += rows.Get(item, buffer).Length / Items;
            }
        }
    }

    [Fact]
    public void Several_threads_get_whole_rows()
    {
        var rows = new ItemRows(s_byItem, (item, row) => RowOf(item).CopyTo(row), budget: 3 * Items * sizeof(float));
        var wrong = 0;
        Parallel.For(0, 4, thread =>
        {
            var (rng, buffer) = (new Rng((ulong)thread), new float[Items]);
            for (var i = 0; i < 20_000; i++)
            {
                var item = rng.NextInt(Items);
                if (!rows.Get(item, buffer).Span.SequenceEqual(RowOf(item)))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });
        Assert.Equal(0, wrong);
    }

    private static float[] RowOf(int item) => [.. Enumerable.Range(0, Items).Select(other => (100f * item) + other)];
}
