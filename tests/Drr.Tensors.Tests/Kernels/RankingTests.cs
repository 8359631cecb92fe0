using Drr.Tensors.Kernels;
using FsCheck.Xunit;

namespace Drr.Tensors.Tests.Kernels;

public sealed class RankingTests
{
    [Fact]
    public void The_best_come_first_and_of_equals_the_smaller_index()
    {
        var best = new int[3];
        Assert.Equal(3, Ranking.TopK([1, 5, 2, 5, 4], best));
        Assert.Equal([1, 3, 4], best);
    }

    [Fact]
    public void Masked_scores_are_never_returned()
    {
        int[] best = [-7, -7, -7];
        Assert.Equal(2, Ranking.TopK([float.NegativeInfinity, -3, float.NegativeInfinity, float.PositiveInfinity], best));
        Assert.Equal([3, 1, -7], best);
        Assert.Equal(0, Ranking.TopK([float.NegativeInfinity], best));
    }

    [Property]
    public void It_agrees_with_the_plain_one(byte[] ranks, byte places, ulong seed)
    {
        var rng = new Rng(seed);
        // Few different values, so that ties abound; repeated so that there are many more scores than places.
        var many = Enumerable.Repeat(ranks, 20).SelectMany(r => r);
        float[] scores = [.. many.Select(r => r % 8 == 0 ? float.NegativeInfinity : r % 8 + rng.NextInt(3))];
        int[] expected = new int[places % 40], actual = new int[places % 40];
        Assert.Equal(Reference.Ranking.TopK(scores, expected), Ranking.TopK(scores, actual));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(99)]
    public void Not_a_number_is_refused_wherever_it_stands(int index)
    {
        float[] scores = [.. Enumerable.Range(0, 100).Select(i => -(float)i)];
        scores[index] = float.NaN;
        Assert.Contains($"Score {index} ", Assert.Throws<ArgumentException>(() => Ranking.TopK(scores, new int[3])).Message);
        Assert.Throws<ArgumentException>(() => Reference.Ranking.TopK(scores, new int[3]));
    }

    [Fact]
    public void No_scores_and_no_places_give_none()
    {
        Assert.Equal(0, Ranking.TopK([], new int[2]));
        Assert.Equal(0, Ranking.TopK([1, 2], []));
    }
}
