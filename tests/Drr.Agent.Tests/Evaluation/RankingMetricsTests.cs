using Drr.Tensors;
using FsCheck.Xunit;
using static Drr.Agent.Evaluation.RankingMetrics;

namespace Drr.Agent.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    private const double Tolerance = 1e-12;
    private static readonly double Third = 1 / Math.Log2(4); // gain of place 3: 1/2

    /// <summary>Hits at places 1 and 3 of 5, three relevant items.</summary>
    [Fact]
    public void A_mixed_list_has_the_values_worked_by_hand()
    {
        bool[] hits = [true, false, true, false, false];
        Assert.Equal(2 / 5.0, Precision(hits, 5));
        Assert.Equal(2 / 3.0, Recall(hits, 5, 3));
        Assert.Equal(1, HitRate(hits, 5));
        Assert.Equal(1.5, Dcg(hits, 5), Tolerance);
        Assert.Equal(1.5 / (1 + (1 / Math.Log2(3)) + Third), Ndcg(hits, 5, 3), Tolerance);
        Assert.Equal(0.70392, Ndcg(hits, 5, 3), 5e-6);
        Assert.Equal(1.5 / (1 + (1 / Math.Log2(3))), ListNdcg(hits, 5), Tolerance);
        Assert.Equal(0.91972, ListNdcg(hits, 5), 5e-6);
        Assert.Equal((1 + (2 / 3.0)) / 3, AveragePrecision(hits, 5, 3), Tolerance);
        Assert.Equal(1, ReciprocalRank(hits, 5));
        Assert.Equal(0.5, ReciprocalRank([false, true, true], 3));
    }

    [Fact]
    public void Only_the_first_k_count()
    {
        bool[] hits = [false, false, true, true];
        Assert.Equal(0, Precision(hits, 2));
        Assert.Equal(0, HitRate(hits, 2));
        Assert.Equal(0, Ndcg(hits, 2, 2));
        Assert.Equal(double.NaN, ListNdcg(hits, 2));
        Assert.Equal(0, ReciprocalRank(hits, 2));
        Assert.Equal(1 / 3.0, Precision(hits, 3));
        Assert.Equal(0.5, Recall(hits, 3, 2));
    }

    [Fact]
    public void A_perfect_list_has_one_everywhere_but_in_precision_when_little_is_relevant()
    {
        bool[] hits = [true, true, false, false, false];
        Assert.Equal(0.4, Precision(hits, 5));
        double[] full = [Ndcg(hits, 5, 2), ListNdcg(hits, 5), Recall(hits, 5, 2), AveragePrecision(hits, 5, 2)];
        Assert.All(full, value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_list_shorter_than_k_misses_at_its_missing_places()
    {
        bool[] hits = [true, true];
        Assert.Equal(0.4, Precision(hits, 5));
        Assert.Equal(Dcg([true, true, false], 5) / Dcg([true, true, true], 5), Ndcg(hits, 5, 3), Tolerance);
        Assert.Equal(2 / 3.0, AveragePrecision(hits, 5, 3), Tolerance);
        Assert.Equal(0, Precision([], 5));
        Assert.Equal(0, Ndcg([], 5, 3));
        Assert.Equal(double.NaN, ListNdcg([], 5));
        Assert.Equal(0, ReciprocalRank([], 5));
    }

    [Fact]
    public void Without_a_relevant_item_what_is_over_them_is_not_defined()
    {
        bool[] hits = [false, false];
        double[] undefined = [Recall(hits, 5, 0), Ndcg(hits, 5, 0), ListNdcg(hits, 5), AveragePrecision(hits, 5, 0)];
        Assert.All(undefined, value => Assert.Equal(double.NaN, value));
        Assert.All([Precision(hits, 5), HitRate(hits, 5), ReciprocalRank(hits, 5)], value => Assert.Equal(0, value));
    }

    /// <summary>Whatever the list: values lie in [0, 1], the list-ideal is the milder one, and a hit moved up never
    /// costs.</summary>
    [Property(MaxTest = 500)]
    public void Measures_stay_in_range_and_prefer_hits_higher_up(ulong seed, byte shape)
    {
        var (rng, k) = (new Rng(seed), 1 + (shape % 7));
        bool[] hits = [.. Enumerable.Range(0, rng.NextInt(10)).Select(_ => rng.NextInt(2) == 1)];
        var relevant = hits.Count(hit => hit) + rng.NextInt(4);
        foreach (var value in Measures(hits))
        {
            Assert.True(double.IsNaN(value) || value is >= 0 and <= 1 + Tolerance);
        }

        Assert.False(Ndcg(hits, k, relevant) > ListNdcg(hits, k) + Tolerance);
        for (var place = 1; place < hits.Length; place++)
        {
            if (hits[place] && !hits[place - 1])
            {
                var before = Measures(hits);
                (hits[place], hits[place - 1]) = (false, true);
                Assert.All(before.Zip(Measures(hits)), pair => Assert.False(pair.First > pair.Second + Tolerance));
            }
        }

        // List-ideal NDCG is left out: a hit moved from outside the first k into them can lower it.
        double[] Measures(bool[] list) =>
        [
            Precision(list, k), Recall(list, k, relevant), HitRate(list, k), Ndcg(list, k, relevant),
            AveragePrecision(list, k, relevant), ReciprocalRank(list, k),
        ];
    }
}
