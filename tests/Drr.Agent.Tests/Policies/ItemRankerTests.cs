using Drr.Agent.Policies;
using Drr.Agent.Tests.States;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Policies;

public sealed class ItemRankerTests
{
    [Property(MaxTest = 60)]
    public void Ranks_as_sorting_all_scores_would(ulong seed)
    {
        var rng = new Rng(seed);
        var (rows, items, k) = (1 + rng.NextInt(4), 3 + rng.NextInt(90), 1 + rng.NextInt(6));
        var table = RandomVectors.Table(1, items, k, seed, withoutVector: rng.NextInt(items));
        var actions = RandomVectors.Normal(rng, rows, k);
        var unavailable = new bool[items];
        unavailable[rng.NextInt(items)] = true;
        var used = rng.NextInt(items);
        var ranker = new ItemRanker(table, rows);
        ranker.Score(actions.Span);
        for (var row = 0; row < rows; row++)
        {
            ranker.Hide(row, unavailable);
            ranker.Hide(row, [used, -1]);
            var action = actions.Row(row).ToArray();
            int[] expected = [.. Enumerable.Range(0, items)
                .Where(item => table.Fitted[item] && !unavailable[item] && item != used)
                .OrderByDescending(item => Dot(table.Items.Row(item), action))];
            var best = new int[items];
            Assert.Equal(expected, best[..ranker.Top(row, best)]);
            if (expected.Length > 0)
            {
                Assert.Equal(expected[0], ranker.Best(row));
            }
        }
    }

    [Fact]
    public void A_hidden_item_stays_hidden_when_every_other_score_is_below_zero()
    {
        var table = RandomVectors.Table(1, 4, 2);
        for (var item = 0; item < 4; item++)
        {
            table.Items.Row(item).Fill(-1 - item);
        }

        var ranker = new ItemRanker(table, 1);
        ranker.Score([1, 1]);
        ranker.Hide(0, [0]);
        Assert.Equal(1, ranker.Best(0)); // a mask that multiplied by 0 would show item 0
        var scores = new float[4];
        ranker.CopyScores(0, scores);
        Assert.Equal([float.NegativeInfinity, -4, -6, -8], scores);
    }

    [Fact]
    public void Scoring_again_forgets_what_was_hidden()
    {
        var table = RandomVectors.Table(1, 4, 2);
        var ranker = new ItemRanker(table, 1);
        ranker.Score(table.Items.Row(2));
        var best = ranker.Best(0);
        ranker.Hide(0, [best]);
        Assert.NotEqual(best, ranker.Best(0));
        ranker.Score(table.Items.Row(2));
        Assert.Equal(best, ranker.Best(0));
    }

    [Fact]
    public void Each_row_is_hidden_for_itself()
    {
        var table = RandomVectors.Table(1, 4, 2);
        var ranker = new ItemRanker(table, 2);
        ranker.Score([1, 0, 1, 0]);
        var best = ranker.Best(1);
        ranker.Hide(0, [best]);
        Assert.Equal(best, ranker.Best(1));
        Assert.NotEqual(best, ranker.Best(0));
    }

    [Fact]
    public void Nothing_left_to_show_is_an_error()
    {
        var ranker = new ItemRanker(RandomVectors.Table(1, 3, 2), 1);
        ranker.Score([1, 1]);
        ranker.Hide(0, [0, 1, 2]);
        Assert.Throws<InvalidOperationException>(() => ranker.Best(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_score_that_is_no_number_is_an_error(int rows)
    {
        var ranker = new ItemRanker(RandomVectors.Table(1, 40, 2), 2);
        ranker.Score([.. Enumerable.Repeat(float.NaN, 2 * rows)]);
        Assert.Throws<ArgumentException>(() => ranker.Best(0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Actions_that_do_not_fit_are_refused(int values) =>
        Assert.Throws<ArgumentException>(() => new ItemRanker(RandomVectors.Table(1, 3, 2), 2).Score(new float[values]));

    private static double Dot(ReadOnlySpan<float> x, float[] y)
    {
        double sum = 0;
        for (var i = 0; i < y.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }
}
