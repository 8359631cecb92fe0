using System.Text.Json;
using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation.Statistics;

public sealed class SignedRankTestTests
{
    /// <summary>See <c>Golden/signed_rank.py</c>.</summary>
    [Fact]
    public void It_gives_scipys_figures()
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "signed_rank.json")));
        var cases = golden.RootElement.EnumerateArray().ToArray();
        Assert.Equal(6, cases.Length);
        Assert.All(cases, known =>
        {
            double[] differences = [.. known.GetProperty("differences").EnumerateArray().Select(value => value.GetDouble())];
            var result = SignedRankTest.Of(differences);
            Assert.Equal(known.GetProperty("statistic").GetDouble(), result.Statistic);
            Assert.Equal(known.GetProperty("pairs").GetInt32(), result.Pairs);
            Assert.Equal(known.GetProperty("p").GetDouble(), result.P, 1e-9);
            Assert.Equal(known.GetProperty("effect").GetDouble(), result.Effect, 1e-12);
        });
    }

    /// <summary>Ranks 1, 2, 3; only 3 is against. Sums up to 3 come from {}, {1}, {2}, {3}, {1, 2}: 2 . 5 /
    /// 8, at most 1.</summary>
    [Fact]
    public void Three_pairs_worked_by_hand()
    {
        Assert.Equal(new SignedRankResult(3, 1, 3, 0), SignedRankTest.Of([0.1, 0.2, -0.3]));
        Assert.Equal(new SignedRankResult(0, 0.25, 3, 1), SignedRankTest.Of([0.1, 0.2, 0.3]));
        Assert.Equal(new SignedRankResult(1, 0.5, 3, -4 / 6.0), SignedRankTest.Of([0.1, -0.2, -0.3]));
    }

    [Fact]
    public void Pairs_that_do_not_differ_or_are_not_defined_are_left_out()
    {
        Assert.Equal(new SignedRankResult(0, 1, 0, 0), SignedRankTest.Of([0, 0, double.NaN]));
        Assert.Equal(SignedRankTest.Of([0.1, 0.2, -0.3]), SignedRankTest.Of([0, 0.1, double.NaN, 0.2, -0.3]));
    }

    [Fact]
    public void Rounding_in_the_last_bits_does_not_part_equal_sizes() =>
        Assert.Equal(SignedRankTest.Of([0.1, 0.1, -0.2]), SignedRankTest.Of([0.5 - 0.4, 0.2 - 0.1, 0.1 - 0.3]));

    /// <summary>Of 400 samples without a difference some 20 have p below .05; 5 to 40 with a chance above 1 - 1e-4.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public void Without_a_difference_small_p_values_are_as_rare_as_they_claim(int pairs)
    {
        var rng = new Rng(4);
        var small = Enumerable.Range(0, 400)
            .Count(_ => SignedRankTest.Of([.. Enumerable.Range(0, pairs).Select(_ => rng.NextGaussian())]).P < 0.05);
        Assert.InRange(small, 5, 40);
    }
}
